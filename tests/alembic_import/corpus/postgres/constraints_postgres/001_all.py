"""constraints that only PostgreSQL has

Revision ID: c0n5pg000001
Revises: 
Create Date: 2023-09-24 12:41:15.042335

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'c0n5pg000001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('t', sa.Column('id', sa.Integer(), nullable=False), sa.Column('k', sa.Integer()), sa.Column('span', postgresql.INT4RANGE()), sa.Column('n', sa.Integer()))
    op.create_primary_key('t_pk', 't', ['id'])
    op.create_unique_constraint('t_k', 't', ['k'], deferrable=True, initially='IMMEDIATE')
    op.create_unique_constraint('t_n', 't', ['n'], postgresql_nulls_not_distinct=True)
    op.create_exclude_constraint('t_span', 't', (sa.column('span'), '&&'), where='k > 0', using='gist')
    op.create_exclude_constraint('t_span_named', 't', ('span', '&&'), using='spgist')
    op.create_check_constraint('t_late', 't', 'k < 100', postgresql_not_valid=True)
    op.create_foreign_key('t_self', 't', 't', ['k'], ['n'], match='FULL', postgresql_not_valid=True, deferrable=True)


def downgrade() -> None:
    op.drop_constraint('t_self', 't', type_='foreignkey', if_exists=True)
    op.drop_constraint('not_there', 't', if_exists=True)
    op.drop_constraint('t_late', 't')
    op.drop_table('t')
