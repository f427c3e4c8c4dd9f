"""Enums made by hand

Revision ID: enumcreatpg1
Revises:
Create Date: 2024-02-11 09:12:00

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'enumcreatpg1'
down_revision = None

VALUES = ('TRY', 'EUR', 'USD')
currency = postgresql.ENUM(*VALUES, name='currency', create_type=False)


def upgrade():
    bind = op.get_bind()
    currency.create(bind, checkfirst=True)
    sa.Enum('low', 'high', name='priority').create(op.get_bind())
    op.create_table(
        'payments',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('currency', currency, nullable=False, server_default='TRY'),
        sa.Column('list_currency', postgresql.ENUM(name='currency', create_type=False)),
        sa.Column('priority', sa.Enum(name='priority', create_type=False) if False else postgresql.ENUM('low', 'high', name='priority', create_type=False)),
        sa.Column('history', postgresql.ARRAY(currency)),
    )
    op.create_table(
        'refunds',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('currency', currency, nullable=False, server_default=sa.text("'EUR'::currency")),
    )


def downgrade():
    op.drop_table('refunds')
    op.drop_table('payments')
    sa.Enum(name='priority').drop(op.get_bind(), checkfirst=False)
    currency.drop(op.get_bind(), checkfirst=True)
