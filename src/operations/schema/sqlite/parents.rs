//! A foreign key to a table that is new: what its rows point to has to be there when the step is checked.

use super::value::{affinity, default, fill, is_computed, must_differ, own_value};
use crate::database::introspect::sqlite::{Column, Constraint, ConstraintKind, Schema, Table, quote};
use crate::operations::schema::{Block, Note};

/// Makes a row in the new table for every key that rows of older tables hold in a column that points there now.
pub(super) fn parents(parent: &Table, from: &Schema, to: &Schema) -> Vec<Block> {
    to.tables
        .iter()
        .flat_map(|child| child.constraints.iter().filter_map(move |one| rows(parent, child, one, from, to)))
        .collect()
}

fn rows(parent: &Table, child: &Table, one: &Constraint, from: &Schema, to: &Schema) -> Option<Block> {
    let ConstraintKind::ForeignKey { columns, parent: name, parent_columns } = &one.kind else { return None };
    if !name.eq_ignore_ascii_case(&parent.name) {
        return None;
    }
    let old = from.table(&child.name)?;
    let is_old = old.constraints.iter().any(|before| before.normal == one.normal);
    if is_old || !columns.iter().all(|column| carries_over(old, child, column)) {
        return None;
    }
    let keys: Vec<&Column> = if parent_columns.is_empty() {
        let key = parent.constraints.iter().find_map(|one| match &one.kind {
            ConstraintKind::PrimaryKey { columns, .. } => Some(columns),
            _ => None,
        });
        key?.iter().filter_map(|column| parent.column(column)).collect()
    } else {
        parent_columns.iter().filter_map(|column| parent.column(column)).collect()
    };
    if keys.len() != columns.len() {
        return None;
    }
    let held: Vec<&Column> = columns.iter().filter_map(|column| child.column(column)).collect();
    let names = |columns: &[&Column]| columns.iter().map(|column| quote(&column.name)).collect::<Vec<_>>();
    let (mut into, keys_listed, held_listed) = (names(&keys), names(&keys).join(", "), names(&held));
    let mut read = held_listed.clone();
    // A new table has no rows that its columns could be filled from.
    let nothing = Table { columns: Vec::new(), constraints: Vec::new(), without_rowid: true, ..parent.clone() };
    let is_key = |column: &&Column| keys.iter().any(|key| key.name == column.name);
    let others = parent.columns.iter().filter(|column| !is_computed(column) && !column.is_rowid);
    for column in others.filter(|column| !is_key(column)) {
        let differs = must_differ(&nothing, parent, column, &to.indexes);
        let value = match (column.not_null, default(column).is_some()) {
            (true, _) if differs => {
                let number = format!("(SELECT count(*) FROM {}) + row_number() OVER ()", quote(&parent.name));
                own_value(&number, column)
            }
            (true, false) => fill(&nothing, parent, column, None, (from, to)),
            (false, true) if differs => "NULL".to_owned(),
            _ => continue,
        };
        into.push(quote(&column.name));
        read.push(value);
    }
    let given: Vec<String> = held_listed.iter().map(|column| format!("{column} IS NOT NULL")).collect();
    let row = |list: &str| if columns.len() == 1 { list.to_owned() } else { format!("({list})") };
    let statement = format!(
        "INSERT INTO {} ({})\nSELECT {}\nFROM {}\nWHERE {} AND {} NOT IN (SELECT {} FROM {})\nGROUP BY {}",
        quote(&parent.name),
        into.join(", "),
        read.join(", "),
        quote(&child.name),
        given.join(" AND "),
        row(&held_listed.join(", ")),
        keys_listed,
        quote(&parent.name),
        held_listed.join(", "),
    );
    let note = Note::Parents { table: parent.name.clone(), child: child.name.clone() };
    Some(Block { notes: vec![note], statements: vec![statement], ..Block::default() })
}

/// Whether rows have a value in a column that a key may be made of: they had it before, or get one now.
fn carries_over(old: &Table, child: &Table, column: &str) -> bool {
    match (old.column(column), child.column(column)) {
        (Some(old), Some(new)) => !is_computed(new) && affinity(&old.declared) == affinity(&new.declared),
        (None, Some(new)) => !is_computed(new) && (new.not_null || default(new).is_some()),
        _ => false,
    }
}
