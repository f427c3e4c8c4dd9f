"""names that need quotes

Revision ID: quoted000001
Revises: 
Create Date: 2024-11-25 07:36:54.162501
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "quoted000001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "Order",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(20), nullable=False),
        sa.Column("Group", sa.String(20), index=True),
        sa.Column("sıra no", sa.Integer()),
        sa.Column("from", sa.Date(), comment='with "quotes"'),
        sa.Column("select", sa.Integer(), sa.ForeignKey("Order.id")),
        sa.Column("2nd", sa.Integer(), server_default="2"),
        sa.Column("müşteri", sa.Text()),
        sa.Column('a"b', sa.Text()),
        sa.UniqueConstraint("user", "Group", name="UQ Order"),
        sa.CheckConstraint('"sıra no" > 0', name="ck-order"),
    )
    op.create_index("IX Order", "Order", ["user", "sıra no"])
    op.create_table("group", sa.Column("index", sa.Integer(), primary_key=True), sa.Column("order_id", sa.Integer(), sa.ForeignKey("Order.id", name="fk group")))


def downgrade() -> None:
    op.drop_table("group")
    op.drop_index("IX Order", table_name="Order")
    op.drop_table("Order")
