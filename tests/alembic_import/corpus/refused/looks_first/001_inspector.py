"""only where it is missing

Revision ID: looks0000001
Revises: 
Create Date: 2020-04-28 19:40:13.235537

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'looks0000001'
down_revision = None
branch_labels = None
depends_on = None


def has_table(name):
    return name in sa.inspect(op.get_bind()).get_table_names()


def upgrade():
    if not has_table('people'):  # not understood
        op.create_table('people', sa.Column('id', sa.Integer(), primary_key=True))
    op.create_table('certain', sa.Column('id', sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table('certain')
