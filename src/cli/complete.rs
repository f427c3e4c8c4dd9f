//! What a shell completes: revision ids, labels, connections.
//!
//! Called while somebody types, so it opens no database, and an error completes nothing.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;

use super::args::Cli;
use super::{early, usage};
use crate::config::Config;
use crate::i18n::safe;
use crate::operations::Revisions;

/// Answers a shell that asks for candidates, and returns what to exit with; `None` when none asks.
pub fn answer() -> Option<ExitCode> {
    let folder = std::env::current_dir().ok();
    let complete = CompleteEnv::with_factory(usage::command).var(early::COMPLETE);
    match complete.try_complete(std::env::args_os(), folder.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(ExitCode::SUCCESS),
        // Whatever is printed now would end up in the line that somebody is typing.
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// The commands that `help` explains.
pub fn commands() -> Vec<CompletionCandidate> {
    let candidate =
        |command: &clap::Command| CompletionCandidate::new(command.get_name()).help(command.get_about().cloned());
    Cli::command().get_subcommands().map(candidate).collect()
}

/// The connections of `goc.toml` and of the environment.
pub fn connections() -> Vec<CompletionCandidate> {
    let Ok(config) = Config::load(early::value_of("--config").map(PathBuf::from).as_deref()) else { return Vec::new() };
    let Ok(connections) = config.connections() else { return Vec::new() };
    connections
        .into_iter()
        .map(|connection| CompletionCandidate::new(&connection.name).help(Some(connection.url.to_string().into())))
        .collect()
}

/// Ids, labels, and the words of the target grammar.
pub fn targets() -> Vec<CompletionCandidate> {
    let words = ["head", "heads", "base", "current", "+1", "-1"].map(CompletionCandidate::new);
    revisions().into_iter().chain(words).collect()
}

/// Ids separated by commas: the last one is being typed.
pub fn revision_list(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let (before, last) = match typed.rfind(',') {
        Some(comma) => typed.split_at(comma + 1),
        None => ("", &*typed),
    };
    revisions()
        .into_iter()
        .filter(|candidate| candidate.get_value().to_string_lossy().starts_with(last))
        .map(|candidate| candidate.add_prefix(before))
        .collect()
}

fn revisions() -> Vec<CompletionCandidate> {
    let config = Config::load(early::value_of("--config").map(PathBuf::from).as_deref()).unwrap_or_default();
    let migrations = early::value_of("--migrations").map(PathBuf::from);
    let revisions = Revisions::load(Revisions::source(migrations, &config));
    let graph = &revisions.graph;
    let mut candidates = Vec::new();
    for node in graph.nodes().rev() {
        let message = safe(&graph.file(node).header.message).into_owned();
        candidates.push(CompletionCandidate::new(&**graph.id(node)).help(Some(message.into())));
    }
    for (label, node) in graph.labelled() {
        candidates
            .push(CompletionCandidate::new(format!("{label}@head")).help(Some(graph.id(node).to_string().into())));
    }
    candidates
}
