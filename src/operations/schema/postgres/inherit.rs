//! Whether a table can join or leave its parents as it is. What it declares itself and what it has from a parent the server keeps apart, and no
//! ALTER moves a column from the one to the other: then the table is made anew, and its rows come back.

use std::collections::HashSet;

use crate::database::introspect::postgres::{Body, ConstraintKind, Key, Name, Schema, Table};

/// Tables that both sides have and that have to be made anew, since what they inherit changes in a way that no ALTER has.
pub(super) fn made_anew(from: &Schema, to: &Schema) -> HashSet<Name> {
    let pairs = from.tables().filter_map(|(name, old)| Some((name, old, to.table(name)?)));
    let inherits = |table: &Table| !table.inherits.is_empty() && table.partition_of.is_none();
    pairs
        .filter(|(_, old, new)| {
            (inherits(old) || inherits(new)) && old.partition_of.is_none() && new.partition_of.is_none()
        })
        .filter(|(name, old, new)| {
            let sides = [Side { schema: from, name, table: old }, Side { schema: to, name, table: new }];
            columns_need_it(&sides) || checks_need_it(&sides)
        })
        .map(|(name, ..)| name.clone())
        .collect()
}

/// A table on one side.
struct Side<'a> {
    schema: &'a Schema,
    name: &'a Name,
    table: &'a Table,
}

/// Where a table has a column from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Missing,
    Own,
    Inherited,
    /// Declared here and inherited, too.
    Both,
}

impl Side<'_> {
    fn origin(&self, column: &String) -> Origin {
        let parents = self.parents_with(column).next().is_some();
        match (self.table.columns.contains(column), self.schema.column(self.name, column).is_some(), parents) {
            (false, ..) => Origin::Missing,
            (true, true, false) => Origin::Own,
            (true, true, true) => Origin::Both,
            (true, false, _) => Origin::Inherited,
        }
    }

    fn parents_with(&self, column: &String) -> impl Iterator<Item = &Name> {
        let has = move |parent: &&Name| self.schema.table(parent).is_some_and(|table| table.columns.contains(column));
        self.table.inherits.iter().filter(has)
    }
}

fn columns_need_it([old, new]: &[Side<'_>; 2]) -> bool {
    let columns: HashSet<&String> = old.table.columns.iter().chain(&new.table.columns).collect();
    // That parent stays one.
    let stays = |parent: &Name| old.table.inherits.contains(parent) && new.table.inherits.contains(parent);
    columns.into_iter().any(|column| {
        let (before, after) = (old.origin(column), new.origin(column));
        match (before, after) {
            (Origin::Own, Origin::Own) | (Origin::Missing, Origin::Own) | (Origin::Own, Origin::Missing) => false,
            (Origin::Both, Origin::Both | Origin::Own) | (Origin::Own, Origin::Both) => false,
            // The parent's column comes, goes or stays.
            (Origin::Missing | Origin::Inherited, Origin::Inherited) => !new.parents_with(column).any(stays),
            (Origin::Inherited, Origin::Missing) => !old.parents_with(column).all(stays),
            // NO INHERIT leaves the column to the child.
            (Origin::Inherited, Origin::Own) => old.parents_with(column).any(stays),
            _ => true,
        }
    })
}

/// A check of a parent has to be in the child before it joins, and stays there when it leaves.
fn checks_need_it([old, new]: &[Side<'_>; 2]) -> bool {
    let checks = |schema: &Schema, parent: &Name| -> Vec<String> {
        let of_parent = schema.objects.iter().filter_map(|(key, object)| match (key, &object.body) {
            (Key::Constraint(table, name), Body::Constraint(constraint))
                if table == parent && constraint.kind == ConstraintKind::Check =>
            {
                Some(name.clone())
            }
            _ => None,
        });
        of_parent.collect()
    };
    let has = |side: &Side<'_>, check: &String| {
        side.schema.objects.contains_key(&Key::Constraint(side.name.clone(), check.clone()))
    };
    let lost = old.table.inherits.iter().filter(|parent| !new.table.inherits.contains(parent));
    let gained = new.table.inherits.iter().filter(|parent| !old.table.inherits.contains(parent));
    lost.flat_map(|parent| checks(old.schema, parent))
        .any(|check| has(old, &check) != has(new, &check) || !has(old, &check))
        || gained.flat_map(|parent| checks(new.schema, parent)).any(|check| !has(old, &check) || !has(new, &check))
}
