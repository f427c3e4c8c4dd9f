//! From operations to statements.

mod postgres;
mod table;

pub use postgres::{Types, postgres};
pub use table::{column_definition, constraint_definition, constraints_of, create_table, implied_indexes};

use super::operation::{Index, TableName};
use super::sql::Quoting;
use crate::revision::Engine;

/// `CREATE INDEX`
pub fn create_index(index: &Index, engine: Engine) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let concurrently = if index.concurrently && engine == Engine::Postgres { "CONCURRENTLY " } else { "" };
    let condition = if index.if_not_exists { "IF NOT EXISTS " } else { "" };
    let mut sql = format!(
        "CREATE {unique}INDEX {concurrently}{condition}{} ON {} ",
        engine.quote(&index.name),
        index.table.sql(engine)
    );
    if let (Engine::Postgres, Some(using)) = (engine, &index.using) {
        sql.push_str(&format!("USING {using} "));
    }
    sql.push_str(&format!("({})", index.keys.join(", ")));
    if engine == Engine::Postgres {
        sql.push_str(&index.options);
    }
    if let Some(filter) = &index.filter {
        sql.push_str(&format!(" WHERE {filter}"));
    }
    sql
}

/// `ALTER TABLE name`
pub fn alter_table(table: &TableName, engine: Engine) -> String {
    format!("ALTER TABLE {}", table.sql(engine))
}
