"""a part of a key that counts

Revision ID: c0un7edpa1r1
Revises: 
Create Date: 2022-03-15 13:12:26.580606

"""

# revision identifiers, used by Alembic.
revision = 'c0un7edpa1r1'
down_revision = None

from alembic import op
import sqlalchemy as sa


def upgrade():
    op.create_table(
        'tickets',
        sa.Column('shop', sa.Integer(), primary_key=True),
        sa.Column('no', sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column('counter', sa.Integer(), sa.Sequence('ticket_counter'), nullable=False),
    )


def downgrade():
    op.drop_table('tickets')
