//! Jobs that write. They are never dropped half way unless the database stops answering: they are asked to end, and end themselves.

use super::{Failure, Happening, JobDesk, JobProblem, Place, Report, Work};
use crate::config::{ConfigEdit, ConfigError};
use crate::error::Error;
use crate::i18n::{Lang, safe};
use crate::operations::backup::{self, RestoreOptions};
use crate::operations::install::StageState;
use crate::operations::seed::Answers;
use crate::operations::{admin, adopt, doctor, index, migration, protect, rehearse, seed};
use crate::revision::Direction;

pub(super) async fn perform(desk: JobDesk, work: Work) -> Result<Report, Failure> {
    match work {
        Work::Run { connection, direction, target, options, mark } => {
            let context = desk.context(connection.clone()).await?.typed(mark);
            let report = match direction {
                Direction::Upgrade => migration::upgrade(&context, &target, options).await,
                Direction::Downgrade => migration::downgrade(&context, &target, options).await,
            };
            Ok(Report::Ran { connection, report: report? })
        }
        Work::Stamp { connection, targets, purge, mark } => {
            let context = desk.context(connection.clone()).await?.typed(mark);
            let report = migration::stamp(&context, &targets, purge).await?;
            Ok(Report::Stamped { connection, report })
        }
        Work::Repair { connection, choice } => {
            let context = desk.context(connection.clone()).await?;
            Ok(match migration::repair(&context, choice).await? {
                Some(report) => Report::Ran { connection, report },
                None => Report::Marked { connection },
            })
        }
        Work::LoadSeeds { connection, sets, answers } => {
            let context = desk.context(connection.clone()).await?;
            let workspace = desk.workspace.clone();
            let seeds = desk.blocking(move || Ok(workspace.seeds())).await?;
            let report = seed::load(&context, &seeds, &sets, &answers, false).await.map_err(Error::from)?;
            Ok(Report::SeedsLoaded { connection, report })
        }
        Work::Backup { connection, options } => {
            let context = desk.context(connection.clone()).await?;
            let report = backup::backup(&context, options).await.map_err(Error::from)?;
            Ok(Report::BackedUp { connection, report })
        }
        Work::Rehearse { connection, target } => {
            let context = desk.context(connection.clone()).await?;
            let rehearsal = rehearse::rehearse(&context, &target, rehearse::From::Newest).await?;
            Ok(Report::Rehearsed { connection, rehearsal: rehearsal.map(Box::new) })
        }
        Work::Restore { connection, file, overwrite, mark } => {
            let context = desk.context(connection.clone()).await?.typed(mark);
            let report = backup::restore(&context, &file, RestoreOptions { overwrite }).await.map_err(Error::from)?;
            Ok(Report::Restored { connection, report: Box::new(report) })
        }
        Work::Protect { connection, name } => {
            let context = desk.context(connection.clone()).await?;
            let mark = protect::protect(&context, &name).await?;
            Ok(Report::Protected { connection, mark: Some(mark) })
        }
        Work::Release { connection, mark } => {
            let context = desk.context(connection.clone()).await?;
            protect::release(&context, Some(&mark)).await?;
            Ok(Report::Protected { connection, mark: None })
        }
        Work::ResetPassword { connection, user, password } => {
            let context = desk.context(connection.clone()).await?;
            let account = admin::reset_password(&context, &user, &password).await?;
            Ok(Report::PasswordReset { connection, user: account.user })
        }
        Work::SaveConnection { draft, before } => {
            edit_config(&desk, move |config| match before {
                Some(before) => config.change(&before, &draft),
                None => config.add(&draft),
            })
            .await
        }
        Work::RemoveConnection { name } => edit_config(&desk, move |config| config.remove(&name)).await,
        Work::SetDefault { name } => edit_config(&desk, move |config| config.set_default(Some(&name))).await,
        Work::Install { place, lang, answers } => install(&desk, place, lang, answers).await,
        Work::SaveText { file, text } => {
            desk.blocking(move || {
                let refused = |error: std::io::Error| JobProblem::CannotWrite {
                    file: safe(&file.to_string_lossy()).into_owned(),
                    reason: safe(&error.to_string()).into_owned(),
                };
                // Never over a file that is there.
                std::fs::File::create_new(&file)
                    .and_then(|mut new| std::io::Write::write_all(&mut new, text.as_bytes()))
                    .map_err(refused)?;
                Ok(Report::Saved { file })
            })
            .await
        }
        Work::Merge { targets, new } => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let created = migration::create_merge(&workspace.revisions(), &targets, &new)?;
                workspace.forget_files();
                Ok(Report::RevisionCreated(created))
            })
            .await
        }
        Work::NewRevision { text } => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let created = migration::create_revision_with(&workspace.revisions(), &text)?;
                workspace.forget_files();
                Ok(Report::RevisionCreated(created))
            })
            .await
        }
        Work::RewriteRevision { connection, revision, text, even_if_applied } => {
            if let Some(connection) = connection.filter(|_| !even_if_applied) {
                let context = desk.context(connection).await?;
                migration::refuse_applied(&context, &revision, &text).await?;
            }
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let created = migration::rewrite_revision(&workspace.revisions(), &revision, &text)?;
                workspace.forget_files();
                Ok(Report::RevisionRewritten(created))
            })
            .await
        }
        Work::Mend(mending) => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let change = migration::mend(&workspace.revisions(), &mending)?;
                workspace.forget_files();
                Ok(Report::Mended(change))
            })
            .await
        }
        Work::CureIndex { connection, index, cure } => {
            let context = desk.context(connection.clone()).await?;
            let cured = index::cure_index(&context, &index, cure).await?;
            Ok(Report::IndexCured { connection, cured })
        }
        Work::Adopt { connection, adoption } => {
            let context = desk.context(connection.clone()).await?;
            let adopted = adopt::take_over(&context, &adoption).await?;
            Ok(Report::Adopted { connection, adopted })
        }
        Work::Accept { connection, revision } => {
            let context = desk.context(connection.clone()).await?;
            let accepted = migration::accept(&context, &revision).await?;
            Ok(Report::Accepted { connection, accepted })
        }
        Work::CloseConfigFile => {
            let workspace = desk.workspace.clone();
            desk.blocking(move || {
                let Some(file) = workspace.config().file.map(|file| file.path) else {
                    return Err(JobProblem::NoConfigFile.into());
                };
                doctor::close_file(&file)?;
                workspace.reload_config()?;
                Ok(Report::ConfigFileClosed { file })
            })
            .await
        }
    }
}

