"""Functions of the file itself"""
from alembic import op
import sqlalchemy as sa

revision = 'helpers00001'
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = None
PREFIX = 'hr_'
T_PEOPLE = PREFIX + 'people'
LONG = 200
COMMON = dict(nullable=False, server_default='0')


def id_column():
    return sa.Column('id', sa.Integer(), primary_key=True)


def timestamps():
    """Columns that every table has."""
    return [
        sa.Column('created_at', sa.DateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column('updated_at', sa.DateTime(), nullable=True),
    ]


def text_column(name, length=50, **kwargs):
    return sa.Column(name, sa.String(length), **kwargs)


def _create(name, *columns, comment=None):
    op.create_table(name, id_column(), *columns, *timestamps(), comment=comment)


def create_index_for(table: str, *names: str, unique: bool = False) -> None:
    op.create_index(f"ix_{table}_{'_'.join(names)}", table, list(names), unique=unique)


def upgrade():
    create_people()
    _create(PREFIX + 'jobs', text_column('title', LONG, nullable=False), sa.Column('level', sa.Integer(), **COMMON))
    create_index_for(T_PEOPLE, 'first', 'last')
    create_index_for(PREFIX + 'jobs', 'title', unique=True)
    if SCHEMA is None and len(T_PEOPLE) < 63:
        op.execute(f"INSERT INTO {T_PEOPLE} (id, first, created_at) VALUES (1, 'Ali', '2024-01-01 00:00:00')")
    else:
        op.execute("this is not reached")


def create_people():
    columns = [text_column('first'), text_column(name='last', length=60)]
    columns.append(sa.Column('age', sa.SmallInteger()))
    columns += [sa.Column(f'phone{n}', sa.String(20)) for n in (1, 2)]
    _create(T_PEOPLE, *columns, comment='people')


def downgrade():
    op.drop_index(f'ix_{PREFIX}jobs_title', table_name=PREFIX + 'jobs')
    for name in ['jobs', 'people']:
        op.drop_table(PREFIX + name)
