//! The diagnosis of a SQLite file: first from outside, then with SQLite's own eyes.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use super::check::{Flow, Found, Recorder};
use super::file::File;
use super::{CheckName, Detail, ProbeProblem, version};
use crate::database::sqlite::SqliteSession;
use crate::database::{Access, Connection, DatabaseError, Stop, file_lock};
use crate::i18n::safe;

/// A lock that lasts longer than this is worth a word: a sale takes milliseconds.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);

/// How long the search for damage may take; about a gigabyte on a till's disk.
const INTEGRITY_LIMIT: Duration = Duration::from_secs(10);

/// Findings that a message shows at most.
const FINDINGS_SHOWN: usize = 3;

pub(super) async fn diagnose(path: &Path, recorder: &mut Recorder<'_>) -> Flow {
    let file = outside(path, recorder)?;
    let mut session = open(&file, recorder).await?;

    let started = Instant::now();
    let answer = journal_mode(&mut session, &file).await;
    recorder.answer(CheckName::JournalMode, started, answer)?;
    let started = Instant::now();
    let answer = integrity(&mut session, &file).await;
    recorder.answer(CheckName::Integrity, started, answer)?;
    let started = Instant::now();
    let answer = encoding(&mut session, &file).await;
    recorder.answer(CheckName::Encoding, started, answer)?;

    let mut connection = Connection::Sqlite(session);
    let started = Instant::now();
    let answer = version::version_table(&mut connection).await;
    recorder.answer(CheckName::VersionTable, started, answer)?;
    let started = Instant::now();
    let answer = version::writer(&mut connection).await;
    recorder.answer(CheckName::Writer, started, answer)?;
    connection.close().await;
    Flow::Continue(())
}

/// Everything that needs no look inside. Ends the diagnosis when there is nothing to open, or when opening would change it.
fn outside(path: &Path, recorder: &mut Recorder<'_>) -> ControlFlow<(), File> {
    let started = Instant::now();
    let (file, found) = File::look(path);
    recorder.require(CheckName::File, started, found)?;
    recorder.record(CheckName::Folder, Instant::now(), file.folder_rights());
    if file.exists() {
        let started = Instant::now();
        let (found, readable) = file.rights();
        recorder.record(CheckName::FileRights, started, found);
        if !readable {
            return ControlFlow::Break(());
        }
    } else {
        recorder.skip(CheckName::FileRights);
    }
    recorder.record(CheckName::DiskSpace, Instant::now(), file.disk_space());
    recorder.record(CheckName::FileSystem, Instant::now(), file.file_system());
    if !file.exists() {
        return ControlFlow::Break(());
    }
    let started = Instant::now();
    let (found, may_open) = file.recovery();
    recorder.record(CheckName::Recovery, started, found);
    if may_open { ControlFlow::Continue(file) } else { ControlFlow::Break(()) }
}

/// Opens the file, which tells whether it is a database, and whether somebody has locked it.
async fn open(file: &File, recorder: &mut Recorder<'_>) -> ControlFlow<(), SqliteSession> {
    let started = Instant::now();
    let mut session = match SqliteSession::open_within(&file.real, Access::Read, LOCK_PATIENCE).await {
        Ok(session) => session,
        Err(error @ DatabaseError::Locked { .. }) => {
            // An exclusive lock keeps readers out as well, so nobody can say what is inside.
            recorder.skip(CheckName::Format);
            recorder.record(CheckName::Lock, started, Found::default().warning(error));
            return ControlFlow::Break(());
        }
        Err(error) => {
            recorder.record(CheckName::Format, started, error);
            return ControlFlow::Break(());
        }
    };
    let answer = format(&mut session, file).await;
    recorder.answer(CheckName::Format, started, answer)?;
    let started = Instant::now();
    let answer = lock(&mut session, file).await;
    recorder.answer(CheckName::Lock, started, answer)?;
    ControlFlow::Continue(session)
}

