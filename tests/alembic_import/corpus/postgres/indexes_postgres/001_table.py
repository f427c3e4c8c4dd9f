"""a table

Revision ID: 1d3xp900001
Revises: 
Create Date: 2022-05-06 23:38:34.562149

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '1d3xp900001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'docs',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('title', sa.String(100), nullable=False),
        sa.Column('body', postgresql.JSONB()),
        sa.Column('shop', sa.Integer()),
        sa.Column('made', sa.DateTime(timezone=True)),
        sa.Column('spot', postgresql.INT4RANGE()),
    )


def downgrade() -> None:
    op.drop_table('docs')
