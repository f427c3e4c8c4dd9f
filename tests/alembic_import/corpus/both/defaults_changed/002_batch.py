"""Defaults change in a batch"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("dropped", server_default=None, existing_type=sa.String(5))
        batch_op.alter_column("number", server_default=sa.text("30"), existing_type=sa.Integer())
        batch_op.alter_column("clause", server_default="it's", type_=sa.String(9), existing_type=sa.Integer(), existing_server_default="1")


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("clause", server_default=None, existing_type=sa.String(9))
        batch_op.alter_column("number", server_default="3", existing_type=sa.Integer())
        batch_op.alter_column("dropped", server_default="x", existing_type=sa.String(5))
