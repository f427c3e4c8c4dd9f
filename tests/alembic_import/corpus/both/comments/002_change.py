"""comments change

Revision ID: c0mment00002
Revises: c0mment00001
Create Date: 2021-11-10 08:28:35.195927

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'c0mment00002'
down_revision: Union[str, Sequence[str], None] = 'c0mment00001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table_comment('commented', 'Customers', existing_comment='Müşteriler; satır\nsatır', schema=None)
    op.create_table_comment('later', "it's later")
    op.alter_column('commented', 'name', existing_type=sa.VARCHAR(length=20), comment='a name', existing_comment='old', existing_nullable=True)
    op.alter_column('later', 'x', existing_type=sa.Integer(), comment=None, existing_comment='x')
    op.add_column('later', sa.Column('y', sa.Text(), nullable=True, comment='why'))


def downgrade() -> None:
    op.drop_column('later', 'y')
    op.alter_column('later', 'x', existing_type=sa.Integer(), comment='x')
    op.alter_column('commented', 'name', existing_type=sa.VARCHAR(length=20), comment="the customer's name: 100% \"sure\"")
    op.drop_table_comment('later', existing_comment="it's later", schema=None)
    op.create_table_comment('commented', 'Müşteriler; satır\nsatır')
