"""default and name

Revision ID: a17e4c04
Revises: a17e4c03
Create Date: 2020-01-11 06:26:36.344964

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a17e4c04'
down_revision: Union[str, Sequence[str], None] = 'a17e4c03'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.alter_column('people', 'balance', server_default=None)
    op.alter_column('people', 'age', server_default='18', existing_type=sa.Integer())
    op.alter_column('people', 'active', server_default=sa.false(), existing_type=sa.Boolean(), existing_server_default=sa.true())
    op.alter_column('people', 'joined', server_default=sa.func.now(), existing_type=sa.DateTime(timezone=True))
    op.alter_column('people', 'remark', new_column_name='note')
    op.alter_column('people', 'name', new_column_name='full_name', existing_type=sa.String(80), type_=sa.String(120), nullable=True, server_default=sa.text("'-'"))


def downgrade() -> None:
    op.alter_column('people', 'full_name', new_column_name='name', existing_type=sa.String(120), type_=sa.String(80), nullable=False, server_default=None)
    op.alter_column('people', 'note', new_column_name='remark')
    op.alter_column('people', 'joined', server_default=None, existing_type=sa.DateTime(timezone=True))
    op.alter_column('people', 'active', server_default=sa.true(), existing_type=sa.Boolean())
    op.alter_column('people', 'age', server_default=None, existing_type=sa.Integer())
    op.alter_column('people', 'balance', server_default=sa.text('0'))
