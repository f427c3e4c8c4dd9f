//! A CREATE TABLE statement, taken apart: columns, and the constraints of columns and of the table.
//!
//! Follows the grammar of SQLite's `parse.y` without judging. What it does not know stays with the item before it, so that nothing of
//! the text is forgotten.

use super::token::{Kind, Token, group, inside, parts};

/// A CREATE TABLE statement.
#[derive(Debug, Default)]
pub struct Definition<'a> {
    /// The columns, in order.
    pub columns: Vec<ColumnDefinition<'a>>,
    /// What stands behind the columns.
    pub constraints: Vec<Item<'a>>,
}

/// A column as it is defined.
#[derive(Debug)]
pub struct ColumnDefinition<'a> {
    /// Its name, without quotes.
    pub name: String,
    /// All of it, from the name to the last constraint.
    pub tokens: Vec<Token<'a>>,
    /// What stands behind the type.
    pub items: Vec<Item<'a>>,
}

/// A constraint, or another property of a column.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// What CONSTRAINT calls it.
    pub name: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// From the keyword behind its name on.
    pub tokens: Vec<Token<'a>>,
}

/// What an [`Item`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    NotNull,
    /// `NULL`, which says nothing.
    Null,
    Default,
    Collate,
    Generated,
    /// Not known.
    Other,
}

/// Takes the tokens of a CREATE TABLE statement apart; `None` when there is no list of columns.
pub fn definition<'a>(tokens: &[Token<'a>]) -> Option<Definition<'a>> {
    let body = &tokens[body(tokens)?..];
    let mut definition = Definition::default();
    for part in parts(inside(&body[..group(body)])) {
        let first = part.first()?;
        if !definition.columns.is_empty() && first.is_any(&["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]) {
            definition.constraints.extend(items(part, true));
        } else {
            let name = first.name()?;
            let kind = type_length(&part[1..]);
            definition.columns.push(ColumnDefinition {
                name,
                tokens: part.to_vec(),
                items: items(&part[1 + kind..], false),
            });
        }
    }
    Some(definition)
}

/// Where the list of columns begins: `CREATE [TEMP] TABLE [IF NOT EXISTS] [schema.]name (`.
fn body(tokens: &[Token<'_>]) -> Option<usize> {
    let table = tokens.iter().take(3).position(|token| token.is("TABLE"))?;
    let open = tokens.iter().position(|token| token.kind == Kind::Open)?;
    (open > table).then_some(open)
}

/// The tokens of a CREATE statement that are its object's name: `name`, or `schema . name`, behind `keyword [IF NOT EXISTS]`.
pub fn name_tokens(tokens: &[Token<'_>], keyword: &str) -> Option<std::ops::Range<usize>> {
    let mut start = tokens.iter().take(4).position(|token| token.is(keyword))? + 1;
    if let [one, two, three, ..] = tokens.get(start..)?
        && one.is("IF")
        && two.is("NOT")
        && three.is("EXISTS")
    {
        start += 3;
    }
    let has_schema = tokens.get(start + 1).is_some_and(|token| token.is_sign("."));
    let end = start + if has_schema { 3 } else { 1 };
    (end <= tokens.len()).then_some(start..end)
}

/// How many tokens a column's type has.
pub(super) fn type_length(tokens: &[Token<'_>]) -> usize {
    let mut position = 0;
    while position < tokens.len() && !starts_item(&tokens[position..]) {
        position += group(&tokens[position..]).max(1);
    }
    position
}

/// Whether a column's constraint, or its name, begins here.
fn starts_item(tokens: &[Token<'_>]) -> bool {
    const FIRST: [&str; 10] =
        ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "AS"];
    match tokens {
        // The one that may also be part of a type.
        [first, second, ..] if first.is("GENERATED") => second.is("ALWAYS"),
        [first, ..] => first.is_any(&FIRST),
        [] => false,
    }
}

/// Takes constraints apart, which may follow each other with nothing between them.
fn items<'a>(tokens: &[Token<'a>], of_table: bool) -> Vec<Item<'a>> {
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut name = None;
    let mut position = 0;
    while let Some(token) = tokens.get(position) {
        let rest = &tokens[position..];
        if token.is("CONSTRAINT") {
            name = rest.get(1).and_then(Token::name);
            position += 2;
            continue;
        }
        let kind = match token {
            _ if token.is("PRIMARY") => ItemKind::PrimaryKey,
            _ if token.is("UNIQUE") => ItemKind::Unique,
            _ if token.is("CHECK") => ItemKind::Check,
            _ if token.is("FOREIGN") && of_table || token.is("REFERENCES") => ItemKind::ForeignKey,
            _ if token.is("NOT") && rest.get(1).is_some_and(|next| next.is("NULL")) => ItemKind::NotNull,
            _ if token.is("NULL") => ItemKind::Null,
            _ if token.is("DEFAULT") => ItemKind::Default,
            _ if token.is("COLLATE") => ItemKind::Collate,
            _ if token.is_any(&["GENERATED", "AS"]) => ItemKind::Generated,
            _ => ItemKind::Other,
        };
        let length = item_length(kind, rest).clamp(1, rest.len());
        let tokens = rest[..length].to_vec();
        position += length;
        match (kind, found.last_mut()) {
            (ItemKind::Other, Some(before)) if name.is_none() => before.tokens.extend(tokens),
            _ => found.push(Item { name: name.take(), kind, tokens }),
        }
    }
    found
}

