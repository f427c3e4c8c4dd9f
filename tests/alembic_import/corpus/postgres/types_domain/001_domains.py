"""domains made with their table

Revision ID: 77d0main0001
Revises: 
Create Date: 2022-11-22 11:09:40.584095

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '77d0main0001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None

positive = postgresql.DOMAIN('positive_amount', sa.Numeric(10, 2), not_null=True, check='VALUE > 0', constraint_name='is_positive')


def upgrade() -> None:
    op.create_table(
        'payments',
        sa.Column('id', sa.Integer, primary_key=True),
        sa.Column('amount', positive),
        sa.Column('iban', postgresql.DOMAIN('iban', sa.String(34), default='TR00', check=r"VALUE ~ '^[A-Z]{2}[0-9]{2}'")),
    )


def downgrade() -> None:
    op.drop_table('payments')
    op.execute('DROP DOMAIN positive_amount')
    op.execute('DROP DOMAIN iban')
