"""start

Revision ID: a17e4c01
Revises: 
Create Date: 2021-11-28 21:38:28.078807

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a17e4c01'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'people',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=40), nullable=True),
        sa.Column('age', sa.SmallInteger(), nullable=False),
        sa.Column('balance', sa.Numeric(precision=8, scale=2), server_default='0', nullable=False),
        sa.Column('active', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column('joined', sa.DateTime(), nullable=True),
        sa.Column('remark', sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_people_name', 'people', ['name'])
    op.execute("INSERT INTO people (id, name, age) VALUES (1, 'Ayşe', 30), (2, 'Mehmet', 41)")


def downgrade() -> None:
    op.drop_index('ix_people_name', table_name='people')
    op.drop_table('people')
