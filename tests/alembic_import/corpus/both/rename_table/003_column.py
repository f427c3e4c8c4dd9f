"""a column, too

Revision ID: 003
Revises: 002
Create Date: 2020-03-07 12:48:40.872320

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '003'
down_revision = '002'
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('Entries', 'account_id', new_column_name='accountId')


def downgrade():
    op.alter_column('Entries', 'accountId', new_column_name='account_id')
