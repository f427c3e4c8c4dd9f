"""indexes that only PostgreSQL has

Revision ID: 1d3xp900002
Revises: 1d3xp900001
Create Date: 2020-02-19 07:21:10.638858

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = '1d3xp900002'
down_revision: Union[str, None] = '1d3xp900001'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_index('ix_docs_gin', 'docs', ['body'], postgresql_using='gin')
    op.create_index('ix_docs_path', 'docs', ['body'], postgresql_using='gin', postgresql_ops={'body': 'jsonb_path_ops'})
    op.create_index('ix_docs_gist', 'docs', ['spot'], postgresql_using='gist')
    op.create_index('ix_docs_brin', 'docs', ['made'], postgresql_using='brin', postgresql_with={'pages_per_range': 32})
    op.create_index('ix_docs_hash', 'docs', ['shop'], postgresql_using='hash')
    op.create_index('ix_docs_fill', 'docs', ['shop', 'made'], postgresql_with={'fillfactor': 70})
    op.create_index('ix_docs_include', 'docs', ['shop'], unique=False, postgresql_include=['title', 'made'])
    op.create_index('ix_docs_part', 'docs', ['title'], unique=True, postgresql_where=sa.text("shop IS NOT NULL AND title <> 'x'"))
    op.create_index('ix_docs_where_text', 'docs', ['made'], postgresql_where="shop > 5")
    op.create_index('ix_docs_where_column', 'docs', ['made'], postgresql_where=sa.column('shop') == 3)
    op.create_index('ix_docs_nulls', 'docs', ['shop', 'title'], unique=True, postgresql_nulls_not_distinct=True)
    op.create_index('ix_docs_pattern', 'docs', ['title'], postgresql_ops={'title': 'varchar_pattern_ops'})
    op.create_index('ix_docs_sort', 'docs', [sa.text('made DESC NULLS LAST'), 'shop'])
    op.create_index('ix_docs_literal', 'docs', [sa.literal_column("(body ->> 'kind')")])
    op.create_index('ix_docs_text', 'docs', [sa.text("to_tsvector('simple', title)")], postgresql_using='gin')
    op.create_index('ix_docs_desc', 'docs', [sa.column('made').desc().nulls_last()])


def downgrade() -> None:
    for name in ('desc', 'text', 'literal', 'sort', 'pattern', 'nulls', 'where_column', 'where_text', 'part', 'include', 'fill', 'hash', 'brin', 'gist', 'path', 'gin'):
        op.drop_index(f'ix_docs_{name}', table_name='docs')
