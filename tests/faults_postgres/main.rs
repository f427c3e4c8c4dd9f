//! What goes wrong at night on a PostgreSQL server, and that nothing is left half done: the real binary, a real server.
//!
//! Every module is one kind of fault. `shop.rs` is what they share: a database, its revisions, and `goc` as a process
//! that can be watched, signalled and killed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;

mod activity;
mod activity_ui;
mod alembic;
mod commit;
mod concurrently;
mod harmless;
mod kills;
mod locks;
mod login;
mod lost;
mod modes;
mod offline;
mod parallel;
mod places;
mod planted;
mod proxy;
mod refused;
mod repair;
mod settings;
mod shop;
mod signals;
mod steps;
