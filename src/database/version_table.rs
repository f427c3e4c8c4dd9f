//! `alembic_version`, as Alembic makes it and as it is found in the wild, and where goc's own tables stand beside it.

use super::mark::MARK_TABLE;
use super::session::Connection;
use super::{DatabaseError, identifier, literal};
use crate::revision::{Engine, RevisionId};

/// Width of a new `version_num` column (DESIGN, section 5). Alembic's own is 32.
pub const VERSION_WIDTH: usize = 255;

/// Which of the tables that goc uses are there, and in which schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    engine: Engine,
    schema: String,
    /// Whether there is a version table.
    pub has_version_table: bool,
    /// Whether there is a journal.
    pub has_journal: bool,
    /// Whether there is the table that says that the database is protected.
    pub has_mark: bool,
    /// The width of the version table's column, if it has one and the engine enforces it.
    pub version_width: Option<usize>,
}

const VERSION_TABLE: &str = "alembic_version";
const RUN_TABLE: &str = "goc_run";

impl Catalog {
    /// Looks for the tables; creates nothing.
    pub async fn read(connection: &mut Connection) -> Result<Catalog, DatabaseError> {
        match connection {
            Connection::Sqlite(_) => {
                let rows = connection
                    .query(format!(
                        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name IN ('{VERSION_TABLE}', '{RUN_TABLE}', '{MARK_TABLE}')"
                    ))
                    .await?;
                let has = |name: &str| rows.iter().any(|row| row.text(0) == name);
                Ok(Catalog {
                    engine: Engine::Sqlite,
                    schema: "main".to_owned(),
                    has_version_table: has(VERSION_TABLE),
                    has_journal: has(RUN_TABLE),
                    has_mark: has(MARK_TABLE),
                    version_width: None,
                })
            }
            Connection::Postgres(session) => {
                let schemas = session.schemas.clone();
                let search_path = session.search_path.clone();
                Self::read_postgres(connection, &schemas, search_path).await
            }
        }
    }

    /// The version table is the one that Alembic would find: in the first schema of the search path that has it.
    async fn read_postgres(
        connection: &mut Connection,
        schemas: &[String],
        search_path: String,
    ) -> Result<Catalog, DatabaseError> {
        let Some(first) = schemas.first() else { return Err(DatabaseError::NoSchema { search_path }) };
        let names: Vec<String> = schemas.iter().map(|schema| literal(schema)).collect();
        let rows = connection
            .query(format!(
                "SELECT n.nspname, c.relname, a.atttypmod FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version_num' AND NOT a.attisdropped \
                 WHERE c.relname IN ('{VERSION_TABLE}', '{RUN_TABLE}', '{MARK_TABLE}') AND c.relkind IN ('r', 'p') AND n.nspname IN ({})",
                names.join(", ")
            ))
            .await?;
        let has = |schema: &str, table: &str| rows.iter().find(|row| row.text(0) == schema && row.text(1) == table);
        let schema = schemas.iter().find(|schema| has(schema, VERSION_TABLE).is_some()).unwrap_or(first);
        let version_table = has(schema, VERSION_TABLE);
        Ok(Catalog {
            engine: Engine::Postgres,
            has_version_table: version_table.is_some(),
            has_journal: has(schema, RUN_TABLE).is_some(),
            has_mark: has(schema, MARK_TABLE).is_some(),
            // A VARCHAR's type modifier is its width plus the four bytes of a header; -1 is no limit.
            version_width: version_table
                .and_then(|row| usize::try_from(row.number(2) - 4).ok())
                .filter(|&width| width > 0),
            schema: schema.clone(),
        })
    }

    /// The same after the missing tables were created.
    pub fn created(self) -> Catalog {
        Catalog { has_version_table: true, has_journal: true, ..self }
    }

    /// One of goc's tables with its schema.
    pub fn table(&self, name: &str) -> String {
        match self.engine {
            Engine::Postgres => format!("{}.{}", identifier(&self.schema), identifier(name)),
            // SQLite keeps the statement that created a table; unquoted it is the one that Alembic and a script write.
            Engine::Sqlite => format!("main.{name}"),
        }
    }

