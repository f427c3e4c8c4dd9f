"""a table

Revision ID: query0000001
Revises: 
Create Date: 2024-06-12 13:22:07.012782

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'query0000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('people', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(20)), sa.Column('slug', sa.String(20)))
    op.execute("INSERT INTO people (id, name) VALUES (1, 'Ali Can')")


def downgrade():
    op.drop_table('people')
