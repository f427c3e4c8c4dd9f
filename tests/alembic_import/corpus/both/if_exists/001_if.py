"""only if

Revision ID: 1f00000001
Revises: 
Create Date: 2024-02-14 20:19:48.668004

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '1f00000001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('maybe', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.Text()), if_not_exists=True)
    op.create_table('maybe', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.Text()), if_not_exists=True)
    op.create_index('ix_maybe_name', 'maybe', ['name'], if_not_exists=True)
    op.create_index('ix_maybe_name', 'maybe', ['name'], if_not_exists=True)
    op.drop_index('ix_maybe_not', 'maybe', if_exists=True)
    op.drop_table('never', if_exists=True)


def downgrade() -> None:
    op.drop_index('ix_maybe_name', table_name='maybe', if_exists=True)
    op.drop_table('maybe', if_exists=True)
    op.drop_table('maybe', if_exists=True)
