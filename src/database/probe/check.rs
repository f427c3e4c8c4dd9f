//! What a diagnosis consists of, and collecting it.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{CheckName, Detail, ProbeProblem};
use crate::database::DatabaseError;
use crate::i18n::{Lang, Problem, Say};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    /// Nothing wrong.
    Ok,
    /// It works, but somebody should look at it.
    Warning,
    /// goc cannot work like this.
    Failed,
    /// Not looked at, because of an earlier check.
    Skipped,
}

/// What a check found wrong: an error of the database layer, or something that only a diagnosis looks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Issue {
    /// What another command would have stumbled over.
    Database(DatabaseError),
    /// What only shows when somebody looks.
    Probe(ProbeProblem),
}

impl Issue {
    fn problem(&self) -> &dyn Problem {
        match self {
            Issue::Database(error) => error,
            Issue::Probe(problem) => problem,
        }
    }
}

impl From<DatabaseError> for Issue {
    fn from(error: DatabaseError) -> Issue {
        Issue::Database(error)
    }
}

impl From<ProbeProblem> for Issue {
    fn from(problem: ProbeProblem) -> Issue {
        Issue::Probe(problem)
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What was looked at.
    pub name: CheckName,
    /// How it ended: the worst of what was found.
    pub state: CheckState,
    /// What is the case: addresses, versions, sizes.
    pub facts: Vec<Detail>,
    /// What is wrong, each with a way out.
    pub issues: Vec<Issue>,
    /// How long looking took.
    pub elapsed: Duration,
}

impl Check {
    /// What was found, facts first, as one line.
    pub fn detail(&self, lang: Lang) -> String {
        let facts = self.facts.iter().map(|fact| fact.say(lang));
        let issues = self.issues.iter().map(|issue| issue.problem().say(lang));
        facts.chain(issues).collect::<Vec<_>>().join("; ")
    }

    /// What to do about it, a line for each issue; `None` when nothing is wrong.
    pub fn fix(&self, lang: Lang) -> Option<String> {
        let hints: Vec<String> = self.issues.iter().map(|issue| issue.problem().hint(lang)).collect();
        (!hints.is_empty()).then(|| hints.join("\n"))
    }

    /// The stable kind of the first issue, for scripts.
    pub fn kind(&self) -> Option<&'static str> {
        self.issues.first().map(|issue| issue.problem().kind())
    }
}

/// In English, with stable keys.
impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut check = serializer.serialize_struct("Check", 6)?;
        check.serialize_field("check", self.name.key())?;
        check.serialize_field("state", &self.state)?;
        check.serialize_field("detail", &self.detail(Lang::En))?;
        check.serialize_field("kind", &self.kind())?;
        check.serialize_field("fix", &self.fix(Lang::En))?;
        check.serialize_field("milliseconds", &u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX))?;
        check.end()
    }
}

/// Everything that was looked at, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// Every check of the engine, the skipped ones too.
    pub checks: Vec<Check>,
}

impl Diagnosis {
    /// Whether goc can work: nothing failed. Warnings are for people.
    pub fn is_ok(&self) -> bool {
        self.checks.iter().all(|check| check.state != CheckState::Failed)
    }
}

/// `{"ok": …, "checks": […]}`.
impl Serialize for Diagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut diagnosis = serializer.serialize_struct("Diagnosis", 2)?;
        diagnosis.serialize_field("ok", &self.is_ok())?;
        diagnosis.serialize_field("checks", &self.checks)?;
        diagnosis.end()
    }
}

/// What one check has found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    facts: Vec<Detail>,
    issues: Vec<Issue>,
    worst: Option<CheckState>,
}

impl Found {
    pub(super) fn fact(mut self, fact: Detail) -> Found {
        self.facts.push(fact);
        self
    }

    pub(super) fn warning(self, issue: impl Into<Issue>) -> Found {
        self.issue(CheckState::Warning, issue)
    }

    pub(super) fn failure(self, issue: impl Into<Issue>) -> Found {
        self.issue(CheckState::Failed, issue)
    }

    fn issue(mut self, state: CheckState, issue: impl Into<Issue>) -> Found {
        self.issues.push(issue.into());
        self.worst = self.worst.max(Some(state));
        self
    }
}

impl From<Detail> for Found {
    fn from(fact: Detail) -> Found {
        Found::default().fact(fact)
    }
}

impl From<Issue> for Found {
    fn from(issue: Issue) -> Found {
        Found::default().failure(issue)
    }
}

/// A question to the database that nobody answered; without an answer there is nothing else to say.
impl From<DatabaseError> for Found {
    fn from(error: DatabaseError) -> Found {
        Found::default().failure(error)
    }
}

/// Whether the diagnosis goes on.
pub(super) type Flow = ControlFlow<()>;

