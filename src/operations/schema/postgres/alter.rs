//! Changing an object that stays.

use crate::database::introspect::postgres::{
    Body, Column, ColumnKind, Domain, DomainConstraint, Function, Key, Name, Names, Object, Schema, Sequence, Table,
    View,
};
use crate::database::literal;

use super::create::{Making, Written, changed_options};
use super::kinds::{filling, is_hopeless, spelled, using};
use super::own;
use super::remove::OLD;

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

    /// Through what values of a column get from a type that goes to its successor of the same name; `None` for a column of another type.
    pub(super) fn retyped_under(&self, column: &Key) -> Option<String> {
        let uses = |(user, used): &&(Key, Key)| user == column && (self.is_retyped)(used);
        let (_, used) = self.from.dependencies.iter().find(uses)?;
        let is_array = matches!(self.from.body(column), Some(Body::Column(column)) if column.kind.ends_with("[]"));
        // A domain over a type that goes, too, has no cast to its successor.
        let is_over_another =
            self.from.dependencies.iter().any(|(user, under)| user == used && (self.is_retyped)(under));
        let through = match self.from.body(used) {
            Some(Body::Domain(domain))
                if !is_over_another && matches!(self.making.to.body(used), Some(Body::Domain(_))) =>
            {
                spelled(&domain.base)
            }
            _ => "text".to_owned(),
        };
        Some(if is_array { format!("{through}[]") } else { through })
    }

    /// A value of a composite type attribute by attribute, for its successor of the same name; `None` for a column of another type.
    fn composite_value(&self, column: &Key, column_name: &str, kind: &str) -> Option<String> {
        let uses = |(user, used): &&(Key, Key)| user == column && (self.is_retyped)(used);
        let (_, used) = self.from.dependencies.iter().find(uses)?;
        let Key::Type(name) = used else { return None };
        let names = &self.making.to.names;
        let (Some(Body::Composite { attributes: old }), Some(Body::Composite { attributes: new })) =
            (self.from.body(used), self.making.to.body(used))
        else {
            return None;
        };
        if kind != names.full(name) {
            return None;
        }
        let values = new.iter().map(|attribute| match old.iter().find(|other| other.name == attribute.name) {
            Some(other) => {
                let value = format!("({column_name}).{}", names.quoted(&attribute.name));
                match using(self.making.to, &value, &other.kind, &attribute.kind) {
                    Some(cast) => cast.trim_start_matches(" USING ").to_owned(),
                    None => value,
                }
            }
            None => "NULL".to_owned(),
        });
        let values: Vec<String> = values.collect();
        Some(format!(
            "CASE WHEN {column_name} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW({})::{kind} END",
            values.join(", ")
        ))
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

    fn composite(&self, name: &Name, old: &Body, new: &Body) -> Vec<String> {
        let (Body::Composite { attributes: old }, Body::Composite { attributes: new }) = (old, new) else {
            return Vec::new();
        };
        let names = &self.making.to.names;
        let alter = format!("ALTER TYPE {}", names.full(name));
        let mut statements = Vec::new();
        for attribute in old.iter().filter(|attribute| !new.iter().any(|other| other.name == attribute.name)) {
            statements.push(format!("{alter} DROP ATTRIBUTE {} CASCADE", names.quoted(&attribute.name)));
        }
        for attribute in new {
            let collation =
                attribute.collation.as_ref().map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
            let kind = format!("{}{collation}", spelled(&attribute.kind));
            match old.iter().find(|other| other.name == attribute.name) {
                None => {
                    statements.push(format!("{alter} ADD ATTRIBUTE {} {kind} CASCADE", names.quoted(&attribute.name)))
                }
                Some(before) if (&before.kind, &before.collation) != (&attribute.kind, &attribute.collation) => {
                    statements
                        .push(format!("{alter} ALTER ATTRIBUTE {} TYPE {kind} CASCADE", names.quoted(&attribute.name)));
                }
                Some(_) => {}
            }
            let before = old.iter().find(|other| other.name == attribute.name).and_then(|other| other.comment.as_ref());
            if before != attribute.comment.as_ref() {
                statements.push(self.making.attribute_comment(name, &attribute.name, attribute.comment.as_deref()));
            }
        }
        statements
    }

    fn domain(&self, name: &Name, old: &Domain, new: &Domain) -> Vec<String> {
        let names = &self.making.to.names;
        let alter = format!("ALTER DOMAIN {}", names.full(name));
        let mut statements = Vec::new();
        let has = |domain: &Domain, check: &DomainConstraint| {
            domain.constraints.iter().any(|other| (&other.name, &other.definition) == (&check.name, &check.definition))
        };
        for constraint in old.constraints.iter().filter(|constraint| !has(new, constraint)) {
            let stays = new.constraints.iter().any(|other| {
                other.name == constraint.name && format!("{} NOT VALID", other.definition) == constraint.definition
            });
            let quoted = names.quoted(&constraint.name);
            statements.push(if stays {
                format!("{alter} VALIDATE CONSTRAINT {quoted}")
            } else {
                format!("{alter} DROP CONSTRAINT {quoted}")
            });
        }
        match (&old.default, &new.default) {
            (old, new) if old == new => {}
            (_, Some(default)) => statements.push(format!("{alter} SET DEFAULT {default}")),
            (_, None) => statements.push(format!("{alter} DROP DEFAULT")),
        }
        if old.not_null != new.not_null {
            statements.push(format!("{alter} {} NOT NULL", if new.not_null { "SET" } else { "DROP" }));
        }
        for constraint in new.constraints.iter().filter(|constraint| !has(old, constraint)) {
            let was_there = old.constraints.iter().any(|other| {
                other.name == constraint.name && other.definition == format!("{} NOT VALID", constraint.definition)
            });
            if !was_there {
                statements.push(format!(
                    "{alter} ADD CONSTRAINT {} {}",
                    names.quoted(&constraint.name),
                    constraint.definition
                ));
            }
        }
        for constraint in &new.constraints {
            // A check that is made anew has none yet.
            let before = old.constraints.iter().find(|other| other.name == constraint.name);
            let stays = before.filter(|before| {
                before.definition.trim_end_matches(" NOT VALID") == constraint.definition.trim_end_matches(" NOT VALID")
            });
            if stays.and_then(|before| before.comment.as_ref()) != constraint.comment.as_ref() {
                statements.push(self.making.check_comment(name, &constraint.name, constraint.comment.as_deref()));
            }
        }
        statements
    }
}

