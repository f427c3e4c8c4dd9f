//! What happens while an operation runs: data for a front end to draw.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::trace::trace;
use crate::database::{Blocker, Holder, Outcome};
use crate::revision::{Direction, RevisionId};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Another goc works on the database; this one waits.
    Waiting {
        /// Who it is.
        holder: Holder,
    },
    /// A run waits for the time that was set for it.
    WaitingUntil {
        /// When that is.
        time: Timestamp,
    },
    /// The run stands in the journal: from here on it leaves a trace, however it ends.
    RunStarted {
        /// Its id there.
        run_id: String,
        /// What is run: `upgrade`.
        command: &'static str,
        /// What was asked for.
        target: String,
    },
    /// The run is over, and the journal says so if it could be written.
    RunEnded {
        /// Its id there.
        run_id: String,
        /// How.
        outcome: Outcome,
        /// Why it did not end well, in English.
        error: Option<String>,
    },
    /// These steps will run.
    Planned {
        /// Which way.
        direction: Direction,
        /// In order.
        steps: Vec<PlannedStep>,
    },
    /// An interrupted step goes on where it stopped.
    Resuming {
        /// The step's revision.
        revision: RevisionId,
        /// Statements that are done already.
        done: usize,
        /// Statements in all.
        total: usize,
    },
    /// A step began.
    StepStarted {
        /// Its place in the plan, from 1.
        number: usize,
        /// Steps in the plan.
        total: usize,
        /// Its revision.
        revision: RevisionId,
        /// Which way.
        direction: Direction,
        /// The revision's message, as written.
        message: String,
        /// Statements in it.
        statements: usize,
    },
    /// A statement begins.
    StatementStarted {
        /// Its place in the step, from 1.
        number: usize,
        /// The last one that was sent together with it: on PostgreSQL small statements travel together, and the server only
        /// tells when all of them are done. Until then any of `number` to `last` may be the one that runs.
        last: usize,
        /// Statements in the step.
        total: usize,
        /// Where it stands in the file.
        line: u32,
        /// Its beginning on one line, harmless to draw.
        sql: Arc<str>,
    },
    /// A statement is done.
    StatementDone {
        /// Its place in the step, from 1.
        number: usize,
        /// Statements in the step.
        total: usize,
        /// Where it stands in the file.
        line: u32,
        /// Its beginning on one line, harmless to draw.
        sql: Arc<str>,
        /// How long it took.
        elapsed: Duration,
        /// Rows changed or returned.
        rows: u64,
    },
    /// A batch came further.
    BatchProgress {
        /// The statement's place in the step, from 1.
        number: usize,
        /// Statements in the step.
        total: usize,
        /// Where it stands in the file.
        line: u32,
        /// Rows that it has changed so far, in earlier runs too.
        rows: u64,
        /// Rows of the table, as far as the server knows.
        estimate: Option<u64>,
        /// How much of the keys is done, in thousandths.
        permille: u16,
        /// Rows of the next range.
        size: u64,
        /// How long the rest will take at this run's speed; `None` until something is done.
        left: Option<Duration>,
    },
    /// Other sessions hold what the running statement waits for.
    Blocked {
        /// Which.
        by: Vec<Blocker>,
    },
    /// A lock was not to be had; the step was rolled back and will be tried again.
    Retrying {
        /// The attempt that failed, from 1.
        attempt: u32,
        /// The pause before the next.
        pause: Duration,
        /// Who was in the way.
        blockers: String,
    },
    /// An index that a broken `CREATE INDEX CONCURRENTLY` left behind was dropped.
    InvalidIndexDropped {
        /// Its name as the revision has it.
        index: String,
    },
    /// The connection broke while a step was being committed, and a look at the journal showed that it is done.
    CommitConfirmed {
        /// The step's revision.
        revision: RevisionId,
    },
    /// The connection broke before a COMMIT arrived: nothing of the step is there, and it runs again.
    CommitLost {
        /// The step's revision.
        revision: RevisionId,
    },
    /// A dry run came by a statement that it cannot try.
    NotTried {
        /// The revision.
        revision: RevisionId,
        /// `file:line`.
        place: String,
        /// What the statement is.
        command: String,
    },
    /// Rows of a seed set are on their way.
    SeedProgress {
        /// The set.
        set: String,
        /// Rows so far.
        done: usize,
        /// Rows of the set that have to be written.
        total: usize,
    },
    /// A backup or a restore came further.
    BackupProgress {
        /// What is being done.
        phase: BackupPhase,
        /// Bytes that are done.
        bytes: u64,
        /// Bytes in all, where that is known before the end.
        total: Option<u64>,
    },
    /// A backup is made and verified.
    BackupDone {
        /// Where it is.
        file: String,
        /// Its size.
        bytes: u64,
    },
    /// A backup to be restored has no manifest beside it, so only its inside could be checked.
    NoManifest {
        /// The backup.
        file: String,
    },
    /// A damaged database file was set aside, since no backup can be made of it.
    DamagedFileKept {
        /// Where it is now.
        file: String,
    },
    /// A step is done.
    StepDone {
        /// Its place in the plan, from 1.
        number: usize,
        /// Steps in the plan.
        total: usize,
        /// Its revision.
        revision: RevisionId,
        /// Which way.
        direction: Direction,
        /// How long it took.
        elapsed: Duration,
        /// Rows changed or returned.
        rows: u64,
    },
}

/// A step of a plan that is about to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStep {
    /// Its revision.
    pub revision: RevisionId,
    /// The revision's message, as written.
    pub message: String,
}

/// The parts of a backup or a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupPhase {
    /// The database is copied into a file.
    Copying,
    /// The file is read back.
    Verifying,
    /// The file is copied into the database.
    Restoring,
}

/// Where events go: to a listener, and into the log. Cheap to clone.
#[derive(Clone)]
pub struct Events {
    listener: Arc<dyn Fn(Event) + Send + Sync>,
    /// The run that goes on, for the lines of the log.
    run: Arc<Mutex<String>>,
}

impl Events {
    /// Calls `listener` for each event, from whatever thread works.
    pub fn new(listener: impl Fn(Event) + Send + Sync + 'static) -> Events {
        Events { listener: Arc::new(listener), run: Arc::default() }
    }

    /// Tells the log and the listener.
    pub fn send(&self, event: Event) {
        {
            let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
            if let Event::RunStarted { run_id, .. } = &event {
                run.clone_from(run_id);
            }
            trace(&run, &event);
            if matches!(event, Event::RunEnded { .. }) {
                run.clear();
            }
        }
        (self.listener)(event);
    }

    /// Tells of a run that is written and over in one transaction.
    pub(super) fn done(&self, run_id: &str, command: &'static str, target: &str) {
        self.send(Event::RunStarted { run_id: run_id.to_owned(), command, target: target.to_owned() });
        self.send(Event::RunEnded { run_id: run_id.to_owned(), outcome: Outcome::Done, error: None });
    }
}

/// Nobody listens.
impl Default for Events {
    fn default() -> Self {
        Events::new(drop)
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Events")
    }
}
