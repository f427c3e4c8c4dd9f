//! `goc_sample`: how large the database and its largest tables were when each run began, so that growth can be shown.
//!
//! A sample is part of the transaction that writes its run's row and costs no round trip. It asks the catalogue and never a table: on
//! PostgreSQL the functions that measure a table wait for its locks, so the pages that the last VACUUM or ANALYZE has counted are taken.

use serde::Serialize;

use super::{Catalog, Connection, DatabaseError, TableName, literal};
use crate::revision::Engine;

/// The table's name.
const SAMPLE_TABLE: &str = "goc_sample";

/// Tables that are noted, the largest of each run.
const TABLES: usize = 20;

/// Runs whose sizes are kept; a year of nightly runs.
const RUNS: usize = 366;

/// Pages of a SQLite file up to which its tables are measured: `dbstat` reads all of them.
const MEASURED_PAGES: u32 = 4_096;

/// A size at the begin of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// When the run began, ISO 8601 in UTC.
    pub taken: String,
    /// Of which table; `None` for the whole database.
    #[serde(skip)]
    pub table: Option<TableName>,
    /// On the disk.
    pub bytes: u64,
}

/// The statement that creates the table. Journals of older versions have none, so each run says it.
fn create(catalog: &Catalog) -> String {
    let clustered = match catalog.engine() {
        Engine::Sqlite => " WITHOUT ROWID",
        Engine::Postgres => "",
    };
    // The database itself stands under empty names: a part of a primary key cannot be NULL.
    format!(
        "CREATE TABLE IF NOT EXISTS {} (run_id TEXT NOT NULL, schema_name TEXT NOT NULL, table_name TEXT NOT NULL, \
         bytes BIGINT NOT NULL, PRIMARY KEY (run_id, schema_name, table_name)){clustered};",
        catalog.table(SAMPLE_TABLE)
    )
}

/// The statements that note the sizes at the begin of a run, and forget those of old ones.
pub(super) fn write(catalog: &Catalog, run_id: &str) -> String {
    let table = catalog.table(SAMPLE_TABLE);
    let run = literal(run_id);
    let sizes = match catalog.engine() {
        // A table with its indexes and what is stored apart from it. `relpages` is a guess of the last VACUUM or ANALYZE.
        Engine::Postgres => format!(
            "SELECT {run}, '', '', pg_database_size(current_database()) UNION ALL (\
             SELECT {run}, n.nspname, c.relname, (c.relpages + coalesce(t.relpages, 0) + coalesce((SELECT sum(x.relpages) \
             FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid IN (c.oid, c.reltoastrelid)), 0)) \
             * current_setting('block_size')::bigint \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class t ON t.oid = c.reltoastrelid \
             WHERE c.relkind IN ('r', 'm') AND c.relpages > 0 AND c.relpersistence <> 't' \
             AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg!_%' ESCAPE '!' AND c.relname NOT LIKE 'goc!_%' ESCAPE '!' \
             ORDER BY c.relpages DESC LIMIT {TABLES})"
        ),
        Engine::Sqlite => format!(
            "SELECT {run}, '', '', page_count * page_size FROM pragma_page_count(), pragma_page_size() UNION ALL SELECT * FROM (\
             SELECT {run}, '', m.tbl_name, sum(s.pgsize) FROM main.sqlite_schema m JOIN dbstat s ON s.name = m.name \
             WHERE s.schema = 'main' AND s.aggregate = TRUE AND m.tbl_name NOT LIKE 'goc!_%' ESCAPE '!' AND m.tbl_name <> '' \
             AND (SELECT page_count FROM pragma_page_count()) <= {MEASURED_PAGES} \
             GROUP BY m.tbl_name ORDER BY 4 DESC LIMIT {TABLES})"
        ),
    };
    format!(
        "{} INSERT INTO {table} (run_id, schema_name, table_name, bytes) {sizes}; \
         DELETE FROM {table} WHERE run_id < (SELECT run_id FROM {table} WHERE table_name = '' ORDER BY run_id DESC \
         LIMIT 1 OFFSET {});",
        create(catalog),
        RUNS - 1
    )
}

/// Every sample that is kept, oldest first.
///
/// # Errors
/// The database cannot be asked.
pub async fn read(connection: &mut Connection, catalog: &Catalog) -> Result<Vec<Sample>, DatabaseError> {
    if !catalog.has_table(connection, SAMPLE_TABLE).await? {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT r.started, s.schema_name, s.table_name, s.bytes FROM {} s JOIN {} r ON r.id = s.run_id ORDER BY s.run_id, 2, 3",
        catalog.table(SAMPLE_TABLE),
        catalog.table("goc_run")
    );
    let rows = connection.query(sql).await?;
    let name = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let sample = |row: &super::Row| Sample {
        taken: row.text(0).to_owned(),
        table: name(row.text(2)).map(|table| TableName { schema: name(row.text(1)), name: table }),
        bytes: u64::try_from(row.number(3)).unwrap_or_default(),
    };
    Ok(rows.iter().map(sample).collect())
}
