"""base

Revision ID: aaaa000001
Revises: 
Create Date: 2021-05-03 03:43:41.075435

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'aaaa000001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('base', sa.Column('id', sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table('base')
