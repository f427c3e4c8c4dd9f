"""what newer versions of Alembic can say

Revision ID: 002
Revises: 001
Create Date: 2022-12-23 19:34:46.343302
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "002"
down_revision: str | None = "001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("items", sa.Column("a", sa.BigInteger()), if_not_exists=True)
    op.add_column("items", sa.Column("b", sa.Integer(), comment="the second"), if_not_exists=True)
    op.add_column("items", sa.Column("group_id", sa.Integer(), sa.ForeignKey("groups.id")), inline_references=True)
    op.add_column("items", sa.Column("id", sa.Integer(), primary_key=True), inline_primary_key=True)
    op.drop_column("items", "never_there", if_exists=True)


def downgrade() -> None:
    op.drop_column("items", "id")
    op.drop_column("items", "group_id", if_exists=True)
    op.drop_column("items", "b", if_exists=True)
