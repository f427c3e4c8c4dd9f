//! Taking over from Alembic: its files are mended and merged, its databases adopted, and it may go on beside goc.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;

mod adopt;
mod fix;
mod mend;
