//! The diagnosis of a PostgreSQL database, from the settings to the round trip.

use std::future::Future;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::check::{Flow, Found, Recorder};
use super::server::{self, Place};
use super::{CheckName, Detail, Issue, ProbeProblem, rights, version};
use crate::config::{PostgresTarget, SslMode};
use crate::database::connect::connect;
use crate::database::error::reason;
use crate::database::postgres::PostgresSession;
use crate::database::{Access, Connection, DatabaseError, identifier};
use crate::i18n::{safe, suggestion};

/// From this on times in the journal mislead, and certificates and tokens begin to fail.
const CLOCK_TOLERANCE: i64 = 60;

/// Databases that a message names at most.
const NAMES_SHOWN: usize = 10;

pub(super) async fn diagnose(target: &PostgresTarget, lock_timeout: Duration, recorder: &mut Recorder<'_>) -> Flow {
    recorder.require(CheckName::Settings, Instant::now(), settings(target))?;
    let offers_tls = reach(target, recorder).await?;
    let mut session = log_in(target, offers_tls, lock_timeout, recorder).await?;

    let started = Instant::now();
    let answer = within(target, encoding(&mut session, target)).await;
    recorder.answer(CheckName::Encoding, started, answer)?;
    let started = Instant::now();
    let answer = within(target, writable(&mut session, target)).await;
    recorder.answer(CheckName::Writable, started, answer)?;

    let mut connection = Connection::Postgres(Box::new(session));
    let started = Instant::now();
    let answer = within(target, rights::rights(&mut connection)).await;
    recorder.answer(CheckName::Rights, started, answer)?;
    let started = Instant::now();
    let answer = within(target, rights::lock(&mut connection)).await;
    recorder.answer(CheckName::Lock, started, answer)?;
    let started = Instant::now();
    let answer = within(target, version::version_table(&mut connection)).await;
    recorder.answer(CheckName::VersionTable, started, answer)?;
    let started = Instant::now();
    let answer = within(target, clock(&mut connection)).await;
    recorder.answer(CheckName::Clock, started, answer)?;
    let started = Instant::now();
    let answer = within(target, version::writer(&mut connection)).await;
    recorder.answer(CheckName::Writer, started, answer)?;
    let started = Instant::now();
    let answer = within(target, round_trip(&mut connection)).await;
    recorder.answer(CheckName::RoundTrip, started, answer)?;
    connection.close().await;
    Flow::Continue(())
}

/// Gives an answer of the server as long as a connection gets.
async fn within<T>(
    target: &PostgresTarget,
    answer: impl Future<Output = Result<T, DatabaseError>>,
) -> Result<T, DatabaseError> {
    tokio::time::timeout(target.connect_timeout, answer).await.unwrap_or_else(|_| {
        Err(DatabaseError::Timeout {
            host: safe(&target.host).into_owned(),
            port: target.port,
            seconds: target.connect_timeout.as_secs(),
        })
    })
}

/// A name as a message shows it and as a command takes it: quoted only where it has to be.
pub(super) fn name(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let shown = safe(name);
    if plain { shown.into_owned() } else { identifier(&shown) }
}

fn settings(target: &PostgresTarget) -> Found {
    let mut found = Found::default()
        .fact(Detail::Address {
            user: safe(&target.user).into_owned(),
            host: safe(&target.host).into_owned(),
            port: target.port,
            database: safe(&target.database).into_owned(),
        })
        .fact(Detail::Password { source: target.password_source.clone() });
    let files: [(&str, &Option<PathBuf>); 3] =
        [("sslrootcert", &target.ssl_root_cert), ("sslcert", &target.ssl_cert), ("sslkey", &target.ssl_key)];
    for (setting, file) in files {
        if let Some(file) = file
            && let Err(error) = std::fs::File::open(file)
        {
            found = found.failure(ProbeProblem::FileOfSettings {
                setting: setting.to_owned(),
                file: safe(&file.to_string_lossy()).into_owned(),
                reason: reason(error),
            });
        }
    }
    found
}

