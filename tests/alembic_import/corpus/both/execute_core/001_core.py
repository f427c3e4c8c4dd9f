"""Rows by the expressions of SQLAlchemy"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import column, table

revision = "execcore0001"
down_revision = None
branch_labels = None
depends_on = None

accounts = table("accounts", column("id", sa.Integer), column("name", sa.String), column("kind", sa.String), column("active", sa.Boolean), column("n", sa.Integer))


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20)),
        sa.Column("kind", sa.String(20)),
        sa.Column("active", sa.Boolean()),
        sa.Column("n", sa.Integer()),
    )
    op.execute(accounts.insert().values(id=1, name="kasa", kind="x", active=True, n=1))
    op.execute(accounts.insert().values({"id": 2, "name": "banka", "kind": None, "active": False}))
    op.execute(sa.insert(accounts).values(id=3, name=op.inline_literal("çek"), n=7))
    op.execute(accounts.update().where(accounts.c.name == op.inline_literal("kasa")).values({"kind": op.inline_literal("cash")}))
    op.execute(accounts.update().where(accounts.c.kind.is_(None)).values(kind="other", active=sa.true()))
    op.execute(sa.update(accounts).where(sa.and_(accounts.c.id > 1, accounts.c.id <= 2)).values(n=accounts.c.id + 10))
    op.execute(accounts.delete().where(accounts.c.id == 3))


def downgrade() -> None:
    op.execute(accounts.delete())
    op.drop_table("accounts")
