"""names of today

Revision ID: 002
Revises: 001
Create Date: 2022-12-23 19:34:46.343302

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '002'
down_revision = '001'
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table('account', 'accounts')
    op.rename_table(old_table_name='entry', new_table_name='Entries')


def downgrade():
    op.rename_table('Entries', 'entry')
    op.rename_table('accounts', 'account')
