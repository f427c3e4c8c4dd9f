"""a value for each row

Revision ID: query0000002
Revises: query0000001
Create Date: 2022-07-04 22:32:38.627278

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'query0000002'
down_revision = 'query0000001'
branch_labels = None
depends_on = None


def upgrade():
    conn = op.get_bind()
    for row in conn.execute(sa.text('SELECT id, name FROM people')):  # not understood
        conn.execute(sa.text('UPDATE people SET slug = :slug WHERE id = :id'), {'slug': row.name.lower(), 'id': row.id})


def downgrade():
    op.execute('UPDATE people SET slug = NULL')
