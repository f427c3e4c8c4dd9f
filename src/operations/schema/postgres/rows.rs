//! The rows of a table that has to be made anew, as one that is partitioned by something else: they are put aside and come back, in the same
//! transaction.

use crate::database::introspect::postgres::{ColumnKind, Key, Name, OwnColumn};

use super::super::Note;
use super::alter::Altering;
use super::create::Written;
use super::filling::filling;
use super::kinds::{spelled, using};
use super::remove::OLD;
use super::sequence::position;

/// Copies the rows of a table, those of its partitions with them.
pub(super) fn put_aside(altering: &Altering<'_>, table: &Name) -> Written {
    let (schema, names) = (altering.from, &altering.from.names);
    // Those that inherit from it keep their own.
    let only = if schema.table(table).is_some_and(|table| table.partition_by.is_some()) { "" } else { "ONLY " };
    // A type of which there will be another waits as something that is the same in both.
    let value = |column: &String| {
        let quoted = names.quoted(column);
        let through = altering.retyped_under(&Key::Column(table.clone(), column.clone()));
        through.map_or_else(|| quoted.clone(), |through| format!("{quoted}::{through} AS {quoted}"))
    };
    let columns: Vec<String> = schema.table(table).into_iter().flat_map(|table| &table.columns).map(value).collect();
    let is_plain = !columns.iter().any(|column| column.contains("::"));
    let columns = if is_plain { "*".to_owned() } else { columns.join(", ") };
    let statement =
        format!("CREATE TABLE {} AS SELECT {columns} FROM {only}{}", names.full(&aside(table)), names.full(table));
    Written { statements: vec![statement], notes: vec![Note::Copied { table: names.plain(table) }] }
}

/// Fills the new table with what was put aside, in the columns that both have, and in those that may not be empty.
pub(super) fn bring_back(altering: &Altering<'_>, key: &Key) -> Written {
    let (from, to) = (altering.from, altering.making.to);
    let names = &to.names;
    let Key::Rows(table) = key else { return Written::default() };
    let (Some(old), Some(new)) = (from.table(table), to.table(table)) else { return Written::default() };
    let (mut columns, mut values, mut written) = (Vec::new(), Vec::new(), Written::default());
    let mut positions = Vec::new();
    for name in &new.columns {
        let Some(OwnColumn { column, default, .. }) = to.column_in(table, name) else { continue };
        let column_name = names.quoted(name);
        if !old.columns.contains(name) {
            let is_empty = column.not_null && default.is_none() && column.value == ColumnKind::Plain;
            if let Some(value) = filling(to, &column.kind).filter(|_| is_empty) {
                written.notes.push(Note::Fill { column: format!("{}.{name}", names.plain(table)) });
                columns.push(column_name);
                values.push(value);
            }
            continue;
        }
        match &column.value {
            ColumnKind::Generated { .. } => continue,
            ColumnKind::Identity(identity) => positions.push(position(names, table, name, &identity.sequence)),
            ColumnKind::Plain => {}
        }
        let before = from.column_in(table, name).map(|old| old.column.kind).unwrap_or_default();
        values.push(if altering.retyped_under(&Key::Column(table.clone(), name.clone())).is_some() {
            format!("{column_name}::{}", spelled(&column.kind))
        } else {
            let cast = using(to, &column_name, &before, &column.kind);
            cast.map_or_else(|| column_name.clone(), |cast| cast.trim_start_matches(" USING ").to_owned())
        });
        columns.push(column_name);
    }
    let (full, aside) = (names.full(table), names.full(&aside(table)));
    if !columns.is_empty() {
        let (columns, values) = (columns.join(", "), values.join(", "));
        written
            .statements
            .push(format!("INSERT INTO {full} ({columns}) OVERRIDING SYSTEM VALUE\nSELECT {values} FROM {aside}"));
    }
    written.statements.push(format!("DROP TABLE {aside}"));
    written.statements.extend(positions);
    written
}

/// Where the rows wait; within the 63 bytes of a name.
fn aside(table: &Name) -> Name {
    let room = 63 - OLD.len();
    let end = table.name.floor_char_boundary(room.min(table.name.len()));
    Name { name: format!("{}{OLD}", &table.name[..end]), ..table.clone() }
}
