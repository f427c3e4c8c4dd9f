//! Finding the constraint that is meant by a name.

use crate::database::introspect::sqlite::{ItemKind, TableParts};

/// Where a constraint stands: behind the columns, or with one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Table(usize),
    Column(usize, usize),
}

/// A constraint of a table with what could identify it.
struct Candidate {
    place: Place,
    name: Option<String>,
    kind: ItemKind,
    columns: Vec<String>,
}

/// Finds a constraint by its name. One that has none is found by the name that PostgreSQL would have given it, and last by its kind, if it
/// is the only one of it without a name whose columns the name speaks of: a naming convention has made that name.
pub fn find(table: &str, parts: &TableParts, name: &str, kind: Option<&str>) -> Option<Place> {
    let all = candidates(parts);
    let same = |one: &&Candidate| one.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name));
    if let Some(named) = all.iter().find(same) {
        return Some(named.place);
    }
    let unnamed: Vec<&Candidate> = all.iter().filter(|one| one.name.is_none()).collect();
    let mut used: Vec<String> = all.iter().filter_map(|one| one.name.clone()).collect();
    for one in &unnamed {
        let own = postgres_name(table, one, &used);
        if own == name {
            return Some(one.place);
        }
        used.push(own);
    }
    let wanted = match kind? {
        "foreignkey" => ItemKind::ForeignKey,
        "unique" => ItemKind::Unique,
        "primary" => ItemKind::PrimaryKey,
        "check" => ItemKind::Check,
        _ => return None,
    };
    let mut fitting = unnamed.into_iter().filter(|one| {
        one.kind == wanted
            && (wanted == ItemKind::PrimaryKey || one.columns.iter().all(|column| name.contains(column.as_str())))
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only.place),
        _ => None,
    }
}

fn candidates(parts: &TableParts) -> Vec<Candidate> {
    let is_constraint =
        |kind| matches!(kind, ItemKind::PrimaryKey | ItemKind::Unique | ItemKind::Check | ItemKind::ForeignKey);
    let mut all = Vec::new();
    for (place, column) in parts.columns.iter().enumerate() {
        for (inner, item) in column.items.iter().enumerate().filter(|(_, item)| is_constraint(item.kind)) {
            all.push(Candidate {
                place: Place::Column(place, inner),
                name: item.name.clone(),
                kind: item.kind,
                columns: vec![column.name.clone()],
            });
        }
    }
    for (place, item) in parts.constraints.iter().enumerate().filter(|(_, item)| is_constraint(item.kind)) {
        all.push(Candidate {
            place: Place::Table(place),
            name: item.name.clone(),
            kind: item.kind,
            columns: match item.kind {
                ItemKind::Check => checked(parts, &item.text),
                _ => item.columns.clone(),
            },
        });
    }
    all
}

/// The columns that a CHECK speaks of.
fn checked(parts: &TableParts, text: &str) -> Vec<String> {
    use crate::database::introspect::sqlite::{Kind, tokens};
    let words = tokens(text);
    let is_said = |column: &str| {
        words
            .iter()
            .any(|word| word.kind != Kind::Text && word.name().is_some_and(|name| name.eq_ignore_ascii_case(column)))
    };
    parts.columns.iter().map(|column| column.name.clone()).filter(|column| is_said(column)).collect()
}

/// `table_column_key`, with a number behind it when that is taken.
fn postgres_name(table: &str, one: &Candidate, used: &[String]) -> String {
    let columns = one.columns.join("_");
    let (middle, label) = match one.kind {
        ItemKind::PrimaryKey => (String::new(), "pkey"),
        ItemKind::Unique => (columns, "key"),
        ItemKind::ForeignKey => (columns, "fkey"),
        // Only of a CHECK of one column the name speaks of it.
        _ if one.columns.len() == 1 => (columns, "check"),
        _ => (String::new(), "check"),
    };
    let made = |number: String| shortened(table, &middle, &format!("{label}{number}"));
    let mut name = made(String::new());
    let mut number = 0;
    while used.contains(&name) {
        number += 1;
        name = made(number.to_string());
    }
    name
}

/// A name of at most 63 bytes: the longer of table and columns loses its end.
fn shortened(table: &str, middle: &str, label: &str) -> String {
    const LONGEST: usize = 63;
    let overhead = label.len() + 1 + usize::from(!middle.is_empty());
    let room = LONGEST.saturating_sub(overhead);
    let (mut first, mut second) = (table.len(), middle.len());
    while first + second > room {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let cut = |text: &str, length: usize| text[..text.floor_char_boundary(length)].to_owned();
    let parts = [cut(table, first), cut(middle, second), label.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}
