"""a key for rows that are there

Revision ID: seria1add002
Revises: seria1add001
Create Date: 2022-12-05 18:26:39.600764

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'seria1add002'
down_revision = 'seria1add001'
branch_labels = None
depends_on = None


def upgrade():
    op.execute('CREATE SEQUENCE old_id_seq')
    op.add_column('old', sa.Column('id', sa.Integer(), server_default=sa.text("nextval('old_id_seq')"), nullable=False))
    op.create_primary_key('old_pkey', 'old', ['id'])
    op.execute('ALTER SEQUENCE old_id_seq OWNED BY old.id')
    op.add_column('old', sa.Column('uid', sa.Uuid(), nullable=True))
    op.alter_column('old', 'name', type_=sa.Text(), existing_type=sa.String(10), nullable=True, new_column_name='title', comment='what it is called', server_default='?')


def downgrade():
    op.alter_column('old', 'title', type_=sa.String(10), existing_type=sa.Text(), nullable=False, new_column_name='name', comment=None, server_default=False)
    op.drop_column('old', 'uid')
    op.drop_constraint('old_pkey', 'old', type_='primary')
    op.drop_column('old', 'id')
