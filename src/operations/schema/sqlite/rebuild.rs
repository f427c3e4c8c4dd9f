//! The rebuild of <https://www.sqlite.org/lang_altertable.html>, 7: a new table is made beside the old one, takes its rows, and then its
//! place. Foreign keys are off meanwhile: goc turns them off around a step that drops a table, and checks them before its COMMIT.

use super::value::{
    carried, default, fill, is_computed, must_differ, needs_value, referring_default, row_number, rowid,
};
use crate::database::introspect::sqlite::{Schema, Table, fold, quote};
use crate::database::literal;
use crate::operations::schema::{Block, Note, Stage};

/// Makes `to` out of `from`.
pub(super) fn rebuild(from: &Table, to: &Table, before: &Schema, after: &Schema) -> Block {
    let name = temporary_name(&to.name, before, after);
    let mut block = Block { notes: vec![Note::Rebuild { table: to.name.clone() }], ..Block::default() };
    block.stage = Stage::Together;
    block.statements.push(to.sql_named(&name));
    let values = values(from, to, before, after, &mut block.notes);
    block.statements.push(insert(from, to, &name, &values));
    if from.is_autoincrement() && to.is_autoincrement() {
        block.statements.push(format!("DELETE FROM sqlite_sequence WHERE name = {}", literal(&name)));
        block.statements.push(format!(
            "INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq FROM sqlite_sequence WHERE name = {}",
            literal(&name),
            literal(&from.name)
        ));
    }
    block.statements.push(format!("DROP TABLE {}", quote(&from.name)));
    block.statements.push(format!("ALTER TABLE {} RENAME TO {}", quote(&name), quote(&to.name)));
    block
}

/// A name that nothing has, before and after.
fn temporary_name(name: &str, before: &Schema, after: &Schema) -> String {
    let is_taken = |name: &str| {
        let folded = fold(name);
        [before, after].into_iter().any(|schema| {
            schema.table(name).is_some()
                || schema.hidden.contains(&folded)
                || schema.views.iter().any(|view| fold(&view.name) == folded)
                || schema.indexes.iter().any(|index| fold(&index.name) == folded)
        })
    };
    let mut temporary = format!("goc_new_{name}");
    while is_taken(&temporary) {
        temporary.push('_');
    }
    temporary
}

/// The columns that are written, with what is read for each.
fn values(from: &Table, to: &Table, before: &Schema, after: &Schema, notes: &mut Vec<Note>) -> Vec<(String, String)> {
    let mut values = Vec::new();
    if !to.columns.iter().any(|column| column.is_rowid)
        && let (Some(old), Some(new)) = (rowid(from), rowid(to))
    {
        values.push((new.to_owned(), old.to_owned()));
    }
    for column in to.columns.iter().filter(|column| !is_computed(column)) {
        let needs_value = needs_value(column);
        let mut note_fill = || notes.push(Note::Fill { column: format!("{}.{}", to.name, column.name) });
        let value = match from.column(&column.name) {
            Some(old) if needs_value && !(old.not_null || old.is_rowid) => {
                note_fill();
                let fill = fill(from, to, column, Some(old), (before, after));
                format!("coalesce({}, {fill})", carried(from, old, to, column))
            }
            Some(old) => carried(from, old, to, column),
            None if column.is_rowid => match rowid(from) {
                Some(rowid) => rowid.to_owned(),
                None => continue,
            },
            None if must_differ(from, to, column, &after.indexes) => match (needs_value, default(column)) {
                (true, _) => {
                    note_fill();
                    fill(from, to, column, None, (before, after))
                }
                // The default can be only one row's.
                (false, Some(_)) => "NULL".to_owned(),
                (false, None) => continue,
            },
            None if needs_value && default(column).is_none() => {
                note_fill();
                fill(from, to, column, None, (before, after))
            }
            None => match referring_default(to, column, before) {
                Some(_) if needs_value => fill(from, to, column, None, (before, after)),
                Some(default) => default,
                None => continue,
            },
        };
        values.push((quote(&column.name), value));
    }
    if values.is_empty() {
        // Not a single column stays, but the rows do.
        values.extend(rowid(to).map(|rowid| (rowid.to_owned(), row_number(from))));
    }
    values
}

fn insert(from: &Table, to: &Table, name: &str, values: &[(String, String)]) -> String {
    // A clause of the new table that skips or replaces rows must not do so here.
    let is_lenient = |text: &String| text.contains(" on conflict ignore") || text.contains(" on conflict replace");
    let lenient = to.constraints.iter().any(|one| is_lenient(&one.normal))
        || to.columns.iter().any(|column| column.parts.iter().any(is_lenient));
    let columns: Vec<&str> = values.iter().map(|(column, _)| column.as_str()).collect();
    let read: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
    format!(
        "INSERT{} INTO {} ({})\nSELECT {}\nFROM {}",
        if lenient { " OR ABORT" } else { "" },
        quote(name),
        columns.join(", "),
        read.join(", "),
        quote(&from.name)
    )
}
