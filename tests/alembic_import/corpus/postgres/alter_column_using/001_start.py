"""start

Revision ID: us1ng00001
Revises: 
Create Date: 2024-01-06 18:29:29.289225

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'us1ng00001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'raw',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('number', sa.String(20)),
        sa.Column('flag', sa.String(5), server_default='no'),
        sa.Column('made', sa.Text()),
        sa.Column('doc', sa.JSON()),
        sa.Column('uid', sa.String(36)),
        sa.Column('tags', sa.Text()),
    )
    op.execute("""
        INSERT INTO raw VALUES (1, '12', 'yes', '2024-03-01 10:00:00', '{"b": 1,  "a": 2}', '6d1f6f6e-3f0e-4a0e-8d63-57f6b1f1d001', 'a,b')
    """)


def downgrade() -> None:
    op.drop_table('raw')
