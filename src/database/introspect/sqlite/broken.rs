//! Views and triggers that are in the way of every change: SQLite compiles all of them when a table is renamed or loses a column, and
//! refuses when one mentions something that is missing. Only the ALTER TABLE itself looks everywhere in them, so it is tried on a copy.

use std::collections::BTreeSet;

use super::{Schema, fold, quote, stand_in};
use crate::database::{Connection, DatabaseError};
use crate::i18n::safe;

/// Names (folded) of views and triggers that cannot be compiled as things stand.
///
/// # Errors
/// There is no memory for the copy.
pub(super) async fn find(schema: &Schema) -> Result<BTreeSet<String>, DatabaseError> {
    let mut broken = BTreeSet::new();
    if schema.views.is_empty() && schema.triggers.is_empty() {
        return Ok(broken);
    }
    let mut copy = Connection::in_memory().await?;
    make(&mut copy, schema).await?;
    copy.execute("CREATE TABLE goc_probe (a)").await?;
    while let Err(error) = copy.execute("ALTER TABLE goc_probe RENAME TO goc_probed").await {
        let DatabaseError::Statement { message, .. } = error else { return Err(error) };
        let Some((kind, name)) = culprit(&message, schema) else { break };
        if !broken.insert(fold(name)) {
            break;
        }
        copy.execute(format!("DROP {kind} {}", quote(name))).await?;
    }
    copy.close().await;
    Ok(broken)
}

/// Makes the copy in one go; statement by statement where something is missing here that the application has.
async fn make(copy: &mut Connection, schema: &Schema) -> Result<(), DatabaseError> {
    let all = mentioned(schema);
    let script: String = all.iter().map(|statement| format!("{statement};\n")).collect();
    match copy.execute(format!("SAVEPOINT goc_copy;\n{script}RELEASE goc_copy")).await {
        Err(DatabaseError::Statement { .. }) => copy.execute("ROLLBACK TO goc_copy; RELEASE goc_copy").await?,
        result => return result,
    }
    for statement in &all {
        match copy.execute(statement).await {
            Ok(()) => {}
            Err(error @ DatabaseError::Statement { .. }) => drop(stand_in(copy, statement, &error).await?),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The statements of a copy that is enough to compile the views and triggers: with the tables and indexes that these mention, and of an
/// ordinary table the columns.
fn mentioned(schema: &Schema) -> Vec<String> {
    let views = schema.views.iter().map(|view| (&view.sql, &view.mentions));
    let triggers = schema.triggers.iter().map(|trigger| (&trigger.sql, &trigger.mentions));
    let names: BTreeSet<&str> =
        views.clone().chain(triggers.clone()).flat_map(|(_, mentions)| mentions).map(String::as_str).collect();
    let is_mentioned = |name: &str| names.contains(&*fold(name));
    let tables = schema.tables.iter().filter(|table| is_mentioned(&table.name)).map(|table| {
        if table.is_virtual || table.without_rowid || table.columns.is_empty() {
            return table.sql.clone();
        }
        let columns: Vec<String> = table.columns.iter().map(|column| quote(&column.name)).collect();
        format!("CREATE TABLE {} ({})", quote(&table.name), columns.join(", "))
    });
    let indexes = schema.indexes.iter().filter(|index| is_mentioned(&index.name)).map(|index| index.sql.clone());
    let rest = views.chain(triggers).map(|(sql, _)| sql.clone());
    tables.chain(indexes).chain(rest).collect()
}

/// What an error names: `error in view v: …`, `error in trigger t after rename: …`.
fn culprit<'a>(message: &str, schema: &'a Schema) -> Option<(&'static str, &'a str)> {
    let views = schema.views.iter().map(|view| view.name.as_str());
    let triggers = schema.triggers.iter().map(|trigger| trigger.name.as_str());
    let longest = |names: &mut dyn Iterator<Item = &'a str>, rest: &str| {
        let is_named = |name: &&str| {
            let rest = rest.strip_prefix(&*safe(name));
            rest.is_some_and(|rest| rest.starts_with(": ") || rest.starts_with(" after "))
        };
        names.filter(is_named).max_by_key(|name| name.len())
    };
    if let Some(rest) = message.strip_prefix("error in view ") {
        return longest(&mut { views }, rest).map(|name| ("VIEW", name));
    }
    let rest = message.strip_prefix("error in trigger ")?;
    longest(&mut { triggers }, rest).map(|name| ("TRIGGER", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_alter_table_stumbles_over_is_found_however_it_is_hidden() {
        let mut connection = Connection::in_memory().await.expect("memory");
        let sql = "
            CREATE TABLE t (a, b); CREATE TABLE \"u: v\" (c);
            CREATE VIEW good AS SELECT a FROM t;
            CREATE VIEW \"v: w\" AS SELECT yok FROM t;
            CREATE VIEW over AS SELECT * FROM \"v: w\";
            CREATE VIEW circle AS SELECT * FROM circle;
            CREATE VIEW hidden AS SELECT 1 WINDOW x AS (RANGE BETWEEN UNBOUNDED PRECEDING AND
                count(*) OVER (PARTITION BY (WITH a AS (VALUES (2), (yok)) VALUES (0))) FOLLOWING);
            CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT ozet(new.a); END;
            CREATE TRIGGER h AFTER DELETE ON t WHEN ((SELECT 1 FROM t JOIN \"u: v\" USING (c)) AND 0) BEGIN SELECT 1; END;
            CREATE TRIGGER i AFTER DELETE ON t BEGIN INSERT INTO yok VALUES (1); END;";
        connection.execute(sql).await.expect("schema");
        let schema = super::super::read(&mut connection).await.expect("schema");
        let found: Vec<&str> = schema.broken.iter().map(String::as_str).collect();
        assert_eq!(found, ["circle", "h", "hidden", "i", "over", "v: w"]);
    }
}
