"""Types from a dictionary"""

import sqlalchemy as sa
from alembic import op

revision = "enumloop0001"
down_revision = None
branch_labels = None
depends_on = None

ENUMS = {
    "device_kind": ["till", "printer", "scanner"],
    "device_state": ["on", "off"],
}


def upgrade() -> None:
    bind = op.get_bind()
    for name, values in ENUMS.items():
        sa.Enum(*values, name=name).create(bind, checkfirst=True)


def downgrade() -> None:
    for name in reversed(ENUMS):
        sa.Enum(name=name).drop(op.get_bind(), checkfirst=True)
