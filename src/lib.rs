//! goc looks after the database schemas of SONTECHSP stores: Alembic's revision graph on PostgreSQL and SQLite.
//!
//! The program is a thin front end over this library, and [`Goc`] is the library's face. Below it the layers point one way:
//!
//! ```text
//!   cli ── Goc              two front ends over the same operations; no SQL in either
//!     │     │
//!   operations              what a user can ask for: migration, doctor …
//!     │
//!   database                the only layer that talks to a server or a file
//!     │
//!   revision                files, graph, targets, plans: pure
//!     │
//!   config  i18n  operator  leaves
//! ```

mod atomic_file;
pub mod cli;
pub mod config;
pub mod database;
mod error;
mod goc;
pub mod i18n;
mod log_file;
pub mod operations;
pub mod operator;
pub mod revision;
pub mod tui;
pub mod worker;

pub use error::Error;
pub use goc::{Conflicts, Goc, Options};
pub use operations::seed::{Answers, LoadReport};
