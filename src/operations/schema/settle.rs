//! One meaning, two texts: PostgreSQL does not always write an expression back as it was read. `x IN ('a', 'b')` over a varchar comes back
//! in one form, and what is made from that form comes back in another. Only a server can tell that they are the same, so both are made in
//! the scratch database, and what it then says of them is compared.

use crate::database::introspect::postgres::{
    self as introspect, Body, Column, ColumnKind, Constraint, Index, Key, Policy, Schema, Trigger, View,
};
use crate::database::{Connection, DatabaseError};

use super::postgres::difference;
use super::{Options, Stage};

/// Gives objects of `to` the text that `from` has of them, where both mean the same. `scratch` is a database that has the schema `to`.
///
/// # Errors
/// The scratch database cannot be read any more.
pub(super) async fn settle(
    scratch: &mut Connection,
    from: &Schema,
    to: &mut Schema,
    options: &Options,
    path: Option<&str>,
) -> Result<(), DatabaseError> {
    let Connection::Postgres(_) = scratch else { return Ok(()) };
    let mut suspects = suspects(from, to);
    suspects.retain(|key| {
        let same = from.body(key).filter(|old| to.body(key).is_some_and(|new| has_same_lists(old, new))).cloned();
        match (same, to.objects.get_mut(key)) {
            (Some(body), Some(object)) => {
                object.body = body;
                false
            }
            _ => true,
        }
    });
    if suspects.is_empty() {
        return Ok(());
    }
    let mut tried = Vec::new();
    for key in suspects {
        if let Some(body) = from.body(&key)
            && turn(scratch, to, &key, body, options).await
        {
            tried.push(key);
        }
    }
    let first = read(scratch, path).await?;
    let mut turned = Vec::new();
    for key in tried {
        // What is the same already cannot be turned back.
        let is_back = first.body(&key) == to.body(&key);
        if let Some(body) = to.body(&key)
            && (is_back || turn(scratch, &first, &key, body, options).await)
        {
            turned.push(key);
        }
    }
    let second = read(scratch, path).await?;
    for key in turned {
        let is_same =
            first.body(&key).is_some() && (first.body(&key) == second.body(&key) || first.body(&key) == to.body(&key));
        if let (true, Some(body)) = (is_same, from.body(&key).cloned())
            && let Some(object) = to.objects.get_mut(&key)
        {
            object.body = body;
        }
    }
    Ok(())
}

async fn read(scratch: &mut Connection, path: Option<&str>) -> Result<Schema, DatabaseError> {
    match scratch {
        Connection::Postgres(session) => introspect::read(session, path).await,
        Connection::Sqlite(_) => Ok(Schema::default()),
    }
}

/// Gives one object another body; `false` if the server does not take it, as an expression over a column that is not there.
async fn turn(scratch: &mut Connection, here: &Schema, key: &Key, body: &Body, options: &Options) -> bool {
    let mut there = here.clone();
    if let Some(object) = there.objects.get_mut(key) {
        object.body = body.clone();
    }
    let blocks = difference(here, &there, options, Stage::Together).blocks;
    let statements: Vec<String> = blocks.into_iter().flat_map(|block| block.statements).collect();
    // Several statements in one message are one transaction.
    scratch.run_as_script(&statements.join(";\n")).await.is_ok()
}

/// Objects that differ in nothing but the text of an expression, as far as can be seen.
fn suspects(from: &Schema, to: &Schema) -> Vec<Key> {
    let is_suspect = |key: &&Key| match (from.body(key), to.body(key)) {
        (Some(old), Some(new)) if old != new => may_mean_the_same(old, new),
        _ => false,
    };
    to.objects.keys().filter(is_suspect).cloned().collect()
}

/// Whether two bodies differ only in the form of their lists, of which the server makes two.
fn has_same_lists(old: &Body, new: &Body) -> bool {
    let canonical = |body: &Body| {
        let mut body = body.clone();
        match &mut body {
            Body::Constraint(Constraint { definition, .. })
            | Body::Index(Index { definition, .. })
            | Body::View(View { definition, .. })
            | Body::Trigger(Trigger { definition, .. })
            | Body::Policy(Policy { definition })
            | Body::Rule { definition, .. } => *definition = introspect::without_forms(definition),
            Body::Column(Column { value: ColumnKind::Generated { expression, .. }, .. }) => {
                *expression = introspect::without_forms(expression);
            }
            Body::Domain(domain) => {
                for constraint in &mut domain.constraints {
                    constraint.definition = introspect::without_forms(&constraint.definition);
                }
            }
            _ => {}
        }
        body
    };
    canonical(old) == canonical(new)
}

fn may_mean_the_same(old: &Body, new: &Body) -> bool {
    match (old, new) {
        (Body::Constraint(old), Body::Constraint(new)) => old.kind == new.kind && old.definition != new.definition,
        (Body::Column(old), Body::Column(new)) => {
            let is_generated = |value: &ColumnKind| matches!(value, ColumnKind::Generated { .. });
            is_generated(&old.value) && is_generated(&new.value) && old.kind == new.kind
        }
        (Body::View(old), Body::View(new)) => {
            old.is_materialized == new.is_materialized && old.columns == new.columns && old.definition != new.definition
        }
        (Body::Function(old), Body::Function(new)) => old.is_parsed && new.is_parsed,
        (Body::Domain(old), Body::Domain(new)) => old.base == new.base,
        (Body::Index(old), Body::Index(new)) => old.table == new.table && old.definition != new.definition,
        (Body::Default { .. }, Body::Default { .. })
        | (Body::Policy(_), Body::Policy(_))
        | (Body::Rule { .. }, Body::Rule { .. })
        | (Body::Trigger(_), Body::Trigger(_))
        | (Body::Statistics { .. }, Body::Statistics { .. }) => true,
        _ => false,
    }
}
