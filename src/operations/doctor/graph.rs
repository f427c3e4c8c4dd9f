//! Findings about files and how they fit together, with what mends them.

use crate::i18n::{Problem, safe};
use crate::operations::finding::{Finding, Severity, StateProblem};
use crate::operations::fix::Fix;
use crate::operations::migration::{
    EditProblem, HeaderKey, Mending, free_id, newest_first, preview_asking, preview_mending, same_number,
};
use crate::operations::{MigrationError, Revisions};
use crate::revision::{GraphProblem, Node, RevisionId, Source};

/// Reading a file for each of thousands of faults would make the look slow, and nobody mends thousands by hand.
const PREVIEWS: usize = 50;

/// Bad files, and what does not fit together.
pub fn graph_findings(revisions: &Revisions) -> Vec<Finding> {
    let editable = revisions.source.editable().is_ok();
    // Of an Alembic project the settings file may be to blame, too, which is not among the revisions.
    let readable = |file: &str| editable && (file.ends_with(".py") || !matches!(revisions.source, Source::Alembic(_)));
    let mut findings = Vec::new();
    for problem in &revisions.problems {
        let facts = problem.facts();
        let file = facts["file"].as_str().filter(|file| readable(file));
        let fixes = file.map(|file| Fix::EditFile { file: file.to_owned(), line: line(&facts) }).into_iter().collect();
        findings.push(Finding::new(Severity::Error, problem.clone()).with(fixes));
    }
    for (index, problem) in revisions.graph.findings().iter().enumerate() {
        let fixes = if editable { graph_fixes(revisions, problem, index < PREVIEWS) } else { Vec::new() };
        findings.push(Finding::new(Severity::Error, problem.clone()).with(fixes));
    }
    let heads = shown(&revisions.graph.ids(revisions.graph.heads()));
    // As long as files do not fit together nobody knows where the history ends.
    if heads.len() > 1 && revisions.checked().is_ok() {
        let merge = Fix::Merge { heads: heads.clone() };
        let fixes = if editable { vec![merge] } else { Vec::new() };
        let problem = match revisions.source {
            Source::Alembic(_) => StateProblem::SeveralPythonHeads { heads },
            Source::Directory(_) | Source::Builtin(_) => StateProblem::SeveralHeads { heads },
        };
        findings.push(Finding::new(Severity::Warning, problem).with(fixes));
    }
    findings
}

/// Why names that are wrong cannot be changed by a program, where that is so.
pub fn not_mendable(revisions: &Revisions) -> Vec<EditProblem> {
    let refused = |problem: &GraphProblem| {
        let (file, key, from) = match problem {
            GraphProblem::MissingParent { file, parent, .. } => (file, HeaderKey::Revises, parent),
            GraphProblem::MissingDependency { file, dependency, .. } => (file, HeaderKey::DependsOn, dependency),
            GraphProblem::DuplicateId { id, files } => (files.last()?, HeaderKey::Revision, id),
            _ => return None,
        };
        let mending = Mending { file: file.clone(), key, from: from.clone(), to: None };
        match preview_asking(revisions, &mending) {
            Err(MigrationError::Edit(problem @ (EditProblem::Computed { .. } | EditProblem::SameName { .. }))) => {
                Some(problem)
            }
            _ => None,
        }
    };
    revisions.graph.findings().iter().take(PREVIEWS).filter_map(refused).collect()
}

fn line(facts: &serde_json::Value) -> Option<u32> {
    facts["line"].as_u64().and_then(|line| u32::try_from(line).ok())
}

fn graph_fixes(revisions: &Revisions, problem: &GraphProblem, preview: bool) -> Vec<Fix> {
    let mend = |file: &str, key, from: &str, to: Option<&str>| {
        let (file, from, to) = (file.to_owned(), from.to_owned(), to.map(str::to_owned));
        let mending = Mending { file, key, from, to };
        let change = preview.then(|| preview_mending(revisions, &mending).ok()).flatten()?;
        Some(Fix::Mend { mending, change })
    };
    let ask = |file: &str, key, from: &str| {
        let mending = Mending { file: file.to_owned(), key, from: from.to_owned(), to: None };
        let change = preview.then(|| preview_asking(revisions, &mending).ok()).flatten()?;
        Some(Fix::MendWith { mending, change })
    };
    let edit = |file: &str| Fix::EditFile { file: file.to_owned(), line: line(&problem.facts()) };
    match problem {
        GraphProblem::MissingParent { file, parent, similar, .. } => {
            let to = similar.clone().or_else(|| same_number(&revisions.graph, parent));
            let mended = to.and_then(|to| mend(file, HeaderKey::Revises, parent, Some(&to)));
            mended.into_iter().chain(ask(file, HeaderKey::Revises, parent)).chain([edit(file)]).collect()
        }
        GraphProblem::MissingDependency { file, dependency, similar, .. } => {
            let mended = similar.as_deref().and_then(|to| mend(file, HeaderKey::DependsOn, dependency, Some(to)));
            let without = mend(file, HeaderKey::DependsOn, dependency, None);
            mended.into_iter().chain(without).chain([edit(file)]).collect()
        }
        GraphProblem::DuplicateId { id, files } => {
            let free = free_id(&revisions.graph, id);
            let copies = newest_first(&revisions.graph, id, files);
            let renamed = copies.iter().take(3).filter_map(|file| mend(file, HeaderKey::Revision, id, Some(&free)));
            renamed.chain(copies.first().map(|file| edit(file))).collect()
        }
        GraphProblem::IllegalId { file, .. } => vec![edit(file)],
        GraphProblem::DuplicateLabel { revisions: ids, .. }
        | GraphProblem::Cycle { revisions: ids }
        | GraphProblem::DependencyCycle { revisions: ids } => {
            let node = |id: &String| revisions.graph.nodes().find(|&node| revisions.graph.id(node).shown() == *id);
            let file = |node: Node| revisions.graph.file(node).file_name();
            ids.iter().take(4).filter_map(node).map(|node| edit(&file(node))).collect()
        }
    }
}

/// Ids for sentences.
pub fn shown(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(|id| safe(id).into_owned()).collect()
}
