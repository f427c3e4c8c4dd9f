//! What rows get in a column that may not be empty and of which they have nothing: a value of its type, one of its own for each row where
//! the column tells rows apart, a row of the other table where it points to one.

use crate::database::introspect::postgres::{Body, Column, ColumnKind, ConstraintKind, Key, Name, Schema};
use crate::database::literal;

use super::super::Note;
use super::create::{Making, Written};
use super::kinds::{base_of, length_of};
use super::passing::passing;

/// Gives the rows that have none a value in a column; nothing where none is known.
pub(super) fn fill(making: &Making<'_>, table: &Name, name: &str, column: &Column) -> Written {
    let names = &making.to.names;
    let (full, quoted) = (names.full(table), names.quoted(name));
    if matches!(column.value, ColumnKind::Generated { .. }) {
        return Written::default();
    }
    let is_key = tells_rows_apart(making.to, table, &quoted);
    let default = making.to.default_of(table, name).map(str::to_owned);
    let value = default
        .or_else(|| first_of_parent(making, table, &quoted))
        .or_else(|| if is_key { own_text(&column.kind) } else { None });
    let statement = match value {
        Some(value) => format!("UPDATE {full} SET {quoted} = {value} WHERE {quoted} IS NULL"),
        None if is_key && is_number(&column.kind) => format!(
            "UPDATE {full} SET {quoted} = numbered.number\nFROM (\n    SELECT tableoid, ctid, row_number() OVER () + (SELECT \
             coalesce(max({quoted}), 0) FROM {full}) AS number\n    FROM {full} WHERE {quoted} IS NULL\n) AS numbered\nWHERE \
             {full}.tableoid = numbered.tableoid AND {full}.ctid = numbered.ctid"
        ),
        None => match value_for(making.to, table, name, column) {
            Some(value) => format!("UPDATE {full} SET {quoted} = {value} WHERE {quoted} IS NULL"),
            None => return Written::default(),
        },
    };
    Written {
        statements: vec![statement],
        notes: vec![Note::Fill { column: format!("{}.{name}", names.plain(table)) }],
    }
}

/// Whether one value does for all rows: behind `DEFAULT`, while the column is added.
pub(super) fn is_the_same_for_all(making: &Making<'_>, table: &Name, name: &str) -> bool {
    let quoted = making.to.names.quoted(name);
    first_of_parent(making, table, &quoted).is_none() && !tells_rows_apart(making.to, table, &quoted)
}

/// `(SELECT id FROM parent …)` for a column that is a foreign key by itself, of a table that is there.
fn first_of_parent(making: &Making<'_>, table: &Name, quoted: &str) -> Option<String> {
    let start = format!("FOREIGN KEY ({quoted}) REFERENCES ");
    constraints(making.to, table).find_map(|(kind, definition)| {
        if kind != ConstraintKind::ForeignKey {
            return None;
        }
        let (parent, rest) = definition.strip_prefix(&start)?.split_once('(')?;
        let (column, _) = rest.split_once(')')?;
        let is_there = making.from.objects.iter().any(|(key, _)| match key {
            Key::Column(of, name) => making.from.names.full(of) == parent && making.from.names.quoted(name) == column,
            _ => false,
        });
        is_there.then(|| format!("(SELECT {column} FROM {parent} ORDER BY {column} LIMIT 1)"))
    })
}

/// A value for all rows: one that passes the checks of the column, else one of its type.
pub(super) fn value_for(to: &Schema, table: &Name, name: &str, column: &Column) -> Option<String> {
    let quoted = to.names.quoted(name);
    let checks = constraints(to, table).filter(|(kind, _)| *kind == ConstraintKind::Check).map(|(_, check)| check);
    passing(checks, &quoted).or_else(|| filling(to, &column.kind))
}

/// Whether a key has the column.
fn tells_rows_apart(to: &Schema, table: &Name, quoted: &str) -> bool {
    let is_in = |definition: &str| {
        let inside = definition.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
        inside.is_some_and(|inside| inside.split(", ").any(|column| column == quoted))
    };
    let is_key = |kind| matches!(kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique);
    constraints(to, table).any(|(kind, definition)| is_key(kind) && is_in(definition))
        || to.objects.values().any(|object| match &object.body {
            Body::Index(index) => {
                index.table == *table && index.definition.starts_with("CREATE UNIQUE ") && is_in(&index.definition)
            }
            _ => false,
        })
}

