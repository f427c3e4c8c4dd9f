//! A session on a PostgreSQL server.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use sqlx::postgres::{PgConnection, PgDatabaseError, PgErrorPosition, PgRow};
use sqlx::{AssertSqlSafe, Connection as _, Either, Row as _, ValueRef};
use tokio::sync::mpsc;

use super::connect::{classify, connect};
use super::error::statement;
use super::place::byte_of_context;
use super::session::{Access, Observer, Row, Script, StatementDone, StatementFailure};
use super::split::keeps_nobody_waiting;
use super::{DatabaseError, Stop, literal};
use crate::config::PostgresTarget;
use crate::i18n::safe;

/// Statements are sent together up to this many bytes, so that a revision of many small ones costs few round trips and a large
/// one does not have to be in memory twice.
const MESSAGE_BYTES: usize = 64 * 1024;

/// How long a statement runs before goc looks who is in its way.
const BLOCKER_DELAY: Duration = Duration::from_millis(500);

/// How long a cancelled statement may take to come back before the connection is dropped instead.
const CANCEL_PATIENCE: Duration = Duration::from_secs(3);

/// The search path for goc's own statements: nothing that another role planted in a schema is ever called.
const SAFE_SEARCH_PATH: &str = "pg_catalog, pg_temp";

/// An open session. Outside scripts its search path is [`SAFE_SEARCH_PATH`].
#[derive(Debug)]
pub struct PostgresSession {
    connection: PgConnection,
    target: PostgresTarget,
    pid: i32,
    /// The version as `server_version_num` has it: 150018.
    pub(super) version: u32,
    /// The search path that the login, the database or `PGOPTIONS` give: what scripts run with.
    pub(super) search_path: String,
    /// Who was in the way of the transaction that is being tried, when that was last seen.
    seen_blockers: Vec<Blocker>,
    /// The existing schemas of that path, first one first.
    pub(super) schemas: Vec<String>,
    pub(super) lock_timeout: Duration,
    access: Access,
    in_transaction: bool,
    /// A script ran since goc's own settings were made: what it changed ends with its step.
    script_ran: bool,
    /// The answer to a statement is still outstanding, so the connection can only be closed.
    broken: bool,
}

/// A session that stands in the way of another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Blocker {
    /// Server process id.
    pub pid: i32,
    /// Role.
    pub user: String,
    /// What the program calls itself.
    pub application: String,
    /// How long its transaction has been open, in seconds.
    pub seconds: i64,
    /// The statement it runs or ran last.
    pub query: String,
}

impl std::fmt::Display for Blocker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "pid {} ({}, {}, {} s): {}", self.pid, self.user, self.application, self.seconds, self.query)
    }
}

impl PostgresSession {
    pub(super) async fn open(
        target: &PostgresTarget,
        access: Access,
        lock_timeout: Duration,
    ) -> Result<PostgresSession, DatabaseError> {
        Self::start(connect(target).await?, target, access, lock_timeout).await
    }

    /// Makes a session of a connection that is open.
    pub(super) async fn start(
        connection: PgConnection,
        target: &PostgresTarget,
        access: Access,
        lock_timeout: Duration,
    ) -> Result<PostgresSession, DatabaseError> {
        let mut session = PostgresSession {
            connection,
            target: target.clone(),
            pid: 0,
            version: 0,
            search_path: String::new(),
            seen_blockers: Vec::new(),
            schemas: Vec::new(),
            lock_timeout,
            access,
            in_transaction: false,
            script_ran: false,
            broken: false,
        };
        // The first statement runs with the login's own search path, so every name in it is qualified.
        let rows = session
            .query(
                "SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_setting('server_version_num'), \
                 pg_catalog.current_setting('search_path'), pg_catalog.array_to_json(pg_catalog.current_schemas(false))"
                    .to_owned(),
            )
            .await?;
        let row = rows.into_iter().next().unwrap_or(Row(Vec::new()));
        session.pid = row.number(0) as i32;
        session.version = row.number(1) as u32;
        session.search_path = row.text(2).to_owned();
        session.schemas = serde_json::from_str(row.text(3)).unwrap_or_default();
        if session.version < OLDEST_VERSION {
            return Err(DatabaseError::Unsupported { found: format!("PostgreSQL {}", session.version_text()) });
        }
        let settings = session.settings();
        session.query(settings).await?;
        Ok(session)
    }

