//! Renames: which a database may have seen, and how SQLite makes them.

use std::collections::BTreeSet;

use super::compare::same_type;
use crate::database::introspect::sqlite::{Column, Schema, Table, fold, quote};
use crate::operations::schema::{Block, Note, Rename};

/// How much of two tables' columns has to be the same (of all that either has), in hundredths.
const ENOUGH: usize = 60;

/// What may have another name only: to be asked, never to be taken for granted. The likeliest pairs come first, each name once.
pub fn rename_candidates(from: &Schema, to: &Schema) -> Vec<Rename> {
    let tables = table_candidates(from, to);
    let mut renames: Vec<Rename> =
        tables.iter().map(|(old, new)| Rename { table: None, from: old.name.clone(), to: new.name.clone() }).collect();
    for new in &to.tables {
        let renamed = tables.iter().find(|(_, renamed)| renamed.name == new.name).map(|(old, _)| *old);
        if let Some(old) = from.table(&new.name).or(renamed) {
            renames.extend(column_candidates(old, new));
        }
    }
    renames
}

fn table_candidates<'a>(from: &'a Schema, to: &'a Schema) -> Vec<(&'a Table, &'a Table)> {
    let gone: Vec<&Table> =
        from.tables.iter().filter(|table| !table.is_virtual && to.table(&table.name).is_none()).collect();
    let new: Vec<&Table> =
        to.tables.iter().filter(|table| !table.is_virtual && from.table(&table.name).is_none()).collect();
    let likeness = |old: &Table, new: &Table| {
        let share = shared_columns(old, new);
        (share >= ENOUGH).then(|| share * 100 + closeness(&old.name, &new.name))
    };
    best_pairs(&gone, &new, likeness)
}

/// How many hundredths of the columns of two tables have the same name and type.
fn shared_columns(one: &Table, other: &Table) -> usize {
    let shared = one
        .columns
        .iter()
        .filter(|column| other.column(&column.name).is_some_and(|same| same_type(column, same)))
        .count();
    let all = one.columns.len() + other.columns.len() - shared;
    shared * 100 / all.max(1)
}

fn column_candidates(old: &Table, new: &Table) -> Vec<Rename> {
    let gone: Vec<&Column> = old.columns.iter().filter(|column| new.column(&column.name).is_none()).collect();
    let added: Vec<&Column> = new.columns.iter().filter(|column| old.column(&column.name).is_none()).collect();
    let likeness = |one: &Column, other: &Column| {
        let is_possible = same_type(one, other) && one.generated == other.generated;
        let same_place = old.column_index(&one.name) == new.column_index(&other.name);
        is_possible.then(|| {
            closeness(&one.name, &other.name)
                + if one.parts == other.parts { 20 } else { 0 }
                + if same_place { 10 } else { 0 }
        })
    };
    best_pairs(&gone, &added, likeness)
        .into_iter()
        .map(|(from, to)| Rename { table: Some(new.name.clone()), from: from.name.clone(), to: to.name.clone() })
        .collect()
}

/// How alike two names are, in hundredths.
fn closeness(one: &str, other: &str) -> usize {
    let likeness = strsim::jaro_winkler(&one.to_lowercase(), &other.to_lowercase());
    // Between 0 and 1.
    (likeness * 100.0) as usize
}

/// Pairs off, the likeliest first.
fn best_pairs<'a, T>(old: &[&'a T], new: &[&'a T], likeness: impl Fn(&T, &T) -> Option<usize>) -> Vec<(&'a T, &'a T)> {
    let mut pairs = Vec::new();
    for (i, one) in old.iter().enumerate() {
        for (j, other) in new.iter().enumerate() {
            pairs.extend(likeness(one, other).map(|likeness| (likeness, i, j)));
        }
    }
    pairs.sort_by_key(|&(likeness, i, j)| (std::cmp::Reverse(likeness), i, j));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut best = Vec::new();
    for (_, i, j) in pairs {
        if !used_old.contains(&i) && !used_new.contains(&j) {
            used_old.insert(i);
            used_new.insert(j);
            best.push((old[i], new[j]));
        }
    }
    best
}

/// The statements of one rename; `None` when there is nothing of the old name, or already something of the new one.
///
/// SQLite itself rewrites what mentions the table or column. Views and triggers that are broken already would keep it from doing so:
/// they make room.
pub fn rename(schema: &Schema, rename: &Rename) -> Option<Block> {
    let is_same_name = fold(&rename.from) == fold(&rename.to);
    let statements = match &rename.table {
        Some(table) => {
            let table = schema.table(table)?;
            let column = table.column(&rename.from)?;
            if table.is_virtual || !is_same_name && table.column(&rename.to).is_some() {
                return None;
            }
            let (name, old, new) = (quote(&table.name), quote(&column.name), quote(&rename.to));
            vec![format!("ALTER TABLE {name} RENAME COLUMN {old} TO {new}")]
        }
        None => {
            let table = schema.table(&rename.from)?;
            let is_taken = |name: &str| is_taken(schema, name);
            if is_same_name {
                // SQLite takes a name in other letters for the same one, and refuses it.
                let mut between = format!("goc_new_{}", rename.to);
                while is_taken(&between) {
                    between.push('_');
                }
                vec![rename_table(&table.name, &between), rename_table(&between, &rename.to)]
            } else if is_taken(&rename.to) {
                return None;
            } else {
                vec![rename_table(&table.name, &rename.to)]
            }
        }
    };
    Some(around_broken(schema, statements))
}

fn is_taken(schema: &Schema, name: &str) -> bool {
    let folded = fold(name);
    schema.table(name).is_some()
        || schema.hidden.contains(&folded)
        || schema.views.iter().any(|view| fold(&view.name) == folded)
        || schema.indexes.iter().any(|index| fold(&index.name) == folded)
}

fn rename_table(from: &str, to: &str) -> String {
    format!("ALTER TABLE {} RENAME TO {}", quote(from), quote(to))
}

fn around_broken(schema: &Schema, statements: Vec<String>) -> Block {
    let is_broken = |name: &str| schema.broken.contains(&fold(name));
    let views: Vec<_> = schema.views.iter().filter(|view| is_broken(&view.name)).collect();
    let is_gone = |table: &str| views.iter().any(|view| view.name.eq_ignore_ascii_case(table));
    let triggers: Vec<_> =
        schema.triggers.iter().filter(|trigger| is_broken(&trigger.name) || is_gone(&trigger.table)).collect();
    let mut block = Block::default();
    for trigger in &triggers {
        block.notes.push(Note::Around { name: trigger.name.clone() });
        block.statements.push(format!("DROP TRIGGER {}", quote(&trigger.name)));
    }
    for view in &views {
        block.notes.push(Note::Around { name: view.name.clone() });
        block.statements.push(format!("DROP VIEW {}", quote(&view.name)));
    }
    block.statements.extend(statements);
    block.statements.extend(views.iter().map(|view| view.sql.clone()));
    block.statements.extend(triggers.iter().map(|trigger| trigger.sql.clone()));
    block
}
