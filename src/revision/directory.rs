//! Where revision files come from: a directory, an Alembic project, or the binary itself.
//!
//! The only part of the layer that touches the file system.

mod python;

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, DirEntry, FileType, Mode, OFlags};
use rustix::io::Errno;
use rustix::path::Arg;

pub use python::project_url;

use super::alembic::{self, Project};
use super::error::{FileProblem, NewError, RevisionError};
use super::file::{RevisionFile, decode, shown_name};
use crate::i18n::safe;

/// A revision file that is part of the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinFile {
    pub name: &'static str,
    pub text: &'static str,
}

/// A place with revision files.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    Directory(PathBuf),
    Builtin(&'static [BuiltinFile]),
    /// Revisions in Python: read, never run.
    Alembic(Box<Project>),
}

/// What a source holds: the files that can be used, and why the others cannot.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// In byte order of the file names, as Alembic orders them; of a project with several folders, folder by folder.
    pub files: Vec<RevisionFile>,
    pub problems: Vec<FileProblem>,
}

/// Buffers grow to the largest file; this much of one is kept for the next.
const KEPT_BUFFER: usize = 1 << 20;

/// SQL may be as long as it likes: it is not made into a tree.
const NO_LIMIT: usize = usize::MAX;

/// Larger than most revisions, so that one read is enough.
const FIRST_BUFFER: usize = 16 << 10;

