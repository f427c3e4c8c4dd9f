"""columns with keys, indexes and checks

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
    op.add_column("items", sa.Column("group_id", sa.Integer(), sa.ForeignKey("groups.id", ondelete="SET NULL"), nullable=True))
    op.add_column("items", sa.Column("other_id", sa.Integer(), sa.ForeignKey("groups.id", name="fk_items_other"), nullable=True))
    op.add_column("items", sa.Column("code", sa.String(10), unique=True, nullable=True))
    op.add_column("items", sa.Column("shelf", sa.String(10), index=True, nullable=True))
    op.add_column("items", sa.Column("count", sa.Integer(), sa.CheckConstraint("count >= 0"), server_default="0", nullable=False))
    op.add_column("items", sa.Column("made", sa.DateTime(), server_default=sa.func.now(), nullable=True))
    op.execute("UPDATE items SET made = '2024-05-05 10:00:00'")


def downgrade() -> None:
    op.drop_column("items", "made")
    op.drop_column("items", "count")
    op.drop_column("items", "shelf")
    op.drop_column("items", "code")
    op.drop_column("items", "other_id")
    op.drop_column("items", "group_id")
