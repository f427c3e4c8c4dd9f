"""what is found in many projects

Revision ID: enumbyhand01
Revises: 
Create Date: 2021-05-19 19:23:42.137159

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'enumbyhand01'
down_revision = None
branch_labels = None
depends_on = None


ROLES = ['user', 'staff', 'admin']


def upgrade():
    op.execute("CREATE TYPE user_role AS ENUM (%s)" % ', '.join("'%s'" % role for role in ROLES))
    op.execute('ALTER TYPE user_role ADD VALUE \'owner\'')
    op.execute('CREATE TABLE users (id serial PRIMARY KEY, role user_role NOT NULL)')
    op.execute("SET LOCAL lock_timeout = '4s'")


def downgrade():
    op.execute('DROP TABLE users')
    op.execute('DROP TYPE user_role')
