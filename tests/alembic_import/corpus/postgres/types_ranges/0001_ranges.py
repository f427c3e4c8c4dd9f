"""Ranges and what excludes by them

Revision ID: 0001
Revises: 
Create Date: 2023-05-21 21:52:03.808063
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("seats", postgresql.INT4RANGE(), nullable=False),
        sa.Column("stock", postgresql.INT8RANGE()),
        sa.Column("prices", postgresql.NUMRANGE(), server_default="[0,1)"),
        sa.Column("days", postgresql.DATERANGE(), nullable=False),
        sa.Column("times", postgresql.TSRANGE()),
        sa.Column("times_tz", postgresql.TSTZRANGE()),
        sa.Column("is_void", sa.Boolean(), nullable=False, server_default=sa.false()),
        postgresql.ExcludeConstraint(("days", "&&"), using="gist", name="no_two_at_once", where=sa.text("NOT is_void")),
        postgresql.ExcludeConstraint((sa.column("seats"), "&&"), (sa.text("(stock)"), "&&"), using="gist"),
    )


def downgrade() -> None:
    op.drop_table("bookings")