/// Name, port, and whether it is PostgreSQL; returns whether it offers TLS.
async fn reach(target: &PostgresTarget, recorder: &mut Recorder<'_>) -> ControlFlow<(), bool> {
    let started = Instant::now();
    let place = match server::look_up(target).await {
        Ok(place) => place,
        Err(issue) => return stop(recorder, CheckName::NameLookup, started, issue),
    };
    let fact = match &place {
        Place::Network(addresses) => {
            let mut addresses: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
            addresses.dedup();
            Detail::Addresses { addresses }
        }
        Place::Socket(file) => Detail::Socket { file: safe(&file.to_string_lossy()).into_owned() },
    };
    recorder.record(CheckName::NameLookup, started, fact);

    let started = Instant::now();
    let line = match server::open(target, &place).await {
        Ok(line) => line,
        Err(issue) => return stop(recorder, CheckName::Port, started, issue),
    };
    recorder.record(CheckName::Port, started, Detail::Connected { address: line.address.clone() });

    let started = Instant::now();
    match server::greet(line, target.connect_timeout).await {
        Ok(offers_tls) => ControlFlow::Continue(offers_tls),
        Err(issue) => stop(recorder, CheckName::Server, started, issue),
    }
}

fn stop<T>(
    recorder: &mut Recorder<'_>,
    name: CheckName,
    started: Instant,
    found: impl Into<Found>,
) -> ControlFlow<(), T> {
    recorder.record(name, started, found);
    ControlFlow::Break(())
}

/// Server, TLS, login, database and version all come out of one attempt to connect: how far it comes tells which is wrong.
async fn log_in(
    target: &PostgresTarget,
    offers_tls: bool,
    lock_timeout: Duration,
    recorder: &mut Recorder<'_>,
) -> ControlFlow<(), PostgresSession> {
    let started = Instant::now();
    let answers = Found::from(Detail::Answers { offers_tls });
    let tls = Found::from(Detail::TlsAsked { mode: target.ssl_mode });
    let needs_tls = matches!(target.ssl_mode, SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull);
    if needs_tls && !offers_tls && !target.is_socket() {
        recorder.record(CheckName::Server, started, answers);
        let mode = target.ssl_mode.as_str().to_owned();
        let problem = ProbeProblem::NoTls { host: safe(&target.host).into_owned(), mode };
        return stop(recorder, CheckName::Tls, started, tls.failure(problem));
    }
    let connection = match connect(target).await {
        Ok(connection) => connection,
        Err(error) => {
            explain_refusal(error, (answers, tls), target, lock_timeout, started, recorder).await;
            return ControlFlow::Break(());
        }
    };
    recorder.record(CheckName::Server, started, answers);
    let mut session = match within(target, PostgresSession::start(connection, target, Access::Read, lock_timeout)).await
    {
        Ok(session) => session,
        Err(error) => {
            recorder.record(CheckName::Tls, started, tls);
            recorder.record(CheckName::Login, started, Detail::Accepted { user: safe(&target.user).into_owned() });
            recorder.record(
                CheckName::Database,
                started,
                Detail::DatabaseThere { database: safe(&target.database).into_owned() },
            );
            return stop(recorder, CheckName::Version, started, error);
        }
    };
    recorder.answer(
        CheckName::Tls,
        started,
        within(target, encryption(&mut session, target, offers_tls, tls)).await,
    )?;
    recorder.answer(CheckName::Login, started, within(target, login(&mut session)).await)?;
    let started = Instant::now();
    recorder.answer(CheckName::Database, started, within(target, database(&mut session)).await)?;
    let version = session.version_text();
    recorder.record(CheckName::Version, Instant::now(), Detail::PostgresVersion { version });
    ControlFlow::Continue(session)
}

