"""op and sa by other names"""

revision = 'imports00001'
down_revision = None

import alembic.op as migrate
import sqlalchemy as sqla
from alembic.op import create_index, f as named
from sqlalchemy import schema as s
from sqlalchemy.schema import Column, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.sql.expression import text as sql_text
from sqlalchemy.sql import func as F


def upgrade():
    migrate.create_table(
        'aa',
        Column('id', sqla.Integer, nullable=False),
        s.Column('b', sqla.types.String(5), server_default=sql_text("'x'")),
        Column('c', sqla.DateTime, server_default=F.now()),
        PrimaryKeyConstraint('id', name=named('pk_aa')),
        UniqueConstraint('b', name='uq_aa_b'),
    )
    create_index(named('ix_aa_c'), 'aa', ['c'])


def downgrade():
    migrate.drop_table('aa')
