"""Revisions that talk

Revision ID: talks0000001
Revises:
Create Date: 2023-05-05 12:00:00

"""
import logging
import sys
import warnings

from alembic import op
import sqlalchemy as sa

logger = logging.getLogger('alembic.runtime.migration')
log = logging.getLogger(__name__)

# revision identifiers, used by Alembic.
revision = 'talks0000001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    logger.info('making the table')
    print('making the table')
    log.debug('%s columns', 2)
    op.create_table('talks', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Integer()))
    assert revision == 'talks0000001'
    logger.warning("made: %s", "talks"); print("done", file=sys.stderr)


def downgrade():
    warnings.warn('the rows are lost')
    op.drop_table('talks'); logger.info('gone')
