//! Findings about where a database stands, with what sets it right.

use super::graph::shown;
use crate::database::{Outcome, RunRecord, StepOutcome};
use crate::i18n::{safe, suggestion};
use crate::operations::Revisions;
use crate::operations::finding::{Finding, Severity, StateProblem};
use crate::operations::fix::Fix;
use crate::operations::migration::{Choice, InterruptedStep, Status};
use crate::revision::{Direction, RevisionId, Source, Target};

/// What a database's status says is wrong with it. `interrupted` tells more of the steps that [`Status::interrupted`] lists; without
/// it they come without ways out.
pub fn state_findings(status: &Status, revisions: &Revisions, interrupted: &[InterruptedStep]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &status.unknown {
        let problem = StateProblem::UnknownRow { revision: safe(row).into_owned() };
        findings.push(Finding::new(Severity::Error, problem).with(vec![purge(status, revisions)]));
    }
    findings.extend(not_taken_over(status, revisions));
    for (index, step) in status.interrupted.iter().enumerate() {
        let problem = StateProblem::InterruptedStep {
            revision: safe(&step.revision).into_owned(),
            direction: step.direction,
            done: step.statements_done,
        };
        // The newest one comes first, as `repair` has it.
        let is_newest = index + 1 == status.interrupted.len();
        let known = interrupted.iter().find(|known| known.record == *step).filter(|_| is_newest);
        findings.push(Finding::new(Severity::Error, problem).with(known.map(repairs).unwrap_or_default()));
    }
    for changed in &status.changed {
        let (revision, file) = (safe(&changed.revision).into_owned(), changed.file.clone());
        let applied = safe(&changed.applied).into_owned();
        let fixes = vec![
            Fix::ShowFile { revision: revision.clone() },
            Fix::AcceptFile { revision: revision.clone(), file: file.clone(), applied: applied.clone() },
        ];
        let problem = StateProblem::ChangedFile { revision, file, applied };
        findings.push(Finding::new(Severity::Warning, problem).with(fixes));
    }
    if let Some(run) = &status.last_failed_run
        && !status.is_up_to_date
        && status.writer.is_none()
    {
        findings.push(broken_run(run, revisions));
    }
    if status.pending_count > 0 {
        let (count, pending) = (status.pending_count, shown(&status.pending));
        findings.push(match &revisions.source {
            Source::Alembic(project) => {
                let project = safe(&project.given.to_string_lossy()).into_owned();
                Finding::new(Severity::Warning, StateProblem::PendingPython { count, revisions: pending, project })
            }
            Source::Directory(_) | Source::Builtin(_) => {
                let problem = StateProblem::Pending { count, revisions: pending };
                Finding::new(Severity::Warning, problem).with(vec![Fix::Upgrade { count }])
            }
        });
    }
    findings
}

/// What another program has run, which the journal does not know. In a project of Alembic's own files that is as it should be.
fn not_taken_over(status: &Status, revisions: &Revisions) -> Option<Finding> {
    if status.unrecorded.is_empty() || !status.unknown.is_empty() || matches!(revisions.source, Source::Alembic(_)) {
        return None;
    }
    let problem = match status.has_journal {
        true => StateProblem::AppliedElsewhere { revisions: shown(&status.unrecorded) },
        false => StateProblem::NotAdopted { revision: crate::i18n::list(&shown(&status.current)) },
    };
    Some(Finding::new(Severity::Info, problem).with(vec![Fix::Adopt]))
}

