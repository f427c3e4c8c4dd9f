//! Reading the lines of one file.

use std::path::Path;

use memchr::memchr;

use super::{
    Batch, Checksum, Direction, Engine, RevisionFile, RevisionHeader, Section, Untranslated, shown_name, text,
};
use crate::i18n::{safe, suggestion};
use crate::revision::error::FileProblem;
use crate::revision::id::{RevisionId, check_label};

const KEYS: [&str; 6] = ["revision", "revises", "branch_labels", "depends_on", "message", "created"];
const DIRECTIVES: [&str; 7] = ["upgrade", "downgrade", "transaction", "batch", "irreversible", "allow", "untranslated"];

/// How a line of goc's own begins.
const MARKER: &str = "-- goc:";

/// Reads a whole file.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<RevisionFile, FileProblem> {
    let text = text::decode(path, bytes)?;
    let mut lines = Lines { text, at: 0, number: 0 };
    let header = Header::read(path, &mut lines)?;
    let first_section = skip_to_sections(path, &mut lines)?;
    let sections = Sections::read(path, &mut lines)?;
    Ok(RevisionFile {
        header,
        path: path.to_owned(),
        sections,
        // A file without sections was refused above, so the text from the first marker on is there.
        checksum: Checksum::of(&text[first_section..]),
        script: None,
    })
}

/// A file's lines with their numbers and places.
struct Lines<'a> {
    text: &'a str,
    /// Where the next line begins.
    at: usize,
    /// Number of the line that came last, counted from 1.
    number: u32,
}

impl<'a> Lines<'a> {
    /// The next line without its end, and where it begins; it is not consumed.
    fn peek(&self) -> Option<(usize, &'a str)> {
        self.split().map(|(line, _)| (self.at, line))
    }

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let (line, next) = self.split()?;
        self.number = self.number.saturating_add(1);
        Some((std::mem::replace(&mut self.at, next), line))
    }

    /// The next line, and where the one after it begins.
    fn split(&self) -> Option<(&'a str, usize)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (line, next) = match memchr(b'\n', rest.as_bytes()) {
            Some(length) => (&rest[..length], self.at + length + 1),
            None => (rest, self.text.len()),
        };
        Some((line.strip_suffix('\r').unwrap_or(line), next))
    }
}

#[derive(Default)]
struct Header<'a> {
    values: [Option<&'a str>; KEYS.len()],
    lines: [u32; KEYS.len()],
}

impl<'a> Header<'a> {
    fn read(path: &Path, lines: &mut Lines<'a>) -> Result<RevisionHeader, FileProblem> {
        let mut header = Header::default();
        while lines.peek().is_some_and(|(_, line)| line.trim().is_empty()) {
            lines.next();
        }
        while let Some((_, line)) = lines.peek() {
            let Some(comment) = line.strip_prefix("--").filter(|_| !line.starts_with(MARKER)) else { break };
            lines.next();
            header.line(path, lines.number, comment)?;
        }
        header.finish(path)
    }

    fn line(&mut self, path: &Path, line: u32, comment: &'a str) -> Result<(), FileProblem> {
        // A comment without a colon is a remark.
        let Some((key, value)) = comment.split_once(':') else { return Ok(()) };
        let key = key.trim();
        let Some(at) = KEYS.iter().position(|known| *known == key) else {
            if key.eq_ignore_ascii_case("goc") {
                return Err(misspelt_marker(path, line, comment));
            }
            let similar = suggestion(key, KEYS).map(str::to_owned);
            return Err(FileProblem::UnknownKey { file: shown_name(path), line, key: shown(key), similar });
        };
        if self.values[at].replace(value.trim()).is_some() {
            return Err(FileProblem::DuplicateKey { file: shown_name(path), line, key: key.to_owned() });
        }
        self.lines[at] = line;
        Ok(())
    }

    fn finish(self, path: &Path) -> Result<RevisionHeader, FileProblem> {
        let [revision, revises, labels, depends_on, message, created] = self.values;
        let Some(id) = revision.filter(|id| !id.is_empty()) else {
            return Err(FileProblem::MissingRevision { file: shown_name(path) });
        };
        let labels: Vec<String> = names(labels).map(str::to_owned).collect();
        if let Some(label) = labels.iter().find(|label| check_label(label).is_err()) {
            return Err(FileProblem::IllegalLabel { file: shown_name(path), line: self.lines[2], label: shown(label) });
        }
        let mut down: Vec<RevisionId> = names(revises).map(RevisionId::unchecked).collect();
        down.shrink_to_fit();
        let created = created.filter(|created| !created.is_empty());
        if let Some(value) = created.filter(|created| !is_time(created)) {
            return Err(FileProblem::BadCreated { file: shown_name(path), line: self.lines[5], value: shown(value) });
        }
        Ok(RevisionHeader {
            id: RevisionId::unchecked(id),
            down,
            labels,
            depends_on: names(depends_on).map(str::to_owned).collect(),
            message: message.unwrap_or_default().to_owned(),
            created: created.map(str::to_owned),
        })
    }
}

