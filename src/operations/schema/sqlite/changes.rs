//! What differs, for people.

use super::compare::{same_column, same_type};
use super::value::narrowing;
use crate::database::introspect::sqlite::{Column, Constraint, ConstraintKind, Table};
use crate::operations::schema::{Action, Change, Detail, Loss, ObjectKind};

/// A change without details.
pub(super) fn change(action: Action, object: ObjectKind, name: impl Into<String>, loss: Option<Loss>) -> Change {
    Change { action, object, name: name.into(), details: Vec::new(), loss }
}

fn detail(property: &'static str, before: Option<&str>, after: Option<&str>) -> Detail {
    Detail { property, before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

/// What differs between two tables, which do differ.
pub(super) fn table_changes(from: &Table, to: &Table) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut table = change(Action::Alter, ObjectKind::Table, &to.name, None);
    if from.name != to.name {
        table.details.push(detail("NAME", Some(&from.name), Some(&to.name)));
    }
    for (property, before, after) in
        [("STRICT", from.strict, to.strict), ("WITHOUT ROWID", from.without_rowid, to.without_rowid)]
    {
        if before != after {
            let word = |is_set: bool| is_set.then_some(property);
            table.details.push(detail(property, word(before), word(after)));
        }
    }
    table.details.extend(constraint_details(from, to));
    let order = |table: &Table, other: &Table| {
        let common = table.columns.iter().filter(|column| other.column(&column.name).is_some());
        common.map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (order(from, to), order(to, from));
    if !before.eq_ignore_ascii_case(&after) {
        table.details.push(detail("ORDER", Some(&before), Some(&after)));
    }
    for column in from.columns.iter().filter(|column| to.column(&column.name).is_none()) {
        let loss = column.generated.is_none().then_some(Loss::Values);
        changes.push(change(Action::Drop, ObjectKind::Column, format!("{}.{}", to.name, column.name), loss));
    }
    for column in &to.columns {
        let name = format!("{}.{}", to.name, column.name);
        match from.column(&column.name) {
            None => {
                let mut added = change(Action::Create, ObjectKind::Column, name, None);
                added.details.push(detail("DEFINITION", None, Some(&column.definition)));
                changes.push(added);
            }
            Some(old) if !same_column(old, column) => {
                let mut altered = change(Action::Alter, ObjectKind::Column, name, narrowing(from, old, to, column));
                altered.details = column_details(old, column);
                changes.push(altered);
            }
            Some(_) => {}
        }
    }
    if changes.is_empty() && table.details.is_empty() {
        table.details.push(detail("DEFINITION", Some(&from.sql), Some(&to.sql)));
    }
    if !table.details.is_empty() {
        changes.insert(0, table);
    }
    changes
}

fn column_details(from: &Column, to: &Column) -> Vec<Detail> {
    let mut details = Vec::new();
    if from.name != to.name {
        details.push(detail("NAME", Some(&from.name), Some(&to.name)));
    }
    if !same_type(from, to) {
        details.push(detail("TYPE", Some(&from.declared), Some(&to.declared)));
    }
    for property in ["NOT NULL", "DEFAULT", "COLLATE", "GENERATED"] {
        let (before, after) = (parts(from, property), parts(to, property));
        if before != after {
            details.push(detail(property, before.as_deref(), after.as_deref()));
        }
    }
    if details.is_empty() {
        details.push(detail("DEFINITION", Some(&from.definition), Some(&to.definition)));
    }
    details
}

/// The parts of a column that say something about one property.
fn parts(column: &Column, property: &str) -> Option<String> {
    let is_about = |part: &&String| {
        let words: Vec<&str> = part.split(' ').collect();
        // In front may stand `constraint name`.
        let words = if words.first() == Some(&"constraint") { words.get(2..).unwrap_or_default() } else { &words[..] };
        match property {
            "NOT NULL" => words.starts_with(&["not", "null"]),
            "DEFAULT" => words.first() == Some(&"default"),
            "COLLATE" => words.first() == Some(&"collate"),
            _ => words.first() == Some(&"as"),
        }
    };
    let found: Vec<&str> = column.parts.iter().filter(is_about).map(String::as_str).collect();
    (!found.is_empty()).then(|| found.join(" "))
}

/// Constraints that only one of two tables has. What comes and goes with a column is told there.
fn constraint_details(from: &Table, to: &Table) -> Vec<Detail> {
    let goes_along = |one: &Constraint, own: &Table, other: &Table| {
        let column = one.inline.and_then(|place| own.columns.get(place));
        column.is_some_and(|column| other.column(&column.name).is_none())
    };
    let only = |table: &Table, other: &Table| -> Vec<(&'static str, String)> {
        let mut left: Vec<&str> = other.constraints.iter().map(|one| one.normal.as_str()).collect();
        let mut only = Vec::new();
        for one in &table.constraints {
            if let Some(at) = left.iter().position(|normal| *normal == one.normal) {
                left.swap_remove(at);
            } else if !goes_along(one, table, other) {
                only.push((property(&one.kind), shown(one, table)));
            }
        }
        only
    };
    let (gone, new) = (only(from, to), only(to, from));
    let mut details: Vec<Detail> = gone.iter().map(|(what, text)| detail(what, Some(text), None)).collect();
    details.extend(new.iter().map(|(what, text)| detail(what, None, Some(text))));
    if details.is_empty() {
        let listed = |table: &Table| {
            let shown_constraints = table.constraints.iter().filter(|one| one.kind != ConstraintKind::Check);
            shown_constraints.map(|one| shown(one, table)).collect::<Vec<_>>().join(", ")
        };
        let is_common = from.columns.len() == to.columns.len();
        let (before, after) = (listed(from), listed(to));
        if is_common && before != after {
            details.push(detail("CONSTRAINTS", Some(&before), Some(&after)));
        }
    }
    details
}

fn property(kind: &ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::PrimaryKey { .. } => "PRIMARY KEY",
        ConstraintKind::Unique { .. } => "UNIQUE",
        ConstraintKind::Check => "CHECK",
        ConstraintKind::ForeignKey { .. } => "FOREIGN KEY",
        ConstraintKind::Other => "CONSTRAINT",
    }
}

/// As written, with the column or the name in front.
fn shown(one: &Constraint, table: &Table) -> String {
    let column = one.inline.and_then(|place| table.columns.get(place));
    let front = column.map(|column| format!("{} ", column.name)).unwrap_or_default();
    let name = one.name.as_ref().map(|name| format!("CONSTRAINT {name} ")).unwrap_or_default();
    format!("{front}{name}{}", one.written)
}
