//! A session on a SQLite file.

use std::io::Read as _;
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
use super::table::Values;
use super::{DatabaseError, Stop};

/// How long goc waits for another program to release the file (a till that closes its day takes seconds).
pub(super) const LOCK_PATIENCE: Duration = Duration::from_secs(30);

/// How long it waits after that for a program that did not release it.
const IMPATIENCE: Duration = Duration::from_secs(1);

/// SQLite's own waiting cannot be cancelled, so it gets short turns.
const BUSY_TURN: Duration = Duration::from_millis(100);

/// Only inserts of many rows are prepared to be used again; there is one for full batches and one for the rest.
const CACHED_STATEMENTS: usize = 2;

/// Values that one prepared insert carries, at most 32,766 (SQLITE_MAX_VARIABLE_NUMBER).
const INSERT_VALUES: usize = 2_000;

/// How many instructions of SQLite's virtual machine run between two looks at the cancel flag.
const PROGRESS_INSTRUCTIONS: i32 = 1_000;

/// An open session.
#[derive(Debug)]
pub struct SqliteSession {
    connection: SqliteConnection,
    path: PathBuf,
    /// How long it waits for another program to release the file.
    patience: Duration,
    interrupt: Arc<AtomicBool>,
    in_transaction: bool,
}

impl SqliteSession {
    pub(super) async fn open(path: &Path, access: Access) -> Result<SqliteSession, DatabaseError> {
        Self::open_within(path, access, LOCK_PATIENCE).await
    }

    /// A database in memory. Foreign keys are not checked in it: its statements come in any order.
    pub(super) async fn in_memory() -> Result<SqliteSession, DatabaseError> {
        let path = Path::new(":memory:");
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
        let connection = SqliteConnection::connect_with(&options.disable_statement_logging())
            .await
            .map_err(|error| classify(error, path))?;
        Ok(SqliteSession {
            connection,
            path: path.to_owned(),
            patience: LOCK_PATIENCE,
            interrupt: Arc::default(),
            in_transaction: false,
        })
    }

    /// Makes a collation known that sorts by bytes.
    pub(super) async fn add_collation(&mut self, name: &str) -> Result<(), DatabaseError> {
        let mut handle = self.connection.lock_handle().await.map_err(|error| classify(error, &self.path))?;
        handle.create_collation(name, str::cmp).map_err(|error| classify(error, &self.path))
    }

