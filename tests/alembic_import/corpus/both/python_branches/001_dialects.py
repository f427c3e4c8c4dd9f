"""A different way for each database"""

import sqlalchemy as sa
from alembic import context, op

revision = "dialects0001"
down_revision = None
branch_labels = None
depends_on = None


def is_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    op.create_table("things", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(10)))
    if dialect == "postgresql":
        op.execute("CREATE INDEX ix_things_name ON things USING hash (name)")
        op.execute("ALTER TABLE things ADD COLUMN tags text[] DEFAULT '{}'")
    elif dialect == "mysql":
        op.execute("ALTER TABLE things ENGINE=InnoDB")
    else:
        op.execute("CREATE INDEX ix_things_name ON things (name)")
        op.add_column("things", sa.Column("tags", sa.Text(), server_default="[]"))
    if is_sqlite():
        op.execute("PRAGMA foreign_keys = ON")
        return
    op.create_unique_constraint("uq_things_name", "things", ["name"])


def downgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        op.drop_constraint("uq_things_name", "things", type_="unique")
    if bind.engine.name == "postgresql":
        op.execute("DROP INDEX ix_things_name")
    else:
        op.drop_index("ix_things_name")
    op.drop_table("things")