    /// The schema that the tables are in.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Whether a table of goc's own is there.
    pub async fn has_table(&self, connection: &mut Connection, name: &str) -> Result<bool, DatabaseError> {
        let sql = match self.engine {
            Engine::Sqlite => {
                format!("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = {}", literal(name))
            }
            Engine::Postgres => format!(
                "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' \
                 AND n.nspname = {} AND c.relname = {}",
                literal(&self.schema),
                literal(name)
            ),
        };
        Ok(!connection.query(sql).await?.is_empty())
    }

    /// The engine that the statements are for.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// SQL that creates the version table as Alembic does, only wider, if it is missing.
    pub fn create_version_table(&self) -> String {
        create_version_table(&self.table(VERSION_TABLE))
    }

    /// SQL that reads the current heads, in the order of their ids.
    pub fn select_version(&self) -> String {
        format!("SELECT version_num FROM {} ORDER BY version_num", self.table(VERSION_TABLE))
    }

    /// SQL that keeps every other program (Alembic, say) from changing the rows until the transaction ends; they can still be read.
    pub fn lock_version(&self) -> String {
        match self.engine {
            Engine::Postgres => format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE;", self.table(VERSION_TABLE)),
            Engine::Sqlite => String::new(),
        }
    }

    /// SQL that takes away and adds heads, widening Alembic's narrow column first where an id needs it.
    pub fn change_version(&self, removes: &[RevisionId], adds: &[RevisionId]) -> String {
        let mut sql = String::new();
        let longest = adds.iter().map(|id| id.chars().count()).max().unwrap_or_default();
        if self.version_width.is_some_and(|width| longest > width) {
            sql.push_str(&widen_version(&self.table(VERSION_TABLE)));
        }
        sql.push_str(&change_version(self.engine, &self.table(VERSION_TABLE), removes, adds));
        sql
    }

    /// The current heads, `None` when there is no version table.
    pub async fn read_version(&self, connection: &mut Connection) -> Result<Option<Vec<RevisionId>>, DatabaseError> {
        if !self.has_version_table {
            return Ok(None);
        }
        let rows = connection.query(self.select_version()).await?;
        Ok(Some(rows.iter().map(|row| RevisionId::unchecked(row.text(0))).collect()))
    }
}

/// The statement for a table of the given (quoted) name.
pub fn create_version_table(table: &str) -> String {
    format!(
        "CREATE TABLE IF NOT EXISTS {table} (version_num VARCHAR({VERSION_WIDTH}) NOT NULL, \
         CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));"
    )
}

/// The statement that makes room for ids of more than 32 characters.
pub fn widen_version(table: &str) -> String {
    format!("ALTER TABLE {table} ALTER COLUMN version_num TYPE VARCHAR({VERSION_WIDTH});")
}

/// One UPDATE where a single head moves, as Alembic does it; else DELETEs and INSERTs.
pub fn change_version(engine: Engine, table: &str, removes: &[RevisionId], adds: &[RevisionId]) -> String {
    let equals = match engine {
        // An offline script runs with the search path of whoever runs it, where somebody may have planted a `=` that fits a
        // VARCHAR better than the server's own.
        Engine::Postgres => "OPERATOR(pg_catalog.=)",
        Engine::Sqlite => "=",
    };
    match (removes, adds) {
        ([old], [new]) => {
            format!("UPDATE {table} SET version_num = {} WHERE version_num {equals} {};\n", literal(new), literal(old))
        }
        _ => {
            let mut sql = String::new();
            for old in removes {
                sql.push_str(&format!("DELETE FROM {table} WHERE version_num {equals} {};\n", literal(old)));
            }
            for new in adds {
                sql.push_str(&format!("INSERT INTO {table} (version_num) VALUES ({});\n", literal(new)));
            }
            sql
        }
    }
}