/// Records how far an attempt to connect came, and what ended it.
async fn explain_refusal(
    error: DatabaseError,
    (answers, tls): (Found, Found),
    target: &PostgresTarget,
    lock_timeout: Duration,
    started: Instant,
    recorder: &mut Recorder<'_>,
) {
    if error.is_temporary() {
        return recorder.record(CheckName::Server, started, answers.failure(error));
    }
    recorder.record(CheckName::Server, started, answers);
    if let DatabaseError::Tls { .. } = error {
        return recorder.record(CheckName::Tls, started, tls.failure(error));
    }
    recorder.record(CheckName::Tls, started, tls);
    let issue: Issue = match error {
        DatabaseError::NoDatabase { .. } => missing_database(target, lock_timeout, error).await,
        DatabaseError::Permission { reason } => {
            ProbeProblem::NoConnect { database: name(&target.database), user: name(&target.user), reason }.into()
        }
        error => return recorder.record(CheckName::Login, started, error),
    };
    // PostgreSQL looks at the database only after it has accepted role and password.
    recorder.record(CheckName::Login, started, Detail::Accepted { user: safe(&target.user).into_owned() });
    recorder.record(CheckName::Database, started, Found::default().failure(issue));
}

/// What the server has instead, if this login gets into a database that nearly every server has.
async fn missing_database(wanted: &PostgresTarget, lock_timeout: Duration, error: DatabaseError) -> Issue {
    for maintenance in ["postgres", "template1"] {
        let target = PostgresTarget { database: maintenance.to_owned(), ..wanted.clone() };
        let names = within(&target, async {
            let mut session = PostgresSession::open(&target, Access::Read, lock_timeout).await?;
            let sql = "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname";
            let rows = session.query(sql.to_owned()).await;
            session.close().await;
            rows
        });
        if let Ok(rows) = names.await {
            let known: Vec<String> = rows.iter().map(|row| safe(row.text(0)).into_owned()).collect();
            return unknown_database(&wanted.database, known).into();
        }
    }
    error.into()
}

fn unknown_database(wanted: &str, mut known: Vec<String>) -> ProbeProblem {
    let nearest = suggestion(wanted, known.iter().map(String::as_str)).map(str::to_owned);
    if known.len() > NAMES_SHOWN {
        known.truncate(NAMES_SHOWN);
        known.push("…".to_owned());
    }
    ProbeProblem::UnknownDatabase { database: name(wanted), nearest, known }
}

async fn encryption(
    session: &mut PostgresSession,
    target: &PostgresTarget,
    offered: bool,
    found: Found,
) -> Result<Found, DatabaseError> {
    let sql = "SELECT ssl, version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let rows = session.query(sql.to_owned()).await?;
    Ok(match rows.first() {
        Some(row) if row.is_true(0) => found
            .fact(Detail::TlsAgreed { version: safe(row.text(1)).into_owned(), cipher: safe(row.text(2)).into_owned() })
            .fact(Detail::Certificate { mode: target.ssl_mode }),
        _ if target.is_remote() => {
            found.warning(ProbeProblem::PlainText { host: safe(&target.host).into_owned(), offered })
        }
        _ => found.fact(Detail::NotEncrypted { local: true }),
    })
}

async fn login(session: &mut PostgresSession) -> Result<Found, DatabaseError> {
    let sql = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user";
    let rows = session.query(sql.to_owned()).await?;
    let row = rows.first();
    Ok(Detail::LoggedIn {
        user: row.map(|row| safe(row.text(0)).into_owned()).unwrap_or_default(),
        superuser: row.is_some_and(|row| row.is_true(1)),
    }
    .into())
}

async fn database(session: &mut PostgresSession) -> Result<Found, DatabaseError> {
    let sql = "SELECT current_database(), pg_database_size(current_database())";
    let rows = session.query(sql.to_owned()).await?;
    let row = rows.first();
    Ok(Detail::DatabaseSize {
        database: row.map(|row| safe(row.text(0)).into_owned()).unwrap_or_default(),
        bytes: row.and_then(|row| row.text(1).parse().ok()).unwrap_or_default(),
    }
    .into())
}

