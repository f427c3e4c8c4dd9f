"""Comments in a batch"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("pets") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(9), comment="what it listens to", existing_comment="what it hears")
        batch_op.create_table_comment("All pets", existing_comment=None)
        batch_op.add_column(sa.Column("kind", sa.String(5), comment="cat or dog"))


def downgrade():
    with op.batch_alter_table("pets") as batch_op:
        batch_op.drop_column("kind")
        batch_op.drop_table_comment(existing_comment="All pets")
        batch_op.alter_column("name", existing_type=sa.String(9), comment="what it hears")
