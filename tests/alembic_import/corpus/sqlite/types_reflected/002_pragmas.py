"""what SQLite alone can do

Revision ID: reflect00002
Revises: reflect00001
Create Date: 2024-02-09 01:52:18.300167

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'reflect00002'
down_revision = 'reflect00001'
branch_labels = None
depends_on = None


def upgrade():
    op.execute('CREATE TABLE notes (body TEXT) STRICT')
    op.execute("INSERT INTO notes (body) VALUES ('bir iki')")
    op.execute("""
        CREATE TRIGGER reflected_ai AFTER INSERT ON reflected
        BEGIN
            INSERT INTO notes (body) VALUES (new.text);
            UPDATE reflected SET doc = '{}' WHERE id = new.id;
        END;
    """)
    op.execute("INSERT INTO reflected (id, made, text) VALUES (1, '2024-01-01 00:00:00', 'x')")
    with op.batch_alter_table('reflected') as batch_op:
        batch_op.execute("UPDATE reflected SET short = 'a'")
        batch_op.add_column(sa.Column('n', sa.Integer(), sa.Computed('id * 2'), nullable=True))


def downgrade():
    op.execute('DROP TRIGGER reflected_ai')
    with op.batch_alter_table('reflected') as batch_op:
        batch_op.drop_column('n')
    op.execute('DROP TABLE notes')
