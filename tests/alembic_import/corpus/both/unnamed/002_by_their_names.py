"""what the database has named is dropped by that name

Revision ID: unnamed_2
Revises: unnamed_1
Create Date: 2020-06-14 17:04:13.414809

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'unnamed_2'
down_revision = 'unnamed_1'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_constraint('children_parent_id_fkey', 'children', type_='foreignkey')
    op.create_foreign_key(None, 'children', 'parents', ['parent_id'], ['id'], ondelete='CASCADE')
    op.drop_constraint('parents_a_key', 'parents', type_='unique')
    op.drop_constraint('parents_check', 'parents', type_='check')
    op.create_unique_constraint(None, 'children', ['parent_id', 'other_id'])


def downgrade():
    op.drop_constraint('children_parent_id_other_id_key', 'children', type_='unique')
    op.create_check_constraint('parents_check', 'parents', 'a > b')
    op.create_unique_constraint(None, 'parents', ['a'])
    op.drop_constraint('children_parent_id_fkey', 'children', type_='foreignkey')
    op.create_foreign_key('children_parent_id_fkey', 'children', 'parents', ['parent_id'], ['id'])
