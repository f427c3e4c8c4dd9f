//! Where revision files come from: a directory, or the binary itself.
//!
//! The only part of the layer that touches the file system.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{FileProblem, NewError};
use super::file::{RevisionFile, shown_name};
use crate::i18n::safe;

/// A revision file that is part of the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinFile {
    pub name: &'static str,
    pub text: &'static str,
}

/// A place with revision files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Directory(PathBuf),
    Builtin(&'static [BuiltinFile]),
}

/// What a source holds: the files that can be used, and why the others cannot.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// In byte order of the file names, as Alembic orders them.
    pub files: Vec<RevisionFile>,
    pub problems: Vec<FileProblem>,
}

/// Buffers grow to the largest file; this much of one is kept for the next.
const KEPT_BUFFER: usize = 1 << 20;

/// Larger than most revisions, so that one read is enough.
const FIRST_BUFFER: usize = 16 << 10;

/// Reads every `*.sql` directly inside the source; names that begin with a dot do not count.
pub fn load(source: &Source) -> Loaded {
    match source {
        Source::Directory(directory) => load_directory(directory),
        Source::Builtin(files) => {
            let mut files: Vec<&BuiltinFile> = files.iter().collect();
            files.sort_by_key(|file| file.name);
            let mut loaded = Loaded::default();
            for file in files {
                loaded.take(RevisionFile::parse(Path::new(file.name), file.text.as_bytes()));
            }
            loaded
        }
    }
}

impl Loaded {
    fn take(&mut self, file: Result<RevisionFile, FileProblem>) {
        match file {
            Ok(file) => self.files.push(file),
            Err(problem) => self.problems.push(problem),
        }
    }
}

fn load_directory(directory: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    let unreadable = |error: &io::Error| FileProblem::UnreadableDirectory {
        directory: safe(&directory.to_string_lossy()).into_owned(),
        reason: reason(error),
    };
    let names = match names(directory) {
        Ok(names) => names,
        Err(error) => {
            loaded.problems.push(unreadable(&error));
            return loaded;
        }
    };
    let mut buffer = Vec::with_capacity(FIRST_BUFFER);
    for (name, plain) in names {
        let path = directory.join(name);
        loaded.take(read(&path, plain, &mut buffer).and_then(|()| RevisionFile::parse(&path, &buffer)));
        if buffer.capacity() > KEPT_BUFFER {
            buffer = Vec::new();
        }
    }
    loaded
}

/// The names of revision files in byte order, each with whether it is known to be a plain file.
fn names(directory: &Path) -> io::Result<Vec<(OsString, bool)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        if bytes.ends_with(b".sql") && !bytes.starts_with(b".") {
            let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
            names.push((name, plain));
        }
    }
    names.sort_unstable_by(|a, b| a.0.as_encoded_bytes().cmp(b.0.as_encoded_bytes()));
    Ok(names)
}

/// Reads a file into `buffer`. What is not known to be a plain file is looked at first: opening a pipe would wait for ever.
fn read(path: &Path, plain: bool, buffer: &mut Vec<u8>) -> Result<(), FileProblem> {
    let unreadable = |error: io::Error| FileProblem::Unreadable { file: shown_name(path), reason: reason(&error) };
    if !plain && !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FileProblem::NotAFile { file: shown_name(path) });
    }
    buffer.clear();
    // `take` hides that this is a file: asking the system for its size first costs more than reading it.
    File::open(path).and_then(|file| file.take(u64::MAX).read_to_end(buffer)).map_err(unreadable)?;
    Ok(())
}

impl Source {
    /// The text of a file that was loaded from here, without a BOM; the ranges of its sections belong to this text.
    ///
    /// Fails when the file is no longer the one that was loaded: what runs is what was planned.
    pub fn read_text(&self, file: &RevisionFile) -> Result<String, FileProblem> {
        let mut buffer = Vec::new();
        match self {
            Source::Directory(_) => read(&file.path, false, &mut buffer)?,
            Source::Builtin(files) => {
                if let Some(builtin) = files.iter().find(|builtin| Path::new(builtin.name) == file.path) {
                    buffer.extend_from_slice(builtin.text.as_bytes());
                }
            }
        }
        let now = RevisionFile::parse(&file.path, &buffer);
        // The ranges count too: a longer header moves the sections without changing the checksum.
        if !now.is_ok_and(|now| now.checksum == file.checksum && now.sections == file.sections) {
            return Err(FileProblem::Changed { file: file.file_name() });
        }
        let text = String::from_utf8(buffer).expect("a file that was parsed is UTF-8");
        Ok(match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        })
    }

    /// Writes a new revision file and returns where; never overwrites, and leaves nothing behind when it fails.
    pub fn create(&self, name: &str, text: &str) -> Result<PathBuf, NewError> {
        let Source::Directory(directory) = self else { return Err(NewError::Builtin) };
        let path = directory.join(name);
        let file = || safe(&path.to_string_lossy()).into_owned();
        let written = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut new| {
            // Only a file that this call made is taken away again.
            new.write_all(text.as_bytes()).and_then(|()| new.sync_all()).inspect_err(|_| {
                let _ = fs::remove_file(&path);
            })
        });
        match written {
            Ok(()) => Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(NewError::FileExists { file: file() }),
            Err(error) => Err(NewError::Unwritable { file: file(), reason: reason(&error) }),
        }
    }
}

fn reason(error: &io::Error) -> String {
    safe(&error.to_string()).into_owned()
}

#[cfg(test)]
mod tests;
