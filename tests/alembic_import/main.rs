//! What `goc import alembic` writes makes the same as Alembic itself.
//!
//! `corpus/` holds small Alembic projects: those of `both/` for both databases, those of `postgres/` with SQL or types that only
//! PostgreSQL has, those of `refused/` with lines that nobody can translate. `corpus/record.py` runs them with Alembic, one step after
//! the other to the heads and back, and writes what each step changes to `corpus/recorded/`. [`corpus`] does the same with goc and
//! compares every step; [`recorder`] records anew, where there is an Alembic, and compares that with the files. `original/` holds the
//! five files of SONTECHSP, broken as they are.
//!
//! A project more is a folder, and `python corpus/record.py --to corpus/recorded --postgres URL NAME`.
//! `GOC_TEST_CORPUS=NAME` runs one project only.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

#[path = "../support/mod.rs"]
mod support;

mod corpus;
mod coverage;
mod original;
mod outline;
mod project;
mod record;
mod recorder;
mod refused;
mod state;
