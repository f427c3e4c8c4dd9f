"""keys and checks beside their columns

Revision ID: 1_inline
Revises: 
Create Date: 2022-03-07 11:07:47.131563

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '1_inline'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'users',
        sa.Column('id', sa.Integer, primary_key=True),
        sa.Column('email', sa.String(255), unique=True, nullable=False),
        sa.Column('nick', sa.String(30), unique=True, index=True),
        sa.Column('phone', sa.String(20), index=True),
        sa.Column('age', sa.Integer, sa.CheckConstraint('age >= 0'), nullable=True),
        sa.Column('height', sa.Integer, sa.CheckConstraint('height > 0 AND height < 300', name='height_is_real')),
        sa.Column('boss_id', sa.Integer, sa.ForeignKey('users.id')),
    )
    op.create_table(
        'orders',
        sa.Column('id', sa.Integer, primary_key=True),
        sa.Column('user_id', sa.Integer, sa.ForeignKey('users.id', ondelete='CASCADE'), nullable=False, index=True),
        sa.Column('seller_id', sa.Integer, sa.ForeignKey('users.id', name='fk_seller', onupdate='CASCADE', ondelete='SET NULL')),
        sa.Column('payer_id', sa.Integer, sa.ForeignKey('users.id', deferrable=True, initially='DEFERRED')),
        sa.Column('courier_id', sa.Integer, sa.ForeignKey(column='users.id', ondelete='RESTRICT', onupdate='NO ACTION')),
        sa.Column('nick', sa.String(30), sa.ForeignKey('users.nick'), nullable=True),
    )


def downgrade():
    op.drop_table('orders')
    op.drop_table('users')
