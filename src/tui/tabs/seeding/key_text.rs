//! What a row of a set is called: the values of its key, and for a key that is looked up what it is looked up by.

use crate::operations::seed::{Field, RowDifference, Rows, Seeds, SetDifference, Value};

/// `Kasiyer, pos.satis` for a row whose ids are not known before it is written.
pub(super) fn of(seeds: Option<&Seeds>, difference: &SetDifference, row: &RowDifference) -> String {
    let written = || {
        let set = seeds?.sets.iter().find(|set| set.name == difference.set)?;
        let Rows::Inline(rows) = &set.rows else { return None };
        let fields = &rows.iter().find(|written| written.line == row.line)?.fields;
        let names = if set.key.is_empty() { return None } else { &set.key };
        let texts = names.iter().map(|name| fields.iter().find(|field| field.column == *name).and_then(text));
        texts.collect::<Option<Vec<String>>>().map(|texts| texts.join(", "))
    };
    written().unwrap_or_else(|| row.key.clone())
}

fn text(field: &Field) -> Option<String> {
    match &field.value {
        Value::Text(text) | Value::Number(text) | Value::Time(text) => Some(text.clone()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Lookup(lookup) if !lookup.conditions.is_empty() => {
            lookup.conditions.iter().map(text).collect::<Option<Vec<String>>>().map(|texts| texts.join(" "))
        }
        // Answers and times are known when they are written.
        Value::Lookup(_) | Value::Ask(_) | Value::Argon2id(_) | Value::Now => None,
    }
}
