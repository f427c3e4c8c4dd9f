//! A statement that runs in key ranges (`-- goc:batch`), each in a transaction of its own together with the record of how far it
//! came, so that a crash at any moment neither repeats a range nor leaves one out.
//!
//! The ranges are tiled over the keys that were there when the batch began (`database/batch.rs`). Their size follows their time: the
//! shop's own transactions should never wait long for a row, and a till notices half a second.

use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::loose::{interrupted, without_place};
use super::run::{LOCK_ATTEMPTS, Run, now};
use super::step_script::StepScript;
use crate::config::parse_duration;
use crate::database::batch::{self, BatchId, BatchState, BatchTable, key_literal};
use crate::database::split::{Bound, bounds, tokens};
use crate::database::{Blocker, DatabaseError, Observer, Script, Statement, StatementDone, StatementFailure, Urgency};
use crate::i18n::safe;
use crate::operations::{BatchFault, Doubt, Event, Events, StepProblem, random};
use crate::revision::{Batch, Engine, Step};

/// Rows of the first range where the directive names no number.
const SIZE: u64 = 1_000;

/// No range is larger: a statement's memory on the server grows with its rows.
const LARGEST: u64 = 1_000_000;

/// How long a range should take.
const TARGET: Duration = Duration::from_millis(500);

/// A range is cancelled after this and tried again with fewer rows, so that no transaction is longer than 2 s.
const TOO_LONG: Duration = Duration::from_millis(1_800);

/// A range waits this long for a lock and is then tried again: while it waits it holds the rows that it has changed, and
/// [`TOO_LONG`] should not take the waiting for work.
const LOCK_TIMEOUT: Duration = Duration::from_millis(900);

/// The pause after a deadlock.
const CONFLICT_PAUSE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_millis(500));

/// A range that is this small runs as long as it needs.
const SMALLEST: u64 = 16;

/// At most this often is said how far a batch is.
const SAID_EVERY: Duration = Duration::from_millis(250);

/// Commands that change rows.
const COMMANDS: [&str; 5] = ["UPDATE", "DELETE", "INSERT", "MERGE", "REPLACE"];

/// A directive, and the statement that it stands before.
#[derive(Debug, Clone)]
pub struct ScriptBatch {
    /// The statement's place; `None` when none follows.
    pub statement: Option<usize>,
    /// The directive's line in the file.
    pub line: u32,
    table: String,
    key: String,
    size: u64,
    pause: Duration,
}

impl ScriptBatch {
    /// `from` is where the section begins in the file.
    pub fn of(directive: &Batch, statements: &[Statement], from: usize) -> ScriptBatch {
        let place = statements.partition_point(|statement| from + statement.range.start < directive.offset);
        ScriptBatch {
            statement: (place < statements.len()).then_some(place),
            line: directive.line,
            table: directive.table.clone(),
            key: directive.key.clone(),
            size: directive.size.unwrap_or(SIZE).clamp(1, LARGEST),
            pause: directive.pause.as_deref().and_then(parse_duration).unwrap_or_default(),
        }
    }
}

/// Refuses directives that cannot be followed.
pub fn check(script: &StepScript, revision: &str) -> Result<(), StepProblem> {
    for (index, batch) in script.batches().iter().enumerate() {
        let fault = match batch.statement {
            None => Some(BatchFault::NoStatement),
            Some(statement) if script.batches()[..index].iter().any(|other| other.statement == Some(statement)) => {
                Some(BatchFault::Twice)
            }
            Some(statement) => fault_of(script, statement),
        };
        if let Some(fault) = fault {
            let place = format!("{}:{}", script.file, batch.line);
            return Err(StepProblem::BadBatch { revision: safe(revision).into_owned(), place, fault });
        }
    }
    Ok(())
}

fn fault_of(script: &StepScript, index: usize) -> Option<BatchFault> {
    let mut words = tokens(script.sql(), &script.statements()[index], script.engine());
    let changes = |word: &str| COMMANDS.iter().any(|command| word.eq_ignore_ascii_case(command));
    // After WITH, the command may come anywhere.
    let changes_rows =
        words.next().is_some_and(|first| changes(first) || first.eq_ignore_ascii_case("WITH") && words.any(changes));
    if !changes_rows {
        return Some(BatchFault::NotRows);
    }
    let found = bounds(script.sql(), &script.statements()[index], script.engine());
    let has = |bound| found.iter().any(|(other, _)| *other == bound);
    (!has(Bound::First) || !has(Bound::Last)).then_some(BatchFault::NoBounds)
}

