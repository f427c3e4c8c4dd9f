"""the same operations there

Revision ID: 5chema000002
Revises: 5chema000001
Create Date: 2022-07-20 13:49:12.607188

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '5chema000002'
down_revision: Union[str, None] = '5chema000001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column('people', sa.Column('name', sa.Text(), comment='first and last'), schema='crm')
    op.alter_column('people', 'email', nullable=False, type_=sa.String(200), schema='crm')
    op.create_unique_constraint('uq_people_name', 'people', ['name'], schema='crm')
    op.create_check_constraint('ck_people_name', 'people', "name <> ''", schema='crm')
    op.create_foreign_key(None, 'cards', 'people', ['id'], ['id'], source_schema='Stok', referent_schema='crm')
    op.create_table_comment('cards', 'cards', schema='Stok')
    op.drop_table_comment('people', schema='crm', existing_comment='people of the shop')
    op.rename_table('cards', 'Cards', schema='Stok')
    op.create_index(op.f('ix_crm_people_name'), 'people', [sa.text('lower(name)')], schema='crm')
    with op.batch_alter_table('people', schema='crm') as batch_op:
        batch_op.add_column(sa.Column('age', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_index('ix_people_age', ['age'])


def downgrade() -> None:
    with op.batch_alter_table('people', schema='crm') as batch_op:
        batch_op.drop_index('ix_people_age')
        batch_op.drop_column('age')
    op.drop_index(op.f('ix_crm_people_name'), table_name='people', schema='crm')
    op.rename_table('Cards', 'cards', schema='Stok')
    op.create_table_comment('people', 'people of the shop', schema='crm')
    op.drop_table_comment('cards', schema='Stok')
    op.drop_constraint('cards_id_fkey', 'cards', schema='Stok', type_='foreignkey')
    op.drop_constraint('ck_people_name', 'people', type_='check', schema='crm')
    op.drop_constraint('uq_people_name', 'people', type_='unique', schema='crm')
    op.alter_column('people', 'email', nullable=True, type_=sa.String(100), schema='crm')
    op.drop_column('people', 'name', schema='crm')
