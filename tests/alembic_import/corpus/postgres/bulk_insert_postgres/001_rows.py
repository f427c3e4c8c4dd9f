"""rows of types that only PostgreSQL has

Revision ID: bulkpg000001
Revises: 
Create Date: 2022-03-18 23:18:54.864646
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "bulkpg000001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    things = op.create_table(
        "things",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("doc", postgresql.JSONB(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text())),
        sa.Column("numbers", postgresql.ARRAY(sa.Integer())),
        sa.Column("kind", sa.Enum("a", "b", name="thing_kind")),
        sa.Column("address", postgresql.INET()),
        sa.Column("span", sa.Interval()),
    )
    op.bulk_insert(
        things,
        [
            {"id": "11111111-2222-3333-4444-555555555555", "doc": {"b": [1, {"c": "ğ'"}], "a": None}, "tags": ["x", "y z", 'q"', "o'n"], "numbers": [1, -2], "kind": "a", "address": "10.0.0.1", "span": None},
            {"id": "11111111-2222-3333-4444-666666666666", "doc": [], "tags": [], "numbers": None, "kind": "b", "address": None, "span": None},
        ],
    )
    op.bulk_insert(
        sa.table("things", sa.column("id", postgresql.UUID), sa.column("doc", postgresql.JSONB), sa.column("tags", postgresql.ARRAY(sa.String))),
        [{"id": "11111111-2222-3333-4444-777777777777", "doc": {"n": 1.50, "t": True}, "tags": [None, "NULL", "a,b", "{c}"]}],
    )


def downgrade() -> None:
    op.drop_table("things")
    op.execute("DROP TYPE thing_kind")
