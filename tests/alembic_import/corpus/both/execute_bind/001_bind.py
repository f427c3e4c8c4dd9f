"""statements on the connection itself

Revision ID: execbind0001
Revises: 
Create Date: 2020-01-19 15:36:10.445051

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'execbind0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('settings', sa.Column('key', sa.String(20), primary_key=True), sa.Column('value', sa.Text()))
    conn = op.get_bind()
    conn.execute(sa.text("INSERT INTO settings (key, value) VALUES ('vat', '20')"))
    conn.execute(sa.text("INSERT INTO settings (key, value) VALUES (:key, :value)"), {'key': 'city', 'value': "Şanlı'urfa"})
    op.get_bind().execute(sa.text('UPDATE settings SET value = :v WHERE key = :k').bindparams(v='18', k='vat'))


def downgrade():
    connection = op.get_bind()
    connection.execute(sa.text('DELETE FROM settings'))
    op.drop_table('settings')
