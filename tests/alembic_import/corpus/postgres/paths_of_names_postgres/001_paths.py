"""the dialect by its long path

Revision ID: pathspg00001
Revises: 
Create Date: 2021-09-06 14:01:17.617372

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'pathspg00001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'paths',
        sa.Column('id', sa.dialects.postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column('doc', sa.dialects.postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('list', sa.dialects.postgresql.ARRAY(sa.String()), nullable=True),
    )
    op.create_index('ix_paths_list', 'paths', ['list'], postgresql_using='btree')


def downgrade() -> None:
    op.drop_table('paths')
