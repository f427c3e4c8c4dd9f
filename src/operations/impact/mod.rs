//! What a plan costs and loses, before anything runs: what each step locks and changes, how much there is of it, how long it took
//! the last time, what is in the way.
//!
//! Everything here is cheap to ask and changes nothing. The statements are judged by their words alone (`statement.rs`), so what
//! a trigger or a cascade does beyond them is not seen. Text in the results is as it stands in the files, except where it says that
//! it is harmless to draw.

mod lock;
mod names;
mod query;
mod rows;
mod rules;
mod statement;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

pub use lock::{Effect, EffectText, LEVELS, LockLevel, LockText};
pub(in crate::operations) use names::{Words, is};
pub(in crate::operations) use rules::OWN_VALUES;
pub(in crate::operations) use statement::{TableAction, create_table, table_actions, touches_of, words};
pub use statement::{Touch, is_opaque, touches};

use super::lint::{self, Lint};
use super::migration::{StepScript, make_plan};
use super::rehearse::{self, Rehearsed};
use super::{Context, MigrationError, Trouble, backup};
use crate::database::journal;
use crate::database::{Access, Catalog, Connection, Relation, RowCount, TableName};
use crate::revision::{Direction, Plan, RevisionId, Step, Target};

/// How much of a statement is shown.
const EXCERPT_CELLS: usize = 200;

/// A plan, with what is known about it.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// What would run.
    pub plan: Plan,
    /// As the plan has them.
    pub steps: Vec<StepImpact>,
    /// The newest sound backup of this connection in its usual folder.
    pub backup: Option<NewestBackup>,
    /// What would be lost of what the database holds now.
    pub losses: Vec<Loss>,
    /// Sessions of others in this database; `None` on SQLite.
    pub other_sessions: Option<u64>,
    /// When exactly this plan was tried on a copy, and what that showed.
    pub rehearsed: Option<Rehearsed>,
    /// Free bytes where the database lies; `None` when that is another machine, or this login may not know where.
    pub free_bytes: Option<u64>,
    /// Whether `--single-transaction` could run it: nothing is in the way, and no step goes without a transaction.
    pub single_transaction_possible: bool,
}

impl Preview {
    /// The largest table that a step writes anew or reads for an index, in bytes, when the disk has less than twice that: both the old
    /// and the new one are there until the step ends.
    pub fn short_of_room(&self) -> Option<u64> {
        let writes = |table: &&TableImpact| matches!(table.effect, Effect::Scans | Effect::Rewrites | Effect::Rebuilds);
        let tables = self.steps.iter().flat_map(|step| &step.tables).filter(writes);
        let largest = tables.filter_map(|table| table.bytes).max()?;
        (self.free_bytes? < largest.saturating_mul(2)).then_some(largest)
    }
}

/// What one step does.
#[derive(Debug, Clone, Serialize)]
pub struct StepImpact {
    /// Its revision.
    pub revision: RevisionId,
    /// Which way.
    pub direction: Direction,
    /// The revision's message, as written.
    pub message: String,
    /// The file's name.
    pub file: String,
    /// The section as it stands in the file; empty when there is none.
    pub sql: String,
    /// The line of the file on which `sql` begins.
    pub first_line: u32,
    /// Whether it runs as one transaction.
    pub transaction: bool,
    /// Why there is no way back, as the file says; the reason may be empty.
    pub irreversible: Option<String>,
    /// What keeps it from running as it is written.
    pub blocked: Option<Trouble>,
    /// Its statements, in order.
    pub statements: Vec<StatementImpact>,
    /// The tables that it touches, each once with its strongest lock.
    pub tables: Vec<TableImpact>,
    /// Risks in its SQL, those left out that concern what this database does not have yet.
    pub findings: Vec<Lint>,
    /// The last time that it ran here to its end.
    pub last_time: Option<LastTime>,
}

/// What one statement does.
#[derive(Debug, Clone, Serialize)]
pub struct StatementImpact {
    /// Where it stands in the file.
    pub line: u32,
    /// Its beginning on one line, harmless to draw.
    pub excerpt: String,
    /// The tables that it touches.
    pub touches: Vec<Touch>,
    /// It may do more than its words show: run code (`DO`, `CALL`), or reach what depends on something (`CASCADE`).
    pub is_opaque: bool,
}

/// A table that a step touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableImpact {
    /// As the catalog has it, else as the step names it.
    pub table: TableName,
    /// The strongest lock on it; none for a table that the step makes, and for what SQLite only reads.
    pub lock: Option<LockLevel>,
    /// The gravest of what happens to it.
    pub effect: Effect,
    /// Whether it is there now.
    pub exists: bool,
    /// How many rows it has now.
    pub rows: Option<RowCount>,
    /// How large it is now, with its indexes.
    pub bytes: Option<u64>,
}

impl TableImpact {
    /// Whether it keeps nobody waiting and changes nothing: what SQLite only reads.
    pub fn is_free(&self) -> bool {
        self.exists && self.lock.is_none() && self.effect == Effect::Reads
    }
}

