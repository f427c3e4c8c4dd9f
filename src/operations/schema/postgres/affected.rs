//! What has to happen to each object, with everything that is drawn into it: what depends on something that goes away has to go before,
//! and comes back after.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::database::introspect::postgres::{Body, Column, ColumnKind, ConstraintKind, Key, Name, Schema, Table};

use super::super::Options;
use super::attached;
use super::compare::{Way, way};
use super::kinds::are_comparable;
use super::own;

/// What has to happen to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Make,
    Drop,
    Alter,
    /// Dropped and made again, because it differs.
    Replace,
    /// Dropped and made again, because of something that it depends on.
    Rebuild,
    /// A type whose columns move over to a new one of the same name.
    Retype,
}

impl Fate {
    /// Whether the old object goes away.
    pub(super) fn is_gone(self) -> bool {
        matches!(self, Fate::Drop | Fate::Replace | Fate::Rebuild | Fate::Retype)
    }

    /// Whether a new one is made.
    pub(super) fn is_made(self) -> bool {
        matches!(self, Fate::Make | Fate::Replace | Fate::Rebuild | Fate::Retype)
    }
}

/// What has to happen to every object that does not stay as it is.
///
/// With `swaps_enums` an enum that grows is made anew, too: what is added to one cannot be used before the COMMIT.
pub(super) fn fates(
    from: &Schema,
    to: &Schema,
    options: &Options,
    only: &HashSet<Key>,
    made_anew: &HashSet<Name>,
    swaps_enums: bool,
) -> BTreeMap<Key, Fate> {
    let mut fates = BTreeMap::new();
    for (key, old) in &from.objects {
        match to.objects.get(key) {
            None => {
                fates.insert(key.clone(), Fate::Drop);
            }
            Some(new) => {
                let fate = match way(old, new, options) {
                    Way::Same => continue,
                    Way::Alter if swaps_enums && old.body != new.body && matches!(old.body, Body::Enum { .. }) => {
                        Fate::Retype
                    }
                    Way::Alter => Fate::Alter,
                    Way::Replace => Fate::Replace,
                    Way::Retype => Fate::Retype,
                };
                fates.insert(key.clone(), fate);
            }
        }
    }
    for (key, fate) in &mut fates {
        if *fate == Fate::Alter && is_stored_within(from, to, key) {
            *fate = Fate::Retype;
        }
    }
    for key in to.objects.keys().filter(|key| !from.objects.contains_key(key)) {
        fates.insert(key.clone(), Fate::Make);
    }
    fates.extend(made_anew.iter().map(|name| (Key::Relation(name.clone()), Fate::Replace)));
    draw_in(from, to, only, &mut fates);
    say_again(from, to, &mut fates);
    keep_rows(from, to, &mut fates);
    fates
}

/// Whether a type changes in a way that the server refuses as long as a column holds it: in arrays and other types, where a domain gets
/// stricter, or anywhere, where an attribute gets another type.
fn is_stored_within(from: &Schema, to: &Schema, key: &Key) -> bool {
    let users = || from.dependencies.iter().filter(|(_, used)| used == key).map(|(user, _)| user);
    match (from.body(key), to.body(key)) {
        (Some(Body::Domain(old)), Some(Body::Domain(new))) => {
            let is_stricter = (new.not_null && !old.not_null)
                || new.constraints.iter().any(|check| {
                    !old.constraints
                        .iter()
                        .any(|other| (&other.name, &other.definition) == (&check.name, &check.definition))
                });
            is_stricter
                && users().any(|user| match user {
                    Key::Column(..) => column_of(from, user).is_some_and(|column| column.kind.ends_with("[]")),
                    Key::Type(_) => true,
                    _ => false,
                })
        }
        (Some(Body::Composite { attributes: old }), Some(Body::Composite { attributes: new })) => {
            let is_retyped = old.iter().any(|attribute| {
                let other = new.iter().find(|other| other.name == attribute.name);
                other.is_some_and(|other| (&other.kind, &other.collation) != (&attribute.kind, &attribute.collation))
            });
            is_retyped && users().any(|user| matches!(user, Key::Column(..) | Key::Type(_)))
        }
        _ => false,
    }
}

