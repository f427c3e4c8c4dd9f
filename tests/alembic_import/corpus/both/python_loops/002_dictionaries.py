"""dictionaries and nested loops

Revision ID: loops0000002
Revises: loops0000001
Create Date: 2020-12-23 01:37:33.926263

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'loops0000002'
down_revision = 'loops0000001'
branch_labels = None
depends_on = None


NEW_COLUMNS = {
    'red': {'width': sa.Integer(), 'height': sa.Integer()},
    'blue': {'depth': sa.Numeric(5, 1)},
}
RENAMED = dict(name='title')


def upgrade():
    for table, columns in NEW_COLUMNS.items():
        for name, type_ in columns.items():
            op.add_column(table, sa.Column(name, type_, nullable=True))
    for old, new in RENAMED.items():
        op.alter_column('blue', old, new_column_name=new)
    for suffix in 'ab':
        op.create_table('t_' + suffix, sa.Column('id', sa.Integer(), primary_key=True))


def downgrade():
    for suffix in 'ab':
        op.drop_table('t_' + suffix)
    for old, new in RENAMED.items():
        op.alter_column('blue', new, new_column_name=old)
    for table in NEW_COLUMNS:
        for name in NEW_COLUMNS[table].keys():
            op.drop_column(table, name)
