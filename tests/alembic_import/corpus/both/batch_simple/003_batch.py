"""batch again

Revision ID: 003
Revises: 002
Create Date: 2020-03-07 12:48:40.872320

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '003'
down_revision = '002'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('films') as batch:
        batch.drop_index('ix_films_year')
        batch.drop_index('ix_films_title')

    with op.batch_alter_table("films", recreate="auto") as batch:
        batch.add_column(sa.Column("watched", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade():
    with op.batch_alter_table("films") as batch:
        batch.drop_column("watched")
    with op.batch_alter_table('films') as batch:
        batch.create_index('ix_films_title', ['title'], unique=True)
        batch.create_index('ix_films_year', ['made_in'])
