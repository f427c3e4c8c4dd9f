//! What people and scripts get to see: standard output, standard error and exit code together, in both languages.
//!
//! `cargo insta review` (or `INSTA_UPDATE=always cargo test --test cli`) takes new outputs over; read them like code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;
mod transcript;

mod colour;
mod completions;
mod cost;
mod current;
mod downgrade;
mod edit;
mod graph;
mod help;
mod history;
mod lint;
mod log;
mod man;
mod merge;
mod plan;
mod repair;
mod revision;
mod show;
mod stamp;
mod status;
mod upgrade;
mod usage;
