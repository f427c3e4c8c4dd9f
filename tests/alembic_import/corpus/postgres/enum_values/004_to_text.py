"""text is easier

Revision ID: 004
Revises: 003
Create Date: 2024-04-23 10:12:14.013450

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '004'
down_revision = '003'
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column('jobs', 'state', server_default=None)
    op.alter_column('jobs', 'state', existing_type=sa.Enum(name='job_state'), type_=sa.String(20), existing_nullable=False)
    op.execute('DROP TYPE IF EXISTS job_state')
    op.create_check_constraint('ck_jobs_state', 'jobs', "state IN ('new', 'running', 'done')")


def downgrade():
    op.drop_constraint('ck_jobs_state', 'jobs')
    sa.Enum('cancelled', 'done', 'failed', 'new', 'running', 'waiting', name='job_state').create(op.get_bind(), checkfirst=True)
    op.alter_column(
        'jobs',
        'state',
        existing_type=sa.String(20),
        type_=sa.Enum('cancelled', 'done', 'failed', 'new', 'running', 'waiting', name='job_state'),
        postgresql_using='state::job_state',
    )
    op.alter_column('jobs', 'state', server_default='new')
