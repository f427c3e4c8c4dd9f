"""tables without constraints

Revision ID: c0n5tra1nt01
Revises: 
Create Date: 2022-08-13 07:39:48.623972

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0n5tra1nt01'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('a', sa.Column('id', sa.Integer(), nullable=False), sa.Column('x', sa.Integer()), sa.Column('y', sa.Integer()))
    op.create_table('b', sa.Column('id', sa.Integer(), nullable=False), sa.Column('a_id', sa.Integer()), sa.Column('a2_id', sa.Integer()), sa.Column('n', sa.String(10)))


def downgrade() -> None:
    op.drop_table('b')
    op.drop_table('a')
