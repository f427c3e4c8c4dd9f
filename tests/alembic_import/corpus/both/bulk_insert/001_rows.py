"""Rows of all types"""

import datetime
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import column, table

revision = "bulk00000001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    typed = op.create_table(
        "typed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.Column("rate", sa.Float()),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("day", sa.Date()),
        sa.Column("moment", sa.DateTime()),
        sa.Column("doc", sa.JSON()),
        sa.Column("data", sa.LargeBinary()),
    )
    op.bulk_insert(
        typed,
        [
            {"id": 1, "name": "Çay", "price": Decimal("12.50"), "rate": 0.5, "active": True, "day": datetime.date(2024, 2, 29),
             "moment": datetime.datetime(2024, 2, 29, 13, 45, 10), "doc": {"a": [1, 2, None], "ğ": "ş"}, "data": b"\x00\xff'x"},
            {"id": 2, "name": "O'Neill \"q\" \\ %s :p", "price": None, "rate": -2, "active": False, "day": None, "moment": None, "doc": [], "data": None},
        ],
    )
    kinds = sa.table("typed", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("price"))
    op.bulk_insert(kinds, [dict(id=3, name="line\nbreak", price=-7), dict(id=4, name="", price=0)], multiinsert=False)
    op.bulk_insert(table("typed", column("id"), column("name")), rows=[{"id": i, "name": f"row {i}"} for i in range(5, 8)])


def downgrade() -> None:
    op.drop_table("typed")
