//! Mending one name in the header of a revision file: what a broken graph mostly needs.

use serde::Serialize;

use super::edit_error::EditProblem;
use super::text::{new_faults, shown_faults};
use crate::i18n::{cut, safe};
use crate::operations::{MigrationError, Revisions};
use crate::revision::alembic::{self, NotEdited};
use crate::revision::file::{Edited, EditedLine, replace_name};
use crate::revision::id::check_label;
use crate::revision::{FileProblem, RevisionFile, RevisionId};

/// A header line that goc can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderKey {
    /// What the file is.
    Revision,
    /// What it follows.
    Revises,
    /// What else has to be there before it.
    DependsOn,
}

impl HeaderKey {
    /// As it stands in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            HeaderKey::Revision => "revision",
            HeaderKey::Revises => "revises",
            HeaderKey::DependsOn => "depends_on",
        }
    }

    /// The variable of a Python file.
    pub fn variable(self) -> &'static str {
        match self {
            HeaderKey::Revises => "down_revision",
            key => key.as_str(),
        }
    }
}

/// One name of a header line that is to become another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mending {
    /// The file's name, as [`RevisionFile::file_name`] has it.
    pub file: String,
    /// The line.
    pub key: HeaderKey,
    /// The name that is wrong.
    pub from: String,
    /// The right one; `None` takes the name out.
    pub to: Option<String>,
}

/// A line of a file, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// The file's name.
    pub file: String,
    /// The line's number, from 1.
    pub line: u32,
    /// As it was.
    pub before: String,
    /// As it is now.
    pub after: String,
    /// Lines that follow it: the docstring of a Python file says the same for people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<LineChange>,
}

impl LineChange {
    /// It, and what follows it, in the order of the file.
    pub fn lines(&self) -> Vec<&LineChange> {
        let mut lines: Vec<&LineChange> = std::iter::once(self).chain(&self.also).collect();
        lines.sort_by_key(|change| change.line);
        lines
    }

    /// Puts a name where [`preview_asking`] has left a hole for it.
    pub fn filled(&self, name: &str) -> LineChange {
        LineChange {
            after: self.after.replace(HOLE, name),
            also: self.also.iter().map(|line| line.filled(name)).collect(),
            ..self.clone()
        }
    }
}

/// Stands for a name that a person is asked for.
const HOLE: &str = "\u{FFFC}";

/// What mending would change, without a look at how the files fit together then.
pub fn preview_mending(revisions: &Revisions, mending: &Mending) -> Result<LineChange, MigrationError> {
    let (_, edited) = edit(revisions, find(revisions, mending)?, mending)?;
    Ok(change(mending, &edited))
}

/// The same for a name that is not known yet; see [`LineChange::filled`].
pub fn preview_asking(revisions: &Revisions, mending: &Mending) -> Result<LineChange, MigrationError> {
    preview_mending(revisions, &Mending { to: Some(HOLE.to_owned()), ..mending.clone() })
}

/// Mends the line. Everything else of the file stays byte for byte; a change that would bring a new fault is refused.
pub fn mend(revisions: &Revisions, mending: &Mending) -> Result<LineChange, MigrationError> {
    let file = find(revisions, mending)?;
    if let Some(to) = &mending.to {
        match mending.key {
            // It may be a label.
            HeaderKey::DependsOn => check_label(to)?,
            HeaderKey::Revision | HeaderKey::Revises => drop(RevisionId::parse(to)?),
        }
    }
    let (before, edited) = edit(revisions, file, mending)?;
    let mended = parse(file, &edited.text)?;
    // What was written has to be read as what was meant, and nothing but that name may be another.
    if header(&mended) != header(&renamed(file, mending)) {
        return Err(EditProblem::NothingToMend { file: mending.file.clone(), name: mending.from.clone() }.into());
    }
    let faults = new_faults(revisions, Some(&file.path), &mended);
    if !faults.is_empty() {
        return Err(EditProblem::NewFaults { file: mending.file.clone(), faults: shown_faults(faults) }.into());
    }
    // Between reading and now nobody may have saved the file.
    if read(file)? != before {
        return Err(FileProblem::Changed { file: mending.file.clone() }.into());
    }
    revisions.source.replace(&file.path, edited.text.as_bytes())?;
    Ok(change(mending, &edited))
}

