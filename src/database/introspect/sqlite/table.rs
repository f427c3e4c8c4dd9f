//! A table out of its text and of what the pragmas tell.

use std::collections::BTreeSet;

use super::definition::{ColumnDefinition, Item, ItemKind, definition, name_tokens};
use super::normal::{fold, mentions, normal, normal_anywhere, normal_name};
use super::token::{Kind, Token, group, inside, parts, tokens, written};
use super::{Column, Constraint, ConstraintKind, Generated, Table};

/// What `PRAGMA table_list` tells of a table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) is_virtual: bool,
    pub(super) strict: bool,
    pub(super) without_rowid: bool,
}

/// A row of `PRAGMA table_xinfo`.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnFacts {
    pub(super) name: String,
    pub(super) declared: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    pub(super) hidden: i64,
}

/// Puts a table together.
pub(super) fn table(name: &str, sql: &str, facts: Facts, columns: &[ColumnFacts]) -> Table {
    let tokens = tokens(sql);
    let mut table = Table {
        name: name.to_owned(),
        sql: sql.to_owned(),
        opaque: None,
        is_virtual: facts.is_virtual,
        strict: facts.strict,
        without_rowid: facts.without_rowid,
        columns: Vec::new(),
        constraints: Vec::new(),
    };
    let definition = if facts.is_virtual { None } else { definition(&tokens) };
    // The server's word counts: a text that reads otherwise was not understood.
    let names = columns.iter().map(|column| &column.name);
    let definition = definition.filter(|one| one.columns.iter().map(|column| &column.name).eq(names));
    let Some(definition) = definition else {
        let behind = name_tokens(&tokens, "TABLE").map_or(0, |range| range.end);
        table.opaque = Some(normal_anywhere(&tokens[behind..]));
        table.columns = columns.iter().map(|facts| column(facts, None, sql, &|_| false)).collect();
        return table;
    };
    let names: BTreeSet<String> = columns.iter().map(|column| fold(&column.name)).chain([fold(name)]).collect();
    let is_name = |name: &str| names.contains(name);
    for (place, (facts, defined)) in columns.iter().zip(&definition.columns).enumerate() {
        table.columns.push(column(facts, Some(defined), sql, &is_name));
        let own = |item: &Item<'_>| constraint(item, sql, Some((place, &facts.name)), &is_name);
        table.constraints.extend(defined.items.iter().filter_map(own));
    }
    table.constraints.extend(definition.constraints.iter().filter_map(|item| constraint(item, sql, None, &is_name)));
    mark_rowid(&mut table);
    table
}

/// An integer column that is the primary key alone is the row id, unless it is defined in descending order (a mistake that SQLite keeps).
fn mark_rowid(table: &mut Table) {
    if table.without_rowid {
        return;
    }
    let key = table.constraints.iter().find_map(|one| match &one.kind {
        ConstraintKind::PrimaryKey { columns, .. }
            if !(one.inline.is_some() && one.normal.contains(" inline desc")) =>
        {
            Some(columns.clone())
        }
        _ => None,
    });
    if let Some([only]) = key.as_deref()
        && let Some(column) = table.columns.iter_mut().find(|column| fold(&column.name) == *only)
        && column.declared.eq_ignore_ascii_case("integer")
    {
        column.is_rowid = true;
    }
}

fn column(
    facts: &ColumnFacts,
    defined: Option<&ColumnDefinition<'_>>,
    sql: &str,
    is_name: &dyn Fn(&str) -> bool,
) -> Column {
    const VIRTUAL: i64 = 2;
    const STORED: i64 = 3;
    let mut parts: Vec<String> =
        defined.iter().flat_map(|defined| &defined.items).filter_map(|item| part(item, facts, is_name)).collect();
    parts.sort_unstable();
    Column {
        name: facts.name.clone(),
        declared: facts.declared.clone(),
        not_null: facts.not_null,
        default: facts.default.clone(),
        generated: match facts.hidden {
            VIRTUAL => Some(Generated::Virtual),
            STORED => Some(Generated::Stored),
            _ => None,
        },
        is_rowid: false,
        definition: defined.map(|defined| written(sql, &defined.tokens).to_owned()).unwrap_or_default(),
        parts,
        needed: None,
    }
}

