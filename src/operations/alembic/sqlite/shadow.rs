//! The database in memory.

use super::refused;
use crate::database::introspect::sqlite::{self as introspect, Schema, Table, Token, tokens};
use crate::database::{Connection, DatabaseError, literal, split};
use crate::i18n::{Lang, Say};
use crate::operations::alembic::reason::Reason;
use crate::revision::Engine;

/// Words of statements that reach out of the database, or change the session.
const REACHING_OUT: [&str; 7] = ["ATTACH", "DETACH", "VACUUM", "PRAGMA", "LOAD_EXTENSION", "WRITEFILE", "READFILE"];

/// A database in memory that has the tables of a revision, and none of their rows.
#[derive(Debug)]
pub struct Shadow {
    connection: Connection,
    /// Beside it, for one table at a time.
    aside: Connection,
    schema: Option<Schema>,
    /// Constraints that were left out, by table and name: whoever drops one finds nothing.
    left_out: std::collections::HashSet<(String, String)>,
}

impl Shadow {
    /// An empty one.
    ///
    /// # Errors
    /// SQLite cannot be started.
    pub async fn new() -> Result<Shadow, DatabaseError> {
        let (connection, aside) = (Connection::in_memory().await?, Connection::in_memory().await?);
        Ok(Shadow { connection, aside, schema: None, left_out: std::collections::HashSet::new() })
    }

    /// Makes it empty again.
    ///
    /// # Errors
    /// SQLite cannot be started.
    pub async fn restart(&mut self) -> Result<(), DatabaseError> {
        self.connection = Connection::in_memory().await?;
        self.schema = None;
        Ok(())
    }

    /// Opens a bracket; what follows can be taken back.
    pub async fn begin(&mut self, name: &str) -> Result<(), DatabaseError> {
        self.connection.execute(format!("SAVEPOINT {name}")).await
    }

    /// Closes the bracket and keeps what was done.
    pub async fn keep(&mut self, name: &str) -> Result<(), DatabaseError> {
        self.connection.execute(format!("RELEASE {name}")).await
    }

    /// Closes the bracket and takes back what was done.
    pub async fn undo(&mut self, name: &str) -> Result<(), DatabaseError> {
        self.schema = None;
        self.connection.execute(format!("ROLLBACK TO {name}; RELEASE {name}")).await
    }

    /// What is in it.
    pub async fn schema(&mut self) -> Result<&Schema, Reason> {
        if self.schema.is_none() {
            let schema = introspect::read(&mut self.connection).await.map_err(|error| said(&error))?;
            self.schema = Some(schema);
        }
        self.schema.as_ref().ok_or_else(|| refused(""))
    }

    /// The statement that made a table.
    pub async fn sql_of(&mut self, table: &str) -> Result<Option<String>, Reason> {
        let sql = format!(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = {} COLLATE NOCASE AND sql LIKE 'CREATE TABLE %'",
            literal(table)
        );
        let rows = self.connection.query(sql).await.map_err(|error| said(&error))?;
        Ok(rows.into_iter().next().map(|row| row.into_text(0)))
    }

    /// A table with its indexes, and whatever else could be in the way of changing it. With a thousand tables reading all of them for
    /// every change would take minutes, so that only views and triggers make that necessary.
    pub async fn around(&mut self, table: &str) -> Result<Schema, Reason> {
        let others = "SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')";
        let rows = self.connection.query(others).await.map_err(|error| said(&error))?;
        if rows.first().is_none_or(|row| row.number(0) > 0) {
            return self.schema().await.cloned();
        }
        let own = format!(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = {} COLLATE NOCASE AND sql IS NOT NULL ORDER BY rowid",
            literal(table)
        );
        let rows = self.connection.query(own).await.map_err(|error| said(&error))?;
        let sql: String = rows.iter().map(|row| format!("{};\n", row.text(0))).collect();
        self.read_aside(&sql).await
    }