    /// What holds outside scripts.
    fn settings(&self) -> String {
        let mut sql = format!(
            "SET search_path = {SAFE_SEARCH_PATH}; SET standard_conforming_strings = on; SET statement_timeout = 0; \
             SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning; SET lock_timeout = {}; \
             SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; \
             SET tcp_user_timeout = 10000;",
            self.lock_timeout.as_millis()
        );
        // A goc that was killed must not leave its statement running, and its locks held, for longer than a moment.
        if self.version >= 140_000 {
            sql.push_str("SET client_connection_check_interval = 1000;");
        }
        if self.version >= 170_000 {
            sql.push_str("SET transaction_timeout = 0;");
        }
        if self.access == Access::Read {
            sql.push_str("SET default_transaction_read_only = on;");
        }
        sql
    }

    pub(super) fn pid(&self) -> i32 {
        self.pid
    }

    /// `15.18` from 150018.
    pub(super) fn version_text(&self) -> String {
        format!("{}.{}", self.version / 10_000, self.version % 10_000)
    }

    pub(super) async fn query(&mut self, sql: String) -> Result<Vec<Row>, DatabaseError> {
        if self.broken {
            return Err(DatabaseError::Lost { reason: "the session was given up".to_owned() });
        }
        let mut rows = Vec::new();
        let mut answers = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_many(&mut self.connection);
        while let Some(answer) = answers.next().await {
            match answer {
                Ok(Either::Left(_)) => {}
                Ok(Either::Right(row)) => rows.push(text_row(&row)),
                Err(error) => return Err(classify(error, &self.target)),
            }
        }
        Ok(rows)
    }

    pub(super) async fn begin(&mut self, first: &str) -> Result<Vec<Row>, DatabaseError> {
        self.in_transaction = true;
        let (watcher, mut found) = Watcher::beside(self);
        let result = self.query(format!("BEGIN; {first}")).await;
        drop(watcher);
        result.map_err(|error| self.naming(error, last_of(&mut found)))
    }

    pub(super) async fn commit(&mut self, last: &str) -> Result<(), DatabaseError> {
        self.execute_in_step(&format!("{last}; COMMIT")).await?;
        self.in_transaction = false;
        self.seen_blockers.clear();
        Ok(())
    }

    /// Runs goc's own SQL after scripts, in their transaction: whatever they set, a role among it, is undone first. The settings
    /// commit with the transaction, so nothing leaks into the next one either; a rollback undoes them together with the script's.
    pub(super) async fn execute_in_step(&mut self, sql: &str) -> Result<(), DatabaseError> {
        let mut restore = if self.script_ran { self.restore_sql() } else { String::new() };
        // The server reads all of a message before it runs any of it, so a script's `standard_conforming_strings = off` would
        // still hold for what it reads, and make a difference to backslashes.
        if !restore.is_empty() && sql.contains('\\') {
            self.query(std::mem::take(&mut restore)).await?;
        }
        restore.push_str(sql);
        self.query(restore).await?;
        self.script_ran = false;
        Ok(())
    }

    fn restore_sql(&self) -> String {
        // RESET ALL leaves the role alone.
        format!("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; {}", self.settings())
    }

    /// For the rest of the transaction names mean what they mean in a script.
    pub(super) async fn use_script_path(&mut self) -> Result<(), DatabaseError> {
        self.query(format!("SET LOCAL search_path = {}", self.script_path())).await.map(drop)
    }

    /// Runs a `COPY … FROM STDIN` with the chunks that `next` gives, up to an empty one.
    pub(super) async fn copy_in(
        &mut self,
        sql: &str,
        mut next: impl FnMut() -> Result<Vec<u8>, DatabaseError> + Send,
    ) -> Result<(), DatabaseError> {
        let mut copy = self.connection.copy_in_raw(sql).await.map_err(|error| classify(error, &self.target))?;
        loop {
            match next() {
                Ok(chunk) if chunk.is_empty() => break,
                Ok(chunk) => copy.send(chunk).await.map_err(|error| classify(error, &self.target)).map(drop)?,
                Err(error) => {
                    // The server's answer to being told so is an error, too; the caller rolls back.
                    let _ = copy.abort("cancelled").await;
                    return Err(error);
                }
            }
        }
        copy.finish().await.map_err(|error| classify(error, &self.target)).map(drop)
    }