/// A property that concerns one column only.
fn part(item: &Item<'_>, facts: &ColumnFacts, is_name: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = match item.kind {
        ItemKind::NotNull | ItemKind::Other => normal(&without_default_conflict(&item.tokens), is_name),
        // `DEFAULT (5)` is `DEFAULT 5` to SQLite.
        ItemKind::Default => match &facts.default {
            Some(default) => format!("default {}", normal(&tokens(default), is_name)),
            None => normal(&item.tokens, is_name),
        },
        ItemKind::Collate => {
            let collation = item.tokens.get(1).and_then(Token::name).unwrap_or_default();
            if collation.eq_ignore_ascii_case("binary") {
                return None;
            }
            format!("collate {}", normal_name(&collation))
        }
        ItemKind::Generated => {
            let opening = item.tokens.iter().position(|token| token.kind == Kind::Open)?;
            let end = opening + group(&item.tokens[opening..]);
            let kept = if item.tokens.get(end).is_some_and(|token| token.is("STORED")) { "stored" } else { "virtual" };
            format!("as {} {kept}", normal(&item.tokens[opening..end], is_name))
        }
        _ => return None,
    };
    Some(named(item.name.as_deref(), &text))
}

fn named(name: Option<&str>, text: &str) -> String {
    match name {
        Some(name) => format!("constraint {} {text}", normal_name(name)),
        None => text.to_owned(),
    }
}

/// `ON CONFLICT ABORT` is what happens anyway.
fn without_default_conflict<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept = tokens.to_vec();
    let at = kept.windows(3).position(|three| three[0].is("ON") && three[1].is("CONFLICT") && three[2].is("ABORT"));
    if let Some(at) = at {
        kept.drain(at..at + 3);
    }
    kept
}

/// A constraint in the form of the table's, also if it stands with a column; `None` for a property of one column.
fn constraint(
    item: &Item<'_>,
    sql: &str,
    inline: Option<(usize, &str)>,
    is_name: &dyn Fn(&str) -> bool,
) -> Option<Constraint> {
    let own = inline.map(|(_, column)| normal_name(column));
    let kept = without_default_conflict(&item.tokens);
    let (kind, normal) = match item.kind {
        ItemKind::PrimaryKey => key(&kept, 2, inline.map(|(_, column)| column)),
        ItemKind::Unique => key(&kept, 1, inline.map(|(_, column)| column)),
        ItemKind::Check => (ConstraintKind::Check, normal(&kept, is_name)),
        ItemKind::ForeignKey => foreign_key(&kept, inline.map(|(_, column)| column)),
        ItemKind::Other if inline.is_none() => (ConstraintKind::Other, normal(&kept, is_name)),
        _ => return None,
    };
    let mut mentions = mentions(&item.tokens);
    mentions.extend(own);
    Some(Constraint {
        normal: named(item.name.as_deref(), &normal),
        name: item.name.clone(),
        kind,
        written: written(sql, &item.tokens).to_owned(),
        inline: inline.map(|(place, _)| place),
        mentions,
    })
}

