"""constraints in batches

Revision ID: ba7chc0n5002
Revises: ba7chc0n5001
Create Date: 2023-11-15 19:11:32.214384

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'ba7chc0n5002'
down_revision: Union[str, Sequence[str], None] = 'ba7chc0n5001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    with op.batch_alter_table('dogs') as batch_op:
        batch_op.drop_constraint('fk_dogs_owner', type_='foreignkey')
        batch_op.drop_constraint('uq_dogs_chip', type_='unique')
        batch_op.create_foreign_key('fk_dogs_owner', 'owners', ['owner_id'], ['id'], ondelete='CASCADE')
        batch_op.create_unique_constraint('uq_dogs_name_chip', ['name', 'chip'])
        batch_op.create_check_constraint('ck_dogs_name', "name <> ''")
        batch_op.alter_column('name', existing_type=sa.String(20), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('dogs') as batch_op:
        batch_op.alter_column('name', existing_type=sa.String(20), nullable=True)
        batch_op.drop_constraint('ck_dogs_name', type_='check')
        batch_op.drop_constraint('uq_dogs_name_chip', type_='unique')
        batch_op.drop_constraint('fk_dogs_owner', type_='foreignkey')
        batch_op.create_unique_constraint('uq_dogs_chip', ['chip'])
        batch_op.create_foreign_key('fk_dogs_owner', 'owners', ['owner_id'], ['id'])
