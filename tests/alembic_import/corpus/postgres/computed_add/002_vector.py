"""a search vector

Revision ID: c0mpadd00002
Revises: c0mpadd00001
Create Date: 2023-02-22 17:59:08.221247

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = 'c0mpadd00002'
down_revision: Union[str, None] = 'c0mpadd00001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.add_column(
        'pages',
        sa.Column(
            'search',
            postgresql.TSVECTOR(),
            sa.Computed(
                "setweight(to_tsvector('simple', coalesce(title, '')), 'A') || "
                "setweight(to_tsvector('simple', coalesce(body, '')), 'B')",
                persisted=True,
            ),
            nullable=True,
        ),
    )
    op.create_index(op.f('ix_pages_search'), 'pages', ['search'], unique=False, postgresql_using='gin')
    op.add_column('pages', sa.Column('length', sa.Integer(), sa.Computed('char_length(body)'), nullable=False))


def downgrade() -> None:
    op.drop_column('pages', 'length')
    op.drop_index(op.f('ix_pages_search'), table_name='pages')
    op.drop_column('pages', 'search')
