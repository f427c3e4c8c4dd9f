"""tables

Revision ID: ba7chadd0001
Revises: 
Create Date: 2024-01-04 22:10:40.543666

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chadd0001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('a', sa.Column('id', sa.Integer(), primary_key=True))
    op.create_table('b', sa.Column('id', sa.Integer(), primary_key=True))
    op.execute('INSERT INTO b (id) VALUES (1)')


def downgrade() -> None:
    op.drop_table('b')
    op.drop_table('a')
