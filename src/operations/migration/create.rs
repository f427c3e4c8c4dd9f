//! New revision files: `revision` and `merge`. Everything is checked first; the file is written last.

use std::path::PathBuf;

use serde::Serialize;

use crate::i18n::safe;
use crate::operations::{MigrationError, Revisions, random};
use crate::revision::alembic::{self, Moment, Project};
use crate::revision::{self, FileProblem, NewMerge, RevisionHeader, RevisionId, Source, file};

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

/// Writes a revision that joins `targets` into one head; in an Alembic project, one of Alembic's.
pub fn create_merge(revisions: &Revisions, targets: &[String], new: &NewRevision) -> Result<Created, MigrationError> {
    let graph = revisions.checked()?;
    let id = new.id.clone().unwrap_or_else(|| RevisionId::from_random(random::id_bytes()).to_string());
    let project = match &revisions.source {
        Source::Alembic(project) => Some(project),
        Source::Directory(_) | Source::Builtin(_) => None,
    };
    let clock = project.map(|project| clock(project.timezone.as_deref()));
    let created = clock.as_ref().map_or_else(now, |(_, created)| created.clone());
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
    match (project, clock) {
        (Some(project), Some((moment, _))) => write_script(revisions, project, moment, header),
        _ => write(revisions, header, None),
    }
}

/// Writes a file of Alembic's where Alembic would: in the folder that has the first of its parents, under the project's own template.
fn write_script(
    revisions: &Revisions,
    project: &Project,
    moment: Moment,
    header: RevisionHeader,
) -> Result<Created, MigrationError> {
    let unnamed = || FileProblem::BadSetting {
        file: safe(&project.given.to_string_lossy()).into_owned(),
        setting: "file_template".to_owned(),
        value: safe(project.file_template.as_deref().unwrap_or_default()).into_owned(),
    };
    let name = alembic::file_name(project, &header.id, &header.message, moment).ok_or_else(unnamed)?;
    let graph = &revisions.graph;
    let parent = header.down.first().and_then(|id| graph.by_id(id)).map(|node| graph.file(node).path.as_path());
    let has_parent = |location: &&PathBuf| parent.is_some_and(|parent| parent.starts_with(location));
    let locations = &project.locations;
    let location = locations.iter().filter(has_parent).max_by_key(|location| location.as_os_str().len());
    let location = location.or(locations.first()).ok_or_else(unnamed)?;
    let path = revisions.source.create_script(location, &name, &alembic::write(&header))?;
    Ok(created(header, path))
}

fn write(revisions: &Revisions, header: RevisionHeader, sections: Option<&str>) -> Result<Created, MigrationError> {
    let name = file::file_name(&header.id, &header.message);
    let path = revisions.source.create(&name, &file::write(&header, sections))?;
    Ok(created(header, path))
}

fn created(header: RevisionHeader, file: PathBuf) -> Created {
    Created { revision: header.id, down: header.down, depends_on: header.depends_on, labels: header.labels, file }
}

fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Local time with its offset, to the second: what the file format has.
pub(super) fn now() -> String {
    let time = jiff::Zoned::now();
    jiff::fmt::strtime::format("%Y-%m-%dT%H:%M:%S%:z", &time).unwrap_or_else(|_| time.timestamp().to_string())
}

/// The time as Alembic has it in the names of its files, and as it writes it inside: local and without an offset, unless the settings name a
/// zone. One that this machine does not know is left out.
fn clock(timezone: Option<&str>) -> (Moment, String) {
    let now = jiff::Zoned::now();
    let zoned = timezone.and_then(|zone| now.in_tz(zone).or_else(|_| now.in_tz(&zone.to_uppercase())).ok());
    let format = if zoned.is_some() { "%Y-%m-%d %H:%M:%S.%6f%:z" } else { "%Y-%m-%d %H:%M:%S.%6f" };
    let now = zoned.unwrap_or(now);
    let moment = Moment {
        year: now.year().into(),
        month: now.month().into(),
        day: now.day().into(),
        hour: now.hour().into(),
        minute: now.minute().into(),
        second: now.second().into(),
        epoch: now.timestamp().as_second(),
    };
    (moment, jiff::fmt::strtime::format(format, &now).unwrap_or_else(|_| now.timestamp().to_string()))
}
