//! Taking an Alembic project over: its revisions become goc's.
//!
//! A file is read (`revision::alembic`), its `upgrade()` and `downgrade()` are followed for each engine without running anything
//! (`python`), what Alembic would be told to do becomes data (`operation`), and that becomes SQL (`render`, `sqlite`). A statement that is
//! not understood as a whole becomes a mark that keeps the revision from running. `import` goes through the graph and writes the files, all
//! or none.

mod import;
mod operation;
mod problem;
mod python;
mod reason;
mod render;
mod report;
mod revision;
mod section;
mod sql;
mod sqlite;
mod write;

#[cfg(test)]
mod tests;

pub use import::{Importing, import};
pub use problem::ImportProblem;
pub use reason::Reason;
pub use report::{ImportReport, Imported, LeftOut, NotTranslated};
