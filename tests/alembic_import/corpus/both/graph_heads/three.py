"""A child of the second"""

import sqlalchemy as sa
from alembic import op

revision = "three"
down_revision = "two"
branch_labels = None
depends_on = None


def upgrade():
    ...


def downgrade():
    ...
