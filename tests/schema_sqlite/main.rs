//! The difference between two SQLite schemas, on real databases with rows.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/random.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod random;

mod catalogue;
mod check;
mod database;
mod generated;
mod pairs;
mod renames;
mod rich;
mod rows;
mod sontechsp;
mod texts;
