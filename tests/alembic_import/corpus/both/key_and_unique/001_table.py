"""a key that is unique as well

Revision ID: keyunique001
Revises: 
Create Date: 2023-02-06 08:26:23.257737

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'keyunique001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'k',
        sa.Column('id', sa.Integer(), primary_key=True, unique=True),
        sa.Column('other', sa.Integer(), unique=True, index=True, nullable=False),
        sa.Column('self_id', sa.Integer(), sa.ForeignKey('k.other', use_alter=True, name='fk_k_self')),
    )


def downgrade():
    op.drop_table('k')
