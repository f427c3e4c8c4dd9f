"""a type that is another one on each database"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB

revision = 'b_variants'
down_revision = 'a_written'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), 'postgresql')
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
json_variant = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql').with_variant(sqlite.JSON(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'variants',
        sa.Column('id', BIG_ID, primary_key=True, autoincrement=True),
        sa.Column('settings', JSON, nullable=False, server_default='{}'),
        sa.Column('extra', json_variant, nullable=True),
        sa.Column('tags', sa.Text().with_variant(postgresql.ARRAY(sa.Text()), 'postgresql'), nullable=True),
        sa.Column('ip', sa.String(45).with_variant(postgresql.INET(), 'postgresql')),
        sa.Column('only_mysql', sa.String(20).with_variant(sa.Text(), 'mysql', 'mariadb')),
    )


def downgrade() -> None:
    op.drop_table('variants')
