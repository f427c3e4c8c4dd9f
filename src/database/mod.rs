//! How goc talks to PostgreSQL and SQLite.

pub mod split;
