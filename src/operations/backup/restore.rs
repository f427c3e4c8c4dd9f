//! `restore`: a backup takes the place of whatever the database holds, wholly or not at all.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::postgres::Dump;
use super::{
    BackupError, BackupOptions, BackupProblem, Contents, Manifest, Reason, Table, backup, postgres, real, sqlite,
    verify,
};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::mark::Mark;
use crate::database::postgres_tools::PostgresTools;
use crate::database::probe::shown;
use crate::database::{Access, Catalog, Connection, DatabaseError, JournalMode, WriterLock};
use crate::i18n::safe;
use crate::operations::migration::{joined, new_run_id, now, status};
use crate::operations::{Context, Event, protect};
use crate::revision::{Engine, RevisionId};

/// How a restore is to be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct RestoreOptions {
    /// Replace what the database holds, after a backup of it.
    pub overwrite: bool,
}

/// What a restore would do.
#[derive(Debug, Clone, Serialize)]
pub struct RestorePlan {
    /// The backup, checked from its first byte to its last.
    pub file: PathBuf,
    /// What is known of how it was made; `None` without a manifest.
    pub manifest: Option<Manifest>,
    /// The heads that it holds.
    pub revisions: Vec<RevisionId>,
    /// The tables that it holds.
    pub tables: Vec<Table>,
    /// What the database holds now.
    pub loses: Loss,
    /// The database is protected: its name has to be typed.
    pub mark: Option<Mark>,
}

/// What a database holds that a restore would replace.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Loss {
    /// Its tables, goc's own too.
    pub tables: Vec<Table>,
    /// Its current heads.
    pub revisions: Vec<RevisionId>,
    /// Why it cannot be looked into, and no backup of it can be made: the file itself is kept then.
    pub damaged: Option<String>,
}

impl Loss {
    /// The database is empty.
    pub fn is_nothing(&self) -> bool {
        self.tables.is_empty() && self.damaged.is_none()
    }

