//! Which changes of a table SQLite's ALTER TABLE can make, so that the result is what is wanted. The restrictions are those of
//! <https://www.sqlite.org/lang_altertable.html>; whatever is doubtful is left to the rebuild, which can do everything.

use std::collections::BTreeSet;

use super::compare::{Constraints, same_column, same_options, same_table};
use super::value::must_differ;
use crate::database::introspect::sqlite::{
    Column, Constraint, ConstraintKind, Generated, Index, Kind, Schema, Table, fold, mentions, tokens,
};

/// How a table becomes another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// It is already.
    Nothing,
    /// By ADD COLUMN: these columns of the new one, by place.
    Add(Vec<usize>),
    /// By DROP COLUMN: these columns of the old one, by place.
    Drop(Vec<usize>),
    /// A new table takes its place.
    Rebuild,
}

/// Finds the cheapest way. `kept` are the indexes of the table that stay as they are.
pub(super) fn way(from: &Table, to: &Table, kept: &[&Index], after: &Schema, texts_may_change: bool) -> Way {
    if same_table(from, to) {
        return Way::Nothing;
    }
    if from.name != to.name || from.opaque.is_some() || to.opaque.is_some() || !same_options(from, to) {
        return Way::Rebuild;
    }
    let added = added(from, to, &after.indexes);
    let dropped = if texts_may_change { None } else { dropped(from, to, kept) };
    match (added, dropped) {
        (Some(places), _) => Way::Add(places),
        (None, Some(places)) => Way::Drop(places),
        (None, None) => Way::Rebuild,
    }
}

fn added(from: &Table, to: &Table, indexes: &[Index]) -> Option<Vec<usize>> {
    let count = from.columns.len();
    let new = to.columns.get(count..).filter(|new| !new.is_empty())?;
    if !from.columns.iter().zip(&to.columns).all(|(from, to)| same_column(from, to)) {
        return None;
    }
    // SQLite puts a new column behind the columns, in front of what stands behind them.
    let (inline, behind): (Vec<&Constraint>, Vec<&Constraint>) =
        from.constraints.iter().partition(|one| one.inline.is_some());
    let brought = to.constraints.iter().filter(|one| one.inline.is_some_and(|place| place >= count));
    let result = Constraints::listed(from, inline.into_iter().chain(brought).chain(behind));
    if result != Constraints::of(to) {
        return None;
    }
    let mut later: BTreeSet<String> = new.iter().map(|column| fold(&column.name)).collect();
    for (offset, column) in new.iter().enumerate() {
        later.remove(&fold(&column.name));
        let own: Vec<&Constraint> = to.constraints.iter().filter(|one| one.inline == Some(count + offset)).collect();
        // The same default in all rows would break a unique index.
        let repeats = column.default.is_some() && must_differ(from, to, column, indexes);
        if !can_add(column, &own) || repeats || !mentions(&tokens(&column.definition)).is_disjoint(&later) {
            return None;
        }
    }
    Some((count..to.columns.len()).collect())
}

fn can_add(column: &Column, constraints: &[&Constraint]) -> bool {
    let has_default = column.default.as_deref().is_some_and(|default| !default.eq_ignore_ascii_case("null"));
    let constraints_allow = constraints.iter().all(|one| match one.kind {
        ConstraintKind::Check => true,
        ConstraintKind::ForeignKey { .. } => !has_default,
        _ => false,
    });
    constraints_allow
        && column.default.as_deref().is_none_or(is_constant)
        && (!column.not_null || has_default)
        && (column.needed.is_none() || has_default)
        && column.generated.is_none_or(|generated| generated == Generated::Virtual && !column.not_null)
}

/// Whether a default is the same at any time and needs no computing.
fn is_constant(default: &str) -> bool {
    match tokens(default).as_slice() {
        [one] => match one.kind {
            Kind::Number | Kind::Text | Kind::DoubleQuoted => true,
            Kind::Word => !one.is_any(&["CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"]),
            _ => false,
        },
        [sign, number] => (sign.is_sign("-") || sign.is_sign("+")) && number.kind == Kind::Number,
        _ => false,
    }
}

fn dropped(from: &Table, to: &Table, kept: &[&Index]) -> Option<Vec<usize>> {
    let is_gone = |column: &Column| to.column(&column.name).is_none();
    let gone: Vec<usize> = (0..from.columns.len()).filter(|&place| is_gone(&from.columns[place])).collect();
    let stays: Vec<&Column> = from.columns.iter().filter(|column| !is_gone(column)).collect();
    if gone.is_empty()
        || stays.len() != to.columns.len()
        || !stays.iter().zip(&to.columns).all(|(from, to)| same_column(from, to))
        // SQLite looks for the comma in front of the last column, also in comments.
        || has_comments(&from.sql)
    {
        return None;
    }
    let goes_along = |one: &Constraint| one.inline.is_some_and(|place| gone.contains(&place));
    let result = Constraints::listed(from, from.constraints.iter().filter(|one| !goes_along(one)));
    if result != Constraints::of(to) {
        return None;
    }
    let blocks = |name: &str| {
        stays.iter().any(|column| mentions(&tokens(&column.definition)).contains(name))
            || kept.iter().any(|index| index.mentions.contains(name))
            || from.constraints.iter().any(|one| {
                if goes_along(one) { one.kind != ConstraintKind::Check } else { one.mentions.contains(name) }
            })
    };
    let mut names = gone.iter().map(|&place| fold(&from.columns[place].name));
    let other_gone_columns_mention = gone.len() > 1
        && gone.iter().any(|&place| {
            let column = &from.columns[place];
            let mentions = mentions(&tokens(&column.definition));
            gone.iter().any(|&other| other != place && mentions.contains(&fold(&from.columns[other].name)))
        });
    (!other_gone_columns_mention && !names.any(|name| blocks(&name))).then_some(gone)
}

fn has_comments(sql: &str) -> bool {
    let mut position = 0;
    let mut between = tokens(sql).into_iter().map(|token| {
        let gap = sql.get(position..token.start).unwrap_or_default();
        position = token.end();
        gap
    });
    between.any(|gap| gap.contains("--") || gap.contains("/*"))
}

/// Whether something stands in double quotes that names nothing, and so is a text. ALTER TABLE … DROP COLUMN and RENAME COLUMN write
/// such texts anew in single quotes, wherever in the schema they stand.
pub(super) fn has_texts_in_double_quotes(schema: &Schema) -> bool {
    let mut names: BTreeSet<String> = schema.hidden.clone();
    for table in &schema.tables {
        names.insert(fold(&table.name));
        names.extend(table.columns.iter().map(|column| fold(&column.name)));
        names.extend(table.constraints.iter().filter_map(|one| one.name.as_deref()).map(fold));
    }
    names.extend(schema.indexes.iter().map(|one| fold(&one.name)));
    names.extend(schema.views.iter().map(|one| fold(&one.name)));
    names.extend(schema.triggers.iter().map(|one| fold(&one.name)));
    names.extend(["old", "new"].map(str::to_owned));
    let sources = schema.tables.iter().map(|one| &one.sql);
    let sources = sources.chain(schema.indexes.iter().map(|one| &one.sql));
    let sources = sources.chain(schema.views.iter().map(|one| &one.sql));
    let mut sources = sources.chain(schema.triggers.iter().map(|one| &one.sql));
    sources.any(|sql| {
        sql.contains('"')
            && tokens(sql).iter().any(|token| {
                token.kind == Kind::DoubleQuoted && token.name().is_some_and(|name| !names.contains(&fold(&name)))
            })
    })
}
