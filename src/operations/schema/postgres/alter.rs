//! Changing an object that stays.

use crate::database::introspect::postgres::{
    Body, Column, ColumnKind, Function, Key, Name, Object, Schema, Sequence, Table, View,
};

use super::create::{Making, Written};
use super::filling::filling;
use super::kinds::{is_hopeless, spelled, using};
use super::options::changed_options;
use super::own;
use super::sequence::{changed_sequence, fitting_position, position, sequence};
use super::types::enum_values;

/// What changing objects has to know.
pub(super) struct Altering<'a> {
    pub from: &'a Schema,
    pub making: &'a Making<'a>,
    /// Whether a type is one whose columns move over to a new one.
    pub is_retyped: &'a dyn Fn(&Key) -> bool,
    /// Whether anything happens to an object.
    pub is_touched: &'a dyn Fn(&Key) -> bool,
}

impl Altering<'_> {
    /// The statements that make `old` into `new`, without comment and privileges.
    pub(super) fn alter(&self, key: &Key, old: &Object, new: &Object) -> Written {
        let names = &self.making.to.names;
        match (key, &old.body, &new.body) {
            (Key::Relation(name), Body::Table(old), Body::Table(new)) => self.table(name, old, new).into(),
            (Key::Relation(name), Body::View(old), Body::View(new)) => self.view(name, old, new).into(),
            (Key::Column(table, name), Body::Column(old), Body::Column(new)) => self.column(table, name, old, new),
            (Key::Default(table, column), _, Body::Default { expression }) => {
                let alter = format!("ALTER TABLE {} ALTER COLUMN {}", names.full(table), names.quoted(column));
                format!("{alter} SET DEFAULT {expression}").into()
            }
            (Key::Ownership(_), ..) | (Key::Rule(..), ..) if old.body != new.body => {
                let made = self.making.make(key, new, &[]);
                let definition = |statement: &String| statement.replacen("CREATE RULE", "CREATE OR REPLACE RULE", 1);
                made.statements.iter().map(definition).collect::<Vec<_>>().into()
            }
            (Key::Sequence(name), Body::Sequence(old), Body::Sequence(new)) => {
                sequence(&names.full(name), old, new).into()
            }
            (Key::Constraint(table, name), Body::Constraint(old), Body::Constraint(new)) => {
                let mut statements = Vec::new();
                if !old.is_valid && new.is_valid {
                    statements.push(format!(
                        "ALTER TABLE {} VALIDATE CONSTRAINT {}",
                        names.full(table),
                        names.quoted(name)
                    ));
                }
                statements.extend(self.changed_roles(table, name, old.roles, new.roles));
                statements.extend(self.making.key_extras(table, name, new, Some(old)));
                statements.into()
            }
            (Key::Index(name), Body::Index(old), Body::Index(new)) => {
                let mut statements = self.changed_roles(&new.table, &name.name, old.roles, new.roles);
                statements.extend(self.making.index_statistics(name, &new.statistics, &old.statistics));
                statements.into()
            }
            (Key::Statistics(name), Body::Statistics { target: before, .. }, Body::Statistics { target, .. })
                if before != target =>
            {
                self.making.statistics_target(name, *target).into()
            }
            (Key::Trigger(table, name), Body::Trigger(old), Body::Trigger(new)) => {
                self.making.enable_trigger(table, name, new, old.enabled).into_iter().collect::<Vec<_>>().into()
            }
            (Key::Function(..), Body::Function(old), Body::Function(new)) => self.function(key, old, new).into(),
            (Key::Type(name), Body::Enum { labels: old }, Body::Enum { labels: new }) => {
                enum_values(&names.full(name), old, new).into()
            }
            (Key::Type(name), Body::Composite { .. }, Body::Composite { .. }) => {
                self.composite(name, &old.body, &new.body).into()
            }
            (Key::Type(name), Body::Domain(old), Body::Domain(new)) => self.domain(name, old, new).into(),
            (Key::Extension(name), _, Body::Extension { schema }) if old.body != new.body => {
                format!("ALTER EXTENSION {} SET SCHEMA {}", names.quoted(name), names.quoted(schema)).into()
            }
            _ => Written::default(),
        }
    }

    fn changed_roles(
        &self,
        table: &Name,
        index: &str,
        old: crate::database::introspect::postgres::IndexRoles,
        new: crate::database::introspect::postgres::IndexRoles,
    ) -> Vec<String> {
        let mut gained = new;
        gained.clusters &= !old.clusters;
        gained.identifies &= !old.identifies;
        let mut statements = self.making.roles(table, index, gained);
        let clusters = |body: &Body| match body {
            Body::Index(index) => index.roles.clusters && index.table == *table,
            _ => false,
        };
        let is_others = self.making.to.objects.iter().any(|(key, object)| match &object.body {
            Body::Constraint(constraint) => constraint.roles.clusters && key.relation() == Some(table),
            body => clusters(body),
        });
        if old.clusters && !new.clusters && !is_others {
            statements.push(format!("ALTER TABLE {} SET WITHOUT CLUSTER", self.making.to.names.full(table)));
        }
        statements
    }

    fn table(&self, name: &Name, old: &Table, new: &Table) -> Vec<String> {
        let names = &self.making.to.names;
        let full = names.full(name);
        let alter = format!("ALTER TABLE {full}");
        let mut statements = Vec::new();
        if old.partition_of != new.partition_of {
            if let Some((parent, _)) = &old.partition_of {
                statements.push(format!("ALTER TABLE {} DETACH PARTITION {full}", names.full(parent)));
            }
            if let Some((parent, bound)) = &new.partition_of {
                statements.push(format!("ALTER TABLE {} ATTACH PARTITION {full} {bound}", names.full(parent)));
            }
        }
        for parent in old.inherits.iter().filter(|parent| !new.inherits.contains(parent)) {
            statements.push(format!("{alter} NO INHERIT {}", names.full(parent)));
        }
        for parent in new.inherits.iter().filter(|parent| !old.inherits.contains(parent)) {
            statements.push(format!("{alter} INHERIT {}", names.full(parent)));
        }
        if old.of != new.of {
            statements
                .push(new.of.as_ref().map_or_else(|| format!("{alter} NOT OF"), |kind| format!("{alter} OF {kind}")));
        }
        if old.persistence != new.persistence {
            statements.push(format!("{alter} SET {}", if new.persistence == 'u' { "UNLOGGED" } else { "LOGGED" }));
        }
        let (set, reset) = changed_options(&old.options, &new.options);
        if !reset.is_empty() {
            statements.push(format!("{alter} RESET ({reset})"));
        }
        if !set.is_empty() {
            statements.push(format!("{alter} SET ({set})"));
        }
        let switch = |old: bool, new: bool, on: &str, off: &str| {
            (old != new).then(|| format!("{alter} {}", if new { on } else { off }))
        };
        statements.extend(switch(
            old.row_security.0,
            new.row_security.0,
            "ENABLE ROW LEVEL SECURITY",
            "DISABLE ROW LEVEL SECURITY",
        ));
        statements.extend(switch(
            old.row_security.1,
            new.row_security.1,
            "FORCE ROW LEVEL SECURITY",
            "NO FORCE ROW LEVEL SECURITY",
        ));
        if old.replica_identity != new.replica_identity {
            let identity = match new.replica_identity {
                'f' => Some("FULL"),
                'n' => Some("NOTHING"),
                'd' => Some("DEFAULT"),
                // Its index says so.
                _ => None,
            };
            statements.extend(identity.map(|identity| format!("{alter} REPLICA IDENTITY {identity}")));
        }
        statements.extend(own::of_old(self.making, self.from, name, [old, new], self.is_touched));
        statements
    }

    fn view(&self, name: &Name, old: &View, new: &View) -> Vec<String> {
        if (&old.definition, &old.columns) != (&new.definition, &new.columns) {
            let mut statements = vec![self.making.make_view(name, new, true)];
            // What CREATE OR REPLACE does not name it leaves as it was.
            let (_, reset) = changed_options(&old.options, &new.options);
            if !reset.is_empty() {
                statements.push(format!("ALTER VIEW {} RESET ({reset})", self.making.to.names.full(name)));
            }
            statements.extend(self.making.view_columns(name, new, Some(old)));
            return statements;
        }
        let kind = if new.is_materialized { "MATERIALIZED VIEW" } else { "VIEW" };
        let alter = format!("ALTER {kind} {}", self.making.to.names.full(name));
        let (set, reset) = changed_options(&old.options, &new.options);
        let mut statements = Vec::new();
        if !reset.is_empty() {
            statements.push(format!("{alter} RESET ({reset})"));
        }
        if !set.is_empty() {
            statements.push(format!("{alter} SET ({set})"));
        }
        statements.extend(self.making.view_columns(name, new, Some(old)));
        statements
    }

    fn column(&self, table: &Name, name: &str, old: &Column, new: &Column) -> Written {
        let names = &self.making.to.names;
        let column_name = names.quoted(name);
        let alter = format!("ALTER TABLE {} ALTER COLUMN {column_name}", names.full(table));
        let mut written = Written::default();
        let was_generated = matches!(old.value, ColumnKind::Generated { .. }) && new.value == ColumnKind::Plain;
        if was_generated {
            written.statements.push(format!("{alter} DROP EXPRESSION"));
        }
        let had_identity = matches!(old.value, ColumnKind::Identity(_));
        let has_identity = matches!(new.value, ColumnKind::Identity(_));
        if had_identity && !has_identity {
            written.statements.push(format!("{alter} DROP IDENTITY"));
        }
        let key = Key::Column(table.clone(), name.to_owned());
        let has_new_type = old.kind != new.kind || old.collation != new.collation;
        let moves = self.retyped_under(&key);
        let kind = spelled(&new.kind);
        if let Some(row) = self.composite_value(&key, &column_name, &kind).filter(|_| old.kind == new.kind) {
            written.statements.push(format!("{alter} TYPE {kind} USING {row}"));
        } else if let Some(through) = moves.filter(|_| old.kind == new.kind) {
            written.statements.push(format!("{alter} TYPE {kind} USING {column_name}::{through}::{kind}"));
        } else if has_new_type {
            let collation = match (&old.collation, &new.collation) {
                (_, Some(collation)) => format!(" COLLATE {collation}"),
                _ => String::new(),
            };
            let using = if is_hopeless(self.making.to, &old.kind, &new.kind) {
                let value = self.making.to.default_of(table, name).map(str::to_owned);
                let value = value.or_else(|| filling(self.making.to, &new.kind)).filter(|_| new.not_null);
                format!(" USING {}", value.unwrap_or_else(|| "NULL".to_owned()))
            } else {
                using(self.making.to, &column_name, &old.kind, &new.kind).unwrap_or_default()
            };
            written.statements.push(format!("{alter} TYPE {}{collation}{using}", spelled(&new.kind)));
        }
        if old.not_null != new.not_null {
            written.extend(self.not_null(table, name, new.not_null, &alter));
        }
        if let (ColumnKind::Identity(identity), false) = (&new.value, had_identity) {
            let text = self.making.identity(table, name, new, identity);
            written.statements.push(format!("{alter} ADD {text}"));
            written.statements.push(position(names, table, name, &identity.sequence));
        }
        if let (ColumnKind::Identity(before), ColumnKind::Identity(after)) = (&old.value, &new.value) {
            if before.is_always != after.is_always {
                written
                    .statements
                    .push(format!("{alter} SET GENERATED {}", if after.is_always { "ALWAYS" } else { "BY DEFAULT" }));
            }
            // The sequence gets its type from the column.
            let before_type = Sequence { kind: after.sequence.kind.clone(), ..before.sequence.clone() };
            if old.kind == new.kind || before.sequence.max != Sequence::plain(&old.kind).max {
                let changed = changed_sequence(&before_type, &after.sequence);
                if !changed.is_empty() {
                    let full = names.full(&before.sequence_name);
                    written.statements.extend(fitting_position(&full, &before_type, &after.sequence));
                    written.statements.push(format!("ALTER SEQUENCE {}{changed}", names.full(&before.sequence_name)));
                }
            } else {
                written.statements.push(format!(
                    "ALTER SEQUENCE {} AS {}{}",
                    names.full(&before.sequence_name),
                    after.sequence.kind,
                    changed_sequence(
                        &Sequence { max: Sequence::plain(&after.sequence.kind).max, ..before_type },
                        &after.sequence
                    )
                ));
            }
            if before.sequence_name != after.sequence_name && before.sequence_name.schema == after.sequence_name.schema
            {
                let renamed = names.quoted(&after.sequence_name.name);
                written
                    .statements
                    .push(format!("ALTER SEQUENCE {} RENAME TO {renamed}", names.full(&before.sequence_name)));
            }
        }
        written.statements.extend(self.making.column_extras(table, name, new, Some(old)));
        if old.compression != new.compression {
            let compression = new.compression.as_deref().unwrap_or("default");
            written.statements.push(format!("{alter} SET COMPRESSION {compression}"));
        }
        written
    }

    fn not_null(&self, table: &Name, name: &str, not_null: bool, alter: &str) -> Written {
        if !not_null {
            return format!("{alter} DROP NOT NULL").into();
        }
        let names = &self.making.to.names;
        // A constraint that says the same was added before: once it is validated, SET NOT NULL need not look at the rows.
        let check = self.from.objects.iter().find_map(|(key, object)| match (key, &object.body) {
            (Key::Constraint(of, check), Body::Constraint(constraint))
                if of == table
                    && constraint.not_null_of.as_deref() == Some(name)
                    && !constraint.is_valid
                    // One that is to stay as it is says nothing of the rows that are there.
                    && self.making.to.body(key) != Some(&object.body) =>
            {
                Some(check)
            }
            _ => None,
        });
        let mut written = match check {
            Some(check) => {
                format!("ALTER TABLE {} VALIDATE CONSTRAINT {}", names.full(table), names.quoted(check)).into()
            }
            None => self.making.fill(table, name),
        };
        written.statements.push(format!("{alter} SET NOT NULL"));
        written
    }

    fn function(&self, key: &Key, old: &Function, new: &Function) -> Vec<String> {
        if old.definition == new.definition { Vec::new() } else { vec![self.making.unqualified(key, &new.definition)] }
    }
}
