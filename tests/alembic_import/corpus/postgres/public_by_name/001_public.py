"""public, by its name

Revision ID: public000001
Revises: 
Create Date: 2023-01-21 14:20:24.380678

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'public000001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'named',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('code', sa.String(5), unique=True, index=True),
        sa.Column('self_id', sa.Integer(), sa.ForeignKey('public.named.id')),
        schema='public',
    )
    op.add_column('named', sa.Column('x', sa.Integer(), nullable=True), schema='public')
    op.create_index(op.f('ix_named_x'), 'named', ['x'], unique=False, schema='public')


def downgrade() -> None:
    op.drop_index(op.f('ix_named_x'), table_name='named', schema='public')
    op.drop_column('named', 'x', schema='public')
    op.drop_table('named', schema='public')
