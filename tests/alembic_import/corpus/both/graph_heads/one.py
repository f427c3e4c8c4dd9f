"""First tree"""

import sqlalchemy as sa
from alembic import op

revision = "one"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("one")
