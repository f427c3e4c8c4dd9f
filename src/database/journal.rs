//! `goc_run` and `goc_step`: what was run here, by whom, and how it ended.
//!
//! A run's row is written before the run starts. A step's row commits with the step, and the row of the last step with the end of
//! the run, so that a whole run costs one transaction more than its steps. A run without an end whose process is gone has
//! crashed; its last step's row tells how far it came.

use std::collections::HashMap;

use memchr::memchr;
use serde::Serialize;

use super::session::{Connection, Row};
use super::version_table::Catalog;
use super::{DatabaseError, literal, optional_literal, sample};
use crate::operator::Operator;
use crate::revision::{Checksum, Direction, Engine, RevisionId};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// All its steps are done.
    Done,
    /// A step failed; those before it are done.
    Failed,
    /// A person cancelled it.
    Cancelled,
    /// It stopped between two steps because the line was lost.
    Stopped,
    /// Its process ended without a word.
    Crashed,
}

impl Outcome {
    /// As the journal has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Failed => "failed",
            Outcome::Cancelled => "cancelled",
            Outcome::Stopped => "stopped",
            Outcome::Crashed => "crashed",
        }
    }

    fn parse(text: &str) -> Option<Outcome> {
        [Outcome::Done, Outcome::Failed, Outcome::Cancelled, Outcome::Stopped, Outcome::Crashed]
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }
}

/// What is true of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepOutcome {
    /// It is done, and the version table says so.
    Done,
    /// It failed, and left nothing.
    Failed,
    /// It was cancelled, and left nothing.
    Cancelled,
    /// A step without a transaction is running, or its process died in it.
    Running,
    /// A step without a transaction failed or was cancelled between statements that stay.
    Partial,
    /// An interrupted step that was continued, retried or marked later; that has a row of its own.
    Settled,
    /// Nothing ran: it was applied before goc took the database over, or beside goc.
    Adopted,
}

impl StepOutcome {
    fn as_str(self) -> &'static str {
        match self {
            StepOutcome::Done => "done",
            StepOutcome::Failed => "failed",
            StepOutcome::Cancelled => "cancelled",
            StepOutcome::Running => "running",
            StepOutcome::Partial => "partial",
            StepOutcome::Settled => "settled",
            StepOutcome::Adopted => "adopted",
        }
    }

    fn parse(text: &str) -> StepOutcome {
        match text {
            "done" => StepOutcome::Done,
            "cancelled" => StepOutcome::Cancelled,
            "running" => StepOutcome::Running,
            "partial" => StepOutcome::Partial,
            "settled" => StepOutcome::Settled,
            "adopted" => StepOutcome::Adopted,
            _ => StepOutcome::Failed,
        }
    }
}

/// A run that is about to start.
#[derive(Debug, Clone)]
pub struct NewRun<'a> {
    /// Sorts by time, and is unique.
    pub id: &'a str,
    /// `upgrade`, `downgrade`, `stamp`, `repair`, `adopt`.
    pub command: &'a str,
    /// What was asked for.
    pub target: &'a str,
    /// The ids of the steps, in order; of a stamp, what it sets.
    pub plan: &'a [RevisionId],
}

/// A run as it stands in the journal.
#[derive(Debug, Clone, Serialize)]
pub struct RunRecord {
    /// Sorts by time.
    pub id: String,
    /// What was run.
    pub command: String,
    /// What was asked for.
    pub target: String,
    /// The ids of the steps that were planned.
    pub plan: Vec<String>,
    /// Who, from where, on which machine, in which process.
    pub operator: String,
    /// The SSH client's address.
    pub client: Option<String>,
    /// The machine.
    pub host: String,
    /// The process.
    pub pid: u32,
    #[serde(skip)]
    pub(super) process_started: u64,
    /// The version of goc.
    pub goc_version: String,
    /// ISO 8601, UTC.
    pub started: String,
    /// ISO 8601, UTC.
    pub finished: Option<String>,
    /// `None` while it runs, and when it crashed unnoticed.
    pub outcome: Option<Outcome>,
    /// Why it did not end well.
    pub error: Option<String>,
    /// Its steps, in order.
    pub steps: Vec<StepRecord>,
}

