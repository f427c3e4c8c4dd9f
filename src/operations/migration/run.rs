//! `upgrade` and `downgrade`: from a target to a finished run.
//!
//! The plan is made twice: before the lock is taken, so that a wrong target or a bad file is refused without waiting and without a
//! trace, and again under the lock, in the transaction that writes the run's row, since another goc may have done the work
//! meanwhile.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use super::status::joined;
use super::step_script::{StepScript, check_steps};
use crate::database::journal::{self, NewRun, Outcome, StepRecord};
use crate::database::mark::{Mark, guard};
use crate::database::probe::shown;
use crate::database::{Access, Catalog, Connection, DatabaseError, Urgency, WriterLock};
use crate::i18n::{Problem, safe};
use crate::operations::backup::{self, BackupOptions, Reason};
use crate::operations::rehearse;
use crate::operations::{BackupFailure, Context, Event, MigrationError, PlannedStep, RunBackup, RunProblem, random};
use crate::revision::{Action, Direction, Graph, Plan, RevisionError, RevisionId, Step, Target, plan};

/// How a run is to be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunOptions {
    /// All steps in one transaction: all or nothing.
    pub single_transaction: bool,
    /// Run everything and roll it back.
    pub dry_run: bool,
    /// What to do about a step that was interrupted.
    pub resume: Resume,
    /// Nothing begins before; how the plan is made then is looked at again.
    pub not_before: Option<Timestamp>,
    /// No step is started that, by its last time, would not be over then.
    pub deadline: Option<Timestamp>,
}

/// What to do about a step without a transaction that was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resume {
    /// Go on when it is certain what is done, else stop with an explanation.
    #[default]
    IfCertain,
    /// Go on with the first statement that is not recorded as done.
    Continue,
    /// Begin with the first statement again.
    Retry,
}

/// What a run did.
#[derive(Debug, Clone, Serialize)]
pub struct RunReport {
    /// The run reached its target.
    pub success: bool,
    /// The current heads before it, joined by commas; `None` for the base.
    pub previous_revision: Option<String>,
    /// The current heads after it, joined by commas; `None` for the base.
    pub current_revision: Option<String>,
    /// The current heads before it.
    pub from: Vec<RevisionId>,
    /// The current heads after it.
    pub to: Vec<RevisionId>,
    /// The steps that ran.
    pub steps: Vec<StepReport>,
    /// Nothing was kept.
    pub dry_run: bool,
    /// What a dry run could not try.
    pub not_tried: Vec<NotTried>,
    /// The run's row in the journal; none when there was nothing to do.
    pub run_id: Option<String>,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepReport {
    /// Its revision.
    pub revision: RevisionId,
    /// Which way.
    pub direction: Direction,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Rows that its statements changed or returned.
    pub rows: u64,
}

/// A statement that a dry run cannot try, since it cannot run inside a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotTried {
    /// The revision.
    pub revision: RevisionId,
    /// `file:line`.
    pub place: String,
    /// What the statement is.
    pub command: String,
}

/// How often a step is tried when other sessions hold its tables.
pub(super) const LOCK_ATTEMPTS: u32 = 5;

/// The shortest and the longest pause between two attempts: long enough for the queue of tills to drain.
const LOCK_PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(3));

/// Upgrades to `target`.
pub async fn upgrade(context: &Context, target: &str, options: RunOptions) -> Result<RunReport, MigrationError> {
    run(context, Direction::Upgrade, target, options).await
}

/// Downgrades to `target`.
pub async fn downgrade(context: &Context, target: &str, options: RunOptions) -> Result<RunReport, MigrationError> {
    run(context, Direction::Downgrade, target, options).await
}

/// What [`upgrade`] or [`downgrade`] would do now, without doing it: for questions and previews.
pub async fn plan_run(context: &Context, direction: Direction, target: &str) -> Result<Plan, MigrationError> {
    let graph = context.graph()?;
    let target = Target::parse(target)?;
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    connection.close().await;
    Ok(make_plan(graph, direction, &rows, &target)?)
}

