"""Rows first"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("first", sa.String(20)),
        sa.Column("last", sa.String(20)),
    )
    op.bulk_insert(
        sa.table("customers", sa.column("id", sa.Integer), sa.column("first", sa.String), sa.column("last", sa.String)),
        [{"id": 1, "first": "Ada", "last": "Yıldız"}, {"id": 2, "first": "Can", "last": None}],
    )


def downgrade():
    op.drop_table("customers")