/// A statement with its range filled in, in a text that begins as the section does.
struct Chunk {
    text: String,
    statement: Statement,
    /// Where a placeholder ended, and by how many bytes what follows has moved.
    moved: Vec<(usize, isize)>,
}

impl Chunk {
    fn new(script: &StepScript, index: usize, first: &str, last: &str) -> Chunk {
        let (sql, statement) = (script.sql(), &script.statements()[index]);
        let mut text = sql[..statement.range.start].to_owned();
        let mut from = statement.range.start;
        let mut moved = Vec::new();
        for (bound, range) in bounds(sql, statement, script.engine()) {
            let value = if bound == Bound::First { first } else { last };
            text.push_str(&sql[from..range.start]);
            text.push_str(value);
            from = range.end;
            moved.push((text.len(), from.cast_signed() - text.len().cast_signed()));
        }
        text.push_str(&sql[from..statement.range.end]);
        let statement = Statement { range: statement.range.start..text.len(), ..statement.clone() };
        Chunk { text, statement, moved }
    }

    /// A place of this text as a place of the section.
    fn original(&self, byte: usize) -> usize {
        let shift = self.moved.iter().rfind(|(end, _)| *end <= byte).map_or(0, |(_, shift)| *shift);
        byte.saturating_add_signed(shift)
    }
}

/// The statement over all keys at once, for a script that somebody else runs.
pub fn whole(script: &StepScript, index: usize) -> String {
    let (first, last) = match script.engine() {
        Engine::Postgres => (key_literal(i64::MIN), key_literal(i64::MAX)),
        Engine::Sqlite => ("(-9223372036854775807 - 1)".to_owned(), key_literal(i64::MAX)),
    };
    let chunk = Chunk::new(script, index, &first, &last);
    chunk.text[chunk.statement.range].to_owned()
}

/// Adds up rows and passes on who is in the way; the statement's own beginning and end are said for all ranges together.
struct ChunkObserver<'a> {
    events: &'a Events,
    rows: u64,
}

impl Observer for ChunkObserver<'_> {
    fn started(&mut self, _: usize, _: usize) {}

    fn done(&mut self, done: StatementDone) {
        self.rows += done.rows;
    }

    fn blocked(&mut self, by: &[Blocker]) {
        if !by.is_empty() {
            self.events.send(Event::Blocked { by: by.to_vec() });
        }
    }
}

/// Whether the server gave the range up for another transaction's sake: a deadlock, or no order in which both could have run.
fn is_conflict(error: &DatabaseError) -> bool {
    matches!(error, DatabaseError::Statement { code, .. } if code == "40P01" || code == "40001")
}

/// Says how far a batch is, not too often, and how long the rest will take at the speed of this run.
struct Teller<'a> {
    run: &'a Events,
    number: usize,
    total: usize,
    line: u32,
    began: Instant,
    /// The share that was done when this run took over.
    from: f64,
    said: Option<Instant>,
    estimate: Option<u64>,
}

impl Teller<'_> {
    fn tell(&mut self, state: &BatchState) {
        if !state.is_done && self.said.is_some_and(|said| said.elapsed() < SAID_EVERY) {
            return;
        }
        self.said = Some(Instant::now());
        let share = state.share();
        let done = share - self.from;
        let left = (done > 0.0).then(|| self.began.elapsed().mul_f64(((1.0 - share) / done).clamp(0.0, 1e6)));
        self.run.send(Event::BatchProgress {
            number: self.number,
            total: self.total,
            line: self.line,
            rows: state.rows,
            estimate: self.estimate,
            permille: (share * 1_000.0) as u16,
            size: state.size,
            left,
        });
    }
}

/// The next range's size after one of `size` rows took `elapsed`: at most twice as many, and fewer at once.
fn next_size(size: u64, elapsed: Duration) -> u64 {
    let factor = TARGET.as_secs_f64() / elapsed.as_secs_f64().max(0.001);
    ((size as f64 * factor.clamp(0.1, 2.0)) as u64).clamp(1, LARGEST)
}

