//! goc looks after the database schemas of SONTECHSP stores.

// `sentences!` takes a step for each sentence of an enum.
#![recursion_limit = "512"]

pub mod config;
pub mod database;
pub mod i18n;
pub mod operator;
pub mod revision;