    /// Names in a script mean what they mean with the script's search path, so that is set for the look-up.
    pub(super) async fn query_as_script(&mut self, sql: String) -> Result<Vec<Row>, DatabaseError> {
        self.query(format!("SET search_path = {}", self.script_path())).await?;
        let answer = self.query(sql).await;
        self.query(format!("SET search_path = {SAFE_SEARCH_PATH}")).await?;
        answer
    }

    pub(super) async fn index_is_valid(&mut self, name: &str) -> Result<Option<bool>, DatabaseError> {
        let sql = format!(
            "SELECT i.indisvalid FROM pg_catalog.pg_index i WHERE i.indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass({})",
            literal(name)
        );
        Ok(self.query_as_script(sql).await?.first().map(|row| row.is_true(0)))
    }

    pub(super) async fn drop_index_concurrently(&mut self, name: &str) -> Result<(), DatabaseError> {
        self.query("SET lock_timeout = 0".to_owned()).await?;
        // The name stands in the revision as an identifier, quoted where it has to be.
        let dropped = self.query_as_script(format!("DROP INDEX CONCURRENTLY IF EXISTS {name}")).await;
        self.query(format!("SET lock_timeout = {}", self.lock_timeout.as_millis())).await?;
        dropped.map(drop)
    }

    /// Whether the server runs on this machine.
    pub(super) fn is_local(&self) -> bool {
        let host = self.target.host.as_str();
        host.starts_with('/') || ["localhost", "127.0.0.1", "::1"].contains(&host)
    }

    fn script_path(&self) -> &str {
        if self.search_path.is_empty() { "''" } else { &self.search_path }
    }

    pub(super) async fn rollback(&mut self) {
        self.in_transaction = false;
        // The transaction may be gone together with the connection; then there is nothing to roll back.
        if self.query("ROLLBACK".to_owned()).await.is_ok() {
            self.script_ran = false;
        }
    }

    pub(super) async fn close(self) {
        if !self.broken {
            // The server notices a connection that is merely dropped as well, only later.
            let _ = self.connection.close().await;
        }
    }

    pub(super) async fn run(
        &mut self,
        script: Script<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        self.script_ran = true;
        if self.in_transaction {
            return self.run_messages(script, stop, observer).await;
        }
        let mut index = 0;
        let result = loop {
            if index == script.statements.len() {
                break Ok(());
            }
            // Several statements in one message would share an implicit transaction.
            let one = script.slice(index..index + 1);
            let mut shifted = Shifted { observer, by: index };
            if let Err(failure) = self.run_messages(one, stop, &mut shifted).await {
                break Err(StatementFailure { index, ..failure });
            }
            index += 1;
        };
        if !self.broken
            && let Err(error) = self.execute_in_step("").await
            && result.is_ok()
        {
            return Err(StatementFailure { index: index.saturating_sub(1), byte: None, error });
        }
        result
    }

    /// Sends statements in as few messages as sensible.
    async fn run_messages(
        &mut self,
        script: Script<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        let path = self.script_path();
        // As many as `PREFIX_STATEMENTS` says.
        let mut settings = if self.in_transaction {
            format!("SET LOCAL search_path = {path}; SET LOCAL lock_timeout = {}; ", self.lock_timeout.as_millis())
        } else {
            // What does its work beside the shop waits for every older transaction: giving up after two seconds would never let it
            // finish, and nobody queues behind it.
            let text = script.statement(0);
            let patient = script.statements.first().is_some_and(|first| keeps_nobody_waiting(script.text, first));
            let lock_timeout = if patient && !text.is_empty() { 0 } else { self.lock_timeout.as_millis() };
            let sql = format!("SET search_path = {path}; SET lock_timeout = {lock_timeout};");
            self.query(sql).await.map_err(|error| StatementFailure { index: 0, byte: None, error })?;
            String::new()
        };
        if !script.settings.is_empty() {
            let sql = std::mem::take(&mut settings);
            let texts = script.settings.iter().map(|setting| script.text[setting.range.clone()].to_owned());
            for sql in std::iter::once(sql).chain(texts) {
                self.query(sql).await.map_err(|error| StatementFailure { index: 0, byte: None, error })?;
            }
        }
        let mut first = 0;
        while first < script.statements.len() {
            if script.statements[first].copy_data.is_some() {
                if !settings.is_empty() {
                    let sql = std::mem::take(&mut settings);
                    self.query(sql).await.map_err(|error| StatementFailure { index: first, byte: None, error })?;
                }
                self.copy(script, first, stop, observer).await?;
                first += 1;
                continue;
            }
            let end = message_end(script, first);
            let message = Message { prefix: std::mem::take(&mut settings), script, first, end };
            self.send(message, stop, observer).await?;
            first = end;
        }
        Ok(())
    }