/// Collects the checks of one diagnosis and tells of each.
pub(super) struct Recorder<'a> {
    plan: &'static [CheckName],
    checks: Vec<Check>,
    progress: &'a mut (dyn FnMut(&Check) + Send),
}

impl<'a> Recorder<'a> {
    pub(super) fn new(plan: &'static [CheckName], progress: &'a mut (dyn FnMut(&Check) + Send)) -> Recorder<'a> {
        Recorder { plan, checks: Vec::new(), progress }
    }

    /// Records a check that no later one depends on.
    pub(super) fn record(&mut self, name: CheckName, started: Instant, found: impl Into<Found>) {
        let Found { facts, issues, worst } = found.into();
        let state = worst.unwrap_or(CheckState::Ok);
        self.push(Check { name, state, facts, issues, elapsed: started.elapsed() });
    }

    /// Records a check; the diagnosis ends here if it failed.
    pub(super) fn require(&mut self, name: CheckName, started: Instant, found: impl Into<Found>) -> Flow {
        let found = found.into();
        let failed = found.worst == Some(CheckState::Failed);
        self.record(name, started, found);
        if failed { Flow::Break(()) } else { Flow::Continue(()) }
    }

    /// Records a check that asks an open connection. Only a connection that is gone ends the diagnosis.
    pub(super) fn answer(&mut self, name: CheckName, started: Instant, answer: Result<Found, DatabaseError>) -> Flow {
        let gone = answer.as_ref().is_err_and(DatabaseError::is_lost);
        self.record(name, started, answer.unwrap_or_else(Found::from));
        if gone { Flow::Break(()) } else { Flow::Continue(()) }
    }

    /// Lists a check that cannot be made.
    pub(super) fn skip(&mut self, name: CheckName) {
        self.push(Check {
            name,
            state: CheckState::Skipped,
            facts: vec![Detail::NotLookedAt],
            issues: Vec::new(),
            elapsed: Duration::ZERO,
        });
    }

    fn push(&mut self, check: Check) {
        (self.progress)(&check);
        self.checks.push(check);
    }

    /// Lists what the plan still has.
    pub(super) fn finish(mut self) -> Diagnosis {
        for name in self.plan {
            if self.checks.iter().all(|check| check.name != *name) {
                self.skip(name.clone());
            }
        }
        Diagnosis { checks: self.checks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> DatabaseError {
        DatabaseError::Refused { host: "db".to_owned(), port: 5432 }
    }

    #[test]
    fn what_was_not_reached_is_listed_as_skipped_in_order() {
        let mut told = Vec::new();
        let mut progress = |check: &Check| told.push((check.name.key(), check.state));
        let mut recorder = Recorder::new(&CheckName::POSTGRES[..4], &mut progress);
        let now = Instant::now();
        recorder.record(CheckName::Settings, now, Found::default());
        assert_eq!(
            recorder.require(CheckName::NameLookup, now, Found::default().warning(refused())),
            Flow::Continue(())
        );
        assert_eq!(recorder.require(CheckName::Port, now, refused()), Flow::Break(()));
        let diagnosis = recorder.finish();
        assert!(!diagnosis.is_ok());
        assert_eq!(
            told,
            [
                ("settings", CheckState::Ok),
                ("name_lookup", CheckState::Warning),
                ("port", CheckState::Failed),
                ("server", CheckState::Skipped)
            ]
        );
        assert_eq!(diagnosis.checks.len(), 4);
    }

    #[test]
    fn the_json_form_has_stable_keys_and_is_english() {
        let check = Check {
            name: CheckName::Port,
            state: CheckState::Failed,
            facts: vec![],
            issues: vec![refused().into()],
            elapsed: Duration::from_millis(12),
        };
        let json = serde_json::to_value(Diagnosis { checks: vec![check] }).unwrap();
        assert_eq!(json["ok"], false);
        let check = &json["checks"][0];
        assert_eq!(
            (&check["check"], &check["state"], &check["kind"]),
            (&"port".into(), &"failed".into(), &"connection_refused".into())
        );
        assert_eq!(check["detail"], "no server answers at db, port 5432");
        assert!(check["fix"].as_str().unwrap().contains("systemctl status postgresql"));
        assert_eq!(check["milliseconds"], 12);
    }

    #[test]
    fn facts_come_before_issues_and_every_issue_has_its_own_line_of_advice() {
        let check = Check {
            name: CheckName::Port,
            state: CheckState::Warning,
            facts: vec![Detail::NotLookedAt],
            issues: vec![refused().into(), DatabaseError::Cancelled.into()],
            elapsed: Duration::ZERO,
        };
        assert_eq!(check.detail(Lang::En), "not looked at; no server answers at db, port 5432; cancelled");
        assert_eq!(check.fix(Lang::Tr).unwrap().lines().count(), 2);
    }
}