fn constraints<'a>(schema: &'a Schema, table: &'a Name) -> impl Iterator<Item = (ConstraintKind, &'a str)> {
    schema.objects.iter().filter_map(move |(key, object)| match (key, &object.body) {
        (Key::Constraint(of, _), Body::Constraint(constraint)) if of == table => {
            Some((constraint.kind, constraint.definition.as_str()))
        }
        _ => None,
    })
}

fn is_number(kind: &str) -> bool {
    let numbers = ["smallint", "integer", "bigint", "numeric", "real", "double precision", "oid"];
    numbers.contains(&base_of(kind).as_str())
}

/// A text that no other row has.
fn own_text(kind: &str) -> Option<String> {
    match base_of(kind).as_str() {
        "text" | "name" | "citext" => Some("md5(random()::text)".to_owned()),
        "character varying" | "character" => {
            let text = "md5(random()::text)".to_owned();
            Some(match length_of(kind) {
                Some(length) if length < 32 => format!("left({text}, {length})"),
                _ => text,
            })
        }
        "bytea" => Some("decode(md5(random()::text), 'hex')".to_owned()),
        _ => None,
    }
}

/// Whether a type is a domain that takes no NULL and has no default.
pub(super) fn is_of_full_domain(schema: &Schema, kind: &str) -> bool {
    schema.objects.iter().any(|(key, object)| match (key, &object.body) {
        (Key::Type(name), Body::Domain(domain)) => {
            domain.not_null && domain.default.is_none() && schema.names.full(name) == kind
        }
        _ => false,
    })
}

/// A value for rows that have none; `None` for a type of which nothing is known.
pub(super) fn filling(schema: &Schema, kind: &str) -> Option<String> {
    let base = base_of(kind);
    if base.ends_with("[]") {
        return Some("'{}'".to_owned());
    }
    let text = match base.as_str() {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "money" | "oid" => "0",
        "text" | "character varying" | "character" | "bytea" | "name" | "citext" | "xml" | "tsvector" | "tsquery"
        | "\"char\"" | "hstore" | "ltree" => "''",
        "boolean" => "false",
        "date" => "CURRENT_DATE",
        "timestamp with time zone" | "timestamp without time zone" => "now()",
        "time with time zone" | "time without time zone" => "'00:00'",
        "interval" => "'0'",
        "uuid" if schema.version >= 130_000 => "gen_random_uuid()",
        "uuid" => "'00000000-0000-0000-0000-000000000000'",
        "json" | "jsonb" => "'{}'",
        "jsonpath" => "'$'",
        "inet" => "'0.0.0.0'",
        "cidr" => "'0.0.0.0/32'",
        "macaddr" => "'00:00:00:00:00:00'",
        "macaddr8" => "'00:00:00:00:00:00:00:00'",
        "bit" => return Some(format!("B'{}'", "0".repeat(length_of(kind).unwrap_or(1) as usize))),
        "bit varying" => "B''",
        "point" => "'(0,0)'",
        "line" => "'{1,0,0}'",
        "lseg" | "box" => "'(0,0),(0,0)'",
        "path" | "polygon" => "'((0,0))'",
        "circle" => "'<(0,0),0>'",
        "pg_lsn" => "'0/0'",
        base if base.starts_with("reg") && !base.contains('.') => "0",
        base if base.ends_with("multirange") => "'{}'",
        base if base.ends_with("range") => "'empty'",
        base => return filling_of_own(schema, base),
    };
    Some(text.to_owned())
}

/// The first value of an enum, an empty range, a row of nothing, or what fills the type under a domain.
fn filling_of_own(schema: &Schema, base: &str) -> Option<String> {
    let is_it = |name: &Name| schema.names.full(name) == base;
    schema.objects.iter().find_map(|(key, object)| match (key, &object.body) {
        (Key::Type(name), Body::Enum { labels }) if is_it(name) => labels.first().map(|label| literal(label)),
        (Key::Type(name), Body::Domain(domain)) if is_it(name) => {
            let checks = domain.constraints.iter().map(|check| check.definition.as_str());
            domain.default.clone().or_else(|| passing(checks, "VALUE")).or_else(|| filling(schema, &domain.base))
        }
        (Key::Type(name), Body::Range { .. }) if is_it(name) => Some("'empty'".to_owned()),
        (Key::Type(name), Body::Composite { attributes }) if is_it(name) => {
            Some(format!("'({})'", ",".repeat(attributes.len().saturating_sub(1))))
        }
        _ => None,
    })
}
