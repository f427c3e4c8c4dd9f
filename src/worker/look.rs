//! Jobs that only read. They may be dropped at any moment.

use std::sync::Arc;
use std::time::Duration;

use super::{Failure, Happening, JobDesk, JobProblem, Look, Report};
use crate::config::ConfigEdit;
use crate::database::probe::{Diagnosis, diagnose};
use crate::database::{Access, Catalog, journal};
use crate::error::Error;
use crate::i18n::{Lang, safe};
use crate::operations::activity::{self, Watcher};
use crate::operations::schema;
use crate::operations::{Finding, Severity, adopt, backup, doctor, impact, metrics, migration, overview, seed};

/// How long one of many databases may take to say where it stands.
const OVERVIEW: Duration = Duration::from_secs(5);

/// How often a database is looked at while somebody works there.
const WATCH: Duration = Duration::from_secs(1);

pub(super) async fn perform(desk: JobDesk, look: Look) -> Result<Report, Failure> {
    match look {
        Look::Open => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || workspace.open()).await.map(Report::Opened)
        }
        Look::Survey { connection } => survey(&desk, connection).await,
        Look::Overview { connection } => {
            let context = desk.context(connection.clone()).await?;
            let overview = Arc::new(overview(&context, OVERVIEW).await);
            Ok(Report::Overviewed { connection, overview })
        }
        Look::Draft { connection } => {
            let file = desk.workspace.config_file();
            desk.blocking(move || {
                let unknown = || JobProblem::UnknownConnection { name: safe(&connection).into_owned() };
                let draft = ConfigEdit::open(&file)?.draft(&connection).ok_or_else(unknown)?;
                Ok(Report::Draft { connection, draft: Box::new(draft) })
            })
            .await
        }
        Look::Diagnose { connection } => {
            let context = desk.context(connection.clone()).await?;
            let sink = desk.sink.clone();
            let mut tell = |check: &_| sink.tell(Happening::Checked(Clone::clone(check)));
            let diagnosis = diagnose(&context.database, &mut tell).await;
            Ok(Report::Diagnosed { connection, diagnosis })
        }
        Look::Examine { connection, drift } => examine(&desk, connection, drift).await,
        Look::ReadRevision { revision } => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let revisions = workspace.revisions();
                let unknown = || JobProblem::UnknownRevision { revision: safe(&revision).into_owned() };
                let node = revisions.graph.by_id(&revision).ok_or_else(unknown)?;
                let text = revisions.source.read_text(revisions.graph.file(node))?;
                Ok(Report::RevisionText { revision, text })
            })
            .await
        }
        Look::ReadFile { file } => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let (path, bytes) = workspace.revisions().source.read_file(&file)?;
                Ok(Report::FileText { file, path, text: String::from_utf8_lossy(&bytes).into_owned() })
            })
            .await
        }
        Look::RevisionTemplate(new) => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let text = migration::revision_template(&workspace.revisions(), &new)?;
                Ok(Report::RevisionTemplate { text })
            })
            .await
        }
        Look::Propose { connection, new, renames, lang } => {
            let context = desk.context(connection.clone()).await?;
            let is_asked = renames.is_some();
            let proposal = schema::propose(&context, &new, renames.unwrap_or_default(), lang).await?;
            Ok(Report::Proposed { connection, new, is_asked, proposal: Box::new(proposal) })
        }
        Look::Journal { connection, limit } => {
            let context = desk.context(connection.clone()).await?;
            let mut session = context.connect(Access::Read).await?;
            let catalog = Catalog::read(&mut session).await?;
            let runs = journal::read_runs(&mut session, &catalog, limit).await?;
            session.close().await;
            Ok(Report::Journal { connection, runs })
        }
        Look::Preview { connection, direction, target } => {
            let context = desk.context(connection.clone()).await?;
            let preview = Arc::new(impact::preview(&context, direction, &target).await?);
            Ok(Report::Previewed { connection, direction, target, preview })
        }
        Look::Script { connection, direction, target } => {
            let context = desk.context(connection).await?;
            let plan = migration::plan_run(&context, direction, &target).await?;
            let script = migration::script(&context.revisions, &plan, context.database.engine())?;
            Ok(Report::Script(script))
        }
        Look::CompareSeeds { connection, answers } => {
            let context = desk.context(connection.clone()).await?;
            let workspace = desk.workspace.clone();
            let seeds = desk.blocking(move || Ok(workspace.seeds())).await?;
            let sets = seed::difference(&context, &seeds, &[], &answers).await.map_err(Error::from)?;
            let questions = seed::questions(&seeds);
            Ok(Report::SeedsCompared { connection, seeds, questions, sets: Arc::new(sets) })
        }
        Look::ListBackups { connection } => {
            let context = desk.context(connection.clone()).await?;
            let backups = desk.blocking(move || Ok(backup::list(&context))).await?;
            Ok(Report::Backups { connection, backups })
        }
        Look::InspectBackup { connection, file } => {
            let context = desk.context(connection.clone()).await?;
            let plan = backup::inspect(&context, &file).await.map_err(Error::from)?;
            Ok(Report::BackupInspected { connection, plan: Box::new(plan) })
        }
        Look::ExamineAdoption { connection } => {
            let context = desk.context(connection.clone()).await?;
            let adoption = Box::new(adopt::examine(&context, None).await?);
            Ok(Report::AdoptionExamined { connection, adoption })
        }
        Look::DiagnosePlace(place) => {
            let (workspace, events, stop) = (desk.workspace.clone(), desk.events(), desk.stop.clone());
            let wanted = place.clone();
            let context = desk.blocking(move || workspace.context_of(&workspace.place(&wanted)?, events, stop)).await?;
            let sink = desk.sink.clone();
            let mut tell = |check: &_| sink.tell(Happening::Checked(Clone::clone(check)));
            let diagnosis = diagnose(&context.database, &mut tell).await;
            Ok(Report::PlaceDiagnosed { place, diagnosis })
        }
        Look::PlanInstallation(place) => {
            let (workspace, events, stop) = (desk.workspace.clone(), desk.events(), desk.stop.clone());
            let wanted = place.clone();
            // The language only matters for what is written.
            let made = move || workspace.installer(&wanted, Lang::default(), events, stop);
            let mut installer = desk.blocking(made).await?;
            installer.look().await?;
            let (stages, questions) = (installer.stages().to_vec(), installer.questions().to_vec());
            Ok(Report::InstallationPlanned { place, stages, questions })
        }
        Look::Metrics { connection } => {
            let context = desk.context(connection.clone()).await?;
            let metrics = Arc::new(metrics::metrics(&context).await?);
            Ok(Report::Metrics { connection, metrics })
        }
        Look::Watch { connection, own } => watch(&desk, connection, own).await,
        Look::End { connection, pid, began, ending } => {
            let context = desk.context(connection.clone()).await?;
            let ended = activity::end(&context, pid, began.as_deref(), ending).await?;
            Ok(Report::Ended { connection, ended })
        }
        Look::UsePassword { connection, password } => {
            desk.workspace.keep_password(&connection, password);
            Ok(Report::PasswordKept { connection })
        }
    }
}

