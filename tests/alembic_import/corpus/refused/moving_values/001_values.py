"""Values that are others each time"""
import datetime
import os
import random
import uuid

import sqlalchemy as sa
from alembic import op

revision = 'moving000001'
down_revision = None


def upgrade():
    op.create_table('tokens', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('value', sa.String(40)))
    op.execute(f"INSERT INTO tokens (id, value) VALUES (1, '{uuid.uuid4()}')")  # not understood
    op.execute("INSERT INTO tokens (id, value) VALUES (2, '%s')" % os.environ['TOKEN'])  # not understood
    op.execute("INSERT INTO tokens (id, value) VALUES (3, '" + str(random.random()) + "')")  # not understood
    op.execute("INSERT INTO tokens (id, value) VALUES (4, '" + datetime.datetime.now().isoformat() + "')")  # not understood
    op.execute("INSERT INTO tokens (id, value) VALUES (5, 'fixed')")


def downgrade():
    op.drop_table('tokens')
