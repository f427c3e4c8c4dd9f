//! A schema as text that is the same for the same schema: SQLite's own catalogue, and what `pg_dump --schema-only` writes.

use std::collections::BTreeMap;

use crate::database::{Access, DatabaseError};
use crate::i18n::safe;
use crate::operations::backup::schema_dump;
use crate::operations::{Context, Trouble};
use crate::revision::Engine;

/// Lines of a difference that are kept.
const SHOWN: usize = 20;

/// The schema without goc's own tables.
pub(super) async fn text(context: &Context) -> Result<String, Trouble> {
    match context.database.engine() {
        Engine::Postgres => schema_dump(context).await.map(|dump| normalised(&dump)).map_err(Trouble::new),
        Engine::Sqlite => of_sqlite(context).await.map_err(Trouble::new),
    }
}

async fn of_sqlite(context: &Context) -> Result<String, DatabaseError> {
    let mut connection = context.connect(Access::Read).await?;
    let rows = connection
        .query(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'goc!_%' ESCAPE '!' \
             AND tbl_name NOT LIKE 'sqlite!_%' ESCAPE '!' AND tbl_name <> 'alembic_version' ORDER BY type, name",
        )
        .await?;
    connection.close().await;
    Ok(rows.iter().map(|row| format!("{}\n", row.text(0))).collect())
}

/// Without comments, settings, and the words that newer versions make up anew each time (`\restrict`).
fn normalised(dump: &str) -> String {
    let is_noise = |line: &&str| {
        line.is_empty()
            || ["--", "SET ", "SELECT pg_catalog.set_config", "\\"].iter().any(|noise| line.starts_with(noise))
    };
    dump.lines().filter(|line| !is_noise(line)).map(|line| format!("{line}\n")).collect()
}

/// Lines that only one of two texts has, `-` for the first and `+` for the second; in what order a schema is written says nothing.
pub(super) fn difference(before: &str, after: &str) -> Vec<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for line in before.lines() {
        *counts.entry(line.trim_end_matches(',')).or_default() -= 1;
    }
    for line in after.lines() {
        *counts.entry(line.trim_end_matches(',')).or_default() += 1;
    }
    let different = counts.into_iter().filter(|(_, count)| *count != 0);
    different.take(SHOWN).map(|(line, count)| format!("{} {}", if count < 0 { '-' } else { '+' }, safe(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_no_difference_and_a_missing_column_is_one() {
        assert_eq!(difference("a\nb\n", "b\na\n"), [""; 0]);
        assert_eq!(difference("a,\nb\n", "a\n"), ["- b"]);
        assert_eq!(difference("a\n", "a\na\n"), ["+ a"]);
        assert_eq!(normalised("-- x\nSET a = 1;\n\\restrict abc\n\nCREATE TABLE t (\n"), "CREATE TABLE t (\n");
    }
}
