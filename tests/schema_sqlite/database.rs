//! A SQLite file, and goc's way to run a step on it.

use std::path::Path;

use goc::database::introspect::sqlite::{Schema, read};
use goc::database::split::{drops_table, split};
use goc::database::{Access, Connection, Database, DatabaseError, Row, Stop};
use goc::operations::schema::Difference;
use goc::revision::Engine;
use tempfile::TempDir;

/// A file that goes away with this.
pub struct Sqlite {
    connection: Connection,
    _folder: TempDir,
}

impl Sqlite {
    pub async fn new() -> Sqlite {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("goc-test-").tempdir_in(parent).unwrap();
        let database = Database::sqlite(&folder.path().join("till.db"));
        let mut connection = database.connect(Access::Write).await.unwrap();
        connection.execute("PRAGMA synchronous = OFF").await.unwrap();
        Sqlite { connection, _folder: folder }
    }

    /// A file in which `sql` has run.
    pub async fn with(sql: &str) -> Sqlite {
        let mut sqlite = Sqlite::new().await;
        if let Err(error) = sqlite.execute(&format!("PRAGMA foreign_keys = OFF;{sql}\n;PRAGMA foreign_keys = ON")).await
        {
            panic!("{error}\n{sql}");
        }
        sqlite
    }

    pub async fn execute(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.connection.execute(sql).await
    }

    pub async fn query(&mut self, sql: &str) -> Vec<Row> {
        match self.connection.query(sql).await {
            Ok(rows) => rows,
            Err(error) => panic!("{error}\n{sql}"),
        }
    }

    pub async fn read(&mut self) -> Schema {
        read(&mut self.connection).await.unwrap()
    }

    /// Runs the statements as a step of a revision does: split out of one text, in one transaction, with foreign keys off and checked
    /// when a table is dropped.
    pub async fn run(&mut self, difference: &Difference) -> Result<(), String> {
        let text = script(difference);
        let statements = split(&text, Engine::Sqlite);
        let count: usize = difference.blocks.iter().map(|block| block.statements.len()).sum();
        assert_eq!(statements.len(), count, "the text comes apart elsewhere:\n{text}");
        let drops = statements.iter().any(|one| drops_table(&text, one, Engine::Sqlite));
        if drops {
            self.execute("PRAGMA foreign_keys = OFF").await.unwrap();
        }
        let result = self.transaction(statements.iter().map(|one| &text[one.range.clone()]), drops).await;
        if result.is_err() {
            self.connection.rollback().await;
        }
        self.execute("PRAGMA foreign_keys = ON").await.unwrap();
        result
    }

    async fn transaction<'a>(&mut self, statements: impl Iterator<Item = &'a str>, drops: bool) -> Result<(), String> {
        let stop = Stop::default();
        self.connection.begin("", &stop).await.unwrap();
        let before = if drops { self.violations().await? } else { Vec::new() };
        for statement in statements {
            self.execute(statement).await.map_err(|error| format!("{error}\nin {statement}"))?;
        }
        if drops {
            let new: Vec<Row> = self.violations().await?.into_iter().filter(|one| !before.contains(one)).collect();
            if !new.is_empty() {
                return Err(format!("foreign keys: {new:?}"));
            }
        }
        self.connection.commit("SELECT 1", &stop).await.map_err(|error| error.to_string())
    }

    async fn violations(&mut self) -> Result<Vec<Row>, String> {
        let mut rows = self.all_violations().await?;
        // Table, row and parent: a foreign key may have another number afterwards.
        rows.iter_mut().for_each(|row| row.0.truncate(3));
        Ok(rows)
    }

    async fn all_violations(&mut self) -> Result<Vec<Row>, String> {
        if let Ok(rows) = self.connection.query("PRAGMA foreign_key_check").await {
            return Ok(rows);
        }
        // What goc does when a parent has no such key.
        let mut rows = Vec::new();
        for table in self.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").await {
            let name = table.text(0).replace('\'', "''");
            rows.extend(self.connection.query(format!("PRAGMA foreign_key_check('{name}')")).await.unwrap_or_default());
        }
        Ok(rows)
    }
}

/// The statements as a revision has them.
pub fn script(difference: &Difference) -> String {
    let statements = difference.blocks.iter().flat_map(|block| &block.statements);
    statements.map(|statement| format!("{statement};\n")).collect()
}
