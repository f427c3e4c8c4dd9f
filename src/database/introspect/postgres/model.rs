//! The schema as plain data: objects by what identifies them in any database, and what depends on what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::Names;

/// A name in a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Its schema.
    pub schema: String,
    /// Its name there.
    pub name: String,
}

/// What identifies an object in any database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Schema(String),
    Extension(String),
    Collation(Name),
    /// Of the kinds that a person makes: enum, composite, range, domain.
    Type(Name),
    Sequence(Name),
    /// Functions, procedures and window functions, by the types of their arguments.
    Function(Name, String),
    Aggregate(Name, String),
    /// A table, a view or a materialized view: they share their names.
    Relation(Name),
    /// Of a table; the columns of a view belong to its definition.
    Column(Name, String),
    /// What a column gets that is not named in an INSERT.
    Default(Name, String),
    /// The rows of a table; no object, and on their way only where the table is made anew.
    Rows(Name),
    /// A sequence that goes away with a column.
    Ownership(Name),
    Constraint(Name, String),
    Index(Name),
    /// That an index of a partition belongs to one of its parent, by the name of the former.
    Attachment(Name),
    Statistics(Name),
    Trigger(Name, String),
    Rule(Name, String),
    Policy(Name, String),
    /// With what tells it apart besides its name: the types of an operator, the access method of its class.
    Other(OtherKind, Name, String),
}

/// Kinds of objects that are made and dropped as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherKind {
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    Conversion,
    Dictionary,
    SearchConfiguration,
    Wrapper,
    Server,
    ForeignTable,
    Publication,
    EventTrigger,
}

impl Key {
    /// The table or view that it is a part of.
    pub fn relation(&self) -> Option<&Name> {
        match self {
            Key::Column(relation, _)
            | Key::Default(relation, _)
            | Key::Constraint(relation, _)
            | Key::Trigger(relation, _)
            | Key::Rule(relation, _)
            | Key::Policy(relation, _)
            | Key::Rows(relation)
            | Key::Relation(relation) => Some(relation),
            _ => None,
        }
    }
}

/// A database's schema.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The server's version, as `server_version_num` has it.
    pub version: u32,
    /// Who has asked: what this login makes belongs to it.
    pub user: String,
    /// How names are written.
    pub names: Names,
    /// Everything that is compared.
    pub objects: BTreeMap<Key, Object>,
    /// The first needs the second: what the server knows.
    pub dependencies: BTreeSet<(Key, Key)>,
    /// Which types are cast to which, and how: `i` everywhere, `a` when a value is stored, `e` when it is asked for (`pg_cast`).
    pub casts: HashMap<(String, String), char>,
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// What it is.
    pub body: Body,
    /// `COMMENT ON` it.
    pub comment: Option<String>,
    /// Its owner.
    pub owner: String,
    /// Its privileges; `None` when nobody has changed them.
    pub grants: Option<Vec<Grant>>,
}

/// A privilege of a role on an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub struct Grant {
    /// The role; empty for `PUBLIC`.
    pub role: String,
    /// `SELECT` …
    pub privilege: String,
    /// Whether it may be given on.
    pub grantable: bool,
}

