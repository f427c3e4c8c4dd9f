//! Comments, owners and privileges.

use crate::database::introspect::postgres::{Body, FunctionKind, Grant, Key, Name, Object, OtherKind, Schema};
use crate::database::literal;

/// How statements that are about any object name it: `TABLE urunler`, `COLUMN urunler.ad`; `None` for what has no name of its own.
pub(super) fn named(schema: &Schema, key: &Key) -> Option<String> {
    let names = &schema.names;
    let on =
        |kind: &str, relation: &Name, name: &str| format!("{kind} {} ON {}", names.quoted(name), names.full(relation));
    Some(match key {
        Key::Schema(name) => format!("SCHEMA {}", names.quoted(name)),
        Key::Extension(name) => format!("EXTENSION {}", names.quoted(name)),
        Key::Collation(name) => format!("COLLATION {}", names.full(name)),
        Key::Type(name) => match schema.body(key) {
            Some(Body::Domain(_)) => format!("DOMAIN {}", names.full(name)),
            _ => format!("TYPE {}", names.full(name)),
        },
        Key::Sequence(name) => format!("SEQUENCE {}", names.full(name)),
        Key::Function(name, arguments) => {
            let kind = match schema.body(key) {
                Some(Body::Function(function)) if function.kind == FunctionKind::Procedure => "PROCEDURE",
                _ => "FUNCTION",
            };
            format!("{kind} {}({arguments})", names.full(name))
        }
        Key::Aggregate(name, arguments) => {
            let arguments = if arguments.is_empty() { "*" } else { arguments };
            format!("AGGREGATE {}({arguments})", names.full(name))
        }
        Key::Relation(name) => match schema.body(key) {
            Some(Body::View(view)) if view.is_materialized => format!("MATERIALIZED VIEW {}", names.full(name)),
            Some(Body::View(_)) => format!("VIEW {}", names.full(name)),
            _ => format!("TABLE {}", names.full(name)),
        },
        Key::Column(table, column) => format!("COLUMN {}.{}", names.full(table), names.quoted(column)),
        Key::Constraint(table, name) => on("CONSTRAINT", table, name),
        Key::Index(name) => format!("INDEX {}", names.full(name)),
        Key::Statistics(name) => format!("STATISTICS {}", names.full(name)),
        Key::Trigger(relation, name) => on("TRIGGER", relation, name),
        Key::Rule(relation, name) => on("RULE", relation, name),
        Key::Policy(relation, name) => on("POLICY", relation, name),
        Key::Other(..) => match schema.body(key)? {
            Body::Other { named, .. } => named.clone(),
            _ => return None,
        },
        Key::Default(..) | Key::Ownership(_) | Key::Attachment(_) | Key::Rows(_) => return None,
    })
}

/// `COMMENT ON` an object.
pub(super) fn comment(schema: &Schema, key: &Key, text: Option<&str>) -> Option<String> {
    let text = text.map_or_else(|| "NULL".to_owned(), literal);
    Some(format!("COMMENT ON {} IS {text}", named(schema, key)?))
}

/// What gives an object that was made anew the privileges that it should have.
pub(super) fn grants(schema: &Schema, key: &Key, grants: &[Grant]) -> Vec<String> {
    let Some(on) = grant_name(schema, key) else { return Vec::new() };
    let role = |role: &str| if role.is_empty() { "PUBLIC".to_owned() } else { schema.names.quoted(role) };
    let mut statements = Vec::new();
    let is_routine = matches!(key, Key::Function(..) | Key::Aggregate(..) | Key::Type(_));
    if is_routine && !grants.iter().any(|grant| grant.role.is_empty()) {
        statements.push(format!("REVOKE ALL ON {on} FROM PUBLIC"));
    }
    let mut at = 0;
    while let Some(first) = grants.get(at) {
        let same: Vec<&Grant> = grants[at..]
            .iter()
            .take_while(|grant| (&grant.role, grant.grantable) == (&first.role, first.grantable))
            .collect();
        at += same.len();
        let of = of_column(schema, key);
        let privileges: Vec<String> = same.iter().map(|grant| format!("{}{of}", grant.privilege)).collect();
        let option = if first.grantable { " WITH GRANT OPTION" } else { "" };
        statements.push(format!("GRANT {} ON {on} TO {}{option}", privileges.join(", "), role(&first.role)));
    }
    statements
}

/// What changes the privileges of an object that stays.
pub(super) fn change_grants(schema: &Schema, key: &Key, old: &Object, new: &Object) -> Vec<String> {
    let Some(on) = grant_name(schema, key) else { return Vec::new() };
    let of = of_column(schema, key);
    let empty = Vec::new();
    let roles = old.grants.as_ref().unwrap_or(&empty).iter().map(|grant| grant.role.clone());
    let mut roles: Vec<String> = roles.chain(std::iter::once(String::new())).collect();
    roles.sort();
    roles.dedup();
    let role = |role: &String| if role.is_empty() { "PUBLIC".to_owned() } else { schema.names.quoted(role) };
    let mut statements: Vec<String> =
        roles.iter().map(|name| format!("REVOKE ALL{of} ON {on} FROM {}", role(name))).collect();
    match (&new.grants, key) {
        // By itself everybody may run a routine and use a type.
        (None, Key::Function(..) | Key::Aggregate(..)) => statements.push(format!("GRANT EXECUTE ON {on} TO PUBLIC")),
        (None, Key::Type(_)) => statements.push(format!("GRANT USAGE ON {on} TO PUBLIC")),
        (new, _) => {
            let grants = grants(schema, key, new.as_deref().unwrap_or(&[]));
            statements.extend(grants.into_iter().filter(|statement| !statement.starts_with("REVOKE ")));
        }
    }
    statements
}

/// What stands behind a privilege that is on one column.
fn of_column(schema: &Schema, key: &Key) -> String {
    match key {
        Key::Column(_, column) => format!(" ({})", schema.names.quoted(column)),
        _ => String::new(),
    }
}

fn grant_name(schema: &Schema, key: &Key) -> Option<String> {
    match key {
        Key::Relation(name) | Key::Column(name, _) => Some(schema.names.full(name)),
        Key::Other(OtherKind::ForeignTable, name, _) => Some(schema.names.full(name)),
        Key::Other(OtherKind::Wrapper, ..) => named(schema, key),
        Key::Other(OtherKind::Server, ..) => Some(format!("FOREIGN {}", named(schema, key)?)),
        Key::Aggregate(name, arguments) => Some(format!("FUNCTION {}({arguments})", schema.names.full(name))),
        Key::Schema(_) | Key::Type(_) | Key::Sequence(_) | Key::Function(..) => named(schema, key),
        _ => None,
    }
}

/// `ALTER … OWNER TO`.
pub(super) fn owner(schema: &Schema, key: &Key, owner: &str) -> Option<String> {
    let has_owner = matches!(
        key,
        Key::Schema(_)
            | Key::Collation(_)
            | Key::Type(_)
            | Key::Sequence(_)
            | Key::Function(..)
            | Key::Aggregate(..)
            | Key::Relation(_)
            | Key::Statistics(_)
            | Key::Other(..)
    );
    if !has_owner || owner.is_empty() {
        return None;
    }
    Some(format!("ALTER {} OWNER TO {}", named(schema, key)?, schema.names.quoted(owner)))
}