async fn encoding(session: &mut PostgresSession, target: &PostgresTarget) -> Result<Found, DatabaseError> {
    let sql = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()";
    let rows = session.query(sql.to_owned()).await?;
    let encoding = rows.first().map(|row| safe(row.text(0)).into_owned()).unwrap_or_default();
    if encoding != "UTF8" {
        let problem = ProbeProblem::WrongEncoding { encoding, database: name(&target.database) };
        return Ok(Found::default().failure(problem));
    }
    let collation = rows.first().and_then(|row| row.optional(1)).map(|name| safe(name).into_owned());
    Ok(Detail::Encoding { encoding, collation }.into())
}

async fn writable(session: &mut PostgresSession, target: &PostgresTarget) -> Result<Found, DatabaseError> {
    // This session has set it for itself; `reset_val` is what the login gets.
    let sql =
        "SELECT pg_is_in_recovery(), reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only'";
    let rows = session.query(sql.to_owned()).await?;
    let is = |column| rows.first().is_some_and(|row| row.is_true(column));
    Ok(if is(0) {
        Found::default().failure(ProbeProblem::Standby)
    } else if is(1) {
        let problem = ProbeProblem::DefaultReadOnly { user: name(&target.user), database: name(&target.database) };
        Found::default().failure(problem)
    } else {
        Detail::Primary.into()
    })
}

async fn clock(connection: &mut Connection) -> Result<Found, DatabaseError> {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    let before = now();
    let rows = connection.query("SELECT extract(epoch FROM clock_timestamp())").await?;
    // The server looked at its clock about half way.
    let here = f64::midpoint(before, now());
    let there: f64 = rows.first().and_then(|row| row.text(0).parse().ok()).unwrap_or(here);
    Ok(clock_difference(there - here))
}

fn clock_difference(seconds: f64) -> Found {
    let seconds = seconds.round() as i64;
    if seconds.abs() > CLOCK_TOLERANCE {
        Found::default().warning(ProbeProblem::ClockOff { seconds })
    } else {
        Detail::ClockDifference { seconds }.into()
    }
}

async fn round_trip(connection: &mut Connection) -> Result<Found, DatabaseError> {
    let mut fastest = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        connection.query("SELECT 1").await?;
        fastest = fastest.min(started.elapsed());
    }
    Ok(Detail::RoundTrip { microseconds: u64::try_from(fastest.as_micros()).unwrap_or(u64::MAX) }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::probe::CheckState;

    #[test]
    fn a_clock_may_differ_by_a_minute() {
        let state = |seconds| {
            let mut progress = |_: &_| {};
            let mut recorder = Recorder::new(&CheckName::POSTGRES, &mut progress);
            recorder.record(CheckName::Clock, Instant::now(), clock_difference(seconds));
            recorder.finish().checks[0].state
        };
        assert_eq!((state(60.2), state(-60.2)), (CheckState::Ok, CheckState::Ok));
        assert_eq!((state(61.0), state(-61.0)), (CheckState::Warning, CheckState::Warning));
    }

    #[test]
    fn names_are_quoted_only_where_a_command_needs_it() {
        assert_eq!(
            (name("shop_1"), name("Shop"), name("a\"b")),
            ("shop_1".into(), "\"Shop\"".into(), "\"a\"\"b\"".into())
        );
    }

    #[test]
    fn a_missing_database_names_the_nearest_and_not_too_many() {
        let known = (0..20).map(|number| format!("till_{number}")).chain(["sontechsp".to_owned()]).collect();
        let ProbeProblem::UnknownDatabase { nearest, known, .. } = unknown_database("sontecsp", known) else {
            panic!()
        };
        assert_eq!((nearest.as_deref(), known.len()), (Some("sontechsp"), 11));
    }
}