/// A sequence that a column of rows gets goes on behind them, within its bounds.
pub(super) fn position(names: &Names, table: &Name, column: &str, sequence: &Sequence) -> String {
    let full = names.full(table);
    let quoted = names.quoted(column);
    let plain = Sequence::plain(&sequence.kind);
    let mut next = if sequence.increment < 0 {
        format!("least(min({quoted}) - 1, {})", sequence.start)
    } else {
        format!("greatest(max({quoted}) + 1, {})", sequence.start)
    };
    if sequence.increment < 0 {
        next = format!("greatest({next}, {})", sequence.min);
    } else if sequence.max != plain.max {
        next = format!("least({next}, {})", sequence.max);
    }
    format!("SELECT setval(pg_get_serial_sequence({}, {}), {next}, false) FROM {full}", literal(&full), literal(column),)
}

/// What makes room for a type that takes the place of another: the old one waits under another name until no column has it.
pub(super) fn set_aside(schema: &Schema, key: &Key) -> Vec<String> {
    let Key::Type(name) = key else { return Vec::new() };
    let kind = if matches!(schema.body(key), Some(Body::Domain(_))) { "DOMAIN" } else { "TYPE" };
    let aside = schema.names.quoted(&format!("{}{OLD}", name.name));
    let mut statements = vec![format!("ALTER {kind} {} RENAME TO {aside}", schema.names.full(name))];
    if let Some(Body::Range { definition, multirange }) = schema.body(key) {
        // The functions that make ranges keep their names when the type gets another.
        let mut functions: Vec<(&String, String)> = Vec::new();
        if let Some(subtype) = definition.strip_prefix("subtype = ").and_then(|rest| rest.split(", ").next()) {
            functions.push((&name.name, format!("{subtype}, {subtype}")));
            functions.push((&name.name, format!("{subtype}, {subtype}, text")));
        }
        if let Some(multirange) = multirange {
            let full = schema.names.in_schema(&name.schema, multirange);
            let aside = schema.names.quoted(&format!("{multirange}{OLD}"));
            statements.push(format!("ALTER TYPE {full} RENAME TO {aside}"));
            functions.push((multirange, String::new()));
        }
        for (function, arguments) in functions {
            let full = schema.names.in_schema(&name.schema, function);
            let aside = schema.names.quoted(&format!("{function}{OLD}"));
            statements.push(format!("ALTER FUNCTION {full}({arguments}) RENAME TO {aside}"));
        }
    }
    statements
}

