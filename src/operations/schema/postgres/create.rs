//! Making an object.

use std::collections::{HashMap, HashSet};

use crate::database::introspect::postgres::{Body, Key, Name, Names, Object, Schema, Trigger, View};
use crate::database::literal;

use super::super::{Note, Options};
use super::options::storage_options;
use super::sequence::sequence_options;

/// What making objects has to know.
pub(super) struct Making<'a> {
    /// What there is before.
    pub from: &'a Schema,
    pub to: &'a Schema,
    pub options: &'a Options,
    /// Indexes of partitioned tables that are made without those of the partitions.
    pub only: &'a HashSet<Key>,
    /// Columns that stand for those of a parent.
    pub given: &'a HashSet<Key>,
    /// Sequences that come with a `serial` column.
    pub serials: &'a HashMap<Name, Key>,
    /// Defaults that are set when more than their table is there.
    pub late: &'a HashSet<Key>,
    /// Whether this runs without a transaction, beside the work of the shop.
    pub is_beside: bool,
}

/// Statements, and what a reader should know of them.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub statements: Vec<String>,
    pub notes: Vec<Note>,
}

impl From<Vec<String>> for Written {
    fn from(statements: Vec<String>) -> Written {
        Written { statements, notes: Vec::new() }
    }
}

impl From<String> for Written {
    fn from(statement: String) -> Written {
        vec![statement].into()
    }
}

impl Making<'_> {
    pub(super) fn names(&self) -> &Names {
        &self.to.names
    }

    /// The statements that make an object, without comment and privileges. `folded` are constraints that go into the CREATE TABLE.
    pub(super) fn make(&self, key: &Key, object: &Object, folded: &[&Key]) -> Written {
        let names = self.names();
        match (key, &object.body) {
            (Key::Schema(name), _) => format!("CREATE SCHEMA {}", names.quoted(name)).into(),
            (Key::Extension(name), Body::Extension { schema }) => {
                let within = if *schema == names.default_schema {
                    String::new()
                } else {
                    format!(" SCHEMA {}", names.quoted(schema))
                };
                format!("CREATE EXTENSION IF NOT EXISTS {}{within}", names.quoted(name)).into()
            }
            (Key::Collation(name), Body::Collation { definition }) => {
                format!("CREATE COLLATION {} ({definition})", names.full(name)).into()
            }
            (Key::Type(name), body) => self.make_type(name, body).into(),
            (Key::Sequence(name), Body::Sequence(sequence)) => {
                let unlogged = if sequence.unlogged { "UNLOGGED " } else { "" };
                format!("CREATE {unlogged}SEQUENCE {}{}", names.full(name), sequence_options(sequence)).into()
            }
            (Key::Ownership(name), Body::Ownership { table, column }) => {
                let owner = format!("{}.{}", names.full(table), names.quoted(column));
                format!("ALTER SEQUENCE {} OWNED BY {owner}", names.full(name)).into()
            }
            (Key::Function(..), Body::Function(function)) => self.unqualified(key, &function.definition).into(),
            (Key::Aggregate(name, _), Body::Aggregate { definition, arguments }) => {
                format!("CREATE AGGREGATE {}({arguments}) ({definition})", names.full(name)).into()
            }
            (Key::Relation(name), Body::Table(table)) => self.make_table(name, table, folded).into(),
            (Key::Relation(name), Body::View(view)) => {
                let mut statements = vec![self.make_view(name, view, false)];
                statements.extend(self.view_columns(name, view, None));
                statements.into()
            }
            (Key::Column(table, name), Body::Column(column)) => self.add_column(table, name, column),
            (Key::Default(table, column), Body::Default { expression }) => {
                let alter = format!("ALTER TABLE {} ALTER COLUMN {}", names.full(table), names.quoted(column));
                format!("{alter} SET DEFAULT {expression}").into()
            }
            (Key::Constraint(table, name), Body::Constraint(constraint)) => {
                self.add_constraint(table, name, constraint)
            }
            (Key::Index(name), Body::Index(index)) => self.make_index(name, index).into(),
            (Key::Attachment(_), Body::Attachment(attachment)) => {
                let index = |key: &Key| match key {
                    Key::Constraint(table, name) => names.in_schema(&table.schema, name),
                    Key::Index(name) => names.full(name),
                    _ => String::new(),
                };
                let (parent, index) = (index(&attachment.parent), index(&attachment.index));
                format!("ALTER INDEX {parent} ATTACH PARTITION {index}").into()
            }
            (Key::Statistics(name), Body::Statistics { definition, target }) => {
                let qualified = format!("{}.{}", names.quoted(&name.schema), names.quoted(&name.name));
                let mut statements = vec![definition.replacen(&qualified, &names.full(name), 1)];
                statements.extend(target.map(|target| self.statistics_target(name, Some(target))));
                statements.into()
            }
            (Key::Trigger(table, name), Body::Trigger(trigger)) => {
                let mut statements = vec![trigger.definition.clone()];
                statements.extend(self.enable_trigger(table, name, trigger, 'O'));
                statements.into()
            }
            (Key::Rule(table, name), Body::Rule { definition, enabled }) => {
                let mut statements = vec![definition.clone()];
                if *enabled != 'O' {
                    statements.push(self.enable_rule(table, name, *enabled));
                }
                statements.into()
            }
            (Key::Policy(table, name), Body::Policy(policy)) => {
                let on = format!("CREATE POLICY {} ON {}", names.quoted(name), names.full(table));
                format!("{on} {}", policy.definition).trim_end().to_owned().into()
            }
            (Key::Other(..), Body::Other { statements, .. }) => statements.clone().into(),
            // Keys and bodies come in these pairs only.
            _ => Written::default(),
        }
    }

    /// How closely ANALYZE looks at what statistics are about.
    pub(super) fn statistics_target(&self, name: &Name, target: Option<i64>) -> String {
        format!("ALTER STATISTICS {} SET STATISTICS {}", self.names().full(name), target.unwrap_or(-1))
    }

    /// The server always writes a routine with its schema.
    pub(super) fn unqualified(&self, key: &Key, definition: &str) -> String {
        let Key::Function(name, _) = key else { return definition.to_owned() };
        let names = self.names();
        let qualified = format!("{}.{}(", names.quoted(&name.schema), names.quoted(&name.name));
        definition.replacen(&qualified, &format!("{}(", names.full(name)), 1)
    }

    pub(super) fn make_view(&self, name: &Name, view: &View, replaces: bool) -> String {
        let kind = match (view.is_materialized, replaces) {
            (true, _) => "MATERIALIZED VIEW",
            (false, true) => "OR REPLACE VIEW",
            (false, false) => "VIEW",
        };
        let options =
            if view.options.is_empty() { String::new() } else { format!(" WITH ({})", storage_options(&view.options)) };
        if let Some((columns, values)) = values(view) {
            let columns = self.names().list(columns.iter().map(String::as_str));
            return format!("CREATE {kind} {} {columns}{options} AS\n{values}", self.names().full(name));
        }
        let data = if view.is_materialized && !view.is_filled { "\nWITH NO DATA" } else { "" };
        format!("CREATE {kind} {}{options} AS\n{}{data}", self.names().full(name), view.definition)
    }

    /// Defaults and comments of a view's columns, where `old` has others.
    pub(super) fn view_columns(&self, name: &Name, view: &View, old: Option<&View>) -> Vec<String> {
        let names = self.names();
        let full = names.full(name);
        let mut statements = Vec::new();
        for (column, _) in &view.columns {
            let before = old.and_then(|old| old.defaults.get(column));
            let quoted = names.quoted(column);
            match view.defaults.get(column) {
                after if after == before => {}
                Some(default) => {
                    statements.push(format!("ALTER VIEW {full} ALTER COLUMN {quoted} SET DEFAULT {default}"))
                }
                None => statements.push(format!("ALTER VIEW {full} ALTER COLUMN {quoted} DROP DEFAULT")),
            }
            let before = old.and_then(|old| old.statistics.get(column));
            if view.statistics.get(column) != before {
                let target = view.statistics.get(column).copied().unwrap_or(-1);
                statements
                    .push(format!("ALTER MATERIALIZED VIEW {full} ALTER COLUMN {quoted} SET STATISTICS {target}"));
            }
            let before = old.and_then(|old| old.comments.get(column));
            let after = view.comments.get(column);
            if before != after {
                let text = after.map_or_else(|| "NULL".to_owned(), |comment| literal(comment));
                statements.push(format!("COMMENT ON COLUMN {full}.{quoted} IS {text}"));
            }
        }
        statements
    }

    pub(super) fn enable_trigger(&self, table: &Name, name: &str, trigger: &Trigger, now: char) -> Option<String> {
        if trigger.enabled == now {
            return None;
        }
        let how = enabling(trigger.enabled);
        Some(format!("ALTER TABLE {} {how} TRIGGER {}", self.names().full(table), self.names().quoted(name)))
    }

    pub(super) fn enable_rule(&self, table: &Name, name: &str, enabled: char) -> String {
        let how = enabling(enabled);
        format!("ALTER TABLE {} {how} RULE {}", self.names().full(table), self.names().quoted(name))
    }
}

