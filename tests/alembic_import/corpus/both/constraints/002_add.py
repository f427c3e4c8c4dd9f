"""constraints come

Revision ID: c0n5tra1nt02
Revises: c0n5tra1nt01
Create Date: 2022-10-19 22:03:41.614454

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0n5tra1nt02'
down_revision: Union[str, Sequence[str], None] = 'c0n5tra1nt01'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_primary_key('pk_a', 'a', ['id'])
    op.create_primary_key(constraint_name=op.f('pk_b'), table_name='b', columns=['id'])
    op.create_unique_constraint('uq_a_x_y', 'a', ['x', 'y'])
    op.create_unique_constraint(op.f('uq_b_n'), 'b', ['n'])
    op.create_check_constraint('ck_a_x', 'a', 'x > 0')
    op.create_check_constraint('ck_a_y', 'a', sa.text('y IS NULL OR y > x'))
    op.create_check_constraint('ck_b_n', 'b', sa.column('n') != '')
    op.create_foreign_key('fk_b_a', 'b', 'a', ['a_id'], ['id'])
    op.create_foreign_key(constraint_name='fk_b_a2', source_table='b', referent_table='a', local_cols=['a2_id'], remote_cols=['id'], ondelete='CASCADE', onupdate='CASCADE')


def downgrade() -> None:
    op.drop_constraint('fk_b_a2', 'b', type_='foreignkey')
    op.drop_constraint('fk_b_a', 'b', type_='foreignkey')
    op.drop_constraint('ck_b_n', 'b', type_='check')
    op.drop_constraint('ck_a_y', 'a', type_='check')
    op.drop_constraint('ck_a_x', 'a')
    op.drop_constraint(op.f('uq_b_n'), 'b', type_='unique')
    op.drop_constraint('uq_a_x_y', table_name='a', type_='unique')
    op.drop_constraint('pk_b', 'b', type_='primary')
    op.drop_constraint(constraint_name='pk_a', table_name='a', type_='primary')
