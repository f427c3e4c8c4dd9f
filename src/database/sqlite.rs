//! A session on a SQLite file.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection as _, Either, Row as _, TypeInfo, ValueRef};

use super::error::{reason, statement};
use super::file_lock::holders;
use super::session::{Access, Observer, Row, Script, StatementDone, StatementFailure};
use super::{DatabaseError, Stop};

/// How long goc waits for another program to release the file (a till that closes its day takes seconds).
pub(super) const LOCK_PATIENCE: Duration = Duration::from_secs(30);

/// SQLite's own waiting cannot be cancelled, so it gets short turns.
const BUSY_TURN: Duration = Duration::from_millis(100);

/// How many instructions of SQLite's virtual machine run between two looks at the cancel flag.
const PROGRESS_INSTRUCTIONS: i32 = 1_000;

/// An open session.
#[derive(Debug)]
pub struct SqliteSession {
    connection: SqliteConnection,
    path: PathBuf,
    interrupt: Arc<AtomicBool>,
    in_transaction: bool,
}

impl SqliteSession {
    pub(super) async fn open(path: &Path, access: Access) -> Result<SqliteSession, DatabaseError> {
        let exists = check_file(path)?;
        let mut options =
            SqliteConnectOptions::new().busy_timeout(BUSY_TURN).foreign_keys(true).statement_cache_capacity(0);
        options = match (access, exists) {
            // A file that is not there reads as an empty database, and stays away.
            (Access::Read, false) => options.in_memory(true),
            // Not opened read-only: after a crash somebody has to roll the journal back, and that is a write.
            (Access::Read, true) if is_writable(path) => options.filename(path).pragma("query_only", "ON"),
            (Access::Read, true) => options.filename(path).read_only(true),
            (Access::Write, _) => options.filename(path).create_if_missing(true),
        };
        let interrupt = Arc::new(AtomicBool::new(false));
        let mut connection = SqliteConnection::connect_with(&options.disable_statement_logging())
            .await
            .map_err(|error| classify(error, path))?;
        let flag = interrupt.clone();
        connection
            .lock_handle()
            .await
            .map_err(|error| classify(error, path))?
            .set_progress_handler(PROGRESS_INSTRUCTIONS, move || !flag.load(Ordering::Relaxed));
        let mut session = SqliteSession { connection, path: path.to_owned(), interrupt, in_transaction: false };
        // Nothing was read so far; this looks at the file's header, and rolls back what a crash left behind.
        session.patiently("SELECT count(*) FROM sqlite_schema", &Stop::default()).await?;
        Ok(session)
    }

    pub(super) async fn query(&mut self, sql: String) -> Result<Vec<Row>, DatabaseError> {
        let mut rows = Vec::new();
        let mut answers = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_many(&mut self.connection);
        while let Some(answer) = answers.next().await {
            match answer {
                Ok(Either::Left(_)) => {}
                Ok(Either::Right(row)) => rows.push(text_row(&row)),
                Err(error) => return Err(classify(error, &self.path)),
            }
        }
        Ok(rows)
    }

    pub(super) async fn begin(&mut self, first: &str, stop: &Stop) -> Result<Vec<Row>, DatabaseError> {
        self.patiently("BEGIN IMMEDIATE", stop).await?;
        self.in_transaction = true;
        self.query(first.to_owned()).await
    }

    pub(super) async fn commit(&mut self, last: &str, stop: &Stop) -> Result<(), DatabaseError> {
        self.query(last.to_owned()).await?;
        // Somebody who reads keeps a commit out of the file; the transaction stays open, and may try again.
        self.patiently("COMMIT", stop).await?;
        self.in_transaction = false;
        Ok(())
    }

    pub(super) async fn rollback(&mut self) {
        self.in_transaction = false;
        // Some errors (a full disk, for one) have rolled back already.
        let _ = self.query("ROLLBACK".to_owned()).await;
    }

    pub(super) async fn close(self) {
        let _ = self.connection.close().await;
    }

    /// Runs a statement that may find the file locked, again and again for [`LOCK_PATIENCE`].
    async fn patiently(&mut self, sql: &str, stop: &Stop) -> Result<(), DatabaseError> {
        let started = Instant::now();
        loop {
            match self.query(sql.to_owned()).await {
                Err(DatabaseError::Locked { .. }) if started.elapsed() < LOCK_PATIENCE => {
                    // `sleep` ends early for a request of any strength; only *now* ends the waiting.
                    stop.sleep(BUSY_TURN).await;
                    if stop.urgency() == super::Urgency::Now {
                        return Err(DatabaseError::Cancelled);
                    }
                }
                Err(DatabaseError::Locked { .. }) => {
                    return Err(DatabaseError::Locked {
                        holder: holders(&self.path),
                        seconds: started.elapsed().as_secs(),
                    });
                }
                result => return result.map(drop),
            }
        }
    }

