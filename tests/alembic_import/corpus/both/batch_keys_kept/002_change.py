"""one column of it

Revision ID: ba7chkep7002
Revises: ba7chkep7001
Create Date: 2021-10-27 15:44:05.325279

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chkep7002'
down_revision: Union[str, Sequence[str], None] = 'ba7chkep7001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('kept', schema=None) as batch_op:
        batch_op.alter_column('code', existing_type=sa.String(5), type_=sa.String(9), existing_nullable=False)
        batch_op.alter_column('n', existing_type=sa.Integer(), nullable=False, existing_server_default='3')


def downgrade() -> None:
    with op.batch_alter_table('kept', schema=None) as batch_op:
        batch_op.alter_column('n', existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column('code', existing_type=sa.String(9), type_=sa.String(5))