/// What changes in a parent reaches its children, also those that have something else there.
fn say_again(from: &Schema, to: &Schema, fates: &mut BTreeMap<Key, Fate>) {
    for (name, table) in to.tables().filter(|(name, _)| from.table(name).is_some()) {
        let mut columns = table.own.keys();
        if columns.any(|column| own::sources(to, name, column).iter().any(|key| fates.contains_key(key))) {
            fates.entry(Key::Relation(name.clone())).or_insert(Fate::Alter);
        }
    }
}

/// Follows the dependencies of the old schema until nothing is drawn in any more.
fn draw_in(from: &Schema, to: &Schema, only: &HashSet<Key>, fates: &mut BTreeMap<Key, Fate>) {
    let mut retyped: BTreeSet<Key> = BTreeSet::new();
    for (key, fate) in fates.iter() {
        if *fate == Fate::Alter && column_of(from, key).map(|c| &c.kind) != column_of(to, key).map(|c| &c.kind) {
            retyped.insert(key.clone());
        }
    }
    loop {
        let mut news: Vec<(Key, Fate)> = Vec::new();
        for (user, used) in &from.dependencies {
            if !from.objects.contains_key(user) || !to.objects.contains_key(user) {
                continue;
            }
            if fates.get(user).is_some_and(|fate| fate.is_gone()) {
                continue;
            }
            let gone = fates.get(used).filter(|fate| fate.is_gone());
            let is_retyped = retyped.contains(used);
            if gone.is_none() && !is_retyped {
                continue;
            }
            if let Some(fate) = consequence(from, to, user, used, gone.copied()) {
                let is_new = match fate {
                    Fate::Alter => !retyped.contains(user),
                    _ => true,
                };
                if is_new {
                    news.push((user.clone(), fate));
                }
            }
        }
        for (key, fate) in fates.iter() {
            let Key::Column(table, column) = key else { continue };
            let is_retyped = *fate == Fate::Alter && (retyped.contains(key) || is_of_retyped(from, fates, key));
            let relation = Key::Relation(table.clone());
            if is_retyped && divides_by(from, table, column) && !fates.get(&relation).is_some_and(|fate| fate.is_gone())
            {
                news.push((relation, Fate::Rebuild));
            }
        }
        news.extend(attached::to_rebuild(from, to, fates, only).into_iter().map(|key| (key, Fate::Rebuild)));
        if news.is_empty() {
            return;
        }
        for (key, fate) in news {
            if fate == Fate::Alter {
                retyped.insert(key.clone());
                fates.entry(key).or_insert(Fate::Alter);
            } else {
                fates.insert(key, fate);
            }
        }
    }
}

fn is_of_retyped(from: &Schema, fates: &BTreeMap<Key, Fate>, column: &Key) -> bool {
    from.dependencies.iter().any(|(user, used)| user == column && fates.get(used) == Some(&Fate::Retype))
}

/// Whether a table is partitioned by a column, which then cannot get another type.
fn divides_by(schema: &Schema, table: &Name, column: &str) -> bool {
    let by = schema.table(table).and_then(|table| table.partition_by.as_deref()).unwrap_or_default();
    by.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == column)
}