#[cfg(test)]
impl RunRecord {
    /// A run of the night of 2025-01-04 without steps, for tests above this layer.
    pub(crate) fn sample(command: &str, target: &str, plan: &[&str], outcome: Option<Outcome>) -> RunRecord {
        RunRecord {
            id: "r1".to_owned(),
            command: command.to_owned(),
            target: target.to_owned(),
            plan: plan.iter().map(|&id| id.to_owned()).collect(),
            operator: "ayse".to_owned(),
            client: None,
            host: "kasa-1".to_owned(),
            pid: 7,
            process_started: 0,
            goc_version: "0.1.0".to_owned(),
            started: "2025-01-04T14:02:00.000Z".to_owned(),
            finished: None,
            outcome,
            error: None,
            steps: Vec::new(),
        }
    }
}

/// A step as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepRecord {
    #[serde(skip)]
    /// The run that it belongs to.
    pub run_id: String,
    /// Its place in the run, from 1.
    pub number: u32,
    /// The revision.
    pub revision: RevisionId,
    /// Which way.
    pub direction: Direction,
    /// Of the file's sections when it ran, in hexadecimal.
    pub checksum: String,
    /// ISO 8601, UTC.
    pub started: String,
    /// How long it took.
    pub duration_ms: u64,
    /// Rows that its statements changed or returned.
    pub rows: u64,
    /// What is true of it.
    pub outcome: StepOutcome,
    /// Statements that are done.
    pub statements_done: u32,
    /// Of the statements that are done, so that an edited file cannot be continued in the wrong place.
    pub done_checksum: String,
    /// Why it failed.
    pub error: Option<String>,
}

/// A finished step: what a revision was when it was run, or adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneStep<'a> {
    /// The run that it belongs to.
    pub run_id: &'a str,
    /// Its place in the run, from 1.
    pub number: u32,
    /// The revision.
    pub revision: &'a str,
    /// Which way.
    pub direction: Direction,
    /// Of the file's sections when it ran, in hexadecimal.
    pub checksum: &'a str,
    /// ISO 8601, UTC.
    pub started: &'a str,
    /// How long it took; 0 for one that was adopted.
    pub duration_ms: u64,
    /// Another program has run it, when and how long is not known: `started` is when that was written down.
    pub is_adopted: bool,
}

/// The finished steps of all runs, as the database packed them: a driver's row costs many times what a line of text does, and a
/// till may have 100,000 steps.
#[derive(Debug, Clone, Default)]
pub struct DoneSteps {
    /// Of each run, in order: its id, and a line for each step.
    runs: Vec<(String, String)>,
    /// Whether [`read_interrupted`] has something to find.
    pub has_interrupted: bool,
}

impl DoneSteps {
    /// All of them, oldest first.
    pub fn all(&self) -> Vec<DoneStep<'_>> {
        let mut steps = Vec::new();
        for (run_id, lines) in &self.runs {
            let first = steps.len();
            let mut rest = lines.as_str();
            while let Some((line, next)) = cut(rest, b'\n') {
                steps.extend(done_step(run_id, line));
                rest = next;
            }
            steps.extend(done_step(run_id, rest));
            // An aggregate may take its rows in any order.
            steps[first..].sort_by_key(|step| step.number);
        }
        steps
    }
}

/// Stands where the duration of an adopted step would.
const NO_DURATION: &str = "-";

fn done_step<'a>(run_id: &'a str, line: &'a str) -> Option<DoneStep<'a>> {
    let (number, rest) = cut(line, b' ')?;
    let (duration_ms, rest) = cut(rest, b' ')?;
    let (direction_text, rest) = cut(rest, b' ')?;
    let (checksum, rest) = cut(rest, b' ')?;
    let (started, revision) = cut(rest, b' ')?;
    Some(DoneStep {
        run_id,
        number: number.parse().ok()?,
        revision,
        direction: direction(direction_text),
        checksum,
        started,
        duration_ms: duration_ms.parse().unwrap_or_default(),
        is_adopted: duration_ms == NO_DURATION,
    })
}

/// `split_once` for an ASCII character, several times as fast.
fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = memchr(at, text.as_bytes())?;
    Some((&text[..place], &text[place + 1..]))
}

