//! Dropping an object.

use crate::database::introspect::postgres::{Body, ColumnKind, Key, Schema};

use super::privileges::named;

/// The suffix of a type whose columns move over to a new one.
pub(super) const OLD: &str = "_goc_old";

/// The statement that drops an object; `CONCURRENTLY` where that is asked for and possible.
pub(super) fn drop(schema: &Schema, key: &Key, is_beside: bool) -> Option<String> {
    let names = &schema.names;
    Some(match key {
        Key::Column(table, column) => format!("ALTER TABLE {} DROP COLUMN {}", names.full(table), names.quoted(column)),
        Key::Default(table, column) => {
            format!("ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT", names.full(table), names.quoted(column))
        }
        // The index goes with that of its parent, or the partition leaves.
        Key::Attachment(_) | Key::Rows(_) => return None,
        Key::Ownership(sequence) => format!("ALTER SEQUENCE {} OWNED BY NONE", names.full(sequence)),
        Key::Constraint(table, name) => {
            format!("ALTER TABLE {} DROP CONSTRAINT {}", names.full(table), names.quoted(name))
        }
        Key::Index(name) => {
            let can_wait = matches!(schema.body(key), Some(Body::Index(index)) if !index.is_partitioned);
            let concurrently = if is_beside && can_wait { "CONCURRENTLY " } else { "" };
            // A key of a partition that is attached to an index can go no other way.
            let has_keys = schema
                .attachments()
                .any(|(_, attachment)| attachment.parent == *key && matches!(attachment.index, Key::Constraint(..)));
            format!("DROP INDEX {concurrently}{}{}", names.full(name), if has_keys { " CASCADE" } else { "" })
        }
        _ => format!("DROP {}", named(schema, key)?),
    })
}

/// Whether the values of a column are lost with it.
pub(super) fn has_values(schema: &Schema, key: &Key) -> bool {
    matches!(schema.body(key), Some(Body::Column(column)) if !matches!(column.value, ColumnKind::Generated { .. }))
}
