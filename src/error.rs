//! The one error of the library, and what a program exits with.

use std::fmt;

use serde_json::Value;

use crate::config::ConfigError;
use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say};
use crate::operations::MigrationError;
use crate::operations::backup::{BackupError, BackupProblem};
use crate::operations::seed::SeedError;
use crate::revision::RevisionError;

/// Why something could not be done: what happened, on what, and what to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// The settings make no sense.
    Config(ConfigError),
    /// The database does not answer, or refuses.
    Database(DatabaseError),
    /// A revision, the graph, a target or a run.
    Migration(MigrationError),
    /// Seeds: a file, a row, an answer, or the load.
    Seed(SeedError),
    /// A backup could not be made, or is not fit to be restored.
    Backup(BackupProblem),
}

impl Error {
    fn inner(&self) -> &dyn Problem {
        match self {
            Error::Config(error) => error,
            Error::Database(error) => error,
            Error::Migration(error) => error,
            Error::Seed(error) => error,
            Error::Backup(problem) => problem,
        }
    }

    /// A stable name for programs, such as `multiple_heads`.
    pub fn kind(&self) -> &'static str {
        self.inner().kind()
    }

    /// What to do next, in English; see [`Problem::hint`] for other languages.
    pub fn hint(&self) -> String {
        self.inner().hint(Lang::En)
    }

    /// Whether a person or a signal ended the work.
    pub fn is_stop(&self) -> bool {
        match self {
            Error::Migration(error) => error.is_stop(),
            Error::Database(error) => *error == DatabaseError::Cancelled,
            Error::Seed(error) => error.is_stop(),
            Error::Config(_) | Error::Backup(_) => false,
        }
    }
}

impl Say for Error {
    fn say(&self, lang: Lang) -> String {
        self.inner().say(lang)
    }
}

impl Problem for Error {
    fn kind(&self) -> &'static str {
        self.inner().kind()
    }

    fn hint(&self, lang: Lang) -> String {
        self.inner().hint(lang)
    }

    fn facts(&self) -> Value {
        self.inner().facts()
    }
}

/// In English.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Error {}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Error {
        Error::Config(error)
    }
}

impl From<DatabaseError> for Error {
    fn from(error: DatabaseError) -> Error {
        Error::Database(error)
    }
}

impl From<MigrationError> for Error {
    fn from(error: MigrationError) -> Error {
        match error {
            // However deep it came up, a fault of the database is one.
            MigrationError::Database(error) => Error::Database(error),
            other => Error::Migration(other),
        }
    }
}

impl From<SeedError> for Error {
    fn from(error: SeedError) -> Error {
        match error {
            // However deep it came up, a fault of the database is one.
            SeedError::Database(error) => Error::Database(error),
            SeedError::Migration(error) => Error::Migration(error),
            other => Error::Seed(other),
        }
    }
}

impl From<BackupError> for Error {
    fn from(error: BackupError) -> Error {
        match error {
            BackupError::Problem(problem) => Error::Backup(problem),
            BackupError::Database(error) => Error::Database(error),
        }
    }
}

impl From<RevisionError> for Error {
    fn from(error: RevisionError) -> Error {
        Error::Migration(error.into())
    }
}
