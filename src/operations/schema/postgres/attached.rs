//! Indexes of partitions that belong to one of their parent. Most come with it, under the name that the server gives them, and nobody wants
//! to read of them. Where one has a name of its own, differs, or is missing, the whole family is written out: the parent's index
//! `ON ONLY` its table, each partition's, and what attaches it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::database::introspect::postgres::{Attachment, Body, IndexRoles, Key, Name, Schema};

use super::affected::Fate;

/// Both sides without the indexes of partitions that come by themselves.
pub(super) struct Sides {
    pub from: Schema,
    pub to: Schema,
    /// Indexes of partitioned tables, and constraints that have one, that are made without those of the partitions.
    pub only: HashSet<Key>,
}

impl Sides {
    /// Takes out of both sides the families that neither has to spell out.
    pub(super) fn new(from: &Schema, to: &Schema) -> Sides {
        let mut sides = Sides { from: from.clone(), to: to.clone(), only: HashSet::new() };
        if ![from, to].iter().any(|schema| schema.tables().any(|(_, table)| table.partition_of.is_some())) {
            return sides;
        }
        let families = [Families::of(from), Families::of(to)];
        let roots: BTreeSet<&Key> = families.iter().flat_map(|families| families.roots.iter().copied()).collect();
        for root in roots {
            if families.iter().all(|families| families.comes_by_itself(root)) {
                families[0].fold(root, &mut sides.from);
                families[1].fold(root, &mut sides.to);
            } else {
                families[1].spell_out(root, &mut sides);
            }
        }
        sides
    }
}

/// Which index belongs to which, on one side.
struct Families<'a> {
    schema: &'a Schema,
    /// Of an index of a parent, those of its partitions.
    children: HashMap<&'a Key, Vec<(&'a Key, &'a Attachment)>>,
    /// Indexes of parents that belong to no other.
    roots: BTreeSet<&'a Key>,
    partitions: HashMap<&'a Name, Vec<&'a Name>>,
    /// How many indexes of a partition the server would call so.
    namesakes: HashMap<(&'a Name, &'a str), usize>,
}

