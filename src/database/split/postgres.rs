//! Where PostgreSQL's statements end.
//!
//! The rules are psql's, from `src/fe_utils/psqlscan.l`: a `;` ends a statement outside parentheses (a rule's
//! `DO (a; b)` holds some) and outside the SQL body of a routine. `identifiers[4]` and `begin_depth` there are
//! [`Head`] and `depth` here, with two changes where psql differs from the server: a body begins at `BEGIN ATOMIC`,
//! not at any word `begin` (which may be the routine's name), and a word right after `AS` or `.` is a name,
//! never the `END` of something (`SELECT 1 AS end`).
//!
//! Strings are read as with `standard_conforming_strings` on, the server's default since 9.1.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

use super::{Collector, Kind, Lexeme, Statement};

pub(super) fn split(text: &str) -> Vec<Statement> {
    let mut collector = Collector::new(text);
    let mut state = State::default();
    let mut lexemes = lexemes(text, 0);
    while let Some(Lexeme { kind, range }) = lexemes.next() {
        match kind {
            Kind::Space => {}
            Kind::Semicolon if state.parentheses == 0 && state.depth == 0 => {
                let copy_data = state.copies_from_client.then(|| copy_data(text, range.end));
                if let Some(CopyData { resume, .. }) = copy_data {
                    lexemes = self::lexemes(text, resume);
                }
                collector.end(copy_data.map(|data| data.rows));
                state = State::default();
            }
            // psql reads a command that begins with a backslash up to the end of its line, without a `;`.
            Kind::Other if collector.open.is_none() && text[range.clone()].starts_with('\\') => {
                let line = line_at(text, range.start);
                collector.token(&(range.start..range.start + line.trim_end().len()));
                collector.end(None);
                lexemes = self::lexemes(text, range.start + line.len());
            }
            _ => {
                collector.token(&range);
                state.read(kind, &text[range]);
            }
        }
    }
    // Without its `;` a COPY at the end of the text has no rows.
    collector.end(state.copies_from_client.then_some(text.len()..text.len()));
    collector.statements
}

/// The tokens of `text` from the byte `from` on, one after the other and without gaps.
pub(super) fn lexemes(text: &str, from: usize) -> impl Iterator<Item = Lexeme> + '_ {
    let mut position = from;
    let mut tokens = tokenize(&text[from..]);
    std::iter::from_fn(move || {
        // A token knows its length as a `u32`. No server takes a statement of that size, so a text that
        // could hold one stays whole and gets its answer there.
        if text.len() > u32::MAX as usize {
            let whole = position..text.len();
            position = text.len();
            return (!whole.is_empty()).then_some(Lexeme { kind: Kind::Other, range: whole });
        }
        let token = tokens.next()?;
        let start = position;
        position += token.len as usize;
        let kind = match token.kind {
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { terminated: true } => {
                Kind::Space
            }
            TokenKind::Semi => Kind::Semicolon,
            TokenKind::OpenParen => Kind::Open,
            TokenKind::CloseParen => Kind::Close,
            TokenKind::Ident => Kind::Word,
            TokenKind::Literal { kind: LiteralKind::EscStr { terminated: true } } => {
                let end = escape_string_end(text, position);
                if end != position {
                    position = end;
                    tokens = tokenize(&text[end..]);
                }
                Kind::Other
            }
            _ => Kind::Other,
        };
        Some(Lexeme { kind, range: start..position })
    })
}

/// What the tokens of one statement have told so far.
#[derive(Default)]
struct State {
    parentheses: usize,
    /// How many `END`s the SQL body of a routine still needs.
    depth: usize,
    head: Head,
    previous: Previous,
    copies_from_client: bool,
}

/// The first words of a statement.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Head {
    #[default]
    Start,
    Create,
    CreateOr,
    CreateOrReplace,
    /// `CREATE [OR REPLACE] {FUNCTION | PROCEDURE}`
    Routine,
    Copy,
    Unremarkable,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Previous {
    #[default]
    Unremarkable,
    As,
    Begin,
    Dot,
    From,
}

