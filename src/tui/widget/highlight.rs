//! What the words of an SQL text are.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

use crate::tui::theme::Role;

/// The part of a text that is looked at; what follows is shown without colours.
pub const LIMIT: usize = 256 * 1024;

/// A stretch of bytes that is not plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub start: u32,
    pub end: u32,
    pub role: Role,
}

/// The pieces of a text in their order, as far as [`LIMIT`].
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    add(&text[..text.floor_char_boundary(LIMIT)], 0, 0, &mut pieces);
    pieces
}

/// The role of a byte, given the pieces of its text.
pub fn role_at(pieces: &[Piece], byte: usize) -> Role {
    let after = pieces.partition_point(|piece| piece.start as usize <= byte);
    match after.checked_sub(1).and_then(|at| pieces.get(at)) {
        Some(piece) if byte < piece.end as usize => piece.role,
        _ => Role::Text,
    }
}

/// The bodies of functions are SQL in strings, and so are those of a `DO` inside them.
const DEPTH: usize = 3;

fn add(text: &str, offset: usize, depth: usize, pieces: &mut Vec<Piece>) {
    let mut start = 0;
    for token in tokenize(text) {
        let end = start + token.len as usize;
        let Some(word) = text.get(start..end) else { return };
        let dollar = matches!(token.kind, TokenKind::Literal { kind: LiteralKind::DollarQuotedString { .. } });
        match body(word).filter(|_| dollar && depth < DEPTH) {
            Some(body) => {
                push(pieces, offset + start..offset + start + body.start, Role::SqlString);
                add(&word[body.clone()], offset + start + body.start, depth + 1, pieces);
                push(pieces, offset + start + body.end..offset + end, Role::SqlString);
            }
            None => {
                if let Some(role) = role(token.kind, word) {
                    push(pieces, offset + start..offset + end, role);
                }
            }
        }
        start = end;
    }
}

fn push(pieces: &mut Vec<Piece>, range: Range<usize>, role: Role) {
    if let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end))
        && start < end
    {
        pieces.push(Piece { start, end, role });
    }
}

/// Between the tags of a dollar-quoted string; the last tag may be missing.
fn body(word: &str) -> Option<Range<usize>> {
    let tag = word.get(1..)?.find('$')? + 2;
    let end = match word.strip_suffix(&word[..tag]) {
        Some(before) if before.len() >= tag => before.len(),
        _ => word.len(),
    };
    Some(tag..end)
}

fn role(kind: TokenKind, word: &str) -> Option<Role> {
    Some(match kind {
        TokenKind::LineComment if word[2..].trim_start().starts_with("goc:") => Role::SqlDirective,
        TokenKind::LineComment | TokenKind::BlockComment { .. } => Role::SqlComment,
        TokenKind::Literal { kind: LiteralKind::Int { .. } | LiteralKind::Numeric { .. } } => Role::SqlNumber,
        TokenKind::Literal { .. } => Role::SqlString,
        TokenKind::PositionalParam { .. } => Role::SqlNumber,
        TokenKind::QuotedIdent { .. } => Role::SqlName,
        TokenKind::Ident if is_keyword(word) => Role::SqlKeyword,
        _ => return None,
    })
}

fn is_keyword(word: &str) -> bool {
    word.len() <= 17 && KEYWORDS.binary_search(&word.to_ascii_uppercase().as_str()).is_ok()
}

