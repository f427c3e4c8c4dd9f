"""merge left and right

Revision ID: dddd000001
Revises: bbbb000001, cccc000001
Create Date: 2024-07-01 08:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'dddd000001'
down_revision: Union[str, Sequence[str], None] = ('bbbb000001', 'cccc000001')
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    pass


def downgrade() -> None:
    """Downgrade schema."""
    pass
