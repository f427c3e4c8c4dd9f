//! A step without a transaction (`-- goc:transaction off`): statement by statement, with its progress recorded.
//!
//! A statement that could run inside a transaction gets one of its own, together with the record that it is done, so
//! that only statements which the engine refuses there can ever be in doubt. Of those, `CREATE INDEX CONCURRENTLY` can be looked
//! up: its index is there and valid, there and invalid (and then dropped), or not there.

use std::time::Instant;

use super::atomic::Progress;
use super::run::{Resume, Run, journal_outcome, milliseconds, run_outcome};
use super::step_script::StepScript;
use crate::database::journal::{self, StepRecord};
use crate::database::{DatabaseError, Outcome, StatementFailure, StepOutcome, Urgency, batch};
use crate::i18n::safe;
use crate::operations::{Doubt, Event, MigrationError, RunProblem};
use crate::revision::Step;

impl Run<'_> {
    /// A step that runs in a transaction cannot have been interrupted, unless its file was another one then.
    pub(super) fn refuse_interrupted(&self, step: &Step, script: &StepScript) -> Result<(), MigrationError> {
        match self.interrupted_record(step) {
            Some(record) => Err(interrupted(record, script, Doubt::HasTransactionNow).into()),
            None => Ok(()),
        }
    }

    /// Half a step that the plan does not go on with would stay half for ever.
    pub(super) fn refuse_interrupted_elsewhere(&self, steps: &[Step]) -> Result<(), RunProblem> {
        let is_planned = |record: &&StepRecord| {
            steps.iter().any(|step| step.revision == record.revision && step.direction == record.direction)
        };
        match self.interrupted.iter().find(|record| !is_planned(record)) {
            Some(record) => Err(RunProblem::InterruptedElsewhere {
                revision: safe(&record.revision).into_owned(),
                direction: record.direction,
                done: record.statements_done,
            }),
            None => Ok(()),
        }
    }

    fn interrupted_record(&self, step: &Step) -> Option<&StepRecord> {
        self.interrupted.iter().rfind(|record| record.revision == step.revision && record.direction == step.direction)
    }

    pub(super) async fn run_loose(
        &mut self,
        step: &Step,
        index: usize,
        script: &StepScript,
    ) -> Result<(), MigrationError> {
        let started = Instant::now();
        self.batch_rows = None;
        if !script.batches().is_empty() {
            self.connection.begin("", &self.context.stop).await?;
            self.connection.commit(&batch::create(self.catalog()), &self.context.stop).await?;
        }
        let (first, settle) = self.where_to_begin(step, script).await?;
        let mut record = self.step_record(step, index);
        record.outcome = StepOutcome::Running;
        record.statements_done = u32::try_from(first).unwrap_or(u32::MAX);
        record.done_checksum = script.done_checksum(first);
        // The new record takes the place of the interrupted one.
        let mut sql = journal::write_step(self.catalog(), &record);
        for old in &settle {
            sql.push_str(&journal::settle_step(self.catalog(), old));
        }
        if !script.batches().is_empty() && (settle.is_empty() || self.options.resume == Resume::Retry) {
            // What an attempt that was given up has left is none of this one's business.
            sql.push_str(&batch::forget(self.catalog(), &step.revision, step.direction));
        }
        self.begin_verified().await?;
        self.connection.commit(&sql, &self.context.stop).await?;
        self.step_started(step, index, script.len());
        if first > 0 {
            let revision = step.revision.clone();
            self.context.events.send(Event::Resuming { revision, done: first, total: script.len() });
        }

        let mut rows = 0;
        for statement in first..script.len() {
            match self.run_one(step, script, statement, &mut record).await {
                Ok(more) => rows += more,
                Err(failure) => {
                    let left_nothing = failure.index == 0 && self.batch_rows.is_none() && !failure.error.is_lost();
                    let error = self.loose_failure(step, index, script, record, failure).await;
                    if left_nothing {
                        self.restore(&settle).await;
                    }
                    return Err(error);
                }
            }
        }

        record.outcome = StepOutcome::Done;
        record.duration_ms = milliseconds(started.elapsed());
        record.rows = rows;
        if let Err(error) = self.finish_loose(step, index, &record, !script.batches().is_empty()).await {
            let outcome = run_outcome(&error);
            record.outcome = StepOutcome::Partial;
            record.error = Some(error.to_string());
            self.write_end(outcome, Some(&record), &error.to_string()).await;
            return Err(error);
        }
        self.move_rows(step);
        self.step_done(step, index, started.elapsed(), rows);
        Ok(())
    }

    /// A second attempt left nothing of its own: what an earlier one left is still there, and still to be repaired.
    async fn restore(&mut self, settled: &[StepRecord]) {
        let sql: String = settled.iter().map(|old| journal::write_step(self.catalog(), old)).collect();
        let undisturbed = crate::database::Stop::default();
        if !sql.is_empty()
            && self.connection.begin("", &undisturbed).await.is_ok()
            && self.connection.commit(&sql, &undisturbed).await.is_err()
        {
            self.connection.rollback().await;
        }
    }

    async fn finish_loose(
        &mut self,
        step: &Step,
        index: usize,
        record: &StepRecord,
        has_batches: bool,
    ) -> Result<(), MigrationError> {
        self.begin_verified().await?;
        let catalog = self.catalog();
        let forget = match has_batches {
            true => batch::forget(catalog, &step.revision, step.direction),
            false => String::new(),
        };
        let sql = format!(
            "{}{}{forget}{}",
            catalog.change_version(&step.removes, &step.adds),
            journal::write_step(catalog, record),
            self.finish_sql(index)
        );
        Ok(self.connection.commit(&sql, &self.context.stop).await?)
    }

    /// The first statement to run, and the records that this run replaces.
    async fn where_to_begin(
        &mut self,
        step: &Step,
        script: &StepScript,
    ) -> Result<(usize, Vec<StepRecord>), MigrationError> {
        let Some(record) = self.interrupted_record(step).cloned() else { return Ok((0, Vec::new())) };
        let done = record.statements_done as usize;
        let same = |other: &&StepRecord| other.revision == step.revision && other.direction == step.direction;
        let settle: Vec<StepRecord> = self.interrupted.iter().filter(same).cloned().collect();
        match self.options.resume {
            Resume::Retry => return Ok((0, settle)),
            Resume::Continue => {}
            Resume::IfCertain => {
                if done > script.len() || script.done_checksum(done) != record.done_checksum {
                    return Err(interrupted(&record, script, Doubt::FileChanged).into());
                }
                self.refuse_changed_batches(step, script, &record).await?;
            }
        }
        // A statement that failed left nothing; one that was running when its process died may have been done.
        let in_doubt = record.outcome == StepOutcome::Running && done < script.len() && runs_alone(script, done);
        if !in_doubt {
            return Ok((done.min(script.len()), settle));
        }
        if let Some(index) = script.concurrent_index(done) {
            let valid = self.connection.index_is_valid(&index).await?;
            return Ok((if valid == Some(true) { done + 1 } else { done }, settle));
        }
        let repeatable = script.refused_in_transaction(done).is_some_and(is_repeatable);
        if repeatable || self.options.resume == Resume::Continue {
            return Ok((done, settle));
        }
        Err(interrupted(&record, script, Doubt::StatementInDoubt).into())
    }

    async fn run_one(
        &mut self,
        step: &Step,
        script: &StepScript,
        index: usize,
        record: &mut StepRecord,
    ) -> Result<u64, StatementFailure> {
        if let Some(batch) = script.batch(index) {
            let rows = self.run_batch(step, script, index, batch).await?;
            let next = advanced(record, script, index + 1);
            let sql = journal::write_step(self.catalog(), &next);
            self.connection.execute(sql).await.map_err(|error| without_place(index, error))?;
            *record = next;
            self.batch_rows = None;
            return Ok(rows);
        }
        let mut attempt = 1;
        loop {
            let result = if runs_alone(script, index) {
                self.run_alone(script, index, record).await
            } else {
                self.run_recorded(script, index, record).await
            };
            match result {
                Err(failure) if self.pause_before_retry(attempt, &failure.error).await => attempt += 1,
                Err(mut failure) => {
                    // Statements before the one that failed are other parts of the same step.
                    failure.index = index;
                    if let DatabaseError::LockTimeout { attempts, .. } = &mut failure.error {
                        *attempts = attempt;
                        if self.context.stop.is_asked() {
                            // Somebody did not want to wait for another attempt.
                            failure.error = DatabaseError::Cancelled;
                        }
                    }
                    return Err(failure);
                }
                Ok(rows) => return Ok(rows),
            }
        }
    }

    /// The statement and the record that it is done are one transaction.
    async fn run_recorded(
        &mut self,
        script: &StepScript,
        index: usize,
        record: &mut StepRecord,
    ) -> Result<u64, StatementFailure> {
        self.connection.begin("", &self.context.stop).await.map_err(|error| without_place(index, error))?;
        let mut progress = Progress::new(&self.context.events, script, index);
        let part = script.part(index..index + 1);
        let result = self.connection.run(part, &self.context.stop, &mut progress).await;
        let rows = progress.rows;
        let result = match result {
            Ok(()) => {
                let next = advanced(record, script, index + 1);
                let sql = journal::write_step(self.catalog(), &next);
                let committed = self.connection.commit(&sql, &self.context.stop).await;
                committed.map(|()| *record = next).map_err(|error| without_place(index, error))
            }
            Err(failure) => Err(failure),
        };
        if result.is_err() {
            self.connection.rollback().await;
        }
        result.map(|()| rows)
    }

    /// The statement runs outside any transaction; the record follows.
    async fn run_alone(
        &mut self,
        script: &StepScript,
        index: usize,
        record: &mut StepRecord,
    ) -> Result<u64, StatementFailure> {
        let concurrent_index = script.concurrent_index(index);
        if let Some(name) = &concurrent_index {
            // `IF NOT EXISTS` would be content with an index that an earlier attempt left invalid.
            self.drop_if_invalid(name).await.map_err(|error| without_place(index, error))?;
        }
        let mut progress = Progress::new(&self.context.events, script, index);
        let part = script.part(index..index + 1);
        let result = self.connection.run(part, &self.context.stop, &mut progress).await;
        let rows = progress.rows;
        if let Err(failure) = result {
            if let Some(name) = &concurrent_index
                && !failure.error.is_lost()
            {
                // Cleaning up is not cancelled with the statement: an invalid index costs every write of the shop.
                let _ = self.drop_if_invalid(name).await;
            }
            return Err(failure);
        }
        let next = advanced(record, script, index + 1);
        let sql = journal::write_step(self.catalog(), &next);
        self.connection.execute(sql).await.map_err(|error| without_place(index, error))?;
        *record = next;
        Ok(rows)
    }

    async fn drop_if_invalid(&mut self, name: &str) -> Result<(), DatabaseError> {
        if self.connection.index_is_valid(name).await? == Some(false) {
            self.connection.drop_index_concurrently(name).await?;
            self.context.events.send(Event::InvalidIndexDropped { index: safe(name).into_owned() });
        }
        Ok(())
    }

    async fn loose_failure(
        &mut self,
        step: &Step,
        index: usize,
        script: &StepScript,
        mut record: StepRecord,
        failed: StatementFailure,
    ) -> MigrationError {
        let StatementFailure { index: statement, byte, error } = failed;
        let lost = error.is_lost();
        let mut failure = self.failed(step, script, Some((statement, byte)), error, index);
        failure.statements_kept = statement;
        failure.rows_kept = self.batch_rows;
        // Nothing was done, and the failing statement left nothing: there is nothing to continue.
        record.outcome = match statement {
            0 if self.batch_rows.is_none() => journal_outcome(Some(&failure.error)),
            _ => StepOutcome::Partial,
        };
        record.error = Some(failure.to_string());
        let error = MigrationError::Failed(failure);
        if lost {
            let _ = self.reconnect().await;
        }
        // The record of a statement whose COMMIT was on its way may be there, and be newer than what is known here.
        let record = (!lost).then_some(&record);
        // A line that was lost lets the running range finish, and only that.
        let outcome = match self.context.stop.urgency() {
            Urgency::AfterStep => Outcome::Stopped,
            _ => run_outcome(&error),
        };
        self.write_end(outcome, record, &error.to_string()).await;
        error
    }
}