/// How many tokens an item has.
fn item_length(kind: ItemKind, tokens: &[Token<'_>]) -> usize {
    let group_at = |at: usize| tokens.get(at..).map_or(0, group);
    match kind {
        ItemKind::PrimaryKey => {
            let mut end = 2 + group_at(2);
            while tokens.get(end).is_some_and(|token| token.is_any(&["ASC", "DESC", "AUTOINCREMENT"])) {
                end += 1;
            }
            end += conflict(tokens, end);
            end + usize::from(tokens.get(end).is_some_and(|token| token.is("AUTOINCREMENT")))
        }
        ItemKind::Unique => {
            let end = 1 + group_at(1);
            end + conflict(tokens, end)
        }
        ItemKind::Check => {
            let end = 1 + group_at(1);
            end + conflict(tokens, end)
        }
        ItemKind::ForeignKey => foreign_key_length(tokens),
        ItemKind::NotNull => 2 + conflict(tokens, 2),
        ItemKind::Null => 1 + conflict(tokens, 1),
        ItemKind::Default => match tokens.get(1) {
            Some(token) if token.kind == Kind::Open => 1 + group_at(1),
            Some(token) if token.is_sign("+") || token.is_sign("-") => 3,
            _ => 2,
        },
        ItemKind::Collate => 2,
        ItemKind::Generated => {
            let opening = tokens.iter().position(|token| token.kind == Kind::Open).unwrap_or(tokens.len());
            let end = opening + group_at(opening);
            end + usize::from(tokens.get(end).is_some_and(|token| token.is_any(&["STORED", "VIRTUAL"])))
        }
        ItemKind::Other => group(tokens).max(1),
    }
}

/// The length of `ON CONFLICT …` at a place.
fn conflict(tokens: &[Token<'_>], at: usize) -> usize {
    let is = |offset: usize, word: &str| tokens.get(at + offset).is_some_and(|token| token.is(word));
    if is(0, "ON") && is(1, "CONFLICT") { 3 } else { 0 }
}

/// `[FOREIGN KEY (…)] REFERENCES parent [(…)]` with its actions.
fn foreign_key_length(tokens: &[Token<'_>]) -> usize {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let Some(references) = tokens.iter().position(|token| token.is("REFERENCES")) else { return tokens.len() };
    let mut end = references + 2;
    end += tokens.get(end..).map_or(0, group);
    loop {
        if is(end, "ON") && (is(end + 2, "SET") || is(end + 2, "NO")) {
            end += 4;
        } else if is(end, "ON") {
            end += 3;
        } else if is(end, "MATCH") {
            end += 2;
        } else if is(end, "DEFERRABLE") {
            end += if is(end + 1, "INITIALLY") { 3 } else { 1 };
        } else if is(end, "NOT") && is(end + 1, "DEFERRABLE") {
            end += 1;
        } else {
            return end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::{tokens, written};
    use super::*;

    /// `name | item / item` a column, then `= item` a constraint of the table.
    fn described(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let definition = definition(&tokens).unwrap_or_default();
        let item = |item: &Item<'_>| {
            let name = item.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
            format!("{name}{:?} {}", item.kind, written(text, &item.tokens))
        };
        let column = |column: &ColumnDefinition<'_>| {
            let items: Vec<String> = column.items.iter().map(item).collect();
            format!("{} | {}", column.name, items.join(" / "))
        };
        let constraints = definition.constraints.iter().map(|one| format!("= {}", item(one)));
        definition.columns.iter().map(column).chain(constraints).collect()
    }

    #[test]
    fn a_table_comes_apart() {
        let text = "CREATE TABLE IF NOT EXISTS \"a b\" (
            id INTEGER PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT, -- a comment, with a comma
            [x y] unsigned big int (10, 2) CONSTRAINT nn NOT NULL ON CONFLICT IGNORE DEFAULT -1 COLLATE nocase,
            p REFERENCES q (r) ON DELETE SET NULL ON UPDATE NO ACTION MATCH full NOT DEFERRABLE INITIALLY IMMEDIATE UNIQUE,
            'g' INT GENERATED ALWAYS AS (id + (1)) STORED NOT NULL, generated text, n null default null,
            c CHECK (c IN ('a,b)', \")\")) CHECK (c),
            PRIMARY KEY (p, c) CONSTRAINT u UNIQUE (c COLLATE nocase DESC) ON CONFLICT REPLACE
            FOREIGN KEY (p) REFERENCES q DEFERRABLE INITIALLY DEFERRED, CHECK (id > 0)) WITHOUT ROWID";
        assert_eq!(
            described(text),
            [
                "id | PrimaryKey PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT",
                "x y | nn: NotNull NOT NULL ON CONFLICT IGNORE / Default DEFAULT -1 / Collate COLLATE nocase",
                "p | ForeignKey REFERENCES q (r) ON DELETE SET NULL ON UPDATE NO ACTION MATCH full NOT DEFERRABLE INITIALLY IMMEDIATE / Unique UNIQUE",
                "g | Generated GENERATED ALWAYS AS (id + (1)) STORED / NotNull NOT NULL",
                "generated | ",
                "n | Null null / Default default null",
                "c | Check CHECK (c IN ('a,b)', \")\")) / Check CHECK (c)",
                "= PrimaryKey PRIMARY KEY (p, c)",
                "= u: Unique UNIQUE (c COLLATE nocase DESC) ON CONFLICT REPLACE",
                "= ForeignKey FOREIGN KEY (p) REFERENCES q DEFERRABLE INITIALLY DEFERRED",
                "= Check CHECK (id > 0)",
            ]
        );
    }

    #[test]
    fn reading_a_broken_text_ends() {
        for text in [
            "",
            "CREATE TABLE",
            "CREATE TABLE t",
            "CREATE TABLE t (",
            "CREATE TABLE t (a DEFAULT",
            "CREATE TABLE t (a DEFAULT -",
            "CREATE TABLE t (a CONSTRAINT",
            "CREATE TABLE t (a PRIMARY",
            "CREATE TABLE t (a REFERENCES",
            "CREATE TABLE t (a REFERENCES b ON",
            "CREATE TABLE t (a GENERATED ALWAYS",
            "CREATE TABLE t (a, FOREIGN",
            "CREATE TABLE t (a 'b",
            "CREATE TABLE t (,,(,",
        ] {
            described(text);
        }
        described(&format!("CREATE TABLE t (a CHECK {}", "(".repeat(100_000)));
        described(&format!("CREATE TABLE t (a {}", "NOT NULL ".repeat(100_000)));
        described(&format!("CREATE TABLE t (a {}", "x(".repeat(50_000)));
    }

    #[test]
    fn a_name_is_found_behind_its_keyword() {
        for (text, keyword, name) in [
            ("CREATE TABLE a (b)", "TABLE", "a"),
            ("CREATE TABLE IF NOT EXISTS \"a\" (b)", "TABLE", "\"a\""),
            ("CREATE TABLE main.a (b)", "TABLE", "main.a"),
            ("CREATE UNIQUE INDEX i ON t (a)", "INDEX", "i"),
            ("CREATE VIRTUAL TABLE v USING fts5(a)", "TABLE", "v"),
        ] {
            let tokens = tokens(text);
            let range = name_tokens(&tokens, keyword).expect(text);
            assert_eq!(written(text, &tokens[range]), name);
        }
        assert_eq!(name_tokens(&tokens("CREATE TABLE"), "TABLE"), None);
    }
}
