//! Ending what others do: a statement on the server, a session, or the process of a run.

use serde::{Deserialize, Serialize};

use super::OpenRun;
use crate::database::session::Connection;
use crate::database::{DatabaseError, literal};
use crate::operator;

/// How somebody else's work is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Only the statement that runs: `pg_cancel_backend`; on SQLite SIGTERM, after which a goc rolls its step back and ends.
    Cancel,
    /// The session with its transaction: `pg_terminate_backend`; on SQLite SIGKILL, as after a power cut.
    Terminate,
}

/// What became of a request to end something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signalled {
    /// It was told.
    Told,
    /// It is not there any more.
    Gone,
}

pub(super) async fn end(
    connection: &mut Connection,
    pid: i32,
    began: Option<&str>,
    ending: Ending,
) -> Result<Signalled, DatabaseError> {
    let function = match ending {
        Ending::Cancel => "pg_cancel_backend",
        Ending::Terminate => "pg_terminate_backend",
    };
    // The pid of a session that has gone may be another one's by now.
    let same = began.map(|began| format!(" AND extract(epoch FROM backend_start)::text = {}", literal(began)));
    let sql = format!(
        "SELECT {function}(pid) FROM pg_stat_activity WHERE pid = {pid} AND pid <> pg_backend_pid(){}",
        same.unwrap_or_default()
    );
    let rows = connection.query(sql).await?;
    Ok(if rows.first().is_some_and(|row| row.is_true(0)) { Signalled::Told } else { Signalled::Gone })
}

impl OpenRun {
    /// Sends a signal to the process of a run on this machine.
    ///
    /// # Errors
    /// It belongs to another user.
    pub fn signal(&self, ending: Ending) -> std::io::Result<Signalled> {
        use rustix::process::{Pid, Signal, kill_process};
        let pid = i32::try_from(self.pid).ok().and_then(Pid::from_raw);
        let Some(pid) = pid.filter(|_| operator::is_running(self.pid, self.process_started)) else {
            return Ok(Signalled::Gone);
        };
        let signal = match ending {
            Ending::Cancel => Signal::TERM,
            Ending::Terminate => Signal::KILL,
        };
        match kill_process(pid, signal) {
            Ok(()) => Ok(Signalled::Told),
            Err(rustix::io::Errno::SRCH) => Ok(Signalled::Gone),
            Err(error) => Err(error.into()),
        }
    }
}