/// What becomes of an object whose foundation goes away, or is a column that gets another type (`gone` is `None` then).
fn consequence(from: &Schema, to: &Schema, user: &Key, used: &Key, gone: Option<Fate>) -> Option<Fate> {
    let is_rebuilt = Some(Fate::Rebuild);
    match user {
        Key::Relation(_) => match from.body(user)? {
            Body::View(_) => is_rebuilt,
            Body::Table(table)
                if gone.is_some() && used.relation().is_some_and(|parent| keeps_parent(to, user, table, parent)) =>
            {
                is_rebuilt
            }
            // A table leaves its parent by itself.
            _ => None,
        },
        Key::Column(table, name) => match (&from.column(table, name)?.value, used) {
            (_, Key::Relation(relation)) if relation == table && gone.is_some() => is_rebuilt,
            (ColumnKind::Generated { .. }, Key::Type(_)) => is_rebuilt,
            (_, Key::Type(_)) if gone == Some(Fate::Retype) => Some(Fate::Alter),
            (ColumnKind::Generated { .. }, _) => is_rebuilt,
            _ => None,
        },
        // Around a new type of its column a default is dropped and set again: the server would keep a cast in it.
        Key::Default(..) => is_rebuilt,
        Key::Ownership(_) | Key::Attachment(_) => gone.and(is_rebuilt),
        Key::Constraint(table, name) => match from.body(user)? {
            Body::Constraint(constraint) if gone.is_none() => {
                let is_apart =
                    constraint.kind == ConstraintKind::ForeignKey && !is_still_comparable(from, to, table, name, used);
                (is_apart || has_list(&constraint.definition)).then_some(Fate::Rebuild)
            }
            _ => is_rebuilt,
        },
        Key::Index(_) => match from.body(user)? {
            Body::Index(index) if gone.is_none() => has_list(&index.definition).then_some(Fate::Rebuild),
            _ => is_rebuilt,
        },
        Key::Statistics(_) => gone.and(is_rebuilt),
        Key::Type(_) => (gone == Some(Fate::Retype)).then_some(Fate::Retype),
        Key::Function(..)
        | Key::Aggregate(..)
        | Key::Trigger(..)
        | Key::Rule(..)
        | Key::Policy(..)
        | Key::Other(..) => is_rebuilt,
        Key::Schema(_) | Key::Extension(_) | Key::Collation(_) | Key::Sequence(_) | Key::Rows(_) => None,
    }
}

/// Whether a table stays a child of a parent, which does not go without it.
fn keeps_parent(to: &Schema, key: &Key, before: &Table, parent: &Name) -> bool {
    let after = key.relation().and_then(|name| to.table(name));
    before.parents().any(|name| name == parent) && after.is_some_and(|after| after.parents().any(|name| name == parent))
}

/// Tables that are made anew while their rows stay; those of partitions are their parent's.
fn keep_rows(from: &Schema, to: &Schema, fates: &mut BTreeMap<Key, Fate>) {
    let is_anew = |fates: &BTreeMap<Key, Fate>, name: &Name| {
        let fate = fates.get(&Key::Relation(name.clone()));
        fate.is_some_and(|fate| fate.is_gone() && fate.is_made())
            && from.table(name).is_some()
            && to.table(name).is_some()
    };
    let has_own = |name: &Name| {
        let parent = from.table(name).and_then(|table| table.partition_of.as_ref());
        parent.is_none_or(|(parent, _)| !is_anew(fates, parent))
    };
    let names: Vec<Name> =
        from.tables().map(|(name, _)| name).filter(|name| is_anew(fates, name) && has_own(name)).cloned().collect();
    fates.extend(names.into_iter().map(|name| (Key::Rows(name), Fate::Make)));
}

/// Whether an expression has a list of texts: when the server itself makes it anew over another type, it comes back in another form.
fn has_list(definition: &str) -> bool {
    definition.contains(" IN ('")
}

/// Whether the type that a column gets can still be compared with all others that a foreign key joins it with, meanwhile and afterwards.
fn is_still_comparable(from: &Schema, to: &Schema, table: &Name, constraint: &str, column: &Key) -> bool {
    let key = Key::Constraint(table.clone(), constraint.to_owned());
    let kind =
        |schema: &Schema, key: &Key| column_of(schema, key).map(|column| column.kind.clone()).unwrap_or_default();
    let columns = from.dependencies.iter().filter(|(user, used)| *user == key && matches!(used, Key::Column(..)));
    let new = kind(to, column);
    columns.into_iter().all(|(_, other)| {
        are_comparable(&kind(from, other), &new) || other == column && are_comparable(&kind(from, column), &new)
    })
}

pub(super) fn column_of<'a>(schema: &'a Schema, key: &Key) -> Option<&'a Column> {
    match schema.body(key) {
        Some(Body::Column(column)) => Some(column),
        _ => None,
    }
}
