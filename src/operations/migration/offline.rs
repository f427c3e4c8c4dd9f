//! `--sql`: a script that `psql` or `sqlite3` runs to the same schema and the same version rows.
//!
//! The journal is not part of it: who will run the script, and when, is not known. The script stops at the first error, and refuses
//! a database that is not where it begins.

use super::step_script::StepScript;
use crate::database::literal;
use crate::database::version_table::{change_version, create_version_table, widen_version};
use crate::i18n::safe;
use crate::operations::{MigrationError, Revisions};
use crate::revision::{Engine, Plan, RevisionId};

/// A script and what has to be known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The SQL.
    pub text: String,
}

const TABLE: &str = "alembic_version";

/// Alembic's own width; longer ids need a wider column.
const ALEMBIC_WIDTH: usize = 32;

/// Writes the steps of `plan` as one script.
pub fn script(revisions: &Revisions, plan: &Plan, engine: Engine) -> Result<Script, MigrationError> {
    revisions.runnable()?;
    let mut out = String::new();
    let list = |rows: &[RevisionId]| {
        let names: Vec<&str> = rows.iter().map(|row| &**row).collect();
        if names.is_empty() { "base".to_owned() } else { safe(&names.join(", ")).into_owned() }
    };
    out.push_str(&format!("-- goc {}: {} -> {}\n", env!("CARGO_PKG_VERSION"), list(&plan.from), list(&plan.to)));
    out.push_str(&match engine {
        // A revision runs with the same settings as when goc runs it.
        Engine::Postgres => format!("\\set ON_ERROR_STOP on\n{SETTINGS}\n"),
        Engine::Sqlite => ".bail on\nPRAGMA foreign_keys = ON;\n\n".to_owned(),
    });
    out.push_str(&opening(plan, engine));
    for step in &plan.steps {
        let script = StepScript::load(revisions, step, engine)?;
        let from = list(&step.removes);
        out.push_str(&format!(
            "-- {} {}: {} ({from} -> {})\n",
            step.direction,
            safe(&step.revision),
            script.file,
            list(&step.adds)
        ));
        let rebuilds = script.rebuilds_tables();
        if rebuilds {
            out.push_str("PRAGMA foreign_keys = OFF;\n");
        }
        if script.transaction {
            out.push_str(begin(engine));
        }
        let sql = script.closed_sql();
        out.push_str(sql.trim_start_matches('\n'));
        if !sql.is_empty() && engine == Engine::Postgres {
            out.push_str(&format!("{RESTORE}{SETTINGS}"));
        }
        let longest = step.adds.iter().map(|id| id.chars().count()).max().unwrap_or_default();
        let changes = change_version(engine, TABLE, &step.removes, &step.adds);
        if script.transaction {
            out.push_str(&widening(engine, longest));
            out.push_str(&changes);
            if rebuilds {
                out.push_str(FOREIGN_KEY_GUARD);
            }
            out.push_str("COMMIT;\n");
        } else {
            out.push_str(begin(engine));
            out.push_str(&widening(engine, longest));
            out.push_str(&changes);
            out.push_str("COMMIT;\n");
        }
        if rebuilds {
            out.push_str("PRAGMA foreign_keys = ON;\n");
        }
        out.push('\n');
    }
    Ok(Script { text: out })
}

/// What a revision runs with, as in goc's own sessions.
const SETTINGS: &str = "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nSET TIME ZONE 'UTC';\n";

/// Ends what a revision has set: the version table is changed by the login itself, where its own search path finds it.
const RESTORE: &str = "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n";

fn begin(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "BEGIN;\n",
        Engine::Sqlite => "BEGIN IMMEDIATE;\n",
    }
}

fn widening(engine: Engine, longest: usize) -> String {
    match engine {
        Engine::Postgres if longest > ALEMBIC_WIDTH => widen_version(TABLE) + "\n",
        _ => String::new(),
    }
}

/// Creates the version table where it is missing, and stops on a database that is somewhere else.
fn opening(plan: &Plan, engine: Engine) -> String {
    let mut expected: Vec<&str> = plan.from.iter().map(|row| &**row).collect();
    expected.sort_unstable();
    let expected = literal(&expected.join(","));
    let create = create_version_table(TABLE);
    match engine {
        Engine::Postgres => format!(
            "BEGIN;\n{create}\nDO $goc$\nDECLARE\n    found pg_catalog.text := coalesce((SELECT pg_catalog.string_agg(version_num::pg_catalog.text, ',' ORDER BY version_num COLLATE pg_catalog.\"C\") \
             FROM {TABLE}), '');\nBEGIN\n    IF found OPERATOR(pg_catalog.<>) {expected} THEN\n        RAISE EXCEPTION 'this script begins at %, the database is at %', \
             pg_catalog.quote_literal({expected}), pg_catalog.quote_literal(found);\n    END IF;\nEND\n$goc$;\nCOMMIT;\n\n"
        ),
        // SQLite has no statement that raises outside a trigger; a CHECK that cannot hold stops the shell just as well.
        Engine::Sqlite => format!(
            "BEGIN IMMEDIATE;\n{create}\nCREATE TEMP TABLE goc_begin (found TEXT, CONSTRAINT \"this script begins somewhere else\" \
             CHECK (found = {expected}));\nINSERT INTO goc_begin SELECT coalesce(group_concat(version_num, ','), '') \
             FROM (SELECT version_num FROM {TABLE} ORDER BY version_num);\nDROP TABLE temp.goc_begin;\nCOMMIT;\n\n"
        ),
    }
}

/// Rows that point nowhere after a table was rebuilt stop the script before its COMMIT.
const FOREIGN_KEY_GUARD: &str = "CREATE TEMP TABLE goc_rows (violations INTEGER, CONSTRAINT \"rows that point nowhere\" CHECK (violations = 0));\n\
     INSERT INTO goc_rows SELECT count(*) FROM pragma_foreign_key_check;\nDROP TABLE temp.goc_rows;\n";
