//! What a shell completes: revision ids, labels, connections.
//!
//! Called while somebody types, so it opens no database, and an error completes nothing.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap_complete::engine::CompletionCandidate;

use super::early;
use crate::config::Config;
use crate::i18n::safe;
use crate::operations::Revisions;

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
