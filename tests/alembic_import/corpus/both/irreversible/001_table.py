"""a table

Revision ID: irrevers0001
Revises: 
Create Date: 2021-09-09 00:23:33.838460

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'irrevers0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Integer()))


def downgrade():
    op.drop_table('t')
