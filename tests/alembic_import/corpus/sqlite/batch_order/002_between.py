"""Columns between others (PostgreSQL puts them last)"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("wide", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("b", sa.Integer()), insert_after="a")
        batch_op.add_column(sa.Column("c", sa.Integer()), insert_before="d")


def downgrade():
    with op.batch_alter_table("wide") as batch_op:
        batch_op.drop_column("c")
        batch_op.drop_column("b")
