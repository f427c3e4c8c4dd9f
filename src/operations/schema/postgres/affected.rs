//! What has to happen to each object, with everything that is drawn into it: what depends on something that goes away has to go before,
//! and comes back after.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::database::introspect::postgres::{Body, Column, ColumnKind, ConstraintKind, Key, Name, Schema};

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
    for key in to.objects.keys().filter(|key| !from.objects.contains_key(key)) {
        fates.insert(key.clone(), Fate::Make);
    }
    keep_shared_columns(from, to, &mut fates);
    draw_in(from, to, only, &mut fates);
    say_again(from, to, &mut fates);
    fates
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

/// A column that a table has on both sides, on one of them from its parent, neither comes nor goes: what changes is the table's parent.
fn keep_shared_columns(from: &Schema, to: &Schema, fates: &mut BTreeMap<Key, Fate>) {
    let has = |schema: &Schema, key: &Key| match key {
        Key::Column(table, column) | Key::Default(table, column) => {
            schema.table(table).is_some_and(|table| table.columns.contains(column))
        }
        _ => false,
    };
    let is_inherited = |schema: &Schema, key: &Key| match key {
        Key::Column(table, column) | Key::Default(table, column) => {
            has(schema, key) && schema.column(table, column).is_none()
        }
        _ => false,
    };
    fates.retain(|key, fate| match fate {
        Fate::Drop => !is_inherited(to, key),
        Fate::Make => !is_inherited(from, key),
        _ => true,
    });
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

/// What becomes of an object whose foundation goes away, or is a column that gets another type (`gone` is `None` then).
fn consequence(from: &Schema, to: &Schema, user: &Key, used: &Key, gone: Option<Fate>) -> Option<Fate> {
    let is_rebuilt = Some(Fate::Rebuild);
    match user {
        Key::Relation(_) => match from.body(user)? {
            Body::View(_) => is_rebuilt,
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
        Key::Function(..) | Key::Aggregate(..) | Key::Trigger(..) | Key::Rule(..) | Key::Policy(..) => is_rebuilt,
        Key::Schema(_) | Key::Extension(_) | Key::Collation(_) | Key::Sequence(_) => None,
    }
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
