"""batches of people who use PostgreSQL

Revision ID: ba7chpg00002
Revises: ba7chpg00001
Create Date: 2024-09-01 13:37:11.357494

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'ba7chpg00002'
down_revision: Union[str, None] = 'ba7chpg00001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('t') as batch_op:
        batch_op.create_exclude_constraint('t_span', ('span', '&&'), using='gist')
        batch_op.alter_column('txt', type_=postgresql.ARRAY(sa.Text()), postgresql_using="string_to_array(txt, ',')")
        batch_op.create_index('ix_t_txt', ['txt'], postgresql_using='gin')
        batch_op.execute("INSERT INTO t (txt) VALUES ('{a,b}')")
        batch_op.create_unique_constraint(None, ['span'])
        batch_op.create_foreign_key(None, 't', ['id'], ['id'], deferrable=True)


def downgrade() -> None:
    op.execute('DELETE FROM t')
    with op.batch_alter_table('t') as batch_op:
        batch_op.drop_constraint('t_id_fkey', type_='foreignkey')
        batch_op.drop_constraint('t_span_key', type_='unique')
        batch_op.drop_index('ix_t_txt', postgresql_using='gin')
        batch_op.alter_column('txt', type_=sa.String(5))
        batch_op.drop_constraint('t_span', type_='unique')
