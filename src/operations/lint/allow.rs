//! `-- goc:allow CODE REASON`: a finding that somebody has looked at.
//!
//! The line counts for the statement that it stands above, or in. What it does not say well is a finding itself.

use super::Found;
use super::code::CODES;
use super::problem::LintProblem;
use crate::database::Statement;
use crate::i18n::{Problem, safe};

const MARKER: &str = "-- goc:allow";

/// One directive.
#[derive(Debug)]
pub struct Allow {
    /// Its line in the text, from 1.
    line: u32,
    /// As written; may be no code at all.
    code: String,
    has_reason: bool,
    /// The statement that it is meant for, if any follows.
    statement: Option<usize>,
}

/// The directives of a text.
pub fn read(text: &str, statements: &[Statement]) -> Vec<Allow> {
    let mut allows = Vec::new();
    let mut at = 0;
    let mut next = 0;
    for (index, line) in text.split('\n').enumerate() {
        let start = at;
        at += line.len() + 1;
        let Some(rest) = line.strip_prefix(MARKER) else { continue };
        if rest.starts_with(|c: char| !c.is_whitespace()) {
            continue;
        }
        while statements.get(next).is_some_and(|statement| statement.range.end <= start) {
            next += 1;
        }
        let (code, reason) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        allows.push(Allow {
            line: u32::try_from(index).unwrap_or(u32::MAX - 1) + 1,
            code: code.to_owned(),
            has_reason: !reason.trim().is_empty(),
            statement: (next < statements.len()).then_some(next),
        });
    }
    allows
}

/// What is left of the findings, and what is wrong with the directives, by line.
pub fn apply(found: Vec<Found>, allows: &[Allow]) -> (Vec<Found>, Vec<(u32, LintProblem)>) {
    if allows.is_empty() {
        return (found, Vec::new());
    }
    let mut used = vec![false; allows.len()];
    let kept = found
        .into_iter()
        .filter(|found| {
            // In the order of their statements, as the text has them.
            let first = allows.partition_point(|allow| allow.statement.is_some_and(|at| at < found.statement));
            let mine =
                allows[first..].iter().enumerate().take_while(|(_, allow)| allow.statement == Some(found.statement));
            let mut is_allowed = false;
            for (offset, allow) in mine {
                if allow.code == found.problem.kind() {
                    used[first + offset] = true;
                    is_allowed = true;
                }
            }
            !is_allowed
        })
        .collect();
    let mut problems = Vec::new();
    for (allow, used) in allows.iter().zip(used) {
        let code = safe(&allow.code).into_owned();
        let problem = if !CODES.contains(&allow.code.as_str()) {
            let similar = CODES.iter().filter(|_| allow.code.len() < 60).max_by(|a, b| {
                let like = |known: &str| strsim::jaro_winkler(known, &allow.code);
                like(a).total_cmp(&like(b))
            });
            let similar = similar.filter(|known| strsim::jaro_winkler(known, &allow.code) > 0.8);
            LintProblem::AllowUnknownCode { code, similar: similar.map(|&code| code.to_owned()) }
        } else if !used && !LintProblem::depends_on_place(&allow.code) {
            LintProblem::AllowUnused { code }
        } else if !allow.has_reason {
            LintProblem::AllowWithoutReason { code }
        } else {
            continue;
        };
        problems.push((allow.line, problem));
    }
    (kept, problems)
}
