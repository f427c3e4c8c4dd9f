//! The beginning of a statement on one line, for people.

use super::{Kind, Statement, postgres, sqlite};
use crate::i18n::{cut, safe};
use crate::revision::Engine;

/// A cell of the line costs at most about so many bytes of the statement; comments and indentation are what costs more than one.
const BYTES_A_CELL: usize = 16;

/// The beginning of `statement` in at most `cells` terminal cells: white space is folded, comments are left out, and what does
/// not print is made visible. Looks at no more of a long statement than it needs.
pub fn one_line(text: &str, statement: &Statement, dialect: Engine, cells: usize) -> String {
    let whole = text.get(statement.range.clone()).unwrap_or_default();
    let mut end = whole.len().min(cells * BYTES_A_CELL);
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    let part = &whole[..end];
    let mut line = String::with_capacity(end.min(cells * 2));
    match dialect {
        Engine::Postgres => fold(part, cells, postgres::lexemes(part, 0), &mut line),
        Engine::Sqlite => fold(part, cells, sqlite::lexemes(part, 0), &mut line),
    }
    if end < whole.len() {
        // Cut away below, unless comments took all the room.
        line.push('…');
    }
    match cut(&safe(&line), cells) {
        std::borrow::Cow::Borrowed(short) if short.len() == line.len() => line,
        short => short.into_owned(),
    }
}

fn fold(part: &str, cells: usize, lexemes: impl Iterator<Item = super::Lexeme>, line: &mut String) {
    let mut space = false;
    for lexeme in lexemes {
        if lexeme.kind == Kind::Space {
            space = true;
            continue;
        }
        for c in part[lexeme.range].chars() {
            if c.is_whitespace() {
                space = true;
                continue;
            }
            if std::mem::take(&mut space) && !line.is_empty() {
                line.push(' ');
            }
            line.push(c);
        }
        // Every cell has a byte at least.
        if line.len() > cells * 4 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;
    use crate::i18n::width;

    fn of(text: &str, dialect: Engine, cells: usize) -> String {
        one_line(text, &split(text, dialect)[0], dialect, cells)
    }

    #[test]
    fn a_statement_is_folded_onto_one_line_without_its_comments() {
        for dialect in [Engine::Postgres, Engine::Sqlite] {
            let text = "-- Ürünler\n/* şimdi */ CREATE TABLE urunler (  -- hepsi\n\tid\tinteger,\n\n  ad text DEFAULT 'a\n  b' )\n;";
            assert_eq!(of(text, dialect, 200), "CREATE TABLE urunler ( id integer, ad text DEFAULT 'a b' )");
            assert_eq!(of(text, dialect, 12), "CREATE TABL…");
            assert_eq!(of("SELECT '\u{1b}[2J'", dialect, 200), "SELECT '\\x1b[2J'");
        }
    }

    #[test]
    fn a_long_statement_and_a_wide_one_fit() {
        let rows = "(1, 'çay'), ".repeat(100_000);
        for text in [format!("INSERT INTO t VALUES {rows}(2)"), format!("SELECT '{}'", "漢".repeat(5_000))] {
            let line = of(&text, Engine::Postgres, 200);
            assert!(width(&line) <= 200 && width(&line) >= 199 && line.ends_with('…'), "{line}");
        }
        // The comment takes all that is looked at; that something follows is still said.
        let text = format!("SELECT /* {} */ 1", "x".repeat(10_000));
        assert!(of(&text, Engine::Postgres, 40).ends_with('…'));
    }
}
