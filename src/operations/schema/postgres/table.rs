//! Making a table and its columns.

use crate::database::introspect::postgres::{Body, Column, ColumnKind, Identity, Key, Name, Sequence, Table};

use super::super::Note;
use super::create::{Making, Written};
use super::filling;
use super::kinds::spelled;
use super::options::{changed_options, storage_options};
use super::own;
use super::sequence::sequence_options;

impl Making<'_> {
    pub(super) fn make_table(&self, name: &Name, table: &Table, folded: &[&Key]) -> Vec<String> {
        let names = self.names();
        let full = names.full(name);
        let mut parts: Vec<String> = Vec::new();
        let mut later: Vec<String> = Vec::new();
        for column_name in &table.columns {
            let is_given = self.given.contains(&Key::Column(name.clone(), column_name.clone()));
            if let Some(column) = self.to.column(name, column_name).filter(|_| !is_given) {
                parts.push(self.column(name, column_name, column));
                later.extend(self.column_extras(name, column_name, column, None));
            }
        }
        for key in folded {
            if let (Key::Constraint(_, constraint_name), Some(Body::Constraint(constraint))) = (key, self.to.body(key))
            {
                parts.push(self.constraint(name, constraint_name, constraint));
                later.extend(self.roles(name, constraint_name, constraint.roles));
                later.extend(self.key_extras(name, constraint_name, constraint, None));
            }
        }
        let unlogged = if table.persistence == 'u' { "UNLOGGED " } else { "" };
        let mut text = format!("CREATE {unlogged}TABLE {full}");
        match &table.partition_of {
            Some((parent, bound)) => {
                text.push_str(&format!(" PARTITION OF {}", names.full(parent)));
                if !parts.is_empty() {
                    text.push_str(&format!(" {}", lines(parts)));
                }
                text.push_str(&format!(" {bound}"));
            }
            None => text.push_str(&format!(" {}", lines(parts))),
        }
        if !table.inherits.is_empty() {
            let parents: Vec<String> = table.inherits.iter().map(|parent| names.full(parent)).collect();
            text.push_str(&format!(" INHERITS ({})", parents.join(", ")));
        }
        if let Some(by) = &table.partition_by {
            text.push_str(&format!(" PARTITION BY {by}"));
        }
        if !table.options.is_empty() {
            text.push_str(&format!(" WITH ({})", storage_options(&table.options)));
        }
        let mut statements = vec![text];
        statements.extend(self.table_extras(name, table));
        statements.extend(later);
        statements
    }

    /// What `CREATE TABLE` has no words for.
    pub(super) fn table_extras(&self, name: &Name, table: &Table) -> Vec<String> {
        let alter = format!("ALTER TABLE {}", self.names().full(name));
        let mut statements = Vec::new();
        statements.extend(table.of.iter().map(|kind| format!("{alter} OF {kind}")));
        if table.row_security.0 {
            statements.push(format!("{alter} ENABLE ROW LEVEL SECURITY"));
        }
        if table.row_security.1 {
            statements.push(format!("{alter} FORCE ROW LEVEL SECURITY"));
        }
        match table.replica_identity {
            'f' => statements.push(format!("{alter} REPLICA IDENTITY FULL")),
            'n' => statements.push(format!("{alter} REPLICA IDENTITY NOTHING")),
            _ => {}
        }
        statements.extend(own::of_new(self, name, table));
        statements
    }

    /// A column as it stands in `CREATE TABLE`.
    pub(super) fn column(&self, table: &Name, name: &str, column: &Column) -> String {
        let names = self.names();
        let key = Key::Column(table.clone(), name.to_owned());
        if self.serials.values().any(|serial| *serial == key) {
            let serial = match column.kind.as_str() {
                "smallint" => "smallserial",
                "bigint" => "bigserial",
                _ => "serial",
            };
            // `serial` says NOT NULL, too.
            return format!("{} {serial}", names.quoted(name));
        }
        let mut text =
            format!("{} {}{}", names.quoted(name), spelled(&column.kind), collate(column.collation.as_deref()));
        if let Some(compression) = &column.compression {
            text.push_str(&format!(" COMPRESSION {compression}"));
        }
        match &column.value {
            ColumnKind::Identity(identity) => {
                text.push_str(&format!(" {}", self.identity(table, name, column, identity)))
            }
            ColumnKind::Generated { expression, is_stored } => {
                let kept = if *is_stored { " STORED" } else { "" };
                text.push_str(&format!(" GENERATED ALWAYS AS ({expression}){kept}"));
            }
            ColumnKind::Plain => {
                let is_late = self.late.contains(&Key::Default(table.clone(), name.to_owned()));
                if let Some(default) = self.to.default_of(table, name).filter(|_| !is_late) {
                    text.push_str(&format!(" DEFAULT {default}"));
                }
            }
        }
        if column.not_null {
            text.push_str(" NOT NULL");
        }
        text
    }

    /// `GENERATED … AS IDENTITY`, with what of its sequence is not usual.
    pub(super) fn identity(&self, table: &Name, column_name: &str, column: &Column, identity: &Identity) -> String {
        let mut options =
            sequence_options(&Sequence { kind: Sequence::plain(&column.kind).kind, ..identity.sequence.clone() });
        if identity.sequence.kind == column.kind {
            options = options.replacen(&format!(" AS {}", identity.sequence.kind), "", 1);
        }
        let usual = Name { schema: table.schema.clone(), name: format!("{}_{column_name}_seq", table.name) };
        if identity.sequence_name != usual && usual.name.len() <= 63 {
            options = format!(" SEQUENCE NAME {}{options}", self.names().full(&identity.sequence_name));
        }
        let options = if options.is_empty() { String::new() } else { format!(" ({})", options.trim_start()) };
        format!("GENERATED {} AS IDENTITY{options}", if identity.is_always { "ALWAYS" } else { "BY DEFAULT" })
    }

    /// What a column definition has no words for; `old` is what the column has already.
    pub(super) fn column_extras(&self, table: &Name, name: &str, column: &Column, old: Option<&Column>) -> Vec<String> {
        let names = self.names();
        let alter = format!("ALTER TABLE {} ALTER COLUMN {}", names.full(table), names.quoted(name));
        let mut statements = Vec::new();
        if column.storage != old.and_then(|old| old.storage) {
            let storage = match column.storage.unwrap_or(column.usual_storage) {
                'p' => "PLAIN",
                'e' => "EXTERNAL",
                'm' => "MAIN",
                _ => "EXTENDED",
            };
            statements.push(format!("{alter} SET STORAGE {storage}"));
        }
        if column.statistics != old.and_then(|old| old.statistics) {
            statements.push(format!("{alter} SET STATISTICS {}", column.statistics.unwrap_or(-1)));
        }
        let old_options = old.map(|old| old.options.as_slice()).unwrap_or_default();
        let (set, reset) = changed_options(old_options, &column.options);
        if !reset.is_empty() {
            statements.push(format!("{alter} RESET ({reset})"));
        }
        if !set.is_empty() {
            statements.push(format!("{alter} SET ({set})"));
        }
        statements
    }

    pub(super) fn add_column(&self, table: &Name, name: &str, column: &Column) -> Written {
        let names = self.names();
        let add = format!("ALTER TABLE {} ADD COLUMN ", names.full(table));
        let text = self.column(table, name, column);
        let mut written = Written::default();
        let has_value = column.value != ColumnKind::Plain || self.to.default_of(table, name).is_some();
        let is_empty = (column.not_null || filling::is_of_full_domain(self.to, &column.kind)) && !has_value;
        let is_one = !is_empty || filling::is_the_same_for_all(self, table, name);
        match filling::value_for(self.to, table, name, column).filter(|_| is_empty) {
            Some(value) if is_one => {
                let column_name = names.quoted(name);
                written.notes.push(Note::Fill { column: format!("{}.{name}", names.plain(table)) });
                let with_value = match text.strip_suffix(" NOT NULL") {
                    Some(text) => format!("{text} DEFAULT {value} NOT NULL"),
                    None => format!("{text} DEFAULT {value}"),
                };
                written.statements.push(format!("{add}{with_value}"));
                written
                    .statements
                    .push(format!("ALTER TABLE {} ALTER COLUMN {column_name} DROP DEFAULT", names.full(table)));
            }
            Some(_) => {
                written.statements.push(format!("{add}{}", text.replacen(" NOT NULL", "", 1)));
                written.extend(filling::fill(self, table, name, column));
                let column_name = names.quoted(name);
                written
                    .statements
                    .push(format!("ALTER TABLE {} ALTER COLUMN {column_name} SET NOT NULL", names.full(table)));
            }
            None => written.statements.push(format!("{add}{text}")),
        }
        written.statements.extend(self.column_extras(table, name, column, None));
        written
    }
}

/// Parts of a CREATE, one a line, in parentheses.
pub(super) fn lines(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| format!("\n    {part}")).collect();
    if parts.is_empty() { "()".to_owned() } else { format!("({}\n)", parts.join(",")) }
}

pub(super) fn collate(collation: Option<&str>) -> String {
    collation.map(|collation| format!(" COLLATE {collation}")).unwrap_or_default()
}