/// SQL that creates the journal's tables if they are missing.
pub fn create(catalog: &Catalog) -> String {
    let run = catalog.table("goc_run");
    let step = catalog.table("goc_step");
    // On SQLite a table that is its own primary key's index saves writing a second page a step.
    let clustered = match catalog.engine() {
        Engine::Sqlite => " WITHOUT ROWID",
        Engine::Postgres => "",
    };
    // The plan comes last: it may be long, and SQLite would have to read past it to find whether a run has ended.
    format!(
        "CREATE TABLE IF NOT EXISTS {run} (id TEXT NOT NULL PRIMARY KEY, command TEXT NOT NULL, target TEXT NOT NULL, \
         operator TEXT NOT NULL, client TEXT, host TEXT NOT NULL, pid BIGINT NOT NULL, process_started BIGINT NOT NULL, \
         goc_version TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, outcome TEXT, error TEXT, plan TEXT NOT NULL){clustered};\
         CREATE TABLE IF NOT EXISTS {step} (run_id TEXT NOT NULL, number INTEGER NOT NULL, revision TEXT NOT NULL, \
         direction TEXT NOT NULL, checksum TEXT NOT NULL, started TEXT NOT NULL, duration_ms BIGINT NOT NULL, row_count BIGINT NOT NULL, \
         outcome TEXT NOT NULL, statements_done INTEGER NOT NULL, done_checksum TEXT NOT NULL, error TEXT, \
         PRIMARY KEY (run_id, number)){clustered};"
    )
}

/// SQL that writes the row of a run that starts now, and how large everything is. Every other run without an end is dead: its writer would hold the lock.
pub fn start_run(catalog: &Catalog, run: &NewRun<'_>, started: &str) -> String {
    let table = catalog.table("goc_run");
    let operator = Operator::current();
    let plan: Vec<&str> = run.plan.iter().map(|id| &**id).collect();
    format!(
        "UPDATE {table} SET outcome = 'crashed' WHERE finished IS NULL AND outcome IS NULL; \
         INSERT INTO {table} (id, command, target, plan, operator, client, host, pid, process_started, goc_version, started) \
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}); {}",
        literal(run.id),
        literal(run.command),
        literal(run.target),
        literal(&plan.join(" ")),
        literal(&operator.user),
        optional_literal(operator.client.as_deref()),
        literal(&operator.host),
        operator.pid,
        operator.process_started,
        literal(env!("CARGO_PKG_VERSION")),
        literal(started),
        sample::write(catalog, run.id)
    )
}

/// SQL that writes the end of a run.
pub fn finish_run(catalog: &Catalog, id: &str, outcome: Outcome, finished: &str, error: Option<&str>) -> String {
    format!(
        "UPDATE {} SET finished = {}, outcome = {}, error = {} WHERE id = {};",
        catalog.table("goc_run"),
        literal(finished),
        literal(outcome.as_str()),
        optional_literal(error),
        literal(id),
    )
}

/// SQL that writes a step's row, or replaces the one that it had while it was running.
pub fn write_step(catalog: &Catalog, step: &StepRecord) -> String {
    format!(
        "INSERT INTO {} (run_id, number, revision, direction, checksum, started, duration_ms, row_count, outcome, statements_done, \
         done_checksum, error) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}) \
         ON CONFLICT (run_id, number) DO UPDATE SET duration_ms = excluded.duration_ms, row_count = excluded.row_count, \
         outcome = excluded.outcome, statements_done = excluded.statements_done, done_checksum = excluded.done_checksum, \
         error = excluded.error;",
        catalog.table("goc_step"),
        literal(&step.run_id),
        step.number,
        literal(&step.revision),
        literal(direction_text(step.direction)),
        literal(&step.checksum),
        literal(&step.started),
        step.duration_ms,
        step.rows,
        literal(step.outcome.as_str()),
        step.statements_done,
        literal(&step.done_checksum),
        optional_literal(step.error.as_deref()),
    )
}

/// SQL that writes revisions down that another program has applied, with the checksums of their files as they are now.
pub fn write_adopted(catalog: &Catalog, run_id: &str, steps: &[(RevisionId, Checksum)], time: &str) -> String {
    // A statement of 100,000 rows would be one large string more on the server.
    const ROWS: usize = 500;
    let table = catalog.table("goc_step");
    let mut sql = String::new();
    for (chunk, steps) in steps.chunks(ROWS).enumerate() {
        let row = |(index, (revision, checksum)): (usize, &(RevisionId, Checksum))| {
            let number = chunk * ROWS + index + 1;
            let (run_id, revision) = (literal(run_id), literal(revision));
            let (checksum, time) = (literal(&checksum.to_string()), literal(time));
            format!("({run_id}, {number}, {revision}, 'upgrade', {checksum}, {time}, 0, 0, 'adopted', 0, '')")
        };
        let rows: Vec<String> = steps.iter().enumerate().map(row).collect();
        sql.push_str(&format!(
            "INSERT INTO {table} (run_id, number, revision, direction, checksum, started, duration_ms, row_count, outcome, \
             statements_done, done_checksum) VALUES {};",
            rows.join(", ")
        ));
    }
    sql
}

