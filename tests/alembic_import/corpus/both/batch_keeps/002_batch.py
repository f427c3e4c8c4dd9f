"""one column

Revision ID: ba7chkeeps02
Revises: ba7chkeeps01
Create Date: 2020-08-05 22:34:40.318656

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chkeeps02'
down_revision: Union[str, Sequence[str], None] = 'ba7chkeeps01'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('kept') as batch_op:
        batch_op.alter_column('price', existing_type=sa.Numeric(10, 2), type_=sa.Numeric(12, 4), existing_nullable=True)
    with op.batch_alter_table('kept') as batch_op:
        batch_op.alter_column('n', existing_type=sa.Integer(), new_column_name='number', existing_server_default='3')


def downgrade() -> None:
    with op.batch_alter_table('kept') as batch_op:
        batch_op.alter_column('number', existing_type=sa.Integer(), new_column_name='n', existing_server_default='3')
    with op.batch_alter_table('kept') as batch_op:
        batch_op.alter_column('price', existing_type=sa.Numeric(12, 4), type_=sa.Numeric(10, 2))
