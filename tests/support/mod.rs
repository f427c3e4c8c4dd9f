//! What the integration tests share: `mod support;`.
//!
//! - [`TestEnv`] runs the `goc` binary in an empty directory with an environment that is the same everywhere.
//! - [`TestDatabase`] is a fresh database on either engine, with blocking helpers; [`on_both`] runs a test on each.
//! - [`Migrations`] writes revision files.
//! - [`Terminal`] runs a program on a pseudo-terminal.
//! - [`sontechsp`] knows the schema of SONTECHSP's five revisions.
//! - [`scrub`] takes out of an output what is different in every run.
//!
//! Every test has its own directory and its own databases, which go away with it, so tests run in parallel and in any
//! order. PostgreSQL comes from `bash tests/run`; under a bare `cargo test` its tests say that they skip.

#![allow(dead_code, reason = "every test program compiles this module and uses a part of it")]
#![allow(unused_imports, reason = "as above, for the names below")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod database;
pub mod disk;
mod environment;
mod migrations;
mod postgres;
mod private_server;
mod random;
mod running;
mod scrub;
pub mod sontechsp;
mod sqlite;
pub mod terminal;
pub mod till;

pub use database::{TestDatabase, on_both};
pub use environment::{Output, TestEnv};
pub use migrations::Migrations;
pub use postgres::Postgres;
pub use private_server::PrivateServer;
pub use random::Random;
pub use running::{Ended, Running, until};
pub use scrub::scrub;
pub use sqlite::Sqlite;
pub use terminal::Terminal;
