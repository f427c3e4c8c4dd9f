//! The way from one schema to another in stages: what has to be committed before it is used, and what is done beside the work of a shop.

use crate::database::introspect::postgres::{
    Body, Column, ColumnKind, Constraint, ConstraintKind, IndexRoles, Key, Name, Object, Schema,
};
use crate::database::literal;

use super::super::{Difference, Options, Stage};
use super::write::{difference, plain_difference};

/// A schema on the way, and how it is reached from the one before it.
#[derive(Debug, Clone)]
pub struct Waypoint {
    pub schema: Schema,
    pub stage: Stage,
}

/// The schemas on the way from `from` to `to`, `to` the last one. Between two of them lies one revision.
pub fn waypoints(from: &Schema, to: &Schema, options: &Options) -> Vec<Waypoint> {
    let mut way: Vec<Waypoint> = Vec::new();
    let mut here = from.clone();
    if uses_new_values(from, to, &plain_difference(from, to, options, Stage::Together, false)) {
        here = with_new_values(from, to);
        way.push(Waypoint { schema: here.clone(), stage: Stage::Together });
    }
    let calm = if options.online { without_slow_work(&here, to) } else { to.clone() };
    if !difference(&here, &calm, options, Stage::Together).is_empty() {
        way.push(Waypoint { schema: calm.clone(), stage: Stage::Together });
    }
    if options.online && !difference(&calm, to, options, Stage::Beside).is_empty() {
        way.push(Waypoint { schema: to.clone(), stage: Stage::Beside });
    }
    way
}

/// Enums that only grow, with their old and new values.
fn growing<'a>(from: &'a Schema, to: &'a Schema) -> impl Iterator<Item = (&'a Key, &'a Vec<String>, &'a Vec<String>)> {
    from.objects.iter().filter_map(|(key, object)| match (&object.body, to.body(key)) {
        (Body::Enum { labels: old }, Some(Body::Enum { labels: new })) => {
            (old != new && super::compare::is_subsequence(old, new)).then_some((key, old, new))
        }
        _ => None,
    })
}

/// Whether anything else in the difference uses a value that an enum gets: the server allows that only after the COMMIT.
pub(super) fn uses_new_values(from: &Schema, to: &Schema, difference: &Difference) -> bool {
    let labels: Vec<String> = growing(from, to)
        .flat_map(|(_, old, new)| new.iter().filter(|label| !old.contains(label)))
        .map(|label| literal(label))
        .collect();
    if labels.is_empty() {
        return false;
    }
    // A column that becomes one of the enum may hold any of its values.
    let kinds: Vec<String> = growing(from, to)
        .filter_map(|(key, ..)| match key {
            Key::Type(name) => Some(format!(" TYPE {}", to.names.full(name))),
            _ => None,
        })
        .collect();
    let mut others = difference
        .blocks
        .iter()
        .flat_map(|block| &block.statements)
        .filter(|statement| !statement.contains(" ADD VALUE "));
    others.any(|statement| {
        let becomes = |kind: &String| {
            let rest = statement.split_once(kind.as_str()).map(|(_, rest)| rest);
            statement.starts_with("ALTER TABLE ") && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '[']))
        };
        labels.iter().any(|label| statement.contains(label)) || kinds.iter().any(becomes)
    })
}

fn with_new_values(from: &Schema, to: &Schema) -> Schema {
    let mut schema = from.clone();
    for (key, _, new) in growing(from, to) {
        if let Some(object) = schema.objects.get_mut(key) {
            object.body = Body::Enum { labels: new.clone() };
        }
    }
    schema
}

/// `to` without what would keep the shop waiting on tables that are there already: indexes are missing, constraints are not validated, and
/// a column that is to be NOT NULL has a constraint that says so for new rows.
fn without_slow_work(from: &Schema, to: &Schema) -> Schema {
    let mut calm = to.clone();
    let is_there = |name: &Name| from.table(name).is_some();
    for (key, object) in &to.objects {
        let is_new = from.objects.get(key).is_none_or(|old| old.body != object.body);
        match (key, &object.body) {
            (Key::Index(_), Body::Index(index)) if is_new && is_there(&index.table) && !index.is_partitioned => {
                leave_out(&mut calm, to, key);
            }
            (Key::Constraint(table, _), Body::Constraint(constraint))
                if is_new
                    && is_there(table)
                    && constraint.is_valid
                    && matches!(constraint.kind, ConstraintKind::Check | ConstraintKind::ForeignKey)
                    // A foreign key of a partitioned table cannot wait.
                    && to.table(table).is_some_and(|table| table.partition_by.is_none()) =>
            {
                if let Some(Object { body: Body::Constraint(constraint), .. }) = calm.objects.get_mut(key) {
                    constraint.is_valid = false;
                }
            }
            (Key::Constraint(..), Body::Constraint(constraint)) if is_built_beside(from, to, key, constraint) => {
                leave_out(&mut calm, to, key);
            }
            (Key::Column(table, name), Body::Column(column))
                if column.not_null && !matches!(column.value, ColumnKind::Identity(_)) =>
            {
                let was_nullable = from.column(table, name).is_some_and(|old| !old.not_null);
                let is_key = is_in_primary_key(from, to, table, name);
                if was_nullable && !is_key && to.table(table).is_some_and(|table| table.partition_by.is_none()) {
                    check_meanwhile(&mut calm, to, table, name, column);
                }
            }
            _ => {}
        }
    }
    calm
}