impl<'a> Families<'a> {
    fn of(schema: &'a Schema) -> Families<'a> {
        let mut families = Families {
            schema,
            children: HashMap::new(),
            roots: BTreeSet::new(),
            partitions: HashMap::new(),
            namesakes: HashMap::new(),
        };
        for (name, table) in schema.tables() {
            if let Some((parent, _)) = &table.partition_of {
                families.partitions.entry(parent).or_default().push(name);
            }
        }
        let attached: HashSet<&Key> = schema.attachments().map(|(_, attachment)| &attachment.index).collect();
        for (key, attachment) in schema.attachments() {
            families.children.entry(&attachment.parent).or_default().push((key, attachment));
            *families.namesakes.entry((&attachment.partition, &attachment.usual_name)).or_default() += 1;
        }
        // A partitioned table's index may have no family yet.
        for (key, object) in &schema.objects {
            let has_family = match &object.body {
                Body::Index(index) => index.is_partitioned,
                Body::Constraint(constraint) => {
                    constraint.kind.has_index()
                        && key
                            .relation()
                            .and_then(|table| schema.table(table))
                            .is_some_and(|table| table.partition_by.is_some())
                }
                _ => false,
            };
            if has_family && !attached.contains(key) {
                families.roots.insert(key);
            }
        }
        families
    }

    /// Whether making an index makes all that belong to it just so; true for one that is not there.
    fn comes_by_itself(&self, index: &Key) -> bool {
        let Some(table) = self.schema.objects.get(index).and_then(|_| self.schema.table_of_index(index)) else {
            return true;
        };
        let children = self.children.get(index).map(Vec::as_slice).unwrap_or_default();
        let partitions = self.partitions.get(table).map(Vec::len).unwrap_or_default();
        children.len() == partitions
            && children.iter().all(|(_, attachment)| {
                let namesakes = self.namesakes.get(&(&attachment.partition, attachment.usual_name.as_str()));
                namesakes == Some(&1) && is_usual(self.schema, attachment) && self.comes_by_itself(&attachment.index)
            })
    }

    /// Takes a family out, but for its head.
    fn fold(&self, index: &Key, schema: &mut Schema) {
        for (_, attachment) in self.children.get(index).into_iter().flatten() {
            self.fold(&attachment.index, schema);
            let users: Vec<(Key, Key)> = schema
                .dependencies
                .iter()
                .filter(|(user, used)| *used == attachment.index && user.relation() != Some(&attachment.partition))
                .cloned()
                .collect();
            schema.remove(&attachment.index);
            // What refers to a partition's key refers to its parent's now.
            let moved = users.into_iter().filter(|(user, _)| schema.objects.contains_key(user));
            let moved: Vec<(Key, Key)> = moved.map(|(user, _)| (user, index.clone())).collect();
            schema.dependencies.extend(moved);
        }
    }

    /// Says in what order a family is made one by one.
    fn spell_out(&self, index: &'a Key, sides: &mut Sides) {
        let Some(table) = self.schema.objects.get(index).and_then(|_| self.schema.table_of_index(index)) else {
            return;
        };
        sides.only.insert(index.clone());
        // Partitions that come later would get indexes of their own.
        for partition in self.partitions.get(table).into_iter().flatten() {
            sides.to.dependencies.insert((index.clone(), Key::Relation((*partition).clone())));
        }
        let children = self.children.get(index).map(Vec::as_slice).unwrap_or_default();
        let parts: HashSet<&Key> = children.iter().flat_map(|(key, attachment)| [*key, &attachment.index]).collect();
        // It is whole only when all are attached.
        let users = self.schema.dependencies.iter().filter(|(user, used)| used == index && !parts.contains(user));
        for (user, _) in users {
            for (key, _) in children {
                sides.to.dependencies.insert((user.clone(), (*key).clone()));
            }
        }
        for (_, attachment) in children {
            let is_head = match self.schema.body(&attachment.index) {
                Some(Body::Index(index)) => index.is_partitioned,
                _ => self.schema.table(&attachment.partition).is_some_and(|table| table.partition_by.is_some()),
            };
            if is_head {
                self.spell_out(&attachment.index, sides);
            }
        }
    }
}

/// Whether an index is just what its parent's makes in this partition.
fn is_usual(schema: &Schema, attachment: &Attachment) -> bool {
    let name = match &attachment.index {
        Key::Index(name) => &name.name,
        Key::Constraint(_, name) => name,
        _ => return false,
    };
    let (Some(child), Some(parent)) = (schema.objects.get(&attachment.index), schema.objects.get(&attachment.parent))
    else {
        return false;
    };
    if *name != attachment.usual_name || child.comment.is_some() {
        return false;
    }
    match (&child.body, &parent.body) {
        (Body::Index(child), Body::Index(parent)) => {
            child.is_valid
                && child.roles == IndexRoles::default()
                && definition(&child.definition) == definition(&parent.definition)
        }
        (Body::Constraint(child), Body::Constraint(parent)) => {
            child.roles == IndexRoles::default() && child.kind == parent.kind && child.definition == parent.definition
        }
        _ => false,
    }
}

/// What an index is, without its name and its table.
pub(super) fn definition(text: &str) -> (bool, &str) {
    let is_unique = text.starts_with("CREATE UNIQUE ");
    let rest = text.find(" USING ").map(|at| &text[at..]).unwrap_or(text);
    (is_unique, rest)
}

/// Whether a table that stays changes what it is a partition of.
fn moves(from: &Schema, to: &Schema, table: &Name) -> bool {
    let parent = |schema: &Schema| schema.table(table).and_then(|table| table.partition_of.clone());
    parent(from) != parent(to)
}

/// Whether the server attaches an index by itself, since its partition comes, or is attached, to a table that has the parent's.
pub(super) fn is_attached_by_server(
    from: &Schema,
    to: &Schema,
    fates: &BTreeMap<Key, Fate>,
    attachment: &Attachment,
) -> bool {
    let is_made = |key: &Key| fates.get(key).is_some_and(|fate| fate.is_made());
    !is_made(&attachment.parent)
        && (is_made(&Key::Relation(attachment.partition.clone())) || moves(from, to, &attachment.partition))
}

/// Whether an index comes with its partition.
pub(super) fn comes_with_partition(fates: &BTreeMap<Key, Fate>, attachment: &Attachment) -> bool {
    let is_made = |key: &Key| fates.get(key).is_some_and(|fate| fate.is_made());
    !is_made(&attachment.parent) && is_made(&Key::Relation(attachment.partition.clone()))
}

/// Whether an index leaves its family because its partition does, and stays by itself.
pub(super) fn is_let_go(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>, attachment: &Attachment) -> bool {
    let is_gone = |key: &Key| fates.get(key).is_some_and(|fate| fate.is_gone());
    !is_gone(&attachment.parent)
        && !is_gone(&Key::Relation(attachment.partition.clone()))
        && moves(from, to, &attachment.partition)
}

/// Indexes of parents that have to be made anew: one that belongs to another can neither be dropped nor detached by itself, and a new
/// partition gets them all.
pub(super) fn to_rebuild(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>, only: &HashSet<Key>) -> Vec<Key> {
    let is_gone = |key: &Key| fates.get(key).is_some_and(|fate| fate.is_gone());
    let mut rebuilt = Vec::new();
    for (key, attachment) in from.attachments() {
        let leaves = is_gone(key) || is_gone(&attachment.index);
        let is_free = is_gone(&attachment.parent)
            || is_gone(&Key::Relation(attachment.partition.clone()))
            || moves(from, to, &attachment.partition);
        if leaves && !is_free && to.objects.contains_key(&attachment.parent) {
            rebuilt.push(attachment.parent.clone());
        }
    }
    if only.is_empty() {
        return rebuilt;
    }
    let families = Families::of(to);
    let heads = families.roots.iter().copied().chain(families.children.keys().copied()).collect::<BTreeSet<_>>();
    for index in heads {
        if is_gone(index)
            || !from.objects.contains_key(index)
            || !to.objects.contains_key(index)
            || !only.contains(index)
        {
            continue;
        }
        let Some(table) = to.table_of_index(index) else { continue };
        for partition in families.partitions.get(table).into_iter().flatten() {
            let relation = Key::Relation((*partition).clone());
            let is_new = fates.get(&relation).is_some_and(|fate| fate.is_made());
            if !is_new && !moves(from, to, partition) {
                continue;
            }
            let child =
                families.children.get(index).into_iter().flatten().find(|(_, child)| child.partition == **partition);
            let fits = match child {
                None => false,
                Some((_, child)) if is_new => {
                    families.namesakes.get(&(*partition, child.usual_name.as_str())) == Some(&1) && is_usual(to, child)
                }
                Some(_) => true,
            };
            if !fits {
                rebuilt.push(index.clone());
            }
        }
    }
    rebuilt
}