/// The revisions that stamps have set, which no step has run.
pub async fn read_stamped(connection: &mut Connection, catalog: &Catalog) -> Result<Vec<RevisionId>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(Vec::new());
    }
    let table = catalog.table("goc_run");
    let rows =
        connection.query(format!("SELECT plan FROM {table} WHERE command = 'stamp' AND outcome = 'done'")).await?;
    let mut stamped: Vec<RevisionId> =
        rows.iter().flat_map(|row| row.text(0).split_whitespace()).map(RevisionId::unchecked).collect();
    stamped.sort();
    stamped.dedup();
    Ok(stamped)
}

/// SQL that marks an interrupted step as dealt with.
pub fn settle_step(catalog: &Catalog, step: &StepRecord) -> String {
    format!(
        "UPDATE {} SET outcome = 'settled' WHERE run_id = {} AND number = {};",
        catalog.table("goc_step"),
        literal(&step.run_id),
        step.number
    )
}

/// SQL that finds whether a step's row says that it is done: the answer to a COMMIT that may or may not have arrived.
pub fn select_step_done(catalog: &Catalog, run_id: &str, number: u32) -> String {
    format!(
        "SELECT 1 FROM {} WHERE run_id = {} AND number = {number} AND outcome = 'done'",
        catalog.table("goc_step"),
        literal(run_id)
    )
}

fn direction(text: &str) -> Direction {
    if text == "downgrade" { Direction::Downgrade } else { Direction::Upgrade }
}

fn direction_text(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade",
        Direction::Downgrade => "downgrade",
    }
}

/// How the target of a `repair` begins that dealt with an invalid index; the statement follows.
pub const INDEX_TARGET: &str = "index: ";

const RUN_COLUMNS: &str = "id, command, target, plan, operator, client, host, pid, process_started, goc_version, started, finished, \
                           outcome, error";
const STEP_COLUMNS: &str = "run_id, number, revision, direction, checksum, started, duration_ms, row_count, outcome, statements_done, \
                            done_checksum, error";

/// The newest runs, newest first, each with its steps.
pub async fn read_runs(
    connection: &mut Connection,
    catalog: &Catalog,
    limit: u32,
) -> Result<Vec<RunRecord>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(Vec::new());
    }
    let newest = format!("SELECT id FROM {} ORDER BY id DESC LIMIT {limit}", catalog.table("goc_run"));
    read_chosen_runs(connection, catalog, &newest).await
}

/// Who started each run, by the run's id.
pub async fn read_operators(
    connection: &mut Connection,
    catalog: &Catalog,
) -> Result<HashMap<String, String>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(HashMap::new());
    }
    let rows = connection.query(format!("SELECT id, operator FROM {}", catalog.table("goc_run"))).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// How many runs of each command ended in which way; `open` for those without an end.
pub async fn count_runs(
    connection: &mut Connection,
    catalog: &Catalog,
) -> Result<Vec<(String, String, u64)>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(Vec::new());
    }
    let table = catalog.table("goc_run");
    let sql = format!("SELECT command, coalesce(outcome, 'open'), count(*) FROM {table} GROUP BY 1, 2 ORDER BY 1, 2");
    let rows = connection.query(sql).await?;
    let count = |row: &Row| u64::try_from(row.number(2)).unwrap_or_default();
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned(), count(row))).collect())
}

/// The newest run with its steps, unless it ended well.
pub async fn read_last_unless_done(
    connection: &mut Connection,
    catalog: &Catalog,
) -> Result<Option<RunRecord>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(None);
    }
    let run_table = catalog.table("goc_run");
    // Accepting a changed file runs nothing, and an index is no step, so they hide nothing that was left before them.
    let last = format!(
        "SELECT id FROM {run_table} WHERE id = \
         (SELECT max(id) FROM {run_table} WHERE NOT (command = 'repair' AND (target LIKE 'accept %' OR target LIKE '{INDEX_TARGET}%'))) AND (outcome IS NULL OR outcome <> 'done')"
    );
    Ok(read_chosen_runs(connection, catalog, &last).await?.pop())
}