/// A failure of goc's own statements around a statement of the script.
pub(super) fn without_place(index: usize, error: DatabaseError) -> StatementFailure {
    StatementFailure { index, byte: None, error }
}

/// Whether a statement has to run outside any transaction: the engine refuses it there, or it may commit by itself.
fn runs_alone(script: &StepScript, index: usize) -> bool {
    let first_word =
        script.script().statement(index).split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    script.batch(index).is_none() && script.refused_in_transaction(index).is_some()
        || ["CALL", "DO"].iter().any(|word| first_word.eq_ignore_ascii_case(word))
}

/// Commands that may run a second time without harm.
fn is_repeatable(command: &str) -> bool {
    ["VACUUM", "REINDEX", "CLUSTER", "ALTER SYSTEM", "DISCARD", "PRAGMA"].iter().any(|word| command.starts_with(word))
}

fn advanced(record: &StepRecord, script: &StepScript, done: usize) -> StepRecord {
    StepRecord {
        statements_done: u32::try_from(done).unwrap_or(u32::MAX),
        done_checksum: script.done_checksum(done),
        ..record.clone()
    }
}

pub(super) fn interrupted(record: &StepRecord, script: &StepScript, why: Doubt) -> RunProblem {
    RunProblem::Interrupted {
        revision: safe(&record.revision).into_owned(),
        direction: record.direction,
        done: record.statements_done as usize,
        total: script.len(),
        statement: script.excerpt(record.statements_done as usize),
        why,
    }
}