/// Tells once a second what goes on, over one connection.
async fn watch(desk: &JobDesk, connection: String, own: bool) -> Result<Report, Failure> {
    let context = desk.context(connection.clone()).await?;
    let mut watcher: Option<Watcher> = None;
    if own {
        // Most jobs are done by then, and cost no second connection.
        tokio::time::sleep(WATCH).await;
    }
    loop {
        let looked = async {
            let watcher = match &mut watcher {
                Some(watcher) => watcher,
                none => none.insert(Watcher::open(&context).await?),
            };
            watcher.look().await
        };
        match looked.await {
            Ok(activity) if own || activity.is_busy() => desk.sink.tell(Happening::Activity(Arc::new(activity))),
            Ok(_) => break,
            // The job has a connection of its own; its watcher only tries again.
            Err(_) if own => watcher = None,
            Err(error) => return Err(error.into()),
        }
        tokio::time::sleep(WATCH).await;
    }
    if let Some(watcher) = watcher {
        watcher.close().await;
    }
    Ok(Report::Watched { connection })
}

/// What is wrong with the files can be found even when nobody can say how to reach the database.
async fn examine(desk: &JobDesk, connection: String, drift: bool) -> Result<Report, Failure> {
    let (diagnosis, mut findings) = match desk.context(connection.clone()).await {
        Ok(context) => {
            let health = doctor::examine(&context, drift).await;
            (health.diagnosis, health.findings)
        }
        Err(failure) => {
            let workspace = desk.workspace.clone();
            let revisions = desk.blocking(move || Ok(workspace.revisions())).await?;
            let mut findings = vec![Finding::new(Severity::Error, failure.trouble())];
            findings.extend(doctor::graph_findings(&revisions));
            (Diagnosis { checks: Vec::new() }, findings)
        }
    };
    findings.extend(doctor::exposed_password(&desk.workspace.config()));
    Ok(Report::Examined { connection, diagnosis, findings: findings.into_iter().map(Arc::new).collect() })
}

/// The revisions are worth showing even when the database does not answer.
async fn survey(desk: &JobDesk, connection: String) -> Result<Report, Failure> {
    let workspace = desk.workspace.clone();
    let revisions = desk
        .blocking(move || {
            // Somebody may have edited files beside goc.
            workspace.forget_files();
            Ok(workspace.revisions())
        })
        .await?;
    let survey = match desk.context(connection.clone()).await {
        Ok(context) => migration::survey(&context).await.map(Arc::new).map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    Ok(Report::Surveyed { connection, revisions, survey })
}
