//! Names and texts. SQLAlchemy puts a name in quotes only where it would mean something else without.

use std::sync::LazyLock;

use crate::revision::Engine;

/// Words that need quotes as names, in PostgreSQL.
const POSTGRES: &str = "all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate \
    column constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp \
    current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having \
    ilike in initially inner intersect into is isnull join leading left like limit localtime localtimestamp natural new not \
    notnull null of off offset old on only or order outer over overlaps placing primary references returning right select \
    session_user similar some symmetric table then to trailing true union unique user using variadic verbose when where window \
    with";

/// The same in SQLite.
const SQLITE: &str = "add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast check \
    collate column commit conflict constraint create cross current_date current_time current_timestamp database default \
    deferrable deferred delete desc detach distinct drop each else end escape except exclusive exists explain fail false for \
    foreign from full glob group having if ignore immediate in index indexed initially inner insert instead intersect into is \
    isnull join key left like limit match natural not notnull null of offset on or order outer plan pragma primary query raise \
    references reindex rename replace restrict right rollback row select set table temp temporary then to transaction trigger \
    true union unique update using vacuum values view virtual when where";

static POSTGRES_WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| POSTGRES.split_whitespace().collect());
static SQLITE_WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| SQLITE.split_whitespace().collect());

/// Names for an engine.
pub trait Quoting {
    /// A name as it stands in a statement.
    fn quote(self, name: &str) -> String;

    /// Several, with commas between.
    fn quote_all<T: AsRef<str>>(self, names: &[T]) -> String;
}

impl Quoting for Engine {
    fn quote(self, name: &str) -> String {
        let words = match self {
            Engine::Postgres => &POSTGRES_WORDS,
            Engine::Sqlite => &SQLITE_WORDS,
        };
        // Names in mixed or upper case would be folded.
        let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'$')
            && name.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b == b'_')
            && !words.contains(&name);
        if is_plain { name.to_owned() } else { crate::database::identifier(name) }
    }

    fn quote_all<T: AsRef<str>>(self, names: &[T]) -> String {
        let quoted: Vec<String> = names.iter().map(|name| self.quote(name.as_ref())).collect();
        quoted.join(", ")
    }
}

/// A text as a literal.
pub fn literal(text: &str) -> String {
    crate::database::literal(text)
}
