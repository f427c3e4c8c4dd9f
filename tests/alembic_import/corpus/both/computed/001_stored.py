"""columns that are worked out

Revision ID: c0mputed0001
Revises: 
Create Date: 2021-09-03 08:49:06.881085

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0mputed0001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'lines',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('quantity', sa.Numeric(10, 3), nullable=False),
        sa.Column('price', sa.Numeric(10, 2), nullable=False),
        sa.Column('total', sa.Numeric(12, 2), sa.Computed('quantity * price', persisted=True), nullable=True),
        sa.Column('code', sa.String(length=20), nullable=True),
        sa.Column('code_folded', sa.String(length=20), sa.Computed("lower(code)", persisted=True)),
        sa.Column('is_large', sa.Boolean(), sa.Computed(sa.text('quantity > 100'), persisted=True)),
        sa.PrimaryKeyConstraint('id')
    )


def downgrade() -> None:
    op.drop_table('lines')
