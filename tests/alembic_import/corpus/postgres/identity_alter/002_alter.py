"""identity comes, changes and goes

Revision ID: 002
Revises: 001
Create Date: 2022-12-23 19:34:46.343302

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '002'
down_revision = '001'
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('a', 'id', server_default=sa.Identity(always=True, start=7, increment=2), existing_server_default=sa.Identity(start=3), existing_type=sa.Integer())
    op.alter_column('a', 'n', server_default=sa.Identity(), existing_type=sa.Integer(), existing_nullable=False)
    op.alter_column('b', 'id', server_default=sa.Identity(always=True), existing_type=sa.Integer())
    op.alter_column('c', 'id', server_default=None, existing_server_default=sa.Identity(always=True), existing_type=sa.Integer())
    op.add_column('c', sa.Column('row_no', sa.BigInteger(), sa.Identity(always=True, start=100), nullable=False))


def downgrade():
    op.drop_column('c', 'row_no')
    op.alter_column('c', 'id', server_default=sa.Identity(always=True), existing_type=sa.Integer())
    op.alter_column('b', 'id', server_default=None, existing_server_default=sa.Identity(always=True), existing_type=sa.Integer())
    op.alter_column('a', 'n', server_default=None, existing_server_default=sa.Identity(), existing_type=sa.Integer())
    op.alter_column('a', 'id', server_default=sa.Identity(always=False, start=3), existing_server_default=sa.Identity(always=True, start=7, increment=2))