/// What an object is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    Schema,
    Extension {
        /// Where its objects are.
        schema: String,
    },
    Collation {
        /// The list between the parentheses of its CREATE.
        definition: String,
    },
    Enum {
        /// In their order.
        labels: Vec<String>,
    },
    Composite {
        /// In their order.
        attributes: Vec<Attribute>,
    },
    Range {
        /// The list between the parentheses of its CREATE.
        definition: String,
        /// The type of its multiranges, in the same schema (from PostgreSQL 14 on).
        multirange: Option<String>,
    },
    Domain(Domain),
    Sequence(Sequence),
    Function(Function),
    Aggregate {
        /// The list between the parentheses of its CREATE.
        definition: String,
        /// What stands between the parentheses of its name there.
        arguments: String,
    },
    Table(Table),
    View(View),
    Column(Column),
    Default {
        /// As SQL.
        expression: String,
    },
    Ownership {
        /// The owner.
        table: Name,
        /// Its column.
        column: String,
    },
    Constraint(Constraint),
    Index(Index),
    Attachment(Attachment),
    Statistics {
        /// The whole CREATE.
        definition: String,
        /// How closely ANALYZE looks, where it is said.
        target: Option<i64>,
    },
    Trigger(Trigger),
    Rule {
        /// The whole CREATE.
        definition: String,
        /// `O` for enabled, as in the catalog.
        enabled: char,
    },
    Policy(Policy),
    Other {
        /// What stands behind `DROP` and `COMMENT ON`.
        named: String,
        /// The statements that make it.
        statements: Vec<String>,
    },
}

/// An attribute of a composite type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub kind: String,
    pub collation: Option<String>,
    pub comment: Option<String>,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    pub base: String,
    pub collation: Option<String>,
    pub default: Option<String>,
    pub not_null: bool,
    pub constraints: Vec<DomainConstraint>,
}

/// A CHECK of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainConstraint {
    pub name: String,
    /// `CHECK (…)`, with `NOT VALID` where it is.
    pub definition: String,
    pub comment: Option<String>,
}

/// A sequence without its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// `integer`, `bigint`, `smallint`.
    pub kind: String,
    pub start: i64,
    pub increment: i64,
    pub min: i64,
    pub max: i64,
    pub cache: i64,
    pub cycle: bool,
    pub unlogged: bool,
}

impl Sequence {
    /// What `CREATE SEQUENCE` without options makes for a type.
    pub fn plain(kind: &str) -> Sequence {
        let max = match kind {
            "smallint" => i64::from(i16::MAX),
            "integer" => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        Sequence { kind: kind.to_owned(), start: 1, increment: 1, min: 1, max, cache: 1, cycle: false, unlogged: false }
    }
}

/// What of a routine changes how it is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    pub kind: FunctionKind,
    /// The whole `CREATE OR REPLACE`.
    pub definition: String,
    /// Its result type; empty for a procedure.
    pub result: String,
    /// Its arguments with their names, without defaults.
    pub arguments: String,
    /// How many of them have a default.
    pub defaults: usize,
    /// Whether the server has read its body, so that it knows what it depends on (`BEGIN ATOMIC`).
    pub is_parsed: bool,
    /// The body as text, where the server has not read it.
    pub body: String,
}

/// What kind of routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    Function,
    Procedure,
}

/// A table without its columns, constraints and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// `p` permanent, `u` unlogged.
    pub persistence: char,
    /// `RANGE (gun)` of a partitioned table.
    pub partition_by: Option<String>,
    /// The table that it is a partition of, and `FOR VALUES …`.
    pub partition_of: Option<(Name, String)>,
    /// What it inherits from, in order.
    pub inherits: Vec<Name>,
    /// The composite type that its columns are of, as SQL.
    pub of: Option<String>,
    /// Storage options, `fillfactor=70`.
    pub options: Vec<String>,
    /// Row level security: on, and for the owner, too.
    pub row_security: (bool, bool),
    /// `d`efault, `n`othing, `f`ull, or an `i`ndex, which then knows it.
    pub replica_identity: char,
    /// Columns in their order, those that a parent has included.
    pub columns: Vec<String>,
    /// Columns of a parent that are otherwise here.
    pub own: BTreeMap<String, OwnColumn>,
}

impl Table {
    /// The tables that it has columns from.
    pub fn parents(&self) -> impl Iterator<Item = &Name> {
        self.partition_of.iter().map(|(parent, _)| parent).chain(&self.inherits)
    }
}

/// What a column is in a table that has it from a parent.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnColumn {
    pub column: Column,
    /// As SQL.
    pub default: Option<String>,
    /// Not taken over from the parent.
    pub comment: Option<String>,
}

