"""start

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table("groups", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("items", sa.Column("a", sa.Integer()))


def downgrade() -> None:
    op.drop_table("items")
    op.drop_table("groups")
