//! SQL text as statements, each with its place in the text.
//!
//! A statement is a range of the text, never a copy, so a script of many megabytes costs one small record a
//! statement. Nothing here fails or judges SQL: an unterminated string runs to the end of the text as the last
//! statement, and the server says what is wrong with it.
//!
//! Each engine has its own words for where a statement ends: `postgres.rs` follows psql, `sqlite.rs` follows
//! SQLite's `sqlite3_complete`. `control.rs` reads the first words of a statement.

mod control;
mod one_line;
mod placeholder;
mod postgres;
mod sqlite;

use std::ops::Range;

use crate::revision::Engine;

pub use control::{
    creates_index_concurrently, drops_table, keeps_nobody_waiting, meta_command, refused_in_transaction, sets_session,
    tokens, transaction_control,
};
pub use one_line::one_line;
pub use placeholder::{Bound, bounds};

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Bytes in the text given, from the first to the last token: without the white space and comments around
    /// it and without the final `;`. Never empty, always on character boundaries.
    pub range: Range<usize>,
    /// Line of its first byte, counted from 1 in the text given.
    pub line: u32,
    /// PostgreSQL: the rows that follow `COPY … FROM stdin`, with their line ends, up to the `\.` line or the
    /// end of the text. There (maybe empty) for every such statement, `None` for every other.
    pub copy_data: Option<Range<usize>>,
}

/// The statements of `text`, in order. Empty ones (`;;`, comments only) are left out.
///
/// Takes time linear in the length of the text.
pub fn split(text: &str, dialect: Engine) -> Vec<Statement> {
    match dialect {
        Engine::Postgres => postgres::split(text),
        Engine::Sqlite => sqlite::split(text),
    }
}

/// The line of a byte of `text`, counted from 1. A byte past the end is on the last line.
pub fn line_of(text: &str, byte: usize) -> u32 {
    1 + line_ends(&text.as_bytes()[..byte.min(text.len())])
}

/// The column of a byte of `text` in characters, counted from 1.
pub fn column_of(text: &str, byte: usize) -> u32 {
    let before = &text.as_bytes()[..byte.min(text.len())];
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |end| end + 1);
    let characters = before[line..].iter().filter(|&&b| !is_continuation(b)).count();
    1 + u32::try_from(characters).unwrap_or(u32::MAX - 1)
}

/// The byte where the character number `position` (from 1) of `text` begins; the end of the text when it is
/// shorter. This is how PostgreSQL tells the place of an error.
pub fn byte_of_character(text: &str, position: usize) -> usize {
    text.char_indices().nth(position.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte)
}

fn line_ends(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|&&b| b == b'\n').count()).unwrap_or(u32::MAX - 1)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// A token, as far as goc tells tokens apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// White space or a comment.
    Space,
    Semicolon,
    Open,
    Close,
    /// A keyword or an identifier without quotes.
    Word,
    /// Everything else: strings, quoted identifiers, numbers, operators.
    Other,
}

/// A token and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lexeme {
    kind: Kind,
    range: Range<usize>,
}

/// Collects statements and counts their lines, each line end once.
struct Collector<'a> {
    text: &'a str,
    statements: Vec<Statement>,
    /// First and last byte of the statement being read, once it has a token.
    open: Option<Range<usize>>,
    counted: usize,
    line: u32,
}

impl<'a> Collector<'a> {
    fn new(text: &'a str) -> Self {
        Collector { text, statements: Vec::new(), open: None, counted: 0, line: 1 }
    }

    fn token(&mut self, range: &Range<usize>) {
        let start = self.open.as_ref().map_or(range.start, |open| open.start);
        self.open = Some(start..range.end);
    }

    /// Ends the statement; one without tokens leaves nothing behind.
    fn end(&mut self, copy_data: Option<Range<usize>>) {
        if let Some(range) = self.open.take() {
            let ends = line_ends(&self.text.as_bytes()[self.counted..range.start]);
            self.line = self.line.saturating_add(ends);
            self.counted = range.start;
            self.statements.push(Statement { range, line: self.line, copy_data });
        }
    }
}

#[cfg(test)]
mod tests;
