"""names that need quotes change

Revision ID: quoted000002
Revises: quoted000001
Create Date: 2024-12-13 23:14:28.361211
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "quoted000002"
down_revision: str | None = "quoted000001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("Order") as batch_op:
        batch_op.alter_column("user", new_column_name="User", existing_type=sa.String(20), existing_nullable=False)
        batch_op.add_column(sa.Column("table", sa.Text()))
        batch_op.alter_column("sıra no", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.rename_table("group", "Group of")


def downgrade() -> None:
    op.rename_table("Group of", "group")
    with op.batch_alter_table("Order") as batch_op:
        batch_op.alter_column("sıra no", existing_type=sa.BigInteger(), type_=sa.Integer())
        batch_op.drop_column("table")
        batch_op.alter_column("User", new_column_name="user", existing_type=sa.String(20), existing_nullable=False)
