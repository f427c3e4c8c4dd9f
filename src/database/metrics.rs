//! Numbers that the database keeps about itself. Everything here is cheap to ask, and what a login may not see is left out.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Connection, DatabaseError, Relation, RowCount, TableName};

/// Tables and indexes that are listed, the largest first.
const LISTED: usize = 50;

/// What a database is made of, and how it is used.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DatabaseNumbers {
    /// `PostgreSQL 15.18`.
    pub server: String,
    /// On the disk.
    pub bytes: Option<u64>,
    /// Of a SQLite file: bytes in pages that hold nothing.
    pub free_bytes: Option<u64>,
    /// Sessions in this database, this one included; `None` on SQLite.
    pub sessions: Option<u64>,
    /// Which share of the pages that were read was in memory, from 0 to 1; `None` on SQLite and before anything was read.
    pub cache_hit_ratio: Option<f64>,
    /// The largest tables.
    pub tables: Vec<TableNumbers>,
    /// Indexes that no query has used since the server's numbers began, the largest first; those that guard uniqueness are none.
    pub unused_indexes: Vec<IndexNumbers>,
    /// The statements that took most time in all; `None` where `pg_stat_statements` is not to be seen.
    pub slowest: Option<Vec<StatementNumbers>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableNumbers {
    /// Its name.
    pub table: TableName,
    /// With indexes and what is stored apart; `None` when that is not known cheaply.
    pub bytes: Option<u64>,
    /// Rows, as far as they are known.
    pub rows: Option<RowCount>,
    /// Rows that are deleted and still take room, by the server's estimate.
    pub dead_rows: Option<u64>,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexNumbers {
    /// Its table.
    pub table: TableName,
    /// Its name, as it is.
    pub index: String,
    /// On the disk.
    pub bytes: u64,
}

/// A statement of the application, or of anybody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementNumbers {
    /// Its text, with placeholders for values, as the server keeps it.
    pub query: String,
    /// How often it ran.
    pub calls: u64,
    /// How long all of its runs took, in milliseconds.
    pub total_ms: f64,
}

impl Connection {
    /// Asks the database about itself.
    pub async fn numbers(&mut self) -> Result<DatabaseNumbers, DatabaseError> {
        let server = self.version().await?;
        let numbers = match self {
            Connection::Postgres(_) => postgres(self).await?,
            Connection::Sqlite(_) => sqlite(self).await?,
        };
        Ok(DatabaseNumbers { server, ..numbers })
    }
}

async fn postgres(connection: &mut Connection) -> Result<DatabaseNumbers, DatabaseError> {
    let rows = connection
        .query(
            "SELECT pg_database_size(current_database()), (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()), \
             blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()",
        )
        .await?;
    let mut numbers = DatabaseNumbers::default();
    if let Some(row) = rows.first() {
        numbers.bytes = u64::try_from(row.number(0)).ok();
        numbers.sessions = u64::try_from(row.number(1)).ok();
        let (hit, read) = (row.number(2) as f64, row.number(3) as f64);
        numbers.cache_hit_ratio = (hit + read > 0.0).then(|| hit / (hit + read));
    }
    let name = |schema: &str, name: &str| TableName { schema: Some(schema.to_owned()), name: name.to_owned() };
    let natural = |number: i64| u64::try_from(number).unwrap_or_default();
    let rows = connection
        .query(format!(
            "SELECT schemaname, relname, pg_total_relation_size(relid), n_live_tup, n_dead_tup FROM pg_stat_user_tables \
             ORDER BY 3 DESC, 1, 2 LIMIT {LISTED}"
        ))
        .await?;
    let table = |row: &super::Row| TableNumbers {
        table: name(row.text(0), row.text(1)),
        bytes: Some(natural(row.number(2))),
        rows: Some(RowCount::About(natural(row.number(3)))),
        dead_rows: Some(natural(row.number(4))),
    };
    numbers.tables = rows.iter().map(table).collect();
    let rows = connection
        .query(format!(
            "SELECT s.schemaname, s.relname, s.indexrelname, pg_relation_size(s.indexrelid) FROM pg_stat_user_indexes s \
             JOIN pg_index i ON i.indexrelid = s.indexrelid WHERE s.idx_scan = 0 AND NOT i.indisunique \
             ORDER BY 4 DESC, 1, 2, 3 LIMIT {LISTED}"
        ))
        .await?;
    let index = |row: &super::Row| IndexNumbers {
        table: name(row.text(0), row.text(1)),
        index: row.text(2).to_owned(),
        bytes: natural(row.number(3)),
    };
    numbers.unused_indexes = rows.iter().map(index).collect();
    numbers.slowest = slowest(connection).await?;
    Ok(numbers)
}

/// The extension may be in any schema, absent, not loaded, or not for this login's eyes; version 13 renamed its columns.
async fn slowest(connection: &mut Connection) -> Result<Option<Vec<StatementNumbers>>, DatabaseError> {
    let rows = connection
        .query(
            "SELECT quote_ident(n.nspname), EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
             WHERE c.relname = 'pg_stat_statements' AND c.relnamespace = n.oid AND a.attname = 'total_exec_time') \
             FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'",
        )
        .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let time = if row.is_true(1) { "total_exec_time" } else { "total_time" };
    let sql = format!(
        "SELECT query, calls, {time} FROM {}.pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = \
         current_database()) ORDER BY {time} DESC LIMIT 10",
        row.text(0)
    );
    match connection.query(sql).await {
        Ok(rows) => Ok(Some(
            rows.iter()
                .map(|row| StatementNumbers {
                    query: row.text(0).to_owned(),
                    calls: u64::try_from(row.number(1)).unwrap_or_default(),
                    total_ms: row.text(2).parse().unwrap_or_default(),
                })
                .collect(),
        )),
        Err(error) if error.is_lost() => Err(error),
        Err(_) => Ok(None),
    }
}

async fn sqlite(connection: &mut Connection) -> Result<DatabaseNumbers, DatabaseError> {
    let mut numbers = DatabaseNumbers::default();
    let rows = connection
        .query("SELECT (SELECT page_count FROM pragma_page_count()), (SELECT freelist_count FROM pragma_freelist_count()), \
                (SELECT page_size FROM pragma_page_size())")
        .await?;
    if let Some(row) = rows.first() {
        let bytes = |pages: i64| u64::try_from(pages.saturating_mul(row.number(2))).ok();
        (numbers.bytes, numbers.free_bytes) = (bytes(row.number(0)), bytes(row.number(1)));
    }
    let rows = connection
        .query(
            "SELECT lower(name) FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' \
                AND sql NOT LIKE 'CREATE VIRTUAL%'",
        )
        .await?;
    let names: Vec<TableName> =
        rows.iter().map(|row| TableName { schema: None, name: row.text(0).to_owned() }).collect();
    let relations: Vec<Relation> = connection.relations(&names).await?.into_values().collect();
    let tables: BTreeSet<&TableName> = relations.iter().map(|relation| &relation.table).collect();
    let counts = connection.count_rows(&tables.into_iter().collect::<Vec<_>>()).await;
    numbers.tables = relations
        .iter()
        .map(|relation| TableNumbers {
            table: relation.table.clone(),
            bytes: relation.bytes,
            rows: counts.get(&relation.table).copied(),
            dead_rows: None,
        })
        .collect();
    numbers.tables.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.table.cmp(&b.table)));
    numbers.tables.truncate(LISTED);
    Ok(numbers)
}
