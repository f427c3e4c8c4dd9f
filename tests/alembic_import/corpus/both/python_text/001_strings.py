# -*- coding: utf-8 -*-
u"""strings of all kinds — ğüşiöç"""
from __future__ import unicode_literals

from alembic import op
import sqlalchemy as sa

revision = u'strings00001'
down_revision = None

NAME = 'not' 'es'
QUERY = (
    'INSERT INTO notes (id, body) '
    "VALUES (%d, '%s')"
)


def upgrade():
    op.create_table(u'notes', sa.Column(u'id', sa.Integer(), primary_key=True), sa.Column('body', sa.Text(), server_default='tab\there \u0130 \x41 \N{BULLET}'))
    op.execute(QUERY % (1, 'percent'))
    op.execute("INSERT INTO " + NAME + " (id, body) VALUES (" + str(2) + ", '" + "a" * 3 + "')")
    op.execute(', '.join(["INSERT INTO notes (id, body) VALUES (3, 'join", "ed')"]))
    op.execute('''INSERT INTO notes (id, body) VALUES (4, 'triple "quoted"
second line')''')
    op.execute("INSERT INTO notes (id, body) VALUES (5, '{{}}'), (6, '{0}{1}')".format('x', 7))
    op.execute(f"""INSERT INTO {NAME} (id, body) VALUES ({3 + 4}, '{'nested'.upper()} {{x}} {NAME}')""".replace('NEST', 'n'))
    op.execute(f"INSERT INTO notes (id, body) VALUES ({9:d}, '{7:03d}')")


def downgrade():
    op.drop_table('notes')
