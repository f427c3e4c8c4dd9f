"""an enum and rows

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
    op.create_table(
        'jobs',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('state', sa.Enum('new', 'running', 'done', name='job_state'), nullable=False, server_default='new'),
    )
    op.execute("INSERT INTO jobs (id, state) VALUES (1, 'running')")


def downgrade():
    op.drop_table('jobs')
    op.execute('DROP TYPE job_state')
