//! Whether an object is the same on both sides, can be altered, or has to be made anew.

use crate::database::introspect::postgres::{Attribute, Body, ColumnKind, Function, FunctionKind, Object, Table, View};

use super::super::Options;

/// What has to happen to an object that both sides have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing.
    Same,
    /// It stays and is changed.
    Alter,
    /// It is dropped, and made again.
    Replace,
    /// A type whose columns move over to a new one of the same name.
    Retype,
}

/// What has to happen to turn `old` into `new`.
pub(super) fn way(old: &Object, new: &Object, options: &Options) -> Way {
    let way = way_of_body(&old.body, &new.body);
    let is_theirs = !options.privileges || (old.owner == new.owner && old.grants == new.grants);
    if way == Way::Same && (old.comment != new.comment || !is_theirs) { Way::Alter } else { way }
}

fn way_of_body(old: &Body, new: &Body) -> Way {
    match (old, new) {
        (old, new) if old == new => Way::Same,
        (Body::Table(old), Body::Table(new)) => {
            // The order of columns is not compared: PostgreSQL can only add them at the end.
            let same = Table { columns: new.columns.clone(), ..old.clone() };
            if same == *new {
                Way::Same
            } else if old.partition_by != new.partition_by {
                Way::Replace
            } else {
                Way::Alter
            }
        }
        (Body::View(old), Body::View(new)) => way_of_view(old, new),
        (Body::Column(old_column), Body::Column(new_column)) => match (&old_column.value, &new_column.value) {
            _ if old == new => Way::Same,
            (ColumnKind::Generated { .. }, ColumnKind::Generated { .. }) if old_column.value == new_column.value => {
                Way::Alter
            }
            // A generated column that becomes a plain one keeps its values.
            (ColumnKind::Generated { is_stored: true, .. }, ColumnKind::Plain) => Way::Alter,
            (ColumnKind::Generated { .. }, _) | (_, ColumnKind::Generated { .. }) => Way::Replace,
            _ => Way::Alter,
        },
        (Body::Constraint(old), Body::Constraint(new)) => {
            if old == new {
                Way::Same
            } else if (old.kind, &old.definition) != (new.kind, &new.definition) || (old.is_valid && !new.is_valid) {
                Way::Replace
            } else {
                Way::Alter
            }
        }
        (Body::Index(old), Body::Index(new)) => {
            if old == new {
                Way::Same
            } else if old.definition != new.definition || !old.is_valid {
                Way::Replace
            } else {
                Way::Alter
            }
        }
        (Body::Trigger(old), Body::Trigger(new)) => {
            if old == new {
                Way::Same
            } else if old.definition != new.definition {
                Way::Replace
            } else {
                Way::Alter
            }
        }
        (Body::Function(old), Body::Function(new)) => way_of_function(old, new),
        (Body::Enum { labels: old }, Body::Enum { labels: new }) => {
            if old == new {
                Way::Same
            } else if is_subsequence(old, new) {
                Way::Alter
            } else {
                Way::Retype
            }
        }
        (Body::Composite { attributes: old }, Body::Composite { attributes: new }) => {
            let order = |some: &[Attribute], others: &[Attribute]| -> Vec<String> {
                let is_shared = |name: &String| others.iter().any(|other| other.name == *name);
                some.iter().map(|attribute| attribute.name.clone()).filter(is_shared).collect()
            };
            let adds_last = new.iter().position(|attribute| !old.iter().any(|other| other.name == attribute.name));
            let is_behind =
                |at: usize| new[at..].iter().all(|attribute| !old.iter().any(|other| other.name == attribute.name));
            if order(old, new) == order(new, old) && adds_last.is_none_or(is_behind) { Way::Alter } else { Way::Retype }
        }
        (Body::Domain(old), Body::Domain(new)) => {
            if old == new {
                Way::Same
            } else if (&old.base, &old.collation) == (&new.base, &new.collation) {
                Way::Alter
            } else {
                Way::Retype
            }
        }
        (Body::Range { .. }, Body::Range { .. }) => Way::Retype,
        (Body::Attachment(old), Body::Attachment(new)) => {
            let same = (&old.partition, &old.index, &old.parent) == (&new.partition, &new.index, &new.parent);
            if same { Way::Same } else { Way::Replace }
        }
        (Body::Sequence(_), Body::Sequence(_))
        | (Body::Default { .. }, Body::Default { .. })
        | (Body::Ownership { .. }, Body::Ownership { .. })
        | (Body::Rule { .. }, Body::Rule { .. })
        | (Body::Extension { .. }, Body::Extension { .. }) => Way::Alter,
        (Body::Statistics { definition: old, .. }, Body::Statistics { definition: new, .. }) if old == new => {
            Way::Alter
        }
        (
            Body::Enum { .. } | Body::Composite { .. } | Body::Domain(_) | Body::Range { .. },
            Body::Enum { .. } | Body::Composite { .. } | Body::Domain(_) | Body::Range { .. },
        ) => Way::Retype,
        _ => Way::Replace,
    }
}

/// `CREATE OR REPLACE VIEW` can add columns at the end, and nothing else.
fn way_of_view(old: &View, new: &View) -> Way {
    if old == new {
        return Way::Same;
    }
    let same_query = old.definition == new.definition && old.columns == new.columns;
    let can_replace = !old.is_materialized && new.columns.starts_with(&old.columns);
    if old.is_materialized == new.is_materialized && old.is_filled == new.is_filled && (same_query || can_replace) {
        Way::Alter
    } else {
        Way::Replace
    }
}

/// `CREATE OR REPLACE FUNCTION` changes neither the result nor the names of arguments, and takes no default away.
fn way_of_function(old: &Function, new: &Function) -> Way {
    if old == new {
        return Way::Same;
    }
    let same = |function: &Function| {
        (function.kind == FunctionKind::Procedure, function.result.clone(), function.arguments.clone())
    };
    if same(old) == same(new) && old.defaults <= new.defaults { Way::Alter } else { Way::Replace }
}

/// Whether all of `part` stands in `whole`, in the same order.
pub(super) fn is_subsequence(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|item| rest.any(|other| other == item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enum_that_only_grows_is_altered() {
        let labels = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (old, new, grows) in
            [("a b", "a x b", true), ("a b", "b a", false), ("a b", "a", false), ("a", "a b", true)]
        {
            assert_eq!(is_subsequence(&labels(old), &labels(new)), grows, "{old} → {new}");
        }
    }
}