/// What the version table should most likely hold: its rows that are known, and what is nearest to those that are not.
fn purge(status: &Status, revisions: &Revisions) -> Fix {
    let graph = &revisions.graph;
    let known = status.current.iter().filter(|row| !status.unknown.contains(row)).cloned();
    let near = |row: &RevisionId| {
        let ids = graph.files().iter().map(|file| file.header.id.as_ref());
        suggestion(row, ids).map(RevisionId::unchecked)
    };
    let mut to: Vec<RevisionId> = known.chain(status.unknown.iter().filter_map(near)).collect();
    to.sort();
    to.dedup();
    // Rows that others imply would be refused.
    let nodes: Vec<_> = to.iter().filter_map(|id| graph.by_id(id)).collect();
    let implied = |id: &RevisionId| {
        let Some(node) = graph.by_id(id) else { return true };
        let others = nodes.iter().copied().filter(|&other| other != node);
        graph.ancestors(others, crate::revision::Through::Everything).contains(node)
    };
    let to: Vec<RevisionId> = to.iter().filter(|id| !implied(id)).cloned().collect();
    Fix::StampPurge { from: shown(&status.current), to: shown(&to) }
}

/// The four ways of `goc repair`; without the file nothing can run.
fn repairs(step: &InterruptedStep) -> Vec<Fix> {
    let fix = |choice| Fix::Repair {
        revision: safe(&step.record.revision).into_owned(),
        direction: step.record.direction,
        choice,
        done: step.record.statements_done as usize,
        total: step.total,
        next: step.next.clone(),
        unchanged: step.unchanged,
        why: step.record.error.as_deref().map(one_line),
    };
    let runs = [Choice::Continue, Choice::Retry].into_iter().filter(|_| step.total > 0);
    runs.chain([Choice::MarkDone, Choice::MarkUndone]).map(fix).collect()
}

/// An error of the journal on one line, harmless.
fn one_line(error: &str) -> String {
    let words: Vec<&str> = error.split_whitespace().collect();
    safe(&words.join(" ")).into_owned()
}

/// The newest run, when it did not end well: one that a lost line stopped has done nothing wrong.
fn broken_run(run: &RunRecord, revisions: &Revisions) -> Finding {
    let (command, target) = (safe(&run.command).into_owned(), safe(&run.target).into_owned());
    let started = safe(&run.started).into_owned();
    let is_done = |revision: &String| {
        run.steps.iter().any(|step| step.outcome == StepOutcome::Done && *step.revision == **revision)
    };
    let (done, total) = (run.plan.iter().filter(|id| is_done(id)).count(), run.plan.len());
    let left = run.plan.iter().filter(|id| !is_done(id)).map(|id| safe(id).into_owned()).collect();
    let goal = goal(run, revisions);
    let from_here = goal.as_ref().map_or(&target, |(_, target)| target);
    let target = safe(from_here).into_owned();
    let fixes = goal.map(|(direction, target)| Fix::ContinueRun { direction, target, left });
    let problem = match (run.outcome, direction(&run.command)) {
        (Some(Outcome::Stopped), Some(direction)) => {
            StateProblem::StoppedRun { direction, target, started, done, total }
        }
        _ => {
            StateProblem::BrokenRun { command, target, started, done, total, error: run.error.as_deref().map(one_line) }
        }
    };
    Finding::new(Severity::Warning, problem).with(fixes.into_iter().collect())
}

fn direction(command: &str) -> Option<Direction> {
    [Direction::Upgrade, Direction::Downgrade].into_iter().find(|direction| direction.as_str() == command)
}

/// Where a run has to go now to end where it was meant to end.
fn goal(run: &RunRecord, revisions: &Revisions) -> Option<(Direction, String)> {
    let direction = direction(&run.command)?;
    if !Target::parse(&run.target).ok()?.is_relative() {
        return Some((direction, run.target.clone()));
    }
    let graph = &revisions.graph;
    let last = graph.by_id(run.plan.last()?)?;
    Some(match direction {
        Direction::Upgrade => (direction, graph.id(last).to_string()),
        Direction::Downgrade => match graph.parents(last) {
            [] => (direction, "base".to_owned()),
            [parent] => (direction, graph.id(*parent).to_string()),
            // Several ways down: nobody said which.
            _ => return None,
        },
    })
}
