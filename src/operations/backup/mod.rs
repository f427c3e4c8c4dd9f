//! `backup` and `restore`: verified copies of a database, and the way back.
//!
//! A backup is written under a temporary name, read back from its first byte to its last, and only then gets its name and its
//! manifest; so whatever has a backup's name was restorable when it was made. PostgreSQL is copied by `pg_dump` in one snapshot,
//! SQLite by its online backup. A backup alone only reads, and holds no lock that keeps anybody from working.

mod checksum;
mod error;
mod manifest;
mod place;
mod postgres;
mod restore;
mod retention;
mod sqlite;
mod verify;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;

pub use error::{BackupError, BackupProblem};
pub use manifest::{Manifest, Reason, Table};
pub use postgres::schema_dump;
pub use restore::{Loss, RestoreOptions, RestorePlan, RestoreReport, inspect, restore};
pub use retention::{Keep, Kept};

use super::{BackupPhase, Context, Event, Events};
use crate::config::{Backup, ConnectionSettings, Origin};
use crate::database::probe::{folder_of, shown};
use crate::revision::{Engine, RevisionId};
use place::Place;

/// What a connection's settings say about backups.
#[derive(Debug, Clone, Default)]
pub struct BackupPolicy {
    /// An upgrade or downgrade makes one first, and does not run without.
    pub before_upgrade: bool,
    /// Where they lie.
    pub folder: PathBuf,
    /// Which are kept when a new one is made.
    pub keep: Keep,
}

impl BackupPolicy {
    /// Of a connection; the folder is `backups` beside the configuration file, else in the working folder.
    pub fn new(settings: &ConnectionSettings) -> BackupPolicy {
        let options = &settings.options;
        let beside = match &settings.origin {
            Origin::File(file) => file.parent().unwrap_or(Path::new("")).join("backups"),
            _ => PathBuf::from("backups"),
        };
        BackupPolicy {
            before_upgrade: options.backup == Backup::BeforeUpgrade,
            folder: options.backup_folder.clone().unwrap_or(beside),
            keep: Keep { count: options.backup_keep, days: options.backup_keep_days },
        }
    }
}

/// How a backup is to be made.
#[derive(Debug, Clone, Default)]
pub struct BackupOptions {
    /// This file, which must not be there yet, rather than a name by connection and time in the usual folder.
    pub to: Option<PathBuf>,
    /// Which older ones in the same folder are kept, rather than what the settings say. For a file of one's own nothing is removed
    /// unless this is given.
    pub keep: Option<Keep>,
    /// Why it is made.
    pub reason: Reason,
}

/// What a backup is.
#[derive(Debug, Clone, Serialize)]
pub struct BackupReport {
    /// It is made and verified.
    pub success: bool,
    /// Where it is.
    pub file: PathBuf,
    /// In bytes.
    pub size: u64,
    /// Of the whole file, in hexadecimal.
    pub sha256: String,
    /// The heads that it holds, joined by commas; `None` for the base.
    pub current_revision: Option<String>,
    /// The tables inside.
    pub tables: usize,
    /// The rows of all of them.
    pub rows: u64,
    /// Older backups that were removed.
    pub removed: Vec<PathBuf>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
}

/// What is inside a database or a backup.
#[derive(Debug, Clone, Default, PartialEq)]
struct Contents {
    /// The rows of the version table.
    revisions: Vec<RevisionId>,
    tables: Vec<Table>,
}