    /// Every row of every table.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// What a restore did.
#[derive(Debug, Clone, Serialize)]
pub struct RestoreReport {
    /// The backup is in the database.
    pub success: bool,
    /// The backup.
    pub file: PathBuf,
    /// When it was made, ISO 8601 in UTC; `None` without a manifest.
    pub created: Option<String>,
    /// The heads before, joined by commas; `None` for the base.
    pub previous_revision: Option<String>,
    /// The heads now, joined by commas; `None` for the base.
    pub current_revision: Option<String>,
    /// The heads now.
    pub current: Vec<RevisionId>,
    /// What an upgrade would run now; `None` when the revisions at hand do not say.
    pub pending: Option<Vec<RevisionId>>,
    /// Heads of the database that no file has.
    pub unknown: Vec<RevisionId>,
    /// Tables of the backup.
    pub tables: usize,
    /// The rows of all of them.
    pub rows: u64,
    /// The backup of what was replaced.
    pub safety_backup: Option<PathBuf>,
    /// Where a database file lies now of which no backup could be made.
    pub set_aside: Option<PathBuf>,
    /// The restore's row in the journal.
    pub run_id: String,
}

/// What makes a backup that was checked restorable.
enum Checked {
    Postgres(Box<(PostgresTools, Dump)>),
    Sqlite,
}

/// Checks a backup and looks what the database holds; changes nothing. A front end shows this before it asks.
pub async fn inspect(context: &Context, file: &Path) -> Result<RestorePlan, BackupError> {
    check(context, file).await.map(|(plan, _)| plan)
}

async fn check(context: &Context, file: &Path) -> Result<(RestorePlan, Checked), BackupError> {
    let mark = mark(context).await?;
    if context.database.file().is_some_and(|database| real(database) == real(file)) {
        return Err(BackupProblem::SameFile { file: shown(file) }.into());
    }
    let manifest = verify::outside(context, file).await?;
    let (inside, loses, checked) = match context.database.engine() {
        Engine::Sqlite => {
            let inside = sqlite::read_back(file).await?;
            (inside, sqlite_loss(context).await?, Checked::Sqlite)
        }
        Engine::Postgres => {
            let mut connection = context.connect(Access::Read).await?;
            let tools = postgres::find_tools(&mut connection).await?;
            let schema = Catalog::read(&mut connection).await?.schema().to_owned();
            let dump = Dump::read(context, &tools, file).await?;
            let Contents { tables, revisions } = postgres::contents(&mut connection).await?;
            connection.close().await;
            let loses = Loss { tables, revisions, damaged: None };
            (dump.contents(&schema), loses, Checked::Postgres(Box::new((tools, dump))))
        }
    };
    let Contents { revisions, tables } = inside;
    Ok((RestorePlan { file: file.to_owned(), manifest, revisions, tables, loses, mark }, checked))
}

/// What the database says about being protected; one that cannot be read any more says nothing, and is kept as it is.
async fn mark(context: &Context) -> Result<Option<Mark>, DatabaseError> {
    match protect::read(context).await {
        Err(error) if is_damage(&error) => Ok(None),
        read => read,
    }
}

async fn sqlite_loss(context: &Context) -> Result<Loss, BackupError> {
    let look = async {
        let mut connection = context.connect(Access::Read).await?;
        let contents = match connection.begin_reading(&context.stop).await {
            Ok(()) => sqlite::contents(&mut connection).await,
            Err(error) => Err(error),
        };
        connection.close().await;
        contents
    };
    match look.await {
        Ok(Contents { tables, revisions }) => Ok(Loss { tables, revisions, damaged: None }),
        Err(error) if is_damage(&error) => Ok(Loss { damaged: Some(error.to_string()), ..Loss::default() }),
        Err(error) => Err(error.into()),
    }
}

fn is_damage(error: &DatabaseError) -> bool {
    matches!(error, DatabaseError::Corrupt { .. } | DatabaseError::NotADatabase { .. })
}

/// Restores a backup, after a backup of what it replaces.
///
/// Nothing is changed before the backup is checked, the writer lock is held, and the safety backup is made. The change itself is
/// one transaction of the database. The journal afterwards is the backup's, with a row for this restore; the version is the
/// backup's, too: nothing is stamped.
///
/// # Errors
/// A backup that is not fit, a database that is not empty without `overwrite`, and whatever goes wrong on the way. Except for
/// [`BackupProblem::InDoubt`] the database then is as it was.
pub async fn restore(context: &Context, file: &Path, options: RestoreOptions) -> Result<RestoreReport, BackupError> {
    let (plan, checked) = check(context, file).await?;
    if !plan.loses.is_nothing() && !options.overwrite {
        return Err(BackupProblem::NotEmpty {
            database: safe(&context.database.name).into_owned(),
            tables: plan.loses.tables.len(),
            rows: plan.loses.rows(),
            revision: joined(&plan.loses.revisions).map_or("base".to_owned(), |ids| safe(&ids).into_owned()),
        }
        .into());
    }
    if let Some(mark) = &plan.mark {
        mark.allow(context.typed_mark.as_deref())?;
    }
    let mut set_aside = None;
    if plan.loses.damaged.is_some() {
        set_aside = Some(move_aside(context)?);
    }
    let mut connection = context.connect(Access::Write).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;

    let mut safety_backup = None;
    if !plan.loses.is_nothing() && set_aside.is_none() {
        let options = BackupOptions { reason: Reason::BeforeRestore, ..BackupOptions::default() };
        match backup(context, options).await {
            Ok(report) => safety_backup = Some(report.file),
            // What cannot be copied any more is kept as it is.
            Err(error) if cannot_be_copied(context, &error) => {
                connection.close().await;
                set_aside = Some(move_aside(context)?);
                connection = context.connect(Access::Write).await?;
            }
            Err(error) => return Err(error),
        }
    }

    match &checked {
        Checked::Sqlite => {
            let target = context.database.file().unwrap_or(Path::new(""));
            sqlite::restore(context, file, target, journal_mode(&plan)).await?;
        }
        Checked::Postgres(with) => postgres::restore(context, &mut connection, &with.0, file, &with.1).await?,
    }
    let run_id = write_journal(&mut connection, file, plan.mark.as_ref()).await?;
    context.events.done(&run_id, "restore", &file.to_string_lossy());
    lock.release(&mut connection).await;
    connection.close().await;

    // What is pending depends on the revision files, which may be in disorder; the backup is restored all the same.
    let status = status(context).await.ok();
    let current = status.as_ref().map_or_else(|| plan.revisions.clone(), |status| status.current.clone());
    Ok(RestoreReport {
        success: true,
        file: plan.file,
        created: plan.manifest.map(|manifest| manifest.created),
        previous_revision: joined(&plan.loses.revisions),
        current_revision: joined(&current),
        current,
        pending: status.as_ref().map(|status| status.pending.clone()),
        unknown: status.map(|status| status.unknown).unwrap_or_default(),
        tables: plan.tables.len(),
        rows: plan.tables.iter().map(|table| table.rows).sum(),
        safety_backup,
        set_aside,
        run_id,
    })
}

fn cannot_be_copied(context: &Context, error: &BackupError) -> bool {
    let damage = match error {
        BackupError::Problem(problem) => matches!(problem, BackupProblem::Unsound { .. }),
        BackupError::Database(error) => is_damage(error),
    };
    damage && context.database.engine() == Engine::Sqlite
}

/// Gives a damaged database file, with what lies beside it, another name. Renaming loses nothing.
fn move_aside(context: &Context) -> Result<PathBuf, BackupError> {
    let file = real(context.database.file().unwrap_or(Path::new("")));
    let beside = |path: &Path, suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let stamp = now().replace([':', '-'], "");
    let kept = beside(&file, &format!(".damaged-{stamp}"));
    for suffix in ["-journal", "-wal", "-shm", ""] {
        match std::fs::rename(beside(&file, suffix), beside(&kept, suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let reason = safe(&error.to_string()).into_owned();
                return Err(BackupProblem::CannotWrite { file: shown(&kept), reason }.into());
            }
            _ => {}
        }
    }
    context.events.send(Event::DamagedFileKept { file: shown(&kept) });
    Ok(kept)
}

/// The mode that the database had when the backup was made.
fn journal_mode(plan: &RestorePlan) -> Option<JournalMode> {
    match plan.manifest.as_ref()?.journal_mode.as_deref()? {
        "wal" => Some(JournalMode::Wal),
        _ => None,
    }
}

/// The journal is the backup's; that it came back is one more row.
///
/// A database that was protected stays so under its name, whatever the backup says.
async fn write_journal(connection: &mut Connection, file: &Path, mark: Option<&Mark>) -> Result<String, BackupError> {
    let id = new_run_id();
    let target = file.to_string_lossy();
    let run = NewRun { id: &id, command: "restore", target: &target, plan: &[] };
    // It is restored: a stop that was asked for meanwhile must not keep this from being written.
    let undisturbed = crate::database::Stop::default();
    connection.begin("", &undisturbed).await?;
    let result = async {
        let catalog = Catalog::read(connection).await?;
        let time = now();
        let sql = format!(
            "{}{}{}{}",
            journal::create(&catalog),
            mark.map(|mark| mark.set(&catalog)).unwrap_or_default(),
            journal::start_run(&catalog, &run, &time),
            journal::finish_run(&catalog, &id, Outcome::Done, &time, None)
        );
        connection.commit(&sql, &undisturbed).await
    };
    match result.await {
        Ok(()) => Ok(id),
        Err(error) => {
            connection.rollback().await;
            Err(error.into())
        }
    }
}
