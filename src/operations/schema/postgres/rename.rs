//! Renames: what may be one, and its SQL.

use std::collections::BTreeSet;

use crate::database::introspect::postgres::{Body, Column, Key, Name, Schema, Table};

use super::super::{Block, Rename, Stage};
use super::kinds::is_wider;

/// Tables and columns that may only have another name: one is missing and another is new, alike but for the name.
pub fn rename_candidates(from: &Schema, to: &Schema) -> Vec<Rename> {
    let mut candidates = Vec::new();
    let gone: Vec<(&Name, &Table)> = from.tables().filter(|(name, _)| to.table(name).is_none()).collect();
    let new: Vec<(&Name, &Table)> = to.tables().filter(|(name, _)| from.table(name).is_none()).collect();
    for (old_name, old) in &gone {
        let best = new
            .iter()
            .filter(|(name, _)| name.schema == old_name.schema)
            .map(|(name, table)| (likeness(from, old_name, old, to, name, table), name))
            .filter(|(likeness, _)| *likeness >= 60)
            .max_by_key(|(likeness, _)| *likeness);
        if let Some((_, name)) = best {
            let (from, to) = (from.names.plain(old_name), to.names.plain(name));
            candidates.push(Rename { table: None, from, to });
        }
    }
    for (name, table) in to.tables() {
        let Some(before) = from.table(name) else { continue };
        let gone = before.columns.iter().filter(|column| !table.columns.contains(column));
        let new: Vec<&String> = table.columns.iter().filter(|column| !before.columns.contains(column)).collect();
        let mut pairs: Vec<(usize, &String, &String)> = Vec::new();
        for old_column in gone {
            for new_column in &new {
                if let (Some(old), Some(new)) = (from.column(name, old_column), to.column(name, new_column)) {
                    let score = column_likeness(old_column, old, new_column, new);
                    pairs.extend((score >= LIKE_ENOUGH).then_some((score, old_column, *new_column)));
                }
            }
        }
        // The most alike first, each name once.
        pairs.sort_by_key(|(likeness, ..)| std::cmp::Reverse(*likeness));
        let mut taken: BTreeSet<&String> = BTreeSet::new();
        for (_, old_column, new_column) in pairs {
            if !taken.contains(old_column) && !taken.contains(new_column) {
                taken.extend([old_column, new_column]);
                let table = Some(to.names.plain(name));
                candidates.push(Rename { table, from: old_column.clone(), to: new_column.clone() });
            }
        }
    }
    candidates
}

/// From here on two columns are asked about, in percent.
const LIKE_ENOUGH: usize = 50;

/// How alike two columns are, in percent: one of the same type may have any name, one of a related type only a name that is alike.
fn column_likeness(old_name: &str, old: &Column, new_name: &str, new: &Column) -> usize {
    let name = name_likeness(old_name, new_name);
    if old.kind == new.kind && old.value == new.value {
        LIKE_ENOUGH + name / 2
    } else if is_wider(&old.kind, &new.kind) || is_wider(&new.kind, &old.kind) {
        name
    } else {
        0
    }
}

