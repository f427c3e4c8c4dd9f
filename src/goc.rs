//! The library's face: what the command line can do, as calls.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::config::Config;
use crate::database::activity::Ending;
use crate::database::mark::Mark;
use crate::database::probe::{Diagnosis, diagnose};
use crate::database::{Database, Stop};
use crate::error::Error;
use crate::i18n::{Lang, Problem, Say};
use crate::operations::activity::{self, Activity, Ended};
use crate::operations::adopt::{self, Adopted};
use crate::operations::backup::{self, BackupOptions, BackupPolicy, BackupReport, RestoreOptions, RestoreReport};
use crate::operations::impact::{self, Preview};
use crate::operations::lint::{self, LintReport};
use crate::operations::metrics::{self, Metrics};
use crate::operations::migration::{
    AppliedRevisions, Created, HistoryEntry, NewRevision, RunOptions, RunReport, StampReport, Status, create_merge,
    describe, downgrade, stamp, status, upgrade,
};
use crate::operations::rehearse::{self, Rehearsal};
use crate::operations::seed::{self, Answers, LoadReport, Seeds};
use crate::operations::{Context, Events, Revisions, Trouble, protect};
use crate::revision::{Direction, HistoryRange, history};

/// What [`Goc::open`] opens. The default is what `goc` without options works on: the default database of the
/// configuration, and the migrations of the configuration or of `./migrations`, else SONTECHSP's own.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A connection of `goc.toml`, or a URL.
    pub database: Option<String>,
    /// A configuration file instead of the ones that are searched for.
    pub config: Option<PathBuf>,
    /// A folder of revisions.
    pub migrations: Option<PathBuf>,
    /// A folder of seed sets.
    pub seeds: Option<PathBuf>,
    /// The name of a protected database; nothing is taken away from one without it.
    pub protected: Option<String>,
    /// How long to wait for a server that is not there yet.
    pub wait: Duration,
    /// Told what happens while something runs.
    pub events: Events,
    /// Asks running work to end.
    pub stop: Stop,
}

/// A database and its revisions.
///
/// # Example
///
/// What the original's guide did with a script a task: test the connection, see where the database stands, upgrade it, look at the
/// history, look for conflicts, and go back.
///
/// ```
/// use goc::{Goc, Options};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let file = folder.path().join("magaza.db");
/// let url = format!("sqlite:{}", file.display());
/// let goc = Goc::open(Options { database: Some(url), ..Options::default() }).await?;
///
/// assert!(goc.ping().await.is_ok());
///
/// let status = goc.status().await?;
/// assert_eq!((status.current_revision, status.pending_count), (None, 6));
///
/// // What the six do on SQLite is no risk; on PostgreSQL `006` renames columns.
/// let lint = goc.lint().await?;
/// assert_eq!((lint.checked, lint.clean), (6, true));
///
/// let report = goc.upgrade("head").await?;
/// assert!(report.success);
/// assert_eq!(report.current_revision.as_deref(), Some("006"));
/// assert!(goc.status().await?.is_up_to_date);
///
/// let newest = &goc.history().await?[0];
/// assert_eq!((&*newest.entry.revision, newest.is_applied), ("006", Some(true)));
///
/// assert!(!goc.conflicts().has_conflict);
///
/// let report = goc.downgrade("base").await?;
/// assert_eq!((report.previous_revision.as_deref(), report.current_revision), (Some("006"), None));
///
/// match goc.upgrade("007").await {
///     Err(error) => assert_eq!(error.kind(), "not_found"),
///     Ok(_) => unreachable!("there is no such revision"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Goc {
    context: Context,
    seeds: Arc<Seeds>,
}

/// Whether the revisions fit together, with the fields of the original's `cakisma_kontrol`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflicts {
    /// Somebody has to decide something before `upgrade head` can work.
    pub has_conflict: bool,
    /// How many heads the graph has.
    pub head_count: usize,
    /// What is wrong, in English; empty when nothing is.
    pub conflict_message: String,
    /// The kind of each conflict.
    pub kinds: Vec<String>,
}

