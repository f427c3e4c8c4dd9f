//! The tables that a script names: whether they are there, how many rows they have, how large they are. Cheap to ask, also of a
//! database of a terabyte: what cannot be had cheaply is not known.

use std::collections::HashMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::postgres::PostgresSession;
use super::session::{Connection, Row};
use super::sqlite::SqliteSession;
use super::{DatabaseError, identifier, literal};
use crate::i18n::safe;

/// Rows are counted up to this many.
pub const ROWS_COUNTED: u64 = 100_000;

/// `dbstat` reads every page of a table, so a larger file of SQLite is not asked for the sizes of its tables.
const LARGEST_MEASURED: u64 = 64 << 20;

/// A table as a statement names it, folded as the engine does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    /// Its schema, if that is named.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
}

/// `schema.name`, harmless to draw.
impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            Some(schema) => f.pad(&safe(&format!("{schema}.{}", self.name))),
            None => f.pad(&safe(&self.name)),
        }
    }
}

impl Serialize for TableName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How many rows a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowCount {
    /// They were counted.
    Exactly(u64),
    /// There were more than anybody waits for.
    MoreThan(u64),
    /// The server's estimate, from the last time it looked.
    About(u64),
}

impl RowCount {
    /// The number that is known.
    pub fn number(self) -> u64 {
        match self {
            RowCount::Exactly(rows) | RowCount::MoreThan(rows) | RowCount::About(rows) => rows,
        }
    }
}

/// A table or a view that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// As the catalog has it, with its schema on PostgreSQL. For an index, the table that it belongs to.
    pub table: TableName,
    /// Whether its rows can be counted: this login may read it, and it holds rows of its own.
    pub can_count: bool,
    /// `None` when that cannot be known cheaply, or this login may not look.
    pub rows: Option<RowCount>,
    /// With indexes and what is stored apart; `None` when that cannot be known cheaply.
    pub bytes: Option<u64>,
}

impl Connection {
    /// The tables, views and indexes that are there, by the names that were asked for, which mean what they mean in a script.
    pub async fn relations(&mut self, names: &[TableName]) -> Result<HashMap<TableName, Relation>, DatabaseError> {
        if names.is_empty() {
            return Ok(HashMap::new());
        }
        match self {
            Connection::Postgres(session) => of_postgres(session, names).await,
            Connection::Sqlite(session) => of_sqlite(session, names).await,
        }
    }

    /// Counts the rows of tables, each up to [`ROWS_COUNTED`]. Leaves out what cannot be counted now, since somebody has locked it, say.
    pub async fn count_rows(&mut self, tables: &[&TableName]) -> HashMap<TableName, RowCount> {
        let count = |(index, table): (usize, &&TableName)| {
            let schema = table.schema.as_deref().map(|schema| identifier(schema) + ".").unwrap_or_default();
            let name = identifier(&table.name);
            format!(
                "SELECT {index}, (SELECT count(*) FROM (SELECT 1 FROM {schema}{name} LIMIT {}) x)",
                ROWS_COUNTED + 1
            )
        };
        // SQLite takes 500 parts of a compound SELECT.
        const PARTS: usize = 200;
        let mut counts = HashMap::new();
        for tables in tables.chunks(PARTS) {
            let parts: Vec<String> = tables.iter().enumerate().map(count).collect();
            for row in self.query(parts.join(" UNION ALL ")).await.unwrap_or_default() {
                let table = usize::try_from(row.number(0)).ok().and_then(|index| tables.get(index));
                let rows = u64::try_from(row.number(1)).unwrap_or_default();
                let rows = if rows > ROWS_COUNTED { RowCount::MoreThan(ROWS_COUNTED) } else { RowCount::Exactly(rows) };
                counts.extend(table.map(|&table| (table.clone(), rows)));
            }
        }
        counts
    }

    /// Free bytes on the disk that the database lies on, as far as this machine and this login can tell.
    pub async fn free_bytes(&mut self) -> Result<Option<u64>, DatabaseError> {
        let folder = match self {
            Connection::Sqlite(session) => session.folder(),
            Connection::Postgres(session) => {
                if !session.is_local() {
                    return Ok(None);
                }
                // A login that may not see it gets no row.
                let sql = "SELECT setting FROM pg_settings WHERE name = 'data_directory'";
                let rows = session.query(sql.to_owned()).await?;
                match rows.first().and_then(|row| row.optional(0)) {
                    Some(folder) => std::path::PathBuf::from(folder),
                    None => return Ok(None),
                }
            }
        };
        let disk = rustix::fs::statvfs(&folder).ok();
        Ok(disk.map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)))
    }

    /// Sessions of others in this database; `None` on SQLite, which has none.
    pub async fn other_sessions(&mut self) -> Result<Option<u64>, DatabaseError> {
        let Connection::Postgres(session) = self else { return Ok(None) };
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                   AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        let rows = session.query(sql.to_owned()).await?;
        Ok(rows.first().and_then(|row| u64::try_from(row.number(0)).ok()))
    }
}