impl State {
    fn read(&mut self, kind: Kind, token: &str) {
        match kind {
            Kind::Open => self.parentheses += 1,
            // As psql, a `)` too many is forgotten: it must not hide every later `;`.
            Kind::Close => self.parentheses = self.parentheses.saturating_sub(1),
            Kind::Word => self.read_word(token),
            _ => {}
        }
        self.previous = match kind {
            Kind::Word if is(token, "as") => Previous::As,
            Kind::Word if is(token, "begin") => Previous::Begin,
            Kind::Word if is(token, "from") => Previous::From,
            Kind::Other if token == "." => Previous::Dot,
            _ => Previous::Unremarkable,
        };
    }

    fn read_word(&mut self, word: &str) {
        self.head = match self.head {
            Head::Start if is(word, "create") => Head::Create,
            Head::Start if is(word, "copy") => Head::Copy,
            Head::Create if is(word, "or") => Head::CreateOr,
            Head::CreateOr if is(word, "replace") => Head::CreateOrReplace,
            Head::Create | Head::CreateOrReplace if is(word, "function") || is(word, "procedure") => Head::Routine,
            same @ (Head::Routine | Head::Copy) => same,
            _ => Head::Unremarkable,
        };
        if self.parentheses > 0 {
            return;
        }
        match self.head {
            // PostgreSQL's grammar takes either word, whatever the direction.
            Head::Copy if self.previous == Previous::From && (is(word, "stdin") || is(word, "stdout")) => {
                self.copies_from_client = true;
            }
            Head::Routine if self.depth == 0 => {
                self.depth = usize::from(self.previous == Previous::Begin && is(word, "atomic"));
            }
            Head::Routine if !matches!(self.previous, Previous::As | Previous::Dot) => {
                if is(word, "begin") || is(word, "case") {
                    self.depth += 1;
                } else if is(word, "end") {
                    self.depth -= 1;
                }
            }
            _ => {}
        }
    }
}

fn is(word: &str, lower: &str) -> bool {
    word.eq_ignore_ascii_case(lower)
}

/// From `from` to the end of its line, the line end included.
fn line_at(text: &str, from: usize) -> &str {
    text[from..].split_inclusive('\n').next().unwrap_or_default()
}

struct CopyData {
    rows: Range<usize>,
    /// Where SQL goes on.
    resume: usize,
}

/// The rows after a `COPY … FROM stdin;` whose `;` ends at `end`: from the next line up to the line `\.`.
///
/// psql would run what else stands on the line of the `;` after the rows. Such a line gets no rows here, so
/// that nothing of it is lost: what follows is read as SQL and fails loudly.
fn copy_data(text: &str, end: usize) -> CopyData {
    let rest = text[end..].trim_start_matches([' ', '\t', '\r', '\x0b', '\x0c']);
    if !(rest.is_empty() || rest.starts_with('\n') || rest.starts_with("--")) {
        return CopyData { rows: end..end, resume: end };
    }
    let first = text.len() - rest.len() + line_at(rest, 0).len();
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        if matches!(line, "\\.\n" | "\\.\r\n" | "\\.") {
            return CopyData { rows: first..at, resume: at + line.len() };
        }
        at += line.len();
    }
    CopyData { rows: first..at, resume: at }
}

/// Where the string `E'…'` ends whose first part ends at `end`.
///
/// SQL joins strings that only white space with a line end (and line comments) stands between. The parts after
/// the first have no `E` of their own, but their backslashes still escape (`quotecontinue` in the server's
/// `scan.l`; psql, which reads line by line, misses it).
fn escape_string_end(text: &str, mut end: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(quote) = continuation(bytes, end) {
        end = quote + 1;
        loop {
            match bytes.get(end) {
                None => return text.len(),
                // The byte after a backslash may be the first of a longer character; the others are no
                // quotes, so stepping over the first is enough.
                Some(b'\\') => end = (end + 2).min(bytes.len()),
                Some(b'\'') if bytes.get(end + 1) == Some(&b'\'') => end += 2,
                Some(b'\'') => break,
                Some(_) => end += 1,
            }
        }
        end += 1;
    }
    end
}

/// The quote that continues a string which ends at `end`.
fn continuation(bytes: &[u8], end: usize) -> Option<usize> {
    let mut at = end;
    let mut line_end = false;
    loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => line_end = true,
            b' ' | b'\t' | b'\x0b' | b'\x0c' => {}
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                at += bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r'))?;
                continue;
            }
            b'\'' if line_end => return Some(at),
            _ => return None,
        }
        at += 1;
    }
}