/// Makes a backup.
///
/// # Errors
/// Whatever keeps it from being made or from being sound; nothing with a backup's name is left behind then.
pub async fn backup(context: &Context, options: BackupOptions) -> Result<BackupReport, BackupError> {
    let started = Instant::now();
    let engine = context.database.engine();
    let source = match engine {
        Engine::Postgres => Source::Postgres(Box::new(postgres::Source::open(context).await?)),
        Engine::Sqlite => Source::Sqlite(sqlite::Source::open(context).await?),
    };
    let name = &context.database.name;
    let place = Place::new(options.to.as_deref(), &context.backup.folder, name, engine)?;
    let newest = retention::list(place.folder(), name, engine).into_iter().find(|backup| backup.is_whole);
    place.require_space(source.space(newest.map(|backup| backup.manifest.size)))?;

    let contents = match source.copy(context, &place.temporary).await {
        Err(BackupError::Problem(BackupProblem::Damaged { reason, .. })) => {
            let database = crate::i18n::safe(name).into_owned();
            return Err(BackupProblem::Unsound { database, reason }.into());
        }
        result => result?,
    };
    let (size, sha256) = checksum::of(context, &place.temporary).await?;
    let file = place.file.clone();
    let folder = place.folder().to_owned();
    let manifest = Manifest {
        goc_backup: manifest::FORMAT,
        connection: name.clone(),
        engine,
        server: source.server().to_owned(),
        revisions: contents.revisions,
        tables: contents.tables,
        file: file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        size,
        sha256,
        reason: options.reason,
        made_with: source.made_with(),
        journal_mode: source.journal_mode(),
        goc_version: env!("CARGO_PKG_VERSION").to_owned(),
        created: super::migration::now(),
    };
    place.finish(&manifest)?;
    context.events.send(Event::BackupDone { file: shown(&file), bytes: size });

    let usual = (options.to.is_none() && options.reason != Reason::BeforeRestore).then_some(context.backup.keep);
    let removed = match options.keep.or(usual) {
        Some(keep) => retention::apply(&folder, name, engine, keep, jiff::Timestamp::now()),
        None => Vec::new(),
    };
    Ok(BackupReport {
        success: true,
        file,
        size,
        current_revision: super::migration::joined(&manifest.revisions),
        tables: manifest.tables.len(),
        rows: manifest.rows(),
        sha256: manifest.sha256,
        removed,
        duration_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    })
}

/// The backups of a connection, newest first: those in its usual folder.
pub fn list(context: &Context) -> Vec<Kept> {
    retention::list(&context.backup.folder, &context.database.name, context.database.engine())
}

/// What is copied.
enum Source {
    Postgres(Box<postgres::Source>),
    Sqlite(sqlite::Source),
}

impl Source {
    /// Bytes that the backup is likely to need, `last` being the size of the one before.
    fn space(&self, last: Option<u64>) -> u64 {
        match self {
            Source::Postgres(source) => source.space(last),
            Source::Sqlite(source) => source.bytes,
        }
    }

    /// Copies the database into a file that exists and is empty, and reads it back.
    async fn copy(&self, context: &Context, file: &Path) -> Result<Contents, BackupError> {
        match self {
            Source::Postgres(source) => source.copy(context, file).await,
            Source::Sqlite(source) => source.copy(context, file).await,
        }
    }

    fn server(&self) -> &str {
        match self {
            Source::Postgres(source) => &source.server,
            Source::Sqlite(source) => &source.version,
        }
    }

    fn made_with(&self) -> String {
        match self {
            Source::Postgres(source) => format!("pg_dump {}", source.tools.version),
            Source::Sqlite(source) => source.version.clone(),
        }
    }

    fn journal_mode(&self) -> Option<String> {
        match self {
            Source::Postgres(_) => None,
            Source::Sqlite(source) => Some(source.journal_mode.clone()),
        }
    }
}

/// Tells of progress a few times a second and no more often.
struct Progress {
    events: Events,
    phase: BackupPhase,
    last: Option<Instant>,
}

impl Progress {
    const PAUSE: Duration = Duration::from_millis(250);

    fn new(context: &Context, phase: BackupPhase) -> Progress {
        Progress { events: context.events.clone(), phase, last: None }
    }

    fn report(&mut self, bytes: u64, total: Option<u64>) {
        if self.last.is_none_or(|last| last.elapsed() >= Self::PAUSE) {
            self.last = Some(Instant::now());
            self.events.send(Event::BackupProgress { phase: self.phase, bytes, total });
        }
    }
}

/// Where a file really is, links followed; its own path where that cannot be known.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| folder_of(path).join(path.file_name().unwrap_or_default()))
}
