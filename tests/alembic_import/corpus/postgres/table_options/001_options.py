"""what stands behind a table

Revision ID: 7ab1e0p70001
Revises: 
Create Date: 2022-06-24 03:02:02.353765

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '7ab1e0p70001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('fast', sa.Column('id', sa.Integer(), primary_key=True), prefixes=['UNLOGGED'])
    op.create_table(
        'events',
        sa.Column('id', sa.BigInteger(), nullable=False),
        sa.Column('made', sa.Date(), nullable=False),
        sa.Column('body', postgresql.JSONB()),
        sa.PrimaryKeyConstraint('id', 'made'),
        postgresql_partition_by='RANGE (made)',
    )
    op.execute("CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
    op.create_index('ix_events_made', 'events', ['made'])
    op.create_table('base', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('kind', sa.String(5)))
    op.create_table('derived', sa.Column('extra', sa.Text()), postgresql_inherits='base')


def downgrade() -> None:
    op.drop_table('derived')
    op.drop_table('base')
    op.drop_table('events')
    op.drop_table('fast')
