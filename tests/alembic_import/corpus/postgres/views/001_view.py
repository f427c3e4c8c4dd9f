"""A view and what stands on it

Revision ID: views0000001
Revises:
"""
from alembic import op
import sqlalchemy as sa

revision = 'views0000001'
down_revision = None

VIEW = """CREATE VIEW active_people AS
    SELECT id, name FROM people WHERE active"""
# A colon that is no parameter: a cast, a time and a slice.
INSERT = "INSERT INTO people (id, name, active, at) VALUES (1, 'x'::text, true, '10:20:30'), (2, (ARRAY['a','b'])[1\\:1][1], false, '2024-01-01 00:00:00'::timestamp::time)"


def upgrade():
    op.create_table('people', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.Text()), sa.Column('active', sa.Boolean()), sa.Column('at', sa.Time()))
    op.execute(VIEW)
    op.execute(INSERT)
    op.execute(sa.text("UPDATE people SET name = 'a\\:b' WHERE id = 1 AND name = CAST(:name AS text)").bindparams(sa.bindparam('name', 'x')))


def downgrade():
    op.execute('DROP VIEW active_people')
    op.drop_table('people')
