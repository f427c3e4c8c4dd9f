"""types as they are read from SQLite

Revision ID: reflect00001
Revises: 
Create Date: 2024-07-17 10:59:30.822382

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = 'reflect00001'
down_revision = None
branch_labels = None
depends_on = None
from sqlalchemy.dialects import sqlite


def upgrade():
    op.create_table('reflected',
    sa.Column('id', sa.INTEGER(), nullable=False),
    sa.Column('made', sa.DATETIME(), server_default=sa.text("(datetime('now', 'utc'))"), nullable=True),
    sa.Column('seen', sqlite.DATETIME(), nullable=True),
    sa.Column('day', sqlite.DATE(), nullable=True),
    sa.Column('clock', sqlite.TIME(), nullable=True),
    sa.Column('doc', sqlite.JSON(), nullable=True),
    sa.Column('data', sa.BLOB(), nullable=True),
    sa.Column('text', sa.CLOB(), nullable=True),
    sa.Column('binary', sa.BINARY(length=4), nullable=True),
    sa.Column('varbinary', sa.VARBINARY(length=4), nullable=True),
    sa.Column('wide', sa.DOUBLE(), nullable=True),
    sa.Column('nvc', sa.NVARCHAR(length=9), nullable=True),
    sa.Column('short', sa.Text(length=500), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('seen', 'day')
    )


def downgrade():
    op.drop_table('reflected')
