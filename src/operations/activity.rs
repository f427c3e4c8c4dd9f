//! What goes on in a database right now, and ending it: the run of any goc on any machine, and whoever is in its way.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::{Context, Trouble};
use crate::database::activity::{ActivityReader, Ending, ServerActivity, ServerSession, Signalled};
use crate::database::{DatabaseError, OpenRun};
use crate::i18n::{problems, safe};
use crate::operator::Operator;
use crate::revision::Engine;

/// A goc waits up to three seconds before it tries for a lock again; see `LOCK_PAUSE` in `migration/run.rs`.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// How often it is looked whether a goc that pauses has gone on.
const TURN: Duration = Duration::from_millis(50);

/// What goes on in a database, with what the revision files know about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Activity {
    /// What the database says.
    #[serde(flatten)]
    pub server: ServerActivity,
    /// The step at work.
    pub step: Option<StepAtWork>,
}

/// The step that a run is at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepAtWork {
    /// Its place in the plan, from 1.
    pub number: usize,
    /// Steps of the plan.
    pub total: usize,
    /// Its revision.
    pub revision: String,
    /// What the file here says it does; empty when there is no such file here.
    pub message: String,
}

impl Activity {
    /// Whether it is this process that is at work.
    pub fn is_own(&self) -> bool {
        match (&self.server.run, &self.server.writer) {
            (Some(run), _) => run.is_here,
            (None, Some(writer)) => writer.is_of_this_process(),
            (None, None) => false,
        }
    }

    /// Whether a goc is at work, this one or another.
    pub fn is_busy(&self) -> bool {
        self.server.run.is_some() || self.server.writer.is_some()
    }

    /// Whether the goc that works runs nothing on its server at this moment: it makes a backup, or pauses between two attempts at a lock.
    pub fn is_pausing(&self) -> bool {
        self.server.writer.as_ref().is_some_and(|writer| writer.is_idle)
    }

    /// What has to be named to end the work: the server process on PostgreSQL, the process of the run on SQLite.
    pub fn writer_pid(&self) -> Option<i32> {
        let process = || self.server.run.as_ref().and_then(|run| i32::try_from(run.pid).ok());
        self.server.writer.as_ref().map(|writer| writer.pid).or_else(process)
    }
}

/// Looks what goes on, again and again on the same connection.
#[derive(Debug)]
pub struct Watcher {
    reader: ActivityReader,
    context: Context,
}

impl Watcher {
    /// Opens a connection to look from.
    pub async fn open(context: &Context) -> Result<Watcher, DatabaseError> {
        Ok(Watcher { reader: ActivityReader::open(&context.database).await?, context: context.clone() })
    }

    /// What goes on right now.
    pub async fn look(&mut self) -> Result<Activity, DatabaseError> {
        let server = self.reader.read().await?;
        let step = server.run.as_ref().and_then(|run| self.step(run));
        Ok(Activity { server, step })
    }

    fn step(&self, run: &OpenRun) -> Option<StepAtWork> {
        let (number, revision) = run.current_step()?;
        let graph = &self.context.revisions.graph;
        let message = graph.by_id(revision).map(|node| graph.file(node).header.message.clone()).unwrap_or_default();
        Some(StepAtWork { number, total: run.plan.len(), revision: revision.to_owned(), message })
    }

    /// Says goodbye properly.
    pub async fn close(self) {
        self.reader.close().await;
    }
}

/// Looks once. Changes nothing.
pub async fn activity(context: &Context) -> Result<Activity, DatabaseError> {
    let mut watcher = Watcher::open(context).await?;
    let activity = watcher.look().await;
    watcher.close().await;
    activity
}

/// Somebody's work that was told to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ended {
    /// The server process, or on SQLite the process of the run.
    pub pid: i32,
    /// Only the statement, or all of it.
    pub ending: Ending,
    /// Whose it is.
    pub who: String,
    /// It ran nothing at that moment, so that cancelling has changed nothing.
    pub was_idle: bool,
    /// It was not there any more.
    pub was_gone: bool,
    /// When the session began: see [`ServerSession::began`].
    #[serde(skip)]
    pub began: Option<String>,
}