/// Of both engines, as far as migrations use them; types too. Sorted.
#[rustfmt::skip] // one word a line would be three hundred
const KEYWORDS: &[&str] = &[
    "ACTION", "ADD", "AFTER", "ALL", "ALTER", "ALWAYS", "ANALYZE", "AND", "ANY", "ARRAY", "AS", "ASC", "ATTACH",
    "AUTOINCREMENT", "BEFORE", "BEGIN", "BETWEEN", "BIGINT", "BIGSERIAL", "BLOB", "BOOLEAN", "BY", "BYTEA",
    "CALL", "CASCADE", "CASE", "CAST", "CHAR", "CHARACTER", "CHECK", "CLUSTER", "COLLATE", "COLUMN", "COMMENT",
    "COMMIT", "CONCURRENTLY", "CONFLICT", "CONSTRAINT", "COPY", "CREATE", "CROSS", "CURRENT_DATE",
    "CURRENT_TIMESTAMP", "CURRENT_USER", "DATABASE", "DATE", "DECIMAL", "DECLARE", "DEFAULT", "DEFERRABLE",
    "DEFERRED", "DELETE", "DESC", "DETACH", "DISABLE", "DISTINCT", "DO", "DOMAIN", "DOUBLE", "DROP", "EACH",
    "ELSE", "ELSIF", "ENABLE", "END", "ENUM", "EXCEPT", "EXCEPTION", "EXCLUDE", "EXECUTE", "EXISTS", "EXPLAIN",
    "EXTENSION", "FALSE", "FETCH", "FILTER", "FIRST", "FLOAT", "FOR", "FOREACH", "FOREIGN", "FROM", "FULL",
    "FUNCTION", "GENERATED", "GRANT", "GROUP", "HAVING", "IDENTITY", "IF", "ILIKE", "IMMEDIATE", "IMMUTABLE",
    "IN", "INCLUDE", "INDEX", "INHERITS", "INITIALLY", "INNER", "INSERT", "INSTEAD", "INT", "INTEGER",
    "INTERSECT", "INTERVAL", "INTO", "IS", "JOIN", "JSON", "JSONB", "KEY", "LANGUAGE", "LAST", "LATERAL", "LEFT",
    "LIKE", "LIMIT", "LOCK", "LOOP", "MATERIALIZED", "MERGE", "NATURAL", "NEW", "NEXT", "NO", "NOT", "NOTHING",
    "NULL", "NULLS", "NUMERIC", "OF", "OFFSET", "OLD", "ON", "ONLY", "OR", "ORDER", "OUTER", "OVER", "OWNER",
    "PARTITION", "PERFORM", "POLICY", "PRAGMA", "PRECISION", "PRIMARY", "PRIVILEGES", "PROCEDURE", "PUBLIC",
    "RAISE", "RANGE", "REAL", "RECURSIVE", "REFERENCES", "REFRESH", "REINDEX", "RENAME", "REPLACE", "RESET",
    "RESTRICT", "RETURN", "RETURNING", "RETURNS", "REVOKE", "RIGHT", "ROLE", "ROLLBACK", "ROW", "ROWS",
    "SAVEPOINT", "SCHEMA", "SECURITY", "SELECT", "SEQUENCE", "SERIAL", "SET", "SMALLINT", "STABLE", "STATISTICS",
    "STORED", "STRICT", "TABLE", "TABLESPACE", "TEMP", "TEMPORARY", "TEXT", "THEN", "TIME", "TIMESTAMP",
    "TIMESTAMPTZ", "TO", "TRANSACTION", "TRIGGER", "TRUE", "TRUNCATE", "TYPE", "UNION", "UNIQUE", "UNLOGGED",
    "UPDATE", "USER", "USING", "UUID", "VACUUM", "VALID", "VALIDATE", "VALUES", "VARCHAR", "VARYING", "VIEW",
    "VIRTUAL", "VOLATILE", "WHEN", "WHERE", "WHILE", "WINDOW", "WITH", "WITHOUT", "ZONE",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<(Role, &str)> {
        pieces(text).iter().map(|piece| (piece.role, &text[piece.start as usize..piece.end as usize])).collect()
    }

    #[test]
    fn words_of_a_statement_are_told_apart() {
        assert_eq!(
            roles("-- goc:up\nselect \"Ad\", 'x', 1.5 from müşteri /* son */ -- bitti"),
            [
                (Role::SqlDirective, "-- goc:up"),
                (Role::SqlKeyword, "select"),
                (Role::SqlName, "\"Ad\""),
                (Role::SqlString, "'x'"),
                (Role::SqlNumber, "1.5"),
                (Role::SqlKeyword, "from"),
                (Role::SqlComment, "/* son */"),
                (Role::SqlComment, "-- bitti"),
            ]
        );
    }

    #[test]
    fn the_body_of_a_function_is_sql_too() {
        assert_eq!(
            roles("AS $f$ BEGIN x := $$a$$; END $f$;"),
            [
                (Role::SqlKeyword, "AS"),
                (Role::SqlString, "$f$"),
                (Role::SqlKeyword, "BEGIN"),
                (Role::SqlString, "$$"),
                (Role::SqlString, "$$"),
                (Role::SqlKeyword, "END"),
                (Role::SqlString, "$f$"),
            ]
        );
    }

    #[test]
    fn broken_text_has_pieces_too() {
        for text in
            ["", "'", "\"", "$$", "$a", "$$ x", "/*", "--", "E'\\", "1e", "\u{1b}\0", "\u{feff}select", "x'1", "ş'ğ"]
        {
            let pieces = pieces(text);
            assert!(
                pieces.iter().all(|piece| text.get(piece.start as usize..piece.end as usize).is_some()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn pieces_stand_in_order_and_each_byte_finds_its_own() {
        let text = "select 1, $$ select 2 $$ from a";
        let pieces = pieces(text);
        assert!(pieces.is_sorted_by_key(|piece| piece.start));
        assert_eq!(role_at(&pieces, 0), Role::SqlKeyword);
        assert_eq!(role_at(&pieces, 6), Role::Text);
        assert_eq!(role_at(&pieces, 7), Role::SqlNumber);
        assert_eq!(role_at(&pieces, 999), Role::Text);
    }

    #[test]
    fn the_keywords_can_be_searched() {
        assert!(KEYWORDS.is_sorted());
        assert!(KEYWORDS.iter().all(|word| word.len() <= 17));
    }

    #[test]
    fn a_huge_text_is_looked_at_only_as_far_as_the_limit() {
        let text = "select 1;\n".repeat(1_000_000);
        assert!(pieces(&text).last().is_some_and(|piece| piece.end as usize <= LIMIT));
    }
}
