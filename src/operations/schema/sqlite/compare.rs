//! Whether two tables are the same to SQLite.

use crate::database::introspect::sqlite::{Column, Constraint, ConstraintKind, Table, normal_anywhere, tokens};

/// Whether nothing has to be done to a table.
pub(super) fn same_table(from: &Table, to: &Table) -> bool {
    from.name == to.name
        && from.opaque == to.opaque
        && same_options(from, to)
        && from.columns.len() == to.columns.len()
        && from.columns.iter().zip(&to.columns).all(|(from, to)| same_column(from, to))
        && Constraints::of(from) == Constraints::of(to)
}

/// Whether they keep their rows in the same way.
pub(super) fn same_options(from: &Table, to: &Table) -> bool {
    (from.is_virtual, from.strict, from.without_rowid) == (to.is_virtual, to.strict, to.without_rowid)
}

/// Whether two columns are the same, apart from constraints that may concern others, too.
pub(super) fn same_column(from: &Column, to: &Column) -> bool {
    from.name == to.name && same_type(from, to) && from.generated == to.generated && from.parts == to.parts
}

/// Whether two columns are declared with the same type.
pub(super) fn same_type(from: &Column, to: &Column) -> bool {
    let normal = |column: &Column| normal_anywhere(&tokens(&column.declared)).to_ascii_lowercase();
    from.declared == to.declared || normal(from) == normal(to)
}

/// A table's constraints, each kind in the order that SQLite's catalogue shows: indexes of keys and foreign keys are numbered, while
/// nobody can tell in which order checks were written.
#[derive(PartialEq)]
pub(super) struct Constraints<'a> {
    keys: Vec<&'a str>,
    foreign_keys: Vec<&'a str>,
    others: Vec<&'a str>,
}

impl<'a> Constraints<'a> {
    pub(super) fn of(table: &'a Table) -> Constraints<'a> {
        Constraints::listed(table, table.constraints.iter())
    }

    /// Of constraints that `table` has, or would have.
    pub(super) fn listed(table: &Table, constraints: impl Iterator<Item = &'a Constraint>) -> Constraints<'a> {
        let mut sorted = Constraints { keys: Vec::new(), foreign_keys: Vec::new(), others: Vec::new() };
        for one in constraints {
            let list = match &one.kind {
                // The row id has no index.
                ConstraintKind::PrimaryKey { .. } if table.columns.iter().any(|column| column.is_rowid) => {
                    &mut sorted.others
                }
                ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => &mut sorted.keys,
                ConstraintKind::ForeignKey { .. } => &mut sorted.foreign_keys,
                ConstraintKind::Check | ConstraintKind::Other => &mut sorted.others,
            };
            list.push(one.normal.as_str());
        }
        sorted.others.sort_unstable();
        sorted
    }
}
