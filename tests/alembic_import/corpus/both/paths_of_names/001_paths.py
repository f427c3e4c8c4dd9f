"""the same things by other paths

Revision ID: paths0000001
Revises: 
Create Date: 2022-02-11 10:19:04.045487

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'paths0000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'paths',
        sa.schema.Column('id', sa.types.INTEGER(), nullable=False),
        sa.Column('on_', sa.Boolean(), server_default=sa.sql.expression.true(), nullable=False),
        sa.Column('off_', sa.Boolean(), server_default=sa.sql.false(), nullable=False),
        sa.Column('made', sa.DateTime(), server_default=sa.sql.func.now(), nullable=False),
        sa.Column('text_', sa.String(3), server_default=sa.sql.expression.text("'abc'"), nullable=True),
        sa.Column('n', sa.sql.sqltypes.Integer(), server_default=sa.sql.text('5')),
        sa.schema.PrimaryKeyConstraint('id'),
        sa.schema.CheckConstraint('n < 10', name='ck_paths_n'),
        sa.sql.schema.UniqueConstraint('n', name='uq_paths_n'),
    )


def downgrade():
    op.drop_table('paths')
