"""what SQLite cannot alter, by people who use PostgreSQL

Revision ID: rebuild00002
Revises: rebuild00001
Create Date: 2020-12-10 00:25:07.515820

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'rebuild00002'
down_revision = 'rebuild00001'
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('parts', 'weight', existing_type=sa.Integer(), type_=sa.Numeric(8, 3), nullable=False)
    op.alter_column('parts', 'note', existing_type=sa.Text(), server_default='none')
    op.create_foreign_key('fk_uses_kind', 'uses', 'kinds', ['id'], ['id'])
    op.create_check_constraint('ck_parts_code', 'parts', "code <> ''")
    op.create_unique_constraint('uq_kinds_name', 'kinds', ['name'])


def downgrade():
    op.drop_constraint('uq_kinds_name', 'kinds', type_='unique')
    op.drop_constraint('ck_parts_code', 'parts', type_='check')
    op.drop_constraint('fk_uses_kind', 'uses', type_='foreignkey')
    op.alter_column('parts', 'note', existing_type=sa.Text(), server_default='-')
    op.alter_column('parts', 'weight', existing_type=sa.Numeric(8, 3), type_=sa.Integer(), nullable=True)
