//! What is in a database, as plain data that can be compared. goc's own tables and `alembic_version` are left out.

pub mod postgres;
pub mod sqlite;