/// When a step ran the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastTime {
    /// ISO 8601, UTC.
    pub started: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
}

/// A backup to go back to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NewestBackup {
    /// Where it is.
    pub file: PathBuf,
    /// ISO 8601, UTC.
    pub created: String,
    /// How long ago that was; `None` when its manifest's time cannot be read.
    pub age: Option<Duration>,
    /// In bytes.
    pub size: u64,
    /// The rows of the version table inside.
    pub revisions: Vec<RevisionId>,
}

/// Something that the shop has entered and that goes away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The step that does it.
    pub revision: RevisionId,
    /// From which table.
    pub table: TableName,
    /// Whether it is the table, rows of it or a column of it.
    pub effect: Effect,
    /// The rows that the table has now; a DELETE may take fewer.
    pub rows: Option<RowCount>,
}

/// Looks at what an upgrade or a downgrade to `target` would do now. Changes nothing.
///
/// # Errors
/// There is no such plan, or the database cannot be asked. A step that cannot run is none: see [`StepImpact::blocked`].
pub async fn preview(context: &Context, direction: Direction, target: &str) -> Result<Preview, MigrationError> {
    let graph = context.graph()?;
    let target = Target::parse(target)?;
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    let plan = make_plan(graph, direction, &rows, &target)?;
    let last_times = last_times(&mut connection, &catalog, direction).await?;
    let mut steps: Vec<StepImpact> = plan.steps.iter().map(|step| describe(context, step, &last_times)).collect();
    let losses = measure(&mut connection, &mut steps).await?;
    let mut findings = lint::lint_steps(context, direction, &plan.steps);
    for step in &mut steps {
        step.findings = graph.by_id(&step.revision).and_then(|node| findings.remove(&node)).unwrap_or_default();
        // On a new shop's database nothing waits for a table that the same plan makes.
        let missing: BTreeSet<&TableName> =
            step.tables.iter().filter(|table| !table.exists).map(|table| &table.table).collect();
        step.findings.retain(|lint| lint.table.as_ref().is_none_or(|table| !missing.contains(table)));
    }
    let other_sessions = connection.other_sessions().await?;
    let rehearsed = rehearse::read(&mut connection, &catalog, graph, &plan).await?;
    let free_bytes = connection.free_bytes().await?;
    connection.close().await;
    Ok(Preview {
        single_transaction_possible: steps.iter().all(|step| step.transaction && step.blocked.is_none()),
        plan,
        steps,
        backup: newest_backup(context),
        losses,
        other_sessions,
        rehearsed,
        free_bytes,
    })
}

/// When each revision was last run in this direction, as far as the journal knows.
async fn last_times(
    connection: &mut Connection,
    catalog: &Catalog,
    direction: Direction,
) -> Result<HashMap<RevisionId, LastTime>, MigrationError> {
    let done = journal::read_done_steps(connection, catalog).await?;
    let steps = done.all().into_iter().filter(|step| step.direction == direction && !step.is_adopted);
    let last_time =
        |step: &journal::DoneStep<'_>| LastTime { started: step.started.to_owned(), duration_ms: step.duration_ms };
    Ok(steps.map(|step| (RevisionId::unchecked(step.revision), last_time(&step))).collect())
}

fn describe(context: &Context, step: &Step, last_times: &HashMap<RevisionId, LastTime>) -> StepImpact {
    let engine = context.database.engine();
    let graph = &context.revisions.graph;
    let file = graph.by_id(&step.revision).map(|node| graph.file(node));
    let mut impact = StepImpact {
        revision: step.revision.clone(),
        direction: step.direction,
        message: file.map(|file| file.header.message.clone()).unwrap_or_default(),
        file: file.map(|file| file.file_name()).unwrap_or_default(),
        sql: String::new(),
        first_line: 1,
        transaction: true,
        irreversible: None,
        blocked: None,
        statements: Vec::new(),
        tables: Vec::new(),
        findings: Vec::new(),
        last_time: last_times.get(&step.revision).cloned(),
    };
    let script = match StepScript::read(&context.revisions, step, engine) {
        Ok(script) => script,
        Err(error) => {
            impact.blocked = Some(Trouble::new(error));
            return impact;
        }
    };
    let sql = script.sql();
    let describe = |(index, statement)| StatementImpact {
        line: script.line(index, None),
        excerpt: script.one_line(index, EXCERPT_CELLS),
        touches: touches(sql, statement, engine),
        is_opaque: is_opaque(sql, statement, engine),
    };
    impact.statements = script.statements().iter().enumerate().map(describe).collect();
    impact.blocked = script.check(&step.revision).err().map(Trouble::new);
    impact.sql = sql.to_owned();
    impact.first_line = script.first_line();
    impact.transaction = script.transaction;
    impact.irreversible = script.irreversible;
    impact
}