    /// Sends one message and reads its answers, watching for who blocks it and for a request to cancel.
    async fn send(
        &mut self,
        message: Message<'_>,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        let mut next = message.first;
        // The statements of the prefix answer, too.
        let mut to_skip = if message.prefix.is_empty() { 0 } else { PREFIX_STATEMENTS };
        let (sender, mut blockers) = mpsc::channel::<Vec<Blocker>>(4);
        let mut watcher: Option<Watcher> = None;
        let mut last_blockers = Vec::new();
        let blocker_delay = self.blocker_delay();
        let mut started = Instant::now();
        let mut rows_seen = 0;
        let mut cancelling = false;
        observer.started(next, message.end - 1);
        let give_up = tokio::time::sleep(Duration::MAX / 4);
        tokio::pin!(give_up);
        let mut answers = sqlx::raw_sql(AssertSqlSafe(message.text())).fetch_many(&mut self.connection);
        let error = loop {
            let look = tokio::time::sleep_until((started + blocker_delay).into());
            tokio::select! {
                biased;
                answer = answers.next() => match answer {
                    None => break None,
                    Some(Ok(Either::Right(_))) => rows_seen += 1,
                    Some(Ok(Either::Left(_))) if to_skip > 0 => to_skip -= 1,
                    Some(Ok(Either::Left(result))) => {
                        let rows = result.rows_affected().max(rows_seen);
                        observer.done(StatementDone { index: next, rows, elapsed: started.elapsed() });
                        next += 1;
                        rows_seen = 0;
                        if next < message.end {
                            observer.started(next, message.end - 1);
                        }
                        started = Instant::now();
                        watcher = None;
                    }
                    Some(Err(error)) => break Some(error),
                },
                Some(found) = blockers.recv() => {
                    observer.blocked(&found);
                    last_blockers = found;
                }
                () = look, if watcher.is_none() => {
                    watcher = Some(Watcher::start(self.target.clone(), self.pid, sender.clone()));
                }
                () = stop.now(), if !cancelling => {
                    cancelling = true;
                    give_up.as_mut().reset(tokio::time::Instant::now() + CANCEL_PATIENCE);
                    // In a task of its own: the answer to the cancelled statement has to be read meanwhile.
                    tokio::spawn(cancel(self.target.clone(), self.pid));
                }
                () = &mut give_up => {
                    drop(answers);
                    self.broken = true;
                    return Err(StatementFailure { index: next, byte: None, error: DatabaseError::Cancelled });
                }
            }
        };
        drop(answers);
        let Some(error) = error else { return Ok(()) };
        let pointed_at = message.byte_of(&error);
        let index = pointed_at.map_or(next, |byte| message.statement_at(byte)).clamp(message.first, message.end - 1);
        let byte = pointed_at.or_else(|| byte_of_context(message.script, index, context_of(&error)?));
        let error = self.classify_in_script(error, message.script.text, cancelling);
        let error = self.naming(error, last_blockers);
        if error.is_lost() {
            self.broken = true;
        }
        Err(StatementFailure { index, byte, error })
    }

    /// The error with who was in the way, if it is about that. On a busy server the look may come too late for one attempt; who was seen at
    /// the one before is most likely still there.
    fn naming(&mut self, error: DatabaseError, found: Vec<Blocker>) -> DatabaseError {
        if !found.is_empty() {
            self.seen_blockers = found;
        }
        match error {
            DatabaseError::LockTimeout { attempts, .. } => {
                DatabaseError::LockTimeout { attempts, blockers: describe(&self.seen_blockers) }
            }
            other => other,
        }
    }

    /// With a short `lock_timeout` there is less time to see who is in the way.
    fn blocker_delay(&self) -> Duration {
        match self.lock_timeout / 4 {
            Duration::ZERO => BLOCKER_DELAY,
            quarter => quarter.min(BLOCKER_DELAY),
        }
    }

