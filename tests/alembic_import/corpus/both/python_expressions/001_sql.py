"""what people do with lists and texts

Revision ID: expr00000001
Revises: 
Create Date: 2024-07-25 23:25:04.137809

"""

# revision identifiers, used by Alembic.
revision = 'expr00000001'
down_revision = None

from alembic import op
import sqlalchemy as sa


SQL = """
CREATE TABLE split_one (id INTEGER PRIMARY KEY, name VARCHAR(10));
CREATE TABLE split_two (id INTEGER PRIMARY KEY);

INSERT INTO split_one (id, name) VALUES (1, 'x');
"""

BASE = {'nullable': True}
NAMES = 'first second third'.split()
ALL = [*NAMES, 'fourth']
WIDTHS = {**{name: 10 for name in NAMES}, 'fourth': 20}


class Status:
    NEW = 'new'
    OLD = 'old'
    ALL = (NEW, OLD)


def upgrade():
    for statement in SQL.strip().split(';'):
        if statement.strip():
            op.execute(statement.strip())

    def add(table, *names, **options):
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(WIDTHS.get(name, 5)), **options))

    add('split_two', *ALL, **{**BASE})
    op.add_column('split_two', sa.Column('status', sa.String(max(len(status) for status in Status.ALL) + 1), server_default=Status.NEW, nullable=False))
    values = "', '".join(sorted(Status.ALL, reverse=True))
    op.execute(f"INSERT INTO split_two (id, status) SELECT 1, '{Status.OLD}' WHERE 'old' IN ('{values}')")
    if 'first' in NAMES and not 'fifth' in ALL or False:
        op.create_index('ix_split_two_first', 'split_two', NAMES[:1] + ['second'])
    total, rest = divmod(7, 2) if False else (3, 1)
    (left, right), last = (1, 2), 3
    op.execute('INSERT INTO split_one (id, name) VALUES (%d, %r)' % (total + rest * left + right ** 2 // last, 'sum'))
    op.execute('INSERT INTO split_one (id, name) VALUES (%(id)s, \'%(name)s\')' % {'id': 9, 'name': 'named'})


def downgrade():
    op.drop_index('ix_split_two_first', table_name='split_two'); op.drop_table('split_two'); op.drop_table('split_one')
