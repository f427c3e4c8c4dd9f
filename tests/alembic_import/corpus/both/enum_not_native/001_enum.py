"""enums that are text

Revision ID: enumn0na71v1
Revises: 
Create Date: 2021-02-19 05:11:38.184178

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'enumn0na71v1'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('orders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('new', 'paid', name='order_status', native_enum=False), nullable=False),
    sa.Column('size', sa.Enum('S', 'M', 'XXL', native_enum=False, length=20), nullable=True),
    sa.Column('state', sa.Enum('on', 'off', name='ck_state', native_enum=False, create_constraint=True), nullable=True),
    sa.Column('ok', sa.Boolean(name='ck_ok', create_constraint=True), nullable=True),
    sa.Column('sure', sa.Boolean(create_constraint=False), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )


def downgrade() -> None:
    op.drop_table('orders')
