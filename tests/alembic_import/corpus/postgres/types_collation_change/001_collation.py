"""How names are sorted"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50, collation="C"), nullable=False),
        sa.Column("sort_key", sa.VARCHAR(50)),
    )


def downgrade():
    op.drop_table("names")
