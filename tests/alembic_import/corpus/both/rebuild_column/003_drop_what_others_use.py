"""columns with an index, a key and a check

Revision ID: rebuild00003
Revises: rebuild00002
Create Date: 2020-10-24 03:09:55.886640

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'rebuild00003'
down_revision = 'rebuild00002'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index('ix_parts_weight', table_name='parts')
    op.drop_constraint('ck_parts_weight', 'parts', type_='check')
    op.drop_column('parts', 'weight')
    op.drop_constraint('parts_kind_id_fkey', 'parts', type_='foreignkey')
    op.drop_column('parts', 'kind_id')


def downgrade():
    op.add_column('parts', sa.Column('kind_id', sa.Integer(), nullable=True))
    op.create_foreign_key('parts_kind_id_fkey', 'parts', 'kinds', ['kind_id'], ['id'], ondelete='CASCADE')
    op.add_column('parts', sa.Column('weight', sa.Numeric(8, 3), server_default='1', nullable=False))
    op.create_check_constraint('ck_parts_weight', 'parts', 'weight > 0')
    op.create_index('ix_parts_weight', 'parts', ['weight'])
