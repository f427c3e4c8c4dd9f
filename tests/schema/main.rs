//! `revision --autogenerate` on pairs of schemas: what turns one into the other, and back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;

mod pairs;
mod postgres;
mod random;
