//! Where a database stands.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use serde::Serialize;

use crate::database::journal::{self, DoneSteps, RunRecord, StepRecord};
use crate::database::mark::Mark;
use crate::database::{Access, Catalog, Connection, DatabaseError, Holder, current_holder};
use crate::i18n::safe;
use crate::operations::{Context, MigrationError};
use crate::revision::{
    self, Checksum, Direction, Graph, Node, NodeSet, RevisionError, RevisionId, Target, TargetError, Through,
};

/// Where a database stands, with the fields of the original's `migration_durumu` first.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The current heads, joined by commas; `None` for a database without any.
    pub current_revision: Option<String>,
    /// The heads that an upgrade to `heads` would lead to, joined by commas; `None` without revisions.
    pub head_revision: Option<String>,
    /// Every revision is applied, and the version table holds nothing else.
    pub is_up_to_date: bool,
    /// Revisions that an upgrade to `heads` would run.
    pub pending_count: usize,
    /// What people call the database.
    pub database: String,
    /// `PostgreSQL 15.18`.
    pub server: String,
    /// The rows of the version table.
    pub current: Vec<RevisionId>,
    /// The heads of the graph.
    pub heads: Vec<RevisionId>,
    /// In the order in which they would run.
    pub pending: Vec<RevisionId>,
    /// Rows of the version table that no file has.
    pub unknown: Vec<RevisionId>,
    /// Applied revisions whose file is no longer what it was.
    pub changed: Vec<ChangedFile>,
    /// Applied revisions that the journal does not know: Alembic or a script has run them.
    pub unrecorded: Vec<RevisionId>,
    /// Whether goc has written to the database before.
    pub has_journal: bool,
    /// Steps without a transaction that were interrupted.
    pub interrupted: Vec<StepRecord>,
    /// The database is protected: nothing is taken away from it without that name.
    pub mark: Option<Mark>,
    /// Who is writing right now.
    pub writer: Option<Holder>,
    /// The newest run, if it did not end well.
    pub last_failed_run: Option<RunRecord>,
}

/// A file that was changed after it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedFile {
    /// The revision.
    pub revision: RevisionId,
    /// Its file.
    pub file: String,
    /// When it was applied, ISO 8601 in UTC.
    pub applied: String,
}

/// When and by which run a revision was applied.
#[derive(Debug, Clone, PartialEq)]
pub struct AppliedStep {
    /// ISO 8601 in UTC.
    pub applied: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Checksum of the file then; `None` when the journal holds something else.
    pub checksum: Option<Checksum>,
    /// The run, see `goc log`.
    pub run_id: Arc<str>,
    /// Another program has applied it: `applied` is when goc took it over.
    pub is_adopted: bool,
}

impl Status {
    /// Whether there is nothing to do and nothing wrong: what `status --check` asks.
    pub fn is_clean(&self) -> bool {
        self.is_up_to_date && self.changed.is_empty() && self.interrupted.is_empty()
    }
}

/// Looks where the database stands. Changes nothing, and needs a sound graph but no sound version table.
pub async fn status(context: &Context) -> Result<Status, MigrationError> {
    let graph = context.graph()?;
    let mut connection = context.connect(Access::Read).await?;
    let standing = Standing::read(&mut connection).await?;
    connection.close().await;
    standing.compare(&context.database.name, graph)
}

/// What a database itself says about where it stands, before that is compared with the revisions.
pub(in crate::operations) struct Standing {
    /// The rows of the version table.
    pub current: Vec<RevisionId>,
    /// `PostgreSQL 15.18`.
    pub server: String,
    /// What it says about being protected.
    pub mark: Option<Mark>,
    /// Who is writing right now.
    pub writer: Option<Holder>,
    /// The newest run, if it did not end well and is not running.
    pub last_failed_run: Option<RunRecord>,
    interrupted: Vec<StepRecord>,
    /// Every finished step of the journal.
    pub done: DoneSteps,
    has_journal: bool,
    /// What stamps have set.
    stamped: Vec<RevisionId>,
}

impl Standing {
    /// Asks the database.
    pub async fn read(connection: &mut Connection) -> Result<Standing, DatabaseError> {
        let catalog = Catalog::read(connection).await?;
        let current = catalog.read_version(connection).await?.unwrap_or_default();
        let done = journal::read_done_steps(connection, &catalog).await?;
        let interrupted = match done.has_interrupted {
            true => journal::read_interrupted(connection, &catalog).await?,
            false => Vec::new(),
        };
        let writer = current_holder(connection).await?;
        let mark = Mark::read(connection, &catalog).await?;
        let last_run = journal::read_last_unless_done(connection, &catalog).await?;
        Ok(Standing {
            current,
            server: connection.version().await?,
            mark,
            last_failed_run: last_run.filter(|run| run.outcome.is_some() || writer.is_none()),
            // A step that runs right now is not interrupted.
            interrupted: if writer.is_some() { Vec::new() } else { interrupted },
            writer,
            done,
            has_journal: catalog.has_journal,
            stamped: journal::read_stamped(connection, &catalog).await?,
        })
    }

