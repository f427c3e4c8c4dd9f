"""arrays of everything

Revision ID: 1c0ffee00001
Revises: 
Create Date: 2021-07-10 19:18:16.638537

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '1c0ffee00001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('arrays',
        sa.Column('id', sa.BigInteger(), nullable=False),
        sa.Column('tags', postgresql.ARRAY(sa.String()), server_default='{}', nullable=False),
        sa.Column('codes', postgresql.ARRAY(sa.String(length=8)), nullable=True),
        sa.Column('matrix', postgresql.ARRAY(sa.Float(), dimensions=2), nullable=True),
        sa.Column('uids', postgresql.ARRAY(postgresql.UUID(as_uuid=True)), nullable=True),
        sa.Column('docs', postgresql.ARRAY(postgresql.JSONB(astext_type=sa.Text())), nullable=True),
        sa.Column('when', postgresql.ARRAY(sa.DateTime(timezone=True)), nullable=True),
        sa.Column('amounts', postgresql.ARRAY(sa.Numeric(10, 2)), nullable=True),
        sa.Column('numbers', sa.ARRAY(sa.Integer, zero_indexes=True), nullable=True),
        sa.Column('vectors', postgresql.ARRAY(sa.Text(), as_tuple=True, dimensions=1), server_default=sa.text("'{}'::text[]")),
        sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_arrays_tags', 'arrays', ['tags'], unique=False, postgresql_using='gin')


def downgrade() -> None:
    op.drop_index('ix_arrays_tags', table_name='arrays', postgresql_using='gin')
    op.drop_table('arrays')
