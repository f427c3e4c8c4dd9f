//! goc looks after the database schemas of SONTECHSP stores.

pub mod i18n;
pub mod revision;
