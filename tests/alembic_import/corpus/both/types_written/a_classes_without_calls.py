"""Types as people write them: classes, positional lengths, imports of names"""
from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Float, Integer, Numeric, String, Text, func, text
from sqlalchemy.types import BigInteger, LargeBinary, Time
import sqlalchemy

revision = 'a_written'
down_revision = None


def upgrade():
    op.create_table(
        'written',
        Column('id', Integer, primary_key=True),
        Column('code', String(12), nullable=False, unique=True),
        Column('label', String, index=True),
        Column('body', Text),
        Column('active', Boolean, nullable=False, server_default=text('true')),
        Column('score', Float, server_default='0.5'),
        Column('price', Numeric(10, 2), nullable=False, server_default='0'),
        Column('size', BigInteger),
        Column('blob', LargeBinary),
        Column('opens', Time),
        Column('created', DateTime(True), server_default=func.now(), nullable=False),
        sqlalchemy.Column('kind', sqlalchemy.types.VARCHAR(8)),
        sqlalchemy.Column('other', sqlalchemy.types.Integer()),
        sqlalchemy.Column(name='named', type_=sqlalchemy.SmallInteger, nullable=True),
        Column('bare', sqlalchemy.Unicode(30), doc='not in the database', info={'since': 3}, key='other_key'),
    )


def downgrade():
    op.drop_table('written')
