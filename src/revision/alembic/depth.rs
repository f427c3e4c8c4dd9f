//! How deep a text nests, before a parser sees it.
//!
//! The parser grows its stack as it goes down, but a tree that is a hundred thousand levels deep overflows the stack of whoever walks it
//! or lets go of it. The lexer does not recurse, so it can be asked first. What is measured is an upper bound: every bracket and every
//! operator may be one level, until a comma or the end of the statement lets go of what was before.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

/// Levels of one expression. Python itself refuses more than 200 open brackets; a chain of `+` may be longer.
///
/// Measured: in a debug build the tree of an expression at this limit is made and let go of within 512 KB of stack.
pub const DEEPEST: usize = 1_000;

/// Levels of indentation, as in Python itself.
const DEEPEST_INDENTATION: usize = 100;

/// The byte where the first line begins with which `text` nests too deep; `None` when all of it can be parsed.
pub fn first_deep_line(text: &str) -> Option<usize> {
    let indentation = deep_indentation(text);
    let expression = nests_too_deep(text).then(|| {
        // The lexer does not tell where it is. A shorter text never nests deeper, so that the line can be searched by halves.
        let starts: Vec<usize> = line_starts(text).collect();
        let first = starts.partition_point(|&start| !nests_too_deep(&text[..start]));
        starts[first.saturating_sub(1)]
    });
    indentation.into_iter().chain(expression).min()
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1))
}

/// An open bracket, or the statement around all of them.
#[derive(Default)]
struct Level {
    open: Option<TokenKind>,
    /// Operators and brackets since the last comma.
    links: usize,
    /// Those that a comma does not end: the parameters of a `lambda` have commas, too.
    lasting: usize,
}

fn nests_too_deep(text: &str) -> bool {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut depth = 0;
    loop {
        let kind = lexer.next_token();
        let outermost = levels.len() == 1;
        let Some(level) = levels.last_mut() else { return false };
        match kind {
            TokenKind::EndOfFile => return false,
            TokenKind::Newline | TokenKind::Semi if outermost => {
                *level = Level::default();
                depth = 0;
            }
            TokenKind::Comma if !outermost => depth -= std::mem::take(&mut level.links),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                level.links += 1;
                depth += 1;
                levels.push(Level { open: Some(kind), ..Level::default() });
            }
            // A bracket that closes another kind closes nothing: who knows how the parser goes on from there.
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                if level.open == opener(kind) {
                    depth -= level.links + level.lasting;
                    levels.pop();
                }
            }
            TokenKind::Lambda | TokenKind::Yield => {
                level.lasting += 1;
                depth += 1;
            }
            kind if is_flat(kind) => {}
            _ => {
                level.links += 1;
                depth += 1;
            }
        }
        if depth > DEEPEST {
            return true;
        }
    }
}

fn opener(kind: TokenKind) -> Option<TokenKind> {
    match kind {
        TokenKind::Rpar => Some(TokenKind::Lpar),
        TokenKind::Rsqb => Some(TokenKind::Lsqb),
        TokenKind::Rbrace => Some(TokenKind::Lbrace),
        _ => None,
    }
}

/// What never puts one thing inside another.
fn is_flat(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::FStringMiddle
            | TokenKind::FStringEnd
            | TokenKind::TStringStart
            | TokenKind::TStringMiddle
            | TokenKind::TStringEnd
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Comment
            | TokenKind::Newline
            | TokenKind::NonLogicalNewline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::Comma
            | TokenKind::Semi
            | TokenKind::Colon
    )
}

/// Looks at the space before every line, whatever stands around it: after an error inside brackets the parser takes it for blocks.
fn deep_indentation(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for start in line_starts(text) {
        let rest = &text.as_bytes()[start..];
        let width = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        if matches!(rest.get(width), None | Some(b'\n' | b'\r')) {
            continue;
        }
        while open.last().is_some_and(|&outer| outer >= width) {
            open.pop();
        }
        open.push(width);
        if open.len() > DEEPEST_INDENTATION {
            return Some(start);
        }
    }
    None
}
