"""After the merge"""

import sqlalchemy as sa
from alembic import op

revision = "eeee000001"
down_revision = "dddd000001"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("left_side", sa.Column("n", sa.Integer()))


def downgrade():
    op.drop_column("left_side", "n")
