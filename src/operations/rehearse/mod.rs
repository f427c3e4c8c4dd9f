//! Trying a plan on a copy: restored into a scratch database, upgraded there, taken back, upgraded again, and dropped.
//!
//! What it showed is kept in the target, under the checksums of exactly these files, so that whoever runs the plan there knows whether it
//! was tried, when, and how long each step took.

mod record;
mod schema;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Serialize;

pub use record::{Rehearsed, plan_key, read};

use super::backup::{self, BackupOptions, BackupPolicy, RestoreOptions};
use super::migration::{self, RunOptions, RunReport, now};
use super::{Context, Events, MigrationError, Trouble, protect, random};
use crate::database::Access;
use crate::database::scratch::Scratch;
use crate::i18n::{Problem, problems, safe};
use crate::revision::{Direction, Plan, RevisionId};

/// A backup that is older says too little of the shop of today.
const FRESH: Duration = Duration::from_secs(7 * 24 * 3_600);

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum From {
    /// The newest sound backup of the last week, else the database itself.
    #[default]
    Newest,
    /// The newest sound backup.
    Backup,
    /// The database itself, through a backup that is thrown away afterwards.
    Live,
}

/// What a rehearsal showed.
#[derive(Debug, Clone, Serialize)]
pub struct Rehearsal {
    /// Every step went out, back where there is a way back, and out again, and the way back led to the same schema.
    pub success: bool,
    /// The backup that was used; `None` for the database itself.
    pub backup: Option<PathBuf>,
    /// Where the copy stood.
    pub from: Vec<RevisionId>,
    /// Where it was upgraded to.
    pub to: Vec<RevisionId>,
    /// In the order of the plan.
    pub steps: Vec<RehearsedStep>,
    /// Whether the schema after the way back is that of the beginning; `None` when there was no way back.
    pub same_schema: Option<bool>,
    /// Lines that only one of the two schemas has, the first of them.
    pub difference: Vec<String>,
    /// Why there was no way back, as an error's kind.
    pub one_way: Option<String>,
    /// How long all of it took.
    pub duration_ms: u64,
}

/// What a step took.
#[derive(Debug, Clone, Serialize)]
pub struct RehearsedStep {
    /// Its revision.
    pub revision: RevisionId,
    /// The first time.
    pub upgrade_ms: u64,
    /// On the way back, if there was one.
    pub downgrade_ms: Option<u64>,
    /// After the way back.
    pub again_ms: Option<u64>,
    /// Rows that it changed or returned the first time.
    pub rows: u64,
}

problems! {
    /// Why there was no rehearsal.
    pub enum RehearseProblem {
        /// A backup was asked for and there is none.
        NoBackup { database: String } = "no_backup" {
            en: ("{database} has no sound backup to rehearse with"),
            tr: ("{database} için deneme yapılacak sağlam bir yedek yok"),
            hint_en: ("make one (goc backup), or rehearse with the database itself: --from live"),
            hint_tr: ("bir yedek alın (goc backup) ya da veritabanının kendisiyle deneyin: --from live"),
        }
        /// The copy does not stand where the database stands.
        OtherPlace { backup: String, database: String } = "rehearsal_elsewhere" {
            en: ("the backup stands at {backup}, the database at {database}: the plan would be another one"),
            tr: ("yedek {backup} versiyonunda, veritabanı {database} versiyonunda: plan başka olurdu"),
            hint_en: ("rehearse with the database itself: --from live"),
            hint_tr: ("veritabanının kendisiyle deneyin: --from live"),
        }
    }
}

/// Rehearses an upgrade to `target`. The database itself is only read, but for the record of what it showed.
///
/// # Errors
/// There is no plan, no copy, or a step fails on the copy. The scratch database is gone in every case.
pub async fn rehearse(context: &Context, target: &str, from: From) -> Result<Option<Rehearsal>, Trouble> {
    context.revisions.runnable().map_err(Trouble::new)?;
    let plan = migration::plan_run(context, Direction::Upgrade, target).await.map_err(Trouble::new)?;
    if plan.steps.is_empty() {
        return Ok(None);
    }
    let started = Instant::now();
    let backup = choose(context, from)?;
    let name = format!("{:012x}", random::bits() & 0xffff_ffff_ffff);
    let scratch = Scratch::create(&context.database, &name).await.map_err(Trouble::new)?;
    let result = on_scratch(context, &scratch, &plan, target, backup.as_deref()).await;
    let removed = scratch.remove().await;
    let mut rehearsal = result?;
    removed.map_err(Trouble::new)?;
    rehearsal.backup = backup;
    rehearsal.duration_ms = milliseconds(started.elapsed());
    record::write(context, &plan, &rehearsal, &now()).await.map_err(Trouble::new)?;
    Ok(Some(rehearsal))
}

