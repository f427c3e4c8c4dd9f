"""another primary key

Revision ID: ba7chc0n5003
Revises: ba7chc0n5002
Create Date: 2024-07-02 08:36:16.159593

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chc0n5003'
down_revision: Union[str, Sequence[str], None] = 'ba7chc0n5002'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('dogs', schema=None) as batch_op:
        batch_op.drop_constraint('pk_dogs', type_='primary')
        batch_op.create_primary_key('pk_dogs', ['id', 'name'])
        batch_op.add_column(sa.Column('vet_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_dogs_vet'), 'owners', ['vet_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('dogs', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_dogs_vet'), type_='foreignkey')
        batch_op.drop_column('vet_id')
        batch_op.drop_constraint('pk_dogs', type_='primary')
        batch_op.create_primary_key('pk_dogs', ['id'])