impl Written {
    pub(super) fn extend(&mut self, other: Written) {
        self.statements.extend(other.statements);
        self.notes.extend(other.notes);
    }
}

/// The names of the columns, and the VALUES, of a view that consists of nothing else: what the server writes of it is another query.
fn values(view: &View) -> Option<(Vec<String>, &str)> {
    let text = view.definition.trim();
    let rest = text.strip_prefix("SELECT ")?.strip_suffix(") \"*VALUES*\"")?;
    let (columns, values) = rest.split_once("FROM ( VALUES ").or_else(|| rest.split_once("FROM (VALUES "))?;
    let is_plain = columns.split(',').enumerate().all(|(at, column)| {
        let column = column.trim();
        let number = format!("column{}", at + 1);
        let rest = column.strip_prefix("\"*VALUES*\".").unwrap_or(column).strip_prefix(&number);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" AS "))
    });
    let start = text.len() - ") \"*VALUES*\"".len() - values.len() - "VALUES ".len();
    let values = text.get(start..text.len() - ") \"*VALUES*\"".len())?;
    (is_plain && !view.is_materialized)
        .then(|| (view.columns.iter().map(|(name, _)| name.clone()).collect(), values.trim()))
}

fn enabling(letter: char) -> &'static str {
    match letter {
        'D' => "DISABLE",
        'R' => "ENABLE REPLICA",
        'A' => "ENABLE ALWAYS",
        _ => "ENABLE",
    }
}
