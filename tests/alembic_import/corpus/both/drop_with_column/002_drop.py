"""and away

Revision ID: dropwith0002
Revises: dropwith0001
Create Date: 2022-08-11 17:18:13.285734

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'dropwith0002'
down_revision = 'dropwith0001'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column('cars', 'owner_id')
    op.drop_column('owners', 'mail')
    op.drop_column('owners', 'age')


def downgrade():
    op.add_column('owners', sa.Column('age', sa.Integer(), index=True))
    op.add_column('owners', sa.Column('mail', sa.String(20), unique=True))
    op.add_column('cars', sa.Column('owner_id', sa.Integer(), sa.ForeignKey('owners.id')))
