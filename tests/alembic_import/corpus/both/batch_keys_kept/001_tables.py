"""a rebuild keeps what it does not change

Revision ID: ba7chkep7001
Revises: 
Create Date: 2023-11-20 10:07:00.640458

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chkep7001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('roots', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Integer()))
    op.create_table(
        'kept',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('root_id', sa.Integer(), sa.ForeignKey('roots.id', name='fk_kept_root', ondelete='CASCADE')),
        sa.Column('code', sa.String(5), nullable=False),
        sa.Column('n', sa.Integer(), server_default='3'),
        sa.UniqueConstraint('code', name='uq_kept_code'),
        sa.CheckConstraint('n > 1', name='ck_kept_n'),
    )
    op.create_index('ix_kept_part', 'kept', ['n'], postgresql_where=sa.text('n > 5'), sqlite_where=sa.text('n > 5'))
    op.create_table('leaves', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('kept_id', sa.Integer(), sa.ForeignKey('kept.id')))
    op.execute("INSERT INTO roots (id, x) VALUES (1, 1)")
    op.execute("INSERT INTO kept (id, root_id, code, n) VALUES (1, 1, 'a', 2), (2, NULL, 'b', 9)")
    op.execute("INSERT INTO leaves (id, kept_id) VALUES (5, 2)")


def downgrade() -> None:
    op.drop_table('leaves')
    op.drop_table('kept')
    op.drop_table('roots')
