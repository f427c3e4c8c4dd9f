//! What goes into a column when its table is written anew.

use crate::database::introspect::sqlite::{
    Column, ConstraintKind, Generated, Index, Kind, Schema, Table, fold, quote, tokens,
};
use crate::operations::schema::Loss;

/// What SQLite makes of a value in a column (<https://www.sqlite.org/datatype3.html>, 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

/// The affinity of a declared type.
pub(super) fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if declared.is_empty() || has(&["BLOB"]) {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

fn is_any(table: &Table, column: &Column) -> bool {
    table.strict && column.declared.eq_ignore_ascii_case("any")
}

/// A value of an old column as the new one takes it: as it is, unless the new table is STRICT and would refuse it.
pub(super) fn carried(from: &Table, old: &Column, to: &Table, new: &Column) -> String {
    let name = quote(&old.name);
    let (before, after) = (affinity(&old.declared), affinity(&new.declared));
    // A column without affinity holds whatever it was given.
    let loose_blob = after == Affinity::Blob && !from.strict;
    let differs = before != after || loose_blob || is_any(from, old);
    if to.strict && differs && !is_any(to, new) && !new.is_rowid {
        format!("CAST({name} AS {})", new.declared)
    } else {
        name
    }
}

/// What a change of type takes away.
pub(super) fn narrowing(from: &Table, old: &Column, to: &Table, new: &Column) -> Option<Loss> {
    if old.generated.is_some() {
        return None;
    }
    if new.generated.is_some() {
        return Some(Loss::Values);
    }
    let (before, after) = (affinity(&old.declared), affinity(&new.declared));
    let is_number = |affinity| matches!(affinity, Affinity::Integer | Affinity::Real | Affinity::Numeric);
    let strictly = to.strict && !is_any(to, new);
    let narrows = match (before, after) {
        _ if is_any(to, new) || before == after => false,
        // `007` becomes 7.
        (Affinity::Text, after) => is_number(after),
        // Only STRICT refuses what is no number, and cuts fractions off.
        (Affinity::Real | Affinity::Numeric, Affinity::Integer) => strictly,
        (Affinity::Blob, after) => is_number(after),
        _ => false,
    };
    let shown = |table: &Table, column: &Column| {
        let strict = if table.strict { " (STRICT)" } else { "" };
        if column.declared.is_empty() { "BLOB".to_owned() } else { format!("{}{strict}", column.declared) }
    };
    narrows.then(|| Loss::Narrower { from: shown(from, old), to: shown(to, new) })
}

/// The default of a column as an expression, unless it is NULL. A word that is no keyword is a text there.
pub(super) fn default(column: &Column) -> Option<String> {
    let text = column.default.as_deref()?;
    let all = tokens(text);
    match all.as_slice() {
        [] => None,
        [one] if one.is("NULL") => None,
        [one] if one.kind == Kind::Word => {
            let is_value = one.is_any(&["TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"]);
            Some(if is_value { text.to_owned() } else { crate::database::literal(one.text) })
        }
        [one] if matches!(one.kind, Kind::DoubleQuoted | Kind::Quoted) => {
            Some(crate::database::literal(&one.name().unwrap_or_default()))
        }
        [_] | [_, _] => Some(text.to_owned()),
        _ => Some(format!("({text})")),
    }
}

/// A number of every row of a table that is read.
pub(super) fn row_number(from: &Table) -> String {
    rowid(from).map_or_else(|| "row_number() OVER ()".to_owned(), str::to_owned)
}

/// A name of a table's row id that no column has taken.
pub(super) fn rowid(table: &Table) -> Option<&'static str> {
    let is_free = |name: &&'static str| table.column(name).is_none();
    if table.without_rowid { None } else { ["rowid", "_rowid_", "oid"].into_iter().find(is_free) }
}

/// Whether every row has to have something in a column.
pub(super) fn needs_value(column: &Column) -> bool {
    (column.not_null && !column.is_rowid) || (column.default.is_none() && column.needed.is_some())
}