/// Changes the configuration file, and works with what it says from then on.
async fn edit_config(
    desk: &JobDesk,
    change: impl FnOnce(&mut ConfigEdit) -> Result<(), ConfigError> + Send + 'static,
) -> Result<Report, Failure> {
    let workspace = desk.workspace.clone();
    desk.blocking(move || {
        let file = workspace.config_file();
        let mut config = ConfigEdit::open(&file)?;
        change(&mut config)?;
        config.save()?;
        workspace.reload_config()?;
        Ok(Report::ConfigChanged { file })
    })
    .await
}

/// Stage after stage; each tells how far it came. What was done until something failed stays, and the next time goes on from there.
async fn install(desk: &JobDesk, place: Place, lang: Lang, answers: Answers) -> Result<Report, Failure> {
    let (workspace, events, stop) = (desk.workspace.clone(), desk.events(), desk.stop.clone());
    let mut installer = desk.blocking(move || workspace.installer(&place, lang, events, stop)).await?;
    installer.look().await?;
    for question in installer.questions().to_vec() {
        if let Some(answer) = answers.secret(&question.key) {
            installer.answer(&question.key, answer.clone())?;
        }
    }
    installer.check_answers()?;
    for name in installer.remaining() {
        let mut stages = installer.stages().to_vec();
        for stage in stages.iter_mut().filter(|stage| stage.name == name) {
            stage.state = StageState::Running;
        }
        desk.sink.tell(Happening::Staged(stages));
        let result = installer.run(name).await;
        desk.sink.tell(Happening::Staged(installer.stages().to_vec()));
        result?;
    }
    // The file that it wrote names the database from now on.
    desk.workspace.reload_config()?;
    Ok(Report::Installed(Box::new(installer.report())))
}