/// Takes out what is built later, with the foreign keys that rest on it.
fn leave_out(calm: &mut Schema, to: &Schema, key: &Key) {
    calm.remove(key);
    for (user, _) in to.dependencies.iter().filter(|(_, used)| used == key) {
        if matches!(to.body(user), Some(Body::Constraint(constraint)) if constraint.kind == ConstraintKind::ForeignKey) {
            calm.remove(user);
        }
    }
}

/// `SET NOT NULL` reads the whole table under a lock that nobody passes; a constraint is validated beside the work of the shop.
fn check_meanwhile(calm: &mut Schema, to: &Schema, table: &Name, name: &str, column: &Column) {
    let key = Key::Column(table.clone(), name.to_owned());
    if let Some(object) = calm.objects.get_mut(&key) {
        object.body = Body::Column(Column { not_null: false, ..column.clone() });
    }
    let constraint = Constraint {
        kind: ConstraintKind::Check,
        definition: format!("CHECK ({} IS NOT NULL)", to.names.quoted(name)),
        is_valid: false,
        not_null_of: Some(name.to_owned()),
        roles: IndexRoles::default(),
        index_comment: None,
    };
    let check = Key::Constraint(table.clone(), check_name(table, name));
    let object = Object { body: Body::Constraint(constraint), comment: None, owner: String::new(), grants: None };
    calm.objects.insert(check.clone(), object);
    calm.dependencies.insert((check, key));
}

/// Within the 63 bytes of a name.
fn check_name(table: &Name, column: &str) -> String {
    let mut name = format!("{}_{column}_not_null", table.name);
    while name.len() > 63 {
        name.remove(0);
    }
    name
}

/// Whether a column is in a primary key that does not wait for its index.
fn is_in_primary_key(from: &Schema, to: &Schema, table: &Name, column: &str) -> bool {
    let column = Key::Column(table.clone(), column.to_owned());
    to.dependencies.iter().any(|(user, used)| {
        *used == column
            && matches!(to.body(user), Some(Body::Constraint(constraint))
                if constraint.kind == ConstraintKind::PrimaryKey && !is_built_beside(from, to, user, constraint))
    })
}

/// Whether the index of a new key can be built beside the work of the shop, and the key is then made of it.
fn is_built_beside(from: &Schema, to: &Schema, key: &Key, constraint: &Constraint) -> bool {
    let is_there = |name: &Name| {
        from.table(name).is_some_and(|table| table.partition_by.is_none())
            && to.table(name).is_some_and(|table| table.partition_by.is_none() && table.partition_of.is_none())
    };
    matches!(constraint.kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique)
        && !from.objects.contains_key(key)
        && key.relation().is_some_and(is_there)
        && index_of_key(&constraint.definition).is_some()
}

/// What stands behind the table in `CREATE UNIQUE INDEX`, and behind `USING INDEX name` in `ADD CONSTRAINT`, for the definition of a key.
pub(super) fn index_of_key(definition: &str) -> Option<(String, String)> {
    // A name may hold anything.
    if definition.contains('"') {
        return None;
    }
    let (columns, nulls) = if let Some(rest) = definition.strip_prefix("PRIMARY KEY ") {
        (rest, "")
    } else if let Some(rest) = definition.strip_prefix("UNIQUE NULLS NOT DISTINCT ") {
        (rest, " NULLS NOT DISTINCT")
    } else {
        (definition.strip_prefix("UNIQUE ")?, "")
    };
    let (columns, timing) = match columns.find(" DEFERRABLE") {
        Some(at) => columns.split_at(at),
        None => (columns, ""),
    };
    let (columns, options) = match columns.find(" WITH (") {
        Some(at) => columns.split_at(at),
        None => (columns, ""),
    };
    Some((format!("{columns}{nulls}{options}"), timing.to_owned()))
}

/// In what order the constraints of a CREATE TABLE stand.
pub(super) fn constraint_rank(schema: &Schema, key: &Key) -> u8 {
    match schema.body(key) {
        Some(Body::Constraint(constraint)) => match constraint.kind {
            ConstraintKind::PrimaryKey => 0,
            ConstraintKind::Unique => 1,
            ConstraintKind::Check => 2,
            ConstraintKind::ForeignKey => 3,
            ConstraintKind::Exclusion => 4,
        },
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_apart_into_its_index_and_the_rest() {
        for (definition, index, rest) in [
            ("PRIMARY KEY (id)", "(id)", ""),
            ("UNIQUE (a, b) INCLUDE (c)", "(a, b) INCLUDE (c)", ""),
            ("UNIQUE NULLS NOT DISTINCT (a)", "(a) NULLS NOT DISTINCT", ""),
            (
                "UNIQUE NULLS NOT DISTINCT (a) WITH (fillfactor=70) DEFERRABLE INITIALLY DEFERRED",
                "(a) NULLS NOT DISTINCT WITH (fillfactor=70)",
                " DEFERRABLE INITIALLY DEFERRED",
            ),
        ] {
            assert_eq!(index_of_key(definition), Some((index.to_owned(), rest.to_owned())), "{definition}");
        }
        assert_eq!(index_of_key("UNIQUE (\"a DEFERRABLE\")"), None);
        assert_eq!(index_of_key("EXCLUDE USING gist (a WITH &&)"), None);
    }
}
