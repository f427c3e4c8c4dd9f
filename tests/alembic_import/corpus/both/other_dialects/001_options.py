"""words for other databases

Revision ID: otherdia0001
Revises: 
Create Date: 2022-01-01 09:04:41.226324

"""

# revision identifiers, used by Alembic.
revision = 'otherdia0001'
down_revision = None

from alembic import op
import sqlalchemy as sa


def upgrade():
    op.create_table(
        'plain',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(20), mysql_comment='x') if False else sa.Column('name', sa.String(20)),
        sa.Column('n', sa.Integer()),
        mysql_engine='InnoDB',
        mysql_default_charset='utf8mb4',
        oracle_compress=True,
    )
    op.create_index('ix_plain_name', 'plain', ['name'], mysql_length={'name': 10}, mssql_clustered=False)
    op.drop_column('plain', 'n', mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True)


def downgrade():
    op.drop_index('ix_plain_name', 'plain')
    op.drop_table('plain')
