//! What a table makes of the columns that it has from a parent: a default, NOT NULL, a comment of its own.

use std::collections::{BTreeSet, HashSet};

use crate::database::introspect::postgres::{Body, Key, Name, Object, OwnColumn, Schema, Table};
use crate::database::literal;

use super::create::Making;

/// The statements after a table was made: its columns are as the parent has them.
pub(super) fn of_new(making: &Making<'_>, name: &Name, table: &Table) -> Vec<String> {
    let mut statements = Vec::new();
    for (column, own) in &table.own {
        let parent = table.parents().find_map(|parent| making.to.column_in(parent, column));
        let before = parent.map(|parent| OwnColumn { comment: None, ..parent });
        statements.extend(change(making, name, column, before.as_ref(), own, false));
    }
    statements
}

/// The statements for a table that stays. What is changed in a parent reaches its children, so that theirs has to be said again where
/// `is_touched` says so of a column, or of its default, in a parent.
pub(super) fn of_old(
    making: &Making<'_>,
    from: &Schema,
    name: &Name,
    tables: [&Table; 2],
    is_touched: &dyn Fn(&Key) -> bool,
) -> Vec<String> {
    let to = making.to;
    let mut statements = Vec::new();
    let columns: BTreeSet<&String> = tables.iter().flat_map(|table| table.own.keys()).collect();
    for column in columns {
        // A column that this table declares itself, on either side, is an object of its own.
        if to.column(name, column).is_some() {
            continue;
        }
        if let Some(after) = to.column_in(name, column) {
            let before = from.column_in(name, column);
            let is_said_again = sources(to, name, column).iter().any(is_touched);
            statements.extend(change(making, name, column, before.as_ref(), &after, is_said_again));
        }
    }
    statements
}

/// What in the parents of a table decides what one of its columns is.
pub(super) fn sources(schema: &Schema, table: &Name, column: &str) -> Vec<Key> {
    let mut tables = vec![table];
    let mut at = 0;
    let mut keys = Vec::new();
    while let Some(&name) = tables.get(at) {
        at += 1;
        if name != table {
            keys.push(Key::Column(name.clone(), column.to_owned()));
            keys.push(Key::Default(name.clone(), column.to_owned()));
            if schema.table(name).is_some_and(|parts| parts.own.contains_key(column)) {
                keys.push(Key::Relation(name.clone()));
            }
        }
        let parents = schema.table(name).into_iter().flat_map(Table::parents);
        let new: Vec<&Name> = parents.filter(|parent| !tables.contains(parent)).collect();
        tables.extend(new);
    }
    keys
}

/// Gives a column that a table declares on one side, and has from a parent on the other, as a column of its own to that other side, too: so
/// that both are compared before the table joins its parent, or after it has left.
///
/// Returns what was given to `to`. Tables that are `made_anew` are left as they are.
pub(super) fn even_out(from: &mut Schema, to: &mut Schema, made_anew: &HashSet<Name>) -> HashSet<Key> {
    let lone = |one: &Schema, other: &Schema| -> Vec<(Name, String)> {
        let declared = one.objects.keys().filter_map(|key| match key {
            Key::Column(table, column) => Some((table, column)),
            _ => None,
        });
        declared
            .filter(|(table, column)| {
                !made_anew.contains(table)
                    && other.column(table, column).is_none()
                    && other.table(table).is_some_and(|table| table.columns.contains(column))
            })
            .map(|(table, column)| (table.clone(), column.clone()))
            .collect()
    };
    let (inherited_after, inherited_before) = (lone(from, to), lone(to, from));
    let given = inherited_after.iter().map(|(table, name)| Key::Column(table.clone(), name.clone())).collect();
    for (schema, columns) in [(to, inherited_after), (from, inherited_before)] {
        for (table, name) in columns {
            let Some(own) = schema.column_in(&table, &name) else { continue };
            let (relation, key) = (Key::Relation(table.clone()), Key::Column(table.clone(), name.clone()));
            if let Some(Object { body: Body::Table(parts), .. }) = schema.objects.get_mut(&relation) {
                parts.own.remove(&name);
            }
            let object =
                |body: Body, comment: Option<String>| Object { body, comment, owner: String::new(), grants: None };
            if let Some(expression) = own.default {
                let default = Key::Default(table, name);
                schema.dependencies.insert((default.clone(), key.clone()));
                schema.objects.insert(default, object(Body::Default { expression }, None));
            }
            schema.dependencies.insert((key.clone(), relation));
            schema.objects.insert(key, object(Body::Column(own.column), own.comment));
        }
    }
    given
}

/// Columns of a table that stays and gets a parent, which have to be as the parent has them first.
pub(super) fn of_joining<'a>(from: &'a Schema, to: &'a Schema) -> impl Iterator<Item = (&'a Name, &'a String)> {
    to.tables().flat_map(move |(name, table)| {
        let had = from.table(name).map(|table| table.parents().cloned().collect::<Vec<_>>());
        let joins = had.is_some_and(|had| table.parents().any(|parent| !had.contains(parent)));
        let columns = if joins { table.columns.as_slice() } else { &[] };
        columns.iter().map(move |column| (name, column))
    })
}

fn change(
    making: &Making<'_>,
    table: &Name,
    name: &str,
    before: Option<&OwnColumn>,
    after: &OwnColumn,
    is_said_again: bool,
) -> Vec<String> {
    let names = &making.to.names;
    let column = format!("{}.{}", names.full(table), names.quoted(name));
    let alter = format!("ALTER TABLE {} ALTER COLUMN {}", names.full(table), names.quoted(name));
    let mut statements = Vec::new();
    if is_said_again || before.and_then(|before| before.default.as_ref()) != after.default.as_ref() {
        statements.push(match &after.default {
            Some(default) => format!("{alter} SET DEFAULT {default}"),
            None => format!("{alter} DROP DEFAULT"),
        });
    }
    let was_not_null = before.is_some_and(|before| before.column.not_null);
    if was_not_null != after.column.not_null || (is_said_again && after.column.not_null) {
        statements.push(format!("{alter} {} NOT NULL", if after.column.not_null { "SET" } else { "DROP" }));
    }
    let old = before.map(|before| &before.column);
    statements.extend(making.column_extras(table, name, &after.column, old));
    if old.and_then(|old| old.compression.as_ref()) != after.column.compression.as_ref() {
        let compression = after.column.compression.as_deref().unwrap_or("default");
        statements.push(format!("{alter} SET COMPRESSION {compression}"));
    }
    if before.and_then(|before| before.comment.as_ref()) != after.comment.as_ref() {
        let text = after.comment.as_deref().map_or_else(|| "NULL".to_owned(), literal);
        statements.push(format!("COMMENT ON COLUMN {column} IS {text}"));
    }
    statements
}
