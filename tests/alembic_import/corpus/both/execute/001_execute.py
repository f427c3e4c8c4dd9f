"""literal SQL

Revision ID: 001
Revises: 
Create Date: 2024-07-27 19:01:48.550459

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute('CREATE TABLE plain (id INTEGER PRIMARY KEY, name VARCHAR(20), note TEXT)')
    op.execute(sa.text("INSERT INTO plain (id, name) VALUES (1, 'bir')"))
    op.execute("""
        INSERT INTO plain (id, name, note)
        VALUES (2, 'iki', 'semi;colon -- no comment'),
               (3, 'üç', '100 % sure')
    """)
    op.execute(
        "UPDATE plain "
        "SET note = 'set' "
        "WHERE id = 1"
    )
    op.execute(r"INSERT INTO plain (id, name, note) VALUES (4, 'dört', 'at 12:30, C:\\\:x')")
    op.execute(sa.text("INSERT INTO plain (id, name, note) VALUES (:id, :name, :note)").bindparams(id=5, name="o'five", note=None))
    op.execute(sa.DDL("CREATE INDEX ix_plain_name ON plain (name)"))
    op.execute('CREATE VIEW names AS SELECT id, name FROM plain WHERE name IS NOT NULL')
    op.execute("DELETE FROM plain WHERE id = 3;")


def downgrade():
    op.execute('DROP VIEW names')
    op.execute('DROP TABLE plain')
