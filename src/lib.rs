//! goc looks after the database schemas of SONTECHSP stores.

pub mod config;
pub mod database;
pub mod i18n;
pub mod operations;
pub mod operator;
pub mod revision;
