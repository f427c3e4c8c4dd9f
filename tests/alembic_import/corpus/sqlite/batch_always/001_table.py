"""a table

Revision ID: a1way5000001
Revises: 
Create Date: 2021-08-26 15:04:45.393358

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'a1way5000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('seats', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('row', sa.String(2), nullable=False, server_default='A'))
    op.execute("INSERT INTO seats (id, row) VALUES (3, 'C')")


def downgrade():
    op.drop_table('seats')
