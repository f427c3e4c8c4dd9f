//! From text to statements.

use ruff_python_ast::{Stmt, StmtFunctionDef, Suite};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextSize};

use super::depth;

/// A Python file as statements, up to its first error.
///
/// Nests no deeper than anything may be walked that recurses: see `depth`.
#[derive(Debug)]
pub struct Module {
    /// The statements that end on a line before the first error. The rest of a broken file is no statement that anybody wrote.
    pub statements: Vec<Stmt>,
    /// The function that the first error stands in. Only what ends on a line before the error is what somebody wrote.
    pub broken: Option<StmtFunctionDef>,
    /// Where the line of the first error begins, in bytes; the end of the text when there is none.
    pub end: usize,
    /// What is wrong, in the order of the file; empty when `statements` is all of it.
    pub errors: Vec<SyntaxError>,
}

/// A place where a text is not Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
    /// What the parser says, in English; `None` for what is Python and nests too deep to be read.
    pub message: Option<String>,
}

/// Reads Python. Never runs anything, and never fails: see [`Module::errors`].
///
/// A text that begins with a byte order mark is read without it; lines and columns are those of `text`.
pub fn parse(text: &str) -> Module {
    let deep = depth::first_deep_line(text);
    // What comes before the deep line can be parsed, and may hold the error that made the rest look deep: a bracket left open.
    let source = &text[..deep.unwrap_or(text.len())];
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let mut errors: Vec<(usize, Option<String>)> =
        parsed.errors().iter().map(|error| (to_usize(error.location.start()), Some(error.error.to_string()))).collect();
    errors.sort_by_key(|(at, _)| *at);
    // What is missing at the end of the text is missing behind the last thing that stands there, and not on an empty line.
    let last = source.trim_end().len();
    errors.iter_mut().for_each(|(at, _)| *at = last.min(*at));
    if let Some(deep) = deep {
        // An end that the cut has made is no error of the file.
        errors.retain(|(at, _)| line_start(text, *at) < line_start(text, deep.saturating_sub(1)));
        errors.push((deep, None));
    }
    let end = errors.first().map_or(text.len() + 1, |(at, _)| line_start(text, *at));
    let mut all = body(parsed.into_syntax()).into_iter();
    let mut statements = Vec::new();
    let mut broken = None;
    for statement in all.by_ref() {
        if to_usize(statement.end()) < end {
            statements.push(statement);
        } else {
            broken = match statement {
                Stmt::FunctionDef(function) if to_usize(function.start()) < end => Some(function),
                _ => None,
            };
            break;
        }
    }
    let places = places(text, errors.iter().map(|(at, _)| *at));
    let errors = errors.into_iter().zip(places);
    let errors = errors.map(|((_, message), (line, column))| SyntaxError { line, column, message }).collect();
    Module { statements, broken, end: end.min(text.len()), errors }
}

fn body(syntax: ruff_python_ast::Mod) -> Suite {
    match syntax {
        ruff_python_ast::Mod::Module(module) => module.body,
        ruff_python_ast::Mod::Expression(_) => Suite::new(),
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)
}

/// Line and column of offsets in ascending order.
fn places(text: &str, offsets: impl Iterator<Item = usize>) -> Vec<(u32, u32)> {
    let (mut line, mut start) = (1_u32, 0);
    offsets
        .map(|at| {
            let at = text.floor_char_boundary(at.min(text.len()));
            while let Some(length) = memchr::memchr(b'\n', &text.as_bytes()[start..at]) {
                (line, start) = (line.saturating_add(1), start + length + 1);
            }
            let column = text[start..at].chars().filter(|&c| c != '\u{FEFF}').count();
            (line, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1))
        })
        .collect()
}

pub(super) fn to_usize(size: TextSize) -> usize {
    usize::from(size)
}

/// The number of the line that a byte stands on, counted from 1.
pub(super) fn line_of(text: &str, at: usize) -> u32 {
    let before = memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}