    /// A statement that goc did not cancel was cancelled by somebody on the server, unless the script has set a timeout: the server
    /// has one code for both, and its words may be in any language.
    fn classify_in_script(&self, error: sqlx::Error, script: &str, cancelling: bool) -> DatabaseError {
        let said = error.as_database_error().map(|error| error.message().to_owned());
        match (classify(error, &self.target), said) {
            (DatabaseError::Cancelled, Some(said)) if !cancelling => {
                let may_be_timeout = script.to_ascii_lowercase().contains("statement_timeout");
                if may_be_timeout && said != "canceling statement due to user request" {
                    return statement(QUERY_CANCELED, &said, None);
                }
                DatabaseError::CancelledByOther { reason: safe(&said).into_owned() }
            }
            (error, _) => error,
        }
    }

    /// `COPY … FROM stdin` with the rows that follow it in the script.
    async fn copy(
        &mut self,
        script: Script<'_>,
        index: usize,
        stop: &Stop,
        observer: &mut dyn Observer,
    ) -> Result<(), StatementFailure> {
        observer.started(index, index);
        let started = Instant::now();
        let data = script.statements[index].copy_data.clone().map_or("", |range| &script.text[range]);
        let (target, pid) = (self.target.clone(), self.pid);
        let (watcher, mut found) = Watcher::beside(self);
        let mut cancelling = false;
        let result = {
            let work = async {
                let mut copy = self.connection.copy_in_raw(script.statement(index)).await?;
                for chunk in data.as_bytes().chunks(MESSAGE_BYTES) {
                    copy.send(chunk).await?;
                }
                copy.finish().await
            };
            tokio::pin!(work);
            loop {
                tokio::select! {
                    biased;
                    result = &mut work => break result,
                    () = stop.now(), if !cancelling => {
                        cancelling = true;
                        tokio::spawn(cancel(target.clone(), pid));
                    }
                }
            }
        };
        drop(watcher);
        match result {
            Ok(rows) => {
                observer.done(StatementDone { index, rows, elapsed: started.elapsed() });
                Ok(())
            }
            Err(error) => {
                let byte = context_of(&error).and_then(|context| byte_of_context(script, index, context));
                let error = self.classify_in_script(error, script.text, cancelling);
                let error = self.naming(error, last_of(&mut found));
                self.broken |= error.is_lost();
                Err(StatementFailure { index, byte, error })
            }
        }
    }
}

/// How many statements goc puts in front of a script's first message; a schema's name may hold a `;`, so counting those would
/// not do.
const PREFIX_STATEMENTS: usize = 2;

/// A message of a script as the server's list of sessions shows it, without what goc puts in front.
pub(super) fn without_prefix(message: &str) -> &str {
    const PATH: &str = "SET LOCAL search_path = ";
    const TIMEOUT: &str = "; SET LOCAL lock_timeout = ";
    let rest = message.strip_prefix(PATH).and_then(|rest| rest.split_once(TIMEOUT));
    // The list cuts a long message short; then there is nothing of the script in it.
    rest.and_then(|(_, rest)| rest.split_once("; ")).map_or(message, |(_, script)| script)
}

/// The SQLSTATE of a statement that was cancelled.
const QUERY_CANCELED: &str = "57014";

/// What the server says about where it was when the error happened.
fn context_of(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?.r#where()
}

/// PostgreSQL 12, as `server_version_num` has it.
const OLDEST_VERSION: u32 = 120_000;

/// Some statements of a script in one simple-query message.
struct Message<'a> {
    /// goc's own settings in front of them.
    prefix: String,
    script: Script<'a>,
    first: usize,
    end: usize,
}

impl Message<'_> {
    /// Where the statements lie in the script's text; what stands between them, comments say, is sent along.
    fn range(&self) -> std::ops::Range<usize> {
        let statements = &self.script.statements[self.first..self.end];
        match (statements.first(), statements.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    fn text(&self) -> String {
        format!("{}{}", self.prefix, &self.script.text[self.range()])
    }

    /// The byte of the script that the server's error points at. It counts characters of the message, from 1.
    fn byte_of(&self, error: &sqlx::Error) -> Option<usize> {
        let error = error.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?;
        let PgErrorPosition::Original(position) = error.position()? else { return None };
        let characters = position.checked_sub(1)?.checked_sub(self.prefix.chars().count())?;
        let range = self.range();
        let text = &self.script.text[range.clone()];
        let offset = text.char_indices().nth(characters).map_or(text.len(), |(offset, _)| offset);
        Some(range.start + offset)
    }

    fn statement_at(&self, byte: usize) -> usize {
        self.script.statements.partition_point(|statement| statement.range.start <= byte).saturating_sub(1)
    }
}

/// The first statement that does not go into the message that begins with `first`.
fn message_end(script: Script<'_>, first: usize) -> usize {
    let start = script.statements[first].range.start;
    let mut end = first + 1;
    while let Some(statement) = script.statements.get(end) {
        if statement.copy_data.is_some() || statement.range.end - start > MESSAGE_BYTES {
            break;
        }
        end += 1;
    }
    end
}

/// Passes on what happens in a part of a script with the numbers of the whole.
struct Shifted<'a> {
    observer: &'a mut dyn Observer,
    by: usize,
}

