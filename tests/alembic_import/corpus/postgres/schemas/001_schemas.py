"""tables beside public

Revision ID: 5chema000001
Revises: 
Create Date: 2023-03-20 07:27:49.864545

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '5chema000001'
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.execute('CREATE SCHEMA IF NOT EXISTS crm')
    op.execute(sa.schema.CreateSchema('Stok', if_not_exists=True))
    op.create_table(
        'people',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(100), unique=True, index=True),
        sa.Column('kind', sa.Enum('a', 'b', name='people_kind', schema='crm'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        schema='crm',
        comment='people of the shop',
    )
    op.create_table(
        'cards',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('person_id', sa.Integer(), sa.ForeignKey('crm.people.id', ondelete='CASCADE'), nullable=False),
        sa.Column('no', sa.String(16)),
        schema='Stok',
    )
    op.create_index('ix_cards_no', 'cards', ['no'], unique=True, schema='Stok')
    op.create_table('notes', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('card_id', sa.Integer()))
    op.create_foreign_key('fk_notes_card', 'notes', 'cards', ['card_id'], ['id'], source_schema=None, referent_schema='Stok')


def downgrade() -> None:
    op.drop_constraint('fk_notes_card', 'notes', type_='foreignkey')
    op.drop_table('notes')
    op.drop_index('ix_cards_no', table_name='cards', schema='Stok')
    op.drop_table('cards', schema='Stok')
    op.drop_table('people', schema='crm')
    op.execute('DROP TYPE crm.people_kind')
    op.execute('DROP SCHEMA "Stok"')
    op.execute('DROP SCHEMA crm')
