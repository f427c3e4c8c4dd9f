"""constraints change

Revision ID: c0n5tra1nt03
Revises: c0n5tra1nt02
Create Date: 2022-09-19 00:32:25.541515

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0n5tra1nt03'
down_revision: Union[str, Sequence[str], None] = 'c0n5tra1nt02'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.drop_constraint('fk_b_a', 'b', type_='foreignkey')
    op.create_foreign_key('fk_b_a', 'b', 'a', ['a_id'], ['id'], ondelete='SET NULL', deferrable=True, initially='DEFERRED')
    op.drop_constraint('ck_a_x', 'a', type_='check')
    op.create_check_constraint('ck_a_x', 'a', sa.and_(sa.column('x') >= 0, sa.column('x') < 1000))
    op.create_check_constraint('ck_b_known', 'b', sa.column('n').in_(['ok', "it's", 'no']))


def downgrade() -> None:
    op.drop_constraint('ck_b_known', 'b', type_='check')
    op.drop_constraint('ck_a_x', 'a', type_='check')
    op.create_check_constraint('ck_a_x', 'a', 'x > 0')
    op.drop_constraint('fk_b_a', 'b', type_='foreignkey')
    op.create_foreign_key('fk_b_a', 'b', 'a', ['a_id'], ['id'])
