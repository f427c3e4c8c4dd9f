"""Runs the projects of the corpus with Alembic itself and writes down what becomes of the databases.

    python record.py --to recorded [--postgres postgres://user@host/database] [PROJECT ...]

A record is a log: after each step, up to the heads and back to the base, the lines of the schema and the rows of the tables that
came (+) and went (-), or the step before which it was the same (=). What Alembic cannot do ends the log with the name of the
error (!). The database of --postgres belongs to its user and is emptied before each project. Needs what requirements.txt names.
"""

import argparse
import re
import sqlite3
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

HERE = Path(__file__).resolve().parent
POSTGRES_SCHEMA = (HERE / "../../support/schema.postgres.sql").read_text()
SQLITE_SCHEMA = (HERE / "schema.sqlite.sql").read_text()

POSTGRES_TABLES = """
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.relname <> 'alembic_version' AND c.relname !~ '^goc_'
"""
SQLITE_TABLES = r"""
    SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'alembic_version' AND name NOT LIKE 'goc\_%' ESCAPE '\'
"""
EMPTY_POSTGRES = """
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN SELECT quote_ident(extname) FROM pg_extension WHERE extname <> 'plpgsql' LOOP
            EXECUTE 'DROP EXTENSION ' || name || ' CASCADE';
        END LOOP;
        FOR name IN SELECT quote_ident(nspname) FROM pg_namespace
                    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
            EXECUTE 'DROP SCHEMA ' || name || ' CASCADE';
        END LOOP;
        CREATE SCHEMA public;
    END $$
"""
# Lines of the schema that belong to the table, view … of the line before them.
DETAILS = ("column ", "constraint ", "index ", "trigger ", "policy ", "comment ")


def postgres_state(connection):
    """Everything in the database as lines."""
    lines, owner, columns = set(), "", 0
    for (line,) in connection.exec_driver_sql(POSTGRES_SCHEMA.replace("%", "%%")):
        line = " ".join(line.split())
        if line.startswith(DETAILS):
            if line.startswith("column "):
                columns += 1
                line = f"column {columns}: {line.removeprefix('column ')}"
            line = f"{owner}: {line}"
        else:
            owner, columns = " ".join(line.split(" ")[:2]), 0
        lines.add(line)
    for (table,) in connection.exec_driver_sql(POSTGRES_TABLES).all():
        query = f'SELECT "a row"::text, count(*) FROM {table} AS "a row" GROUP BY 1'
        for row, count in connection.exec_driver_sql(query):
            lines.add(f"row of {table}: {escaped(row)} × {count}")
    return frozenset(lines)


def sqlite_state(connection):
    lines = {" ".join(line.split()) for (line,) in connection.exec_driver_sql(SQLITE_SCHEMA)}
    for (table,) in connection.exec_driver_sql(SQLITE_TABLES).all():
        names = [name for (name,) in connection.exec_driver_sql(f"SELECT name FROM pragma_table_xinfo('{table}') ORDER BY 1")]
        values = " || ', ' || ".join(f"quote({quoted(name)})" for name in names)
        for row, count in connection.exec_driver_sql(f"SELECT {values}, count(*) FROM {quoted(table)} GROUP BY 1"):
            lines.add(f"row of {table}: {escaped(row)} × {count}")
    return frozenset(lines)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def escaped(row):
    return row.replace("\n", "\\n")


def steps(config):
    """The steps up to the heads and down to the base, each with a title; one at a time where the history is a line."""
    script = ScriptDirectory.from_config(config)
    ids = [revision.revision for revision in script.walk_revisions()][::-1]
    if len(script.get_heads()) != 1 or len(script.get_bases()) != 1 or any(
        isinstance(revision.down_revision, tuple) or revision.dependencies for revision in script.walk_revisions()
    ):
        return [("upgrade heads", command.upgrade, "heads"), ("downgrade base", command.downgrade, "base")]
    up = [(f"upgrade {revision}", command.upgrade, revision) for revision in ids]
    down = [(f"downgrade {revision}", command.downgrade, revision) for revision in [*ids[:-1][::-1], "base"]]
    return up + down


def record(project, engine, state):
    """The log of one project on one database."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("version_locations", str(project))
    config.set_main_option("path_separator", "newline")
    log, before, seen = [], set(), {frozenset(): "the beginning"}
    for title, run, target in steps(config):
        log.append(f"== {title}")
        try:
            with engine.connect() as connection:
                config.attributes["connection"] = connection
                run(config, target)
        except Exception as error:  # whatever a project makes of Alembic is the answer
            log.append(f"! {type(error).__name__}")
            print(f"{project.name}: {title} on {engine.name}: {type(error).__name__}: {first_line(error)}", file=sys.stderr)
            break
        with engine.connect() as connection:
            after = state(connection)
        if after in seen:
            log.append(f"= {seen[after]}")
        else:
            log += [f"- {line}" for line in sorted(before - after)] + [f"+ {line}" for line in sorted(after - before)]
            seen[after] = title
        before = after
    return "\n".join(log) + "\n"


def first_line(error):
    return str(error).splitlines()[0] if str(error) else ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--postgres")
    parser.add_argument("projects", nargs="*")
    arguments = parser.parse_args()
    projects = [path for kind in ("both", "postgres", "sqlite") for path in sorted((HERE / kind).iterdir()) if path.is_dir()]
    projects = [path for path in projects if not arguments.projects or path.name in arguments.projects]
    arguments.to.mkdir(exist_ok=True)
    if arguments.postgres:
        url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", arguments.postgres)
        engine = sa.create_engine(url, poolclass=sa.pool.NullPool, connect_args={"options": "-c timezone=UTC"})
        for project in projects:
            if project.parent.name == "sqlite":
                continue
            with engine.begin() as connection:
                connection.exec_driver_sql(EMPTY_POSTGRES)
            (arguments.to / f"{project.name}.postgres.txt").write_text(record(project, engine, postgres_state))
        with engine.begin() as connection:
            connection.exec_driver_sql(EMPTY_POSTGRES)
    for project in projects:
        if project.parent.name == "postgres":
            continue
        with tempfile.TemporaryDirectory() as directory:
            engine = sa.create_engine(f"sqlite:///{directory}/till.db", poolclass=sa.pool.NullPool)
            (arguments.to / f"{project.name}.sqlite.txt").write_text(record(project, engine, sqlite_state))


if __name__ == "__main__":
    assert sqlite3.sqlite_version_info >= (3, 37), "needs SQLite 3.37"
    main()
