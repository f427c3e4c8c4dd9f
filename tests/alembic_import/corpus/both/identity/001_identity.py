"""identity columns

Revision ID: 001_identity
Revises: 
Create Date: 2023-08-28 21:01:19.733816
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "001_identity"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "by_default",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "always",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("name", sa.Text()),
    )
    op.create_table(
        "with_options",
        sa.Column(
            "id",
            sa.Integer(),
            sa.Identity(always=True, start=1000, increment=10, minvalue=1000, maxvalue=99990, cycle=True, cache=5),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "no_limits",
        sa.Column("id", sa.SmallInteger(), sa.Identity(always=False, start=5, nominvalue=True, nomaxvalue=True), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("no_limits")
    op.drop_table("with_options")
    op.drop_table("always")
    op.drop_table("by_default")