impl Observer for Shifted<'_> {
    fn started(&mut self, index: usize, last: usize) {
        self.observer.started(index + self.by, last + self.by);
    }

    fn done(&mut self, done: StatementDone) {
        self.observer.done(StatementDone { index: done.index + self.by, ..done });
    }

    fn blocked(&mut self, by: &[Blocker]) {
        self.observer.blocked(by);
    }
}

/// Looks from a connection of its own who stands in the way of a statement; ends when dropped.
struct Watcher(tokio::task::JoinHandle<()>);

impl Watcher {
    /// For a statement that is about to run, should it take long; what was found is read afterwards.
    fn beside(session: &PostgresSession) -> (Watcher, mpsc::Receiver<Vec<Blocker>>) {
        let (sender, found) = mpsc::channel(16);
        let (target, pid, delay) = (session.target.clone(), session.pid, session.blocker_delay());
        let waiting = async move {
            tokio::time::sleep(delay).await;
            watch(target, pid, sender).await;
        };
        (Watcher(tokio::spawn(waiting)), found)
    }

    fn start(target: PostgresTarget, pid: i32, found: mpsc::Sender<Vec<Blocker>>) -> Watcher {
        Watcher(tokio::spawn(watch(target, pid, found)))
    }
}

async fn watch(target: PostgresTarget, pid: i32, found: mpsc::Sender<Vec<Blocker>>) {
    // Without a connection to spare nobody is named; the statement itself is not harmed.
    let Ok(mut connection) = connect(&target).await else { return };
    let mut last = Vec::new();
    while let Ok(blockers) = blockers(&mut connection, pid, &target).await {
        if blockers != last {
            last = blockers.clone();
            if found.send(blockers).await.is_err() {
                return;
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// What a watcher that has ended found last.
fn last_of(found: &mut mpsc::Receiver<Vec<Blocker>>) -> Vec<Blocker> {
    std::iter::from_fn(|| found.try_recv().ok()).last().unwrap_or_default()
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn blockers(
    connection: &mut PgConnection,
    pid: i32,
    target: &PostgresTarget,
) -> Result<Vec<Blocker>, DatabaseError> {
    let sql = format!(
        "SET search_path = {SAFE_SEARCH_PATH}; SELECT pid, usename, application_name, \
         extract(epoch FROM now() - coalesce(xact_start, backend_start))::bigint, left(query, 200) \
         FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids({pid})) ORDER BY xact_start"
    );
    let rows =
        sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(connection).await.map_err(|error| classify(error, target))?;
    Ok(rows
        .iter()
        .map(text_row)
        .map(|row| Blocker {
            pid: row.number(0) as i32,
            user: safe(row.text(1)).into_owned(),
            application: safe(row.text(2)).into_owned(),
            seconds: row.number(3),
            query: safe(row.text(4)).into_owned(),
        })
        .collect())
}

fn describe(blockers: &[Blocker]) -> String {
    let lines: Vec<String> = blockers.iter().map(Blocker::to_string).collect();
    if lines.is_empty() { "?".to_owned() } else { lines.join("; ") }
}

/// Asks the server to cancel what `pid` runs.
async fn cancel(target: PostgresTarget, pid: i32) {
    if let Ok(mut connection) = connect(&target).await {
        let sql = format!("SELECT pg_catalog.pg_cancel_backend({pid})");
        // If the server does not take it, the caller gives the connection up, and the server notices that.
        let _ = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
        let _ = connection.close().await;
    }
}

/// The values of a row as the simple query protocol has them: text.
fn text_row(row: &PgRow) -> Row {
    Row((0..row.len())
        .map(|column| {
            row.try_get_raw(column)
                .ok()
                .filter(|value| !value.is_null())
                .and_then(|value| value.as_str().ok().map(str::to_owned))
        })
        .collect())
}
