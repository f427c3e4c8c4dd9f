"""batches of people who use PostgreSQL

Revision ID: ba7chpg00001
Revises: 
Create Date: 2022-10-09 20:53:13.521445

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'ba7chpg00001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('span', postgresql.INT4RANGE()), sa.Column('txt', sa.String(5)), sa.Column('cfg', postgresql.REGCONFIG()), sa.Column('path', postgresql.JSONPATH()))


def downgrade() -> None:
    op.drop_table('t')
