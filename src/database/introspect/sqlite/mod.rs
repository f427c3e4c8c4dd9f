//! What is in a SQLite database.
//!
//! SQLite answers questions about its catalogue through pragmas, but the names of constraints, their expressions, collations,
//! AUTOINCREMENT and what happens on a conflict stand only in the CREATE statements, which it keeps as they were written. So both are
//! read: what a pragma tells is taken from there, the rest from the text (`token`, `definition`), in a form (`normal`) in which two ways
//! of writing the same thing are equal.

mod broken;
mod definition;
mod needed;
mod normal;
mod object;
mod parts;
mod read;
mod stand_in;
mod table;
mod token;

use std::collections::BTreeSet;

pub use definition::ItemKind;
pub use normal::{fold, mentions, normal_anywhere, quote};
pub use parts::{ColumnParts, ItemParts, TableParts};
pub use read::read;
pub use stand_in::{read_catalogue_again, stand_in};
pub use token::{Kind, Token, group, inside, tokens};

use definition::name_tokens;

/// The objects of a database's main schema, each kind in the order in which they were made. goc's own tables, `alembic_version` and what
/// SQLite keeps for itself are left out, with everything that belongs to them; so are the tables in which a virtual table keeps its rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    /// Ordinary and virtual tables.
    pub tables: Vec<Table>,
    /// Indexes that somebody made; not those of constraints.
    pub indexes: Vec<Index>,
    /// Views.
    pub views: Vec<View>,
    /// Triggers.
    pub triggers: Vec<Trigger>,
    /// Views and triggers (folded names) that cannot be used as things stand: they mention what is not there. SQLite keeps them, but
    /// refuses to rename anything as long as they are there.
    pub broken: BTreeSet<String>,
    /// Names (folded) of tables that are not in this list: goc's own, and those behind virtual tables.
    pub hidden: BTreeSet<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The statement that makes it.
    pub sql: String,
    /// The whole statement behind the name, normalised, when this is a virtual table: what it means only its module knows. Also that of
    /// a table whose text could not be taken apart.
    pub opaque: Option<String>,
    /// Whether it is a virtual table.
    pub is_virtual: bool,
    /// Whether values have to be of their column's type.
    pub strict: bool,
    /// Whether its rows are kept under the primary key, not under a row id.
    pub without_rowid: bool,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its constraints: those of columns, too, in the order of the text.
    pub constraints: Vec<Constraint>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as declared; empty without one.
    pub declared: String,
    /// Whether SQLite refuses NULL, for whatever reason.
    pub not_null: bool,
    /// What it gets when nothing is given, as SQL.
    pub default: Option<String>,
    /// Whether it is computed.
    pub generated: Option<Generated>,
    /// Whether it is another name of the row id.
    pub is_rowid: bool,
    /// All of it as written, without comments around it.
    pub definition: String,
    /// NOT NULL, DEFAULT, COLLATE, GENERATED: normalised, with their names, in alphabetical order.
    pub parts: Vec<String>,
    /// What a row gets, as SQL, that has nothing here, where checks allow neither NULL nor the usual value of its type.
    pub needed: Option<String>,
}

/// How a computed column is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// Computed when it is read.
    Virtual,
    /// Computed when a row is written.
    Stored,
}

/// A constraint that may concern several columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// What CONSTRAINT calls it.
    pub name: Option<String>,
    /// What it demands.
    pub kind: ConstraintKind,
    /// Normalised, as a constraint of the table, with its name.
    pub normal: String,
    /// As written, without its name.
    pub written: String,
    /// The column (by its place) with which it is defined; `None` when it stands behind the columns.
    pub inline: Option<usize>,
    /// Folded names that it mentions.
    pub mentions: BTreeSet<String>,
}

/// What a constraint demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Folded names of the columns.
    PrimaryKey {
        columns: Vec<String>,
        autoincrement: bool,
    },
    /// Folded names of the columns.
    Unique {
        columns: Vec<String>,
    },
    Check,
    /// Folded names of the columns; the parent's own name, its columns (none: its primary key).
    ForeignKey {
        columns: Vec<String>,
        parent: String,
        parent_columns: Vec<String>,
    },
    /// Not known.
    Other,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// The table it belongs to.
    pub table: String,
    /// The statement that makes it.
    pub sql: String,
    /// Everything that decides what it does, normalised.
    pub normal: String,
    /// Folded names that it mentions.
    pub mentions: BTreeSet<String>,
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: String,
    /// The statement that makes it.
    pub sql: String,
    /// The statement behind the name, normalised.
    pub normal: String,
    /// Folded names that it mentions.
    pub mentions: BTreeSet<String>,
}

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// The table or view that it watches.
    pub table: String,
    /// The statement that makes it.
    pub sql: String,
    /// The statement behind the name, normalised.
    pub normal: String,
    /// Folded names that it mentions.
    pub mentions: BTreeSet<String>,
}

impl Schema {
    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name.eq_ignore_ascii_case(name))
    }
}

impl Table {
    /// The place of a column.
    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// Whether the row ids are given out only once.
    pub fn is_autoincrement(&self) -> bool {
        self.constraints.iter().any(|one| matches!(one.kind, ConstraintKind::PrimaryKey { autoincrement: true, .. }))
    }

    /// The statement that makes it under another name. Expressions that say the old name in front of a column say the new one.
    pub fn sql_named(&self, name: &str) -> String {
        let tokens = tokens(&self.sql);
        let Some(range) = name_tokens(&tokens, "TABLE") else { return self.sql.clone() };
        let mut text = String::with_capacity(self.sql.len() + name.len());
        let mut copied = 0;
        let mut replace = |from: usize, to: usize| {
            text.push_str(&self.sql[copied..from]);
            text.push_str(&quote(name));
            copied = to;
        };
        if let (Some(first), Some(last)) = (tokens.get(range.start), tokens.get(range.end - 1)) {
            replace(first.start, last.end());
        }
        for pair in tokens.get(range.end..).unwrap_or_default().windows(2) {
            let is_name =
                pair[0].kind != Kind::Text && pair[0].name().is_some_and(|word| word.eq_ignore_ascii_case(&self.name));
            if is_name && pair[1].is_sign(".") {
                replace(pair[0].start, pair[0].end());
            }
        }
        text.push_str(&self.sql[copied..]);
        text
    }
}

/// The statements that make a schema in an empty database, in an order that runs.
pub fn statements(schema: &Schema) -> Vec<String> {
    // A virtual table may read from an ordinary one; a trigger needs its table or view to be there, a view needs nothing.
    let tables = |is_virtual: bool| schema.tables.iter().filter(move |table| table.is_virtual == is_virtual);
    let tables = tables(false).chain(tables(true)).map(|table| &table.sql);
    let indexes = schema.indexes.iter().map(|index| &index.sql);
    let views = schema.views.iter().map(|view| &view.sql);
    let triggers = schema.triggers.iter().map(|trigger| &trigger.sql);
    tables.chain(indexes).chain(views).chain(triggers).cloned().collect()
}
