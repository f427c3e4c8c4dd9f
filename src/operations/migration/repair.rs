//! `repair`: what is true of an interrupted step, and the ways out.

use serde::Serialize;

use super::run::{Resume, RunOptions, RunReport, downgrade, new_run_id, now, upgrade};
use super::step_script::StepScript;
use crate::database::journal::{self, NewRun, Outcome, StepRecord};
use crate::database::{Access, Catalog, Connection, StepOutcome, WriterLock};
use crate::operations::{Context, Event, MigrationError, RunProblem};
use crate::revision::{Direction, Plan, RevisionId, Step, Target, plan};

/// A step without a transaction that did not come to its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InterruptedStep {
    /// What the journal has.
    pub record: StepRecord,
    /// Statements of the section as the file is now.
    pub total: usize,
    /// The first statement that is not recorded as done: `file:line`, and its beginning.
    pub next: Option<(String, String)>,
    /// Whether the file still has the statements that are done.
    pub unchanged: bool,
}

/// What to do about an interrupted step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Run what is not recorded as done.
    Continue,
    /// Run all of it again.
    Retry,
    /// Say that it is done: the version table moves, nothing runs.
    MarkDone,
    /// Say that it never was: the version table stays, nothing runs.
    MarkUndone,
}

/// The interrupted steps, oldest first.
pub async fn interrupted(context: &Context) -> Result<Vec<InterruptedStep>, MigrationError> {
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let records = journal::read_interrupted(&mut connection, &catalog).await?;
    connection.close().await;
    Ok(records.into_iter().map(|record| describe(context, record)).collect())
}

fn describe(context: &Context, record: StepRecord) -> InterruptedStep {
    let step =
        Step { revision: record.revision.clone(), direction: record.direction, removes: Vec::new(), adds: Vec::new() };
    let known = context.revisions.graph.by_id(&record.revision).is_some();
    let script = known.then(|| StepScript::load(&context.revisions, &step, context.database.engine()).ok()).flatten();
    let done = record.statements_done as usize;
    match script {
        Some(script) => InterruptedStep {
            total: script.len(),
            next: (done < script.len()).then(|| (script.place(done), script.excerpt(done))),
            unchanged: script.done_checksum(done) == record.done_checksum,
            record,
        },
        None => InterruptedStep { total: 0, next: None, unchanged: false, record },
    }
}

/// Deals with the newest interrupted step. What runs, runs up to that step and no further.
pub async fn repair(context: &Context, choice: Choice) -> Result<Option<RunReport>, MigrationError> {
    let Some(step) = interrupted(context).await?.pop() else { return Err(RunProblem::NothingToRepair.into()) };
    let resume = match choice {
        Choice::Continue => Resume::Continue,
        Choice::Retry => Resume::Retry,
        Choice::MarkDone | Choice::MarkUndone => {
            mark(context, &step.record, choice == Choice::MarkDone).await?;
            return Ok(None);
        }
    };
    let options = RunOptions { resume, ..RunOptions::default() };
    let report = match step.record.direction {
        Direction::Upgrade => upgrade(context, &step.record.revision, options).await?,
        Direction::Downgrade => downgrade(context, &below(context, &step.record.revision), options).await?,
    };
    Ok(Some(report))
}

/// The target of a downgrade that takes back `revision`: its first parent, or the base.
fn below(context: &Context, revision: &RevisionId) -> String {
    let graph = &context.revisions.graph;
    let parent = graph.by_id(revision).and_then(|node| graph.parents(node).first().copied());
    parent.map_or_else(|| "base".to_owned(), |parent| graph.id(parent).to_string())
}

async fn mark(context: &Context, record: &StepRecord, done: bool) -> Result<(), MigrationError> {
    let mut connection = context.connect(Access::Write).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;
    let result = write_mark(context, &mut connection, record, done).await;
    if result.is_err() {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
    result
}

async fn write_mark(
    context: &Context,
    connection: &mut Connection,
    record: &StepRecord,
    done: bool,
) -> Result<(), MigrationError> {
    connection.begin("", &context.stop).await?;
    let catalog = Catalog::read(connection).await?;
    let rows = catalog.read_version(connection).await?.unwrap_or_default();
    let id = new_run_id();
    let time = now();
    let target = if done { "mark-done" } else { "mark-undone" };
    let run = NewRun { id: &id, command: "repair", target, plan: std::slice::from_ref(&record.revision) };
    let mut sql = journal::start_run(&catalog, &run, &time);
    sql.push_str(&journal::settle_step(&catalog, record));
    if done {
        let plan = plan_of(context, &rows, record)?;
        sql.push_str(&catalog.change_version(&plan.removes(), &plan.adds()));
        let finished = StepRecord {
            run_id: id.clone(),
            number: 1,
            started: time.clone(),
            outcome: StepOutcome::Done,
            error: None,
            ..record.clone()
        };
        sql.push_str(&journal::write_step(&catalog, &finished));
    }
    sql.push_str(&journal::finish_run(&catalog, &id, Outcome::Done, &time, None));
    connection.commit(&sql, &context.stop).await?;
    context.events.done(&id, "repair", target);
    Ok(())
}

/// The plan that holds this one step, so that the version rows become what they would have become.
fn plan_of(context: &Context, rows: &[RevisionId], record: &StepRecord) -> Result<Plan, MigrationError> {
    let graph = context.graph()?;
    Ok(match record.direction {
        Direction::Upgrade => plan::upgrade(graph, rows, &Target::revision(&record.revision))?,
        Direction::Downgrade => plan::downgrade(graph, rows, &Target::parse(&below(context, &record.revision))?)?,
    })
}
