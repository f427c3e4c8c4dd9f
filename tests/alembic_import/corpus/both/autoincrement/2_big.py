"""big keys

Revision ID: 2b3c4d5e6f70
Revises: 1a2b3c4d5e6f
Create Date: 2020-07-10 03:40:10.264917

"""

# revision identifiers, used by Alembic.
revision = '2b3c4d5e6f70'
down_revision = '1a2b3c4d5e6f'

from alembic import op
import sqlalchemy as sa


def upgrade():
    op.create_table('big_key', sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False), sa.PrimaryKeyConstraint('id'))
    op.create_table('big_inline', sa.Column('id', sa.BigInteger, primary_key=True))
    # Counts though it is a part of the key only, when asked to.
    op.create_table('counted_pair', sa.Column('shop', sa.String(4), primary_key=True), sa.Column('no', sa.BigInteger, primary_key=True))


def downgrade():
    op.drop_table('counted_pair')
    op.drop_table('big_inline')
    op.drop_table('big_key')
