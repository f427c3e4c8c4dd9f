//! New revision files: `revision` and `merge`. Everything is checked first; the file is written last.

use std::path::PathBuf;

use serde::Serialize;

use crate::operations::{MigrationError, Revisions, random};
use crate::revision::{self, NewMerge, RevisionHeader, RevisionId, file};

/// What a new revision is to be; see `goc revision --help`.
#[derive(Debug, Clone, Default)]
pub struct NewRevision {
    /// What it does, in a few words.
    pub message: String,
    /// Its id; twelve random hexadecimal digits when it is not given.
    pub id: Option<String>,
    /// What it follows; `head` when it is not given.
    pub head: Option<String>,
    /// Whether it may follow something that is no head.
    pub splice: bool,
    /// Names for the branch that begins with it.
    pub labels: Vec<String>,
    /// Revisions or labels that have to be applied before it.
    pub depends_on: Vec<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Created {
    /// Its id.
    pub revision: RevisionId,
    /// What it follows.
    pub down: Vec<RevisionId>,
    /// What has to be applied before it.
    pub depends_on: Vec<String>,
    /// Names for its branch.
    pub labels: Vec<String>,
    /// Where it is.
    pub file: PathBuf,
}

/// Writes a new, empty revision.
pub fn create_revision(revisions: &Revisions, new: &NewRevision) -> Result<Created, MigrationError> {
    write(revisions, header_of(revisions, new)?, None)
}

/// Writes a new revision with these sections.
pub fn create_revision_from(
    revisions: &Revisions,
    new: &NewRevision,
    sections: &str,
) -> Result<Created, MigrationError> {
    write(revisions, header_of(revisions, new)?, Some(sections))
}

/// The text of a new revision with these sections.
pub fn revision_text(revisions: &Revisions, new: &NewRevision, sections: &str) -> Result<String, MigrationError> {
    Ok(file::write(&header_of(revisions, new)?, Some(sections)))
}

/// What a new revision will follow.
pub fn parents_of_new(revisions: &Revisions, new: &NewRevision) -> Result<Vec<RevisionId>, MigrationError> {
    Ok(header_of(revisions, new)?.down)
}

/// The text that a new revision begins with: its header and empty sections, to be filled in by an editor and then written with
/// [`create_revision_with`](super::create_revision_with).
pub fn revision_template(revisions: &Revisions, new: &NewRevision) -> Result<String, MigrationError> {
    Ok(file::write(&header_of(revisions, new)?, None))
}

fn header_of(revisions: &Revisions, new: &NewRevision) -> Result<RevisionHeader, MigrationError> {
    revisions.runnable()?;
    let graph = revisions.checked()?;
    let id = new.id.clone().unwrap_or_else(|| RevisionId::from_random(random::id_bytes()).to_string());
    let created = now();
    let header = revision::new::revision(
        graph,
        &revision::NewRevision {
            id: &id,
            message: &new.message,
            created: Some(&created),
            head: new.head.as_deref(),
            splice: new.splice,
            labels: &strs(&new.labels),
            depends_on: &strs(&new.depends_on),
        },
    )?;
    Ok(header)
}

/// Writes a revision that joins `targets` into one head.
pub fn create_merge(revisions: &Revisions, targets: &[String], new: &NewRevision) -> Result<Created, MigrationError> {
    revisions.runnable()?;
    let graph = revisions.checked()?;
    let id = new.id.clone().unwrap_or_else(|| RevisionId::from_random(random::id_bytes()).to_string());
    let created = now();
    let header = revision::new::merge(
        graph,
        &NewMerge {
            id: &id,
            message: &new.message,
            created: Some(&created),
            revisions: &strs(targets),
            splice: new.splice,
            labels: &strs(&new.labels),
        },
    )?;
    write(revisions, header, None)
}

fn write(revisions: &Revisions, header: RevisionHeader, sections: Option<&str>) -> Result<Created, MigrationError> {
    let name = file::file_name(&header.id, &header.message);
    let path = revisions.source.create(&name, &file::write(&header, sections))?;
    Ok(Created {
        revision: header.id,
        down: header.down,
        depends_on: header.depends_on,
        labels: header.labels,
        file: path,
    })
}

fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Local time with its offset, to the second: what the file format has.
fn now() -> String {
    let time = jiff::Zoned::now();
    jiff::fmt::strtime::format("%Y-%m-%dT%H:%M:%S%:z", &time).unwrap_or_else(|_| time.timestamp().to_string())
}
