"""Values of the standard library"""

import json
import textwrap
import uuid
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from alembic import op

revision = "pyvalues0001"
down_revision = None
branch_labels = None
depends_on = None

SETTINGS = {"theme": "dark", "sizes": [1, 2], "on": True, "off": None}
FIRST = uuid.UUID("11111111-2222-3333-4444-555555555555")


def upgrade() -> None:
    values = op.create_table(
        "values_of_python",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.Uuid()),
        sa.Column("doc", sa.Text(), server_default=json.dumps(SETTINGS)),
        sa.Column("day", sa.Date()),
        sa.Column("clock", sa.Time()),
        sa.Column("made", sa.DateTime(timezone=True)),
    )
    op.bulk_insert(
        values,
        [
            {"id": 1, "uid": FIRST, "doc": json.dumps(["ş", 1.5]), "day": date(2024, 12, 31), "clock": time(23, 59, 1), "made": datetime(2024, 1, 2, 3, 4, 5)},
            {"id": 2, "uid": None, "doc": json.dumps("ş", ensure_ascii=False), "day": date.fromisoformat("2024-02-03"), "clock": None, "made": None},
        ],
    )
    op.execute(textwrap.dedent("""
        UPDATE values_of_python
        SET doc = 'dedented'
        WHERE id = 2
    """))


def downgrade() -> None:
    op.drop_table("values_of_python")
