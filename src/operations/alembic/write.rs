//! Writing the new files: all or none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::problem::ImportProblem;
use crate::i18n::safe;
use crate::operations::Trouble;
use crate::revision::{RevisionId, Source, load};

/// A file to be written.
#[derive(Debug)]
pub struct NewFile {
    /// Its name.
    pub name: String,
    /// All of it.
    pub text: String,
    /// Its revision.
    pub id: RevisionId,
}

/// Refuses to write among the revisions that are imported.
pub fn not_among(locations: &[PathBuf], to: &Path) -> Result<(), Trouble> {
    let same = |location: &PathBuf| match (fs::canonicalize(location), fs::canonicalize(to)) {
        (Ok(one), Ok(other)) => one == other,
        _ => location == to,
    };
    if locations.iter().any(same) {
        return Err(Trouble::new(ImportProblem::SameFolder { directory: shown(to) }));
    }
    Ok(())
}

/// Refuses to write over files, and to write revisions that are there under another name.
pub fn check(to: &Path, files: &[NewFile]) -> Result<(), Trouble> {
    if to.is_dir() {
        let there = load(&Source::Directory(to.to_owned()));
        for old in &there.files {
            if let Some(new) = files.iter().find(|new| new.id == old.header.id) {
                return Err(exists(&old.path, &new.id));
            }
        }
    }
    for file in files {
        let path = to.join(&file.name);
        if path.symlink_metadata().is_ok() {
            return Err(exists(&path, &file.id));
        }
    }
    Ok(())
}

fn exists(path: &Path, id: &RevisionId) -> Trouble {
    Trouble::new(ImportProblem::Exists { file: shown(path), revision: id.shown() })
}

fn shown(path: &Path) -> String {
    safe(&path.to_string_lossy()).into_owned()
}

/// Writes all files. First each beside its place, then all get their names; when that breaks off, those that have one lose it again.
pub fn write(to: &Path, files: &[NewFile]) -> Result<(), Trouble> {
    let unwritable = |path: &Path, error: &io::Error| {
        let (file, reason) = (shown(path), safe(&error.to_string()).into_owned());
        Trouble::new(ImportProblem::Unwritable { file, reason })
    };
    let missing: Vec<&Path> =
        to.ancestors().filter(|folder| !folder.as_os_str().is_empty()).take_while(|folder| !folder.exists()).collect();
    fs::create_dir_all(to).map_err(|error| unwritable(to, &error))?;
    let mut made = Made { files: Vec::new(), folders: missing, is_done: false };
    let mut waiting = Vec::with_capacity(files.len());
    for file in files {
        let beside = to.join(format!(".{}.{}.goc", file.name, std::process::id()));
        made.files.push(beside.clone());
        let written = OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut new| {
            new.write_all(file.text.as_bytes())?;
            new.sync_all()
        });
        written.map_err(|error| unwritable(&beside, &error))?;
        waiting.push(beside);
    }
    for (file, beside) in files.iter().zip(&waiting) {
        let path = to.join(&file.name);
        match place(beside, &path) {
            Ok(()) => made.files.push(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(exists(&path, &file.id)),
            Err(error) => return Err(unwritable(&path, &error)),
        }
    }
    made.is_done = true;
    for beside in &waiting {
        let _ = fs::remove_file(beside);
    }
    let _ = File::open(to).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Gives a file its name, unless that is taken.
fn place(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // A file system without links (a USB stick): it was not there a moment ago.
            if path.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::copy(beside, path).map(drop)
        }
        linked => linked,
    }
}

/// What was made so far; it goes away again unless everything was done.
struct Made<'a> {
    files: Vec<PathBuf>,
    /// From the innermost out.
    folders: Vec<&'a Path>,
    is_done: bool,
}

impl Drop for Made<'_> {
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in &self.folders {
            // One that somebody else has put something into stays.
            let _ = fs::remove_dir(folder);
        }
    }
}
