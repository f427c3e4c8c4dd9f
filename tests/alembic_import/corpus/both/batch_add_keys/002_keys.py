"""columns with keys in a batch

Revision ID: ba7chadd0002
Revises: ba7chadd0001
Create Date: 2022-11-25 16:34:24.149844

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chadd0002'
down_revision: Union[str, Sequence[str], None] = 'ba7chadd0001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('b', schema=None) as batch_op:
        batch_op.add_column(sa.Column('a_id', sa.Integer(), sa.ForeignKey('a.id', name='fk_b_a', ondelete='CASCADE'), nullable=True))
        batch_op.add_column(sa.Column('code', sa.String(5), nullable=True))
        batch_op.create_unique_constraint('uq_b_code', ['code'])
        batch_op.create_index(batch_op.f('ix_b_a_id'), ['a_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('b', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_b_a_id'))
        batch_op.drop_constraint('uq_b_code', type_='unique')
        batch_op.drop_column('code')
        batch_op.drop_constraint('fk_b_a', type_='foreignkey')
        batch_op.drop_column('a_id')
