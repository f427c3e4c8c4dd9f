"""A new column gets its values before it must have one"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("customers", sa.Column("name", sa.String(41), nullable=True))
    op.execute("UPDATE customers SET name = first || coalesce(' ' || last, '')")
    op.alter_column("customers", "name", existing_type=sa.String(41), nullable=False)
    op.drop_column("customers", "first")


def downgrade():
    op.add_column("customers", sa.Column("first", sa.String(20)))
    op.execute("UPDATE customers SET first = substr(name, 1, 3)")
    op.drop_column("customers", "name")
