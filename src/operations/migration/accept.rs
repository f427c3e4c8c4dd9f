//! `repair --accept`: the file of an applied revision, as it is now, is what was applied. Nothing runs.

use serde::Serialize;

use super::edit_error::EditProblem;
use super::run::{new_run_id, now};
use crate::database::journal::{self, NewRun, Outcome, StepRecord};
use crate::database::{Access, Catalog, Connection, StepOutcome, WriterLock};
use crate::i18n::safe;
use crate::operations::{Context, Event, MigrationError};
use crate::revision::{self, Checksum, Direction, Graph, Node, RevisionId, TargetError, Through};

/// A file that was taken for what was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// The revision.
    pub revision: RevisionId,
    /// Its file.
    pub file: String,
    /// When it was applied, ISO 8601 in UTC.
    pub applied: String,
    /// Checksum of the file that was applied.
    pub from: String,
    /// Checksum of the file as it is now.
    pub to: String,
}

/// Writes the present checksum of a changed file into the journal, as a run of its own, so that it no longer counts as changed and
/// `goc log` tells who said so.
pub async fn accept(context: &Context, revision: &str) -> Result<Accepted, MigrationError> {
    context.revisions.runnable()?;
    let graph = context.graph()?;
    let node = one(graph, revision)?;
    // What is written down is what stands there now.
    context.revisions.source.read_text(graph.file(node))?;
    let mut connection = context.connect(Access::Write).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;
    let result = write(context, &mut connection, node).await;
    if result.is_err() {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
    result
}

/// The revision that is meant, if it is one.
fn one(graph: &Graph, given: &str) -> Result<Node, MigrationError> {
    match revision::show(graph, &[], given)?[..] {
        [node] => Ok(node),
        ref several => {
            let heads = graph.ids(several.iter().copied()).iter().map(|id| safe(id).into_owned()).collect();
            Err(TargetError::MultipleHeads { given: safe(given).into_owned(), heads }.into())
        }
    }
}

async fn write(context: &Context, connection: &mut Connection, node: Node) -> Result<Accepted, MigrationError> {
    connection.begin("", &context.stop).await?;
    let graph = context.graph()?;
    let file = graph.file(node);
    let id = graph.id(node);
    let nothing = || EditProblem::NotChanged { revision: safe(id).into_owned() };
    let catalog = Catalog::read(connection).await?;
    let rows = catalog.read_version(connection).await?.unwrap_or_default();
    let applied = graph.ancestors(rows.iter().filter_map(|row| graph.by_id(row)), Through::Everything);
    let done = journal::read_done_steps(connection, &catalog).await?;
    let last = done.all().into_iter().rev().find(|step| step.revision == &**id);
    let last = last.filter(|step| step.direction == Direction::Upgrade && applied.contains(node));
    let last = last.filter(|step| Checksum::from_hex(step.checksum) != Some(file.checksum)).ok_or_else(nothing)?;
    let run_id = new_run_id();
    let time = now();
    let target = format!("accept {id}");
    let run = NewRun { id: &run_id, command: "repair", target: &target, plan: std::slice::from_ref(id) };
    // When it was applied, and how long that took, stays true.
    let step = StepRecord {
        run_id: run_id.clone(),
        number: 1,
        revision: id.clone(),
        direction: Direction::Upgrade,
        checksum: file.checksum.to_string(),
        started: last.started.to_owned(),
        duration_ms: last.duration_ms,
        rows: 0,
        outcome: if last.is_adopted { StepOutcome::Adopted } else { StepOutcome::Done },
        statements_done: 0,
        done_checksum: String::new(),
        error: None,
    };
    let sql = format!(
        "{}{}{}",
        journal::start_run(&catalog, &run, &time),
        journal::write_step(&catalog, &step),
        journal::finish_run(&catalog, &run_id, Outcome::Done, &time, None)
    );
    connection.commit(&sql, &context.stop).await?;
    context.events.done(&run_id, "repair", &target);
    Ok(Accepted {
        revision: id.clone(),
        file: file.file_name(),
        applied: safe(last.started).into_owned(),
        from: safe(last.checksum).into_owned(),
        to: file.checksum.to_string(),
    })
}
