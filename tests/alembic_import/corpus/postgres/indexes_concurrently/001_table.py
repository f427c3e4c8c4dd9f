"""a table

Revision ID: c0ncur000001
Revises: 
Create Date: 2022-10-06 16:10:15.618279

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0ncur000001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('visits', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('at', sa.DateTime()), sa.Column('shop', sa.Integer()))


def downgrade() -> None:
    op.drop_table('visits')
