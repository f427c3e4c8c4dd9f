//! One Alembic file as a revision.

use std::ops::Range;
use std::path::Path;

use ruff_text_size::Ranged;

use super::encoding::other_encoding;
use super::header::{Declared, Header};
use super::literal::Value;
use super::module::{Module, SyntaxError, line_of, parse, to_usize};
use crate::i18n::{cut, safe};
use crate::revision::error::FileProblem;
use crate::revision::file::{Checksum, RevisionFile, RevisionHeader, decode, shown_name};
use crate::revision::id::{RevisionId, check_label};

/// Of larger files only the beginning is looked at: a tree takes a hundred and fifty times the room of its text (measured: 1.2 GB for
/// 8 MB of errors), and the declarations stand at the top.
pub const LARGEST_FILE: usize = 2 << 20;

/// How much of a line a sentence shows.
const SHOWN_CELLS: usize = 120;

/// What a revision file written in Python has instead of sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The source of its upgrades and downgrades, in bytes of the file's text (a BOM is not counted). In a broken file also what follows
    /// the last statement that could be read.
    pub functions: Vec<Range<usize>>,
    /// Whether something behind the declarations is no Python.
    pub is_broken: bool,
    /// The line of the down revision, counted from 1.
    pub down_line: u32,
    /// The line of the dependencies; the same as that of the down revision when there are none.
    pub depends_line: u32,
}

/// Reads the bytes of a file; `path` is only kept and named in problems.
///
/// Both a revision and a problem come back for a file that is broken below its declarations.
pub fn read(path: &Path, bytes: &[u8]) -> (Option<RevisionFile>, Option<FileProblem>) {
    match try_read(path, bytes) {
        Ok((file, problem)) => (Some(file), problem),
        Err(problem) => (None, Some(problem)),
    }
}

fn try_read(path: &Path, bytes: &[u8]) -> Result<(RevisionFile, Option<FileProblem>), FileProblem> {
    let name = || shown_name(path);
    let too_large = |revision| FileProblem::TooLarge { file: name(), megabytes: LARGEST_FILE >> 20, revision };
    let is_whole = bytes.len() <= LARGEST_FILE;
    let bytes = readable(bytes);
    if bytes.is_empty() && !is_whole {
        return Err(too_large(None));
    }
    if let Some((line, encoding)) = other_encoding(bytes) {
        return Err(FileProblem::PythonEncoding { file: name(), line, encoding });
    }
    let text = decode(path, bytes)?;
    let module = parse(text);
    let header = Header::of(&module.statements);
    let broken = |revision| match module.errors.first() {
        // The cut itself may be an error.
        _ if !is_whole => Some(too_large(revision)),
        error => error.map(|error| syntax_problem(path, text, error, revision)),
    };
    let reader = Reader { path, text, header: &header };
    // As long as a declaration may stand below the error, it is the error that has to be mended.
    let declared = |variable| match header.variable(variable) {
        Some(declared) => Ok(Some(declared)),
        None => broken(None).map_or(Ok(None), Err),
    };
    let missing = |variable: &str| FileProblem::MissingVariable { file: name(), variable: variable.to_owned() };
    let id = match declared("revision")? {
        Some(declared) => reader.id(declared)?,
        None => legacy_id(path).ok_or_else(|| missing("revision"))?,
    };
    let down_line = reader.line(declared("down_revision")?.ok_or_else(|| missing("down_revision"))?);
    let depends_line = header.variable("depends_on").map_or(down_line, |declared| reader.line(declared));
    let file = RevisionFile {
        header: RevisionHeader {
            down: reader.texts("down_revision")?.iter().map(|id| RevisionId::unchecked(id)).collect(),
            labels: reader.labels()?,
            depends_on: reader.texts("depends_on")?,
            message: header.message.clone(),
            created: header.created.clone(),
            id: RevisionId::unchecked(&id),
        },
        path: path.to_owned(),
        sections: Vec::new(),
        checksum: Checksum::of(text),
        script: Some(Box::new(Script {
            functions: functions(text, &module, &header),
            is_broken: !is_whole || !module.errors.is_empty(),
            down_line,
            depends_line,
        })),
    };
    let problem = broken(Some(file.header.id.shown()));
    Ok((file, problem))
}

/// What is looked at of a file: all of it, or the whole lines of its beginning.
pub fn readable(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= LARGEST_FILE {
        return bytes;
    }
    let beginning = &bytes[..LARGEST_FILE];
    &beginning[..memchr::memrchr(b'\n', beginning).map_or(0, |end| end + 1)]
}

fn functions(text: &str, module: &Module, header: &Header<'_>) -> Vec<Range<usize>> {
    let mut functions = header.functions.clone();
    if !module.errors.is_empty() {
        let end = module.statements.last().map_or(0, |statement| to_usize(statement.end()));
        functions.push(end.min(text.len())..text.len());
    }
    functions
}

/// Files that Alembic 0.1 wrote are named after their id and do not declare it.
fn legacy_id(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".py")?;
    let is_id = !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_id.then(|| name.to_owned())
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    header: &'a Header<'a>,
}

impl<'a> Reader<'a> {
    fn line(&self, declared: Declared) -> u32 {
        line_of(self.text, declared.range().start)
    }

    fn id(&self, declared: Declared<'a>) -> Result<String, FileProblem> {
        match self.header.value(declared) {
            Some(Value::Text(text)) if !text.is_empty() => Ok(text),
            _ => Err(self.not_literal("revision", declared)),
        }
    }

    /// The texts of a variable; none when it is `None` or not there.
    fn texts(&self, variable: &str) -> Result<Vec<String>, FileProblem> {
        let Some(declared) = self.header.variable(variable) else { return Ok(Vec::new()) };
        match self.header.value(declared) {
            Some(Value::None) => Ok(Vec::new()),
            Some(Value::Text(text)) => Ok(Some(text).filter(|text| !text.is_empty()).into_iter().collect()),
            Some(Value::Texts(texts)) => Ok(texts),
            None => Err(self.not_literal(variable, declared)),
        }
    }

    fn labels(&self) -> Result<Vec<String>, FileProblem> {
        let labels = self.texts("branch_labels")?;
        match (labels.iter().find(|label| check_label(label).is_err()), self.header.variable("branch_labels")) {
            (Some(label), Some(declared)) => Err(FileProblem::IllegalLabel {
                file: shown_name(self.path),
                line: self.line(declared),
                label: shown(label),
            }),
            _ => Ok(labels),
        }
    }

    fn not_literal(&self, variable: &str, declared: Declared) -> FileProblem {
        let given = self.text.get(declared.range()).unwrap_or_default();
        FileProblem::NotLiteral {
            file: shown_name(self.path),
            line: self.line(declared),
            variable: variable.to_owned(),
            given: shown(given.lines().next().unwrap_or_default()),
        }
    }
}

fn syntax_problem(path: &Path, text: &str, error: &SyntaxError, revision: Option<String>) -> FileProblem {
    let (file, line, column) = (shown_name(path), error.line, error.column);
    let Some(message) = &error.message else { return FileProblem::PythonTooDeep { file, line, revision } };
    let source = text.lines().nth(line as usize - 1).unwrap_or_default();
    FileProblem::PythonSyntax { file, line, column, error: shown(message), source: shown(source.trim()), revision }
}

/// A piece of the file for a sentence: harmless, and no longer than a line of a terminal.
fn shown(text: &str) -> String {
    // `safe` looks at every character, and a line may be megabytes long.
    let start = text.floor_char_boundary(text.len().min(SHOWN_CELLS * 8));
    cut(&safe(&text[..start]), SHOWN_CELLS).into_owned()
}
