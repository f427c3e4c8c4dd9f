//! One database of many, at a glance and within a time limit: for the list of all connections, which are asked side by side.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::migration::Standing;
use super::{Context, MigrationError, Trouble};
use crate::database::mark::Mark;
use crate::database::probe::shown;
use crate::database::{Access, DatabaseError, Holder, RunRecord};
use crate::i18n::{Problem, problems};
use crate::revision::{Engine, RevisionId};

/// What is known about one database. What could not be found out is empty, and `problem` says why.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// What people call it.
    pub name: String,
    /// Which of the two kinds it is.
    pub engine: Engine,
    /// `ayse@store:5432/sontechsp`, or the file; never a password.
    pub address: String,
    /// How it is, in a word.
    pub state: OverviewState,
    /// What is wrong, with a way out; none when it is ready.
    pub problem: Option<Trouble>,
    /// `PostgreSQL 15.18`.
    pub server: Option<String>,
    /// The rows of the version table.
    pub current: Vec<RevisionId>,
    /// The heads of the revisions.
    pub heads: Vec<RevisionId>,
    /// Revisions that an upgrade to `heads` would run; `None` when either side is not known.
    pub pending_count: Option<usize>,
    /// Nothing is pending, and every row of the version table is known.
    pub is_up_to_date: bool,
    /// Rows of the version table that no file has.
    pub unknown: Vec<RevisionId>,
    /// Applied revisions whose file is no longer what it was.
    pub changed_count: usize,
    /// Steps without a transaction that were interrupted.
    pub interrupted_count: usize,
    /// What it says about being protected.
    pub mark: Option<Mark>,
    /// Who is writing right now.
    pub writer: Option<Holder>,
    /// The newest run, if it did not end well.
    pub last_failed_run: Option<RunRecord>,
    /// Bytes on the disk.
    pub size: Option<u64>,
    /// How long all of this took to find out, in milliseconds.
    pub elapsed_ms: u64,
}

/// How a database is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OverviewState {
    /// It answers; what is pending or failed is said beside it.
    Ready,
    /// The server has no such database, or the file is not there.
    NoDatabase,
    /// No server answers there.
    Unreachable,
    /// It asks for a password that nobody gave.
    NeedsPassword,
    /// The server does not let this login in.
    LoginRefused,
    /// It answers, but the revision files do not fit together or do not fit its version table.
    RevisionsBroken,
    /// It did not answer in time.
    TimedOut,
    /// Somebody asked to stop before it answered.
    Cancelled,
    /// It answers with an error: damaged, locked, no rights, something else than a database.
    Faulty,
}

problems! {
    /// What only an overview has to say.
    pub enum OverviewProblem {
        /// The file is not there; an upgrade would make it.
        NoFile { file: String } = "file_missing" {
            en: ("the file {file} is not there"),
            tr: ("{file} dosyası yok"),
            hint_en: ("check the path; to make a new database there: goc upgrade"),
            hint_tr: ("yolu denetleyin; orada yeni bir veritabanı oluşturmak için: goc upgrade"),
        }
        /// The time limit is over.
        TimedOut { address: String, milliseconds: u64 } = "overview_timeout" {
            en: ("no answer from {address} within {} s", milliseconds.div_ceil(1_000)),
            tr: ("{address} adresinden {} saniye içinde yanıt gelmedi", milliseconds.div_ceil(1_000)),
            hint_en: ("the server is overloaded or stopped, or the network swallows packets; step by step: goc ping"),
            hint_tr: ("sunucu aşırı yüklü ya da durmuş veya ağ paketleri yutuyor; adım adım: goc ping"),
        }
    }
}

/// Looks where a database stands, for `time_limit` at the most. Changes nothing, and makes no file that is not there.
///
/// What was found out before the limit is in the result, too.
pub async fn overview(context: &Context, time_limit: Duration) -> Overview {
    let started = Instant::now();
    let database = &context.database;
    let mut overview = Overview {
        name: database.name.clone(),
        engine: database.engine(),
        address: database.address(),
        state: OverviewState::Ready,
        problem: None,
        server: None,
        current: Vec::new(),
        heads: Vec::new(),
        pending_count: None,
        is_up_to_date: false,
        unknown: Vec::new(),
        changed_count: 0,
        interrupted_count: 0,
        mark: None,
        writer: None,
        last_failed_run: None,
        size: None,
        elapsed_ms: 0,
    };
    let outcome = {
        let looking = look(context, &mut overview);
        tokio::select! {
            biased;
            outcome = tokio::time::timeout(time_limit, looking) => outcome,
            () = context.stop.now() => Ok(Err(DatabaseError::Cancelled.into())),
        }
    };
    let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            overview.state = state_of(&error);
            overview.problem = Some(Trouble::new(error));
        }
        Err(_) => {
            let (address, milliseconds) = (overview.address.clone(), milliseconds(time_limit));
            overview.state = OverviewState::TimedOut;
            overview.problem = Some(Trouble::new(OverviewProblem::TimedOut { address, milliseconds }));
        }
    }
    overview.elapsed_ms = milliseconds(started.elapsed());
    overview
}

/// Fills the overview in as answers come.
async fn look(context: &Context, overview: &mut Overview) -> Result<(), MigrationError> {
    let graph = context.graph();
    if let Ok(graph) = &graph {
        overview.heads = graph.ids(graph.heads());
    }
    let missing = context.database.file().filter(|file| !file.exists()).map(shown);
    let mut connection = context.connect(Access::Read).await?;
    let standing = Standing::read(&mut connection).await?;
    overview.server = Some(standing.server.clone());
    overview.current.clone_from(&standing.current);
    overview.mark.clone_from(&standing.mark);
    overview.writer.clone_from(&standing.writer);
    overview.last_failed_run.clone_from(&standing.last_failed_run);
    if missing.is_none() {
        // A login that may not know the size may still migrate.
        overview.size = connection.size().await.unwrap_or_default();
    }
    connection.close().await;
    let status = standing.compare(&overview.name, graph?)?;
    overview.pending_count = status.unknown.is_empty().then_some(status.pending_count);
    overview.is_up_to_date = status.is_up_to_date;
    overview.unknown = status.unknown;
    overview.changed_count = status.changed.len();
    overview.interrupted_count = status.interrupted.len();
    if let Some(file) = missing {
        overview.state = OverviewState::NoDatabase;
        overview.problem = Some(Trouble::new(OverviewProblem::NoFile { file }));
    }
    Ok(())
}

fn state_of(error: &MigrationError) -> OverviewState {
    match error {
        MigrationError::Database(error) => match error {
            DatabaseError::NoDatabase { .. } => OverviewState::NoDatabase,
            DatabaseError::NoPassword { .. } => OverviewState::NeedsPassword,
            DatabaseError::Login { .. } => OverviewState::LoginRefused,
            DatabaseError::Timeout { .. } => OverviewState::TimedOut,
            DatabaseError::Cancelled => OverviewState::Cancelled,
            DatabaseError::Tls { .. } => OverviewState::Unreachable,
            error if error.is_temporary() => OverviewState::Unreachable,
            _ => OverviewState::Faulty,
        },
        error if error.kind() == "cancelled" => OverviewState::Cancelled,
        _ => OverviewState::RevisionsBroken,
    }
}