/// The names of a comma separated list.
fn names(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Whether a text is `2024-12-17`, with a time of day behind `T` or a space, with an offset or `Z` behind that.
///
/// Only the shape is looked at: a calendar belongs to those who show it.
pub fn is_time(text: &str) -> bool {
    fn digits<'a>(text: &'a str, shape: &str) -> Option<&'a str> {
        let (head, rest) = text.split_at_checked(shape.len())?;
        let fits = |(c, s): (u8, u8)| if s == b'0' { c.is_ascii_digit() } else { c == s };
        head.bytes().zip(shape.bytes()).all(fits).then_some(rest)
    }
    let Some(rest) = digits(text, "0000-00-00") else { return false };
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else { return rest.is_empty() };
    let Some(rest) = digits(time, "00:00") else { return false };
    let rest = digits(rest, ":00").unwrap_or(rest);
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let offset =
        |sign: char| rest.strip_prefix(sign).and_then(|rest| digits(rest, "00:00").or_else(|| digits(rest, "0000")));
    matches!(rest, "" | "Z" | "z") || [offset('+'), offset('-')].contains(&Some(""))
}

/// Skips remarks and blank lines; the next line is then the first section's marker. Returns where it begins.
fn skip_to_sections(path: &Path, lines: &mut Lines) -> Result<usize, FileProblem> {
    let file = || shown_name(path);
    while let Some((start, line)) = lines.peek() {
        let number = lines.number + 1;
        if let Some(directive) = line.strip_prefix(MARKER) {
            let word = directive.split_whitespace().next().unwrap_or_default();
            return match word {
                "upgrade" | "downgrade" => Ok(start),
                word if DIRECTIVES.contains(&word) => {
                    Err(FileProblem::DirectiveOutsideSection { file: file(), line: number, directive: word.to_owned() })
                }
                word => Err(unknown_directive(path, number, word)),
            };
        }
        if is_misspelt_marker(line) {
            return Err(misspelt_marker(path, number, line));
        }
        if !line.trim().is_empty() && !line.trim_start().starts_with("--") {
            return Err(FileProblem::SqlOutsideSection { file: file(), line: number });
        }
        lines.next();
    }
    Err(FileProblem::NoSection { file: file() })
}

struct Sections<'a> {
    path: &'a Path,
    done: Vec<Section>,
}