impl Run<'_> {
    /// Runs a statement range by range, from where it stopped. `Ok` has the rows of all ranges, those of earlier runs included.
    pub(super) async fn run_batch(
        &mut self,
        step: &Step,
        script: &StepScript,
        index: usize,
        directive: &ScriptBatch,
    ) -> Result<u64, StatementFailure> {
        let place = |error| without_place(index, error);
        let id = BatchId { revision: &step.revision, direction: step.direction, statement: index + 1 };
        let catalog = self.catalog().clone();
        let began = Instant::now();
        let known = self.connection.read_batch(&catalog, id).await.map_err(place)?;
        // Whatever fails from here on, an earlier run's rows are done: the step stays one to go on with.
        self.batch_rows = known.as_ref().map(|state| state.rows);
        let table = self.connection.batch_table(&directive.table, &directive.key).await.map_err(place)?;
        let mut state = match known {
            Some(state) => state,
            None => match self.connection.batch_span(&table).await.map_err(place)? {
                None => return self.say_done(script, index, began, 0),
                Some((first, end)) => BatchState {
                    checksum: batch_checksum(script, index, &table),
                    first,
                    next: first,
                    end,
                    is_done: false,
                    size: directive.size,
                    rows: 0,
                },
            },
        };
        let events = self.context.events.clone();
        events.send(Event::StatementStarted {
            number: index + 1,
            last: index + 1,
            total: script.len(),
            line: script.line(index, None),
            sql: script.one_line(index, 200).into(),
        });
        let mut teller = Teller {
            run: &events,
            number: index + 1,
            total: script.len(),
            line: script.line(index, None),
            began,
            from: state.share(),
            said: None,
            estimate: table.rows,
        };
        teller.tell(&state);
        let patience = self.connection.limit_lock_timeout(LOCK_TIMEOUT);
        let result = loop {
            if state.is_done {
                break Ok(());
            }
            if self.context.stop.urgency() != Urgency::None {
                break Err(place(DatabaseError::Cancelled));
            }
            if let Err(failure) = self.run_range(script, index, id, &table, &mut state).await {
                break Err(failure);
            }
            self.batch_rows = Some(state.rows);
            teller.tell(&state);
            if !state.is_done && !directive.pause.is_zero() {
                self.context.stop.sleep(directive.pause).await;
            }
        };
        // After a failure too: the statements of other steps wait as long as they were told to.
        self.connection.set_lock_timeout(patience).await;
        result?;
        self.say_done(script, index, began, state.rows)
    }

    fn say_done(&self, script: &StepScript, index: usize, began: Instant, rows: u64) -> Result<u64, StatementFailure> {
        self.context.events.send(Event::StatementDone {
            number: index + 1,
            total: script.len(),
            line: script.line(index, None),
            sql: script.one_line(index, 200).into(),
            elapsed: began.elapsed(),
            rows,
        });
        Ok(rows)
    }

    /// One range; again when a lock was not to be had, and with fewer rows when it takes too long.
    async fn run_range(
        &mut self,
        script: &StepScript,
        index: usize,
        id: BatchId<'_>,
        table: &BatchTable,
        state: &mut BatchState,
    ) -> Result<(), StatementFailure> {
        let mut attempt = 1;
        loop {
            let last = self.connection.batch_last(table, state.next, state.end, state.size).await;
            let last = last.map_err(|error| without_place(index, error))?.unwrap_or(state.end);
            let started = Instant::now();
            match self.try_range(script, index, id, state, last).await {
                Ok(next) => {
                    *state = next;
                    return Ok(());
                }
                Err(failure) if self.is_too_long(&failure, state.size, started.elapsed()) => {
                    state.size = (state.size / 4).max(1);
                }
                Err(failure) if self.pause_before_retry(attempt, &failure.error).await => attempt += 1,
                // The shop changed the same rows in another order, and the server ended one of the two.
                Err(failure) if attempt < LOCK_ATTEMPTS && is_conflict(&failure.error) => {
                    attempt += 1;
                    self.context.stop.sleep(random::between(CONFLICT_PAUSE.0, CONFLICT_PAUSE.1)).await;
                    if self.context.stop.is_asked() {
                        return Err(without_place(index, DatabaseError::Cancelled));
                    }
                }
                Err(mut failure) => {
                    if let DatabaseError::LockTimeout { attempts, .. } = &mut failure.error {
                        *attempts = attempt;
                        if self.context.stop.is_asked() {
                            failure.error = DatabaseError::Cancelled;
                        }
                    }
                    return Err(failure);
                }
            }
        }
    }

    /// Whether the server ended a range because it took too long, and fewer rows may help.
    fn is_too_long(&self, failure: &StatementFailure, size: u64, elapsed: Duration) -> bool {
        failure.error.is_cancelled() && !self.context.stop.is_asked() && size > SMALLEST && elapsed >= TOO_LONG
    }

    /// One range in one transaction, with its record; returns the state after it.
    async fn try_range(
        &mut self,
        script: &StepScript,
        index: usize,
        id: BatchId<'_>,
        state: &BatchState,
        last: i64,
    ) -> Result<BatchState, StatementFailure> {
        let chunk = Chunk::new(script, index, &key_literal(state.next), &key_literal(last));
        let started = Instant::now();
        let limit = match script.engine() {
            Engine::Postgres if state.size > SMALLEST => {
                format!("SET LOCAL statement_timeout = {}", TOO_LONG.as_millis())
            }
            _ => String::new(),
        };
        let begun = self.connection.begin(&limit, &self.context.stop).await;
        begun.map_err(|error| without_place(index, error))?;
        let mut observer = ChunkObserver { events: &self.context.events, rows: 0 };
        let part = Script {
            text: &chunk.text,
            statements: std::slice::from_ref(&chunk.statement),
            settings: script.part(index..index + 1).settings,
        };
        let result = match self.connection.run(part, &self.context.stop, &mut observer).await {
            Ok(()) => {
                let next = BatchState {
                    next: last.saturating_add(1),
                    is_done: last >= state.end,
                    size: next_size(state.size, started.elapsed()),
                    rows: state.rows + observer.rows,
                    ..state.clone()
                };
                let sql = batch::write(self.catalog(), id, &next, &now());
                let committed = self.connection.commit(&sql, &self.context.stop).await;
                committed.map(|()| next).map_err(|error| without_place(index, error))
            }
            Err(failure) => {
                let byte = failure.byte.map(|byte| chunk.original(byte));
                Err(StatementFailure { index, byte, error: failure.error })
            }
        };
        if result.is_err() {
            self.connection.rollback().await;
        }
        result
    }

    /// Refuses to go on when what is recorded of the step's batches is not what the script has in their places: a batch that was
    /// changed, that stands elsewhere, or that is none any more would begin again, and change rows a second time.
    pub(super) async fn refuse_changed_batches(
        &mut self,
        step: &Step,
        script: &StepScript,
        record: &crate::database::StepRecord,
    ) -> Result<(), crate::operations::MigrationError> {
        let catalog = self.catalog().clone();
        let changed = || Err(interrupted(record, script, Doubt::FileChanged).into());
        for (number, state) in self.connection.read_batches(&catalog, &step.revision, step.direction).await? {
            // The checksum of the statements that are done has seen to those.
            let Some(index) = number.checked_sub(1).filter(|&index| index >= record.statements_done as usize) else {
                continue;
            };
            let Some(batch) = script.batch(index) else { return changed() };
            let table = self.connection.batch_table(&batch.table, &batch.key).await?;
            if state.checksum != batch_checksum(script, index, &table) {
                return changed();
            }
        }
        Ok(())
    }
}

/// A fingerprint of the statement, its table and its key.
fn batch_checksum(script: &StepScript, index: usize, table: &BatchTable) -> String {
    let mut hasher = Sha256::new();
    for part in [script.script().statement(index), &table.table.to_string(), &table.key] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_grows_to_twice_its_size_and_shrinks_at_once() {
        for (size, milliseconds, expected) in [
            (1_000, 500, 1_000),
            (1_000, 10, 2_000),
            (1_000, 1_000, 500),
            (1_000, 60_000, 100),
            (1, 10_000, 1),
            (900_000, 1, LARGEST),
        ] {
            assert_eq!(next_size(size, Duration::from_millis(milliseconds)), expected, "{size} in {milliseconds} ms");
        }
    }
}
