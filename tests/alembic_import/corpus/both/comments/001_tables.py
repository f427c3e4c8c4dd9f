"""comments

Revision ID: c0mment00001
Revises: 
Create Date: 2020-02-17 15:04:23.950485

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0mment00001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'commented',
        sa.Column('id', sa.Integer(), nullable=False, comment='the key'),
        sa.Column('name', sa.String(length=20), nullable=True, comment="the customer's name: 100% \"sure\""),
        sa.Column('plain', sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        comment='Müşteriler; satır\nsatır',
    )
    op.create_table('later', sa.Column('id', sa.Integer(), nullable=False), sa.Column('x', sa.Integer(), comment='x'), sa.PrimaryKeyConstraint('id'))


def downgrade() -> None:
    op.drop_table('later')
    op.drop_table('commented')
