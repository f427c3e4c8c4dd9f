//! Indexes, views and triggers out of their text.

use super::definition::name_tokens;
use super::normal::{fold, mentions, normal_anywhere, normal_name};
use super::token::{Kind, Token, group, inside, parts, tokens};
use super::{Index, Trigger, View};

/// A definition that another statement may follow: without a line comment behind its last token, or one that never ends.
fn closed(sql: &str, tokens: &[Token<'_>]) -> String {
    let end = tokens.last().map_or(0, Token::end);
    let behind = sql.get(end..).unwrap_or_default().trim();
    let is_open = behind.contains("--") || behind.contains("/*") && !behind.ends_with("*/");
    if is_open { sql[..end].to_owned() } else { sql.to_owned() }
}

/// A key of an index as `PRAGMA index_xinfo` tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyFacts {
    /// `None` for an expression.
    pub(super) column: Option<String>,
    pub(super) descending: bool,
    pub(super) collation: String,
}

/// Puts an index together; the text of expressions and of the condition is all that is taken from the statement.
pub(super) fn index(name: &str, table: &str, sql: &str, unique: bool, keys: &[KeyFacts]) -> Index {
    let tokens = tokens(sql);
    let open = tokens.iter().position(|token| token.kind == Kind::Open).unwrap_or(tokens.len());
    let end = open + group(&tokens[open..]);
    let written = parts(inside(&tokens[open..end]));
    let key = |(place, key): (usize, &KeyFacts)| {
        let what = match &key.column {
            Some(column) => normal_name(column),
            None => {
                let part = written.get(place).copied().unwrap_or_default();
                let kept = part.iter().filter(|token| !token.is_any(&["ASC", "DESC"])).copied().collect::<Vec<_>>();
                format!("({})", normal_anywhere(&kept))
            }
        };
        let order = if key.descending { " desc" } else { "" };
        format!("{what} collate {}{order}", fold(&key.collation))
    };
    let keys: Vec<String> = keys.iter().enumerate().map(key).collect();
    let unique = if unique { "unique " } else { "" };
    let condition = normal_anywhere(&tokens[end..]);
    Index {
        name: name.to_owned(),
        table: table.to_owned(),
        sql: closed(sql, &tokens),
        normal: format!("{unique}on {} ({}) {condition}", normal_name(table), keys.join(", ")),
        mentions: mentions(&tokens),
    }
}

/// Puts a view together.
pub(super) fn view(name: &str, sql: &str) -> View {
    let tokens = tokens(sql);
    let behind = name_tokens(&tokens, "VIEW").map_or(0, |range| range.end);
    View {
        name: name.to_owned(),
        sql: closed(sql, &tokens),
        normal: normal_anywhere(&tokens[behind..]),
        mentions: mentions(&tokens),
    }
}

/// Puts a trigger together.
pub(super) fn trigger(name: &str, table: &str, sql: &str) -> Trigger {
    let tokens = tokens(sql);
    let behind = name_tokens(&tokens, "TRIGGER").map_or(0, |range| range.end);
    Trigger {
        name: name.to_owned(),
        table: table.to_owned(),
        sql: closed(sql, &tokens),
        normal: normal_anywhere(&without_each_row(&tokens[behind..])),
        mentions: mentions(&tokens),
    }
}

/// `FOR EACH ROW` is the only way there is.
fn without_each_row<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let head = tokens.iter().position(|token| token.is_any(&["BEGIN", "WHEN"])).unwrap_or(tokens.len());
    let is_here = |three: &[Token<'_>]| three[0].is("FOR") && three[1].is("EACH") && three[2].is("ROW");
    let mut kept = tokens.to_vec();
    if let Some(at) = tokens[..head].windows(3).position(is_here) {
        kept.drain(at..at + 3);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_can_be_followed_by_another_statement() {
        for (sql, kept) in [
            ("CREATE VIEW v AS SELECT 1", "CREATE VIEW v AS SELECT 1"),
            ("CREATE VIEW v AS SELECT 1 -- hepsi", "CREATE VIEW v AS SELECT 1"),
            ("CREATE VIEW v AS SELECT 1 /* hepsi */", "CREATE VIEW v AS SELECT 1 /* hepsi */"),
            ("CREATE VIEW v AS SELECT 1 /* hepsi", "CREATE VIEW v AS SELECT 1"),
            ("CREATE VIEW v AS -- a\nSELECT '--'", "CREATE VIEW v AS -- a\nSELECT '--'"),
            ("", ""),
        ] {
            assert_eq!(view("v", sql).sql, kept);
        }
    }
}
