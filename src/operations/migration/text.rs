//! Revisions with their whole text, as an editor has it. Everything that can be wrong is found before anything is written.

use std::path::{Path, PathBuf};

use super::create::Created;
use super::edit_error::{EditProblem, TextFault};
use super::status::applied_steps;
use super::step_script::StepScript;
use crate::database::{Access, Catalog, journal};
use crate::i18n::safe;
use crate::operations::{Context, MigrationError, Revisions, Trouble};
use crate::revision::file::{self, HeaderLine};
use crate::revision::{Direction, Engine, FileProblem, Graph, GraphProblem, RevisionFile, RevisionId};

/// A text that can be written.
#[derive(Debug, Clone)]
pub struct CheckedText {
    /// What it is, with the path that it has or will have.
    pub file: RevisionFile,
    /// Whether it follows something that has followers already, so that the history would have one more branch.
    pub starts_branch: bool,
}

/// Checks the text of a new revision, or with `replacing` the new text of one that is there: header, graph, sections, statements.
pub fn check_revision_text(
    revisions: &Revisions,
    text: &str,
    replacing: Option<&str>,
) -> Result<CheckedText, TextFault> {
    let old = match replacing {
        Some(id) => {
            let unknown = || EditProblem::NoSuchFile { file: safe(id).into_owned() };
            Some(revisions.graph.file(revisions.graph.by_id(id).ok_or_else(unknown)?))
        }
        None => None,
    };
    let folder = revisions.source.writable()?.to_owned();
    let path = match old {
        Some(old) => old.path.clone(),
        None => folder.join(new_name(text)),
    };
    let parsed = RevisionFile::parse(&path, text.as_bytes())?;
    if let Some(old) = old
        && old.header.id != parsed.header.id
    {
        return Err(EditProblem::OtherRevision {
            file: parsed.file_name(),
            line: line_of(text, "revision").unwrap_or(1),
            revision: old.header.id.shown(),
            given: parsed.header.id.shown(),
        }
        .into());
    }
    if let Some(fault) = new_faults(revisions, old.map(|old| old.path.as_path()), &parsed).into_iter().next() {
        let line = line_of(text, key_of(&fault));
        return Err(TextFault { line, problem: fault.into() });
    }
    check_sections(&parsed, text)?;
    let graph = &revisions.graph;
    let was_parent = |parent: &RevisionId| old.is_some_and(|old| old.header.down.contains(parent));
    let starts_branch =
        parsed.header.down.iter().any(|parent| {
            !was_parent(parent) && graph.by_id(parent).is_some_and(|node| !graph.children(node).is_empty())
        });
    Ok(CheckedText { file: parsed, starts_branch })
}

/// Writes a new revision with its text.
pub fn create_revision_with(revisions: &Revisions, text: &str) -> Result<Created, TextFault> {
    let checked = check_revision_text(revisions, text, None)?.file;
    let name = checked.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = revisions.source.create(&name, text)?;
    Ok(created(checked, path))
}

/// Writes the text of a revision anew; the file keeps its name, its rights, its line ends and its BOM. Whether the revision is applied
/// somewhere is for the caller to ask: [`refuse_applied`].
pub fn rewrite_revision(revisions: &Revisions, revision: &str, text: &str) -> Result<Created, TextFault> {
    let checked = check_revision_text(revisions, text, Some(revision))?.file;
    let node = revisions.graph.by_id(revision).expect("the check has found the revision");
    // Refuses a file that somebody has changed since it was read.
    revisions.source.read_text(revisions.graph.file(node))?;
    let unreadable = |error: std::io::Error| FileProblem::Unreadable {
        file: checked.file_name(),
        reason: safe(&error.to_string()).into_owned(),
    };
    let old = std::fs::read(&checked.path).map_err(unreadable)?;
    revisions.source.replace(&checked.path, like(&old, text).as_bytes())?;
    let path = checked.path.clone();
    Ok(created(checked, path))
}

/// Refuses to change what a revision does once it is applied; a change of its header alone is none.
pub async fn refuse_applied(context: &Context, revision: &str, text: &str) -> Result<(), MigrationError> {
    let graph = &context.revisions.graph;
    let Some(node) = graph.by_id(revision) else { return Ok(()) };
    let parsed = RevisionFile::parse(&graph.file(node).path, text.as_bytes());
    if parsed.is_ok_and(|parsed| parsed.checksum == graph.file(node).checksum) {
        return Ok(());
    }
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    let done = journal::read_done_steps(&mut connection, &catalog).await?;
    connection.close().await;
    let applied = super::AppliedRevisions::of(rows, applied_steps(&done));
    if !applied.nodes(graph).contains(&node) {
        return Ok(());
    }
    let when = applied.step(graph.id(node)).map(|step| safe(&step.applied).into_owned());
    Err(EditProblem::Applied { revision: graph.id(node).shown(), applied: when }.into())
}

