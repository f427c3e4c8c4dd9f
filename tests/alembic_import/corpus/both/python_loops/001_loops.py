"""loops over what stands in the file

Revision ID: loops0000001
Revises: 
Create Date: 2024-04-03 17:13:12.744222

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'loops0000001'
down_revision = None
branch_labels = None
depends_on = None


TABLES = ('red', 'green', 'blue')
INDEXES = [
    ('ix_red_name', 'red', ['name']),
    ('ix_green_name_code', 'green', ['name', 'code']),
]
MONTHS = range(1, 4)


def upgrade():
    for table in TABLES:
        op.create_table(
            table,
            sa.Column('id', sa.Integer(), primary_key=True),
            sa.Column('name', sa.String(20)),
            sa.Column('code', sa.String(5), server_default=table[0]),
        )
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns, unique=len(columns) > 1)
    for month in MONTHS:
        op.add_column('red', sa.Column('month_%02d' % month, sa.Integer(), nullable=True))
    for number, table in enumerate(TABLES, start=10):
        op.execute("INSERT INTO {} (id, name) VALUES ({}, '{}')".format(table, number, table.upper()))
    for table, color in zip(TABLES, ['#f00', '#0f0', '#00f']):
        op.execute(f"UPDATE {table} SET code = '{color[1:]}' WHERE name = '{table.upper()}'")
    for i in range(2):
        if i == 1:
            continue
        op.add_column('green', sa.Column(f'extra_{i}', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    for table in TABLES[::-1]:
        op.drop_table(table)
