"""type

Revision ID: a17e4c03
Revises: a17e4c02
Create Date: 2020-05-09 21:09:21.225462

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a17e4c03'
down_revision: Union[str, Sequence[str], None] = 'a17e4c02'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.alter_column('people', 'name', existing_type=sa.VARCHAR(length=40), type_=sa.String(length=80), existing_nullable=False)
    op.alter_column('people', 'age', type_=sa.Integer(), existing_type=sa.SmallInteger())
    op.alter_column(table_name='people', column_name='balance', existing_type=sa.Numeric(8, 2), type_=sa.Numeric(12, 4), existing_server_default=sa.text("'0'::numeric"), existing_nullable=False)
    op.alter_column('people', 'joined', existing_type=sa.DateTime(), type_=sa.DateTime(timezone=True), existing_nullable=True)
    op.alter_column('people', 'remark', existing_type=sa.VARCHAR(length=10), type_=sa.Text(), existing_nullable=True)


def downgrade() -> None:
    op.alter_column('people', 'remark', existing_type=sa.Text(), type_=sa.VARCHAR(length=10), existing_nullable=True)
    op.alter_column('people', 'joined', existing_type=sa.DateTime(timezone=True), type_=sa.DateTime(), existing_nullable=True)
    op.alter_column('people', 'balance', existing_type=sa.Numeric(12, 4), type_=sa.Numeric(8, 2), existing_nullable=False)
    op.alter_column('people', 'age', type_=sa.SmallInteger(), existing_type=sa.Integer())
    op.alter_column('people', 'name', existing_type=sa.String(length=80), type_=sa.VARCHAR(length=40), existing_nullable=False)
