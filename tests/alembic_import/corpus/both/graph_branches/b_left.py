"""left

Revision ID: bbbb000001
Revises: aaaa000001
"""
from alembic import op
import sqlalchemy as sa

revision = 'bbbb000001'
down_revision = 'aaaa000001'
branch_labels = ('left',)
depends_on = None


def upgrade() -> None:
    op.create_table('left_side', sa.Column('id', sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table('left_side')
