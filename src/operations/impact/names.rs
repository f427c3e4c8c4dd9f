//! The words of a statement, and the names in them.

use crate::database::TableName;
use crate::revision::Engine;

/// Some words of a statement, to be read from the front. Words compare without regard to case.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    words: &'a [&'a str],
    engine: Engine,
}

impl<'a> Words<'a> {
    pub fn new(words: &'a [&'a str], engine: Engine) -> Words<'a> {
        Words { words, engine }
    }

    pub fn engine(self) -> Engine {
        self.engine
    }

    pub fn as_slice(self) -> &'a [&'a str] {
        self.words
    }

    fn from(self, start: usize) -> Words<'a> {
        Words { words: self.words.get(start..).unwrap_or_default(), ..self }
    }

    /// No words at all.
    pub fn end(self) -> Words<'a> {
        self.from(self.words.len())
    }

    /// What stands behind the pattern, if the words begin with it: `[WORD]` may be missing, `(…)` stands for options in parentheses
    /// that may be missing, `*` for any one word.
    pub fn after(self, pattern: &str) -> Option<Words<'a>> {
        let mut at = 0;
        for part in pattern.split(' ') {
            let word = self.words.get(at);
            if part == "(…)" {
                if word == Some(&"(") {
                    at = self.closing(at)? + 1;
                }
            } else if part == "*" {
                word?;
                at += 1;
            } else if let Some(optional) = part.strip_prefix('[') {
                at += usize::from(word.is_some_and(|word| is(word, optional.trim_end_matches(']'))));
            } else if is(word?, part) {
                at += 1;
            } else {
                return None;
            }
        }
        Some(self.from(at))
    }

    pub fn begins(self, pattern: &str) -> bool {
        self.after(pattern).is_some()
    }

    /// Without this word in front, if it is there.
    pub fn skip(self, word: &str) -> Words<'a> {
        self.from(usize::from(self.words.first().is_some_and(|first| is(first, word))))
    }

    /// What stands behind the first place where the pattern fits.
    pub fn behind(self, pattern: &str) -> Option<Words<'a>> {
        (0..self.words.len()).find_map(|start| self.from(start).after(pattern))
    }

    pub fn contains(self, pattern: &str) -> bool {
        self.behind(pattern).is_some()
    }

    /// The words between the beginning and `rest`, which is a tail of these.
    pub fn options_before(self, rest: Words<'a>) -> Words<'a> {
        Words { words: &self.words[..self.words.len() - rest.words.len()], ..self }
    }

    /// Whether an option stands here and is not switched off.
    pub fn is_on(self, option: &str) -> bool {
        let off = ["FALSE", "OFF", "0", "'FALSE'", "'OFF'", "'0'"];
        self.behind(option).is_some_and(|value| !off.iter().any(|off| value.begins(off)))
    }

    /// The place of the parenthesis that closes the one at `open`.
    fn closing(self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, word) in self.words.iter().enumerate().skip(open) {
            match *word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Without a list in parentheses in front.
    pub fn without_parentheses(self) -> Words<'a> {
        self.after("(…)").unwrap_or(self)
    }

    /// The words that stand in no parentheses.
    pub fn outside_parentheses(self) -> Vec<&'a str> {
        let mut depth = 0_usize;
        let mut outside = Vec::new();
        for &word in self.words {
            match word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ if depth == 0 => outside.push(word),
                _ => {}
            }
        }
        outside
    }

    /// The parts between commas that stand in no parentheses.
    pub fn split_at_commas(self) -> Vec<Words<'a>> {
        let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
        for (at, word) in self.words.iter().enumerate() {
            match *word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "," if depth == 0 => {
                    parts.push(Words { words: &self.words[start..at], ..self });
                    start = at + 1;
                }
                _ => {}
            }
        }
        parts.push(self.from(start));
        parts
    }

    /// The functions that are called here; a type's width behind a cast (`::`) is no call.
    pub fn calls(self) -> impl Iterator<Item = &'a str> {
        let words = self.words;
        (1..words.len()).filter_map(move |at| {
            let is_cast = at >= 2 && words[at - 2].ends_with(':');
            (words[at] == "(" && !is_cast && is_name(words[at - 1])).then(|| words[at - 1])
        })
    }

    /// A table's name in front, with its schema if that is given, and what stands behind it.
    pub fn table(self) -> Option<(TableName, Words<'a>)> {
        let (parts, rest) = self.dotted()?;
        let mut parts = parts.into_iter().rev();
        Some((TableName { name: parts.next()?, schema: parts.next() }, rest))
    }

    /// The table of a column that is written `table.column`.
    pub fn column_owner(self) -> Option<TableName> {
        let (parts, _) = self.dotted()?;
        let mut parts = parts.into_iter().rev().skip(1);
        Some(TableName { name: parts.next()?, schema: parts.next() })
    }

    fn dotted(self) -> Option<(Vec<String>, Words<'a>)> {
        let mut parts = vec![self.identifier(self.words.first()?)?];
        let mut at = 1;
        while self.words.get(at) == Some(&".") {
            parts.push(self.identifier(self.words.get(at + 1)?)?);
            at += 2;
        }
        Some((parts, self.from(at)))
    }

    /// A name as the catalog has it: PostgreSQL folds what is not quoted, SQLite compares without regard to case anyway.
    fn identifier(self, word: &str) -> Option<String> {
        if !is_name(word) {
            return None;
        }
        let quoted = |open: char, close: char| {
            let inner = word.strip_prefix(open)?.strip_suffix(close)?;
            Some(inner.replace(&format!("{close}{close}"), &close.to_string()))
        };
        let name = quoted('"', '"').or_else(|| quoted('`', '`')).or_else(|| quoted('[', ']'));
        Some(match (name, self.engine) {
            (Some(name), Engine::Postgres) => name,
            (Some(name), Engine::Sqlite) => name.to_ascii_lowercase(),
            (None, _) => word.to_ascii_lowercase(),
        })
    }
}

/// A list of tables in front: `[ONLY] a [*], b`.
pub fn table_names(mut rest: Words<'_>) -> Vec<TableName> {
    let mut names = Vec::new();
    while let Some((name, behind)) = rest.skip("ONLY").table() {
        names.push(name);
        match behind.skip("*").without_parentheses().after(",") {
            Some(next) => rest = next,
            None => break,
        }
    }
    names
}

pub fn is(word: &str, upper: &str) -> bool {
    word.eq_ignore_ascii_case(upper)
}

/// Whether a word may be a name: a word without quotes, or an identifier in them.
pub fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '"' | '`' | '[')) && !word.ends_with('\'')
}
