"""What a batch can be told"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


naming_convention = {
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}


def upgrade():
    with op.batch_alter_table("notes", naming_convention=naming_convention, recreate="auto") as batch_op:
        batch_op.create_unique_constraint("uq_notes_title", ["title"])
    with op.batch_alter_table("notes", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("color", sa.String(7)))
    with op.batch_alter_table("notes", reflect_kwargs=dict(), table_args=(), copy_from=None) as batch_op:
        batch_op.alter_column("pinned", existing_type=sa.Boolean(), existing_nullable=False, existing_server_default=sa.false(), server_default=sa.true())
        batch_op.alter_column("body", existing_type=sa.Text(), new_column_name="content")
    with op.batch_alter_table("notes") as batch_op:
        pass


def downgrade():
    with op.batch_alter_table("notes") as batch_op:
        batch_op.alter_column("content", existing_type=sa.Text(), new_column_name="body")
        batch_op.alter_column("pinned", existing_type=sa.Boolean(), existing_nullable=False, server_default=sa.false())
    with op.batch_alter_table("notes") as batch_op:
        batch_op.drop_column("color")
        batch_op.drop_constraint("uq_notes_title", type_="unique")
