"""Values of a Python class"""

from enum import Enum, IntEnum

import sqlalchemy as sa
from alembic import op

revision = "enumvalues01"
down_revision = None
branch_labels = None
depends_on = None


class State(str, Enum):
    NEW = "new"
    DONE = "done"


class Level(IntEnum):
    LOW = 1
    HIGH = 5


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.Enum(*[state.value for state in State], name="task_state"), nullable=False, server_default=State.NEW.value),
        sa.Column("level", sa.Integer(), nullable=False, server_default=str(Level.HIGH.value)),
        sa.Column("again", sa.Enum(State, values_callable=lambda states: [state.value for state in states], name="task_again"), nullable=True),
    )
    op.execute(f"INSERT INTO tasks (id, state) VALUES (1, '{State.DONE.value}')")


def downgrade() -> None:
    op.drop_table("tasks")
    for name in ("task_again", "task_state"):
        sa.Enum(name=name).drop(op.get_bind())
