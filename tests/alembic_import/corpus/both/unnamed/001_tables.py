"""the databases name them

Revision ID: unnamed_1
Revises: 
Create Date: 2023-01-21 09:08:38.225652

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'unnamed_1'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'parents',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('a', sa.Integer()),
        sa.Column('b', sa.Integer()),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('a'),
        sa.UniqueConstraint('a', 'b'),
        sa.CheckConstraint('a > 0'),
        sa.CheckConstraint('a > b'),
        sa.CheckConstraint('a < b'),
        sa.CheckConstraint('1 = 1'),
    )
    op.create_table(
        'children',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('parent_id', sa.Integer(), nullable=False),
        sa.Column('other_id', sa.Integer()),
        sa.ForeignKeyConstraint(['parent_id'], ['parents.id']),
        sa.ForeignKeyConstraint(['other_id'], ['parents.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade():
    op.drop_table('children')
    op.drop_table('parents')