    /// Compares it with the revisions.
    pub fn compare(self, database: &str, graph: &Graph) -> Result<Status, MigrationError> {
        let current = self.current;
        let unknown: Vec<RevisionId> = current.iter().filter(|row| graph.by_id(row).is_none()).cloned().collect();
        let pending: Vec<RevisionId> = match revision::upgrade(graph, &current, &Target::heads()) {
            Ok(plan) => plan.steps.into_iter().map(|step| step.revision).collect(),
            // What is pending above a row that no file has cannot be known; the row itself is what matters.
            Err(RevisionError::Target(TargetError::UnknownRow { .. })) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let heads = graph.ids(graph.effective_heads());
        let (changed, unrecorded) = compare_journal(graph, &current, &self.done, &self.stamped);
        Ok(Status {
            current_revision: joined(&current),
            head_revision: joined(&heads),
            is_up_to_date: pending.is_empty() && unknown.is_empty(),
            pending_count: pending.len(),
            database: database.to_owned(),
            server: self.server,
            heads: graph.ids(graph.heads()),
            current,
            pending,
            unknown,
            changed,
            unrecorded,
            has_journal: self.has_journal,
            interrupted: self.interrupted,
            last_failed_run: self.last_failed_run,
            mark: self.mark,
            writer: self.writer,
        })
    }
}

/// Ids as one text; `None` for none.
pub(in crate::operations) fn joined(ids: &[RevisionId]) -> Option<String> {
    (!ids.is_empty()).then(|| ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", "))
}

/// The last time each revision was applied, as far as the journal knows.
pub(super) fn applied_steps(done: &DoneSteps) -> HashMap<RevisionId, AppliedStep> {
    let mut applied: HashMap<RevisionId, AppliedStep> = HashMap::new();
    // A run has many steps, and there may be 100,000 of them.
    let mut run: Arc<str> = Arc::default();
    for step in done.all() {
        if *run != *step.run_id {
            run = Arc::from(step.run_id);
        }
        match step.direction {
            Direction::Upgrade => {
                let applied_step = AppliedStep {
                    applied: step.started.to_owned(),
                    duration_ms: step.duration_ms,
                    checksum: Checksum::from_hex(step.checksum),
                    run_id: run.clone(),
                    is_adopted: step.is_adopted,
                };
                match applied.entry(RevisionId::unchecked(step.revision)) {
                    // A changed file that was accepted has the time of the step that ran, and that run is still the one that did it.
                    Entry::Occupied(mut known) if known.get().applied == applied_step.applied => {
                        known.get_mut().checksum = applied_step.checksum;
                    }
                    Entry::Occupied(mut known) => drop(known.insert(applied_step)),
                    Entry::Vacant(place) => {
                        place.insert(applied_step);
                    }
                }
            }
            Direction::Downgrade => {
                applied.remove(step.revision);
            }
        }
    }
    applied
}

/// The applied revisions whose files were changed, and those that the journal does not know.
fn compare_journal(
    graph: &Graph,
    current: &[RevisionId],
    done: &DoneSteps,
    stamped: &[RevisionId],
) -> (Vec<ChangedFile>, Vec<RevisionId>) {
    let rows = current.iter().filter_map(|row| graph.by_id(row));
    let applied = graph.ancestors(rows, Through::Everything);
    // Newest first: what a revision was counts as it was the last time.
    let mut seen = NodeSet::new(graph.len());
    let mut recorded = graph.ancestors(stamped.iter().filter_map(|id| graph.by_id(id)), Through::Everything);
    let mut changed: Vec<(Node, &str)> = Vec::new();
    for step in done.all().into_iter().rev() {
        let Some(node) = graph.by_id(step.revision).filter(|&node| seen.insert(node)) else { continue };
        if step.direction == Direction::Upgrade {
            recorded.insert(node);
        }
        // A file of Alembic's does the same in another language: its checksum has nothing to do with what the journal has.
        let is_comparable = graph.file(node).script.is_none();
        let is_applied = step.direction == Direction::Upgrade && applied.contains(node) && is_comparable;
        if is_applied && Checksum::from_hex(step.checksum) != Some(graph.file(node).checksum) {
            changed.push((node, step.started));
        }
    }
    let unrecorded = graph.ids(applied.iter().filter(|&node| !recorded.contains(node)));
    changed.sort_unstable();
    let describe = |(node, started): (Node, &str)| ChangedFile {
        revision: graph.id(node).clone(),
        file: graph.file(node).file_name(),
        applied: safe(started).into_owned(),
    };
    (changed.into_iter().map(describe).collect(), unrecorded)
}