pub(in crate::operations) fn make_plan(
    graph: &Graph,
    direction: Direction,
    rows: &[RevisionId],
    target: &Target,
) -> Result<Plan, RevisionError> {
    match direction {
        Direction::Upgrade => plan::upgrade(graph, rows, target),
        Direction::Downgrade => plan::downgrade(graph, rows, target),
    }
}

async fn run(
    context: &Context,
    direction: Direction,
    target_text: &str,
    options: RunOptions,
) -> Result<RunReport, MigrationError> {
    context.revisions.runnable()?;
    let target = Target::parse(target_text)?;
    let first = plan_run(context, direction, target_text).await?;
    check_steps(&context.revisions, &first.steps, context.database.engine(), options.single_transaction)?;
    if first.steps.is_empty() {
        return Ok(nothing_to_do(&first.from, options.dry_run));
    }
    wait_for_its_time(context, options.not_before).await?;
    // A dry run must not even leave an empty file behind; a file that is not there is tried in memory.
    let missing = context.database.file().is_some_and(|file| !file.exists());
    let access = if options.dry_run && missing { Access::Read } else { Access::Write };
    let mut connection = context.connect(access).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;
    let run = Run {
        context,
        direction,
        target: target_text,
        options,
        connection,
        lock: Some(lock),
        catalog: None,
        id: new_run_id(),
        rows: BTreeSet::new(),
        reports: Vec::new(),
        not_tried: Vec::new(),
        total: 0,
        checked: first.steps,
        interrupted: Vec::new(),
        is_announced: false,
        batch_rows: None,
        backup: None,
    };
    run.execute(&target).await
}

/// Says that it waits, and does, unless it is asked to end.
async fn wait_for_its_time(context: &Context, not_before: Option<Timestamp>) -> Result<(), DatabaseError> {
    let Some(until) = not_before else { return Ok(()) };
    let Ok(pause) = Duration::try_from(until.duration_since(Timestamp::now())) else { return Ok(()) };
    if pause.is_zero() {
        return Ok(());
    }
    context.events.send(Event::WaitingUntil { time: until });
    if context.stop.sleep(pause).await { Ok(()) } else { Err(DatabaseError::Cancelled) }
}

/// Sorts by time, and is unique.
pub(in crate::operations) fn new_run_id() -> String {
    format!("{}-{:08x}", now(), random::bits() as u32)
}

/// The time as the journal has it: ISO 8601 in UTC with milliseconds.
pub(in crate::operations) fn now() -> String {
    let time = jiff::Timestamp::now();
    jiff::fmt::strtime::format("%Y-%m-%dT%H:%M:%S.%3fZ", time).unwrap_or_else(|_| time.to_string())
}

fn nothing_to_do(rows: &[RevisionId], dry_run: bool) -> RunReport {
    RunReport {
        success: true,
        previous_revision: joined(rows),
        current_revision: joined(rows),
        from: rows.to_vec(),
        to: rows.to_vec(),
        steps: Vec::new(),
        dry_run,
        not_tried: Vec::new(),
        run_id: None,
    }
}

/// A run that holds the writer lock.
pub(super) struct Run<'a> {
    pub(super) context: &'a Context,
    pub(super) direction: Direction,
    target: &'a str,
    pub(super) options: RunOptions,
    pub(super) connection: Connection,
    lock: Option<WriterLock>,
    catalog: Option<Catalog>,
    pub(super) id: String,
    /// The rows that the version table has now, as far as this run knows.
    pub(super) rows: BTreeSet<RevisionId>,
    pub(super) reports: Vec<StepReport>,
    pub(super) not_tried: Vec<NotTried>,
    pub(super) total: usize,
    /// The steps whose files were looked at before the lock was taken.
    checked: Vec<Step>,
    pub(super) interrupted: Vec<StepRecord>,
    /// Whether anybody was told that the run has started.
    is_announced: bool,
    /// Rows of the batch that runs, once a range of it is done.
    pub(super) batch_rows: Option<u64>,
    /// The state before this run, if its settings ask for that.
    pub(super) backup: Option<RunBackup>,
}

