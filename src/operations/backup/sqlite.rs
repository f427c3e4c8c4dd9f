//! SQLite: its online backup, both ways.

use std::path::{Path, PathBuf};

use super::{BackupError, BackupProblem, Contents, Progress, Table, real};
use crate::database::probe::shown;
use crate::database::{
    Access, Catalog, Connection, CopyOptions, Database, DatabaseError, JournalMode, Urgency, copy_sqlite, identifier,
};
use crate::i18n::{list, safe};
use crate::operations::{BackupPhase, Context};

/// Findings of the integrity check that a message shows.
const FINDINGS_SHOWN: usize = 3;

/// A file to be copied.
pub(super) struct Source {
    path: PathBuf,
    /// `SQLite 3.50.2`.
    pub(super) version: String,
    /// As `PRAGMA journal_mode` has it.
    pub(super) journal_mode: String,
    /// The size of the copy.
    pub(super) bytes: u64,
}

impl Source {
    pub(super) async fn open(context: &Context) -> Result<Source, BackupError> {
        let path = context.database.file().map(Path::to_owned).unwrap_or_default();
        if !path.exists() {
            return Err(BackupProblem::NothingToBackUp { file: shown(&path) }.into());
        }
        let mut connection = context.connect(Access::Read).await?;
        connection.begin_reading(&context.stop).await?;
        let version = connection.version().await?;
        let journal_mode = pragma(&mut connection, "journal_mode").await?;
        let pages: u64 = pragma(&mut connection, "page_count").await?.parse().unwrap_or_default();
        let page_size: u64 = pragma(&mut connection, "page_size").await?.parse().unwrap_or_default();
        connection.close().await;
        Ok(Source { path, version, journal_mode, bytes: pages.saturating_mul(page_size) })
    }

    pub(super) async fn copy(&self, context: &Context, file: &Path) -> Result<Contents, BackupError> {
        // With a write-ahead log a snapshot is free; without one a reader that stays would keep the tills from writing. The copy is to
        // be one file that can also be opened where nothing can be written.
        let options = CopyOptions { snapshot: self.journal_mode == "wal", journal_mode: Some(JournalMode::Delete) };
        copy(context, BackupPhase::Copying, &self.path, file, options).await?;
        read_back(file).await
    }
}

/// Puts a backup into the place of whatever the target holds, in one transaction of the target.
pub(super) async fn restore(
    context: &Context,
    backup: &Path,
    target: &Path,
    journal_mode: Option<JournalMode>,
) -> Result<(), BackupError> {
    let options = CopyOptions { snapshot: false, journal_mode };
    copy(context, BackupPhase::Restoring, backup, target, options).await
}

async fn copy(
    context: &Context,
    phase: BackupPhase,
    source: &Path,
    target: &Path,
    options: CopyOptions,
) -> Result<(), BackupError> {
    let mut progress = Progress::new(context, phase);
    let stop = context.stop.clone();
    // SQLite names the journal after the path it is given; the real one is what every other program uses.
    let (source, target) = (real(source), real(target));
    let copying = tokio::task::spawn_blocking(move || {
        let is_stopped = || stop.urgency() == Urgency::Now;
        copy_sqlite(&source, &target, options, &mut |bytes, total| progress.report(bytes, Some(total)), &is_stopped)
    });
    Ok(copying.await.unwrap_or(Err(DatabaseError::Cancelled))?)
}

/// Looks through the whole of a backup: its structure, its version rows, its tables.
pub(super) async fn read_back(file: &Path) -> Result<Contents, BackupError> {
    let damaged = |reason: String| BackupError::from(BackupProblem::Damaged { file: shown(file), reason });
    let understood = |error: DatabaseError| match error {
        DatabaseError::Corrupt { reason, .. } | DatabaseError::Statement { message: reason, .. } => damaged(reason),
        DatabaseError::NotADatabase { .. } => damaged(error.to_string()),
        other => other.into(),
    };
    let mut connection = Database::sqlite(file).connect(Access::Read).await.map_err(understood)?;
    let result = async {
        let rows = connection.query(format!("PRAGMA integrity_check({FINDINGS_SHOWN})")).await.map_err(understood)?;
        let findings: Vec<String> = rows.iter().map(|row| safe(row.text(0)).into_owned()).collect();
        if findings != ["ok"] {
            return Err(damaged(list(&findings)));
        }
        contents(&mut connection).await.map_err(understood)
    };
    let result = result.await;
    connection.close().await;
    result
}

/// The tables with their rows, and the version.
pub(super) async fn contents(connection: &mut Connection) -> Result<Contents, DatabaseError> {
    // A virtual table has no pages of its own; what it shows lies in its shadow tables.
    let rows = connection
        .query(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0 \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )
        .await?;
    let mut tables = Vec::with_capacity(rows.len());
    for row in &rows {
        let count = connection.query(format!("SELECT count(*) FROM main.{}", identifier(row.text(0)))).await?;
        let rows = count.first().map_or(0, |row| row.number(0));
        tables.push(Table { name: safe(row.text(0)).into_owned(), rows: u64::try_from(rows).unwrap_or_default() });
    }
    let catalog = Catalog::read(connection).await?;
    let revisions = catalog.read_version(connection).await?.unwrap_or_default();
    Ok(Contents { revisions, tables })
}

/// The value of a setting of the file.
pub(super) async fn pragma(connection: &mut Connection, name: &str) -> Result<String, DatabaseError> {
    let rows = connection.query(format!("PRAGMA main.{name}")).await?;
    Ok(rows.first().map(|row| row.text(0).to_owned()).unwrap_or_default())
}
