"""tables that refer to each other and to themselves

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
    op.create_table(
        "departments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), sa.ForeignKey("departments.id", ondelete="CASCADE")),
    )
    op.create_table(
        "employees",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name="fk_employees_department"),
    )
    op.create_foreign_key("fk_departments_head", "departments", "employees", ["head_id"], ["id"], use_alter=True)


def downgrade() -> None:
    op.drop_constraint("fk_departments_head", "departments", type_="foreignkey")
    op.drop_table("employees")
    op.drop_table("departments")
