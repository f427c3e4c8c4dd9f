"""Types of extensions

Revision ID: 001
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import CITEXT, HSTORE, UUID

revision = '001'
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = ['citext', 'hstore', 'pg_trgm']


def upgrade():
    for extension in EXTENSIONS:
        op.execute(f'CREATE EXTENSION IF NOT EXISTS {extension}')
    op.execute('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')

    op.create_table(
        'people',
        sa.Column('id', UUID(as_uuid=True), primary_key=True, server_default=sa.text('uuid_generate_v4()')),
        sa.Column('email', CITEXT(), nullable=False),
        sa.Column('attributes', HSTORE(text_type=sa.Text())),
        sa.Column('name', sa.String(80)),
        sa.UniqueConstraint('email'),
    )
    op.create_index(
        'people_name_trgm', 'people', ['name'], postgresql_using='gin', postgresql_ops={'name': 'gin_trgm_ops'}
    )


def downgrade():
    op.drop_index('people_name_trgm', table_name='people')
    op.drop_table('people')
    op.execute('DROP EXTENSION IF EXISTS "uuid-ossp"')
    for extension in reversed(EXTENSIONS):
        op.execute('DROP EXTENSION IF EXISTS ' + extension)