    pub(super) async fn run(
        &mut self,
        script: Script<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        for index in 0..script.statements.len() {
            let started = Instant::now();
            match self.run_one(script.statement(index), stop).await {
                Ok(rows) => observer.done(StatementDone { index, rows, elapsed: started.elapsed() }),
                Err(error) => return Err(StatementFailure { index, byte: None, error }),
            }
        }
        Ok(())
    }

    async fn run_one(&mut self, sql: &str, stop: &Stop) -> Result<u64, DatabaseError> {
        let mut rows_changed = 0;
        let mut rows_seen = 0;
        let mut answers = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_many(&mut self.connection);
        let result = loop {
            tokio::select! {
                biased;
                answer = answers.next() => match answer {
                    None => break Ok(rows_seen.max(rows_changed)),
                    Some(Ok(Either::Left(result))) if changes_rows(sql) => rows_changed += result.rows_affected(),
                    Some(Ok(Either::Left(_))) => {}
                    Some(Ok(Either::Right(_))) => rows_seen += 1,
                    Some(Err(error)) => break Err(classify(error, &self.path)),
                },
                () = stop.now(), if !self.interrupt.load(Ordering::Relaxed) => self.interrupt.store(true, Ordering::Relaxed),
            }
        };
        drop(answers);
        self.interrupt.store(false, Ordering::Relaxed);
        result
    }
}

/// SQLite goes on reporting the count of the last such statement after statements of other kinds.
fn changes_rows(sql: &str) -> bool {
    let word = sql.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Looks whether the file can be a database before SQLite does, for a clearer answer. Returns whether it exists.
fn check_file(path: &Path) -> Result<bool, DatabaseError> {
    let file = || crate::i18n::safe(&path.to_string_lossy()).into_owned();
    let cannot_open = |reason: String| DatabaseError::CannotOpen { file: file(), reason };
    let mut opened = match std::fs::File::open(path) {
        Ok(opened) => opened,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(cannot_open(error.to_string())),
    };
    let metadata = opened.metadata().map_err(|error| cannot_open(error.to_string()))?;
    if metadata.is_dir() {
        return Err(cannot_open(std::io::Error::from(std::io::ErrorKind::IsADirectory).to_string()));
    }
    let mut header = Vec::with_capacity(MAGIC.len());
    opened
        .by_ref()
        .take(MAGIC.len() as u64)
        .read_to_end(&mut header)
        .map_err(|error| cannot_open(error.to_string()))?;
    // An empty file is a database without tables.
    if header.is_empty() || header == MAGIC { Ok(true) } else { Err(DatabaseError::NotADatabase { file: file() }) }
}

fn is_writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// By primary result code (sqlite.org/rescode.html); sqlx gives the extended one.
fn classify(error: sqlx::Error, path: &Path) -> DatabaseError {
    let file = || crate::i18n::safe(&path.to_string_lossy()).into_owned();
    let error = match error {
        sqlx::Error::Database(error) => error,
        sqlx::Error::Io(error) => return DatabaseError::CannotOpen { file: file(), reason: reason(error) },
        other => return DatabaseError::Driver { reason: reason(other) },
    };
    let extended: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or_default();
    let said = || reason(error.message());
    match extended & 0xff {
        5 | 6 => DatabaseError::Locked { holder: String::new(), seconds: 0 },
        8 => DatabaseError::ReadOnly { reason: said() },
        9 => DatabaseError::Cancelled,
        10 => DatabaseError::Io { file: file(), reason: format!("{} [{extended}]", said()) },
        13 => DatabaseError::DiskFull { reason: said() },
        11 => DatabaseError::Corrupt { file: file(), reason: said() },
        14 => DatabaseError::CannotOpen { file: file(), reason: said() },
        26 => DatabaseError::NotADatabase { file: file() },
        code => statement(&format!("SQLITE_{code}"), error.message(), None),
    }
}

/// The values of a row as text; goc's own statements cast where the type matters.
fn text_row(row: &SqliteRow) -> Row {
    let text = |column: usize| {
        let value = row.try_get_raw(column).ok().filter(|value| !value.is_null())?;
        match value.type_info().name() {
            "INTEGER" | "BOOLEAN" | "INT8" => {
                row.try_get_unchecked::<i64, _>(column).ok().map(|number| number.to_string())
            }
            "REAL" => row.try_get_unchecked::<f64, _>(column).ok().map(|number| number.to_string()),
            "BLOB" => row
                .try_get_unchecked::<Vec<u8>, _>(column)
                .ok()
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            _ => row.try_get_unchecked::<String, _>(column).ok(),
        }
    };
    Row((0..row.len()).map(text).collect())
}
