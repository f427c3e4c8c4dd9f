"""keys that are looked at later

Revision ID: 1_deferrable
Revises: 
Create Date: 2023-01-27 23:36:57.528348

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = '1_deferrable'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'places',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rank', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('rank', name='uq_places_rank', deferrable=True, initially='DEFERRED'),
    )


def downgrade() -> None:
    op.drop_table('places')
