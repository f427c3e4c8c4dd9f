"""columns come

Revision ID: 22bb
Revises: 11aa
Create Date: 2020-08-13 08:31:15.992714

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '22bb'
down_revision = '11aa'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('products', sa.Column('barcode', sa.String(length=20), nullable=True))
    op.add_column('products', sa.Column('stock', sa.Integer(), server_default='0', nullable=False))
    op.add_column('products', sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False))
    op.add_column('products', sa.Column('price', sa.Numeric(precision=10, scale=2), nullable=True, server_default=sa.text("0.00")))
    op.add_column('products', sa.Column('note', sa.Text))


def downgrade():
    op.drop_column('products', 'note')
    op.drop_column('products', 'price')
    op.drop_column('products', 'is_active')
    op.drop_column('products', 'stock')
    op.drop_column('products', 'barcode')
