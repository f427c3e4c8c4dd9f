//! Lint: risks in the SQL of a step, before it runs anywhere.
//!
//! Pure over the text and a little context. What a statement locks and does is what `impact` knows; the rules here say when that is a
//! risk and what does the same without it. Tables that the step itself makes have no rows and nobody who uses them yet, so nothing
//! about them is a finding. A finding is taken away beside its statement, with a reason: `-- goc:allow CODE REASON`.
//!
//! Hostile text is read as statements are anywhere in goc: in one pass, and never more than the first words of a huge one.

mod allow;
mod both;
mod code;
mod objects;
mod postgres;
mod problem;
mod scope;
mod sqlite;
mod step;
#[cfg(test)]
mod tests;
mod written;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Value, json};

pub use code::CODES;
pub use objects::Objects;
pub use problem::LintProblem;
pub(super) use scope::lint_steps;
pub use scope::{lint_all, lint_file, lint_pending, lint_revisions, lint_text};

use super::Severity;
use crate::database::split::{one_line, split};
use crate::i18n::{Lang, Problem, Say};
use crate::revision::{Direction, Engine, RevisionId};

/// More findings of one text are counted, not told: nobody reads them, and a file of nothing but them would fill the memory.
const MOST: usize = 1_000;

/// How much of a statement is shown.
const EXCERPT_CELLS: usize = 120;

/// A section of a revision, or a whole file of SQL.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its text.
    pub sql: &'a str,
    /// The line of the file on which the text begins.
    pub first_line: u32,
    /// Which way it goes; none for a file that is no revision.
    pub direction: Option<Direction>,
    /// The engine that it is written for; none if for both.
    pub engine: Option<Engine>,
    /// Whether it runs as one transaction.
    pub transaction: bool,
    /// What earlier revisions have made; none when that is not known.
    pub objects: Option<&'a Objects>,
    /// Whether a lock is waited for without an end unless the step says otherwise (`lock_timeout = "0s"`).
    pub lock_timeout_off: bool,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Lint {
    /// The revision, if the text is one.
    pub revision: Option<RevisionId>,
    /// Which way, if the text is a revision.
    pub direction: Option<Direction>,
    /// The file's name, harmless to draw.
    pub file: String,
    /// The line of the statement in the file, from 1; of the directive when the finding is about one.
    pub line: u32,
    /// The number of the statement in its section, from 1.
    pub statement: Option<u32>,
    /// The beginning of the statement on one line, harmless to draw.
    pub excerpt: String,
    /// On which engines; never empty.
    pub engines: Vec<Engine>,
    /// The table that it is about, if it is about one.
    pub table: Option<crate::database::TableName>,
    /// What it is: code, explanation and safe way.
    pub problem: LintProblem,
}

impl Lint {
    /// The stable code, such as `index_not_concurrent`.
    pub fn code(&self) -> &'static str {
        self.problem.kind()
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// As an object of `--json`.
    pub fn to_json(&self, lang: Lang) -> Value {
        let mut object = json!({
            "file": self.file,
            "line": self.line,
            "statement": self.statement,
            "revision": self.revision,
            "direction": self.direction,
            "engines": self.engines,
            "severity": self.severity(),
            "code": self.code(),
            "message": self.problem.say(lang),
            "safe_way": self.problem.hint(lang),
            "excerpt": self.excerpt,
        });
        if let (Some(object), Value::Object(facts)) = (object.as_object_mut(), self.problem.facts()) {
            for (name, value) in facts {
                object.entry(name).or_insert(value);
            }
        }
        object
    }
}

/// As `--json` has it, in English.
impl Serialize for Lint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json(Lang::En).serialize(serializer)
    }
}

/// What was found in which files.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LintReport {
    /// No finding is a warning or worse.
    pub clean: bool,
    /// How many revisions or files were looked at.
    pub checked: usize,
    /// In the order of the plan, or in which they were given; within one by line.
    pub findings: Vec<Lint>,
}