/// The name of a new file; of a text whose header cannot be read, one that only messages see.
fn new_name(text: &str) -> String {
    match RevisionFile::parse(Path::new("new.sql"), text.as_bytes()) {
        Ok(parsed) => file::file_name(&parsed.header.id, &parsed.header.message),
        Err(_) => "new.sql".to_owned(),
    }
}

/// The faults that the graph has with this file, in place of the one at `instead_of`, and does not have without it.
pub(super) fn new_faults(revisions: &Revisions, instead_of: Option<&Path>, file: &RevisionFile) -> Vec<GraphProblem> {
    let old = revisions.graph.files().iter().filter(|known| Some(known.path.as_path()) != instead_of);
    let mut files: Vec<RevisionFile> = old.cloned().collect();
    files.push(file.clone());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let graph = Graph::new(files);
    let known = revisions.graph.findings();
    graph.findings().iter().filter(|fault| !known.iter().any(|known| is_part_of(fault, known))).cloned().collect()
}

/// Whether a fault was there already, as it is or as a part of a larger one.
fn is_part_of(fault: &GraphProblem, known: &GraphProblem) -> bool {
    use GraphProblem::{Cycle, DependencyCycle, DuplicateId, MissingDependency, MissingParent};
    let all_in = |some: &[String], all: &[String]| some.iter().all(|one| all.contains(one));
    match (fault, known) {
        (DuplicateId { id, files }, DuplicateId { id: known_id, files: known }) => {
            id == known_id && all_in(files, known)
        }
        (Cycle { revisions }, Cycle { revisions: known })
        | (DependencyCycle { revisions }, DependencyCycle { revisions: known }) => all_in(revisions, known),
        // Which name is the nearest depends on the names that there are.
        (MissingParent { file, parent, .. }, MissingParent { file: known_file, parent: known, .. }) => {
            file == known_file && parent == known
        }
        (MissingDependency { file, dependency, .. }, MissingDependency { file: known_file, dependency: known, .. }) => {
            file == known_file && dependency == known
        }
        (fault, known) => fault == known,
    }
}

/// The same for a sentence.
pub(super) fn shown_faults(faults: Vec<GraphProblem>) -> Vec<Trouble> {
    faults.into_iter().map(Trouble::new).collect()
}

/// Splits every section as each kind of database would run it.
fn check_sections(parsed: &RevisionFile, text: &str) -> Result<(), TextFault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for engine in [Engine::Postgres, Engine::Sqlite] {
        for direction in [Direction::Upgrade, Direction::Downgrade] {
            let Some(section) = parsed.section_for(direction, engine) else { continue };
            let script = StepScript::of(parsed.file_name(), section, text.to_owned(), engine);
            script.check_statements(&parsed.header.id)?;
        }
    }
    Ok(())
}

/// The header key whose line is to blame.
fn key_of(fault: &GraphProblem) -> &'static str {
    match fault {
        GraphProblem::IllegalId { .. } | GraphProblem::DuplicateId { .. } => "revision",
        GraphProblem::DuplicateLabel { .. } => "branch_labels",
        GraphProblem::MissingDependency { .. } | GraphProblem::DependencyCycle { .. } => "depends_on",
        GraphProblem::MissingParent { .. } | GraphProblem::Cycle { .. } => "revises",
    }
}

fn line_of(text: &str, key: &str) -> Option<u32> {
    HeaderLine::find(text, key).map(|line| line.number)
}

/// A text with the BOM and the line ends that a file had.
fn like(old: &[u8], text: &str) -> String {
    const BOM: &str = "\u{FEFF}";
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let crlf = old.windows(2).any(|two| two == b"\r\n");
    let plain = text.replace("\r\n", "\n");
    let text = if crlf { plain.replace('\n', "\r\n") } else { text.to_owned() };
    if old.starts_with(BOM.as_bytes()) { format!("{BOM}{text}") } else { text }
}

fn created(file: RevisionFile, path: PathBuf) -> Created {
    let header = file.header;
    Created { revision: header.id, down: header.down, depends_on: header.depends_on, labels: header.labels, file: path }
}

#[cfg(test)]
mod tests;
