//! A PostgreSQL database for one test, on the server that `bash tests/run` starts.

use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, ValueRef};

use super::TestDatabase;
use super::database::block_on;

pub(super) const TABLES: &str = "
    SELECT CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || tablename AS name
    FROM pg_catalog.pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1";

pub(super) const SCHEMA: &str = include_str!("schema.postgres.sql");

/// A database with a role of its own that owns it, as in a store: no superuser.
///
/// The database and the role go away with this, whoever is still connected.
#[derive(Debug)]
pub struct Postgres {
    server: PgConnectOptions,
    /// The name of the database and of its role.
    name: String,
    password: String,
}

impl Postgres {
    /// A fresh database, or `None` (which it says) when the environment names no server.
    ///
    /// # Panics
    /// When `GOC_TEST_REQUIRE_POSTGRES` is set and there is no server, or the server does not let us in.
    pub fn new() -> Option<Postgres> {
        let Ok(url) = std::env::var("GOC_TEST_POSTGRES") else {
            assert!(
                std::env::var_os("GOC_TEST_REQUIRE_POSTGRES").is_none(),
                "GOC_TEST_REQUIRE_POSTGRES is set, GOC_TEST_POSTGRES is not"
            );
            eprintln!("skipped: no PostgreSQL (bash tests/run starts one)");
            return None;
        };
        // TLS is for the program under test; here it would only take time.
        let server = PgConnectOptions::from_str(&url).unwrap().ssl_mode(PgSslMode::Disable);
        let name = unique_name();
        let password = format!("{name}_password");
        let database = Postgres { server, name, password };
        database.administer(&[
            format!("CREATE ROLE {0} LOGIN PASSWORD '{1}'", database.name, database.password),
            format!("CREATE DATABASE {0} OWNER {0} TEMPLATE template0 ENCODING 'UTF8'", database.name),
        ]);
        Some(database)
    }

    /// The same as a [`TestDatabase`].
    pub fn database() -> Option<TestDatabase> {
        Postgres::new().map(|postgres| TestDatabase::Postgres(Box::new(postgres)))
    }

    /// The name of the database and of the role that owns it.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn password(&self) -> &str {
        &self.password
    }

    /// As the owner, with the password.
    pub fn url(&self) -> String {
        let server = &self.server;
        format!("postgres://{0}:{1}@{2}:{3}/{0}", self.name, self.password, server.get_host(), server.get_port())
    }

    /// The same database as the server's superuser, with the password.
    pub fn superuser_url(&self) -> String {
        self.server.clone().database(&self.name).to_url_lossy().to_string()
    }

    /// Runs statements as the owner, on a connection of their own.
    pub fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        execute(self.as_owner(), sql)
    }

    /// The rows of a query, as the owner.
    pub fn query(&self, sql: &str) -> Result<Vec<Vec<String>>, sqlx::Error> {
        query(self.as_owner(), sql)
    }

    /// Runs statements in this database as the superuser.
    pub fn execute_as_superuser(&self, sql: &str) -> Result<(), sqlx::Error> {
        execute(self.as_superuser(), sql)
    }

    /// The rows of a query in this database, as the superuser.
    pub fn query_as_superuser(&self, sql: &str) -> Result<Vec<Vec<String>>, sqlx::Error> {
        query(self.as_superuser(), sql)
    }

    /// How to connect as the owner, for a test that holds a connection open.
    pub fn as_owner(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name).username(&self.name).password(&self.password)
    }

    /// How to connect to this database as the superuser.
    pub fn as_superuser(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name)
    }

    /// Runs statements one by one in the server's own database, outside a transaction.
    fn administer(&self, statements: &[String]) {
        for statement in statements {
            execute(self.server.clone(), statement).unwrap_or_else(|error| panic!("{error}\n{statement}"));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let statements =
            [format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name), format!("DROP ROLE {}", self.name)];
        for statement in statements {
            // A failing test already panics, and a second panic would hide the first.
            if let Err(error) = execute(self.server.clone(), &statement) {
                eprintln!("{statement}: {error}");
            }
        }
    }
}

/// No two in one process, nor in processes that run beside each other or after each other.
fn unique_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
    format!("test_{}_{number}_{started:x}", std::process::id())
}

fn execute(options: PgConnectOptions, sql: &str) -> Result<(), sqlx::Error> {
    block_on(async {
        let mut connection: PgConnection = options.connect().await?;
        let result = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
        // A session that the statement itself ended cannot be closed, and need not be.
        let _ = connection.close().await;
        result.map(drop)
    })
}

fn query(options: PgConnectOptions, sql: &str) -> Result<Vec<Vec<String>>, sqlx::Error> {
    block_on(async {
        let mut connection: PgConnection = options.connect().await?;
        let rows = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(&mut connection).await;
        let _ = connection.close().await;
        rows?.iter().map(texts).collect()
    })
}

/// A raw statement uses the simple protocol, in which the server sends every type as text.
fn texts(row: &PgRow) -> Result<Vec<String>, sqlx::Error> {
    let text = |index| {
        let value = row.try_get_raw(index)?;
        let text = if value.is_null() { "NULL" } else { value.as_str().map_err(sqlx::Error::Decode)? };
        Ok(text.to_owned())
    };
    (0..row.len()).map(text).collect()
}