/// The runs whose ids the query `chosen` returns, newest first, each with its steps.
async fn read_chosen_runs(
    connection: &mut Connection,
    catalog: &Catalog,
    chosen: &str,
) -> Result<Vec<RunRecord>, DatabaseError> {
    let rows = connection
        .query(format!(
            "SELECT {RUN_COLUMNS} FROM {} WHERE id IN ({chosen}) ORDER BY id DESC",
            catalog.table("goc_run")
        ))
        .await?;
    let mut runs: Vec<RunRecord> = rows.iter().map(run_record).collect();
    if runs.is_empty() {
        return Ok(runs);
    }
    let rows = connection
        .query(format!(
            "SELECT {STEP_COLUMNS} FROM {} WHERE run_id IN ({chosen}) ORDER BY run_id, number",
            catalog.table("goc_step")
        ))
        .await?;
    for step in rows.iter().map(step_record) {
        if let Ok(index) = runs.binary_search_by(|run| step.run_id.cmp(&run.id)) {
            runs[index].steps.push(step);
        }
    }
    Ok(runs)
}

/// The runs that have not ended and are not known to have crashed.
pub async fn read_open_runs(connection: &mut Connection, catalog: &Catalog) -> Result<Vec<RunRecord>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(Vec::new());
    }
    let rows = connection
        .query(format!(
            "SELECT {RUN_COLUMNS} FROM {} WHERE finished IS NULL AND outcome IS NULL ORDER BY id",
            catalog.table("goc_run")
        ))
        .await?;
    Ok(rows.iter().map(run_record).collect())
}

/// A run that is under way, as far as the journal tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenRun {
    /// Sorts by time.
    pub id: String,
    /// What is run.
    pub command: String,
    /// What was asked for.
    pub target: String,
    /// Who runs it.
    pub operator: String,
    /// The SSH client's address.
    pub client: Option<String>,
    /// The machine.
    pub host: String,
    /// The process.
    pub pid: u32,
    #[serde(skip)]
    pub(super) process_started: u64,
    /// The version of goc.
    pub goc_version: String,
    /// ISO 8601, UTC.
    pub started: String,
    /// The ids of its steps, in order.
    pub plan: Vec<String>,
    /// Steps that are done and committed. With `--single-transaction` none is before the end.
    pub steps_done: usize,
    /// In a step without a transaction: statements that are done and stay.
    pub statements_done: Option<u32>,
    /// It is this process that runs it.
    #[serde(skip)]
    pub is_here: bool,
}

impl OpenRun {
    /// The number of the step at work, from 1, and its revision; `None` when all are done.
    pub fn current_step(&self) -> Option<(usize, &str)> {
        let revision = self.plan.get(self.steps_done)?;
        Some((self.steps_done + 1, revision))
    }
}

#[cfg(test)]
impl OpenRun {
    /// A run of the night of 2025-01-04 on another machine, for tests above this layer.
    pub(crate) fn sample(plan: &[&str], steps_done: usize) -> OpenRun {
        OpenRun {
            id: "r9".to_owned(),
            command: "upgrade".to_owned(),
            target: "heads".to_owned(),
            operator: "ayse".to_owned(),
            client: Some("10.0.0.7".to_owned()),
            host: "kasa-1".to_owned(),
            pid: 812,
            process_started: 0,
            goc_version: "0.1.0".to_owned(),
            started: "2025-01-04T02:10:00.000Z".to_owned(),
            plan: plan.iter().map(|&id| id.to_owned()).collect(),
            steps_done,
            statements_done: None,
            is_here: false,
        }
    }
}

/// SQL that finds the newest run without an end and how far it is, each row with its kind in front. The plan, which may be long, is left
/// out for the run `known`.
pub fn select_open_run(catalog: &Catalog, known: Option<&str>) -> String {
    let (run, step) = (catalog.table("goc_run"), catalog.table("goc_step"));
    let open = format!("SELECT max(id) FROM {run} WHERE finished IS NULL AND outcome IS NULL");
    format!(
        "SELECT 'run', id, command, target, operator, client, host, pid, process_started, goc_version, started,          CASE WHEN id = {} THEN '' ELSE plan END FROM {run} WHERE id = ({open}); \
         SELECT 'steps', count(CASE WHEN outcome = 'done' THEN 1 END), \
         max(CASE WHEN outcome = 'running' THEN statements_done END) FROM {step} WHERE run_id = ({open});",
        optional_literal(known)
    )
}

