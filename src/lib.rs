//! goc looks after the database schemas of SONTECHSP stores.

pub mod config;
pub mod i18n;
pub mod revision;
