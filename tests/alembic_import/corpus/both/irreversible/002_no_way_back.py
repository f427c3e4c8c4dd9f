"""no way back

Revision ID: irrevers0002
Revises: irrevers0001
Create Date: 2022-11-10 07:51:51.849747

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'irrevers0002'
down_revision = 'irrevers0001'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column('t', 'x')


def downgrade():
    raise NotImplementedError('the values are gone')