    /// Makes something beside the database, and reads it.
    async fn read_aside(&mut self, sql: &str) -> Result<Schema, Reason> {
        self.aside.execute("SAVEPOINT aside").await.map_err(|error| said(&error))?;
        let made = self.aside.execute(sql.to_owned()).await;
        let schema = match made {
            Ok(()) => introspect::read(&mut self.aside).await,
            Err(error) => Err(error),
        };
        let undone = self.aside.execute("ROLLBACK TO aside; RELEASE aside").await;
        let schema = schema.map_err(|error| said(&error))?;
        undone.map_err(|error| said(&error))?;
        Ok(schema)
    }

    /// Runs goc's own statement.
    pub async fn run(&mut self, sql: &str) -> Result<(), Reason> {
        self.schema = None;
        self.connection.execute(sql.to_owned()).await.map_err(|error| said(&error))
    }

    /// The table that a statement makes, read as the others are.
    pub async fn table(&mut self, sql: &str) -> Result<Table, Reason> {
        self.read_aside(sql).await?.tables.pop().ok_or_else(|| refused(""))
    }

    /// Remembers a constraint that SQLite cannot keep.
    pub fn note_left_out(&mut self, table: &str, name: &str) {
        self.left_out.insert((table.to_owned(), name.to_owned()));
    }

    /// Whether a constraint was left out when it was made.
    pub fn was_left_out(&self, table: &crate::operations::alembic::operation::TableName, name: &str) -> bool {
        self.left_out.contains(&(table.name.clone(), name.to_owned()))
    }

    /// Whether goc's own statement would run.
    pub async fn accepts(&mut self, sql: &str) -> bool {
        let ran =
            self.aside.execute("SAVEPOINT aside").await.is_ok() && self.aside.execute(sql.to_owned()).await.is_ok();
        let undone = self.aside.execute("ROLLBACK TO aside; RELEASE aside").await.is_ok();
        ran && undone
    }

    /// Tries one statement that somebody wrote. What makes or drops something is run; everything else is only prepared.
    pub async fn attempt(&mut self, sql: &str) -> Result<(), Reason> {
        let words = tokens(sql);
        // It is for the session that runs the step, and no business of this one.
        if words.first().is_some_and(|first| first.is("PRAGMA")) {
            return Ok(());
        }
        // Something of what a statement says may only have looked like a part of it.
        if let Some(word) = words.iter().find(|word| word.is_any(&REACHING_OUT)) {
            return Err(Reason::Statement { what: word.text.to_ascii_uppercase() });
        }
        let Some(first) = words.first() else { return Ok(()) };
        if first.is_any(&["CREATE", "DROP", "ALTER"]) {
            return self.run(&without_rows(sql, &words)).await;
        }
        if first.is_any(&["INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "VALUES"]) {
            let explained = self.connection.query(format!("EXPLAIN {sql}")).await;
            return explained.map(drop).map_err(|error| said(&error));
        }
        if first.is_any(&["ANALYZE", "REINDEX"]) {
            return Ok(());
        }
        Err(refused(split::one_line(sql, &whole(sql), Engine::Sqlite, 60)))
    }
}

fn whole(sql: &str) -> split::Statement {
    split::Statement { range: 0..sql.len(), line: 1, copy_data: None }
}

fn said(error: &DatabaseError) -> Reason {
    match error {
        DatabaseError::Statement { message, .. } => refused(message.clone()),
        error => refused(error.say(Lang::En)),
    }
}

/// `CREATE TABLE … AS SELECT …` for its columns only: what it selects may never end.
fn without_rows(sql: &str, words: &[Token<'_>]) -> String {
    let is_table = words.iter().take(3).any(|word| word.is("TABLE"));
    let selected = words.windows(2).find(|two| two[0].is("AS") && two[1].is_any(&["SELECT", "WITH", "VALUES"]));
    match selected.filter(|_| is_table) {
        Some(two) => {
            let (head, body) = sql.split_at(two[1].start);
            format!("{head}SELECT * FROM ({body}) LIMIT 0")
        }
        None => sql.to_owned(),
    }
}
