"""nothing to do"""
from alembic import op  # noqa: F401

revision = 'empty0000001'
down_revision = None


def upgrade(): pass


def downgrade(): pass
