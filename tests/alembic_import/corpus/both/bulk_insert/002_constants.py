"""rows out of constants

Revision ID: bulk00000002
Revises: bulk00000001
Create Date: 2024-10-04 14:12:20.510094
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "bulk00000002"
down_revision: str | None = "bulk00000001"
branch_labels: str | None = None
depends_on: str | None = None


ROLES = [
    ("admin", "Yönetici", True),
    ("cashier", "Kasiyer", False),
]
PERMISSIONS = {"admin": ["sell", "refund"], "cashier": ["sell"]}


def upgrade() -> None:
    roles = op.create_table(
        "roles",
        sa.Column("code", sa.String(20), primary_key=True),
        sa.Column("title", sa.String(40), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
    )
    op.bulk_insert(roles, [{"code": code, "title": title, "is_admin": admin} for code, title, admin in ROLES])
    op.create_table("permissions", sa.Column("role", sa.String(20), primary_key=True), sa.Column("name", sa.String(20), primary_key=True))
    permissions = sa.table("permissions", sa.column("role", sa.String), sa.column("name", sa.String))
    for role, names in PERMISSIONS.items():
        for name in names:
            op.execute(permissions.insert().values(role=role, name=name))
    op.execute(f"UPDATE roles SET title = upper('{ROLES[0][0]}') WHERE code = '{ROLES[0][0]}'")


def downgrade() -> None:
    op.drop_table("permissions")
    op.drop_table("roles")
