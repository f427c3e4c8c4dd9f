"""an index beside the work

Revision ID: c0ncur000002
Revises: c0ncur000001
Create Date: 2023-12-16 01:35:47.205987

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0ncur000002'
down_revision: Union[str, Sequence[str], None] = 'c0ncur000001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index('ix_visits_at', 'visits', ['at'], unique=False, postgresql_concurrently=True, if_not_exists=True)
        op.execute('CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_visits_shop ON visits (shop)')


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index('ix_visits_shop', table_name='visits', postgresql_concurrently=True, if_exists=True)
        op.drop_index('ix_visits_at', table_name='visits', postgresql_concurrently=True)
