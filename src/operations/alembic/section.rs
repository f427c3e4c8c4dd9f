//! The sections of a new file.

use std::fmt::Write as _;
use std::ops::Range;

use super::reason::Reason;
use super::report::NotTranslated;
use crate::database::split::{self, refused_in_transaction};
use crate::i18n::{Lang, Say, printable};
use crate::revision::{Direction, Engine};

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A statement, without its semicolon.
    Sql(String),
    /// Python that was not understood: its bytes in the file, its line, why.
    Mark(Range<usize>, u32, Reason),
    /// What the engine does without.
    LeftOut(u32, String),
}

/// What is to be run in one direction on one engine.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// In order.
    pub pieces: Vec<Piece>,
    /// It cannot be one transaction.
    pub is_loose: bool,
    /// There is no way back, for this reason.
    pub irreversible: Option<String>,
}

impl Section {
    /// Adds SQL that somebody wrote, checked for what cannot stand in a file.
    ///
    /// # Errors
    /// A line of it would be taken for goc's own, or rows follow it.
    pub fn checked(sql: &str, engine: Engine) -> Result<Option<String>, Reason> {
        let is_ours = |line: &str| {
            let comment = line.trim_start().strip_prefix("--").map(str::trim_start).unwrap_or_default();
            comment.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("goc:"))
        };
        if sql.lines().any(is_ours) {
            return Err(Reason::GocLine);
        }
        let statements = split::split(sql, engine);
        if statements.iter().any(|statement| statement.copy_data.is_some()) {
            return Err(Reason::CopyData);
        }
        let (Some(first), Some(last)) = (statements.first(), statements.last()) else { return Ok(None) };
        Ok(sql.get(first.range.start..last.range.end).map(str::to_owned))
    }

    /// Whether nothing is to be run and nothing to be said.
    pub fn is_empty(&self) -> bool {
        self.irreversible.is_none() && !self.pieces.iter().any(|piece| !matches!(piece, Piece::LeftOut(..)))
    }

    /// Decides about the transaction: some statements refuse to be in one.
    pub fn settle(&mut self, engine: Engine) {
        let refuses = |sql: &String| {
            split::split(sql, engine).iter().any(|statement| refused_in_transaction(sql, statement, engine).is_some())
        };
        self.is_loose |= self.pieces.iter().any(|piece| matches!(piece, Piece::Sql(sql) if refuses(sql)));
    }

    /// What stands below the section's first line.
    fn body(&self, file: &str, source: &str, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(why) = &self.irreversible {
            let _ = writeln!(text, "-- goc:irreversible {}", one_line(why));
            return text;
        }
        if self.is_loose && !self.is_empty() {
            text.push_str("-- goc:transaction off\n");
        }
        for piece in &self.pieces {
            match piece {
                Piece::Sql(sql) => {
                    let _ = writeln!(text, "{sql};");
                }
                Piece::LeftOut(line, what) => {
                    let said = match lang {
                        Lang::En => "left out",
                        Lang::Tr => "alınmadı",
                    };
                    let _ = writeln!(text, "-- {file}:{line}: {said}: {}", one_line(what));
                }
                Piece::Mark(range, line, reason) => {
                    let _ = writeln!(text, "-- goc:untranslated {file}:{line}");
                    let _ = writeln!(text, "-- {}", one_line(&reason.say(lang)));
                    // From the beginning of the line, so that it stands as it stood.
                    let start =
                        source.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
                    text.push_str(&quoted(source.get(start..range.end).unwrap_or_default()));
                }
            }
        }
        text
    }
}

/// The most lines of Python that a mark shows.
const QUOTED_LINES: usize = 40;

/// Python as comments: every line begins with `-- | `, whatever the file's line ends are.
fn quoted(source: &str) -> String {
    let mut text = String::new();
    let mut lines = source
        .split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\x0b', '\x0c'])
        .filter(|line| !line.trim().is_empty());
    for line in lines.by_ref().take(QUOTED_LINES) {
        let line: String = line.chars().map(|c| if printable(c) { c } else { ' ' }).collect();
        let _ = writeln!(text, "-- | {}", line.trim_end());
    }
    if lines.next().is_some() {
        text.push_str("-- | …\n");
    }
    text
}

fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if printable(c) { c } else { ' ' }).collect();
    line.trim().to_owned()
}

/// Both directions for both engines: `[upgrade, downgrade]`, each `[postgres, sqlite]`.
pub type Sections = [[Section; 2]; 2];

/// All sections as they stand in a file.
pub fn text(sections: &Sections, file: &str, source: &str, lang: Lang) -> String {
    let mut parts = Vec::new();
    for (direction, [postgres, sqlite]) in [Direction::Upgrade, Direction::Downgrade].into_iter().zip(sections) {
        let (one, other) = (postgres.body(file, source, lang), sqlite.body(file, source, lang));
        let is_one = one == other && postgres.is_empty() == sqlite.is_empty();
        let mut part = |engine: &str, section: &Section, body: &str| {
            let none = if section.is_empty() { " none" } else { "" };
            parts.push(format!("-- goc:{direction}{engine}{none}\n{body}"));
        };
        if is_one {
            part("", postgres, &one);
        } else {
            part(" postgres", postgres, &one);
            part(" sqlite", sqlite, &other);
        }
    }
    parts.join("\n")
}

/// The places that were not translated, those of both engines together.
pub fn marks(sections: &Sections, source: &str) -> Vec<NotTranslated> {
    let mut found: Vec<NotTranslated> = Vec::new();
    for (direction, both) in [Direction::Upgrade, Direction::Downgrade].into_iter().zip(sections) {
        for (engine, section) in [Engine::Postgres, Engine::Sqlite].into_iter().zip(both) {
            for piece in &section.pieces {
                let Piece::Mark(range, line, reason) = piece else { continue };
                let same = |one: &&mut NotTranslated| {
                    one.direction == direction
                        && one.line == *line
                        && one.reason == *reason
                        && !one.engines.contains(&engine)
                };
                match found.iter_mut().find(same) {
                    Some(known) => known.engines.push(engine),
                    None => found.push(NotTranslated {
                        direction,
                        engines: vec![engine],
                        line: *line,
                        reason: reason.clone(),
                        text: one_line(
                            source.get(range.clone()).unwrap_or_default().lines().next().unwrap_or_default(),
                        ),
                    }),
                }
            }
        }
    }
    found.sort_by_key(|one| one.line);
    found
}
