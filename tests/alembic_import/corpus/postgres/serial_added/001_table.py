"""a table without a key

Revision ID: seria1add001
Revises: 
Create Date: 2024-12-13 03:58:23.356330

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'seria1add001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('old', sa.Column('name', sa.String(10), nullable=False))
    op.execute("INSERT INTO old VALUES ('a'), ('b')")


def downgrade():
    op.drop_table('old')