impl Sections<'_> {
    fn read(path: &Path, lines: &mut Lines) -> Result<Vec<Section>, FileProblem> {
        let mut sections = Sections { path, done: Vec::with_capacity(2) };
        while let Some((start, line)) = lines.next() {
            if let Some(directive) = line.strip_prefix(MARKER) {
                let (word, rest) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
                let rest = rest.trim();
                match word {
                    "upgrade" => sections.open(Direction::Upgrade, rest, line, lines.number, start, lines.at)?,
                    "downgrade" => sections.open(Direction::Downgrade, rest, line, lines.number, start, lines.at)?,
                    word => sections.directive(word, rest, line, lines.number, lines.at)?,
                }
            } else if is_misspelt_marker(line) {
                return Err(misspelt_marker(path, lines.number, line));
            } else {
                sections.refuse_text_in_none(line, lines.number)?;
            }
        }
        if let Some(last) = sections.done.last_mut() {
            last.range.end = lines.text.len();
        }
        // There may be 100,000 files, and a vector begins with room for four.
        sections.done.shrink_to_fit();
        Ok(sections.done)
    }

    fn open(
        &mut self,
        direction: Direction,
        rest: &str,
        line: &str,
        number: u32,
        start: usize,
        body: usize,
    ) -> Result<(), FileProblem> {
        let mut words = rest.split_whitespace().peekable();
        let engine = match words.peek() {
            Some(&"postgres") => Some(Engine::Postgres),
            Some(&"sqlite") => Some(Engine::Sqlite),
            _ => None,
        };
        if engine.is_some() {
            words.next();
        }
        let none = words.next_if_eq(&"none").is_some();
        if words.next().is_some() {
            return Err(self.bad(line, number, &format!("-- goc:{direction} [postgres|sqlite] [none]")));
        }
        if let Some(last) = self.done.last_mut() {
            last.range.end = start;
        }
        let section = Section {
            direction,
            engine,
            none,
            range: body..body,
            first_line: number.saturating_add(1),
            transaction: true,
            irreversible: None,
            batches: Vec::new(),
            untranslated: Vec::new(),
        };
        if let Some(other) = self.done.iter().find(|s| (s.direction, s.engine) == (direction, engine)) {
            let (section, first) = (section.name(), other.first_line - 1);
            return Err(FileProblem::DuplicateSection { file: shown_name(self.path), line: number, section, first });
        }
        self.done.push(section);
        Ok(())
    }

    fn directive(&mut self, word: &str, rest: &str, line: &str, number: u32, body: usize) -> Result<(), FileProblem> {
        self.refuse_text_in_none(line, number)?;
        let section = self.done.last_mut().expect("reading begins at the first section's marker");
        match word {
            "transaction" if rest == "off" => section.transaction = false,
            "transaction" => return Err(self.bad(line, number, "-- goc:transaction off")),
            "irreversible" if section.direction == Direction::Downgrade => section.irreversible = Some(rest.to_owned()),
            "irreversible" => return Err(self.bad(line, number, "-- goc:downgrade, -- goc:irreversible <why>")),
            "batch" => match batch(rest, number, body) {
                Some(batch) => {
                    // Each range is a transaction of its own.
                    section.transaction = false;
                    section.batches.push(batch);
                }
                None => return Err(self.bad(line, number, "-- goc:batch table=T key=K [size=1000] [pause=200ms]")),
            },
            // For people and `goc lint`, which looks whether the code exists; nothing runs differently.
            "allow" if rest.is_empty() => return Err(self.bad(line, number, "-- goc:allow CODE REASON")),
            "allow" => {}
            "untranslated" if rest.is_empty() => return Err(self.bad(line, number, "-- goc:untranslated FILE:LINE")),
            "untranslated" => section.untranslated.push(Untranslated { source: rest.to_owned(), line: number }),
            word => return Err(unknown_directive(self.path, number, word)),
        }
        Ok(())
    }

    fn refuse_text_in_none(&self, line: &str, number: u32) -> Result<(), FileProblem> {
        let Some(section) = self.done.last().filter(|section| section.none) else { return Ok(()) };
        if line.trim().is_empty() || (line.trim_start().starts_with("--") && !line.starts_with(MARKER)) {
            return Ok(());
        }
        let section = format!("{} none", section.name());
        Err(FileProblem::NoneWithSql { file: shown_name(self.path), line: number, section })
    }

    fn bad(&self, line: &str, number: u32, expected: &str) -> FileProblem {
        let (file, given) = (shown_name(self.path), shown(line.trim()));
        FileProblem::BadDirective { file, line: number, given, expected: expected.to_owned() }
    }
}

/// Reads `table=… key=… size=… pause=…`; `None` when a word is strange, missing or comes twice.
fn batch(words: &str, line: u32, offset: usize) -> Option<Batch> {
    let (mut table, mut key, mut size, mut pause) = (None, None, None, None);
    for word in words.split_whitespace() {
        let (name, value) = word.split_once('=').filter(|(_, value)| !value.is_empty())?;
        let slot = match name {
            "table" => &mut table,
            "key" => &mut key,
            "size" => &mut size,
            "pause" => &mut pause,
            _ => return None,
        };
        if slot.replace(value).is_some() {
            return None;
        }
    }
    let size = match size {
        Some(size) => Some(size.parse::<u64>().ok().filter(|&size| size > 0)?),
        None => None,
    };
    if pause.is_some_and(|pause| !is_duration(pause)) {
        return None;
    }
    Some(Batch { table: table?.to_owned(), key: key?.to_owned(), size, pause: pause.map(str::to_owned), line, offset })
}

/// Whether a text is a number with `ms`, `s` or `m` behind it.
fn is_duration(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && matches!(&text[number.len()..], "ms" | "s" | "m")
}

/// Whether a line is most likely meant as goc's but would pass as a plain comment: `--goc:upgrade`, ` -- goc:upgrade`.
fn is_misspelt_marker(line: &str) -> bool {
    let comment = line.trim_start().strip_prefix("--").map(str::trim_start);
    let start = comment.and_then(|comment| comment.get(..4));
    start.is_some_and(|start| start.eq_ignore_ascii_case("goc:")) && !line.starts_with(MARKER)
}

fn misspelt_marker(path: &Path, line: u32, given: &str) -> FileProblem {
    let (_, words) = given.split_once(':').unwrap_or_default();
    let expected = shown(&format!("{MARKER}{}", words.trim()));
    FileProblem::BadDirective { file: shown_name(path), line, given: shown(given), expected }
}

fn unknown_directive(path: &Path, line: u32, word: &str) -> FileProblem {
    let similar = suggestion(word, DIRECTIVES).map(str::to_owned);
    FileProblem::UnknownDirective { file: shown_name(path), line, directive: shown(word), similar }
}

/// A piece of the file for a sentence: harmless, and no longer than a line of a terminal.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).collect();
    safe(&cut).into_owned() + if cut.len() < text.len() { "…" } else { "" }
}
