"""Indexes that stand in the table"""

import sqlalchemy as sa
from alembic import op

revision = "1_index"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "logs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("shop", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Index("ix_logs_shop_made", "shop", "made"),
        sa.Index("uq_logs_level_made", "level", "made", unique=True),
        sa.Index("ix_logs_newest", sa.text("made DESC")),
    )


def downgrade():
    op.drop_table("logs")