problems! {
    /// Why the work of somebody else was not ended.
    pub enum ActivityProblem {
        /// Neither the goc that writes nor anybody in its way.
        NotInTheWay { pid: i32 } = "not_in_the_way" {
            en: ("{pid} is neither a goc at work here nor in the way of one"),
            tr: ("{pid} burada çalışan bir goc değil, bir goc'u engelleyen de değil"),
            hint_en: ("it may have ended meanwhile; see what goes on: goc activity"),
            hint_tr: ("bu arada bitmiş olabilir; olan bitene bakın: goc activity"),
        }
        /// This goc's own run.
        OwnRun { pid: i32 } = "own_run" {
            en: ("{pid} is this goc itself"),
            tr: ("{pid} bu goc'un kendisi"),
            hint_en: ("cancel the run itself instead"),
            hint_tr: ("bunun yerine çalıştırmayı iptal edin"),
        }
        /// A prepared transaction has no session.
        Prepared { name: String } = "prepared_transaction" {
            en: ("what is in the way is a prepared transaction `{name}`, which belongs to no session"),
            tr: ("engelleyen, hiçbir oturuma ait olmayan hazırlanmış bir işlem: `{name}`"),
            hint_en: ("its owner ends it: COMMIT PREPARED or ROLLBACK PREPARED {}", crate::database::literal(name)),
            hint_tr: ("sahibi bitirir: COMMIT PREPARED ya da ROLLBACK PREPARED {}", crate::database::literal(name)),
        }
        /// The server does not let this login.
        NotAllowed { pid: i32, user: String, reason: String } = "not_allowed" {
            en: ("this login may not end what {user} does (pid {pid}): {reason}"),
            tr: ("bu kullanıcı {user} kullanıcısının işini bitiremez (pid {pid}): {reason}"),
            hint_en: ("log in as {user} or as a superuser, or have one say: GRANT pg_signal_backend TO this login"),
            hint_tr: ("{user} ya da süper kullanıcı olarak bağlanın; ya da bir süper kullanıcı şunu çalıştırsın: GRANT pg_signal_backend TO kullanıcınız"),
        }
        /// A process of another machine.
        OtherMachine { pid: i32, host: String, operator: String } = "other_machine" {
            en: ("the process {pid} runs on the machine {host}; a signal does not reach it from here"),
            tr: ("{pid} numaralı işlem {host} makinesinde çalışıyor; buradan sinyal gönderilemez"),
            hint_en: ("on {host}, as {operator}: goc activity --cancel {pid}"),
            hint_tr: ("{host} makinesinde, {operator} olarak: goc activity --cancel {pid}"),
        }
        /// A process of another user of this machine.
        OtherUser { pid: i32, operator: String, reason: String } = "not_allowed" {
            en: ("the process {pid} belongs to {operator}: {reason}"),
            tr: ("{pid} numaralı işlem {operator} kullanıcısının: {reason}"),
            hint_en: ("ask {operator} to press Ctrl-C there, or become that user: sudo -u {operator} goc activity --cancel {pid}"),
            hint_tr: ("{operator} kullanıcısından orada Ctrl-C'ye basmasını isteyin ya da o kullanıcı olun: sudo -u {operator} goc activity --cancel {pid}"),
        }
    }
}

/// Ends the work of the goc that writes, or of somebody in its way: `pid` as [`Activity`] has it. `began` is what the session's
/// [`began`](ServerSession::began) was when a person looked, so that nobody else is hit who has the same pid by now.
///
/// On PostgreSQL a cancelled statement fails, and its goc rolls the step back and ends. On SQLite the goc gets a signal, which only
/// works on its own machine.
pub async fn end(context: &Context, pid: i32, began: Option<&str>, ending: Ending) -> Result<Ended, Trouble> {
    let mut reader = ActivityReader::open(&context.database).await.map_err(Trouble::new)?;
    let outcome = match context.database.engine() {
        Engine::Postgres => end_session(&mut reader, pid, began, ending).await,
        Engine::Sqlite => end_process(&mut reader, pid, ending).await,
    };
    reader.close().await;
    outcome
}