/// Looks up the tables of all steps, and returns what would be lost of them.
async fn measure(connection: &mut Connection, steps: &mut [StepImpact]) -> Result<Vec<Loss>, MigrationError> {
    if matches!(connection, Connection::Sqlite(_)) {
        // The counters of AUTOINCREMENT and the like are SQLite's own (sqlite.org/fileformat2.html, section 2.6), and nobody's rows.
        for statement in steps.iter_mut().flat_map(|step| &mut step.statements) {
            statement.touches.retain(|touch| !touch.name.name.starts_with("sqlite_"));
        }
    }
    let touched = || steps.iter().flat_map(|step| &step.statements).flat_map(|statement| &statement.touches);
    let names: BTreeSet<TableName> = touched().map(|touch| touch.name.clone()).collect();
    let names: Vec<TableName> = names.into_iter().collect();
    let mut relations = connection.relations(&names).await?;

    // An estimate will do where rows stay; where they go, and where there is no estimate, they are counted.
    let going: BTreeSet<&TableName> = touched().filter(|touch| touch.effect.loses()).map(|touch| &touch.name).collect();
    let unsure = relations.iter().filter(|(_, relation)| relation.can_count);
    let unsure = unsure.filter(|(name, relation)| relation.rows.is_none() || going.contains(name));
    let to_count: BTreeSet<TableName> = unsure.map(|(_, relation)| relation.table.clone()).collect();
    let counts = connection.count_rows(&to_count.iter().collect::<Vec<_>>()).await;
    for relation in relations.values_mut() {
        relation.rows = counts.get(&relation.table).copied().or(relation.rows);
    }

    let mut losses = Vec::new();
    // What an earlier step has dropped, a later one cannot lose again.
    let mut gone: BTreeSet<TableName> = BTreeSet::new();
    for step in steps {
        let all = step_touches(&step.statements, &relations);
        losses.extend(step_losses(&step.revision, &all, &relations, &mut gone));
        step.tables = table_impacts(all, &relations);
    }
    Ok(losses)
}

/// What the statements of a step do, where a table that is dropped and whose name another one takes later is one that is built anew:
/// its helper, which is not there before, is nobody's table.
fn step_touches(statements: &[StatementImpact], relations: &HashMap<TableName, Relation>) -> Vec<Touch> {
    let mut found: Vec<Touch> = Vec::new();
    for statement in statements {
        if let [helper, new] = &statement.touches[..]
            && new.effect == Effect::TakesName
            && let Some(old) =
                found.iter_mut().rev().find(|touch| touch.name == new.name && touch.effect == Effect::DropsTable)
        {
            old.effect = Effect::Rebuilds;
            if !relations.contains_key(&helper.name) {
                found.retain(|touch| touch.name != helper.name);
            }
            continue;
        }
        found.extend(statement.touches.iter().cloned());
    }
    found
}

/// Each table of a step once, an index as its table.
fn table_impacts(touches: Vec<Touch>, relations: &HashMap<TableName, Relation>) -> Vec<TableImpact> {
    let of_table = |touch: Touch| match relations.get(&touch.name) {
        Some(relation) => Some(Touch { name: relation.table.clone(), is_index: false, ..touch }),
        // Whatever index is not there yet stands beside the table that it is made on.
        None => (!touch.is_index).then_some(touch),
    };
    let by_table: HashMap<&TableName, &Relation> =
        relations.values().map(|relation| (&relation.table, relation)).collect();
    let impact = |touch: Touch| {
        let relation = by_table.get(&touch.name);
        TableImpact {
            lock: touch.lock,
            effect: touch.effect,
            exists: relation.is_some(),
            rows: relation.and_then(|relation| relation.rows),
            bytes: relation.and_then(|relation| relation.bytes),
            table: touch.name,
        }
    };
    statement::merged(touches.into_iter().filter_map(of_table).collect()).into_iter().map(impact).collect()
}

fn step_losses(
    revision: &RevisionId,
    touches: &[Touch],
    relations: &HashMap<TableName, Relation>,
    gone: &mut BTreeSet<TableName>,
) -> Vec<Loss> {
    let mut losses: Vec<Loss> = Vec::new();
    for touch in touches {
        let Some(relation) = relations.get(&touch.name).filter(|_| touch.effect.loses() && !touch.is_index) else {
            continue;
        };
        if gone.contains(&relation.table) {
            continue;
        }
        if touch.effect == Effect::DropsTable {
            gone.insert(relation.table.clone());
        }
        match losses.iter_mut().find(|loss| loss.table == relation.table) {
            Some(loss) => loss.effect = loss.effect.max(touch.effect),
            None => losses.push(Loss {
                revision: revision.clone(),
                table: relation.table.clone(),
                effect: touch.effect,
                rows: relation.rows,
            }),
        }
    }
    losses
}

fn newest_backup(context: &Context) -> Option<NewestBackup> {
    let kept = backup::list(context).into_iter().find(|backup| backup.is_whole)?;
    let created = kept.manifest.created.parse::<Timestamp>().ok();
    let age = created.map(|created| Duration::try_from(Timestamp::now().duration_since(created)).unwrap_or_default());
    Some(NewestBackup {
        file: kept.path,
        age,
        created: kept.manifest.created,
        size: kept.manifest.size,
        revisions: kept.manifest.revisions,
    })
}
