"""tables

Revision ID: batchloop001
Revises: 
Create Date: 2021-11-17 09:53:15.854772
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "batchloop001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


TABLES = ["b1", "b2"]


def upgrade() -> None:
    for table in TABLES:
        op.create_table(table, sa.Column("id", sa.Integer(), primary_key=True), sa.Column("v", sa.String(5)))
        op.execute(f"INSERT INTO {table} (id, v) VALUES (1, 'v')")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
