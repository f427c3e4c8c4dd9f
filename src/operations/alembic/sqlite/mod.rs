//! SQLite: what it can do at once is written as Alembic would, everything else is a table that takes the old one's place.
//!
//! What the tables look like at a revision is known from a database in memory, in which every statement of the revisions before it has
//! run. It also tells whether a statement that somebody wrote by hand means anything to SQLite. Rows are never put into it, so that no
//! statement of a file has anything to work on.

mod alter;
mod constraint;
mod shadow;
mod translate;

pub use shadow::Shadow;

use super::reason::Reason;

/// What an operation becomes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Done {
    /// To be run, in order.
    pub statements: Vec<String>,
    /// What SQLite does not have, and does without.
    pub left_out: Vec<String>,
}

fn refused(error: impl Into<String>) -> Reason {
    Reason::Refused { engine: "SQLite".to_owned(), error: error.into() }
}
