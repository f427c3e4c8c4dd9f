"""the old way out of a transaction

Revision ID: enumbyhand02
Revises: enumbyhand01
Create Date: 2022-09-11 06:11:13.798586

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'enumbyhand02'
down_revision = 'enumbyhand01'
branch_labels = None
depends_on = None


def upgrade():
    # ALTER TYPE could not run inside a transaction once.
    op.execute('COMMIT')
    op.execute("ALTER TYPE user_role ADD VALUE 'guest'")


def downgrade():
    pass
