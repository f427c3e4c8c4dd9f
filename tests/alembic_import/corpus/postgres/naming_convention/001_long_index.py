"""names that SQLAlchemy makes

Revision ID: namingconv01
Revises: 
Create Date: 2022-11-02 19:30:49.092775

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'namingconv01'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'indexed',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('a', sa.String(10), index=True, unique=True),
        sa.Column('b', sa.String(10), index=True),
        sa.Column('a_column_of_which_the_index_gets_a_name_that_is_much_too_long', sa.Integer(), index=True),
    )
    op.add_column('indexed', sa.Column('c', sa.Integer(), index=True, unique=True))


def downgrade() -> None:
    op.drop_table('indexed')