    /// As [`SqliteSession::open`] for somebody who waits less, or longer, for a lock.
    pub(super) async fn open_within(
        path: &Path,
        access: Access,
        patience: Duration,
    ) -> Result<SqliteSession, DatabaseError> {
        let exists = check_file(path)?;
        let mut options = SqliteConnectOptions::new()
            .busy_timeout(BUSY_TURN)
            .foreign_keys(true)
            .statement_cache_capacity(CACHED_STATEMENTS);
        options = match (access, exists) {
            // A file that is not there reads as an empty database, and stays away.
            (Access::Read, false) => options.in_memory(true),
            (Access::Read, true) if must_not_touch(path) => options.filename(path).immutable(true),
            // Not opened read-only: after a crash somebody has to roll the journal back, and that is a write.
            (Access::Read, true) if is_writable(path) => options.filename(path).pragma("query_only", "ON"),
            (Access::Read, true) => options.filename(path).read_only(true),
            // SQLite would open it to read, and leave an index and a log beside it.
            (Access::Write, true) if !is_writable(path) => {
                let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
                return Err(DatabaseError::ReadOnly { reason: reason(denied) });
            }
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
        let mut session =
            SqliteSession { connection, path: path.to_owned(), patience, interrupt, in_transaction: false };
        // Nothing was read so far; this looks at the file's header, and rolls back what a crash left behind.
        session.patiently("SELECT count(*) FROM sqlite_schema", &Stop::default()).await?;
        Ok(session)
    }

    /// Runs goc's own SQL; outside a transaction only one that may begin again when another program holds the file.
    pub(super) async fn query(&mut self, sql: String) -> Result<Vec<Row>, DatabaseError> {
        let started = Instant::now();
        loop {
            match self.query_once(&sql).await {
                Err(DatabaseError::Locked { .. }) if !self.in_transaction => {
                    self.wait_for_lock(started, &Stop::default()).await?;
                }
                result => return result,
            }
        }
    }

    async fn query_once(&mut self, sql: &str) -> Result<Vec<Row>, DatabaseError> {
        let mut rows = Vec::new();
        let mut answers = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_many(&mut self.connection);
        while let Some(answer) = answers.next().await {
            match answer {
                Ok(Either::Left(_)) => {}
                Ok(Either::Right(row)) => rows.push(text_row(&row)),
                Err(error) => return Err(classify(error, &self.path)),
            }
        }
        Ok(rows)
    }

    /// As [`SqliteSession::query`], `None` when it takes longer than `limit`.
    pub(super) async fn query_within(
        &mut self,
        sql: String,
        limit: Duration,
    ) -> Result<Option<Vec<Row>>, DatabaseError> {
        let flag = self.interrupt.clone();
        let alarm = tokio::spawn(async move {
            tokio::time::sleep(limit).await;
            flag.store(true, Ordering::Relaxed);
        });
        let result = self.query(sql).await;
        alarm.abort();
        // An alarm that is just going off must not end the next statement.
        let _ = alarm.await;
        let was_late = self.interrupt.swap(false, Ordering::Relaxed);
        match result {
            Err(DatabaseError::Cancelled) if was_late => Ok(None),
            result => result.map(Some),
        }
    }

    pub(super) async fn begin_reading(&mut self, stop: &Stop) -> Result<(), DatabaseError> {
        self.query("BEGIN".to_owned()).await?;
        self.in_transaction = true;
        self.patiently("SELECT count(*) FROM sqlite_schema", stop).await.map(drop)
    }

    pub(super) async fn begin(&mut self, first: &str, stop: &Stop) -> Result<Vec<Row>, DatabaseError> {
        // In one go: the connection lives in a thread of its own, and every question wakes it and waits to be woken.
        let rows = self.patiently(&format!("BEGIN IMMEDIATE; {first}"), stop).await?;
        self.in_transaction = true;
        Ok(rows)
    }

    pub(super) async fn commit(&mut self, last: &str, stop: &Stop) -> Result<(), DatabaseError> {
        // The row says that `last` is done, and that only the COMMIT may still fail.
        let sql = format!("{last}; SELECT 1; COMMIT");
        let mut written = false;
        let mut answers = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_many(&mut self.connection);
        let error = loop {
            match answers.next().await {
                None => break None,
                Some(Ok(Either::Left(_))) => {}
                Some(Ok(Either::Right(_))) => written = true,
                Some(Err(error)) => break Some(classify(error, &self.path)),
            }
        };
        drop(answers);
        match error {
            None => {}
            // Somebody who reads keeps a commit out of the file; the transaction stays open, and may try again.
            Some(DatabaseError::Locked { .. }) if written => drop(self.patiently("COMMIT", stop).await?),
            Some(error) => return Err(error),
        }
        self.in_transaction = false;
        Ok(())
    }

    /// Inserts rows in the open transaction, many with one statement.
    pub(super) async fn insert_rows(
        &mut self,
        into: &str,
        values: &Values<'_>,
        stop: &Stop,
        progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), DatabaseError> {
        let mut done = 0;
        for rows in values.rows.chunks((INSERT_VALUES / values.width).max(1)) {
            if stop.urgency() == super::Urgency::Now {
                return Err(DatabaseError::Cancelled);
            }
            let row = format!("({})", vec!["?"; values.width].join(","));
            let sql = format!("INSERT INTO {into} VALUES {}", vec![row.as_str(); rows.len()].join(","));
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for &row in rows {
                for place in 0..values.width {
                    query = query.bind(values.grid.get(row, place));
                }
            }
            query.execute(&mut self.connection).await.map_err(|error| classify(error, &self.path))?;
            done += rows.len();
            progress(done);
        }
        Ok(())
    }

    pub(super) async fn rollback(&mut self) {
        self.in_transaction = false;
        // Some errors (a full disk, for one) have rolled back already.
        let _ = self.query_once("ROLLBACK").await;
    }

    /// The file's bytes with those of its write-ahead log.
    pub(super) fn size(&self) -> Option<u64> {
        let file = std::fs::metadata(&self.path).ok()?.len();
        let log = std::fs::metadata(log_of(&self.path)).map_or(0, |metadata| metadata.len());
        Some(file + log)
    }

    /// The folder that the file lies in.
    pub(super) fn folder(&self) -> PathBuf {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    pub(super) async fn close(self) {
        let _ = self.connection.close().await;
    }

    /// Runs a statement that may find the file locked, again and again as long as the patience lasts.
    async fn patiently(&mut self, sql: &str, stop: &Stop) -> Result<Vec<Row>, DatabaseError> {
        let started = Instant::now();
        loop {
            match self.query_once(sql).await {
                Err(DatabaseError::Locked { .. }) => self.wait_for_lock(started, stop).await?,
                result => return result,
            }
        }
    }

    /// Waits a turn before the next attempt; fails when there is to be none.
    async fn wait_for_lock(&mut self, started: Instant, stop: &Stop) -> Result<(), DatabaseError> {
        if started.elapsed() >= self.patience {
            // Who has not let go by now is not waited for a second time, to note that the step failed, say.
            self.patience = self.patience.min(IMPATIENCE);
            return Err(DatabaseError::Locked { holder: holders(&self.path), seconds: started.elapsed().as_secs() });
        }
        // `sleep` ends early for a request of any strength; only *now* ends the waiting.
        stop.sleep(BUSY_TURN).await;
        if stop.urgency() == super::Urgency::Now { Err(DatabaseError::Cancelled) } else { Ok(()) }
    }

    pub(super) async fn run(
        &mut self,
        script: Script<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        for index in 0..script.statements.len() {
            observer.started(index, index);
            let started = Instant::now();
            match self.run_patiently(script.statement(index), stop).await {
                Ok(rows) => observer.done(StatementDone { index, rows, elapsed: started.elapsed() }),
                Err(error) => return Err(StatementFailure { index, byte: None, error }),
            }
        }
        Ok(())
    }

    /// Inside a transaction the file is ours already; outside one, `VACUUM` has to get it first.
    async fn run_patiently(&mut self, sql: &str, stop: &Stop) -> Result<u64, DatabaseError> {
        let started = Instant::now();
        loop {
            match self.run_one(sql, stop).await {
                Err(DatabaseError::Locked { .. }) if !self.in_transaction => self.wait_for_lock(started, stop).await?,
                result => return result,
            }
        }
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

/// Returns whether the file is there.
///
/// Only looks at its metadata: a process that opens a file and closes it again loses every lock that another session of the
/// same process has on it (sqlite.org/howtocorrupt.html, 2.2). What is inside, SQLite says.
fn check_file(path: &Path) -> Result<bool, DatabaseError> {
    let cannot_open = |error: std::io::Error| DatabaseError::CannotOpen {
        file: crate::i18n::safe(&path.to_string_lossy()).into_owned(),
        reason: reason(error),
    };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(cannot_open(std::io::ErrorKind::IsADirectory.into())),
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(cannot_open(error)),
    }
}

/// Whether even reading would leave traces: SQLite puts an index and a log beside a file in WAL mode that has none, and whoever may
/// not write to the file or its folder can neither make them there nor take them away again, so that they would be in the
/// way of the till. Without a log nobody is writing, and the file can be read as it is.
fn must_not_touch(path: &Path) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_writable(path) && is_writable(folder) {
        return false;
    }
    !log_of(path).exists() && is_in_wal_mode(path)
}

/// The write-ahead log beside a file.
fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// Reads the file's header (sqlite.org/fileformat.html, 1.3.3). Only for a file that this process cannot be writing to: see
/// [`check_file`].
fn is_in_wal_mode(path: &Path) -> bool {
    const READ_VERSION: usize = 19;
    const WAL: u8 = 2;
    let mut header = [0; READ_VERSION + 1];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header[READ_VERSION] == WAL
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
    from_code(extended, error.message(), path)
}

/// What an extended result code of SQLite means, with SQLite's own words for it.
pub(super) fn from_code(extended: i32, message: &str, path: &Path) -> DatabaseError {
    let file = || crate::i18n::safe(&path.to_string_lossy()).into_owned();
    let said = || reason(message);
    match extended & 0xff {
        5 | 6 => DatabaseError::Locked { holder: String::new(), seconds: 0 },
        8 => DatabaseError::ReadOnly { reason: said() },
        9 => DatabaseError::Cancelled,
        10 => DatabaseError::Io { file: file(), reason: format!("{} [{extended}]", said()) },
        13 => DatabaseError::DiskFull { reason: said() },
        11 => DatabaseError::Corrupt { file: file(), reason: said() },
        14 => DatabaseError::CannotOpen { file: file(), reason: said() },
        26 => DatabaseError::NotADatabase { file: file() },
        code => statement(&format!("SQLITE_{code}"), message, None),
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

#[cfg(test)]
mod tests {
    use super::super::split::split;
    use super::*;
    use crate::revision::Engine;

    struct Nobody;

    impl Observer for Nobody {
        fn started(&mut self, _: usize, _: usize) {}
        fn done(&mut self, _: StatementDone) {}
        fn blocked(&mut self, _: &[super::super::Blocker]) {}
    }

    #[tokio::test]
    async fn a_statement_outside_a_transaction_waits_for_a_lock_and_the_second_wait_is_short() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a.db");
        let stop = Stop::default();
        let mut other = SqliteSession::open(&path, Access::Write).await.expect("a new file");
        let patience = Duration::from_millis(400);
        let mut session = SqliteSession::open_within(&path, Access::Write, patience).await.expect("a session");
        other.begin("CREATE TABLE t (id integer)", &stop).await.expect("a transaction");
        let text = "VACUUM";
        let statements = split(text, Engine::Sqlite);
        let script = Script { text, statements: &statements, settings: &[] };
        let failure = session.run(script, &stop, &mut Nobody).await.expect_err("the file is locked");
        assert!(matches!(failure.error, DatabaseError::Locked { .. }), "{failure:?}");
        assert!(session.patience <= IMPATIENCE);
        session.patience = LOCK_PATIENCE;
        let release = async {
            tokio::time::sleep(patience).await;
            other.commit("", &stop).await
        };
        let mut nobody = Nobody;
        let (vacuum, commit) = tokio::join!(session.run(script, &stop, &mut nobody), release);
        commit.expect("the other one commits");
        vacuum.expect("then it is free");
    }
}
