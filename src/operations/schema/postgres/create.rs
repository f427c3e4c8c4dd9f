//! Making an object.

use std::collections::{HashMap, HashSet};

use crate::database::introspect::postgres::{
    Body, Column, ColumnKind, Constraint, ConstraintKind, Identity, Index, Key, Name, Names, Object, Schema, Sequence,
    Table, Trigger, View,
};
use crate::database::literal;

use super::super::{Note, Options};
use super::kinds::{filling, spelled};
use super::own;
use super::stages::index_of_key;

/// What making objects has to know.
pub(super) struct Making<'a> {
    pub to: &'a Schema,
    pub options: &'a Options,
    /// Indexes of partitioned tables that are made without those of the partitions.
    pub only: &'a HashSet<Key>,
    /// Columns that stand for those of a parent.
    pub given: &'a HashSet<Key>,
    /// Sequences that come with a `serial` column.
    pub serials: &'a HashMap<Name, Key>,
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
    fn names(&self) -> &Names {
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

    /// What of the index of a key no constraint has words for; `old` is what there is already.
    pub(super) fn key_extras(
        &self,
        table: &Name,
        name: &str,
        constraint: &Constraint,
        old: Option<&Constraint>,
    ) -> Option<String> {
        if constraint.index_comment.as_ref() == old.and_then(|old| old.index_comment.as_ref()) {
            return None;
        }
        let text = constraint.index_comment.as_deref().map_or_else(|| "NULL".to_owned(), literal);
        Some(format!("COMMENT ON INDEX {} IS {text}", self.names().in_schema(&table.schema, name)))
    }

    /// How closely ANALYZE looks at the expressions of an index; `old` is what is said already.
    pub(super) fn index_statistics(&self, name: &Name, new: &[(i64, i64)], old: &[(i64, i64)]) -> Vec<String> {
        let alter = format!("ALTER INDEX {} ALTER COLUMN", self.names().full(name));
        let is_gone = |place: i64| !new.iter().any(|(other, _)| *other == place);
        let reset = old
            .iter()
            .filter(|(place, _)| is_gone(*place))
            .map(|(place, _)| format!("{alter} {place} SET STATISTICS -1"));
        let set = new.iter().filter(|target| !old.contains(target));
        reset.chain(set.map(|(place, target)| format!("{alter} {place} SET STATISTICS {target}"))).collect()
    }

    /// The server always writes a routine with its schema.
    pub(super) fn unqualified(&self, key: &Key, definition: &str) -> String {
        let Key::Function(name, _) = key else { return definition.to_owned() };
        let names = self.names();
        let qualified = format!("{}.{}(", names.quoted(&name.schema), names.quoted(&name.name));
        definition.replacen(&qualified, &format!("{}(", names.full(name)), 1)
    }

    fn make_type(&self, name: &Name, body: &Body) -> Vec<String> {
        let names = self.names();
        let full = names.full(name);
        match body {
            Body::Enum { labels } => {
                let labels: Vec<String> = labels.iter().map(|label| literal(label)).collect();
                vec![format!("CREATE TYPE {full} AS ENUM ({})", labels.join(", "))]
            }
            Body::Composite { attributes } => {
                let attribute = |attribute: &crate::database::introspect::postgres::Attribute| {
                    format!(
                        "{} {}{}",
                        names.quoted(&attribute.name),
                        spelled(&attribute.kind),
                        collate(attribute.collation.as_deref())
                    )
                };
                let mut statements = vec![format!("CREATE TYPE {full} AS {}", lines(attributes.iter().map(attribute)))];
                statements.extend(attributes.iter().filter_map(|attribute| {
                    let comment = attribute.comment.as_deref()?;
                    Some(self.attribute_comment(name, &attribute.name, Some(comment)))
                }));
                statements
            }
            Body::Range { definition, .. } => vec![format!("CREATE TYPE {full} AS RANGE ({definition})")],
            Body::Domain(domain) => {
                let mut text = format!(
                    "CREATE DOMAIN {full} AS {}{}",
                    spelled(&domain.base),
                    collate(domain.collation.as_deref())
                );
                if let Some(default) = &domain.default {
                    text.push_str(&format!(" DEFAULT {default}"));
                }
                if domain.not_null {
                    text.push_str(" NOT NULL");
                }
                let (valid, later): (Vec<_>, Vec<_>) =
                    domain.constraints.iter().partition(|constraint| !constraint.definition.ends_with(" NOT VALID"));
                for constraint in valid {
                    text.push_str(&format!(
                        "\n    CONSTRAINT {} {}",
                        names.quoted(&constraint.name),
                        constraint.definition
                    ));
                }
                let mut statements = vec![text];
                statements.extend(later.iter().map(|constraint| {
                    format!(
                        "ALTER DOMAIN {full} ADD CONSTRAINT {} {}",
                        names.quoted(&constraint.name),
                        constraint.definition
                    )
                }));
                statements.extend(domain.constraints.iter().filter_map(|constraint| {
                    let comment = constraint.comment.as_deref()?;
                    Some(self.check_comment(name, &constraint.name, Some(comment)))
                }));
                statements
            }
            _ => Vec::new(),
        }
    }

    /// `COMMENT ON` an attribute of a composite type.
    pub(super) fn attribute_comment(&self, name: &Name, attribute: &str, comment: Option<&str>) -> String {
        let text = comment.map_or_else(|| "NULL".to_owned(), literal);
        format!("COMMENT ON COLUMN {}.{} IS {text}", self.names().full(name), self.names().quoted(attribute))
    }

    /// `COMMENT ON` a check of a domain.
    pub(super) fn check_comment(&self, name: &Name, check: &str, comment: Option<&str>) -> String {
        let text = comment.map_or_else(|| "NULL".to_owned(), literal);
        format!("COMMENT ON CONSTRAINT {} ON DOMAIN {} IS {text}", self.names().quoted(check), self.names().full(name))
    }

    fn make_table(&self, name: &Name, table: &Table, folded: &[&Key]) -> Vec<String> {
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
    fn table_extras(&self, name: &Name, table: &Table) -> Vec<String> {
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
    fn column(&self, table: &Name, name: &str, column: &Column) -> String {
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
                if let Some(default) = self.to.default_of(table, name) {
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

    fn add_column(&self, table: &Name, name: &str, column: &Column) -> Written {
        let names = self.names();
        let add = format!("ALTER TABLE {} ADD COLUMN ", names.full(table));
        let text = self.column(table, name, column);
        let mut written = Written::default();
        let has_value = column.value != ColumnKind::Plain || self.to.default_of(table, name).is_some();
        match filling(self.to, &column.kind).filter(|_| column.not_null && !has_value) {
            Some(value) => {
                let column_name = names.quoted(name);
                written.notes.push(Note::Fill { column: format!("{}.{name}", names.plain(table)) });
                let with_value = text.replacen(" NOT NULL", &format!(" DEFAULT {value} NOT NULL"), 1);
                written.statements.push(format!("{add}{with_value}"));
                written
                    .statements
                    .push(format!("ALTER TABLE {} ALTER COLUMN {column_name} DROP DEFAULT", names.full(table)));
            }
            None => written.statements.push(format!("{add}{text}")),
        }
        written.statements.extend(self.column_extras(table, name, column, None));
        written
    }

    /// A constraint as it stands in `CREATE TABLE`; the name that the server would give is left out.
    fn constraint(&self, table: &Name, name: &str, constraint: &Constraint) -> String {
        if constraint.kind == ConstraintKind::PrimaryKey && *name == format!("{}_pkey", table.name) {
            return constraint.definition.clone();
        }
        format!("CONSTRAINT {} {}", self.names().quoted(name), constraint.definition)
    }

    fn add_constraint(&self, table: &Name, name: &str, constraint: &Constraint) -> Written {
        let names = self.names();
        let full = names.full(table);
        if let (true, Some((index, rest))) = (self.is_beside, index_of_key(&constraint.definition)) {
            let kind = if constraint.kind == ConstraintKind::PrimaryKey { "PRIMARY KEY" } else { "UNIQUE" };
            let quoted = names.quoted(name);
            let mut statements = vec![
                format!("CREATE UNIQUE INDEX CONCURRENTLY {quoted} ON {full} {index}"),
                format!("ALTER TABLE {full} ADD CONSTRAINT {quoted} {kind} USING INDEX {quoted}{rest}"),
            ];
            statements.extend(self.roles(table, name, constraint.roles));
            statements.extend(self.key_extras(table, name, constraint, None));
            return statements.into();
        }
        // Beside the work of the shop it is said for new rows first, and then looked at in the others.
        let is_looked_at_later = self.is_beside
            && constraint.is_valid
            && constraint.kind == ConstraintKind::ForeignKey
            && self.to.table(table).is_some_and(|table| table.partition_by.is_none());
        let not_valid = if constraint.is_valid && !is_looked_at_later { "" } else { " NOT VALID" };
        let only = if self.only.contains(&Key::Constraint(table.clone(), name.to_owned())) { "ONLY " } else { "" };
        let add = format!(
            "ALTER TABLE {only}{full} ADD CONSTRAINT {} {}{not_valid}",
            names.quoted(name),
            constraint.definition
        );
        let mut written: Written = add.into();
        if is_looked_at_later {
            written.statements.push(format!("ALTER TABLE {full} VALIDATE CONSTRAINT {}", names.quoted(name)));
        }
        written.statements.extend(self.roles(table, name, constraint.roles));
        written.statements.extend(self.key_extras(table, name, constraint, None));
        // The first half of making a column NOT NULL beside the work of the shop: from here on nobody adds an empty one.
        if let (Some(column), false, true) = (&constraint.not_null_of, constraint.is_valid, self.options.online) {
            written.extend(self.fill(table, column));
        }
        written
    }

    /// Gives rows a value that have none in a column.
    pub(super) fn fill(&self, table: &Name, column: &str) -> Written {
        let names = self.names();
        let Some(found) = self.to.column(table, column) else { return Written::default() };
        // A computed column has nothing else than what is computed.
        if matches!(found.value, ColumnKind::Generated { .. }) {
            return Written::default();
        }
        let kind = found.kind.as_str();
        let value = self.to.default_of(table, column).map(str::to_owned).or_else(|| filling(self.to, kind));
        let Some(value) = value else { return Written::default() };
        let column_name = names.quoted(column);
        let statement = format!("UPDATE {} SET {column_name} = {value} WHERE {column_name} IS NULL", names.full(table));
        Written {
            statements: vec![statement],
            notes: vec![Note::Fill { column: format!("{}.{column}", names.plain(table)) }],
        }
    }

    fn make_index(&self, name: &Name, index: &Index) -> Vec<String> {
        let names = self.names();
        // The server says what is usual, too; and ON ONLY would leave the partitions out.
        let on = names.full(&index.table);
        let key = Key::Index(name.clone());
        let mut text = index.definition.clone();
        let mut on = format!(" ON {on} ");
        let only = format!(" ON ONLY{}", &on[3..]);
        if self.only.contains(&key) {
            on = only;
        } else {
            text = text.replacen(&only, &on, 1);
        }
        text = text.replacen(&format!("{on}USING btree ("), &format!("{on}("), 1);
        if self.is_beside && !index.is_partitioned {
            text = text.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1);
        }
        let mut statements = vec![text];
        statements.extend(self.roles(&index.table, &name.name, index.roles));
        statements.extend(self.index_statistics(name, &index.statistics, &[]));
        statements
    }

    /// What else an index does for its table.
    pub(super) fn roles(
        &self,
        table: &Name,
        index: &str,
        roles: crate::database::introspect::postgres::IndexRoles,
    ) -> Vec<String> {
        let alter = format!("ALTER TABLE {}", self.names().full(table));
        let index = self.names().quoted(index);
        let mut statements = Vec::new();
        if roles.clusters {
            statements.push(format!("{alter} CLUSTER ON {index}"));
        }
        if roles.identifies {
            statements.push(format!("{alter} REPLICA IDENTITY USING INDEX {index}"));
        }
        statements
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

/// Parts of a CREATE, one a line, in parentheses.
fn lines(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| format!("\n    {part}")).collect();
    if parts.is_empty() { "()".to_owned() } else { format!("({}\n)", parts.join(",")) }
}

fn collate(collation: Option<&str>) -> String {
    collation.map(|collation| format!(" COLLATE {collation}")).unwrap_or_default()
}

/// `fillfactor=70` as SQL has it; the catalog keeps values without quotes.
pub(super) fn storage_options(options: &[String]) -> String {
    let option = |option: &String| match option.split_once('=') {
        Some((name, value)) if value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.') => {
            format!("{name} = {value}")
        }
        Some((name, value)) => format!("{name} = {}", literal(value)),
        None => option.clone(),
    };
    options.iter().map(option).collect::<Vec<_>>().join(", ")
}

/// What to set, and what to reset.
pub(super) fn changed_options(old: &[String], new: &[String]) -> (String, String) {
    let name = |option: &String| option.split('=').next().unwrap_or_default().to_owned();
    let mut set: Vec<String> = new.iter().filter(|option| !old.contains(option)).cloned().collect();
    // What is set comes behind what stays, and the catalog keeps the order.
    let stays = old.iter().filter(|option| new.contains(option));
    if !stays.chain(&set).eq(new) {
        set = new.to_vec();
    }
    let is_there = |option: &&String| !new.iter().any(|other| name(other) == name(option));
    let reset: Vec<String> = old.iter().filter(is_there).map(name).collect();
    (storage_options(&set), reset.join(", "))
}

/// What of a sequence is not as `CREATE SEQUENCE` makes it.
pub(super) fn sequence_options(sequence: &Sequence) -> String {
    let mut text = String::new();
    if sequence.kind != "bigint" {
        text.push_str(&format!(" AS {}", sequence.kind));
    }
    let usual = if sequence.increment < 0 {
        let plain = Sequence::plain(&sequence.kind);
        Sequence { min: -plain.max - 1, max: -1, start: sequence.max, ..plain }
    } else {
        Sequence { start: sequence.min, ..Sequence::plain(&sequence.kind) }
    };
    if sequence.increment != 1 {
        text.push_str(&format!(" INCREMENT BY {}", sequence.increment));
    }
    if sequence.min != usual.min {
        text.push_str(&format!(" MINVALUE {}", sequence.min));
    }
    if sequence.max != usual.max {
        text.push_str(&format!(" MAXVALUE {}", sequence.max));
    }
    if sequence.start != usual.start {
        text.push_str(&format!(" START WITH {}", sequence.start));
    }
    if sequence.cache != 1 {
        text.push_str(&format!(" CACHE {}", sequence.cache));
    }
    if sequence.cycle {
        text.push_str(" CYCLE");
    }
    text
}
