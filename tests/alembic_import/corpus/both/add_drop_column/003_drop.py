"""columns go

Revision ID: 33cc
Revises: 22bb
Create Date: 2022-01-09 11:30:21.122258

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '33cc'
down_revision = '22bb'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column('products', 'note')
    op.drop_column('products', 'barcode')


def downgrade():
    op.add_column('products', sa.Column('barcode', sa.VARCHAR(length=20), autoincrement=False, nullable=True))
    op.add_column('products', sa.Column('note', sa.TEXT(), autoincrement=False, nullable=True))