/// What rows get that have nothing in a column that has to have something. `old` is the column that some have a value in.
pub(super) fn fill(
    from: &Table,
    to: &Table,
    column: &Column,
    old: Option<&Column>,
    (before, after): (&Schema, &Schema),
) -> String {
    if must_differ(from, to, column, &after.indexes) {
        let above = old.filter(|_| !matches!(affinity(&column.declared), Affinity::Text | Affinity::Blob));
        let number = match above {
            // Above those that are there.
            Some(old) => {
                let (value, table) = (carried(from, old, to, column), quote(&from.name));
                format!("(SELECT coalesce(max({value}), 0) FROM {table}) + {}", row_number(from))
            }
            None => row_number(from),
        };
        return own_value(&number, column);
    }
    let plain = match affinity(&column.declared) {
        _ if is_any(to, column) => "''",
        Affinity::Text => "''",
        Affinity::Blob => "x''",
        _ => "0",
    };
    let parent = || some_parent(to, column, before);
    referring_default(to, column, before)
        .map(|default| parent().map_or_else(|| default.clone(), |parent| format!("coalesce({default}, {parent})")))
        .or_else(|| default(column))
        .or_else(parent)
        .or_else(|| column.needed.clone())
        .unwrap_or_else(|| plain.to_owned())
}

/// The default of a column that refers to a table which is there, if a row has that key: else it would point nowhere.
pub(super) fn referring_default(to: &Table, column: &Column, before: &Schema) -> Option<String> {
    let (default, (parent, key)) = (default(column)?, parent_key(to, column, before)?);
    let (parent, key) = (quote(&parent.name), quote(&key));
    Some(format!("(SELECT {key} FROM {parent} WHERE {key} = {default})"))
}

/// A number that every row has for itself, as a column takes it.
pub(super) fn own_value(number: &str, column: &Column) -> String {
    let is_blob = affinity(&column.declared) == Affinity::Blob && !column.declared.is_empty();
    if is_blob { format!("CAST({number} AS BLOB)") } else { number.to_owned() }
}

/// Whether one value for all rows would break a key: one that the old table did not keep already.
pub(super) fn must_differ(from: &Table, to: &Table, column: &Column, indexes: &[Index]) -> bool {
    let name = fold(&column.name);
    let old_keys: Vec<&Vec<String>> = from.constraints.iter().filter_map(|one| key(&one.kind)).collect();
    let breaks = |columns: &Vec<String>| {
        columns.contains(&name)
            && !old_keys.iter().any(|old| old.iter().all(|one| columns.contains(one) && *one != name))
    };
    let in_index = indexes.iter().any(|index| {
        index.table.eq_ignore_ascii_case(&to.name)
            && index.normal.starts_with("unique ")
            && index.mentions.contains(&name)
            && to.columns.iter().filter(|one| index.mentions.contains(&fold(&one.name))).count() == 1
    });
    in_index || to.constraints.iter().filter_map(|one| key(&one.kind)).any(breaks)
}

fn key(kind: &ConstraintKind) -> Option<&Vec<String>> {
    match kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns } => Some(columns),
        _ => None,
    }
}

/// The first row that a foreign key may point to.
fn some_parent(to: &Table, column: &Column, before: &Schema) -> Option<String> {
    let (parent, key) = parent_key(to, column, before)?;
    Some(format!("(SELECT min({}) FROM {})", quote(&key), quote(&parent.name)))
}

/// The table that a column alone refers to, as it was before, and the column there.
fn parent_key<'a>(to: &Table, column: &Column, before: &'a Schema) -> Option<(&'a Table, String)> {
    let name = fold(&column.name);
    to.constraints.iter().find_map(|one| {
        let ConstraintKind::ForeignKey { columns, parent, parent_columns } = &one.kind else { return None };
        if columns.len() != 1 || *columns.first()? != name {
            return None;
        }
        let parent = before.table(parent)?;
        let key = match parent_columns.as_slice() {
            [only] => parent.column(only)?.name.clone(),
            _ => {
                let keys = parent.constraints.iter().find_map(|one| match &one.kind {
                    ConstraintKind::PrimaryKey { columns, .. } => Some(columns),
                    _ => None,
                })?;
                parent.column(keys.first()?)?.name.clone()
            }
        };
        Some((parent, key))
    })
}

/// Whether nothing is written into a column, since it is computed.
pub(super) fn is_computed(column: &Column) -> bool {
    matches!(column.generated, Some(Generated::Virtual | Generated::Stored))
}
