//! One transaction: a step's statements, its version row and its journal row; or several steps' for `--single-transaction`.

use std::sync::Arc;
use std::time::Instant;

use super::run::{NotTried, Run, journal_outcome, milliseconds, run_outcome};
use super::step_script::StepScript;
use crate::database::journal::{self, StepRecord};
use crate::database::{Blocker, Connection, DatabaseError, Observer, Row, StatementDone, Urgency, literal};
use crate::i18n::safe;
use crate::operations::{Event, Events, MigrationError, RunProblem, StepFailure};
use crate::revision::Step;

/// A failure inside a unit, with the step that it belongs to.
struct UnitFailure {
    error: MigrationError,
    step: usize,
    record: Option<StepRecord>,
    /// The COMMIT was lost on its way, which a new connection has shown: nothing of the unit is there.
    commit_lost: bool,
}

impl UnitFailure {
    fn new(error: impl Into<MigrationError>, step: usize, record: Option<StepRecord>) -> UnitFailure {
        UnitFailure { error: error.into(), step, record, commit_lost: false }
    }
}

/// How often a unit is run whose COMMIT gets lost. A line that breaks at every COMMIT needs a person.
const COMMIT_ATTEMPTS: u32 = 3;

/// How much of a statement an event shows: more than a terminal's line.
const EVENT_CELLS: usize = 200;

/// Turns what a connection reports into events, and adds the rows up.
pub(super) struct Progress<'a> {
    pub(super) events: &'a Events,
    pub(super) script: &'a StepScript,
    /// The statements before these, when only a part of the script runs.
    offset: usize,
    pub(super) rows: u64,
    /// The beginning of the statement that runs.
    sql: Arc<str>,
}

impl<'a> Progress<'a> {
    /// Of a part of `script` that begins at statement `offset`.
    pub(super) fn new(events: &'a Events, script: &'a StepScript, offset: usize) -> Progress<'a> {
        Progress { events, script, offset, rows: 0, sql: Arc::default() }
    }
}

impl Observer for Progress<'_> {
    fn started(&mut self, index: usize, last: usize) {
        let (index, last) = (index + self.offset, last + self.offset);
        self.sql = self.script.one_line(index, EVENT_CELLS).into();
        self.events.send(Event::StatementStarted {
            number: index + 1,
            last: last + 1,
            total: self.script.len(),
            line: self.script.line(index, None),
            sql: self.sql.clone(),
        });
    }

    fn done(&mut self, done: StatementDone) {
        self.rows += done.rows;
        let index = done.index + self.offset;
        self.events.send(Event::StatementDone {
            number: index + 1,
            total: self.script.len(),
            line: self.script.line(index, None),
            sql: self.sql.clone(),
            elapsed: done.elapsed,
            rows: done.rows,
        });
    }

    fn blocked(&mut self, by: &[Blocker]) {
        if !by.is_empty() {
            self.events.send(Event::Blocked { by: by.to_vec() });
        }
    }
}

