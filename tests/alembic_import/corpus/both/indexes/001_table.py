"""A table"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("slug", sa.String(100)),
        sa.Column("shop", sa.Integer()),
        sa.Column("made", sa.DateTime()),
        sa.Column("deleted", sa.Boolean(), server_default=sa.false()),
    )


def downgrade():
    op.drop_table("articles")
