//! What differs, for people: a line an object, with the properties that differ.

use std::collections::BTreeMap;

use crate::database::introspect::postgres::{Body, Column, ColumnKind, Key, Name, Object, OtherKind, Schema};

use super::super::{Action, Change, Detail, Loss, ObjectKind};
use super::affected::Fate;
use super::kinds::{is_hopeless, is_wider, spelled};
use super::remove::has_values;

/// One change for each object that differs by itself. Parts of a table that comes or goes are not told apart.
pub(super) fn changes(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>) -> Vec<Change> {
    let mut changes: Vec<(Name, Change)> = Vec::new();
    let is_with_table = |key: &Key| {
        let table = match (key, from.body(key).or_else(|| to.body(key))) {
            (_, Some(Body::Index(index))) => Some(&index.table),
            (_, Some(Body::Attachment(attachment))) => Some(&attachment.partition),
            (Key::Relation(_), _) => None,
            (key, _) => key.relation(),
        };
        let fate = table.and_then(|table| fates.get(&Key::Relation(table.clone())));
        fate.is_some_and(|fate| *fate != Fate::Alter)
    };
    for (key, fate) in fates {
        // What a column gets by itself is a property of the column.
        let subject = match key {
            Key::Default(table, column) => Key::Column(table.clone(), column.clone()),
            Key::Ownership(sequence) => Key::Sequence(sequence.clone()),
            Key::Attachment(_) => match from.body(key).or_else(|| to.body(key)) {
                Some(Body::Attachment(attachment)) => attachment.index.clone(),
                _ => key.clone(),
            },
            key => key.clone(),
        };
        if is_with_table(key) || (subject != *key && fates.contains_key(&subject)) || is_of_serial(from, to, fates, key)
        {
            continue;
        }
        if matches!(key, Key::Rows(_)) {
            continue;
        }
        let change = if subject == *key {
            change(from, to, key, *fate)
        } else {
            (*fate != Fate::Rebuild).then(|| altered(from, to, &subject))
        };
        let schema = if to.objects.contains_key(key) { to } else { from };
        changes.extend(change.map(|change| (super::order::group(schema, &subject), change)));
    }
    changes.sort_by(|(one, _), (other, _)| one.cmp(other));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// A sequence that comes or goes with its column.
fn is_of_serial(from: &Schema, to: &Schema, fates: &BTreeMap<Key, Fate>, key: &Key) -> bool {
    let Key::Sequence(name) = key else { return false };
    [from, to].into_iter().any(|schema| match schema.body(&Key::Ownership(name.clone())) {
        Some(Body::Ownership { table, column }) => {
            let column = Key::Column(table.clone(), column.clone());
            fates.get(&column).is_some_and(|fate| matches!(fate, Fate::Make | Fate::Drop))
        }
        _ => false,
    })
}

fn change(from: &Schema, to: &Schema, key: &Key, fate: Fate) -> Option<Change> {
    let schema = if to.objects.contains_key(key) { to } else { from };
    let with = |action: Action, details: Vec<Detail>, loss: Option<Loss>| Change {
        action,
        object: kind(schema, key),
        name: name(schema, key),
        details,
        loss,
    };
    match fate {
        Fate::Make => Some(with(Action::Create, Vec::new(), None)),
        Fate::Drop => {
            let loss = match from.body(key) {
                Some(Body::Table(_)) => Some(Loss::Rows),
                Some(Body::Column(_)) if has_values(from, key) => Some(Loss::Values),
                _ => None,
            };
            Some(with(Action::Drop, Vec::new(), loss))
        }
        Fate::Alter | Fate::Replace | Fate::Retype => {
            let change = altered(from, to, key);
            // A column that only moves over to the new form of its type is no change of its own.
            let is_pulled = fate == Fate::Alter && from.objects.get(key) == to.objects.get(key);
            (!is_pulled).then_some(change)
        }
        Fate::Rebuild => None,
    }
}

/// An index or a constraint of `schema` that has got its new name there.
pub(super) fn relabelled(schema: &Schema, old: &Key, new: &Key) -> Change {
    let name_of = |key: &Key| match key {
        Key::Constraint(_, name) => name.clone(),
        key => name(schema, key),
    };
    let detail = Detail { property: "RENAME", before: Some(name_of(old)), after: Some(name_of(new)) };
    let (object, name) = (kind(schema, new), name(schema, new));
    Change { action: Action::Rename, object, name, details: vec![detail], loss: None }
}

/// A change of an object that both sides have.
fn altered(from: &Schema, to: &Schema, key: &Key) -> Change {
    let (mut details, mut loss) = (Vec::new(), None);
    if let (Some(old), Some(new)) = (from.objects.get(key), to.objects.get(key)) {
        details = differences(old, new);
        loss = lost(to, old, new);
    }
    if let Key::Sequence(sequence) = key {
        let owner = |schema: &Schema| match schema.body(&Key::Ownership(sequence.clone())) {
            Some(Body::Ownership { table, column }) => Some(format!("{}.{column}", schema.names.plain(table))),
            _ => None,
        };
        push(&mut details, "OWNED BY", owner(from).as_deref(), owner(to).as_deref());
    }
    let family = |schema: &Schema| {
        let (_, attachment) = schema.attachments().find(|(_, attachment)| attachment.index == *key)?;
        Some(name(schema, &attachment.parent))
    };
    push(&mut details, "ATTACH PARTITION", family(from).as_deref(), family(to).as_deref());
    if let Key::Column(table, column) = key {
        push(&mut details, "DEFAULT", from.default_of(table, column), to.default_of(table, column));
    }
    Change { action: Action::Alter, object: kind(to, key), name: name(to, key), details, loss }
}

fn push(details: &mut Vec<Detail>, property: &'static str, before: Option<&str>, after: Option<&str>) {
    if before != after {
        details.push(Detail { property, before: before.map(str::to_owned), after: after.map(str::to_owned) });
    }
}

fn differences(old: &Object, new: &Object) -> Vec<Detail> {
    let mut details = Vec::new();
    match (&old.body, &new.body) {
        (Body::Column(old), Body::Column(new)) => of_column(&mut details, old, new),
        (Body::Enum { labels: old }, Body::Enum { labels: new }) => {
            push(&mut details, "ENUM", Some(&old.join(", ")), Some(&new.join(", ")));
        }
        (Body::Constraint(old), Body::Constraint(new)) => {
            push(&mut details, "AS", Some(&old.definition), Some(&new.definition));
            push(&mut details, "NOT VALID", flag(!old.is_valid), flag(!new.is_valid));
        }
        (Body::Index(old), Body::Index(new)) => push(&mut details, "AS", Some(&old.definition), Some(&new.definition)),
        (Body::Trigger(old), Body::Trigger(new)) => {
            push(&mut details, "AS", Some(&old.definition), Some(&new.definition));
            push(&mut details, "DISABLE", flag(old.enabled == 'D'), flag(new.enabled == 'D'));
        }
        (Body::Policy(old), Body::Policy(new)) => {
            push(&mut details, "AS", Some(&old.definition), Some(&new.definition))
        }
        (Body::View(old), Body::View(new)) => {
            if old.definition != new.definition {
                push(&mut details, "AS", Some(&one_line(&old.definition)), Some(&one_line(&new.definition)));
            }
            push(&mut details, "WITH", Some(&old.options.join(", ")), Some(&new.options.join(", ")));
        }
        (Body::Domain(old), Body::Domain(new)) => {
            push(&mut details, "TYPE", Some(&spelled(&old.base)), Some(&spelled(&new.base)));
            push(&mut details, "DEFAULT", old.default.as_deref(), new.default.as_deref());
            push(&mut details, "NOT NULL", flag(old.not_null), flag(new.not_null));
        }
        (Body::Table(old), Body::Table(new)) => {
            push(&mut details, "UNLOGGED", flag(old.persistence == 'u'), flag(new.persistence == 'u'));
            push(&mut details, "WITH", Some(&old.options.join(", ")), Some(&new.options.join(", ")));
            push(&mut details, "ROW LEVEL SECURITY", flag(old.row_security.0), flag(new.row_security.0));
            push(&mut details, "PARTITION BY", old.partition_by.as_deref(), new.partition_by.as_deref());
            let bound = |bound: &Option<(Name, String)>| {
                bound.as_ref().map(|(parent, bound)| format!("{} {bound}", parent.name))
            };
            push(
                &mut details,
                "PARTITION OF",
                bound(&old.partition_of).as_deref(),
                bound(&new.partition_of).as_deref(),
            );
        }
        _ => {}
    }
    push(&mut details, "COMMENT", old.comment.as_deref(), new.comment.as_deref());
    details
}

fn of_column(details: &mut Vec<Detail>, old: &Column, new: &Column) {
    push(details, "TYPE", Some(&spelled(&old.kind)), Some(&spelled(&new.kind)));
    push(details, "COLLATE", old.collation.as_deref(), new.collation.as_deref());
    push(details, "NOT NULL", flag(old.not_null), flag(new.not_null));
    let generated = |column: &Column| match &column.value {
        ColumnKind::Plain => None,
        ColumnKind::Identity(identity) if identity.is_always => Some("ALWAYS AS IDENTITY".to_owned()),
        ColumnKind::Identity(_) => Some("BY DEFAULT AS IDENTITY".to_owned()),
        ColumnKind::Generated { expression, .. } => Some(format!("ALWAYS AS ({expression})")),
    };
    push(details, "GENERATED", generated(old).as_deref(), generated(new).as_deref());
}

/// A property that is there or not.
fn flag(is_set: bool) -> Option<&'static str> {
    is_set.then_some("")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lost(schema: &Schema, old: &Object, new: &Object) -> Option<Loss> {
    match (&old.body, &new.body) {
        (Body::Column(old), Body::Column(new)) => {
            let is_computed = |column: &Column| matches!(column.value, ColumnKind::Generated { .. });
            if is_computed(new) && !is_computed(old) {
                Some(Loss::Values)
            } else if is_hopeless(schema, &old.kind, &new.kind) && !is_computed(new) {
                Some(Loss::Values)
            } else if is_computed(new) || is_wider(&old.kind, &new.kind) {
                None
            } else {
                Some(Loss::Narrower { from: spelled(&old.kind), to: spelled(&new.kind) })
            }
        }
        (Body::Enum { labels: old }, Body::Enum { labels: new }) => {
            let gone: Vec<&str> = old.iter().filter(|label| !new.contains(label)).map(String::as_str).collect();
            (!gone.is_empty()).then(|| Loss::EnumValues { values: gone.join(", ") })
        }
        (Body::Composite { attributes: old }, Body::Composite { attributes: new }) => {
            let is_gone = |name: &String| !new.iter().any(|attribute| attribute.name == *name);
            old.iter().any(|attribute| is_gone(&attribute.name)).then_some(Loss::Values)
        }
        (Body::Table(_), Body::Table(_)) => None,
        (Body::Table(_), _) => Some(Loss::Rows),
        _ => None,
    }
}

fn kind(schema: &Schema, key: &Key) -> ObjectKind {
    match key {
        Key::Schema(_) => ObjectKind::Schema,
        Key::Extension(_) => ObjectKind::Extension,
        Key::Collation(_) => ObjectKind::Collation,
        Key::Type(_) => match schema.body(key) {
            Some(Body::Domain(_)) => ObjectKind::Domain,
            _ => ObjectKind::Type,
        },
        Key::Sequence(_) | Key::Ownership(_) => ObjectKind::Sequence,
        Key::Function(..) => ObjectKind::Function,
        Key::Aggregate(..) => ObjectKind::Aggregate,
        Key::Relation(_) => match schema.body(key) {
            Some(Body::View(view)) if view.is_materialized => ObjectKind::MaterializedView,
            Some(Body::View(_)) => ObjectKind::View,
            _ => ObjectKind::Table,
        },
        Key::Rows(_) => ObjectKind::Table,
        Key::Column(..) | Key::Default(..) => ObjectKind::Column,
        Key::Constraint(..) => ObjectKind::Constraint,
        Key::Index(_) | Key::Attachment(_) => ObjectKind::Index,
        Key::Statistics(_) => ObjectKind::Statistics,
        Key::Trigger(..) => ObjectKind::Trigger,
        Key::Rule(..) => ObjectKind::Rule,
        Key::Policy(..) => ObjectKind::Policy,
        Key::Other(kind, ..) => match kind {
            OtherKind::Operator => ObjectKind::Operator,
            OtherKind::OperatorFamily => ObjectKind::OperatorFamily,
            OtherKind::OperatorClass => ObjectKind::OperatorClass,
            OtherKind::Cast => ObjectKind::Cast,
            OtherKind::Conversion => ObjectKind::Conversion,
            OtherKind::Dictionary => ObjectKind::Dictionary,
            OtherKind::SearchConfiguration => ObjectKind::SearchConfiguration,
            OtherKind::Wrapper => ObjectKind::Wrapper,
            OtherKind::Server => ObjectKind::Server,
            OtherKind::ForeignTable => ObjectKind::ForeignTable,
            OtherKind::Publication => ObjectKind::Publication,
            OtherKind::EventTrigger => ObjectKind::EventTrigger,
        },
    }
}

/// As a person says it.
pub(super) fn name(schema: &Schema, key: &Key) -> String {
    let names = &schema.names;
    match key {
        Key::Schema(name) | Key::Extension(name) => name.clone(),
        Key::Function(name, arguments) | Key::Aggregate(name, arguments) => {
            format!("{}({arguments})", names.plain(name))
        }
        // Of some kinds there is one for the whole database.
        Key::Other(_, name, _) if name.schema.is_empty() => name.name.clone(),
        Key::Other(_, name, rest) if rest.is_empty() => names.plain(name),
        Key::Other(_, name, rest) => format!("{} ({rest})", names.plain(name)),
        Key::Column(table, part)
        | Key::Default(table, part)
        | Key::Constraint(table, part)
        | Key::Trigger(table, part)
        | Key::Rule(table, part)
        | Key::Policy(table, part) => format!("{}.{part}", names.plain(table)),
        Key::Collation(name)
        | Key::Type(name)
        | Key::Sequence(name)
        | Key::Ownership(name)
        | Key::Relation(name)
        | Key::Rows(name)
        | Key::Index(name)
        | Key::Attachment(name)
        | Key::Statistics(name) => names.plain(name),
    }
}
