//! Indexes and constraints that only get another name: no data depends on it, and building an index of a large table again would take a
//! night.

use std::collections::{BTreeMap, HashMap};

use crate::database::introspect::postgres::{Attachment, Body, Index, Key, Name, Schema};

use super::attached::definition;

/// An index or a constraint, and its new name.
pub(super) type Relabel = (Key, Key);

/// Gives what only has another name in `to` that name in `from`, and says so. What belongs to an index of a parent comes after that.
pub(super) fn relabel(from: &mut Schema, to: &Schema) -> Vec<Relabel> {
    let mut relabels = Vec::new();
    // A name that has changed may be what tells the members of a family apart.
    loop {
        let found = candidates(from, to);
        if found.is_empty() {
            return relabels;
        }
        for (old, new) in &found {
            rename(from, old, new);
        }
        relabels.extend(found);
    }
}

/// The statement that gives a name.
pub(super) fn statement(schema: &Schema, (old, new): &Relabel) -> Option<String> {
    let names = &schema.names;
    match (old, new) {
        (Key::Index(old), Key::Index(new)) => {
            Some(format!("ALTER INDEX {} RENAME TO {}", names.full(old), names.quoted(&new.name)))
        }
        (Key::Constraint(table, old), Key::Constraint(_, new)) => Some(format!(
            "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
            names.full(table),
            names.quoted(old),
            names.quoted(new)
        )),
        _ => None,
    }
}

/// What makes an index or a constraint what it is, apart from its name.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
struct Essence<'a> {
    table: &'a Name,
    is_index: bool,
    definition: (bool, &'a str),
    /// Valid, clusters, identifies.
    flags: (bool, bool, bool),
    /// The index of the parent that it belongs to.
    parent: Option<&'a Key>,
}

/// What has one partner on the other side, which is not on this one.
fn candidates(from: &Schema, to: &Schema) -> Vec<Relabel> {
    let (before, after) = (essences(from, to), essences(to, from));
    let is_free = |new: &Key| {
        let name = match new {
            Key::Index(name) => name.clone(),
            Key::Constraint(table, name) => Name { schema: table.schema.clone(), name: name.clone() },
            _ => return false,
        };
        [Key::Relation(name.clone()), Key::Index(name.clone()), Key::Sequence(name.clone()), Key::Type(name.clone())]
            .iter()
            .all(|key| !from.objects.contains_key(key))
            && !from.objects.iter().any(|(key, _)| matches!(key, Key::Constraint(table, other) if *other == name.name && table.schema == name.schema))
    };
    before
        .iter()
        .filter_map(|(essence, old)| match (old.as_slice(), after.get(essence).map(Vec::as_slice)) {
            ([old], Some([new])) if is_free(new) => Some(((*old).clone(), (*new).clone())),
            _ => None,
        })
        .collect()
}

/// What of `schema` is an index or a constraint and not in `other`.
fn essences<'a>(schema: &'a Schema, other: &Schema) -> BTreeMap<Essence<'a>, Vec<&'a Key>> {
    let parents: HashMap<&Key, &Key> =
        schema.attachments().map(|(_, Attachment { index, parent, .. })| (index, parent)).collect();
    let mut essences: BTreeMap<Essence<'a>, Vec<&'a Key>> = BTreeMap::new();
    for (key, object) in schema.objects.iter().filter(|(key, _)| !other.objects.contains_key(key)) {
        let (table, is_index, definition, is_valid, roles) = match (key, &object.body) {
            (_, Body::Index(index)) => (&index.table, true, definition(&index.definition), index.is_valid, index.roles),
            (Key::Constraint(table, _), Body::Constraint(constraint)) => {
                (table, false, (false, constraint.definition.as_str()), constraint.is_valid, constraint.roles)
            }
            _ => continue,
        };
        let has_table = other.objects.contains_key(&Key::Relation(table.clone()));
        if has_table {
            let flags = (is_valid, roles.clusters, roles.identifies);
            let parent = parents.get(key).copied();
            essences.entry(Essence { table, is_index, definition, flags, parent }).or_default().push(key);
        }
    }
    essences
}

/// Renames in the data as the server does.
fn rename(schema: &mut Schema, old: &Key, new: &Key) {
    let Some(mut object) = schema.objects.remove(old) else { return };
    if let (Body::Index(index), Key::Index(before), Key::Index(after)) = (&mut object.body, old, new) {
        let names = &schema.names;
        let (before, after) = (names.quoted(&before.name), names.quoted(&after.name));
        let definition = index.definition.replacen(&format!("INDEX {before} "), &format!("INDEX {after} "), 1);
        *index = Index { definition, ..index.clone() };
    }
    schema.objects.insert(new.clone(), object);
    let mut attachment_keys: Vec<(Key, Key)> = Vec::new();
    for (key, object) in &mut schema.objects {
        let Body::Attachment(attachment) = &mut object.body else { continue };
        if attachment.index == *old {
            attachment.index = new.clone();
            let name = match new {
                Key::Index(name) => name.clone(),
                Key::Constraint(table, name) => Name { schema: table.schema.clone(), name: name.clone() },
                _ => continue,
            };
            attachment_keys.push((key.clone(), Key::Attachment(name)));
        }
        if attachment.parent == *old {
            attachment.parent = new.clone();
        }
    }
    let mut renamed = vec![(old.clone(), new.clone())];
    for (before, after) in attachment_keys {
        if let Some(object) = schema.objects.remove(&before) {
            schema.objects.insert(after.clone(), object);
        }
        renamed.push((before, after));
    }
    for (before, after) in renamed {
        let (mine, others): (Vec<_>, Vec<_>) =
            schema.dependencies.iter().cloned().partition(|(user, used)| *user == before || *used == before);
        let swapped = |key: Key| if key == before { after.clone() } else { key };
        schema.dependencies = others.into_iter().collect();
        schema.dependencies.extend(mine.into_iter().map(|(user, used)| (swapped(user), swapped(used))));
    }
}
