//! `:first` and `:last` in a statement that runs in key ranges.

use std::ops::Range;

use super::{Kind, Lexeme, Statement, postgres, sqlite};
use crate::revision::Engine;

/// An end of a key range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The least key of the range.
    First,
    /// The greatest key of the range.
    Last,
}

/// Where `:first` and `:last` stand, in bytes of the whole text, in order. What is in strings, comments and quoted names is none,
/// and neither is a cast (`x::first`).
pub fn bounds(text: &str, statement: &Statement, engine: Engine) -> Vec<(Bound, Range<usize>)> {
    let start = statement.range.start;
    let part = text.get(statement.range.clone()).unwrap_or_default();
    let lexemes: Vec<Lexeme> = match engine {
        Engine::Postgres => postgres::lexemes(part, 0).collect(),
        Engine::Sqlite => sqlite::lexemes(part, 0).collect(),
    };
    let is_colon = |lexeme: Option<&Lexeme>| lexeme.is_some_and(|lexeme| &part[lexeme.range.clone()] == ":");
    let mut found = Vec::new();
    for (index, pair) in lexemes.windows(2).enumerate() {
        let [colon, word] = pair else { continue };
        let is_cast = index > 0 && is_colon(lexemes.get(index - 1));
        if word.kind != Kind::Word || !is_colon(Some(colon)) || is_cast {
            continue;
        }
        let bound = match &part[word.range.clone()] {
            word if word.eq_ignore_ascii_case("first") => Bound::First,
            word if word.eq_ignore_ascii_case("last") => Bound::Last,
            _ => continue,
        };
        found.push((bound, start + colon.range.start..start + word.range.end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::split::split;

    #[test]
    fn the_bounds_are_found_where_they_are_sql_and_nowhere_else() {
        for engine in [Engine::Postgres, Engine::Sqlite] {
            let text = "SELECT 1;\nUPDATE t SET a = ':first', b = \":last\" /* :first */ WHERE id BETWEEN :first AND :LAST -- :last\n;";
            let statement = &split(text, engine)[1];
            let found: Vec<(Bound, &str)> =
                bounds(text, statement, engine).into_iter().map(|(bound, range)| (bound, &text[range])).collect();
            assert_eq!(found, [(Bound::First, ":first"), (Bound::Last, ":LAST")], "{engine}");
        }
        let cast = "SELECT x::first, y :: last, z[1:2]";
        assert_eq!(bounds(cast, &split(cast, Engine::Postgres)[0], Engine::Postgres), []);
    }
}