impl Run<'_> {
    /// Runs `steps`, of which the first is number `first` of the plan, as one transaction; again when a lock was not to be had.
    pub(super) async fn run_unit(
        &mut self,
        steps: &[Step],
        scripts: &[StepScript],
        first: usize,
    ) -> Result<(), MigrationError> {
        let reports = self.reports.len();
        let mut attempt = 1;
        let mut commits = 1;
        loop {
            let Err(mut failure) = self.try_unit(steps, scripts, first).await else { return Ok(()) };
            self.reports.truncate(reports);
            if failure.commit_lost && commits < COMMIT_ATTEMPTS && !self.context.stop.is_asked() {
                commits += 1;
                let revision = steps[failure.step - first].revision.clone();
                self.context.events.send(Event::CommitLost { revision });
                continue;
            }
            let database_error = database_error(&failure.error).cloned();
            if let Some(error) = &database_error
                && self.pause_before_retry(attempt, error).await
            {
                attempt += 1;
                continue;
            }
            if matches!(database_error, Some(DatabaseError::LockTimeout { .. })) {
                // Somebody did not want to wait for another attempt.
                self.stop_if_asked().await?;
            }
            set_attempts(&mut failure.error, attempt);
            if database_error.is_some_and(|error| error.is_lost()) && !failure.commit_lost {
                // The journal is written on a new connection, if there is one to be had at once.
                let _ = self.reconnect().await;
            }
            let outcome = run_outcome(&failure.error);
            if let Some(record) = &mut failure.record {
                record.error = Some(failure.error.to_string());
                record.number = u32::try_from(failure.step + 1).unwrap_or(u32::MAX);
            }
            self.write_end(outcome, failure.record.as_ref(), &failure.error.to_string()).await;
            return Err(failure.error);
        }
    }

    async fn try_unit(&mut self, steps: &[Step], scripts: &[StepScript], first: usize) -> Result<(), UnitFailure> {
        let rebuilds = scripts.iter().any(StepScript::rebuilds_tables);
        if rebuilds {
            self.set_foreign_keys(false).await.map_err(|error| UnitFailure::new(error, first, None))?;
        }
        let rows_before = self.rows.clone();
        let result = self.transaction(steps, scripts, first, rebuilds).await;
        if result.is_err() {
            self.rows = rows_before;
            self.connection.rollback().await;
        }
        if rebuilds {
            // After a failure the connection may be gone; then so is the setting.
            let _ = self.set_foreign_keys(true).await;
        }
        result
    }

    async fn transaction(
        &mut self,
        steps: &[Step],
        scripts: &[StepScript],
        first: usize,
        rebuilds: bool,
    ) -> Result<(), UnitFailure> {
        self.begin_verified().await.map_err(|error| UnitFailure::new(error, first, None))?;
        let before = if rebuilds { self.foreign_key_violations().await } else { Ok(Vec::new()) };
        let before = before.map_err(|error| UnitFailure::new(error, first, None))?;
        let mut done = Vec::with_capacity(steps.len());
        let mut last_sql = String::new();
        for (offset, (step, script)) in steps.iter().zip(scripts).enumerate() {
            let index = first + offset;
            let started = Instant::now();
            let mut record = self.step_record(step, index);
            self.step_started(step, index, script.len());
            // What the step before wrote down goes out before this one's statements.
            if !last_sql.is_empty() {
                let sql = std::mem::take(&mut last_sql);
                let written = self.connection.execute_in_step(&sql).await;
                written
                    .map_err(|error| UnitFailure::new(self.failed(step, script, None, error, first), index, None))?;
            }
            let mut progress = Progress::new(&self.context.events, script, 0);
            let result = self.connection.run(script.script(), &self.context.stop, &mut progress).await;
            let rows = progress.rows;
            if let Err(failure) = result {
                record.duration_ms = milliseconds(started.elapsed());
                record.outcome = journal_outcome(Some(&failure.error));
                let place = Some((failure.index, failure.byte));
                let error = self.failed(step, script, place, failure.error, first);
                return Err(UnitFailure::new(error, index, Some(record)));
            }
            record.rows = rows;
            record.duration_ms = milliseconds(started.elapsed());
            record.statements_done = u32::try_from(script.len()).unwrap_or(u32::MAX);
            last_sql.push_str(&self.catalog().change_version(&step.removes, &step.adds));
            last_sql.push_str(&journal::write_step(self.catalog(), &record));
            done.push((index, started.elapsed(), rows));
            self.move_rows(step);
        }
        let last = first + steps.len() - 1;
        let (step, script) = (&steps[steps.len() - 1], &scripts[scripts.len() - 1]);
        if rebuilds {
            let checked = self.check_foreign_keys(step, script, &before).await;
            checked.map_err(|error| UnitFailure::new(error, last, None))?;
        }
        if self.context.stop.urgency() == Urgency::Now {
            let error = self.failed(step, script, None, DatabaseError::Cancelled, first);
            return Err(UnitFailure::new(error, last, None));
        }
        last_sql.push_str(&self.finish_sql(last));
        if let Err(error) = self.connection.commit(&last_sql, &self.context.stop).await {
            self.after_failed_commit(step, script, error, last, first).await?;
        }
        for ((index, elapsed, rows), step) in done.into_iter().zip(steps) {
            self.step_done(step, index, elapsed, rows);
        }
        Ok(())
    }

    /// A COMMIT that failed may have been refused, or it may have arrived and its answer was lost: the journal knows.
    async fn after_failed_commit(
        &mut self,
        step: &Step,
        script: &StepScript,
        error: DatabaseError,
        index: usize,
        first: usize,
    ) -> Result<(), UnitFailure> {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let commit_lost = error.is_lost();
        if commit_lost {
            let done = match self.reconnect().await {
                Ok(()) => self.is_step_done(number).await,
                Err(error) => Err(error),
            };
            match done {
                Ok(true) => {
                    self.context.events.send(Event::CommitConfirmed { revision: step.revision.clone() });
                    return Ok(());
                }
                Ok(false) => {}
                Err(reason) => {
                    let revision = safe(&step.revision).into_owned();
                    return Err(UnitFailure::new(
                        RunProblem::InDoubt { revision, reason: reason.to_string() },
                        index,
                        None,
                    ));
                }
            }
        }
        let mut record = self.step_record(step, index);
        record.outcome = journal_outcome(Some(&error));
        let error = self.failed(step, script, None, error, first).into();
        Err(UnitFailure { error, step: index, record: Some(record), commit_lost })
    }

    /// Tries all steps in one transaction and rolls it back.
    pub(super) async fn run_dry(&mut self, steps: &[Step]) -> Result<(), MigrationError> {
        let scripts = self.load_all(steps)?;
        let rebuilds = scripts.iter().any(StepScript::rebuilds_tables);
        if rebuilds {
            self.set_foreign_keys(false).await?;
        }
        let result = self.try_all(steps, &scripts, rebuilds).await;
        self.connection.rollback().await;
        if rebuilds {
            self.set_foreign_keys(true).await?;
        }
        result
    }

    async fn try_all(&mut self, steps: &[Step], scripts: &[StepScript], rebuilds: bool) -> Result<(), MigrationError> {
        let create = self.catalog().create_version_table();
        self.connection.begin(&create, &self.context.stop).await?;
        let before = if rebuilds { self.foreign_key_violations().await? } else { Vec::new() };
        for (index, (step, script)) in steps.iter().zip(scripts).enumerate() {
            let started = Instant::now();
            self.step_started(step, index, script.len());
            let mut rows = 0;
            for range in self.triable(step, script) {
                let mut progress = Progress::new(&self.context.events, script, range.start);
                let part = script.part(range.clone());
                let result = self.connection.run(part, &self.context.stop, &mut progress).await;
                rows += progress.rows;
                if let Err(failure) = result {
                    let place = Some((failure.index + range.start, failure.byte));
                    return Err(self.failed(step, script, place, failure.error, 0).into());
                }
            }
            let sql = self.catalog().change_version(&step.removes, &step.adds);
            let changed = self.connection.execute_in_step(&sql).await;
            changed.map_err(|error| self.failed(step, script, None, error, 0))?;
            self.step_done(step, index, started.elapsed(), rows);
        }
        match (steps.last(), scripts.last()) {
            (Some(step), Some(script)) if rebuilds => self.check_foreign_keys(step, script, &before).await,
            _ => Ok(()),
        }
    }

    /// The parts of a script that can run inside a transaction; what cannot is said.
    fn triable(&mut self, step: &Step, script: &StepScript) -> Vec<std::ops::Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = 0;
        for index in 0..script.len() {
            // A batch is made for more rows than one transaction should hold.
            let batch = script.batch(index).map(|_| "goc:batch");
            let Some(command) = batch.or_else(|| script.refused_in_transaction(index)) else { continue };
            if start < index {
                ranges.push(start..index);
            }
            start = index + 1;
            let (revision, place, command) = (step.revision.clone(), script.place(index), command.to_owned());
            self.context.events.send(Event::NotTried {
                revision: revision.clone(),
                place: place.clone(),
                command: command.clone(),
            });
            self.not_tried.push(NotTried { revision, place, command });
        }
        if start < script.len() {
            ranges.push(start..script.len());
        }
        ranges
    }

    pub(super) fn failed(
        &self,
        step: &Step,
        script: &StepScript,
        place: Option<(usize, Option<usize>)>,
        error: DatabaseError,
        kept: usize,
    ) -> Box<StepFailure> {
        Box::new(StepFailure {
            revision: safe(&step.revision).into_owned(),
            direction: step.direction,
            file: script.file.clone(),
            line: place.map(|(index, byte)| script.line(index, byte)),
            statement: place.map(|(index, _)| script.excerpt(index)),
            error,
            kept: if self.options.dry_run { 0 } else { kept },
            total: self.total,
            statements_kept: 0,
            rows_kept: None,
            backup: self.backup.clone(),
        })
    }

    async fn set_foreign_keys(&mut self, on: bool) -> Result<(), DatabaseError> {
        self.connection.execute(format!("PRAGMA foreign_keys = {}", if on { "ON" } else { "OFF" })).await
    }

    /// Rows that point nowhere, as `table rowid -> parent`.
    async fn foreign_key_violations(&mut self) -> Result<Vec<String>, DatabaseError> {
        match &mut self.connection {
            Connection::Postgres(_) => Ok(Vec::new()),
            connection @ Connection::Sqlite(_) => {
                let rows = match connection.query("PRAGMA foreign_key_check").await {
                    // One foreign key whose parent has no such key ends the check for all tables.
                    Err(DatabaseError::Statement { .. }) => violations_by_table(connection).await?,
                    rows => rows?,
                };
                let describe =
                    |row: &Row| safe(&format!("{} rowid {} -> {}", row.text(0), row.text(1), row.text(2))).into_owned();
                Ok(rows.iter().map(describe).collect())
            }
        }
    }

    /// With foreign keys off nothing was checked on the way, so everything is checked at the end; what was broken before the run
    /// is not this run's fault.
    async fn check_foreign_keys(
        &mut self,
        step: &Step,
        script: &StepScript,
        before: &[String],
    ) -> Result<(), MigrationError> {
        const SHOWN: usize = 10;
        let after = self.foreign_key_violations().await?;
        let new: Vec<String> = after.into_iter().filter(|violation| !before.contains(violation)).take(SHOWN).collect();
        if new.is_empty() {
            return Ok(());
        }
        let revision = safe(&step.revision).into_owned();
        Err(RunProblem::ForeignKeys { revision, file: script.file.clone(), violations: new }.into())
    }
}

/// As `PRAGMA foreign_key_check`, without the tables that cannot be checked: SQLite cannot write to them either.
async fn violations_by_table(connection: &mut Connection) -> Result<Vec<Row>, DatabaseError> {
    let mut violations = Vec::new();
    for table in connection.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").await? {
        let check = format!("PRAGMA foreign_key_check({})", literal(table.text(0)));
        match connection.query(check).await {
            Ok(rows) => violations.extend(rows),
            Err(DatabaseError::Statement { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(violations)
}

fn database_error(error: &MigrationError) -> Option<&DatabaseError> {
    match error {
        MigrationError::Failed(failure) => Some(&failure.error),
        MigrationError::Database(error) => Some(error),
        _ => None,
    }
}

fn set_attempts(error: &mut MigrationError, count: u32) {
    let inner = match error {
        MigrationError::Failed(failure) => &mut failure.error,
        MigrationError::Database(error) => error,
        _ => return,
    };
    if let DatabaseError::LockTimeout { attempts, .. } = inner {
        *attempts = count;
    }
}