/// New values of an enum, each where it belongs.
fn enum_values(full: &str, old: &[String], new: &[String]) -> Vec<String> {
    let mut there: Vec<&String> = old.iter().collect();
    let mut statements = Vec::new();
    for (index, label) in new.iter().enumerate() {
        if there.contains(&label) {
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| new.get(index));
        let place = match before {
            Some(before) if there.last() == Some(&before) => String::new(),
            Some(before) => format!(" AFTER {}", literal(before)),
            None => there.first().map(|first| format!(" BEFORE {}", literal(first))).unwrap_or_default(),
        };
        statements.push(format!("ALTER TYPE {full} ADD VALUE {}{place}", literal(label)));
        let at = before.and_then(|before| there.iter().position(|other| *other == before)).map_or(0, |at| at + 1);
        there.insert(at, label);
    }
    statements
}

fn sequence(full: &str, old: &Sequence, new: &Sequence) -> Vec<String> {
    let mut statements = Vec::new();
    let changed = changed_sequence(old, new);
    if !changed.is_empty() {
        statements.extend(fitting_position(full, old, new));
        statements.push(format!("ALTER SEQUENCE {full}{changed}"));
    }
    if old.unlogged != new.unlogged {
        statements.push(format!("ALTER SEQUENCE {full} SET {}", if new.unlogged { "UNLOGGED" } else { "LOGGED" }));
    }
    statements
}

/// What moves a sequence whose position is outside of its new bounds into them, where its old bounds have room for that; one that fits stays.
fn fitting_position(full: &str, old: &Sequence, new: &Sequence) -> Option<String> {
    let is_narrower = new.min > old.min || new.max < old.max;
    if !is_narrower || old.max < new.min || new.max < old.min {
        return None;
    }
    let start = new.start.clamp(new.min.max(old.min), new.max.min(old.max));
    let fits = format!("last_value BETWEEN {} AND {}", new.min, new.max);
    Some(format!(
        "SELECT setval({}, CASE WHEN {fits} THEN last_value ELSE {start} END, is_called AND {fits}) FROM {full}",
        literal(full)
    ))
}

/// Every property that differs, named: ALTER leaves the others as they are.
fn changed_sequence(old: &Sequence, new: &Sequence) -> String {
    let mut text = String::new();
    let mut old = old.clone();
    if old.kind != new.kind {
        text.push_str(&format!(" AS {}", new.kind));
        // A bound that was the type's own goes along with it.
        if old.max == Sequence::plain(&old.kind).max {
            old.max = Sequence::plain(&new.kind).max;
        }
        if old.min == -Sequence::plain(&old.kind).max - 1 {
            old.min = -Sequence::plain(&new.kind).max - 1;
        }
    }
    for (name, before, after) in [
        ("INCREMENT BY", old.increment, new.increment),
        ("MINVALUE", old.min, new.min),
        ("MAXVALUE", old.max, new.max),
        ("START WITH", old.start, new.start),
        ("CACHE", old.cache, new.cache),
    ] {
        if before != after {
            text.push_str(&format!(" {name} {after}"));
        }
    }
    // No position fits the new bounds: it begins anew.
    if old.max < new.min || new.max < old.min {
        text.push_str(&format!(" RESTART WITH {}", new.start));
    }
    match (old.cycle, new.cycle) {
        (false, true) => text.push_str(" CYCLE"),
        (true, false) => text.push_str(" NO CYCLE"),
        _ => {}
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_an_enum_come_where_they_belong() {
        let labels = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let values = |old: &str, new: &str| enum_values("t", &labels(old), &labels(new));
        assert_eq!(values("a b", "a b c"), ["ALTER TYPE t ADD VALUE 'c'"]);
        assert_eq!(values("a b", "a x b"), ["ALTER TYPE t ADD VALUE 'x' AFTER 'a'"]);
        assert_eq!(values("b", "a b"), ["ALTER TYPE t ADD VALUE 'a' BEFORE 'b'"]);
        assert_eq!(
            values("c", "a b c d"),
            [
                "ALTER TYPE t ADD VALUE 'a' BEFORE 'c'",
                "ALTER TYPE t ADD VALUE 'b' AFTER 'a'",
                "ALTER TYPE t ADD VALUE 'd'"
            ]
        );
    }
}
