//! The difference between two SQLite schemas.
//!
//! SQLite's ALTER TABLE can add a column at the end, drop one that nothing mentions, and rename; everything else is a new table in the
//! old one's place. The order in which things run: triggers and views that go or are in the way, indexes that go, tables that go, tables
//! that change, new tables with the rows that others point to, indexes, views, triggers.

mod alter;
mod around;
mod changes;
mod compare;
mod parents;
mod rebuild;
mod rename;
mod value;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Action, Block, Change, Difference, Loss, Note, ObjectKind, Options};
use crate::database::introspect::sqlite::{Index, Schema, Table, fold, quote};
use alter::{Way, has_texts_in_double_quotes, way};
use around::{Around, Touched, around};
use changes::{change, table_changes};
use compare::same_table;

pub use rename::{rename, rename_candidates};

/// Leaves out what is not wanted; what belongs to a table goes with it.
pub fn filter(schema: &mut Schema, is_wanted: &dyn Fn(&str) -> bool) {
    schema.tables.retain(|table| is_wanted(&table.name));
    schema.indexes.retain(|index| is_wanted(&index.table));
    schema.views.retain(|view| is_wanted(&view.name));
    schema.triggers.retain(|trigger| is_wanted(&trigger.table));
}

/// Adds to a filtered schema what is not wanted, as `original` has it.
pub fn keep_unwanted(schema: &mut Schema, original: &Schema, is_wanted: &dyn Fn(&str) -> bool) {
    schema.tables.extend(original.tables.iter().filter(|table| !is_wanted(&table.name)).cloned());
    schema.indexes.extend(original.indexes.iter().filter(|index| !is_wanted(&index.table)).cloned());
    schema.views.extend(original.views.iter().filter(|view| !is_wanted(&view.name)).cloned());
    schema.triggers.extend(original.triggers.iter().filter(|trigger| !is_wanted(&trigger.table)).cloned());
}

/// What turns `from` into `to`. SQLite has one writer at a time and no owners, so that no option changes anything.
pub fn difference(from: &Schema, to: &Schema, _options: &Options) -> Difference {
    let steps = table_steps(from, to);
    let touched = touched(&steps);
    let around = around(from, to, &touched);
    let mut difference = Difference::default();
    drop_triggers_and_views(&mut difference, from, to, &around);
    let indexes = index_steps(from, to, &touched, &steps);
    drop_indexes(&mut difference, &indexes);
    for step in &steps {
        drop_table(&mut difference, step);
    }
    for step in &steps {
        alter_table(&mut difference, step, from, to);
    }
    for step in &steps {
        create_table(&mut difference, step);
    }
    for step in &steps {
        if let TableStep::Create(table) = step {
            difference.blocks.extend(parents::parents(table, from, to));
        }
    }
    create_indexes(&mut difference, &indexes);
    create_views_and_triggers(&mut difference, from, to, &around);
    difference
}

