//! The only layer that talks to a server or a file: one [`Database`] over PostgreSQL and SQLite.
//!
//! goc's own statements are sent as plain text in the simple query protocol, several to a message, and
//! answered as text: a step costs few round trips, and the same code reads both engines. Values in them go through
//! [`literal`], names through [`identifier`].

pub mod activity;
pub mod batch;
mod connect;
mod create;
mod error;
mod file_lock;
pub mod introspect;
pub mod journal;
mod lock;
pub mod mark;
pub mod metrics;
mod place;
mod postgres;
pub mod postgres_tools;
pub mod probe;
mod relation;
pub mod sample;
pub mod scratch;
mod session;
pub mod split;
mod sqlite;
mod sqlite_copy;
mod stop;
pub mod table;
pub mod version_table;

use std::path::PathBuf;
use std::time::Duration;

pub use create::{ServerView, grant_create_right, missing_create_right, wrong_encoding};
pub use error::DatabaseError;
pub use journal::{NewRun, OpenRun, Outcome, RunRecord, StepOutcome, StepRecord};
pub use lock::{Holder, WriterLock, current_holder};
pub use postgres::Blocker;
pub use relation::{ROWS_COUNTED, Relation, RowCount, TableName};
pub use session::{Access, Connection, Observer, Row, Script, StatementDone, StatementFailure};
pub use split::{Statement, split};
pub use sqlite_copy::{CopyOptions, JournalMode, copy_sqlite};
pub use stop::{Stop, Urgency};
pub use table::{Column, ColumnKind, Grid, GridColumn, Table};
pub use version_table::Catalog;

use crate::config::{ConfigError, ConnectionSettings, DatabaseUrl, PasswordSource, PostgresTarget, resolve_postgres};
use crate::revision::Engine;

/// The tables that goc itself reads and writes.
pub const OWN_TABLES: [&str; 7] =
    ["alembic_version", "goc_run", "goc_step", "goc_batch", "goc_rehearsal", "goc_mark", "goc_sample"];

/// A database that can be connected to.
/// Cheap to clone; nothing is open.
#[derive(Debug, Clone)]
pub struct Database {
    /// What people call it.
    pub name: String,
    target: Target,
    lock_timeout: Duration,
}

#[derive(Debug, Clone)]
enum Target {
    Postgres(Box<PostgresTarget>),
    Sqlite(PathBuf),
}

impl Database {
    /// Takes a connection's settings; opens nothing yet.
    ///
    /// # Errors
    /// What libpq's files and variables say makes no sense, or `password_command` fails.
    pub fn new(settings: &ConnectionSettings) -> Result<Database, ConfigError> {
        let target = match &settings.url {
            DatabaseUrl::Sqlite(path) => Target::Sqlite(path.clone()),
            DatabaseUrl::Postgres(url) => {
                let mut target = resolve_postgres(url)?;
                if let (None, Some(command)) = (&target.password, &settings.options.password_command) {
                    target.password = Some(connect::run_password_command(&settings.name, command)?);
                    target.password_source = Some(PasswordSource::Command);
                }
                Target::Postgres(Box::new(target))
            }
        };
        Ok(Database { name: settings.name.clone(), target, lock_timeout: settings.options.lock_timeout })
    }

    /// A SQLite file that no configuration names, such as a backup.
    pub fn sqlite(path: &std::path::Path) -> Database {
        let name = crate::i18n::safe(&path.to_string_lossy()).into_owned();
        Database { name, target: Target::Sqlite(path.to_owned()), lock_timeout: crate::config::DEFAULT_LOCK_TIMEOUT }
    }

    /// Which of the two kinds it is.
    pub fn engine(&self) -> Engine {
        match self.target {
            Target::Postgres(_) => Engine::Postgres,
            Target::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// The server's address, for a PostgreSQL database.
    pub fn postgres(&self) -> Option<&PostgresTarget> {
        match &self.target {
            Target::Postgres(target) => Some(target),
            Target::Sqlite(_) => None,
        }
    }

    /// The file, for a SQLite database.
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.target {
            Target::Sqlite(path) => Some(path),
            Target::Postgres(_) => None,
        }
    }

    /// Supplies the password that a person typed.
    pub fn set_password(&mut self, password: secrecy::SecretString) {
        if let Target::Postgres(target) = &mut self.target {
            target.password = Some(password);
            target.password_source = Some(PasswordSource::Typed);
        }
    }

    /// Where it is, without the password: `ayse@store:5432/sontechsp`, or the file. Harmless to draw.
    pub fn address(&self) -> String {
        match &self.target {
            Target::Postgres(target) => {
                let host = if target.host.contains(':') { format!("[{}]", target.host) } else { target.host.clone() };
                let address = format!("{}@{host}:{}/{}", target.user, target.port, target.database);
                crate::i18n::safe(&address).into_owned()
            }
            Target::Sqlite(path) => crate::i18n::safe(&path.to_string_lossy()).into_owned(),
        }
    }

    /// How long a statement of a step may wait for a lock.
    pub fn lock_timeout(&self) -> Duration {
        self.lock_timeout
    }

    /// Opens a session.
    ///
    /// With [`Access::Read`] nothing is ever created or changed; a SQLite file that is not there reads as an
    /// empty database.
    pub async fn connect(&self, access: Access) -> Result<Connection, DatabaseError> {
        match &self.target {
            Target::Postgres(target) => {
                let session = postgres::PostgresSession::open(target, access, self.lock_timeout).await?;
                Ok(Connection::Postgres(Box::new(session)))
            }
            Target::Sqlite(path) => Ok(Connection::Sqlite(sqlite::SqliteSession::open(path, access).await?)),
        }
    }

    /// As [`Database::connect`], trying again for `patience` while the server is not there yet.
    pub async fn connect_patiently(
        &self,
        access: Access,
        patience: Duration,
        stop: &Stop,
    ) -> Result<Connection, DatabaseError> {
        let started = std::time::Instant::now();
        loop {
            match self.connect(access).await {
                Err(error) if error.is_temporary() && started.elapsed() < patience => {
                    if !stop.sleep(Duration::from_millis(500)).await {
                        return Err(DatabaseError::Cancelled);
                    }
                }
                result => return result,
            }
        }
    }
}

/// A value as an SQL string literal, safe on both engines (`standard_conforming_strings` is on in every session).
pub fn literal(text: &str) -> String {
    // Neither engine can store a NUL in text; PostgreSQL would end the message there.
    format!("'{}'", text.replace('\0', "").replace('\'', "''"))
}

/// A number or an optional text as a literal, `NULL` for nothing.
pub fn optional_literal(text: Option<&str>) -> String {
    text.map_or_else(|| "NULL".to_owned(), literal)
}

/// A name as a quoted SQL identifier.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('\0', "").replace('"', "\"\""))
}
