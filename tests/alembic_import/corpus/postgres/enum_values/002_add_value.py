"""more values

Revision ID: 002
Revises: 001
Create Date: 2022-12-23 19:34:46.343302

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '002'
down_revision = '001'
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE job_state ADD VALUE IF NOT EXISTS 'failed'")
        op.execute("ALTER TYPE job_state ADD VALUE 'waiting' BEFORE 'running'")


def downgrade():
    # PostgreSQL cannot take a value away.
    pass
