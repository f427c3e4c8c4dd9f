//! Who works on a database right now, how far that is, and who stands in whose way: asked of the database itself, so that every goc
//! on every machine sees the same.
//!
//! PostgreSQL: whoever holds the writer's advisory lock, its statement and progress from the server's own views, the sessions that
//! it waits for and those that wait for it; and the run's row in the journal. SQLite: the journal alone, of a process that lives.

mod end;
mod phase;
mod progress;
mod query;

use serde::Serialize;

use super::journal::{self, OpenRun};
use super::lock;
use super::session::{Access, Connection, Row};
use super::version_table::Catalog;
use super::{Database, DatabaseError};
use crate::operator::Operator;

pub use end::{Ending, Signalled};
pub use phase::PhaseText;
pub use progress::{Amount, Progress, Unit};

/// What goes on in a database.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ServerActivity {
    /// The run of the goc that writes, if it has one: seeds and stamps have none.
    pub run: Option<OpenRun>,
    /// The session of the goc that writes, on PostgreSQL.
    pub writer: Option<ServerSession>,
    /// What that session runs right now.
    pub statement: Option<RunningStatement>,
    /// How far the server says it is with that.
    pub progress: Option<Progress>,
    /// Who holds what it waits for.
    pub blockers: Vec<ServerSession>,
    /// Who waits for it.
    pub blocked: Vec<ServerSession>,
}

/// A statement of the goc that writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunningStatement {
    /// Its beginning, or that of the statements that were sent together, on one line and harmless to draw.
    pub sql: String,
    /// For how long it has been running.
    pub seconds: u64,
    /// What it waits for at this moment, in the server's words (`Lock: relation`); `None` while it computes.
    pub waits_for: Option<String>,
    /// The lock that it does not get: its mode and the table, `AccessExclusiveLock stok`.
    pub lock: Option<String>,
}

/// A session on the server, as far as this login may see it. All text is harmless to draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServerSession {
    /// Server process id; 0 for a prepared transaction, which has no session.
    pub pid: i32,
    /// Role.
    pub user: String,
    /// What the program calls itself.
    pub application: String,
    /// Where it comes from; `None` for a socket of the server's own machine, and where it may not be seen.
    pub client: Option<String>,
    /// How long its transaction has been open.
    pub seconds: Option<u64>,
    /// It runs nothing at this moment, so that cancelling would change nothing.
    pub is_idle: bool,
    /// The statement that it runs or ran last, on one line; the name of a prepared transaction.
    pub query: String,
    /// When it began, as the server's clock has it: tells it from a later session with the same pid.
    #[serde(skip)]
    pub began: Option<String>,
}

impl ServerSession {
    /// A transaction that was prepared and never ended: nobody's session, and nothing to cancel.
    pub fn is_prepared(&self) -> bool {
        self.pid == 0
    }

    /// Whether this very process opened it.
    pub fn is_of_this_process(&self) -> bool {
        self.application == crate::i18n::safe(&super::connect::application_name())
    }
}

/// Looks again and again; what does not change is asked for once.
#[derive(Debug)]
pub struct ActivityReader {
    connection: Connection,
    catalog: Option<Catalog>,
    /// Another login's journal may be closed to this one.
    may_read_journal: bool,
    /// The plan of the run that was seen last.
    known: Option<(String, Vec<String>)>,
}

impl ActivityReader {
    /// Opens a connection to look from.
    pub async fn open(database: &Database) -> Result<ActivityReader, DatabaseError> {
        let connection = database.connect(Access::Read).await?;
        Ok(ActivityReader { connection, catalog: None, may_read_journal: true, known: None })
    }

    /// What goes on right now: one round trip on PostgreSQL, once it is known where the journal lies.
    pub async fn read(&mut self) -> Result<ServerActivity, DatabaseError> {
        let server = match &self.connection {
            Connection::Postgres(session) => query::server(session.version),
            Connection::Sqlite(_) => String::new(),
        };
        let (rows, run) = self.ask(server).await?;
        Ok(match &self.connection {
            Connection::Postgres(_) => query::activity(&rows, run),
            Connection::Sqlite(_) => ServerActivity { run: run.filter(lock::is_alive_elsewhere), ..Default::default() },
        })
    }

    /// The run without an end that the journal has, whether its process lives or not.
    pub async fn read_run(&mut self) -> Result<Option<OpenRun>, DatabaseError> {
        Ok(self.ask(String::new()).await?.1)
    }

    /// Asks `server` and the journal.
    async fn ask(&mut self, server: String) -> Result<(Vec<Row>, Option<OpenRun>), DatabaseError> {
        let catalog = match self.catalog.take().filter(|catalog| catalog.has_journal) {
            Some(catalog) => catalog,
            None => Catalog::read(&mut self.connection).await?,
        };
        let known = self.known.as_ref().map(|(id, _)| id.as_str());
        let journal = if catalog.has_journal { journal::select_open_run(&catalog, known) } else { String::new() };
        self.catalog = Some(catalog);
        let rows = if self.may_read_journal && !journal.is_empty() {
            match self.connection.query(format!("{server}{journal}")).await {
                // Who is in whose way can still be seen.
                Err(DatabaseError::Permission { .. }) => {
                    self.may_read_journal = false;
                    self.connection.query(server).await?
                }
                rows => rows?,
            }
        } else if server.is_empty() {
            Vec::new()
        } else {
            self.connection.query(server).await?
        };
        let run = self.open_run(&rows);
        Ok((rows, run))
    }

    /// The run without an end that the journal has, with its plan.
    fn open_run(&mut self, rows: &[Row]) -> Option<OpenRun> {
        let mut run = journal::open_run(rows)?;
        match &self.known {
            Some((id, plan)) if *id == run.id => run.plan.clone_from(plan),
            _ => self.known = Some((run.id.clone(), run.plan.clone())),
        }
        run.is_here = run.host == Operator::current().host && run.pid == Operator::current().pid;
        Some(run)
    }

    /// Ends what a session of the server does, or the session.
    ///
    /// `began` is what [`ServerSession::began`] was when a person looked at it.
    pub async fn end(&mut self, pid: i32, began: Option<&str>, ending: Ending) -> Result<Signalled, DatabaseError> {
        end::end(&mut self.connection, pid, began, ending).await
    }

    /// Says goodbye properly.
    pub async fn close(self) {
        self.connection.close().await;
    }
}
