"""a batch keeps everything else

Revision ID: ba7chkeeps01
Revises: 
Create Date: 2022-08-05 07:32:04.120617

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chkeeps01'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'kept',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('code', sa.String(5), nullable=False),
        sa.Column('n', sa.Integer(), server_default='3', nullable=True),
        sa.Column('made', sa.DateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column('note', sa.Text(), server_default=sa.text("'a;b'"), nullable=True),
        sa.Column('price', sa.Numeric(10, 2), nullable=True),
        sa.Column('active', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='pk_kept'),
        sa.UniqueConstraint('code', 'n', name='uq_kept_code_n'),
        sa.CheckConstraint("n > 1 AND code <> '-'", name='ck_kept_n'),
    )
    op.create_index('ix_kept_made', 'kept', ['made'])
    op.create_index('ix_kept_code', 'kept', ['code'], unique=True)
    op.execute("INSERT INTO kept (id, code, made, price) VALUES (1, 'ş', '2024-01-01 00:00:00', 12.5), (7, 'b', '2024-01-01 00:00:00', NULL)")


def downgrade() -> None:
    op.drop_table('kept')
