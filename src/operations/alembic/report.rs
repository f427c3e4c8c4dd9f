//! What an import did.

use std::path::PathBuf;

use serde::Serialize;

use super::mended::Mended;
use super::reason::Reason;
use crate::i18n::{Lang, Say};
use crate::operations::Trouble;
use crate::revision::{Direction, Engine};

/// What an import did, or would do.
#[derive(Debug)]
pub struct ImportReport {
    /// Where the files are, or would be.
    pub to: PathBuf,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// The revisions, those that come first at the beginning.
    pub revisions: Vec<Imported>,
    /// What was mended on the way.
    pub mended: Mended,
    /// What is wrong with the project itself.
    pub problems: Vec<Trouble>,
}

/// A revision.
#[derive(Debug)]
pub struct Imported {
    /// Its id.
    pub revision: String,
    /// The name of its new file.
    pub file: String,
    /// The name of the file that it comes from; empty for one that joins heads and is new.
    pub source: String,
    /// What of it was not translated.
    pub untranslated: Vec<NotTranslated>,
    /// What an engine does without.
    pub left_out: Vec<LeftOut>,
}

/// A place that was not translated.
#[derive(Debug, Clone, PartialEq)]
pub struct NotTranslated {
    /// Which way.
    pub direction: Direction,
    /// For which databases.
    pub engines: Vec<Engine>,
    /// The line of the file that it comes from, counted from 1.
    pub line: u32,
    /// Why.
    pub reason: Reason,
    /// The first line of the Python there.
    pub text: String,
}

/// Something that an engine does not have, and does without.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// Which way.
    pub direction: Direction,
    /// Which database.
    pub engine: Engine,
    /// The line of the file that it comes from, counted from 1.
    pub line: u32,
    /// What it is.
    pub what: String,
}

impl ImportReport {
    /// Number of places that were not translated.
    pub fn untranslated(&self) -> usize {
        self.revisions.iter().map(|revision| revision.untranslated.len()).sum()
    }

    /// Whether everything is there that the project has.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.untranslated() == 0
    }

    /// As JSON.
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        use crate::i18n::Problem;
        let revisions: Vec<serde_json::Value> = self
            .revisions
            .iter()
            .map(|one| {
                let untranslated: Vec<serde_json::Value> = one
                    .untranslated
                    .iter()
                    .map(|place| {
                        serde_json::json!({
                            "direction": place.direction,
                            "engines": place.engines,
                            "file": one.source,
                            "line": place.line,
                            "reason": place.reason.say(lang),
                            "text": place.text,
                        })
                    })
                    .collect();
                serde_json::json!({
                    "revision": one.revision,
                    "file": one.file,
                    "source": one.source,
                    "untranslated": untranslated,
                    "left_out": one.left_out,
                })
            })
            .collect();
        let problems: Vec<serde_json::Value> = self.problems.iter().map(|problem| problem.to_json(lang)).collect();
        serde_json::json!({
            "clean": self.is_clean(),
            "dry_run": self.dry_run,
            "to": self.to,
            "revisions": revisions,
            "mended": self.mended.to_json(),
            "untranslated": self.untranslated(),
            "problems": problems,
        })
    }
}
