"""Second tree"""

import sqlalchemy as sa
from alembic import op

revision = "two"
down_revision = None
branch_labels = "second"
depends_on = ("one",)


def upgrade():
    op.create_table("two", sa.Column("id", sa.Integer(), sa.ForeignKey("one.id"), primary_key=True))


def downgrade():
    op.drop_table("two")
