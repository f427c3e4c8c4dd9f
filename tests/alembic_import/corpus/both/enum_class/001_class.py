"""Enums of Python classes"""

import enum

import sqlalchemy as sa
from alembic import op

revision = "enumclass001"
down_revision = None
branch_labels = None
depends_on = None


class Color(enum.Enum):
    """Names are what the database knows."""

    RED = "r"
    GREEN = "g"
    DARK_BLUE = "b"


class Size(str, enum.Enum):
    small = "S"
    large = "L"


def upgrade() -> None:
    op.create_table(
        "shirts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("color", sa.Enum(Color), nullable=False),
        sa.Column("size", sa.Enum(Size, name="shirt_size"), nullable=False, server_default=Size.small.name),
    )


def downgrade() -> None:
    op.drop_table("shirts")
    sa.Enum(name="shirt_size").drop(op.get_bind(), checkfirst=True)
    sa.Enum(name="color").drop(op.get_bind(), checkfirst=True)