impl Goc {
    /// Reads the configuration and the revisions. Nothing is connected to yet: a server that is away is an error of the call that
    /// needs it.
    ///
    /// # Errors
    /// The configuration, or the choice of a database, makes no sense. Bad revision files are an error of the calls that need
    /// them; [`Goc::conflicts`] lists them.
    pub async fn open(options: Options) -> Result<Goc, Error> {
        let config = Config::load(options.config.as_deref())?;
        let config = Revisions::configure(config, options.migrations.clone());
        let connection = config.connection(options.database.as_deref())?;
        let seeds = Arc::new(Seeds::load(Seeds::source(options.seeds, &config)));
        let source = Revisions::source(options.migrations, &config);
        Ok(Goc {
            seeds,
            context: Context {
                database: Database::new(&connection)?,
                revisions: Arc::new(Revisions::load(source)),
                events: options.events,
                stop: options.stop,
                patience: options.wait,
                typed_mark: options.protected,
                protects: connection.protects(),
                backup: BackupPolicy::new(&connection),
            },
        })
    }

    /// Tests the connection, step by step.
    pub async fn ping(&self) -> Diagnosis {
        diagnose(&self.context.database, &mut |_| {}).await
    }

    /// Where the database stands.
    pub async fn status(&self) -> Result<Status, Error> {
        Ok(status(&self.context).await?)
    }

    /// Every revision, newest first, with what the database knows about it.
    pub async fn history(&self) -> Result<Vec<HistoryEntry>, Error> {
        let applied = AppliedRevisions::read(&self.context).await?;
        let graph = self.context.graph()?;
        let nodes = history(graph, &applied.rows, &HistoryRange::ALL)?;
        Ok(describe(graph, &nodes, Some(&applied)))
    }

    /// Whether the revision files fit together and lead to one head. Needs no database.
    pub fn conflicts(&self) -> Conflicts {
        let revisions = &self.context.revisions;
        let files = revisions.problems.iter().map(|problem| (problem.kind(), problem.say(Lang::En)));
        let graph = revisions.graph.findings().iter().map(|problem| (problem.kind(), problem.say(Lang::En)));
        let mut found: Vec<(&str, String)> = files.chain(graph).collect();
        let heads = revisions.graph.ids(revisions.graph.heads());
        if heads.len() > 1 {
            let problem = crate::operations::StateProblem::SeveralHeads {
                heads: heads.iter().map(|id| crate::i18n::safe(id).into_owned()).collect(),
            };
            found.push((problem.kind(), problem.say(Lang::En)));
        }
        Conflicts {
            has_conflict: !found.is_empty(),
            head_count: heads.len(),
            conflict_message: found.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>().join("\n"),
            kinds: found.iter().map(|(kind, _)| (*kind).to_owned()).collect(),
        }
    }

    /// Risks in the SQL of what is pending, for the engine of the database; see [`lint`](crate::operations::lint) for files and other
    /// engines. Changes nothing.
    pub async fn lint(&self) -> Result<LintReport, Error> {
        Ok(lint::lint_pending(&self.context, &[self.context.database.engine()]).await?)
    }

    /// The same of every revision, both ways. Needs no database.
    pub fn lint_all(&self) -> Result<LintReport, Error> {
        let database = &self.context.database;
        Ok(lint::lint_all(&self.context.revisions, &[database.engine()], database.lock_timeout().is_zero())?)
    }

    /// What an upgrade or a downgrade to a target would run, lock, cost and lose. Changes nothing.
    pub async fn preview(&self, direction: Direction, target: &str) -> Result<Preview, Error> {
        Ok(impact::preview(&self.context, direction, target).await?)
    }

    /// Sizes, use and growth of the database, and how its steps went. Changes nothing.
    pub async fn metrics(&self) -> Result<Metrics, Error> {
        Ok(metrics::metrics(&self.context).await?)
    }

    /// Tries an upgrade on a copy, out, back and out again; `None` when nothing is pending.
    pub async fn rehearse(&self, target: &str, from: rehearse::From) -> Result<Option<Rehearsal>, Trouble> {
        rehearse::rehearse(&self.context, target, from).await
    }

    /// Upgrades to a target: `head`, `heads`, an id, `+1`, `label@head`.
    pub async fn upgrade(&self, target: &str) -> Result<RunReport, Error> {
        self.upgrade_with(target, RunOptions::default()).await
    }

    /// As [`Goc::upgrade`], in one transaction or as a dry run.
    pub async fn upgrade_with(&self, target: &str, options: RunOptions) -> Result<RunReport, Error> {
        Ok(upgrade(&self.context, target, options).await?)
    }

