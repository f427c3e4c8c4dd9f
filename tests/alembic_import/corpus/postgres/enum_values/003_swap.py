"""The enum is made anew

Revision ID: 003
Revises: 002
Create Date: 2024-05-05 10:00:00
"""

from alembic import op
import sqlalchemy as sa


revision = '003'
down_revision = '002'
branch_labels = None
depends_on = None

old_options = ('new', 'waiting', 'running', 'done', 'failed')
new_options = sorted(old_options + ('cancelled',))

old_type = sa.Enum(*old_options, name='job_state')
new_type = sa.Enum('cancelled', 'done', 'failed', 'new', 'running', 'waiting', name='job_state')
tmp_type = sa.Enum('cancelled', 'done', 'failed', 'new', 'running', 'waiting', name='_job_state')


def upgrade():
    op.execute('ALTER TABLE jobs ALTER COLUMN state DROP DEFAULT')
    tmp_type.create(op.get_bind(), checkfirst=False)
    op.execute('ALTER TABLE jobs ALTER COLUMN state TYPE _job_state USING state::text::_job_state')
    old_type.drop(op.get_bind(), checkfirst=False)
    new_type.create(op.get_bind(), checkfirst=False)
    op.execute('ALTER TABLE jobs ALTER COLUMN state TYPE job_state USING state::text::job_state')
    tmp_type.drop(op.get_bind(), checkfirst=False)
    op.alter_column('jobs', 'state', server_default='new')


def downgrade():
    op.alter_column('jobs', 'state', server_default=None)
    op.execute('ALTER TYPE job_state RENAME TO job_state_old')
    old_type.create(op.get_bind())
    op.alter_column('jobs', 'state', type_=old_type, existing_type=new_type, postgresql_using='state::text::job_state')
    op.execute('DROP TYPE job_state_old')
    op.alter_column('jobs', 'state', server_default='new')
