"""names of the standard

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
        'standard_types',
        sa.Column('id', sa.INTEGER(), nullable=False),
        sa.Column('i', sa.INT(), nullable=True),
        sa.Column('s', sa.SMALLINT(), nullable=True),
        sa.Column('b', sa.BIGINT(), nullable=True),
        sa.Column('c', sa.CHAR(length=3), nullable=True),
        sa.Column('c1', sa.CHAR(), nullable=True),
        sa.Column('nc', sa.NCHAR(length=5), nullable=True),
        sa.Column('v', sa.VARCHAR(length=40), nullable=True),
        sa.Column('vv', sa.VARCHAR(), nullable=True),
        sa.Column('t', sa.TEXT(), nullable=True),
        sa.Column('n', sa.NUMERIC(precision=10, scale=3), nullable=True),
        sa.Column('d', sa.DECIMAL(precision=6, scale=2), nullable=True),
        sa.Column('dd', sa.DECIMAL(), nullable=True),
        sa.Column('f', sa.FLOAT(), nullable=True),
        sa.Column('f10', sa.FLOAT(precision=10), nullable=True),
        sa.Column('r', sa.REAL(), nullable=True),
        sa.Column('dp', sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column('da', sa.DATE(), nullable=True),
        sa.Column('ti', sa.TIME(), nullable=True),
        sa.Column('ts', sa.TIMESTAMP(), nullable=True),
        sa.Column('tz', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('bo', sa.BOOLEAN(), nullable=True),
        sa.Column('js', sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint('id', name='standard_types_pk'),
    )


def downgrade():
    op.drop_table('standard_types')
