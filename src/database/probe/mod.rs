//! `goc ping`: looks at everything that has to be right before goc can work on a database, one step after the other, and
//! says for each failure what to do about it.
//!
//! Nothing here writes to a database or creates a file. Every wait has an end: a server gets the target's `connect_timeout` for
//! each answer. A check that fails where later ones need it ends the diagnosis; what was not looked at is listed as skipped.

mod check;
mod file;
mod postgres;
mod problem;
mod rights;
mod server;
mod sqlite;
mod text;
mod version;

pub use check::{Check, CheckState, Diagnosis, Issue};
pub(crate) use file::{folder_of, shown};
pub use problem::ProbeProblem;
pub use text::{CheckName, Detail};

use super::{Database, Target};
use check::Recorder;

/// Looks at a database step by step. `progress` is told of each check when it is done, the skipped ones too.
pub async fn diagnose(database: &Database, progress: &mut (dyn FnMut(&Check) + Send)) -> Diagnosis {
    match &database.target {
        Target::Postgres(target) => {
            let mut recorder = Recorder::new(&CheckName::POSTGRES, progress);
            // An early end is in the record as well: nothing is left to do with it.
            let _ = postgres::diagnose(target, database.lock_timeout, &mut recorder).await;
            recorder.finish()
        }
        Target::Sqlite(path) => {
            let mut recorder = Recorder::new(&CheckName::SQLITE, progress);
            let _ = sqlite::diagnose(path, &mut recorder).await;
            recorder.finish()
        }
    }
}
