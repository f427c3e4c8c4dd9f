"""what only SQLite understands, and PostgreSQL does not mind

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
    op.create_table('counted', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Text()), sqlite_autoincrement=True)
    op.create_table('flat', sa.Column('code', sa.String(10), primary_key=True), sa.Column('x', sa.Text()), sqlite_with_rowid=False)
    op.create_table('firm', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('x', sa.Text()), sqlite_strict=True)
    op.create_table('engine', sa.Column('id', sa.Integer(), primary_key=True), mysql_engine='InnoDB', mysql_charset='utf8mb4', info={'a': 1})


def downgrade():
    op.drop_table('engine')
    op.drop_table('firm')
    op.drop_table('flat')
    op.drop_table('counted')
