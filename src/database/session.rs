//! One open connection to either engine, and running scripts on it.

use std::ops::Range;
use std::time::Duration;

use super::postgres::{Blocker, PostgresSession};
use super::split::Statement;
use super::sqlite::SqliteSession;
use super::{DatabaseError, Stop};
use crate::revision::Engine;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Look, never change, never create.
    Read,
    /// Read and write; a SQLite file is created when it is not there.
    Write,
}

/// An open connection.
#[derive(Debug)]
pub enum Connection {
    /// To a server.
    Postgres(Box<PostgresSession>),
    /// To a file.
    Sqlite(SqliteSession),
}

/// One row of an answer, each value as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Option<String>>);

impl Row {
    /// The text of a column; empty for NULL and for a column that is not there.
    pub fn text(&self, column: usize) -> &str {
        self.0.get(column).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The text of a column without a copy, for long ones.
    pub fn into_text(mut self, column: usize) -> String {
        self.0.get_mut(column).and_then(Option::take).unwrap_or_default()
    }

    /// The text of a column, `None` for NULL.
    pub fn optional(&self, column: usize) -> Option<&str> {
        self.0.get(column).and_then(Option::as_deref)
    }

    /// A column as a number; 0 for NULL or anything else.
    pub fn number(&self, column: usize) -> i64 {
        self.text(column).parse().unwrap_or_default()
    }

    /// A column as a truth value: PostgreSQL says `t`, SQLite `1`.
    pub fn is_true(&self, column: usize) -> bool {
        matches!(self.text(column), "t" | "1" | "true")
    }
}

/// Statements of one text, in order.
#[derive(Debug, Clone, Copy)]
pub struct Script<'a> {
    /// The text that the statements are ranges of.
    pub text: &'a str,
    /// What to run.
    pub statements: &'a [Statement],
    /// Statements that ran before these in transactions of their own and whose settings hold for these, too.
    pub settings: &'a [Statement],
}

impl<'a> Script<'a> {
    /// The text of one statement.
    pub fn statement(&self, index: usize) -> &'a str {
        self.statements.get(index).map_or("", |statement| &self.text[statement.range.clone()])
    }

    /// A part of the script.
    pub fn slice(&self, range: Range<usize>) -> Script<'a> {
        Script { statements: &self.statements[range], ..*self }
    }
}

/// A statement of a script is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementDone {
    /// Which one, from 0.
    pub index: usize,
    /// Rows that it inserted, changed, deleted or returned.
    pub rows: u64,
    /// How long it took.
    pub elapsed: Duration,
}

/// A statement of a script failed; those before it are done, those behind it were not tried.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementFailure {
    /// Which one, from 0.
    pub index: usize,
    /// Where in the script's text the engine found the fault, in bytes, if it says.
    pub byte: Option<usize>,
    /// What the engine says.
    pub error: DatabaseError,
}

/// Is told what happens while a script runs.
pub trait Observer: Send {
    /// A statement begins, and with it those that travel in the same message: up to `last`, itself if it travels alone.
    ///
    /// PostgreSQL keeps its answers to a message until all of it is done, so which one of them runs is not known before.
    fn started(&mut self, index: usize, last: usize);

    /// A statement is done.
    fn done(&mut self, done: StatementDone);

    /// Other sessions hold what the running statement waits for.
    fn blocked(&mut self, by: &[Blocker]);
}

impl Connection {
    /// Which engine is at the other end.
    pub fn engine(&self) -> Engine {
        match self {
            Connection::Postgres(_) => Engine::Postgres,
            Connection::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// A SQLite database that is gone with this connection.
    pub async fn in_memory() -> Result<Connection, DatabaseError> {
        Ok(Connection::Sqlite(SqliteSession::in_memory().await?))
    }

    /// Makes a collation known to SQLite that the application's own has; it sorts by bytes, so that only a database without rows may
    /// use it. PostgreSQL has its collations in the catalogue.
    ///
    /// # Errors
    /// The session is gone.
    pub async fn add_collation(&mut self, name: &str) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(_) => Ok(()),
            Connection::Sqlite(session) => session.add_collation(name).await,
        }
    }

    /// The search path that scripts run with; `None` on SQLite, which has none.
    pub fn script_path(&self) -> Option<&str> {
        match self {
            Connection::Postgres(session) => Some(&session.search_path),
            Connection::Sqlite(_) => None,
        }
    }

    /// Runs goc's own SQL, one or several statements, and returns the rows of all of them.
    pub async fn query(&mut self, sql: impl Into<String>) -> Result<Vec<Row>, DatabaseError> {
        match self {
            Connection::Postgres(session) => session.query(sql.into()).await,
            Connection::Sqlite(session) => session.query(sql.into()).await,
        }
    }

