"""A table for batches"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(20), server_default="?"),
        sa.Column("body", sa.Text()),
        sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute("INSERT INTO notes (id, title, pinned) VALUES (4, 'Sipariş', true)")


def downgrade():
    op.drop_table("notes")