/// A primary key or UNIQUE, whose keywords are `keywords` long.
fn key(tokens: &[Token<'_>], keywords: usize, inline: Option<&str>) -> (ConstraintKind, String) {
    let keywords = keywords.min(tokens.len());
    let rest = &tokens[keywords..];
    let list = if inline.is_some() { 0 } else { group(rest) };
    let mut columns: Vec<String> = inline.map(fold).into_iter().collect();
    let mut keys: Vec<String> = inline.map(normal_name).into_iter().collect();
    for part in parts(inside(&rest[..list])) {
        let name = part.first().and_then(Token::name).unwrap_or_default();
        let behind: Vec<Token<'_>> =
            part[1..].iter().filter(|token| !token.is_any(&["ASC", "AUTOINCREMENT"])).copied().collect();
        let behind = normal(&behind, &|_| true);
        columns.push(fold(&name));
        keys.push(format!("{} {behind}", normal_name(&name)).trim_end().to_owned());
    }
    let tail: Vec<Token<'_>> =
        rest[list..].iter().filter(|token| !token.is_any(&["ASC", "AUTOINCREMENT", "DESC"])).copied().collect();
    let autoincrement = tokens.iter().any(|token| token.is("AUTOINCREMENT"));
    // Behind a column, DESC means more than the order: such a key is not the row id.
    let is_descending = inline.is_some() && rest.first().is_some_and(|token| token.is("DESC"));
    let mut text = format!("{} ({})", normal(&tokens[..keywords], &|_| false), keys.join(", "));
    text.push_str(if is_descending { " inline desc" } else { "" });
    text.push_str(if autoincrement { " autoincrement" } else { "" });
    if !tail.is_empty() {
        text.push_str(&format!(" {}", normal(&tail, &|_| false)));
    }
    let kind = if tokens.first().is_some_and(|token| token.is("UNIQUE")) {
        ConstraintKind::Unique { columns }
    } else {
        ConstraintKind::PrimaryKey { columns, autoincrement }
    };
    (kind, text)
}

/// `[FOREIGN KEY (…)] REFERENCES parent [(…)] …`
fn foreign_key(tokens: &[Token<'_>], inline: Option<&str>) -> (ConstraintKind, String) {
    let names = |tokens: &[Token<'_>]| -> Vec<String> {
        parts(inside(tokens)).into_iter().filter_map(|part| part.first().and_then(Token::name)).collect()
    };
    let references = tokens.iter().position(|token| token.is("REFERENCES")).unwrap_or(tokens.len());
    let columns = match inline {
        Some(column) => vec![column.to_owned()],
        None => names(tokens.get(2..references).unwrap_or_default()),
    };
    let parent = tokens.get(references + 1).and_then(Token::name).unwrap_or_default();
    let rest = tokens.get(references + 2..).unwrap_or_default();
    let list = group(rest);
    let parent_columns = names(&rest[..list]);
    let listed = |names: &[String]| names.iter().map(|name| normal_name(name)).collect::<Vec<_>>().join(", ");
    let mut text = format!("foreign key ({}) references {}", listed(&columns), normal_name(&parent));
    if !parent_columns.is_empty() {
        text.push_str(&format!(" ({})", listed(&parent_columns)));
    }
    text.push_str(&actions(&rest[list..]));
    let columns = columns.iter().map(|name| fold(name)).collect();
    (ConstraintKind::ForeignKey { columns, parent, parent_columns }, text)
}

/// What stands behind a parent, in one order; what holds anyway is left out.
fn actions(tokens: &[Token<'_>]) -> String {
    let (mut delete, mut update, mut matching, mut deferred) = (String::new(), String::new(), String::new(), false);
    let word = |at: usize| tokens.get(at).map(|token| fold(token.text)).unwrap_or_default();
    let mut position = 0;
    while position < tokens.len() {
        match word(position).as_str() {
            "on" => {
                let is_long = matches!(word(position + 2).as_str(), "set" | "no");
                let action =
                    if is_long { format!("{} {}", word(position + 2), word(position + 3)) } else { word(position + 2) };
                let action = if action == "no action" { String::new() } else { action };
                match word(position + 1).as_str() {
                    "delete" => delete = action,
                    "update" => update = action,
                    _ => {}
                }
                position += if is_long { 4 } else { 3 };
            }
            "match" => {
                matching = word(position + 1);
                position += 2;
            }
            "deferrable" => {
                let is_negated = position > 0 && word(position - 1) == "not";
                deferred = !is_negated && word(position + 1) == "initially" && word(position + 2) == "deferred";
                position += if word(position + 1) == "initially" { 3 } else { 1 };
            }
            _ => position += 1,
        }
    }
    let mut text = String::new();
    for (what, value) in [("on delete", delete), ("on update", update), ("match", matching)] {
        if !value.is_empty() {
            text.push_str(&format!(" {what} {value}"));
        }
    }
    text.push_str(if deferred { " deferrable initially deferred" } else { "" });
    text
}
