//! Whose statement takes something along: parts of a table go and come with it, indexes of partitions with those of the parent.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::database::introspect::postgres::{Attachment, Body, Key, Name, Schema, Table};

use super::affected::Fate;
use super::attached::comes_with_partition;

/// Whose statement takes something along.
pub(super) struct Carriers<'a> {
    from: &'a Schema,
    to: &'a Schema,
    fates: &'a BTreeMap<Key, Fate>,
    serials: &'a HashMap<Name, Key>,
    cut: HashSet<Key>,
    /// Defaults that are set when more than their table is there.
    late: HashSet<Key>,
    /// What makes an index belong to one of its parent, by the index and by itself.
    attached_before: HashMap<&'a Key, &'a Attachment>,
    attached_after: HashMap<&'a Key, &'a Attachment>,
}

impl<'a> Carriers<'a> {
    pub(super) fn new(
        from: &'a Schema,
        to: &'a Schema,
        fates: &'a BTreeMap<Key, Fate>,
        serials: &'a HashMap<Name, Key>,
    ) -> Carriers<'a> {
        let mut cut = cut_foreign_keys(from, fates);
        cut.extend(circular(from, &|key| fates.get(key).is_some_and(|fate| fate.is_gone())));
        let late = late(to, fates);
        Carriers { from, to, fates, serials, cut, late, attached_before: attached(from), attached_after: attached(to) }
    }

    fn is_gone(&self, key: &Key) -> bool {
        self.fates.get(key).is_some_and(|fate| fate.is_gone())
    }

    fn is_made(&self, key: &Key) -> bool {
        self.fates.get(key).is_some_and(|fate| fate.is_made())
    }

    /// A table's parts go with it, and what a column has with the column.
    pub(super) fn of_drop(&self, key: &Key) -> Key {
        if self.cut.contains(key) {
            return key.clone();
        }
        let relation = match self.from.body(key) {
            Some(Body::Index(index)) => Some(Key::Relation(index.table.clone())),
            Some(Body::Attachment(attachment)) => Some(Key::Relation(attachment.partition.clone())),
            _ => key.relation().map(|name| Key::Relation(name.clone())),
        };
        if let Some(relation) = relation
            && *key != relation
            && self.is_gone(&relation)
        {
            return self.of_drop(&relation);
        }
        if let Some(Body::Table(Table { partition_of: Some((parent, _)), .. })) = self.from.body(key) {
            let parent = Key::Relation(parent.clone());
            if self.is_gone(&parent) {
                return self.of_drop(&parent);
            }
        }
        if let Some(attachment) = self.attached_before.get(key)
            && self.is_gone(&attachment.parent)
        {
            return self.of_drop(&attachment.parent);
        }
        match (key, self.from.body(key)) {
            (Key::Default(table, column), _) => {
                let column = Key::Column(table.clone(), column.clone());
                if self.is_gone(&column) { self.of_drop(&column) } else { key.clone() }
            }
            (Key::Sequence(name), _) => match self.from.body(&Key::Ownership(name.clone())) {
                Some(Body::Ownership { table, column }) => {
                    let column = Key::Column(table.clone(), column.clone());
                    if self.is_gone(&column) { self.of_drop(&column) } else { key.clone() }
                }
                _ => key.clone(),
            },
            (Key::Ownership(name), _) => {
                let sequence = Key::Sequence(name.clone());
                if self.is_gone(&sequence) { self.of_drop(&sequence) } else { key.clone() }
            }
            _ => key.clone(),
        }
    }

    /// Columns and their defaults come with what makes them.
    pub(super) fn of_make(&self, key: &Key) -> Key {
        if let Some(attachment) = self.attached_after.get(key)
            && comes_with_partition(self.fates, attachment)
        {
            return Key::Relation(attachment.partition.clone());
        }
        match key {
            key if self.late.contains(key) => key.clone(),
            Key::Column(table, _) => {
                let relation = Key::Relation(table.clone());
                if self.is_made(&relation) { relation } else { key.clone() }
            }
            Key::Default(table, column) => {
                let column = Key::Column(table.clone(), column.clone());
                if self.is_made(&column) && self.to.objects.contains_key(&column) {
                    self.of_make(&column)
                } else {
                    key.clone()
                }
            }
            Key::Sequence(name) | Key::Ownership(name) => match self.serials.get(name) {
                Some(column) => self.of_make(column),
                None => key.clone(),
            },
            _ => key.clone(),
        }
    }
}

fn attached(schema: &Schema) -> HashMap<&Key, &Attachment> {
    schema.attachments().flat_map(|(key, attachment)| [(key, attachment), (&attachment.index, attachment)]).collect()
}

/// Defaults of new columns that need what needs their table.
pub(super) fn late(to: &Schema, fates: &BTreeMap<Key, Fate>) -> HashSet<Key> {
    let made = circular(to, &|key| fates.get(key).is_some_and(|fate| fate.is_made()));
    made.into_iter().filter(|key| matches!(key, Key::Default(..))).collect()
}

/// Defaults and constraints of tables on their way that call a function which needs the table itself.
fn circular(schema: &Schema, moves: &dyn Fn(&Key) -> bool) -> HashSet<Key> {
    let mut uses: HashMap<&Key, Vec<&Key>> = HashMap::new();
    let is_function = |key: &Key| matches!(key, Key::Function(..) | Key::Aggregate(..));
    for (user, used) in &schema.dependencies {
        if is_function(user) || is_function(used) {
            uses.entry(user).or_default().push(used);
        }
    }
    let comes_back = |start: &Key, table: &Name| {
        let mut open: Vec<&Key> =
            uses.get(start).into_iter().flatten().copied().filter(|key| is_function(key)).collect();
        let mut seen: HashSet<&Key> = open.iter().copied().collect();
        while let Some(key) = open.pop() {
            for &used in uses.get(key).into_iter().flatten() {
                if used.relation() == Some(table) {
                    return true;
                }
                if is_function(used) && seen.insert(used) {
                    open.push(used);
                }
            }
        }
        false
    };
    let parts = uses.keys().filter_map(|key| match key {
        Key::Default(table, _) | Key::Constraint(table, _) if moves(&Key::Relation(table.clone())) => {
            Some((*key, table))
        }
        _ => None,
    });
    parts.filter(|(key, table)| comes_back(key, table)).map(|(key, _)| key.clone()).collect()
}

/// Foreign keys that have to go by themselves, since their tables go and refer to each other in a circle.
fn cut_foreign_keys(from: &Schema, fates: &BTreeMap<Key, Fate>) -> HashSet<Key> {
    let is_gone = |name: &Name| fates.get(&Key::Relation(name.clone())).is_some_and(|fate| fate.is_gone());
    let mut links: Vec<(&Key, &Name, &Name)> = Vec::new();
    for (user, used) in &from.dependencies {
        if let (Key::Constraint(table, _), Some(other)) = (user, used.relation())
            && table != other
            && is_gone(table)
            && is_gone(other)
        {
            links.push((user, table, other));
        }
    }
    loop {
        // A table that nobody refers to any more goes first, and its foreign keys with it.
        let referred: HashSet<&Name> = links.iter().map(|(_, _, other)| *other).collect();
        let before = links.len();
        links.retain(|(_, table, _)| referred.contains(table));
        if links.len() == before {
            return links.into_iter().map(|(key, _, _)| key.clone()).collect();
        }
    }
}
