//! The job that writes, as far as it has come: the sum of its events.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::database::{Blocker, Holder, Urgency};
use crate::operations::{BackupPhase, Event, PlannedStep};
use crate::revision::{Direction, RevisionId};
use crate::worker::{Failure, Happening, JobId, Work};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Its turn has not come.
    Waiting,
    /// It runs since then.
    Running(Instant),
    /// It is done, and took this long and changed so many rows.
    Done(Duration, u64),
    /// The run ended in it.
    Failed,
}

/// A step of the run.
#[derive(Debug, Clone, PartialEq)]
pub struct StepView {
    pub revision: RevisionId,
    /// The revision's message, as written.
    pub message: String,
    pub direction: Direction,
    pub state: StepState,
    /// Statements that are done, and in all.
    pub statements: (usize, usize),
}

/// A statement of the step that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementView {
    /// Its place in the step, and the last one that was sent together with it; from 1.
    pub number: usize,
    pub last: usize,
    /// Where it stands in the file.
    pub line: u32,
    /// Its beginning on one line, harmless to draw.
    pub sql: Arc<str>,
    /// Since when it runs.
    pub started: Instant,
}

/// How a job ended.
#[derive(Debug, Clone)]
pub enum Ended {
    /// It did what it was asked for.
    Well,
    /// It did not.
    Badly(Failure),
}

/// A job that writes, or has written.
#[derive(Debug)]
pub struct JobView {
    pub job: JobId,
    pub work: Work,
    pub started: Instant,
    /// How it ended and when; `None` while it runs.
    pub ended: Option<(Instant, Ended)>,
    /// What somebody asked of it.
    pub asked: Urgency,
    /// Its row in the journal, once it is there.
    pub run_id: Option<String>,
    /// The steps of its plan, once it has one.
    pub steps: Vec<StepView>,
    /// The statement that runs now or ran last.
    pub statement: Option<StatementView>,
    /// Another goc that it waits for.
    pub waits_for: Option<Holder>,
    /// The time that it waits for.
    pub waits_until: Option<Timestamp>,
    /// Sessions that hold what its statement waits for.
    pub blockers: Vec<Blocker>,
    /// The attempt at a lock that failed last, and since when it pauses how long.
    pub retry: Option<(u32, Instant, Duration)>,
    /// Of a backup or a restore: the part, the bytes, and all bytes where that is known.
    pub bytes: Option<(BackupPhase, u64, Option<u64>)>,
    /// Of a statement in key ranges: its rows, how much of the keys is done in thousandths, how long the rest will take.
    pub batch: Option<(u64, u16, Option<Duration>)>,
    /// Of seeds: the set, the rows, and all rows of the set.
    pub seeds: Option<(String, usize, usize)>,
}

impl JobView {
    pub fn new(job: JobId, work: Work, now: Instant) -> JobView {
        JobView {
            job,
            work,
            started: now,
            ended: None,
            asked: Urgency::None,
            run_id: None,
            steps: Vec::new(),
            statement: None,
            waits_for: None,
            waits_until: None,
            blockers: Vec::new(),
            retry: None,
            bytes: None,
            batch: None,
            seeds: None,
        }
    }

    pub fn is_running(&self) -> bool {
        self.ended.is_none()
    }

    /// How long it has taken, or took.
    pub fn elapsed(&self, now: Instant) -> Duration {
        self.ended.as_ref().map_or(now, |(ended, _)| *ended).saturating_duration_since(self.started)
    }

