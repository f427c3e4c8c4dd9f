"""Tables that are described twice"""

import sqlalchemy as sa
from alembic import op

revision = "tablescore01"
down_revision = None
branch_labels = None
depends_on = None

metadata = sa.MetaData()
shelves = sa.Table(
    "shelves",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(20)),
    sa.Column("full", sa.Boolean),
)


def upgrade() -> None:
    op.create_table(
        "shelves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(20)),
        sa.Column("full", sa.Boolean),
    )
    op.bulk_insert(shelves, [{"id": 1, "name": "A", "full": True}, {"id": 2, "name": "B", "full": False}])
    op.execute(shelves.update().where(shelves.c.id == 2).values(name="C"))
    op.execute(sa.delete(shelves).where(shelves.c.full.is_(True)))
    op.execute(sa.text("UPDATE shelves SET name = name || '!' ").execution_options(autocommit=True))
    op.execute("UPDATE shelves SET name = upper(name)", execution_options={"no_parameters": False})


def downgrade() -> None:
    op.drop_table("shelves")