impl LintReport {
    /// Of what was found in so many revisions or files.
    pub fn new(checked: usize, findings: Vec<Lint>) -> LintReport {
        let clean = findings.iter().all(|finding| finding.severity() < Severity::Warning);
        LintReport { clean, checked, findings }
    }
}

/// Something that a rule found, in the statement with this index.
#[derive(Debug)]
struct Found {
    statement: usize,
    table: Option<crate::database::TableName>,
    problem: LintProblem,
}

/// The findings about a text, by line. `file` and `revision` only name it; only findings on the engines that are asked for are told.
pub fn lint_part(part: Part<'_>, file: &str, revision: Option<&RevisionId>, engines: &[Engine]) -> Vec<Lint> {
    // The other engine of a text for both is looked at, too: a line that allows something there is not without use.
    let own: Vec<Engine> = [Engine::Postgres, Engine::Sqlite]
        .into_iter()
        .filter(|engine| part.engine.is_none_or(|own| own == *engine))
        .collect();
    let mut lints: Vec<Lint> = Vec::new();
    // A finding about the same statement on both engines is one.
    let mut places: HashMap<(u32, Option<u32>, &'static str), Vec<usize>> = HashMap::new();
    let mut unused: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for &engine in &own {
        let statements = split(part.sql, engine);
        let found = step::findings(part, engine, &statements);
        let allows = allow::read(part.sql, &statements);
        let (kept, problems) = allow::apply(found, &allows);
        let wanted = engines.contains(&engine);
        let line = |in_section: u32| part.first_line.saturating_add(in_section).saturating_sub(1);
        let mut add = |lint: Lint| {
            let known = places.entry((lint.line, lint.statement, lint.code())).or_default();
            match known.iter().find(|&&at| lints[at].problem == lint.problem) {
                Some(&at) if lints[at].engines.contains(&engine) => {}
                Some(&at) => lints[at].engines.push(engine),
                None => {
                    known.push(lints.len());
                    lints.push(lint);
                }
            }
        };
        let lint = |at: u32, problem| Lint {
            revision: revision.cloned(),
            direction: part.direction,
            file: file.to_owned(),
            line: line(at),
            statement: None,
            excerpt: String::new(),
            engines: vec![engine],
            table: None,
            problem,
        };
        for (at, problem) in problems {
            match problem {
                // Only what neither engine has a use for is without use.
                LintProblem::AllowUnused { code } => *unused.entry((at, code)).or_default() += 1,
                problem if wanted => add(lint(at, problem)),
                _ => {}
            }
        }
        if kept.len() > MOST && wanted {
            let line_of = |found: &Found| statements.get(found.statement).map_or(1, |statement| statement.line);
            add(lint(line_of(&kept[MOST]), LintProblem::MoreFindings { count: kept.len() - MOST }));
        }
        for Found { statement: index, table, problem } in kept.into_iter().take(MOST).filter(|_| wanted) {
            let Some(statement) = statements.get(index) else { continue };
            add(Lint {
                statement: u32::try_from(index + 1).ok(),
                excerpt: one_line(part.sql, statement, engine, EXCERPT_CELLS),
                table,
                ..lint(statement.line, problem)
            });
        }
    }
    for ((at, code), times) in unused {
        let engines: Vec<Engine> = own.iter().copied().filter(|engine| engines.contains(engine)).collect();
        if times == own.len() && !engines.is_empty() {
            lints.push(Lint {
                revision: revision.cloned(),
                direction: part.direction,
                file: file.to_owned(),
                line: part.first_line.saturating_add(at).saturating_sub(1),
                statement: None,
                excerpt: String::new(),
                engines,
                table: None,
                problem: LintProblem::AllowUnused { code },
            });
        }
    }
    lints.sort_by_key(|lint| (lint.line, lint.statement));
    lints
}