async fn end_session(
    reader: &mut ActivityReader,
    pid: i32,
    began: Option<&str>,
    ending: Ending,
) -> Result<Ended, Trouble> {
    let activity = reader.read().await.map_err(Trouble::new)?;
    let is_own = activity.run.as_ref().is_some_and(|run| run.is_here);
    let writer = activity.writer.as_ref();
    if is_own && writer.is_some_and(|writer| writer.pid == pid) {
        return Err(Trouble::new(ActivityProblem::OwnRun { pid }));
    }
    let is_meant =
        |session: &&ServerSession| session.pid == pid && (began.is_none() || session.began.as_deref() == began);
    let Some(session) = writer.into_iter().chain(&activity.blockers).find(is_meant) else {
        return Err(Trouble::new(ActivityProblem::NotInTheWay { pid }));
    };
    if session.is_prepared() {
        return Err(Trouble::new(ActivityProblem::Prepared { name: session.query.clone() }));
    }
    let mut session = session.clone();
    if ending == Ending::Cancel && session.is_idle && activity.writer.as_ref() == Some(&session) {
        session = once_at_work(reader, session).await.map_err(Trouble::new)?;
    }
    let signalled = match reader.end(pid, session.began.as_deref(), ending).await {
        Ok(signalled) => signalled,
        Err(DatabaseError::Permission { reason }) => {
            return Err(Trouble::new(ActivityProblem::NotAllowed { pid, user: session.user.clone(), reason }));
        }
        Err(error) => return Err(Trouble::new(error)),
    };
    Ok(Ended {
        pid,
        ending,
        who: format!("{} ({})", session.user, session.application),
        was_idle: session.is_idle,
        was_gone: signalled == Signalled::Gone,
        began: session.began.clone(),
    })
}

/// A goc that pauses between two attempts at a lock runs nothing that could be cancelled, but soon will.
async fn once_at_work(reader: &mut ActivityReader, session: ServerSession) -> Result<ServerSession, DatabaseError> {
    let deadline = Instant::now() + LONGEST_PAUSE;
    while Instant::now() < deadline {
        tokio::time::sleep(TURN).await;
        let writer = reader.read().await?.writer.filter(|writer| writer.began == session.began);
        match writer {
            Some(writer) if writer.is_idle => {}
            Some(writer) => return Ok(writer),
            None => break,
        }
    }
    Ok(session)
}

async fn end_process(reader: &mut ActivityReader, pid: i32, ending: Ending) -> Result<Ended, Trouble> {
    let run = reader.read_run().await.map_err(Trouble::new)?;
    let Some(run) = run.filter(|run| i64::from(run.pid) == i64::from(pid)) else {
        return Err(Trouble::new(ActivityProblem::NotInTheWay { pid }));
    };
    let (operator, host) = (safe(&run.operator).into_owned(), safe(&run.host).into_owned());
    if run.is_here {
        return Err(Trouble::new(ActivityProblem::OwnRun { pid }));
    }
    if run.host != Operator::current().host {
        return Err(Trouble::new(ActivityProblem::OtherMachine { pid, host, operator }));
    }
    match run.signal(ending) {
        Ok(signalled) => {
            let who = format!("{operator}@{host}");
            Ok(Ended { pid, ending, who, was_idle: false, was_gone: signalled == Signalled::Gone, began: None })
        }
        Err(error) => {
            let reason = safe(&error.to_string()).into_owned();
            Err(Trouble::new(ActivityProblem::OtherUser { pid, operator, reason }))
        }
    }
}
