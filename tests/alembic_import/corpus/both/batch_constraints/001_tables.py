"""tables with named keys

Revision ID: ba7chc0n5001
Revises: 
Create Date: 2023-12-18 15:22:01.438627

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chc0n5001'
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table('owners', sa.Column('id', sa.Integer(), nullable=False), sa.PrimaryKeyConstraint('id', name='pk_owners'))
    op.create_table(
        'dogs',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('owner_id', sa.Integer(), nullable=True),
        sa.Column('name', sa.String(20), nullable=True),
        sa.Column('chip', sa.String(20), nullable=True),
        sa.Column('age', sa.Integer(), nullable=True),
        sa.CheckConstraint('age >= 0', name='ck_dogs_age'),
        sa.ForeignKeyConstraint(['owner_id'], ['owners.id'], name='fk_dogs_owner'),
        sa.PrimaryKeyConstraint('id', name='pk_dogs'),
        sa.UniqueConstraint('chip', name='uq_dogs_chip'),
    )
    op.bulk_insert(sa.table('owners', sa.column('id', sa.Integer)), [{'id': 1}, {'id': 2}])
    op.execute("INSERT INTO dogs (id, owner_id, name, chip, age) VALUES (1, 1, 'Karabaş', 'x1', 3), (2, NULL, 'Fındık', 'x2', 12)")


def downgrade() -> None:
    op.drop_table('dogs')
    op.drop_table('owners')
