//! Why an installation does not go on.

use serde_json::Value;

use super::stage::InstallProblem;
use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say};
use crate::operations::MigrationError;
use crate::operations::password::PasswordProblem;
use crate::operations::seed::SeedError;

/// Why a stage did not come to its end. What is done stays done; running the installation again goes on from there.
#[derive(Debug, Clone, PartialEq)]
pub enum InstallError {
    /// Something that only an installation meets.
    Install(InstallProblem),
    /// The password policy refuses.
    Password(PasswordProblem),
    /// The database.
    Database(DatabaseError),
    /// A migration.
    Migration(MigrationError),
    /// A seed set, or an answer to its questions.
    Seed(SeedError),
}

impl InstallError {
    fn inner(&self) -> &dyn Problem {
        match self {
            InstallError::Install(problem) => problem,
            InstallError::Password(problem) => problem,
            InstallError::Database(error) => error,
            InstallError::Migration(error) => error,
            InstallError::Seed(error) => error,
        }
    }
}

impl Say for InstallError {
    fn say(&self, lang: Lang) -> String {
        self.inner().say(lang)
    }
}

impl Problem for InstallError {
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
impl std::fmt::Display for InstallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for InstallError {}

macro_rules! from {
    ($($error:ident => $variant:ident),*) => {
        $(impl From<$error> for InstallError {
            fn from(error: $error) -> InstallError {
                InstallError::$variant(error)
            }
        })*
    };
}
from!(InstallProblem => Install, PasswordProblem => Password, DatabaseError => Database, MigrationError => Migration, SeedError => Seed);
