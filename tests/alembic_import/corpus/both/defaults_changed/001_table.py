"""Defaults"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("clause", sa.Integer(), server_default=sa.DefaultClause("1")),
        sa.Column("clause_text", sa.Integer(), server_default=sa.schema.DefaultClause(sa.text("2"))),
        sa.Column("number", sa.Integer(), server_default=str(3)),
        sa.Column("unique_key", sa.Integer(), unique=True, nullable=False, server_default=sa.text("(1 + 1)")),
        sa.Column("dropped", sa.String(5), server_default="x"),
    )


def downgrade():
    op.drop_table("t")
