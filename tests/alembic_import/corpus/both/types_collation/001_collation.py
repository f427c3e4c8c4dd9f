"""How names are sorted"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    collation = "C" if bind.dialect.name == "postgresql" else "NOCASE"
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50, collation=collation), nullable=False),
        sa.Column("body", sa.Text(collation=collation)),
    )


def downgrade():
    op.drop_table("names")
