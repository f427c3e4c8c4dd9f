"""SQL that lies beside the revision"""
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = 'readsfiles01'
down_revision = None

HERE = Path(__file__).parent


def upgrade():
    op.create_table('certain', sa.Column('id', sa.Integer(), primary_key=True))
    op.execute((HERE / 'table.sql').read_text())  # not understood
    with open('more.sql') as file:  # not understood
        op.execute(file.read())


def downgrade():
    op.drop_table('certain')
