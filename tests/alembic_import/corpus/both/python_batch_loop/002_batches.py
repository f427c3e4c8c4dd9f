"""batches in loops

Revision ID: batchloop002
Revises: batchloop001
Create Date: 2023-03-17 06:32:16.760950
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "batchloop002"
down_revision: str | None = "batchloop001"
branch_labels: str | None = None
depends_on: str | None = None


TABLES = ["b1", "b2"]
COLUMNS = [("width", sa.Integer(), "1"), ("label", sa.String(8), "'-'")]


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, type_, default in COLUMNS:
                batch_op.add_column(sa.Column(name, type_, server_default=sa.text(default), nullable=False))
            batch_op.alter_column("v", existing_type=sa.String(5), nullable=False)
        with op.batch_alter_table(table) as batch_op:
            for name, _type, _default in COLUMNS:
                batch_op.alter_column(name, existing_type=_type, server_default=None)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("v", existing_type=sa.String(5), nullable=True)
            for name, *_rest in COLUMNS:
                batch_op.drop_column(name)