/// How many pairs of neighbouring letters two names share, in percent (Dice's coefficient).
fn name_likeness(one: &str, other: &str) -> usize {
    let pairs = |name: &str| -> BTreeSet<(char, char)> { name.chars().zip(name.chars().skip(1)).collect() };
    let (one, other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    (one.intersection(&other).count() * 200).checked_div(all).unwrap_or_default()
}

/// How much of two tables is the same, in percent.
fn likeness(from: &Schema, old_name: &Name, old: &Table, to: &Schema, name: &Name, table: &Table) -> usize {
    let columns = |schema: &Schema, name: &Name, table: &Table| -> BTreeSet<(String, String)> {
        let kind = |column: &String| schema.column(name, column).map(|found| (column.clone(), found.kind.clone()));
        table.columns.iter().filter_map(kind).collect()
    };
    let (old, new) = (columns(from, old_name, old), columns(to, name, table));
    let all = old.union(&new).count();
    (old.intersection(&new).count() * 100).checked_div(all).unwrap_or_default()
}

/// The SQL of a rename; `None` when there is nothing of that name.
pub fn rename(schema: &Schema, rename: &Rename) -> Option<Block> {
    let names = &schema.names;
    let by_name = |text: &str| schema.tables().map(|(name, _)| name).find(|name| names.plain(name) == text);
    let block = |statement: String| Block { statements: vec![statement], stage: Stage::Together, ..Block::default() };
    if let Some(table) = &rename.table {
        if let Some(table) = by_name(table)
            && matches!(schema.body(&Key::Column(table.clone(), rename.from.clone())), Some(Body::Column(_)))
        {
            let (from, to) = (names.quoted(&rename.from), names.quoted(&rename.to));
            return Some(block(format!("ALTER TABLE {} RENAME COLUMN {from} TO {to}", names.full(table))));
        }
        // A table in a schema that has to be named.
        let full = format!("{table}.{}", rename.from);
        let table = by_name(&full)?;
        return Some(block(format!("ALTER TABLE {} RENAME TO {}", names.full(table), names.quoted(&rename.to))));
    }
    let table = by_name(&rename.from)?;
    Some(block(format!("ALTER TABLE {} RENAME TO {}", names.full(table), names.quoted(&rename.to))))
}

/// Gives the objects of a copy the owners and privileges of the original, from which it was made without them.
pub fn keep_rights(copy: &mut Schema, original: &Schema, renames: &[Rename]) {
    let before = |name: &Name| {
        let text = copy.names.plain(name);
        let rename = renames.iter().find(|rename| {
            let to = match &rename.table {
                Some(schema) => format!("{schema}.{}", rename.to),
                None => rename.to.clone(),
            };
            to == text
        });
        rename.map_or_else(|| name.clone(), |rename| Name { schema: name.schema.clone(), name: rename.from.clone() })
    };
    let origins: Vec<(Key, Key)> = copy
        .objects
        .keys()
        .map(|key| {
            let origin = match key {
                Key::Relation(name) => Key::Relation(before(name)),
                other => other.clone(),
            };
            (key.clone(), origin)
        })
        .collect();
    for (key, origin) in origins {
        if let (Some(object), Some(origin)) = (copy.objects.get_mut(&key), original.objects.get(&origin)) {
            object.owner = origin.owner.clone();
            object.grants = origin.grants.clone();
        }
    }
    copy.user = original.user.clone();
}

/// Leaves out objects whose name is not wanted; what belongs to a table goes with it.
pub fn filter(schema: &mut Schema, is_wanted: &dyn Fn(&str) -> bool) {
    let unwanted: Vec<Key> = schema.objects.keys().filter(|key| !is_wanted(&subject(schema, key))).cloned().collect();
    for key in unwanted {
        schema.objects.remove(&key);
    }
    let objects = &schema.objects;
    schema.dependencies.retain(|(user, used)| objects.contains_key(user) && objects.contains_key(used));
}

/// Adds to a filtered schema what is not wanted, as `original` has it. `full` is the schema before it was filtered: what in it depended on
/// what is not wanted still does.
pub fn keep_unwanted(schema: &mut Schema, original: &Schema, full: &Schema, is_wanted: &dyn Fn(&str) -> bool) {
    for (key, object) in &original.objects {
        if !is_wanted(&subject(original, key)) && !schema.objects.contains_key(key) {
            schema.objects.insert(key.clone(), object.clone());
        }
    }
    let is_kept = |key: &Key| original.objects.contains_key(key) && !is_wanted(&subject(original, key));
    let added = original.dependencies.iter().filter(|(user, _)| is_kept(user));
    let back = full.dependencies.iter().filter(|(user, used)| !is_kept(user) && is_kept(used));
    let objects = &schema.objects;
    let both = |(user, used): &&(Key, Key)| objects.contains_key(user) && objects.contains_key(used);
    schema.dependencies.extend(added.chain(back).filter(both).cloned());
}

/// The names by which the objects of a schema are wanted or not.
pub fn subjects(schema: &Schema) -> std::collections::BTreeSet<String> {
    schema.objects.keys().map(|key| subject(schema, key)).collect()
}

fn subject(schema: &Schema, key: &Key) -> String {
    match key {
        Key::Schema(name) | Key::Extension(name) => name.clone(),
        other => schema.names.plain(&super::order::group(schema, other)),
    }
}
