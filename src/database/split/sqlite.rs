//! Where SQLite's statements end.
//!
//! A port of `sqlite3_complete` from SQLite's `src/complete.c` (public domain): eight states that know one
//! exception, a trigger, which ends in `;END;`. SQLite's function answers whether a text ends in a complete
//! statement, so asking it at every `;` would read the text again and again; here the states run through the
//! text once.
//!
//! One thing differs. SQLite's tokenizer takes a byte order mark for white space, `sqlite3_complete` for part of
//! a word. As the tokenizer decides what runs, a mark is white space here (files glued together hold some).

use super::{Collector, Kind, Lexeme, Statement};

pub(super) fn split(text: &str) -> Vec<Statement> {
    let mut collector = Collector::new(text);
    let mut state = State::Start;
    for Lexeme { kind, range } in lexemes(text, 0) {
        let token = match kind {
            Kind::Space => continue,
            Kind::Semicolon => Token::Semicolon,
            Kind::Word => keyword(&text[range.clone()]),
            _ => Token::Other,
        };
        state = state.after(token);
        if state == State::Start {
            collector.end(None);
        } else {
            collector.token(&range);
        }
    }
    collector.end(None);
    collector.statements
}

/// The states of `complete.c`. Its `INVALID` (nothing read yet) behaves as `START` does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before or after a statement.
    Start,
    /// In a statement that ends with the next `;`.
    Normal,
    /// After `EXPLAIN` at the beginning.
    Explain,
    /// After `[EXPLAIN …] CREATE [TEMP]`.
    Create,
    /// In a trigger, which ends in `;END;`.
    Trigger,
    /// After the first `;` of `;END;`.
    Semicolon,
    /// After the `END` of `;END;`.
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Semicolon,
    Explain,
    Create,
    Temp,
    Trigger,
    End,
    Other,
}

impl State {
    fn after(self, token: Token) -> State {
        match (self, token) {
            (State::Start | State::Normal | State::Explain | State::Create | State::End, Token::Semicolon) => {
                State::Start
            }
            (State::Start, Token::Explain) => State::Explain,
            (State::Start | State::Explain, Token::Create) => State::Create,
            // `EXPLAIN QUERY PLAN CREATE TRIGGER …`
            (State::Explain, Token::Other) => State::Explain,
            (State::Create, Token::Temp) => State::Create,
            (State::Create, Token::Trigger) => State::Trigger,
            (State::Start | State::Normal | State::Explain | State::Create, _) => State::Normal,
            (State::Trigger | State::Semicolon, Token::Semicolon) => State::Semicolon,
            (State::Semicolon, Token::End) => State::End,
            (State::Trigger | State::Semicolon | State::End, _) => State::Trigger,
        }
    }
}

fn keyword(word: &str) -> Token {
    const KEYWORDS: [(&str, Token); 6] = [
        ("create", Token::Create),
        ("temp", Token::Temp),
        ("temporary", Token::Temp),
        ("trigger", Token::Trigger),
        ("end", Token::End),
        ("explain", Token::Explain),
    ];
    KEYWORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map_or(Token::Other, |&(_, token)| token)
}

/// The tokens of `text` from the byte `from` on, one after the other and without gaps.
pub(super) fn lexemes(text: &str, from: usize) -> impl Iterator<Item = Lexeme> + '_ {
    let mut position = from;
    std::iter::from_fn(move || {
        let rest = &text[position..];
        let (kind, length) = lexeme(rest)?;
        let start = position;
        position += length;
        Some(Lexeme { kind, range: start..position })
    })
}

fn lexeme(rest: &str) -> Option<(Kind, usize)> {
    let bytes = rest.as_bytes();
    let through = |from: usize, end: &str| rest[from..].find(end).map(|at| from + at + end.len());
    let all = rest.len();
    let lexeme = match bytes.first()? {
        b';' => (Kind::Semicolon, 1),
        b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => (Kind::Space, 1),
        b'/' if bytes.get(1) == Some(&b'*') => (Kind::Space, through(2, "*/").unwrap_or(all)),
        b'-' if bytes.get(1) == Some(&b'-') => (Kind::Space, through(2, "\n").unwrap_or(all)),
        b'[' => (Kind::Other, through(1, "]").unwrap_or(all)),
        // A doubled quote needs no rule: it reads as two strings beside each other.
        b'\'' => (Kind::Other, through(1, "'").unwrap_or(all)),
        b'"' => (Kind::Other, through(1, "\"").unwrap_or(all)),
        b'`' => (Kind::Other, through(1, "`").unwrap_or(all)),
        b'(' => (Kind::Open, 1),
        b')' => (Kind::Close, 1),
        _ if rest.starts_with('\u{feff}') => (Kind::Space, '\u{feff}'.len_utf8()),
        &first if is_word(first) => (Kind::Word, bytes.iter().position(|&b| !is_word(b)).unwrap_or(all)),
        _ => (Kind::Other, 1),
    };
    Some(lexeme)
}

/// `IdChar` of SQLite: every byte of a character beyond ASCII belongs to a word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..)
}