/// Reads every `*.sql` directly inside the source, or every revision of an Alembic project; names that begin with a dot do not count.
pub fn load(source: &Source) -> Loaded {
    match source {
        Source::Alembic(project) => python::load(project),
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
    let (opened, entries) = match entries(directory, is_sql) {
        Ok(found) => found,
        Err(error) => {
            loaded.problems.push(unreadable(&error));
            return loaded;
        }
    };
    let mut buffer = Vec::with_capacity(FIRST_BUFFER);
    // One buffer for all paths, and files opened by name inside their directory: the same walk down a long path, 100,000 times,
    // would be a tenth of the work.
    let mut path = directory.join("").into_os_string().into_encoded_bytes();
    let prefix = path.len();
    for entry in entries {
        path.truncate(prefix);
        path.extend_from_slice(entry.file_name().to_bytes());
        let path = Path::new(OsStr::from_bytes(&path));
        let file =
            read_entry(&opened, &entry, path, NO_LIMIT, &mut buffer).and_then(|()| RevisionFile::parse(path, &buffer));
        loaded.take(file);
        if buffer.capacity() > KEPT_BUFFER {
            buffer = Vec::new();
        }
    }
    loaded
}

/// The wanted schema, beside the revisions that make it: `revision --autogenerate` and `check` read it.
pub const MODEL_FILE: &str = "schema.sql";

/// Whether goc takes a file of this name for a revision.
fn is_sql(name: &[u8]) -> bool {
    name.ends_with(b".sql") && !name.starts_with(b".") && name != MODEL_FILE.as_bytes()
}

fn open(directory: &Path) -> io::Result<Dir> {
    Ok(Dir::new(rustix::fs::open(directory, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)?)
}

/// The opened directory and what has a wanted name in it, in byte order of the names.
fn entries(directory: &Path, is_wanted: impl Fn(&[u8]) -> bool) -> io::Result<(Dir, Vec<DirEntry>)> {
    let mut opened = open(directory)?;
    let mut entries = Vec::new();
    while let Some(entry) = opened.read() {
        let entry = entry?;
        if is_wanted(entry.file_name().to_bytes()) {
            entries.push(entry);
        }
    }
    entries.sort_unstable_by(|a, b| a.file_name().cmp(b.file_name()));
    Ok((opened, entries))
}

fn read_entry(
    directory: &Dir,
    entry: &DirEntry,
    path: &Path,
    limit: usize,
    buffer: &mut Vec<u8>,
) -> Result<(), FileProblem> {
    let plain = entry.file_type() == FileType::RegularFile;
    let directory = directory.fd().map_err(|error| unreadable(path, &error.into()))?;
    read(directory, entry.file_name(), plain, path, limit, buffer)
}

/// Reads a file into `buffer`; of one that is longer than `limit` a little more than that. What is not known to be a plain file is looked at first: opening a pipe would wait for ever.
fn read(
    directory: impl AsFd,
    name: impl Arg + Copy,
    plain: bool,
    path: &Path,
    limit: usize,
    buffer: &mut Vec<u8>,
) -> Result<(), FileProblem> {
    let is_plain = || {
        let stat = rustix::fs::statat(&directory, name, AtFlags::empty())?;
        Ok(FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile)
    };
    if !plain && !is_plain().map_err(|error: Errno| unreadable(path, &error.into()))? {
        return Err(FileProblem::NotAFile { file: shown_name(path) });
    }
    buffer.clear();
    let opened = rustix::fs::openat(&directory, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty());
    // `take` hides that this is a file: asking the system for its size first costs more than reading it.
    let limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = opened.map_err(io::Error::from).and_then(|file| File::from(file).take(limit).read_to_end(buffer));
    read.map(drop).map_err(|error| unreadable(path, &error))
}

/// The text of any file of SQL, without a BOM; refuses what is no plain file and no text, as for revisions.
pub fn read_sql(path: &Path) -> Result<String, FileProblem> {
    let mut buffer = Vec::new();
    read(CWD, path, false, path, NO_LIMIT, &mut buffer)?;
    Ok(decode(path, &buffer)?.to_owned())
}

fn unreadable(path: &Path, error: &io::Error) -> FileProblem {
    FileProblem::Unreadable { file: shown_name(path), reason: reason(error) }
}

impl Source {
    /// The text of a file that was loaded from here, without a BOM; the ranges of its sections belong to this text.
    ///
    /// Fails when the file is no longer the one that was loaded: what runs is what was planned.
    pub fn read_text(&self, file: &RevisionFile) -> Result<String, FileProblem> {
        let mut buffer = Vec::new();
        match self {
            Source::Directory(_) => read(CWD, file.path.as_path(), false, &file.path, NO_LIMIT, &mut buffer)?,
            Source::Alembic(_) => {
                read(CWD, file.path.as_path(), false, &file.path, alembic::LARGEST_FILE, &mut buffer)?;
                buffer.truncate(alembic::readable(&buffer).len());
            }
            Source::Builtin(files) => {
                if let Some(builtin) = files.iter().find(|builtin| Path::new(builtin.name) == file.path) {
                    buffer.extend_from_slice(builtin.text.as_bytes());
                }
            }
        }
        let now = match self {
            Source::Alembic(_) => alembic::read(&file.path, &buffer).0,
            Source::Directory(_) | Source::Builtin(_) => RevisionFile::parse(&file.path, &buffer).ok(),
        };
        // The ranges count too: a longer header moves the sections without changing the checksum.
        let is_same = |now: RevisionFile| {
            now.checksum == file.checksum && now.sections == file.sections && now.script == file.script
        };
        if !now.is_some_and(is_same) {
            return Err(FileProblem::Changed { file: file.file_name() });
        }
        let text = String::from_utf8(buffer).expect("a file that was parsed is UTF-8");
        Ok(match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        })
    }

    /// The bytes of a file by the name that messages give it, whether it is a good revision file or not, and where it lies.
    pub fn read_file(&self, name: &str) -> Result<(PathBuf, Vec<u8>), FileProblem> {
        let missing = || FileProblem::Unreadable {
            file: safe(name).into_owned(),
            reason: reason(&io::Error::from(ErrorKind::NotFound)),
        };
        match self {
            Source::Builtin(files) => {
                let builtin = files.iter().find(|file| file.name == name).ok_or_else(missing)?;
                Ok((PathBuf::from(name), builtin.text.as_bytes().to_vec()))
            }
            Source::Alembic(project) => python::read_file(project, name).ok_or_else(missing)?,
            Source::Directory(directory) => {
                let (opened, entries) = entries(directory, is_sql).map_err(|error| unreadable(directory, &error))?;
                let of = |entry: &DirEntry| directory.join(OsStr::from_bytes(entry.file_name().to_bytes()));
                let entry = entries.iter().find(|entry| shown_name(&of(entry)) == name).ok_or_else(missing)?;
                let (path, mut buffer) = (of(entry), Vec::new());
                read_entry(&opened, entry, &path, NO_LIMIT, &mut buffer)?;
                Ok((path, buffer))
            }
        }
    }

    /// Writes a new revision file and returns where; never overwrites, and leaves nothing behind when it fails.
    pub fn create(&self, name: &str, text: &str) -> Result<PathBuf, RevisionError> {
        let directory = self.writable()?;
        create(directory.join(name), text)
    }

    /// Writes a new revision of an Alembic project and returns where; the same as [`Source::create`] otherwise. `name` may begin with
    /// folders inside `location`, which are made.
    pub fn create_script(&self, location: &Path, name: &str, text: &str) -> Result<PathBuf, RevisionError> {
        self.editable()?;
        let path = location.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| NewError::Unwritable {
                file: safe(&path.to_string_lossy()).into_owned(),
                reason: reason(&error),
            })?;
        }
        create(path, text)
    }

    /// Writes a file of this source anew, whole or not at all: beside it first, then in its place, with the rights that it had. A link
    /// stays a link.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), RevisionError> {
        self.editable()?;
        let unwritable = |error| {
            let file = safe(&path.to_string_lossy()).into_owned();
            NewError::Unwritable { file, reason: reason(&error) }
        };
        Ok(replace(path, bytes).map_err(unwritable)?)
    }

    /// Whether these are files whose declarations goc can change.
    ///
    /// # Errors
    /// They are built in.
    pub fn editable(&self) -> Result<(), NewError> {
        match self {
            Source::Directory(_) | Source::Alembic(_) => Ok(()),
            Source::Builtin(_) => Err(NewError::Builtin),
        }
    }

    /// The folder of files that goc can write.
    ///
    /// # Errors
    /// They are built in, or Alembic's.
    pub fn writable(&self) -> Result<&Path, RevisionError> {
        self.sql()?;
        match self {
            Source::Directory(directory) => Ok(directory),
            Source::Builtin(_) | Source::Alembic(_) => Err(NewError::Builtin.into()),
        }
    }

    /// Whether there is SQL in these revisions, which everything needs that runs or judges them.
    ///
    /// # Errors
    /// They are Alembic's.
    pub fn sql(&self) -> Result<(), FileProblem> {
        match self {
            Source::Directory(_) | Source::Builtin(_) => Ok(()),
            Source::Alembic(project) => {
                Err(FileProblem::Alembic { directory: safe(&project.given.to_string_lossy()).into_owned() })
            }
        }
    }
}

