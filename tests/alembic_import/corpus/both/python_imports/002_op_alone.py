from alembic import op
from sqlalchemy import *

revision = 'imports00002'
down_revision = 'imports00001'


def upgrade():
    op.create_table('star', Column('id', Integer, primary_key=True), Column('name', String(10), nullable=False), Column('n', BigInteger, server_default=text('3')))


def downgrade():
    op.drop_table('star')
