//! goc looks after the database schemas of SONTECHSP stores.

pub mod cli;
pub mod config;
pub mod database;
mod error;
pub mod i18n;
pub mod operations;
pub mod operator;
pub mod revision;

pub use error::Error;
