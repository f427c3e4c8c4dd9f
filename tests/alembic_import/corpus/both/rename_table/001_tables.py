"""names of old

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('account', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(50), index=True))
    op.create_table('entry', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('account_id', sa.Integer(), sa.ForeignKey('account.id')))
    op.execute("INSERT INTO account (id, name) VALUES (1, 'Kasa')")
    op.execute("INSERT INTO entry (id, account_id) VALUES (7, 1)")


def downgrade():
    op.drop_table('entry')
    op.drop_table('account')