    /// Steps that are done.
    pub fn steps_done(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.state, StepState::Done(..))).count()
    }

    /// The step that runs, or in which the run ended.
    pub fn current_step(&self) -> Option<&StepView> {
        self.steps.iter().find(|step| matches!(step.state, StepState::Running(_) | StepState::Failed))
    }

    /// Takes in what happened.
    pub fn apply(&mut self, what: &Happening, now: Instant) {
        let Happening::Operation(event) = what else { return };
        // Whatever happens, it is not waiting any more.
        if !matches!(event, Event::Waiting { .. }) {
            self.waits_for = None;
            self.waits_until = None;
        }
        match event {
            Event::WaitingUntil { time } => self.waits_until = Some(*time),
            Event::Waiting { holder } => self.waits_for = Some(holder.clone()),
            Event::Planned { direction, steps } => {
                let step = |step: &PlannedStep| StepView {
                    revision: step.revision.clone(),
                    message: step.message.clone(),
                    direction: *direction,
                    state: StepState::Waiting,
                    statements: (0, 0),
                };
                self.steps = steps.iter().map(step).collect();
                // A backup may have come first.
                self.bytes = None;
            }
            Event::StepStarted { number, statements, .. } => {
                self.unblock();
                self.statement = None;
                if let Some(step) = self.step(*number) {
                    step.state = StepState::Running(now);
                    step.statements = (0, *statements);
                }
            }
            Event::StatementDone { number, total, .. } => {
                self.unblock();
                self.batch = None;
                let running = self.steps.iter_mut().find(|step| matches!(step.state, StepState::Running(_)));
                if let Some(step) = running {
                    step.statements = (*number, *total);
                }
            }
            Event::Blocked { by } => self.blockers = by.clone(),
            Event::Retrying { attempt, pause, .. } => {
                self.retry = Some((*attempt, now, *pause));
                self.reset_running();
            }
            Event::CommitLost { .. } => self.reset_running(),
            Event::StepDone { number, elapsed, rows, .. } => {
                self.unblock();
                if let Some(step) = self.step(*number) {
                    step.state = StepState::Done(*elapsed, *rows);
                    step.statements.0 = step.statements.1;
                }
            }
            Event::BatchProgress { rows, permille, left, .. } => {
                self.unblock();
                self.batch = Some((*rows, *permille, *left));
            }
            Event::SeedProgress { set, done, total } => self.seeds = Some((set.clone(), *done, *total)),
            Event::BackupProgress { phase, bytes, total } => self.bytes = Some((*phase, *bytes, *total)),
            Event::StatementStarted { number, last, line, sql, .. } => {
                let (number, last, line, sql) = (*number, *last, *line, sql.clone());
                self.statement = Some(StatementView { number, last, line, sql, started: now });
            }
            Event::RunStarted { run_id, .. } => self.run_id = Some(run_id.clone()),
            // The job's own end says it.
            Event::RunEnded { .. } => {}
            Event::Resuming { .. }
            | Event::InvalidIndexDropped { .. }
            | Event::CommitConfirmed { .. }
            | Event::NotTried { .. }
            | Event::BackupDone { .. }
            | Event::NoManifest { .. }
            | Event::DamagedFileKept { .. } => {}
        }
    }

    /// It ended.
    pub fn end(&mut self, ended: Ended, now: Instant) {
        if matches!(ended, Ended::Badly(_)) {
            for step in &mut self.steps {
                if matches!(step.state, StepState::Running(_)) {
                    step.state = StepState::Failed;
                }
            }
        }
        self.unblock();
        self.waits_for = None;
        self.waits_until = None;
        self.ended = Some((now, ended));
    }

    fn step(&mut self, number: usize) -> Option<&mut StepView> {
        self.steps.get_mut(number.checked_sub(1)?)
    }

    /// A step that was rolled back and will run again.
    fn reset_running(&mut self) {
        self.blockers.clear();
        for step in &mut self.steps {
            if matches!(step.state, StepState::Running(_)) {
                step.statements.0 = 0;
            }
        }
    }

    fn unblock(&mut self) {
        self.blockers.clear();
        self.retry = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::migration::RunOptions;
    use crate::worker::JobProblem;

    fn upgrade() -> JobView {
        let work = Work::Run {
            connection: "store".to_owned(),
            direction: Direction::Upgrade,
            target: "head".to_owned(),
            options: RunOptions::default(),
            mark: None,
        };
        let mut job = JobView::new(JobId(1), work, Instant::now());
        let step = |id| PlannedStep { revision: RevisionId::unchecked(id), message: String::new() };
        let steps = ["a", "b", "c"].map(step).to_vec();
        job.apply(&Happening::Operation(Event::Planned { direction: Direction::Upgrade, steps }), job.started);
        job
    }

    fn step_started(number: usize) -> Happening {
        Happening::Operation(Event::StepStarted {
            number,
            total: 3,
            revision: RevisionId::unchecked("a"),
            direction: Direction::Upgrade,
            message: String::new(),
            statements: 4,
        })
    }

    #[test]
    fn a_run_is_the_sum_of_its_events() {
        let mut job = upgrade();
        let now = job.started;
        job.apply(&step_started(1), now);
        let done = Event::StepDone {
            number: 1,
            total: 3,
            revision: RevisionId::unchecked("a"),
            direction: Direction::Upgrade,
            elapsed: Duration::from_millis(5),
            rows: 7,
        };
        job.apply(&Happening::Operation(done), now);
        job.apply(&step_started(2), now);
        assert_eq!(job.steps[0].state, StepState::Done(Duration::from_millis(5), 7));
        assert_eq!(job.steps[0].statements, (4, 4));
        assert_eq!(job.current_step().map(|step| &*step.revision), Some("b"));
        assert_eq!((job.steps_done(), job.is_running()), (1, true));
        job.end(Ended::Badly(JobProblem::Cancelled.into()), now + Duration::from_secs(2));
        assert_eq!(job.steps[1].state, StepState::Failed);
        assert_eq!(job.steps[2].state, StepState::Waiting);
        assert_eq!(job.elapsed(now + Duration::from_secs(9)), Duration::from_secs(2));
    }

    #[test]
    fn events_that_do_not_fit_a_plan_change_nothing() {
        let mut job = upgrade();
        job.apply(&step_started(0), job.started);
        job.apply(&step_started(9), job.started);
        assert!(job.steps.iter().all(|step| step.state == StepState::Waiting));
    }
}
