"""start

Revision ID: 11aa
Revises: 
Create Date: 2021-08-18 17:22:51.800466

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '11aa'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'products',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.execute("INSERT INTO products (id, name) VALUES (1, 'Çay'), (2, 'Simit')")


def downgrade():
    op.drop_table('products')
