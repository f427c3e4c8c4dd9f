"""Multiranges

Revision ID: 0002
Revises: 0001
Create Date: 2020-04-05 13:28:41.844345
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("breaks", postgresql.TSMULTIRANGE(), nullable=True))
    op.add_column("bookings", sa.Column("breaks_tz", postgresql.TSTZMULTIRANGE(), nullable=True))
    op.add_column("bookings", sa.Column("rows", postgresql.INT4MULTIRANGE(), nullable=True))
    op.add_column("bookings", sa.Column("ids", postgresql.INT8MULTIRANGE(), nullable=True))
    op.add_column("bookings", sa.Column("bands", postgresql.NUMMULTIRANGE(), nullable=True))
    op.add_column("bookings", sa.Column("holidays", postgresql.DATEMULTIRANGE(), nullable=True))
    op.create_index("ix_bookings_times", "bookings", ["times"], postgresql_using="gist")


def downgrade() -> None:
    op.drop_index("ix_bookings_times", table_name="bookings", postgresql_using="gist")
    for column in ("holidays", "bands", "ids", "rows", "breaks_tz", "breaks"):
        op.drop_column("bookings", column)
