//! Events as lines of the log, each with the id of its run. What is only progress is left out.

use tracing::{debug, info, warn};

use super::Event;
use crate::database::Outcome;
use crate::i18n::safe;

/// Says an event; `run` is the journal's id of the run, empty outside one.
pub(super) fn trace(run: &str, event: &Event) {
    match event {
        Event::RunStarted { command, target, .. } => {
            info!(run, command, target = &*safe(target), "run started");
        }
        Event::Planned { direction, steps } => {
            let steps: Vec<_> = steps.iter().map(|step| safe(&step.revision).into_owned()).collect();
            info!(run, direction = direction.as_str(), count = steps.len(), steps = steps.join(" "), "planned");
        }
        Event::Waiting { holder } => info!(run, holder = &*safe(&holder.who), "waiting for another goc"),
        Event::WaitingUntil { time } => info!(run, time = %time, "waiting for its time"),
        Event::Resuming { revision, done, total } => {
            info!(run, revision = &*safe(revision), done, total, "going on with an interrupted step");
        }
        Event::StepStarted { number, total, revision, direction, .. } => {
            info!(run, revision = &*safe(revision), direction = direction.as_str(), number, total, "step started");
        }
        Event::StatementDone { number, total, line, sql, elapsed, rows } => {
            let ms = elapsed.as_millis() as u64;
            debug!(run, number, total, line, ms, rows, sql = &**sql, "statement done");
        }
        Event::Blocked { by } => {
            let by: Vec<_> = by.iter().map(ToString::to_string).collect();
            warn!(run, by = by.join("; "), "blocked");
        }
        Event::Retrying { attempt, pause, blockers } => {
            warn!(run, attempt, pause_ms = pause.as_millis() as u64, blockers, "lock not to be had, trying again");
        }
        Event::InvalidIndexDropped { index } => warn!(run, index = &*safe(index), "invalid index dropped"),
        Event::CommitConfirmed { revision } => {
            warn!(run, revision = &*safe(revision), "connection broke while committing, the step is done");
        }
        Event::CommitLost { revision } => {
            warn!(run, revision = &*safe(revision), "connection broke before the commit, the step runs again");
        }
        Event::NotTried { revision, place, command } => {
            info!(run, revision = &*safe(revision), place, command, "not tried in a dry run");
        }
        Event::BackupDone { file, bytes } => info!(run, file = &*safe(file), bytes, "backup done"),
        Event::NoManifest { file } => warn!(run, file = &*safe(file), "backup without a manifest"),
        Event::DamagedFileKept { file } => warn!(run, file = &*safe(file), "damaged database file kept"),
        Event::StepDone { number, total, revision, direction, elapsed, rows } => {
            let (ms, direction) = (elapsed.as_millis() as u64, direction.as_str());
            info!(run, revision = &*safe(revision), direction, number, total, ms, rows, "step done");
        }
        Event::RunEnded { outcome: Outcome::Done, .. } => info!(run, "run done"),
        Event::RunEnded { outcome, error, .. } => {
            warn!(run, outcome = outcome.as_str(), error = error.as_deref().unwrap_or_default(), "run ended");
        }
        Event::StatementStarted { .. }
        | Event::BatchProgress { .. }
        | Event::SeedProgress { .. }
        | Event::BackupProgress { .. } => {}
    }
}
