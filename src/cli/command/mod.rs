//! One thin file a command: arguments in, an operation run, its result printed.

mod activity;
mod admin;
mod adopt;
mod backup;
mod check;
mod completions;
mod cost;
mod create;
mod current;
mod doctor;
mod graph;
mod history;
mod import;
mod install;
mod lint;
mod log;
mod man;
mod mend;
mod metrics;
mod ping;
mod plan;
mod protect;
mod rehearse;
mod repair;
mod restore;
mod seed;
mod show;
mod stamp;
mod status;
mod ui;
mod upgrade;

use super::args::{AdminCommand, Command, ImportCommand};
use super::invocation::Invocation;
use super::output::Output;
use super::text::Text;
use super::usage;
use super::{DONE, ERROR, Ending, Patience};
use crate::i18n::safe;
use crate::operations::index::IndexCure;
use crate::operations::migration::NewRevision;
use crate::revision::RevisionId;

/// What a signal has to wait for while the command runs.
pub(super) fn patience(command: Option<&Command>) -> Patience {
    match command {
        Some(
            Command::Upgrade { .. }
            | Command::Downgrade { .. }
            | Command::Stamp { .. }
            | Command::Adopt { .. }
            | Command::Protect { .. }
            | Command::Seed { .. }
            | Command::Repair { .. }
            | Command::Backup { list: false, .. }
            | Command::Restore { .. }
            | Command::Rehearse { .. }
            | Command::Admin { .. }
            | Command::Install(_),
        ) => Patience::Rollback,
        Some(Command::Edit { .. }) => Patience::Editor,
        None => Patience::Screen,
        _ => Patience::None,
    }
}

/// Answers what is about goc itself, for which no configuration is read, so that a broken one is not in the way. Returns what to
/// exit with; `None` for the other commands.
pub(super) fn about_goc(output: Output, command: Option<&Command>) -> Option<u8> {
    let written = match command? {
        Command::Help { command } => return Some(usage::print_help(output, command)),
        Command::Completions { shell } => completions::run(output, *shell),
        Command::Man { to } => man::run(output, to.as_deref()),
        _ => return None,
    };
    Some(match written {
        Ok(()) => DONE,
        Err(problem) => {
            output.error(&problem);
            ERROR
        }
    })
}

/// Runs a command; without one it shows where the database stands.
pub async fn run(invocation: &Invocation, command: Option<Command>) -> Result<(), Ending> {
    match command {
        None if ui::is_possible(invocation) => ui::run(invocation).await,
        None => status::overview(invocation).await,
        Some(Command::Install(args)) => install::run(invocation, &args).await,
        Some(Command::Ping) => ping::run(invocation).await,
        Some(Command::Doctor) => doctor::run(invocation).await,
        Some(Command::Status { check }) => status::run(invocation, check).await,
        Some(Command::Current { from }) => current::run(invocation, from).await,
        Some(Command::History { range, from }) => history::run(invocation, range, from).await,
        Some(Command::Heads) => graph::heads(invocation),
        Some(Command::Branches) => graph::branches(invocation),
        Some(Command::Show { target }) => show::run(invocation, &target).await,
        Some(Command::Plan { action, targets, from, purge, cost }) => {
            plan::run(invocation, action, &targets.all(), from, purge, cost).await
        }
        Some(Command::Metrics { format, to }) => metrics::run(invocation, format, to).await,
        Some(Command::Rehearse { target, from }) => rehearse::run(invocation, &target, from).await,
        Some(Command::Lint { targets, all, engine }) => lint::run(invocation, &targets, all, &engine).await,
        Some(Command::Check { compare }) => check::run(invocation, &compare).await,
        Some(Command::Upgrade { target, run }) => upgrade::upgrade(invocation, &target, &run).await,
        Some(Command::Downgrade { target, run, confirmation }) => {
            upgrade::downgrade(invocation, &target, &run, &confirmation).await
        }
        Some(Command::Seed { sets, list, dry_run, answers, admin_password_file }) => {
            let choice = seed::Choice { sets, list, dry_run, answers, password_file: admin_password_file };
            seed::run(invocation, choice).await
        }
        Some(Command::Stamp { targets, purge, confirmation }) => {
            stamp::run(invocation, &targets.all(), purge, &confirmation).await
        }
        Some(Command::Adopt { dry_run, accept_differences, scratch, yes }) => {
            adopt::run(invocation, dry_run, accept_differences, scratch.as_deref(), yes).await
        }
        Some(Command::Repair { mend: true, dry_run, yes, .. }) => mend::run(invocation, dry_run, yes).await,
        Some(Command::Repair { accept: Some(revision), .. }) => mend::accept(invocation, &revision).await,
        Some(Command::Repair { rebuild_index: Some(index), .. }) => {
            mend::cure_index(invocation, &index, IndexCure::Rebuild).await
        }
        Some(Command::Repair { drop_index: Some(index), .. }) => {
            mend::cure_index(invocation, &index, IndexCure::Drop).await
        }
        Some(Command::Repair { go_on, retry, mark_done, mark_undone, .. }) => {
            repair::run(invocation, go_on, retry, mark_done, mark_undone).await
        }
        Some(Command::Backup { list: true, .. }) => backup::list(invocation),
        Some(Command::Backup { to, keep, keep_days, .. }) => backup::run(invocation, to, keep, keep_days).await,
        Some(Command::Restore { file, confirmation }) => restore::run(invocation, &file, &confirmation).await,
        Some(Command::Protect { action, name }) => protect::run(invocation, action, name).await,
        Some(Command::Revision {
            message,
            head,
            splice,
            labels,
            depends_on,
            rev_id: id,
            autogenerate,
            allow_destructive,
            compare,
        }) => {
            let new = NewRevision { message, id, head, splice, labels, depends_on };
            if autogenerate {
                create::autogenerate(invocation, new, &compare, allow_destructive).await
            } else {
                create::revision(invocation, &new)
            }
        }
        Some(Command::Merge { targets, message, splice, labels, rev_id }) => {
            create::merge(invocation, &targets, message, splice, labels, rev_id)
        }
        Some(Command::Edit { target }) => create::edit(invocation, &target).await,
        Some(Command::Admin { command: AdminCommand::ResetPassword { user, password_file } }) => {
            admin::reset_password(invocation, &user, password_file.as_deref()).await
        }
        Some(Command::Import { command: ImportCommand::Alembic { from, to, fix, dry_run } }) => {
            import::alembic(invocation, import::Choice { from, to, dry_run, fix }).await
        }
        Some(Command::Activity { watch, cancel, terminate, yes }) => {
            activity::run(invocation, activity::Choice { watch, cancel, terminate, yes }).await
        }
        Some(Command::Log { limit }) => log::run(invocation, limit).await,
        // Answered by `about_goc`.
        Some(Command::Completions { .. } | Command::Man { .. } | Command::Help { .. }) => Ok(()),
    }
}

/// Ids for a sentence: `base` for none.
fn ids(output: Output, ids: &[RevisionId]) -> String {
    if ids.is_empty() {
        return output.say(Text::Base);
    }
    let names: Vec<&str> = ids.iter().map(|id| &**id).collect();
    safe(&names.join(", ")).into_owned()
}