/// A view or a materialized view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    pub is_materialized: bool,
    /// Whether a materialized view holds rows.
    pub is_filled: bool,
    /// The query, without a semicolon.
    pub definition: String,
    pub options: Vec<String>,
    /// Names and types of its columns.
    pub columns: Vec<(String, String)>,
    /// Defaults of its columns, for inserting through it.
    pub defaults: BTreeMap<String, String>,
    /// Comments on its columns.
    pub comments: BTreeMap<String, String>,
    /// How closely ANALYZE looks at its columns, where it is said.
    pub statistics: BTreeMap<String, i64>,
}

/// A column of a table that it does not have from a parent.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its type with modifiers.
    pub kind: String,
    /// Where it is not the type's own.
    pub collation: Option<String>,
    pub not_null: bool,
    pub value: ColumnKind,
    /// Plain, external, extended or main, where it is not the type's own.
    pub storage: Option<char>,
    /// The type's own.
    pub usual_storage: char,
    /// `pglz`, `lz4` where it is said.
    pub compression: Option<String>,
    pub statistics: Option<i64>,
    pub options: Vec<String>,
}

/// Where a column's value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    /// An INSERT, or its default, which is an object of its own.
    Plain,
    Identity(Identity),
    Generated {
        /// As SQL.
        expression: String,
        /// Kept in the table; else computed when read (from PostgreSQL 18 on).
        is_stored: bool,
    },
}

/// `GENERATED … AS IDENTITY`.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// `ALWAYS`, else `BY DEFAULT`.
    pub is_always: bool,
    pub sequence: Sequence,
    pub sequence_name: Name,
}

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    pub kind: ConstraintKind,
    /// As `ADD CONSTRAINT name` takes it, without `NOT VALID`.
    pub definition: String,
    pub is_valid: bool,
    /// The column of `CHECK (column IS NOT NULL)`.
    pub not_null_of: Option<String>,
    pub roles: IndexRoles,
    /// `COMMENT ON INDEX` that it has.
    pub index_comment: Option<String>,
}

/// What kind of constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    Exclusion,
}

impl ConstraintKind {
    /// Whether an index stands behind it.
    pub fn has_index(self) -> bool {
        matches!(self, ConstraintKind::PrimaryKey | ConstraintKind::Unique | ConstraintKind::Exclusion)
    }
}

/// An index that no constraint has.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    pub table: Name,
    /// The whole CREATE.
    pub definition: String,
    pub is_valid: bool,
    /// Over a partitioned table, which cannot be built concurrently.
    pub is_partitioned: bool,
    pub roles: IndexRoles,
    /// How closely ANALYZE looks at its expressions, by their places.
    pub statistics: Vec<(i64, i64)>,
}

/// That an index of a partition belongs to one of its parent: it came with it, or was attached.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Whose index it is.
    pub partition: Name,
    /// The index, or the constraint that has it.
    pub index: Key,
    /// The index of the parent, or the constraint that has it.
    pub parent: Key,
    /// What the server would have called it by itself.
    pub usual_name: String,
}

/// What else an index does for its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IndexRoles {
    /// `CLUSTER` sorts by it.
    pub clusters: bool,
    /// Replication finds rows by it.
    pub identifies: bool,
}

/// A trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// The whole CREATE.
    pub definition: String,
    /// `O` for enabled, as in the catalog.
    pub enabled: char,
}

/// A policy of row level security.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// What follows `CREATE POLICY name ON table`.
    pub definition: String,
}

impl Schema {
    /// An object's body.
    pub fn body(&self, key: &Key) -> Option<&Body> {
        self.objects.get(key).map(|object| &object.body)
    }