/// The answer to [`select_open_run`].
pub fn open_run(rows: &[Row]) -> Option<OpenRun> {
    let row = rows.iter().find(|row| row.text(0) == "run")?;
    let steps = rows.iter().find(|row| row.text(0) == "steps");
    Some(OpenRun {
        id: row.text(1).to_owned(),
        command: row.text(2).to_owned(),
        target: row.text(3).to_owned(),
        operator: row.text(4).to_owned(),
        client: row.optional(5).map(str::to_owned),
        host: row.text(6).to_owned(),
        pid: u32::try_from(row.number(7)).unwrap_or_default(),
        process_started: u64::try_from(row.number(8)).unwrap_or_default(),
        goc_version: row.text(9).to_owned(),
        started: row.text(10).to_owned(),
        plan: row.text(11).split_whitespace().map(str::to_owned).collect(),
        steps_done: steps.and_then(|steps| usize::try_from(steps.number(1)).ok()).unwrap_or_default(),
        statements_done: steps.and_then(|steps| steps.optional(2)?.parse().ok()),
        is_here: false,
    })
}

/// Steps without a transaction that were neither finished nor dealt with since.
pub async fn read_interrupted(
    connection: &mut Connection,
    catalog: &Catalog,
) -> Result<Vec<StepRecord>, DatabaseError> {
    if !catalog.has_journal {
        return Ok(Vec::new());
    }
    let rows = connection
        .query(format!(
            "SELECT {STEP_COLUMNS} FROM {} WHERE outcome IN ('running', 'partial') ORDER BY run_id, number",
            catalog.table("goc_step")
        ))
        .await?;
    Ok(rows.iter().map(step_record).collect())
}

/// Every finished step: what the revisions were when they were applied.
pub async fn read_done_steps(connection: &mut Connection, catalog: &Catalog) -> Result<DoneSteps, DatabaseError> {
    if !catalog.has_journal {
        return Ok(DoneSteps::default());
    }
    // The revision comes last, since it is the only field that goc did not make.
    let rows = connection
        .query(format!(
            "SELECT run_id, string_agg(CASE outcome WHEN 'done' \
             THEN concat_ws(' ', number, duration_ms, direction, checksum, started, revision) WHEN 'adopted' \
             THEN concat_ws(' ', number, '{NO_DURATION}', direction, checksum, started, revision) END, '\n'), \
             count(CASE WHEN outcome IN ('running', 'partial') THEN 1 END) \
             FROM {} GROUP BY run_id ORDER BY run_id",
            catalog.table("goc_step")
        ))
        .await?;
    let has_interrupted = rows.iter().any(|row| row.number(2) > 0);
    let runs = rows.into_iter().map(|row| (row.text(0).to_owned(), row.into_text(1))).collect();
    Ok(DoneSteps { runs, has_interrupted })
}

fn run_record(row: &Row) -> RunRecord {
    RunRecord {
        id: row.text(0).to_owned(),
        command: row.text(1).to_owned(),
        target: row.text(2).to_owned(),
        plan: row.text(3).split_whitespace().map(str::to_owned).collect(),
        operator: row.text(4).to_owned(),
        client: row.optional(5).map(str::to_owned),
        host: row.text(6).to_owned(),
        pid: u32::try_from(row.number(7)).unwrap_or_default(),
        process_started: u64::try_from(row.number(8)).unwrap_or_default(),
        goc_version: row.text(9).to_owned(),
        started: row.text(10).to_owned(),
        finished: row.optional(11).map(str::to_owned),
        outcome: row.optional(12).and_then(Outcome::parse),
        error: row.optional(13).map(str::to_owned),
        steps: Vec::new(),
    }
}

fn step_record(row: &Row) -> StepRecord {
    StepRecord {
        run_id: row.text(0).to_owned(),
        number: u32::try_from(row.number(1)).unwrap_or_default(),
        revision: RevisionId::unchecked(row.text(2)),
        direction: direction(row.text(3)),
        checksum: row.text(4).to_owned(),
        started: row.text(5).to_owned(),
        duration_ms: u64::try_from(row.number(6)).unwrap_or_default(),
        rows: u64::try_from(row.number(7)).unwrap_or_default(),
        outcome: StepOutcome::parse(row.text(8)),
        statements_done: u32::try_from(row.number(9)).unwrap_or_default(),
        done_checksum: row.text(10).to_owned(),
        error: row.optional(11).map(str::to_owned),
    }
}
