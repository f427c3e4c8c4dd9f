"""what only PostgreSQL calls by these names

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'u',
        sa.Column('id', sa.UUID(), nullable=False),
        sa.Column('text_id', sa.UUID(as_uuid=False)),
        sa.Column('wide', sa.DOUBLE_PRECISION(precision=53)),
        sa.Column('tags', sa.ARRAY(sa.String(length=20))),
        sa.Column('grid', sa.ARRAY(sa.Integer(), dimensions=2)),
        sa.Column('uuids', sa.ARRAY(sa.Uuid())),
        sa.Column('span', sa.Interval(native=True, second_precision=3, day_precision=2)),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade():
    op.drop_table('u')
