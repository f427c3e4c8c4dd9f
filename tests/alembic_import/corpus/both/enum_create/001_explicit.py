"""Enums made by hand

Revision ID: enumcreate01
Revises:
Create Date: 2024-02-11 09:12:00

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'enumcreate01'
down_revision = None

payment_kind = sa.Enum('cash', 'card', 'transfer', name='payment_kind')
currency = postgresql.ENUM('TRY', 'EUR', 'USD', name='currency', create_type=False)


def upgrade():
    payment_kind.create(op.get_bind(), checkfirst=True)
    op.create_table(
        'payments',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('amount', sa.Numeric(10, 2), nullable=False),
    )
    op.add_column('payments', sa.Column('kind', payment_kind, nullable=True))


def downgrade():
    op.drop_column('payments', 'kind')
    op.drop_table('payments')
    payment_kind.drop(op.get_bind(), checkfirst=True)
