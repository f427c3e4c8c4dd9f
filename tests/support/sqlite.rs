//! A SQLite file for one test.

use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow, SqliteValueRef};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, TypeInfo, ValueRef};
use tempfile::TempDir;

use super::TestDatabase;
use super::database::block_on;

pub(super) const TABLES: &str =
    r"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name";

pub(super) const SCHEMA: &str = r"
    SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '')
    FROM sqlite_master
    WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
      AND tbl_name NOT LIKE 'goc\_%' ESCAPE '\' AND tbl_name <> 'alembic_version'
    ORDER BY type, name, tbl_name, sql";

/// A file that does not exist before something writes to it, in a directory that goes away with this.
#[derive(Debug)]
pub struct Sqlite {
    directory: Option<TempDir>,
    path: PathBuf,
}

impl Sqlite {
    /// A file that somebody else looks after.
    pub fn at(path: impl Into<PathBuf>) -> Sqlite {
        Sqlite { directory: None, path: path.into() }
    }

    pub fn new() -> Sqlite {
        Sqlite::within(&std::env::temp_dir())
    }

    /// As [`Sqlite::new`] in memory, where there is a file system for that: for a file that is only looked at, nobody waits for a disk.
    pub fn scratch() -> Sqlite {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Sqlite::within(memory) } else { Sqlite::new() }
    }

    fn within(parent: &Path) -> Sqlite {
        let directory = tempfile::Builder::new().prefix("goc-test-").tempdir_in(parent).unwrap();
        let path = directory.path().canonicalize().unwrap().join("till.sqlite");
        Sqlite { directory: Some(directory), path }
    }

    /// A copy of this file, and of the journal, the write-ahead log and its index beside it, as they are at this moment.
    pub fn copy(&self) -> Sqlite {
        let copy = Sqlite::scratch();
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let with = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
            match std::fs::copy(with(&self.path), with(&copy.path)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
                _ => {}
            }
        }
        copy
    }

    /// The same as a [`TestDatabase`].
    pub fn database() -> TestDatabase {
        TestDatabase::Sqlite(Sqlite::new())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn url(&self) -> String {
        format!("sqlite:{}", self.path.display())
    }

    /// Runs statements on a connection of their own, with foreign keys enforced and five seconds of patience for locks.
    pub fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        block_on(async {
            let mut connection = self.connect().await?;
            let result = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
            connection.close().await?;
            result.map(drop)
        })
    }

    /// The rows of a query.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<String>>, sqlx::Error> {
        block_on(async {
            let mut connection = self.connect().await?;
            let rows = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(&mut connection).await;
            connection.close().await?;
            rows?.iter().map(texts).collect()
        })
    }

    async fn connect(&self) -> Result<SqliteConnection, sqlx::Error> {
        SqliteConnectOptions::new().filename(&self.path).create_if_missing(true).connect().await
    }
}

fn texts(row: &SqliteRow) -> Result<Vec<String>, sqlx::Error> {
    (0..row.len()).map(|index| text(row, index)).collect()
}

fn text(row: &SqliteRow, index: usize) -> Result<String, sqlx::Error> {
    let value: SqliteValueRef<'_> = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok("NULL".to_owned());
    }
    if value.type_info().name() == "BLOB" {
        let bytes: Vec<u8> = row.try_get_unchecked(index)?;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        return Ok(format!("x'{digits}'"));
    }
    // SQLite itself turns numbers into text.
    row.try_get_unchecked(index)
}
