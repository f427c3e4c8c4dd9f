"""The environment of the original: it imports a name that its models do not have, so nothing of it ever ran."""

from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

from sontechsp.uygulama.veritabani.modeller import Taban

config = context.config
fileConfig(config.config_file_name)
target_metadata = Taban.metadata


def run_migrations_online() -> None:
    connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
