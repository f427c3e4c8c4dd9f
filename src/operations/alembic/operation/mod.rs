//! What a revision does, as data for one engine: every name, type and expression is already that engine's.

mod arguments;
mod column;
mod constraint;
mod execute;
mod index;
mod insert;
mod read;

pub use column::Column;
pub use constraint::{Constraint, ConstraintKind, ForeignKey};
pub use execute::{execute, named_type};
pub use index::Index;
pub use read::{batch, read, read_in_batch};

use super::sql::{NamedType, Quoting, Type};
use crate::revision::Engine;

/// One call of Alembic.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Where it stands in the file, in bytes.
    pub at: usize,
    /// Whether it stands in an autocommit block.
    pub autocommit: bool,
    /// What it does.
    pub kind: Kind,
}

/// A table's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName {
    /// The schema that was named. SQLite has none.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
}

impl TableName {
    /// As it stands in a statement.
    pub fn sql(&self, engine: Engine) -> String {
        match &self.schema {
            Some(schema) => {
                let parts: Vec<String> = schema.split('.').map(|part| engine.quote(part)).collect();
                format!("{}.{}", parts.join("."), engine.quote(&self.name))
            }
            None => engine.quote(&self.name),
        }
    }
}

/// What a call does.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `create_table`
    CreateTable(Box<Table>),
    /// `drop_table`
    DropTable { table: TableName, if_exists: bool },
    /// `rename_table`
    RenameTable { table: TableName, to: String },
    /// `add_column`
    AddColumn { table: TableName, column: Box<Column>, if_not_exists: bool, inline: Inline },
    /// `drop_column`
    DropColumn { table: TableName, column: String, if_exists: bool },
    /// `alter_column`
    AlterColumn(Box<AlterColumn>),
    /// `create_index`
    CreateIndex(Box<Index>),
    /// `drop_index`
    DropIndex { name: String, table: Option<TableName>, schema: Option<String>, if_exists: bool, concurrently: bool },
    /// `create_foreign_key` and its like
    AddConstraint { table: TableName, constraint: Box<Constraint> },
    /// `drop_constraint`
    DropConstraint { table: TableName, name: String, kind: Option<String>, if_exists: bool },
    /// `create_table_comment`, `drop_table_comment`
    TableComment { table: TableName, comment: Option<String> },
    /// `execute`: SQL that somebody wrote.
    Execute(String),
    /// SQL that was made of what somebody wrote, and what it does.
    Statement(String),
    /// `bulk_insert`
    Insert(Vec<String>),
    /// `enum.create(…)`
    CreateType { named: NamedType, only_if_missing: bool },
    /// `enum.drop(…)`
    DropType { named: NamedType, only_if_there: bool },
    /// `with batch_alter_table(…)`
    Batch { table: TableName, operations: Vec<Operation> },
}

/// What of a new column is written with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inline {
    /// Its foreign key.
    pub references: bool,
    /// That it is the primary key.
    pub primary_key: bool,
}

/// A table to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: TableName,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its constraints, those of columns left out.
    pub constraints: Vec<Constraint>,
    /// Indexes that are given with it.
    pub indexes: Vec<Index>,
    /// A comment on it.
    pub comment: Option<String>,
    /// Only if it is not there.
    pub if_not_exists: bool,
    /// `TEMPORARY` and the like, in front of TABLE.
    pub prefixes: Vec<String>,
    /// What stands behind the columns.
    pub suffix: String,
    /// `sqlite_autoincrement`
    pub autoincrement: bool,
}

/// Changes of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterColumn {
    /// Its table.
    pub table: TableName,
    /// Its name.
    pub column: String,
    /// A new name.
    pub name: Option<String>,
    /// Another type.
    pub kind: Option<Type>,
    /// How values become those of the type (PostgreSQL).
    pub using: Option<String>,
    /// Whether it may be NULL.
    pub nullable: Option<bool>,
    /// Another default.
    pub default: NewDefault,
    /// Another comment.
    pub comment: Option<Option<String>>,
    /// The type before, when that was told.
    pub existing: Option<Type>,
}

/// What happens to a default.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum NewDefault {
    /// Nothing.
    #[default]
    Same,
    /// It goes.
    Drop,
    /// It becomes this.
    Set(String),
    /// The column gets numbers by itself (PostgreSQL); the statements behind ALTER COLUMN.
    Identity(String),
}