async fn format(session: &mut SqliteSession, file: &File) -> Result<Found, DatabaseError> {
    if file.size() == 0 {
        return Ok(Detail::EmptyFile.into());
    }
    let pages = number(session, "PRAGMA page_count").await?;
    let page_size = number(session, "PRAGMA page_size").await?;
    let library = text(session, "SELECT sqlite_version()").await?;
    Ok(Detail::SqliteFormat { pages, page_size, library }.into())
}

/// Whether another program keeps the file locked. The lock that tells is given back at once.
async fn lock(session: &mut SqliteSession, file: &File) -> Result<Found, DatabaseError> {
    let programs = file_lock::holders(&file.real);
    let open_elsewhere = (programs != "?").then_some(Detail::OpenedBy { programs });
    if !file.is_writable() {
        return Ok(open_elsewhere.unwrap_or(Detail::LockNotTried).into());
    }
    session.query("PRAGMA query_only = OFF".to_owned()).await?;
    let begun = session.begin("SELECT 1", &Stop::default()).await;
    if begun.is_ok() {
        session.rollback().await;
    }
    session.query("PRAGMA query_only = ON".to_owned()).await?;
    match begun {
        Ok(_) => Ok(open_elsewhere.unwrap_or(Detail::LockPossible).into()),
        Err(error @ DatabaseError::Locked { .. }) => Ok(Found::default().warning(error)),
        Err(error) => Err(error),
    }
}

/// Only `wal` is written in the file; every other mode is a program's own choice, and cannot be seen from here.
async fn journal_mode(session: &mut SqliteSession, file: &File) -> Result<Found, DatabaseError> {
    let mode = text(session, "PRAGMA journal_mode").await?;
    Ok(match file.network_kind() {
        Some(kind) if mode == "wal" => {
            Found::from(Detail::JournalMode { mode }).failure(ProbeProblem::WalOverNetwork { kind: kind.to_owned() })
        }
        _ => Detail::JournalMode { mode }.into(),
    })
}

/// Damage in the file, and references that lead nowhere.
async fn integrity(session: &mut SqliteSession, file: &File) -> Result<Found, DatabaseError> {
    let limit = INTEGRITY_LIMIT;
    let too_long = || Ok(Detail::CheckTooLong { seconds: limit.as_secs() }.into());
    let damaged = |findings| Found::default().failure(ProbeProblem::Damaged { file: file.name(), findings });
    let rows = match session.query_within(format!("PRAGMA quick_check({FINDINGS_SHOWN})"), limit).await {
        Ok(Some(rows)) => rows,
        Ok(None) => return too_long(),
        Err(DatabaseError::Corrupt { reason, .. }) => return Ok(damaged(vec![reason])),
        Err(error) => return Err(error),
    };
    let findings: Vec<String> =
        rows.iter().map(|row| safe(row.text(0)).into_owned()).filter(|text| text != "ok").collect();
    if !findings.is_empty() {
        return Ok(damaged(findings));
    }
    let sql = "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1";
    let Some(rows) = session.query_within(sql.to_owned(), limit).await? else { return too_long() };
    if rows.is_empty() {
        return Ok(Detail::Sound.into());
    }
    let tables = rows.iter().map(|row| safe(row.text(0)).into_owned()).collect();
    let count = rows.iter().map(|row| u64::try_from(row.number(1)).unwrap_or_default()).sum();
    Ok(Found::from(Detail::Sound).warning(ProbeProblem::BrokenReferences { tables, count, file: file.name() }))
}

async fn encoding(session: &mut SqliteSession, file: &File) -> Result<Found, DatabaseError> {
    let encoding = text(session, "PRAGMA encoding").await?;
    Ok(if encoding == "UTF-8" {
        Detail::Encoding { encoding, collation: None }.into()
    } else {
        Found::default().warning(ProbeProblem::NotUtf8 { encoding, file: file.name() })
    })
}

async fn text(session: &mut SqliteSession, sql: &str) -> Result<String, DatabaseError> {
    let rows = session.query(sql.to_owned()).await?;
    Ok(rows.first().map(|row| safe(row.text(0)).into_owned()).unwrap_or_default())
}

async fn number(session: &mut SqliteSession, sql: &str) -> Result<u64, DatabaseError> {
    Ok(text(session, sql).await?.parse().unwrap_or_default())
}
