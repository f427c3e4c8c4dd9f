//! One revision file: its header, its sections, its checksum.
//!
//! A file is read once and its text is let go: what stays is where the sections lie and a checksum, with which
//! [`Source::read_text`](super::directory::Source::read_text) later finds out whether the file is still the same.
//!
//! Lines that begin with `-- goc:` in column one are goc's, wherever they stand: even inside a string literal or a
//! dollar-quoted body. That keeps the format readable by anything that reads lines; a script that needs such a line as
//! data writes it with a space in front or builds it from two strings.

mod checksum;
mod edit;
mod parse;
mod text;
mod write;

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use checksum::Checksum;
pub use edit::{Edited, EditedLine, HeaderLine, replace_name};
pub(super) use parse::is_time;
pub(super) use text::decode;
pub use write::{file_name, write};

use super::alembic::Script;
use super::error::FileProblem;
use super::id::RevisionId;

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Upgrade,
    Downgrade,
}

impl Direction {
    /// The word of the file format, the command line and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Upgrade => "upgrade",
            Direction::Downgrade => "downgrade",
        }
    }
}

/// The act, as people name it; the file format's own word is [`Direction::as_str`].
impl crate::i18n::Say for Direction {
    fn say(&self, lang: crate::i18n::Lang) -> String {
        use crate::i18n::Lang;
        match (self, lang) {
            (direction, Lang::En) => direction.as_str(),
            (Direction::Upgrade, Lang::Tr) => "güncelleme",
            (Direction::Downgrade, Lang::Tr) => "geri alma",
        }
        .to_owned()
    }
}

impl std::fmt::Display for Direction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A kind of database that a section can be written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Postgres,
    Sqlite,
}

impl Engine {
    /// The word of the file format and of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Postgres => "postgres",
            Engine::Sqlite => "sqlite",
        }
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The leading `-- key: value` lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionHeader {
    /// As written; the graph reports an id that targets could not name.
    pub id: RevisionId,
    /// The revisions that this one follows; empty for a base.
    pub down: Vec<RevisionId>,
    /// Branch labels of its own; see [`Graph::labels`](super::Graph::labels) for the inherited ones.
    pub labels: Vec<String>,
    /// Ids or labels, as written.
    pub depends_on: Vec<String>,
    /// One line for people, as written: pass it through `i18n::safe` before showing it.
    pub message: String,
    /// When it was made, as written (checked to be a date with or without a time).
    pub created: Option<String>,
}

/// Rows changed in chunks: `-- goc:batch table=… key=… size=… pause=…` before one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub table: String,
    pub key: String,
    /// Rows a chunk; the runner has a default.
    pub size: Option<u64>,
    /// The wait between two chunks, as written: `200ms`, `1s`.
    pub pause: Option<String>,
    /// The line of the directive, counted from 1.
    pub line: u32,
    /// Where the text after the directive's line begins, in bytes of the file's text.
    pub offset: usize,
}

/// What a revision does in one direction, on both databases or on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub direction: Direction,
    /// `None` for both databases.
    pub engine: Option<Engine>,
    /// The section says that there is nothing to do (`-- goc:upgrade sqlite none`).
    pub none: bool,
    /// The section's text without its marker line, in bytes of the file's text (a BOM is not counted).
    pub range: Range<usize>,
    /// The line that `range` begins on, counted from 1.
    pub first_line: u32,
    /// False after `-- goc:transaction off`.
    pub transaction: bool,
    /// Why a downgrade cannot be, after `-- goc:irreversible <why>`; the reason may be empty.
    pub irreversible: Option<String>,
    pub batches: Vec<Batch>,
    /// What of an imported revision could not be translated; the section refuses to run as long as one of them is there.
    pub untranslated: Vec<Untranslated>,
}

/// A place of an imported revision that nobody has translated yet: `-- goc:untranslated FILE:LINE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untranslated {
    /// The file and line that it comes from, as written.
    pub source: String,
    /// The line of the directive, counted from 1.
    pub line: u32,
}

impl Section {
    /// The section's SQL, directives included (they are comments).
    ///
    /// `text` is what `Source::read_text` gave for the section's file.
    pub fn sql<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// The marker line that begins the section, as messages name it.
    pub fn name(&self) -> String {
        let engine = self.engine.map(|engine| format!(" {engine}")).unwrap_or_default();
        format!("-- goc:{}{engine}", self.direction)
    }
}

/// A revision file without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionFile {
    pub header: RevisionHeader,
    /// Where it was read from; for a built-in revision just its name.
    pub path: PathBuf,
    /// Empty for a file of Alembic's: there is no SQL in it that could be run.
    pub sections: Vec<Section>,
    pub checksum: Checksum,
    /// What a file of Alembic's has instead.
    pub script: Option<Box<Script>>,
}

impl RevisionFile {
    /// Reads the bytes of a file; `path` is only kept and named in problems.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<RevisionFile, FileProblem> {
        parse::parse(path, bytes)
    }

    /// The section to run on a database, or `None` when the file has nothing to say about it.
    ///
    /// A section for that database wins over the one for both. A `none` section is there, and empty.
    pub fn section_for(&self, direction: Direction, engine: Engine) -> Option<&Section> {
        let of = |named: Option<Engine>| self.sections.iter().find(|s| s.direction == direction && s.engine == named);
        of(Some(engine)).or_else(|| of(None))
    }

    /// Whether something behind its declarations cannot be read; only files of Alembic's are used all the same.
    pub fn is_broken(&self) -> bool {
        self.script.as_ref().is_some_and(|script| script.is_broken)
    }

    /// The file's name without its directory, for sentences: nothing in it can move the cursor.
    pub fn file_name(&self) -> String {
        shown_name(&self.path)
    }
}

/// A path's last part for a sentence.
pub(super) fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    crate::i18n::safe(&name.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests;