    /// Runs SQL whose names mean what they mean in a script, all of it or nothing.
    pub async fn run_as_script(&mut self, sql: &str) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(session) => session.query_as_script(sql.to_owned()).await.map(drop),
            Connection::Sqlite(session) => session.query(sql.to_owned()).await.map(drop),
        }
    }

    /// Runs goc's own SQL for its effect.
    pub async fn execute(&mut self, sql: impl Into<String>) -> Result<(), DatabaseError> {
        self.query(sql).await.map(drop)
    }

    /// Runs a script of the user's in the transaction that is open, or statement by statement when none is.
    ///
    /// When `stop` says *now*, the running statement is cancelled on the server, and the failure is
    /// [`DatabaseError::Cancelled`].
    pub async fn run(
        &mut self,
        script: Script<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        match self {
            Connection::Postgres(session) => session.run(script, stop, observer).await,
            Connection::Sqlite(session) => session.run(script, stop, observer).await,
        }
    }

    /// Opens a transaction that may write, runs `first` (goc's own SQL) in it, and returns its rows.
    ///
    /// On SQLite it waits for another writer to finish; see [`DatabaseError::Locked`].
    pub async fn begin(&mut self, first: &str, stop: &Stop) -> Result<Vec<Row>, DatabaseError> {
        match self {
            Connection::Postgres(session) => session.begin(first).await,
            Connection::Sqlite(session) => session.begin(first, stop).await,
        }
    }

    /// Opens a transaction in which every query sees the same state; [`Connection::rollback`] ends it. On SQLite it waits for a
    /// writer to finish, which queries outside a transaction do not.
    pub async fn begin_reading(&mut self, stop: &Stop) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(session) => {
                session.begin("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").await.map(drop)
            }
            Connection::Sqlite(session) => session.begin_reading(stop).await,
        }
    }

    /// Runs `last` (goc's own SQL) and commits.
    pub async fn commit(&mut self, last: &str, stop: &Stop) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(session) => session.commit(last).await,
            Connection::Sqlite(session) => session.commit(last, stop).await,
        }
    }

    /// Makes statements wait at most this long for a lock, from the next one on; returns how long they waited before. Without a
    /// limit it stays so, and SQLite has one lock, that of the whole file.
    pub fn limit_lock_timeout(&mut self, at_most: Duration) -> Duration {
        match self {
            Connection::Postgres(session) => {
                let before = session.lock_timeout;
                session.lock_timeout = before.min(at_most);
                before
            }
            Connection::Sqlite(_) => Duration::ZERO,
        }
    }

    /// Takes back [`Connection::limit_lock_timeout`].
    pub async fn set_lock_timeout(&mut self, lock_timeout: Duration) {
        if let Connection::Postgres(session) = self {
            session.lock_timeout = lock_timeout;
            // A session that is gone has no timeout, and who uses it next will hear so.
            let _ = session.query(format!("SET lock_timeout = {}", lock_timeout.as_millis())).await;
        }
    }

    /// Runs goc's own SQL between two scripts of one transaction: on PostgreSQL with the safe search path again.
    pub async fn execute_in_step(&mut self, sql: &str) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(session) => session.execute_in_step(sql).await,
            Connection::Sqlite(session) => session.query(sql.to_owned()).await.map(drop),
        }
    }

    /// Whether an index that a script names (with its own search path) is there and valid; `None` when it is not there.
    pub async fn index_is_valid(&mut self, name: &str) -> Result<Option<bool>, DatabaseError> {
        match self {
            Connection::Postgres(session) => session.index_is_valid(name).await,
            Connection::Sqlite(_) => Ok(None),
        }
    }

    /// Drops an index that a script names, without locking its table against writers.
    pub async fn drop_index_concurrently(&mut self, name: &str) -> Result<(), DatabaseError> {
        match self {
            Connection::Postgres(session) => session.drop_index_concurrently(name).await,
            Connection::Sqlite(_) => Ok(()),
        }
    }

    /// Rolls back whatever is open; to be used after a failure, so it has none of its own.
    pub async fn rollback(&mut self) {
        match self {
            Connection::Postgres(session) => session.rollback().await,
            Connection::Sqlite(session) => session.rollback().await,
        }
    }

    /// Whether the connection can still be used.
    pub async fn is_alive(&mut self) -> bool {
        self.query("SELECT 1").await.is_ok()
    }

    /// The product and its version: `PostgreSQL 15.18`, `SQLite 3.50.2`.
    pub async fn version(&mut self) -> Result<String, DatabaseError> {
        match self {
            Connection::Postgres(session) => Ok(format!("PostgreSQL {}", session.version_text())),
            Connection::Sqlite(session) => {
                let rows = session.query("SELECT sqlite_version()".to_owned()).await?;
                Ok(format!("SQLite {}", rows.first().map(|row| row.text(0)).unwrap_or_default()))
            }
        }
    }

    /// Bytes on the disk, indexes included; `None` when that cannot be known, and for a file that is not there.
    pub async fn size(&mut self) -> Result<Option<u64>, DatabaseError> {
        match self {
            Connection::Postgres(session) => {
                let rows = session.query("SELECT pg_database_size(current_database())".to_owned()).await?;
                Ok(rows.first().and_then(|row| u64::try_from(row.number(0)).ok()))
            }
            Connection::Sqlite(session) => Ok(session.size()),
        }
    }

    /// The server process behind this connection, on PostgreSQL.
    pub fn backend_pid(&self) -> Option<i32> {
        match self {
            Connection::Postgres(session) => Some(session.pid()),
            Connection::Sqlite(_) => None,
        }
    }

    /// Says goodbye properly, so that the server frees locks at once.
    pub async fn close(self) {
        match self {
            Connection::Postgres(session) => session.close().await,
            Connection::Sqlite(session) => session.close().await,
        }
    }
}