fn create(path: PathBuf, text: &str) -> Result<PathBuf, RevisionError> {
    let file = || safe(&path.to_string_lossy()).into_owned();
    let written = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut new| {
        // Only a file that this call made is taken away again.
        new.write_all(text.as_bytes()).and_then(|()| new.sync_all()).inspect_err(|_| {
            let _ = fs::remove_file(&path);
        })
    });
    match written {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(NewError::FileExists { file: file() }.into()),
        Err(error) => Err(NewError::Unwritable { file: file(), reason: reason(&error) }.into()),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let rights = fs::metadata(&path)?.permissions();
    // Somebody may have taken the right to write away for a reason; a new file in its place would get around that.
    drop(OpenOptions::new().write(true).open(&path)?);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(ErrorKind::InvalidInput.into());
    };
    let mut beside = OsStr::new(".").to_owned();
    beside.push(name);
    beside.push(format!(".{}.goc", std::process::id()));
    let beside = folder.join(beside);
    let written = OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut new| {
        new.write_all(bytes)?;
        new.set_permissions(rights)?;
        new.sync_all()?;
        fs::rename(&beside, &path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written?;
    // Until the folder is written, too, a power cut could bring the old file back; no harm if it cannot be.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn reason(error: &io::Error) -> String {
    safe(&error.to_string()).into_owned()
}

#[cfg(test)]
mod tests;