/// What happens to a table.
enum TableStep<'a> {
    Create(&'a Table),
    Drop(&'a Table),
    /// Dropped, and made anew without its rows: nobody but its module knows what a virtual table's definition means.
    Replace(&'a Table, &'a Table),
    Alter(&'a Table, &'a Table, Way),
}

fn table_steps<'a>(from: &'a Schema, to: &'a Schema) -> Vec<TableStep<'a>> {
    let texts_may_change = LazyCell::new(|| has_texts_in_double_quotes(from));
    let stays = staying(to);
    let old: BTreeMap<String, &Table> = from.tables.iter().map(|table| (fold(&table.name), table)).collect();
    let new: BTreeSet<String> = to.tables.iter().map(|table| fold(&table.name)).collect();
    let mut steps: Vec<TableStep<'a>> =
        from.tables.iter().filter(|table| !new.contains(&fold(&table.name))).map(TableStep::Drop).collect();
    let mut kept: BTreeMap<String, Vec<&Index>> = BTreeMap::new();
    for index in from.indexes.iter().filter(|index| stays.contains(&identity(index))) {
        kept.entry(fold(&index.table)).or_default().push(index);
    }
    for table in &to.tables {
        let folded = fold(&table.name);
        match old.get(&folded) {
            None => steps.push(TableStep::Create(table)),
            Some(old) if same_table(old, table) => {}
            Some(old) if old.is_virtual || table.is_virtual => steps.push(TableStep::Replace(old, table)),
            Some(old) => {
                let indexes = kept.get(&folded).map(Vec::as_slice).unwrap_or_default();
                steps.push(TableStep::Alter(old, table, way(old, table, indexes, to, *texts_may_change)));
            }
        }
    }
    // A virtual table may read from an ordinary one.
    steps.sort_by_key(|step| matches!(step, TableStep::Create(table) if table.is_virtual));
    steps
}

/// The indexes that a schema has: one that is the same in both needs nothing.
fn staying(schema: &Schema) -> BTreeSet<(&str, &str)> {
    schema.indexes.iter().map(identity).collect()
}

fn identity(index: &Index) -> (&str, &str) {
    (&index.name, &index.normal)
}

fn touched(steps: &[TableStep<'_>]) -> Touched {
    let mut touched = Touched::default();
    for step in steps {
        match step {
            TableStep::Drop(table) | TableStep::Replace(table, _) => touched.dropped.insert(fold(&table.name)),
            TableStep::Alter(table, _, Way::Rebuild | Way::Drop(_)) => touched.reshaped.insert(fold(&table.name)),
            _ => false,
        };
    }
    touched
}

fn drop_triggers_and_views(difference: &mut Difference, from: &Schema, to: &Schema, around: &Around) {
    let mut block = Block::default();
    let triggers = from.triggers.iter().filter(|one| around.dropped_triggers.contains(&fold(&one.name)));
    for trigger in triggers {
        let wanted = to.triggers.iter().find(|one| fold(&one.name) == fold(&trigger.name));
        let is_same = wanted.is_some_and(|one| one.name == trigger.name && one.normal == trigger.normal);
        note_dropped(difference, &mut block, ObjectKind::Trigger, &trigger.name, (wanted.is_some(), is_same));
        block.statements.push(format!("DROP TRIGGER {}", quote(&trigger.name)));
    }
    for view in from.views.iter().filter(|one| around.dropped_views.contains(&fold(&one.name))) {
        let wanted = to.views.iter().find(|one| fold(&one.name) == fold(&view.name));
        let is_same = wanted.is_some_and(|one| one.name == view.name && one.normal == view.normal);
        note_dropped(difference, &mut block, ObjectKind::View, &view.name, (wanted.is_some(), is_same));
        block.statements.push(format!("DROP VIEW {}", quote(&view.name)));
    }
    push(difference, block);
}

/// Says of a dropped object whether it is gone, another one, or soon back.
fn note_dropped(
    difference: &mut Difference,
    block: &mut Block,
    object: ObjectKind,
    name: &str,
    (is_wanted, is_same): (bool, bool),
) {
    if is_same {
        block.notes.push(Note::Around { name: name.to_owned() });
    } else if !is_wanted {
        difference.changes.push(change(Action::Drop, object, name, None));
    }
}

/// Indexes to drop and to make.
struct IndexSteps<'a> {
    drop: Vec<(&'a Index, bool)>,
    /// With whether it is new, changed, or only back (`None`).
    create: Vec<(&'a Index, Option<Action>)>,
}

fn index_steps<'a>(from: &'a Schema, to: &'a Schema, touched: &Touched, steps: &[TableStep<'_>]) -> IndexSteps<'a> {
    let rebuilt: BTreeSet<String> = steps
        .iter()
        .filter_map(|step| match step {
            TableStep::Alter(table, _, Way::Rebuild) => Some(fold(&table.name)),
            _ => None,
        })
        .collect();
    let goes_along = |index: &Index| {
        let table = fold(&index.table);
        rebuilt.contains(&table) || touched.dropped.contains(&table)
    };
    let old: BTreeMap<String, &Index> = from.indexes.iter().map(|index| (fold(&index.name), index)).collect();
    let new: BTreeSet<String> = to.indexes.iter().map(|index| fold(&index.name)).collect();
    let stays = staying(to);
    let mut found = IndexSteps { drop: Vec::new(), create: Vec::new() };
    for index in &from.indexes {
        let is_wanted = new.contains(&fold(&index.name));
        if !stays.contains(&identity(index)) && !touched.dropped.contains(&fold(&index.table)) {
            found.drop.push((index, is_wanted));
        }
    }
    for index in &to.indexes {
        match old.get(&fold(&index.name)) {
            None => found.create.push((index, Some(Action::Create))),
            Some(old) if !stays.contains(&identity(old)) => found.create.push((index, Some(Action::Alter))),
            Some(old) if goes_along(old) => found.create.push((index, None)),
            Some(_) => {}
        }
    }
    found
}

fn drop_indexes(difference: &mut Difference, indexes: &IndexSteps<'_>) {
    let mut block = Block::default();
    for (index, is_wanted) in &indexes.drop {
        if !is_wanted {
            difference.changes.push(change(Action::Drop, ObjectKind::Index, &index.name, None));
        }
        block.statements.push(format!("DROP INDEX {}", quote(&index.name)));
    }
    push(difference, block);
}