fn literals<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(literal).collect::<Vec<_>>().join(", ")
}

async fn of_postgres(
    session: &mut PostgresSession,
    names: &[TableName],
) -> Result<HashMap<TableName, Relation>, DatabaseError> {
    let schemas = session.schemas.iter().map(String::as_str);
    let schemas = literals(schemas.chain(names.iter().filter_map(|name| name.schema.as_deref())));
    // A partitioned table has its rows and its bytes in its partitions. -1 is PostgreSQL's word for "nobody has looked yet", before
    // version 14 it was 0 rows in 0 pages.
    let sql = format!(
        "SELECT n.nspname, c.relname, tn.nspname, t.relname, \
         CASE WHEN t.relkind = 'p' THEN (SELECT CASE WHEN bool_or(l.reltuples < 0) THEN -1 ELSE sum(l.reltuples) END \
           FROM pg_partition_tree(t.oid) p JOIN pg_class l ON l.oid = p.relid WHERE p.isleaf)::bigint \
         WHEN t.reltuples = 0 AND t.relpages = 0 THEN -1 ELSE t.reltuples::bigint END, \
         CASE WHEN t.relkind = 'p' THEN (SELECT sum(pg_total_relation_size(p.relid)) FROM pg_partition_tree(t.oid) p)::bigint \
         WHEN t.relkind IN ('v', 'f') THEN NULL ELSE pg_total_relation_size(t.oid) END, \
         t.relkind IN ('r', 'p', 'm') AND has_schema_privilege(tn.oid, 'USAGE') AND has_table_privilege(t.oid, 'SELECT') \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_index i ON i.indexrelid = c.oid \
         JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid) JOIN pg_namespace tn ON tn.oid = t.relnamespace \
         WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f', 'i', 'I') AND c.relname IN ({}) AND n.nspname IN ({schemas})",
        literals(names.iter().map(|name| name.name.as_str()))
    );
    let rows = session.query(sql).await?;
    let by_name: HashMap<(&str, &str), &Row> = rows.iter().map(|row| ((row.text(0), row.text(1)), row)).collect();
    let relation = |row: &Row| Relation {
        table: TableName { schema: Some(row.text(2).to_owned()), name: row.text(3).to_owned() },
        can_count: row.is_true(6),
        rows: row.optional(4).and_then(|_| u64::try_from(row.number(4)).ok()).map(RowCount::About),
        bytes: row.optional(5).and_then(|_| u64::try_from(row.number(5)).ok()),
    };
    let find = |name: &TableName| {
        let of_schema = |schema: &String| by_name.get(&(schema.as_str(), name.name.as_str())).copied();
        let row = match &name.schema {
            Some(schema) => of_schema(schema),
            None => session.schemas.iter().find_map(of_schema),
        };
        row.map(|row| (name.clone(), relation(row)))
    };
    Ok(names.iter().filter_map(find).collect())
}

async fn of_sqlite(
    session: &mut SqliteSession,
    names: &[TableName],
) -> Result<HashMap<TableName, Relation>, DatabaseError> {
    let wanted = literals(names.iter().map(|name| name.name.as_str()));
    let sql = format!(
        "SELECT lower(name), tbl_name, type <> 'view' AND sql NOT LIKE 'CREATE VIRTUAL%' FROM main.sqlite_schema \
         WHERE type IN ('table', 'view', 'index') AND lower(name) IN ({wanted})"
    );
    let rows = session.query(sql).await?;
    let mut sizes = HashMap::new();
    if session.size().is_some_and(|bytes| bytes <= LARGEST_MEASURED) {
        let sql = format!(
            "SELECT m.tbl_name, sum(s.pgsize) FROM main.sqlite_schema m JOIN dbstat s ON s.name = m.name \
             WHERE s.aggregate = TRUE AND m.tbl_name IN ({}) GROUP BY 1",
            literals(rows.iter().map(|row| row.text(1)))
        );
        // A SQLite without this table has no sizes to give.
        for row in session.query(sql).await.unwrap_or_default() {
            sizes.extend(u64::try_from(row.number(1)).ok().map(|bytes| (row.text(0).to_owned(), bytes)));
        }
    }
    let by_name: HashMap<&str, &Row> = rows.iter().map(|row| (row.text(0), row)).collect();
    let find = |name: &TableName| {
        // An attached file is none of the database at hand.
        let is_main = name.schema.as_deref().is_none_or(|schema| schema == "main");
        let row = by_name.get(name.name.as_str()).filter(|_| is_main)?;
        let table = TableName { schema: None, name: row.text(1).to_owned() };
        Some((
            name.clone(),
            Relation { bytes: sizes.get(&table.name).copied(), can_count: row.is_true(2), table, rows: None },
        ))
    };
    Ok(names.iter().filter_map(find).collect())
}
