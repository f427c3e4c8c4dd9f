"""A table"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("wide", sa.Column("a", sa.Integer(), primary_key=True), sa.Column("d", sa.Integer()))


def downgrade():
    op.drop_table("wide")
