"""before

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
    op.create_table('a', sa.Column('id', sa.Integer(), sa.Identity(start=3), primary_key=True), sa.Column('n', sa.Integer(), nullable=False))
    op.create_table('b', sa.Column('id', sa.Integer(), autoincrement=False, primary_key=True))
    op.create_table('c', sa.Column('id', sa.Integer(), sa.Identity(always=True), primary_key=True))


def downgrade():
    op.drop_table('c')
    op.drop_table('b')
    op.drop_table('a')
