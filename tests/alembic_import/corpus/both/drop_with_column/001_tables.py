"""a column takes what is on it along

Revision ID: dropwith0001
Revises: 
Create Date: 2024-03-10 18:09:33.095619

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'dropwith0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'owners',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('mail', sa.String(20), unique=True),
        sa.Column('age', sa.Integer(), index=True),
    )
    op.create_table('cars', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('owner_id', sa.Integer(), sa.ForeignKey('owners.id')), sa.Column('plate', sa.String(9)))


def downgrade():
    op.drop_table('cars')
    op.drop_table('owners')
