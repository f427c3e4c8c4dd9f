"""built anew each time

Revision ID: a1way5000002
Revises: a1way5000001
Create Date: 2020-07-10 05:57:54.877981

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'a1way5000002'
down_revision = 'a1way5000001'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('seats', recreate='always') as batch_op:
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('seats', recreate='always') as batch_op:
        batch_op.create_unique_constraint('uq_seats', ['row', 'number'])


def downgrade():
    with op.batch_alter_table('seats', recreate='always') as batch_op:
        batch_op.drop_constraint('uq_seats', type_='unique')
        batch_op.drop_column('number')
    with op.batch_alter_table('seats', recreate='always') as batch_op:
        pass