/// The file that is meant. In an Alembic project with several folders a name may be there twice.
fn find<'a>(revisions: &'a Revisions, mending: &Mending) -> Result<&'a RevisionFile, MigrationError> {
    revisions.source.editable()?;
    let mut called: Vec<&RevisionFile> =
        revisions.graph.files().iter().filter(|file| file.file_name() == mending.file).collect();
    if called.len() > 1 {
        called.retain(|file| names(file, mending.key).iter().any(|name| safe(name) == mending.from));
        if called.len() > 1 {
            let paths = called.iter().map(|file| safe(&file.path.to_string_lossy()).into_owned()).collect();
            return Err(EditProblem::SameName { file: mending.file.clone(), paths }.into());
        }
    }
    Ok(called.first().copied().ok_or_else(|| EditProblem::NoSuchFile { file: mending.file.clone() })?)
}

/// What a file has in a line.
fn names(file: &RevisionFile, key: HeaderKey) -> Vec<&str> {
    match key {
        HeaderKey::Revision => vec![&*file.header.id],
        HeaderKey::Revises => file.header.down.iter().map(|id| &**id).collect(),
        HeaderKey::DependsOn => file.header.depends_on.iter().map(String::as_str).collect(),
    }
}

/// The file as it has to be read when the name is another.
fn renamed(file: &RevisionFile, mending: &Mending) -> RevisionFile {
    let mut file = file.clone();
    let header = &mut file.header;
    match mending.key {
        HeaderKey::Revision => header.id = RevisionId::unchecked(mending.to.as_deref().unwrap_or_default()),
        HeaderKey::Revises => {
            let at = header.down.iter().position(|id| safe(id) == mending.from);
            at.map(|at| header.down.splice(at..=at, mending.to.as_deref().map(RevisionId::unchecked)));
        }
        HeaderKey::DependsOn => {
            let at = header.depends_on.iter().position(|name| safe(name) == mending.from);
            at.map(|at| header.depends_on.splice(at..=at, mending.to.clone()));
        }
    }
    file
}

fn header(file: &RevisionFile) -> (&RevisionId, &[RevisionId], &[String], &[String]) {
    let header = &file.header;
    (&header.id, &header.down, &header.depends_on, &header.labels)
}

/// The file with another text.
fn parse(file: &RevisionFile, text: &str) -> Result<RevisionFile, FileProblem> {
    if file.script.is_none() {
        return RevisionFile::parse(&file.path, text.as_bytes());
    }
    // What is broken below its declarations stays so.
    match alembic::read(&file.path, text.as_bytes()) {
        (Some(file), _) => Ok(file),
        (None, problem) => Err(problem.unwrap_or_else(|| FileProblem::Changed { file: file.file_name() })),
    }
}

fn edit(revisions: &Revisions, file: &RevisionFile, mending: &Mending) -> Result<(String, Edited), MigrationError> {
    revisions.source.read_text(file)?;
    let text = read(file)?;
    let (from, to) = (&mending.from, mending.to.as_deref());
    let nothing = || EditProblem::NothingToMend { file: mending.file.clone(), name: from.clone() };
    let edited = match file.script {
        None => replace_name(&text, mending.key.as_str(), from, to).ok_or_else(nothing)?,
        Some(_) => {
            alembic::replace_name(&text, mending.key.variable(), from, to).map_err(|why| not_edited(mending, why))?
        }
    };
    Ok((text, edited))
}

fn not_edited(mending: &Mending, why: NotEdited) -> EditProblem {
    let file = mending.file.clone();
    match why {
        NotEdited::NotThere => EditProblem::NothingToMend { file, name: mending.from.clone() },
        NotEdited::Computed { line, given } => EditProblem::Computed {
            file,
            line,
            variable: mending.key.variable(),
            given: cut(&safe(&given), SHOWN_CELLS).into_owned(),
        },
    }
}

/// How much of a line a sentence shows.
const SHOWN_CELLS: usize = 80;

/// The file with its BOM, which [`Source::read_text`] leaves out.
///
/// [`Source::read_text`]: crate::revision::Source::read_text
fn read(file: &RevisionFile) -> Result<String, FileProblem> {
    std::fs::read_to_string(&file.path).map_err(|error| FileProblem::Unreadable {
        file: file.file_name(),
        reason: safe(&error.to_string()).into_owned(),
    })
}

