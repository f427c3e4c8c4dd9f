//! goc looks after the database schemas of SONTECHSP stores.

pub mod database;
pub mod i18n;
pub mod revision;
