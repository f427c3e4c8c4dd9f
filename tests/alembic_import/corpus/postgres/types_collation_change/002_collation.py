"""Another order"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("names", "sort_key", type_=sa.String(60, collation="POSIX"), existing_type=sa.String(50))


def downgrade():
    op.alter_column("names", "sort_key", type_=sa.String(50), existing_type=sa.String(60))