fn change(mending: &Mending, edited: &Edited) -> LineChange {
    let of = |line: &EditedLine, also: Vec<LineChange>| LineChange {
        file: mending.file.clone(),
        line: line.number,
        before: safe(&line.before).into_owned(),
        after: safe(&line.after).into_owned(),
        also,
    };
    of(&edited.line, edited.also.iter().map(|line| of(line, Vec::new())).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::i18n::Problem;
    use crate::revision::Source;

    fn load(folder: &Path) -> Revisions {
        Revisions::load(Source::Directory(folder.to_owned()))
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, header) in files {
            let text = format!("{header}-- message: x\n\n-- goc:upgrade\nSELECT 1; -- 00x\n");
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    fn mending(file: &str, key: HeaderKey, from: &str, to: Option<&str>) -> Mending {
        Mending { file: file.to_owned(), key, from: from.to_owned(), to: to.map(str::to_owned) }
    }

    #[test]
    fn a_missing_parent_is_mended_byte_for_byte() {
        let folder = folder(&[("1.sql", "-- revision: 001\n-- revises:\n")]);
        let path = folder.path().join("2.sql");
        let text =
            "\u{FEFF}-- a remark\r\n-- revision: 002\r\n--revises:  00x \r\n\r\n\r\n-- goc:upgrade\r\nSELECT '00x';";
        fs::write(&path, text).expect("a file");
        let asked = mending("2.sql", HeaderKey::Revises, "00x", Some("001"));
        let preview = preview_mending(&load(folder.path()), &asked).expect("a preview");
        assert_eq!(fs::read_to_string(&path).expect("a file"), text, "a preview changes nothing");
        let change = mend(&load(folder.path()), &asked).expect("mended");
        assert_eq!(change, preview);
        assert_eq!(
            (change.line, change.before.as_str(), change.after.as_str()),
            (3, "--revises:  00x ", "--revises:  001 ")
        );
        assert_eq!(fs::read_to_string(&path).expect("a file"), text.replacen("00x", "001", 1));
        load(folder.path()).checked().expect("a sound graph");
    }

    #[test]
    fn one_of_three_files_with_the_same_id_gets_another() {
        let folder = folder(&[
            ("1.sql", "-- revision: 001\n"),
            ("2.sql", "-- revision: 001\n"),
            ("3.sql", "-- revision: 001\n"),
            ("4.sql", "-- revision: 004\n-- revises: 001\n"),
        ]);
        mend(&load(folder.path()), &mending("2.sql", HeaderKey::Revision, "001", Some("001_2"))).expect("mended");
        mend(&load(folder.path()), &mending("3.sql", HeaderKey::Revision, "001", Some("001_3"))).expect("mended");
        load(folder.path()).checked().expect("a sound graph");
    }

    #[test]
    fn what_would_break_something_else_is_refused_and_named() {
        let folder = folder(&[
            ("1.sql", "-- revision: 001\n"),
            ("2.sql", "-- revision: 002\n-- revises: 001\n"),
            ("3.sql", "-- revision: 003\n-- revises: 00x\n-- depends_on: 002\n"),
            ("4.sql", "-- revision: 004\n-- revises: 003\n"),
        ]);
        let before: Vec<_> =
            ["1.sql", "2.sql", "3.sql", "4.sql"].map(|name| fs::read(folder.path().join(name)).expect("a file")).into();
        for (asked, kind, fault) in [
            (mending("3.sql", HeaderKey::Revises, "00x", Some("004")), "would_break", "circle: 003, 004"),
            (
                mending("1.sql", HeaderKey::Revision, "001", Some("002")),
                "would_break",
                "several files are revision `002`",
            ),
            (mending("2.sql", HeaderKey::Revises, "001", Some("00y")), "would_break", "revises `00y`"),
            (mending("3.sql", HeaderKey::DependsOn, "00z", Some("001")), "nothing_to_mend", "does not name `00z`"),
            (mending("3.sql", HeaderKey::Revises, "00x", Some("a\nb")), "illegal_id", "cannot stand"),
            (mending("5.sql", HeaderKey::Revises, "00x", Some("001")), "no_such_file", "5.sql"),
        ] {
            let error = mend(&load(folder.path()), &asked).expect_err(kind);
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(fault), "{error}");
        }
        let after: Vec<_> =
            ["1.sql", "2.sql", "3.sql", "4.sql"].map(|name| fs::read(folder.path().join(name)).expect("a file")).into();
        assert_eq!(before, after);
        mend(&load(folder.path()), &mending("3.sql", HeaderKey::Revises, "00x", Some("001"))).expect("mended");
    }

    #[test]
    fn what_is_built_in_stays() {
        let revisions = Revisions::load(Source::Builtin(crate::operations::BUILTIN));
        let asked = mending("002_stok_tablolari.sql", HeaderKey::Revises, "001", None);
        assert_eq!(mend(&revisions, &asked).expect_err("built in").kind(), "builtin_migrations");
    }

    #[test]
    fn a_file_without_the_right_to_write_is_left_and_its_rights_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder(&[("1.sql", "-- revision: 001\n"), ("2.sql", "-- revision: 002\n-- revises: 00x\n")]);
        let path = folder.path().join("2.sql");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).expect("rights");
        mend(&load(folder.path()), &mending("2.sql", HeaderKey::Revises, "00x", Some("001"))).expect("mended");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o604);
    }
}