    /// Downgrades to a target: `base`, an id, `-1`. Asks nobody: what the revisions made is dropped with its rows.
    pub async fn downgrade(&self, target: &str) -> Result<RunReport, Error> {
        self.downgrade_with(target, RunOptions::default()).await
    }

    /// As [`Goc::downgrade`], in one transaction or as a dry run.
    pub async fn downgrade_with(&self, target: &str, options: RunOptions) -> Result<RunReport, Error> {
        Ok(downgrade(&self.context, target, options).await?)
    }

    /// The mark of a protected database; `None` when nobody protected it.
    pub async fn protection(&self) -> Result<Option<Mark>, Error> {
        Ok(protect::read(&self.context).await?)
    }

    /// Protects the database under a name, without which nothing is taken away from it any more.
    pub async fn protect(&self, name: &str) -> Result<Mark, Trouble> {
        protect::protect(&self.context, name).await
    }

    /// Takes the protection away, with the name in [`Options::protected`]; `None` when there was none.
    pub async fn release(&self) -> Result<Option<Mark>, Trouble> {
        protect::release(&self.context, self.context.typed_mark.as_deref()).await
    }

    /// Sets the current revision without running anything.
    pub async fn stamp(&self, target: &str) -> Result<StampReport, Error> {
        Ok(stamp(&self.context, &[target.to_owned()], false).await?)
    }

    /// Takes over a database that Alembic has kept so far; see [`adopt`](crate::operations::adopt).
    ///
    /// # Errors
    /// Its version is not known, or (`schema_differs`) its tables are not what its revisions make, unless `accept_differences`.
    pub async fn adopt(&self, accept_differences: bool) -> Result<Adopted, Trouble> {
        let adoption = adopt::examine(&self.context, None).await?;
        if !accept_differences {
            adoption.check().map_err(Trouble::new)?;
        }
        adopt::take_over(&self.context, &adoption).await
    }

    /// Loads the seed sets of `./seeds` or of the configuration, else SONTECHSP's own: all of them or nothing. The answers are those of
    /// the sets' questions; the administrator's password (`admin_password`) is needed when there is none yet.
    pub async fn load_seeds(&self, answers: &Answers) -> Result<LoadReport, Error> {
        Ok(seed::load(&self.context, &self.seeds, &[], answers, false).await?)
    }

    /// Makes a verified backup: into the file `to`, or into the folder of the connection's backups.
    pub async fn backup(&self, to: Option<PathBuf>) -> Result<BackupReport, Error> {
        Ok(backup::backup(&self.context, BackupOptions { to, ..BackupOptions::default() }).await?)
    }

    /// Restores a backup into an empty database.
    ///
    /// # Errors
    /// `not_empty` when there is anything in the database; [`Goc::restore_over`] replaces it.
    pub async fn restore(&self, file: &Path) -> Result<RestoreReport, Error> {
        Ok(backup::restore(&self.context, file, RestoreOptions { overwrite: false }).await?)
    }

    /// As [`Goc::restore`], replacing whatever the database holds, of which a backup is made first. Asks nobody.
    pub async fn restore_over(&self, file: &Path) -> Result<RestoreReport, Error> {
        Ok(backup::restore(&self.context, file, RestoreOptions { overwrite: true }).await?)
    }

    /// Who works on the database right now, this goc or another on any machine: how far it is, who is in its way and who waits behind it.
    pub async fn activity(&self) -> Result<Activity, Error> {
        Ok(activity::activity(&self.context).await?)
    }

    /// Ends the work of the goc that [`Goc::activity`] shows, or of somebody in its way: `pid` as it is shown there. Asks nobody.
    ///
    /// # Errors
    /// Whoever it is has gone or is not in the way, or this login may not.
    pub async fn end_activity(&self, pid: i32, ending: Ending) -> Result<Ended, Trouble> {
        activity::end(&self.context, pid, None, ending).await
    }

    /// Writes a revision that joins several heads (`heads` for all of them).
    pub fn merge(&self, targets: &[&str], message: &str) -> Result<Created, Error> {
        let targets: Vec<String> = targets.iter().map(|&target| target.to_owned()).collect();
        let new = NewRevision { message: message.to_owned(), ..NewRevision::default() };
        Ok(create_merge(&self.context.revisions, &targets, &new)?)
    }
}