    /// A table.
    pub fn table(&self, name: &Name) -> Option<&Table> {
        match self.body(&Key::Relation(name.clone())) {
            Some(Body::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// A column that the table does not have from a parent.
    pub fn column(&self, table: &Name, column: &str) -> Option<&Column> {
        match self.body(&Key::Column(table.clone(), column.to_owned())) {
            Some(Body::Column(column)) => Some(column),
            _ => None,
        }
    }

    /// What a column is in a table, wherever it has it from; a comment is the table's own.
    pub fn column_in(&self, table: &Name, column: &str) -> Option<OwnColumn> {
        let mut tables = vec![table];
        let mut at = 0;
        while let Some(&name) = tables.get(at) {
            at += 1;
            let parts = self.table(name);
            let found = parts.and_then(|table| table.own.get(column)).cloned().or_else(|| {
                let default = self.default_of(name, column).map(str::to_owned);
                let column = self.column(name, column)?.clone();
                Some(OwnColumn { column, default, comment: None })
            });
            if let Some(mut found) = found {
                if name != table {
                    found.comment = None;
                }
                return Some(found);
            }
            let new = parts?.parents().filter(|parent| !tables.contains(parent)).collect::<Vec<_>>();
            tables.extend(new);
        }
        None
    }

    /// What a column gets that is not named in an INSERT.
    pub fn default_of(&self, table: &Name, column: &str) -> Option<&str> {
        match self.body(&Key::Default(table.clone(), column.to_owned())) {
            Some(Body::Default { expression }) => Some(expression),
            _ => None,
        }
    }

    /// Tables with their names.
    pub fn tables(&self) -> impl Iterator<Item = (&Name, &Table)> {
        self.objects.iter().filter_map(|(key, object)| match (key, &object.body) {
            (Key::Relation(name), Body::Table(table)) => Some((name, table)),
            _ => None,
        })
    }

    /// The same server's schema of an empty database: with what every database has.
    #[must_use]
    pub fn without_objects(&self) -> Schema {
        let is_everywhere = |key: &Key| match key {
            Key::Schema(name) => name == "public",
            Key::Extension(name) => name == "plpgsql",
            _ => false,
        };
        let mut empty = Schema { objects: BTreeMap::new(), dependencies: BTreeSet::new(), ..self.clone() };
        empty.objects.extend(
            self.objects
                .iter()
                .filter(|(key, _)| is_everywhere(key))
                .map(|(key, object)| (key.clone(), object.clone())),
        );
        empty
    }

    /// The table of an index, or of a constraint that has one.
    pub fn table_of_index<'a>(&'a self, key: &'a Key) -> Option<&'a Name> {
        match (key, self.body(key)) {
            (_, Some(Body::Index(index))) => Some(&index.table),
            (key, _) => key.relation(),
        }
    }

    /// What belongs to indexes of parents, in the order of names.
    pub fn attachments(&self) -> impl Iterator<Item = (&Key, &Attachment)> {
        self.objects.iter().filter_map(|(key, object)| match &object.body {
            Body::Attachment(attachment) => Some((key, attachment)),
            _ => None,
        })
    }

    /// Takes an object out, with everything that is a part of it.
    pub fn remove(&mut self, key: &Key) {
        let is_part = |other: &Key, body: &Body| {
            if other == key {
                return true;
            }
            match (key, body) {
                (Key::Relation(name), Body::Index(index)) => index.table == *name,
                (Key::Relation(name), Body::Ownership { table, .. }) => table == name,
                (Key::Relation(name), Body::Attachment(attachment)) => {
                    attachment.partition == *name || self.table_of_index(&attachment.parent) == Some(name)
                }
                (Key::Relation(name), _) => other.relation() == Some(name),
                (key, Body::Attachment(attachment)) => attachment.index == *key || attachment.parent == *key,
                _ => false,
            }
        };
        let gone: Vec<Key> = self
            .objects
            .iter()
            .filter(|(other, object)| is_part(other, &object.body))
            .map(|(other, _)| other.clone())
            .collect();
        gone.iter().for_each(|key| {
            self.objects.remove(key);
        });
        let objects = &self.objects;
        self.dependencies.retain(|(from, to)| objects.contains_key(from) && objects.contains_key(to));
    }
}
