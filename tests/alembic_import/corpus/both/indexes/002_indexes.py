"""Indexes of all kinds that both databases have"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_articles_title", "articles", ["title"])
    op.create_index(op.f("ix_articles_slug"), "articles", ["slug"], unique=True)
    op.create_index("ix_articles_shop_made", "articles", ["shop", sa.text("made DESC")], unique=False)
    op.create_index("ix_articles_lower", "articles", [sa.text("lower(title)")])
    op.create_index("ix_articles_func", "articles", [sa.func.lower(sa.column("slug"))], unique=True)
    op.create_index("ix_articles_desc", "articles", [sa.column("made").desc(), "id"])
    op.create_index(index_name="ix_articles_alive", table_name="articles", columns=["shop"],
                    postgresql_where=sa.text("deleted IS NOT TRUE"), sqlite_where=sa.text("deleted IS NOT TRUE"))
    op.create_index("ix_articles_title", "articles", ["title"], if_not_exists=True)


def downgrade():
    op.drop_index("ix_articles_never", table_name="articles", if_exists=True)
    op.drop_index("ix_articles_alive", "articles")
    op.drop_index("ix_articles_desc")
    op.drop_index("ix_articles_func", table_name="articles")
    op.drop_index("ix_articles_lower", table_name="articles")
    op.drop_index("ix_articles_shop_made", table_name="articles")
    op.drop_index(op.f("ix_articles_slug"), table_name="articles")
    op.drop_index(index_name="ix_articles_title", table_name="articles")