impl Run<'_> {
    async fn execute(mut self, target: &Target) -> Result<RunReport, MigrationError> {
        let outcome = self.start_and_run(target).await;
        if self.is_announced {
            let error = outcome.as_ref().err();
            self.context.events.send(Event::RunEnded {
                run_id: self.id.clone(),
                outcome: error.map_or(Outcome::Done, run_outcome),
                error: error.map(ToString::to_string),
            });
        }
        if let Some(lock) = self.lock.take() {
            lock.release(&mut self.connection).await;
        }
        self.connection.close().await;
        outcome
    }

    async fn start_and_run(&mut self, target: &Target) -> Result<RunReport, MigrationError> {
        let plan = self.start(target).await?;
        if plan.steps.is_empty() {
            return Ok(nothing_to_do(&plan.from, self.options.dry_run));
        }
        self.total = plan.steps.len();
        self.rows = plan.from.iter().cloned().collect();
        if !self.options.dry_run {
            self.is_announced = true;
            let (run_id, command) = (self.id.clone(), self.direction.as_str());
            self.context.events.send(Event::RunStarted { run_id, command, target: self.target.to_owned() });
        }
        self.back_up().await?;
        self.context.events.send(Event::Planned {
            direction: self.direction,
            steps: plan.steps.iter().map(|step| self.planned(step)).collect(),
        });
        self.run_steps(&plan.steps).await?;
        Ok(RunReport {
            success: true,
            previous_revision: joined(&plan.from),
            current_revision: joined(&plan.to),
            from: plan.from,
            to: plan.to,
            steps: std::mem::take(&mut self.reports),
            dry_run: self.options.dry_run,
            not_tried: std::mem::take(&mut self.not_tried),
            run_id: (!self.options.dry_run).then(|| self.id.clone()),
        })
    }

    /// Makes the backup that the settings ask for. The run holds the lock and has written its row, and nothing else was changed.
    async fn back_up(&mut self) -> Result<(), MigrationError> {
        if !self.context.backup.before_upgrade || self.options.dry_run {
            return Ok(());
        }
        let options = BackupOptions { reason: Reason::BeforeRun, ..BackupOptions::default() };
        match backup::backup(self.context, options).await {
            Ok(report) => {
                self.backup = Some(RunBackup {
                    file: shown(&report.file),
                    database: shown(std::path::Path::new(&self.context.database.name)),
                });
                Ok(())
            }
            Err(error) => {
                let failure = MigrationError::Backup(Box::new(BackupFailure { direction: self.direction, error }));
                self.write_end(run_outcome(&failure), None, &failure.to_string()).await;
                Err(failure)
            }
        }
    }

    /// Makes the final plan and writes the run's row, in one transaction. An empty plan leaves no row.
    async fn start(&mut self, target: &Target) -> Result<Plan, MigrationError> {
        loop {
            self.connection.begin("", &self.context.stop).await?;
            let started = self.try_start(target).await;
            match started {
                Ok(Some(plan)) => return Ok(plan),
                Ok(None) => {
                    // On SQLite several can come out of the waiting at the same moment; one of them was first.
                    self.connection.rollback().await;
                    let events = self.context.events.clone();
                    self.lock = Some(
                        WriterLock::take(&mut self.connection, &self.context.stop, &mut |holder| {
                            events.send(Event::Waiting { holder: holder.clone() });
                        })
                        .await?,
                    );
                }
                Err(error) => {
                    self.connection.rollback().await;
                    return Err(error);
                }
            }
        }
    }

    /// `None` when another goc was first.
    async fn try_start(&mut self, target: &Target) -> Result<Option<Plan>, MigrationError> {
        let catalog = Catalog::read(&mut self.connection).await?;
        if WriterLock::other_writer(&mut self.connection, &catalog).await?.is_some() {
            return Ok(None);
        }
        let graph = self.context.graph()?;
        let rows = catalog.read_version(&mut self.connection).await?.unwrap_or_default();
        let plan = make_plan(graph, self.direction, &rows, target)?;
        if plan.steps != self.checked {
            let engine = self.context.database.engine();
            check_steps(&self.context.revisions, &plan.steps, engine, self.options.single_transaction)?;
        }
        if self.direction == Direction::Downgrade && !plan.steps.is_empty() && !self.options.dry_run {
            guard(&mut self.connection, &catalog, self.context.typed_mark.as_deref()).await?;
        }
        self.interrupted = journal::read_interrupted(&mut self.connection, &catalog).await?;
        self.refuse_interrupted_elsewhere(&plan.steps)?;
        if plan.steps.is_empty() || self.options.dry_run {
            self.connection.rollback().await;
            self.catalog = Some(catalog);
            return Ok(Some(plan));
        }
        let ids: Vec<RevisionId> = plan.steps.iter().map(|step| step.revision.clone()).collect();
        let run = NewRun { id: &self.id, command: self.direction.as_str(), target: self.target, plan: &ids };
        let sql = format!(
            "{}{}{}{}",
            catalog.create_version_table(),
            journal::create(&catalog),
            journal::start_run(&catalog, &run, &now()),
            self.protection(&catalog)
        );
        self.connection.commit(&sql, &self.context.stop).await?;
        self.catalog = Some(catalog.created());
        Ok(Some(plan))
    }

    /// The mark of a production database that nobody has decided about yet: whoever takes it away leaves the table.
    fn protection(&self, catalog: &Catalog) -> String {
        let name = self.context.protects.as_deref();
        match name.filter(|_| self.direction == Direction::Upgrade && !catalog.has_mark) {
            Some(name) => Mark::new(name, &now()).set(catalog),
            None => String::new(),
        }
    }

    async fn run_steps(&mut self, steps: &[Step]) -> Result<(), MigrationError> {
        if self.options.dry_run {
            return self.run_dry(steps).await;
        }
        if self.options.single_transaction {
            return match self.load_all(steps) {
                Ok(scripts) => self.run_unit(steps, &scripts, 0).await,
                Err(error) => Err(self.end_before_step(error).await),
            };
        }
        let times = self.last_times(steps).await?;
        for (index, step) in steps.iter().enumerate() {
            self.stop_if_asked().await?;
            self.stop_before_deadline(step, times.get(&step.revision).copied()).await?;
            self.run_step(step, index).await?;
        }
        Ok(())
    }

    /// How long each step took the last time, in this direction, here or in a rehearsal of exactly this plan; empty when nobody waits
    /// for an end.
    async fn last_times(&mut self, steps: &[Step]) -> Result<HashMap<RevisionId, Duration>, MigrationError> {
        if self.options.deadline.is_none() {
            return Ok(HashMap::new());
        }
        let catalog = self.catalog().clone();
        let done = journal::read_done_steps(&mut self.connection, &catalog).await?;
        let plan = Plan {
            action: Action::Run(self.direction),
            from: self.rows.iter().cloned().collect(),
            to: Vec::new(),
            steps: steps.to_vec(),
        };
        let rehearsed = rehearse::read(&mut self.connection, &catalog, self.context.graph()?, &plan).await?;
        let rehearsed = rehearsed.into_iter().flat_map(|rehearsed| rehearsed.steps);
        let same = done.all().into_iter().filter(|step| step.direction == self.direction && !step.is_adopted);
        let here = same.map(|step| (RevisionId::unchecked(step.revision), step.duration_ms));
        Ok(rehearsed.chain(here).map(|(revision, time)| (revision, Duration::from_millis(time))).collect())
    }

    /// Ends the run before a step that would not be over in time; of one that nobody has timed only the deadline itself is known.
    async fn stop_before_deadline(&mut self, step: &Step, takes: Option<Duration>) -> Result<(), MigrationError> {
        let Some(deadline) = self.options.deadline else { return Ok(()) };
        let end = Timestamp::now().checked_add(takes.unwrap_or_default()).unwrap_or(Timestamp::MAX);
        if end <= deadline {
            return Ok(());
        }
        let problem = RunProblem::Deadline {
            done: self.reports.len(),
            total: self.total,
            next: safe(&step.revision).into_owned(),
            takes_ms: takes.map(milliseconds),
        };
        self.write_end(Outcome::Stopped, None, &problem.to_string()).await;
        Err(problem.into())
    }

    /// Runs one step, with a transaction or without, as its file says.
    async fn run_step(&mut self, step: &Step, index: usize) -> Result<(), MigrationError> {
        // The file may have changed since it was checked.
        let script = match StepScript::load(&self.context.revisions, step, self.context.database.engine()) {
            Ok(script) => script,
            Err(error) => return Err(self.end_before_step(error).await),
        };
        if script.transaction {
            self.refuse_interrupted(step, &script)?;
            self.run_unit(std::slice::from_ref(step), &[script], index).await
        } else {
            self.run_loose(step, index, &script).await
        }
    }

    pub(super) fn load_all(&self, steps: &[Step]) -> Result<Vec<StepScript>, MigrationError> {
        let engine = self.context.database.engine();
        steps.iter().map(|step| StepScript::load(&self.context.revisions, step, engine)).collect()
    }

    async fn end_before_step(&mut self, error: MigrationError) -> MigrationError {
        self.write_end(Outcome::Failed, None, &error.to_string()).await;
        error
    }

    /// Where the tables are; known once the run has started.
    pub(super) fn catalog(&self) -> &Catalog {
        self.catalog.as_ref().expect("the catalog is read before the first step")
    }

    /// Ends the run between two steps if somebody asked for it.
    pub(super) async fn stop_if_asked(&mut self) -> Result<(), MigrationError> {
        let outcome = match self.context.stop.urgency() {
            Urgency::None => return Ok(()),
            Urgency::AfterStep => Outcome::Stopped,
            Urgency::Now => Outcome::Cancelled,
        };
        let problem = RunProblem::Stopped { done: self.reports.len(), total: self.total };
        self.write_end(outcome, None, &problem.to_string()).await;
        Err(problem.into())
    }

    /// Opens a step's transaction and checks that the database still is where the plan assumed.
    pub(super) async fn begin_verified(&mut self) -> Result<(), MigrationError> {
        let catalog = self.catalog();
        let first = format!("{}{}", catalog.lock_version(), catalog.select_version());
        let rows = self.connection.begin(&first, &self.context.stop).await?;
        let found: BTreeSet<RevisionId> = rows.iter().map(|row| RevisionId::unchecked(row.text(0))).collect();
        if found == self.rows {
            return Ok(());
        }
        let names = |rows: &BTreeSet<RevisionId>| rows.iter().map(|row| safe(row).into_owned()).collect();
        Err(RunProblem::Moved { expected: names(&self.rows), found: names(&found) }.into())
    }

    /// Writes that the run ended badly, with the row of the step that failed. Failing to write it only leaves a run without an
    /// end, which is what a crash leaves, too.
    pub(super) async fn write_end(&mut self, outcome: Outcome, step: Option<&StepRecord>, error: &str) {
        let catalog = self.catalog();
        let mut sql = step.map(|step| journal::write_step(catalog, step)).unwrap_or_default();
        sql.push_str(&journal::finish_run(catalog, &self.id, outcome, &now(), Some(error)));
        // A stop that was asked for must not keep this from being written.
        let undisturbed = crate::database::Stop::default();
        if self.connection.begin("", &undisturbed).await.is_ok()
            && self.connection.commit(&sql, &undisturbed).await.is_err()
        {
            self.connection.rollback().await;
        }
    }

    /// The version rows change; remembered for the next step's check.
    pub(super) fn move_rows(&mut self, step: &Step) {
        for row in &step.removes {
            self.rows.remove(row);
        }
        self.rows.extend(step.adds.iter().cloned());
    }

    /// The end of a run, as part of its last step's transaction.
    pub(super) fn finish_sql(&self, last_step: usize) -> String {
        if last_step + 1 == self.total {
            journal::finish_run(self.catalog(), &self.id, Outcome::Done, &now(), None)
        } else {
            String::new()
        }
    }

    /// After a lock that was not to be had: says so and waits, unless it was the last attempt.
    pub(super) async fn pause_before_retry(&mut self, attempt: u32, error: &DatabaseError) -> bool {
        let DatabaseError::LockTimeout { blockers, .. } = error else { return false };
        if attempt >= LOCK_ATTEMPTS {
            return false;
        }
        let pause = random::between(LOCK_PAUSE.0, LOCK_PAUSE.1);
        self.context.events.send(Event::Retrying { attempt, pause, blockers: blockers.clone() });
        self.context.stop.sleep(pause).await
    }

    /// The connection broke: opens another one and takes the lock again, which waits for the end of the old session.
    pub(super) async fn reconnect(&mut self) -> Result<(), DatabaseError> {
        const PATIENCE: Duration = Duration::from_secs(15);
        let patience = self.context.patience.max(PATIENCE);
        let mut connection =
            self.context.database.connect_patiently(Access::Write, patience, &self.context.stop).await?;
        let lock = WriterLock::take(&mut connection, &self.context.stop, &mut |_| {}).await?;
        self.connection = connection;
        self.lock = Some(lock);
        Ok(())
    }

    /// Whether the journal has the step as done.
    pub(super) async fn is_step_done(&mut self, number: u32) -> Result<bool, DatabaseError> {
        let sql = journal::select_step_done(self.catalog(), &self.id, number);
        Ok(!self.connection.query(sql).await?.is_empty())
    }

    pub(super) fn step_record(&self, step: &Step, index: usize) -> StepRecord {
        let checksum = self
            .context
            .revisions
            .graph
            .by_id(&step.revision)
            .map(|node| self.context.revisions.graph.file(node).checksum.to_string())
            .unwrap_or_default();
        StepRecord {
            run_id: self.id.clone(),
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            revision: step.revision.clone(),
            direction: step.direction,
            checksum,
            started: now(),
            duration_ms: 0,
            rows: 0,
            outcome: journal_outcome(None),
            statements_done: 0,
            done_checksum: String::new(),
            error: None,
        }
    }

    pub(super) fn step_started(&self, step: &Step, index: usize, statements: usize) {
        let PlannedStep { revision, message } = self.planned(step);
        self.context.events.send(Event::StepStarted {
            number: index + 1,
            total: self.total,
            revision,
            direction: step.direction,
            message,
            statements,
        });
    }

    fn planned(&self, step: &Step) -> PlannedStep {
        let graph = &self.context.revisions.graph;
        let message = graph.by_id(&step.revision).map(|node| graph.file(node).header.message.clone());
        PlannedStep { revision: step.revision.clone(), message: message.unwrap_or_default() }
    }

    pub(super) fn step_done(&mut self, step: &Step, index: usize, elapsed: Duration, rows: u64) {
        self.context.events.send(Event::StepDone {
            number: index + 1,
            total: self.total,
            revision: step.revision.clone(),
            direction: step.direction,
            elapsed,
            rows,
        });
        self.reports.push(StepReport {
            revision: step.revision.clone(),
            direction: step.direction,
            duration_ms: milliseconds(elapsed),
            rows,
        });
    }
}

pub(super) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// How a failure goes into the journal; `None` for a step that is done.
pub(super) fn journal_outcome(error: Option<&DatabaseError>) -> crate::database::StepOutcome {
    use crate::database::StepOutcome;
    match error {
        None => StepOutcome::Done,
        Some(error) if error.is_cancelled() => StepOutcome::Cancelled,
        Some(_) => StepOutcome::Failed,
    }
}

/// How a run ends that a step's failure ends.
pub(super) fn run_outcome(error: &MigrationError) -> Outcome {
    if error.is_stop() || matches!(error.kind(), "cancelled" | "cancelled_by_other") {
        Outcome::Cancelled
    } else {
        Outcome::Failed
    }
}