fn choose(context: &Context, from: From) -> Result<Option<PathBuf>, Trouble> {
    if from == From::Live {
        return Ok(None);
    }
    let newest = backup::list(context).into_iter().find(|backup| backup.is_whole);
    let is_fresh = |created: &str| {
        let age = created.parse::<Timestamp>().ok().map(|created| Timestamp::now().duration_since(created));
        age.is_some_and(|age| age.unsigned_abs() <= FRESH)
    };
    match (newest, from) {
        (Some(kept), From::Newest) if !is_fresh(&kept.manifest.created) => Ok(None),
        (Some(kept), _) => Ok(Some(kept.path)),
        (None, From::Backup) => {
            let database = safe(&context.database.name).into_owned();
            Err(Trouble::new(RehearseProblem::NoBackup { database }))
        }
        (None, _) => Ok(None),
    }
}

async fn on_scratch(
    context: &Context,
    scratch: &Scratch,
    plan: &Plan,
    target: &str,
    backup: Option<&std::path::Path>,
) -> Result<Rehearsal, Trouble> {
    let file = match backup {
        Some(file) => file.to_owned(),
        None => {
            let file = scratch.folder.join("copy");
            let options = BackupOptions { to: Some(file.clone()), ..BackupOptions::default() };
            backup::backup(context, options).await.map_err(Trouble::new)?;
            file
        }
    };
    let mut copy = Context {
        database: scratch.database.clone(),
        protects: None,
        backup: BackupPolicy { folder: scratch.folder.clone(), ..BackupPolicy::default() },
        ..context.clone()
    };
    let quiet = Context { events: Events::default(), ..copy.clone() };
    let restored = backup::restore(&copy, &file, RestoreOptions { overwrite: true }).await.map_err(Trouble::new)?;
    let _ = std::fs::remove_file(scratch.folder.join("copy"));
    // The copy says that it is protected, as its original does; nothing is taken away from that one.
    copy.typed_mark = protect::read(&copy).await.map_err(Trouble::new)?.map(|mark| mark.name);
    if restored.current != plan.from {
        let ids = |ids: &[RevisionId]| match migration::joined(ids) {
            Some(ids) => safe(&ids).into_owned(),
            None => "base".to_owned(),
        };
        let (backup, database) = (ids(&restored.current), ids(&plan.from));
        return Err(Trouble::new(RehearseProblem::OtherPlace { backup, database }));
    }
    let before = schema::text(&quiet).await?;
    let out = migration::upgrade(&copy, target, RunOptions::default()).await.map_err(Trouble::new)?;
    let mut steps: Vec<RehearsedStep> = out
        .steps
        .iter()
        .map(|step| RehearsedStep {
            revision: step.revision.clone(),
            upgrade_ms: step.duration_ms,
            downgrade_ms: None,
            again_ms: None,
            rows: step.rows,
        })
        .collect();
    let mut rehearsal = Rehearsal {
        success: true,
        backup: None,
        from: plan.from.clone(),
        to: out.to.clone(),
        steps: Vec::new(),
        same_schema: None,
        difference: Vec::new(),
        one_way: None,
        duration_ms: 0,
    };
    match way_back(&copy, plan).await {
        Ok(back) => {
            fill(&mut steps, &back, |step, time| step.downgrade_ms = Some(time));
            rehearsal.difference = schema::difference(&before, &schema::text(&quiet).await?);
            rehearsal.same_schema = Some(rehearsal.difference.is_empty());
            rehearsal.success = rehearsal.difference.is_empty();
            // From another place the way out would be another one.
            if rehearsal.success {
                let again = migration::upgrade(&copy, target, RunOptions::default()).await.map_err(Trouble::new)?;
                fill(&mut steps, &again, |step, time| step.again_ms = Some(time));
            }
        }
        // Nobody promised a way back.
        Err(error) if matches!(error.kind(), "irreversible" | "no_section" | "several_heads") => {
            rehearsal.one_way = Some(error.kind().to_owned());
        }
        Err(error) => return Err(Trouble::new(error)),
    }
    rehearsal.steps = steps;
    Ok(rehearsal)
}

/// Takes the copy back to where it stood.
async fn way_back(copy: &Context, plan: &Plan) -> Result<RunReport, MigrationError> {
    let target = match plan.from.as_slice() {
        [] => "base".to_owned(),
        [one] => one.to_string(),
        several => format!("-{}", plan.steps.len().max(several.len())),
    };
    migration::downgrade(copy, &target, RunOptions::default()).await
}

fn fill(steps: &mut [RehearsedStep], report: &RunReport, set: impl Fn(&mut RehearsedStep, u64)) {
    for ran in &report.steps {
        if let Some(step) = steps.iter_mut().find(|step| step.revision == ran.revision) {
            set(step, ran.duration_ms);
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Whether the target can be read at all; the record is written with the ordinary rights of a run.
async fn connect(context: &Context) -> Result<crate::database::Connection, crate::database::DatabaseError> {
    context.connect(Access::Write).await
}
