"""right

Revision ID: cccc000001
Revises: aaaa000001
"""
from alembic import op
import sqlalchemy as sa

revision = 'cccc000001'
down_revision = 'aaaa000001'
branch_labels = ['right', 'other']
depends_on = 'bbbb000001'


def upgrade() -> None:
    op.create_table('right_side', sa.Column('id', sa.Integer(), sa.ForeignKey('left_side.id'), primary_key=True))


def downgrade() -> None:
    op.drop_table('right_side')