fn drop_table(difference: &mut Difference, step: &TableStep<'_>) {
    let (table, is_wanted) = match step {
        TableStep::Drop(table) => (table, false),
        TableStep::Replace(table, _) => (table, true),
        _ => return,
    };
    if !is_wanted {
        difference.changes.push(change(Action::Drop, ObjectKind::Table, &table.name, Some(Loss::Rows)));
    }
    let note = Note::Loses { name: table.name.clone(), loss: Loss::Rows };
    push(difference, block(vec![note], vec![format!("DROP TABLE {}", quote(&table.name))]));
}

fn alter_table(difference: &mut Difference, step: &TableStep<'_>, before: &Schema, after: &Schema) {
    let TableStep::Alter(from, to, way) = step else { return };
    let changes = table_changes(from, to);
    let losses = changes
        .iter()
        .filter_map(|change| change.loss.clone().map(|loss| Note::Loses { name: change.name.clone(), loss }));
    let mut notes: Vec<Note> = losses.collect();
    let name = quote(&to.name);
    let made = match way {
        Way::Nothing => return,
        Way::Add(places) => {
            let added = places.iter().filter_map(|&place| to.columns.get(place));
            block(
                Vec::new(),
                added.map(|column| format!("ALTER TABLE {name} ADD COLUMN {}", column.definition)).collect(),
            )
        }
        Way::Drop(places) => {
            let dropped = places.iter().filter_map(|&place| from.columns.get(place));
            block(
                Vec::new(),
                dropped.map(|column| format!("ALTER TABLE {name} DROP COLUMN {}", quote(&column.name))).collect(),
            )
        }
        Way::Rebuild => rebuild::rebuild(from, to, before, after),
    };
    difference.changes.extend(changes);
    notes.extend(made.notes);
    push(difference, Block { notes, ..made });
}

fn create_table(difference: &mut Difference, step: &TableStep<'_>) {
    match step {
        TableStep::Create(table) => {
            difference.changes.push(change(Action::Create, ObjectKind::Table, &table.name, None));
            push(difference, block(Vec::new(), vec![table.sql.clone()]));
        }
        TableStep::Replace(_, table) => {
            difference.changes.push(change(Action::Alter, ObjectKind::Table, &table.name, Some(Loss::Rows)));
            push(difference, block(Vec::new(), vec![table.sql.clone()]));
        }
        _ => {}
    }
}

fn create_indexes(difference: &mut Difference, indexes: &IndexSteps<'_>) {
    let mut blocks: BTreeMap<String, Block> = BTreeMap::new();
    for (index, action) in &indexes.create {
        if let Some(action) = action {
            difference.changes.push(change(*action, ObjectKind::Index, &index.name, None));
        }
        blocks.entry(fold(&index.table)).or_default().statements.push(index.sql.clone());
    }
    difference.blocks.extend(blocks.into_values());
}

fn create_views_and_triggers(difference: &mut Difference, from: &Schema, to: &Schema, around: &Around) {
    for view in &to.views {
        let old = from.views.iter().find(|one| fold(&one.name) == fold(&view.name));
        let is_same = old.is_some_and(|old| old.name == view.name && old.normal == view.normal);
        if is_same && !around.dropped_views.contains(&fold(&view.name)) {
            continue;
        }
        difference.changes.extend(created(ObjectKind::View, &view.name, old.is_some(), is_same));
        push(difference, block(Vec::new(), vec![view.sql.clone()]));
    }
    for trigger in &to.triggers {
        let old = from.triggers.iter().find(|one| fold(&one.name) == fold(&trigger.name));
        let is_same = old.is_some_and(|old| old.name == trigger.name && old.normal == trigger.normal);
        if is_same && !around.dropped_triggers.contains(&fold(&trigger.name)) {
            continue;
        }
        difference.changes.extend(created(ObjectKind::Trigger, &trigger.name, old.is_some(), is_same));
        push(difference, block(Vec::new(), vec![trigger.sql.clone()]));
    }
}

/// The change of an object that is made; none when it is only back.
fn created(object: ObjectKind, name: &str, was_there: bool, is_same: bool) -> Option<Change> {
    let action = if was_there { Action::Alter } else { Action::Create };
    (!is_same).then(|| change(action, object, name, None))
}

fn block(notes: Vec<Note>, statements: Vec<String>) -> Block {
    Block { notes, statements, ..Block::default() }
}

fn push(difference: &mut Difference, block: Block) {
    if !block.statements.is_empty() {
        difference.blocks.push(block);
    }
}
