//! A fresh database of either engine, so that a test is written once for both.

use std::future::Future;

use super::{Postgres, Sqlite};

/// A database that exists for one test.
#[derive(Debug)]
pub enum TestDatabase {
    Postgres(Box<Postgres>),
    Sqlite(Sqlite),
}

impl TestDatabase {
    /// What `goc -d` takes, password included.
    pub fn url(&self) -> String {
        match self {
            TestDatabase::Postgres(postgres) => postgres.url(),
            TestDatabase::Sqlite(sqlite) => sqlite.url(),
        }
    }

    /// The name of the engine as a section of a revision file writes it.
    pub fn engine(&self) -> &'static str {
        match self {
            TestDatabase::Postgres(_) => "postgres",
            TestDatabase::Sqlite(_) => "sqlite",
        }
    }

    /// Runs one or more statements; panics with the statements when they fail.
    #[track_caller]
    pub fn execute(&self, sql: &str) {
        self.try_execute(sql).unwrap_or_else(|error| panic!("{}: {error}\n{sql}", self.engine()));
    }

    /// Runs one or more statements that may fail.
    pub fn try_execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            TestDatabase::Postgres(postgres) => postgres.execute(sql),
            TestDatabase::Sqlite(sqlite) => sqlite.execute(sql),
        }
    }

    /// The rows of a query, every value as the engine writes it: `NULL` for null, `x'…'` for a blob of SQLite.
    #[track_caller]
    pub fn query(&self, sql: &str) -> Vec<Vec<String>> {
        match self {
            TestDatabase::Postgres(postgres) => postgres.query(sql),
            TestDatabase::Sqlite(sqlite) => sqlite.query(sql),
        }
        .unwrap_or_else(|error| panic!("{}: {error}\n{sql}", self.engine()))
    }

    /// The first column of a query.
    #[track_caller]
    pub fn column(&self, sql: &str) -> Vec<String> {
        self.query(sql).into_iter().filter_map(|row| row.into_iter().next()).collect()
    }

    /// The one value of a query that has one row.
    #[track_caller]
    pub fn value(&self, sql: &str) -> String {
        let mut values = self.column(sql);
        assert_eq!(values.len(), 1, "not one row: {sql}");
        values.remove(0)
    }

    /// Every table in order, those of goc included; outside `public` with its schema in front.
    pub fn tables(&self) -> Vec<String> {
        self.column(match self {
            TestDatabase::Postgres(_) => super::postgres::TABLES,
            TestDatabase::Sqlite(_) => super::sqlite::TABLES,
        })
    }

    /// The rows of `alembic_version` in order; empty when there is no such table.
    pub fn current(&self) -> Vec<String> {
        if self.tables().iter().any(|table| table == "alembic_version") {
            self.column("SELECT version_num FROM alembic_version ORDER BY version_num")
        } else {
            Vec::new()
        }
    }

    /// The whole schema as text, equal for equal schemas; `alembic_version` and the tables of goc left out.
    pub fn schema(&self) -> String {
        self.column(match self {
            TestDatabase::Postgres(_) => super::postgres::SCHEMA,
            TestDatabase::Sqlite(_) => super::sqlite::SCHEMA,
        })
        .iter()
        // How a definition is broken into lines is no difference.
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
        .collect()
    }
}

/// Runs a test on a fresh SQLite database, then on a fresh PostgreSQL database if there is a server.
///
/// Prints the engine first, which a failing test shows.
pub fn on_both(test: impl Fn(&TestDatabase)) {
    eprintln!("on SQLite");
    test(&Sqlite::database());
    if let Some(database) = Postgres::database() {
        eprintln!("on PostgreSQL");
        test(&database);
    }
}

/// Waits for a future, also from inside an asynchronous test, where a runtime cannot start another on its own thread.
pub(super) fn block_on<T: Send>(future: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| {
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
        scope.spawn(runtime).join().unwrap()
    })
}
