//! The one-writer guard, and who holds it since when.
//!
//! PostgreSQL: a session advisory lock, asked for again and again rather than waited for: a session that waits inside the server
//! holds a snapshot, and `CREATE INDEX CONCURRENTLY` waits for every snapshot, so two of them would wait for each other.
//!
//! SQLite: the row of a run that has not ended, as long as its process lives. It is written under `BEGIN IMMEDIATE`, so only one
//! of several that start together succeeds.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::journal::{self, OpenRun, RunRecord};
use super::session::Connection;
use super::version_table::Catalog;
use super::{DatabaseError, Stop, Urgency};
use crate::i18n::safe;
use crate::operator::{self, Operator};

/// `goc` and a number that stands for "the writer", as the two halves of the lock's key.
pub(super) const LOCK_CLASS: u32 = 0x0067_6f63;
pub(super) const LOCK_OBJECT: u32 = 1;

/// How long another goc may work before a second one gives up: longer than a night's upgrade is likely to take.
const PATIENCE: Duration = Duration::from_secs(3 * 60 * 60);

const TURN: Duration = Duration::from_millis(200);

/// Who works on the database right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Operator, host and process.
    pub who: String,
    /// ISO 8601, UTC.
    pub since: String,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.who, self.since)
    }
}

/// The right to write; ends with [`WriterLock::release`] or with the connection.
#[derive(Debug)]
pub struct WriterLock(());

impl WriterLock {
    /// Takes the lock, waiting for another goc to finish. `waiting` is told once who that is.
    ///
    /// On SQLite the lock is only held once a run's row is written: see [`WriterLock::other_writer`].
    pub async fn take(
        connection: &mut Connection,
        stop: &Stop,
        waiting: &mut (dyn FnMut(&Holder) + Send),
    ) -> Result<WriterLock, DatabaseError> {
        let started = Instant::now();
        let mut said = None;
        loop {
            let holder = match try_take(connection).await? {
                None => return Ok(WriterLock(())),
                Some(holder) => holder,
            };
            if said.as_ref() != Some(&holder) {
                waiting(&holder);
                said = Some(holder.clone());
            }
            if started.elapsed() >= PATIENCE {
                return Err(DatabaseError::Locked { holder: holder.to_string(), seconds: started.elapsed().as_secs() });
            }
            if !stop.sleep(TURN).await && stop.urgency() >= Urgency::AfterStep {
                return Err(DatabaseError::Cancelled);
            }
        }
    }

    /// Who else writes, asked inside the transaction that is going to write the run's row (SQLite).
    pub async fn other_writer(connection: &mut Connection, catalog: &Catalog) -> Result<Option<Holder>, DatabaseError> {
        match connection {
            Connection::Postgres(_) => Ok(None),
            Connection::Sqlite(_) => living_run(connection, catalog).await,
        }
    }

    /// Gives the lock back while the connection lives on.
    pub async fn release(self, connection: &mut Connection) {
        if let Connection::Postgres(_) = connection {
            // A failure means that the session is gone, and the lock with it.
            let _ = connection.execute(format!("SELECT pg_advisory_unlock({LOCK_CLASS}, {LOCK_OBJECT})")).await;
        }
    }
}

/// Who holds the lock right now, without waiting.
pub async fn current_holder(connection: &mut Connection) -> Result<Option<Holder>, DatabaseError> {
    match connection {
        Connection::Postgres(_) => postgres_holder(connection).await,
        Connection::Sqlite(_) => {
            let catalog = Catalog::read(connection).await?;
            living_run(connection, &catalog).await
        }
    }
}

/// `None` when the lock is ours now, else who has it.
async fn try_take(connection: &mut Connection) -> Result<Option<Holder>, DatabaseError> {
    if let Connection::Sqlite(_) = connection {
        return current_holder(connection).await;
    }
    let rows = connection.query(format!("SELECT pg_try_advisory_lock({LOCK_CLASS}, {LOCK_OBJECT})")).await?;
    if rows.first().is_some_and(|row| row.is_true(0)) {
        return Ok(None);
    }
    // It may have been given back between the two questions; the next turn will tell.
    let gone = Holder { who: "?".to_owned(), since: "?".to_owned() };
    Ok(Some(postgres_holder(connection).await?.unwrap_or(gone)))
}

async fn postgres_holder(connection: &mut Connection) -> Result<Option<Holder>, DatabaseError> {
    let rows = connection
        .query(format!(
            "SELECT a.application_name, a.usename, host(a.client_addr), a.pid, \
             to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') \
             FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid \
             WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {LOCK_CLASS} AND l.objid = {LOCK_OBJECT} \
             AND l.objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ))
        .await?;
    Ok(rows.first().map(|row| {
        let from = row.optional(2).map(|address| format!(", {address}")).unwrap_or_default();
        let who = format!("{} ({}{from}, server pid {})", row.text(0), row.text(1), row.text(3));
        Holder { who: safe(&who).into_owned(), since: row.text(4).to_owned() }
    }))
}

async fn living_run(connection: &mut Connection, catalog: &Catalog) -> Result<Option<Holder>, DatabaseError> {
    let runs = journal::read_open_runs(connection, catalog).await?;
    Ok(runs.iter().find(|run| is_alive(run)).map(|run| {
        let who = format!("goc {} {}@{} pid {}", run.command, run.operator, run.host, run.pid);
        Holder { who: safe(&who).into_owned(), since: safe(&run.started).into_owned() }
    }))
}

/// A till's file is used by programs of one machine; of another machine's processes nothing can be known, and SQLite's own locks
/// still keep two writers apart.
fn is_alive(run: &RunRecord) -> bool {
    is_process_elsewhere(&run.host, run.pid, run.process_started)
}

/// The same of a run that somebody looks at.
pub(super) fn is_alive_elsewhere(run: &OpenRun) -> bool {
    is_process_elsewhere(&run.host, run.pid, run.process_started)
}

fn is_process_elsewhere(host: &str, pid: u32, started: u64) -> bool {
    let me = Operator::current();
    host == me.host && pid != me.pid && operator::is_running(pid, started)
}
