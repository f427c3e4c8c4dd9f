"""Alembic's environment for every project of the corpus: record.py hands over the connection."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    # So that autocommit_block() works, and a revision is a transaction as it is with goc.
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
