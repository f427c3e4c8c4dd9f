//! Alembic projects on the disk: finding out that a path is one, and reading it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Dir, FileType};

use super::{KEPT_BUFFER, Loaded, Source, entries, open, read_entry, reason};
use crate::i18n::safe;
use crate::revision::alembic::{self, LARGEST_FILE, Project, SETTINGS_FILES, Settings, is_revision_name};
use crate::revision::error::FileProblem;

/// No settings file is larger.
const LARGEST_SETTINGS: u64 = 1 << 20;

impl Source {
    /// What lies at a path: goc's revisions, or an Alembic project, named by its folder of revisions, the folder with `env.py`, or a
    /// settings file or the folder that has one. A folder with a file of goc's is goc's.
    pub fn at(path: PathBuf) -> Source {
        let name = path.file_name().map(OsStr::as_bytes).unwrap_or_default();
        let is_settings = name.ends_with(b".ini") || name.ends_with(b".toml");
        let project = match is_settings && path.is_file() {
            true => Some(of_settings_file(&path, &path, None)),
            false => in_folder(&path),
        };
        project.map_or(Source::Directory(path), |project| Source::Alembic(Box::new(project)))
    }
}

/// The address in the settings of the project that a path names. It may hold a password.
pub fn project_url(path: &Path) -> Option<(PathBuf, String)> {
    let Source::Alembic(project) = Source::at(path.to_owned()) else { return None };
    let file = match project.given.is_file() {
        true => project.given.clone(),
        false => settings_of_folder(&project.given)?,
    };
    let url = read_settings(&file)?.get("sqlalchemy.url").ok().flatten()?;
    // What Alembic's template has there until somebody fills it in.
    (!url.starts_with("driver://")).then_some((file, url))
}

/// The settings file in a folder, else the one beside it: `alembic.ini` as a rule stands beside the folder with `env.py`.
fn settings_of_folder(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let near = [Some(folder.as_path()), folder.parent(), folder.parent().and_then(Path::parent)];
    let files = near.into_iter().flatten().flat_map(|folder| SETTINGS_FILES.map(|name| folder.join(name)));
    let mut files = files.filter(|file| file.is_file());
    files.find(|file| file.parent() == Some(folder.as_path()) || names_folder(file, &folder))
}

/// Whether a settings file means this folder: the one with `env.py`, or the one with the revisions.
fn names_folder(file: &Path, folder: &Path) -> bool {
    let project = of_settings_file(file, file, None);
    let Ok(folder) = fs::canonicalize(folder) else { return false };
    let mut locations = project.locations.iter().filter_map(|location| fs::canonicalize(location).ok());
    locations.any(|location| location == folder || location.parent() == Some(folder.as_path()))
}

fn in_folder(folder: &Path) -> Option<Project> {
    let found = look(folder)?;
    if found.has_sql {
        return None;
    }
    if found.has_environment {
        return Some(match settings_of_folder(folder) {
            Some(file) => of_settings_file(folder, &file, Some(folder)),
            None => Project::of_versions(folder, folder.join("versions")),
        });
    }
    let settings = SETTINGS_FILES.map(|name| folder.join(name)).into_iter().find(|file| read_settings(file).is_some());
    if let Some(file) = settings {
        return Some(of_settings_file(folder, &file, None));
    }
    found.has_python.then(|| Project::of_versions(folder, folder.to_owned()))
}

/// What kinds of file are directly inside a folder.
#[derive(Default)]
struct Found {
    has_sql: bool,
    has_python: bool,
    has_environment: bool,
}

/// Stops at the first file of goc's: a folder may have 100,000 of them.
fn look(folder: &Path) -> Option<Found> {
    let mut found = Found::default();
    let mut opened = open(folder).ok()?;
    while let Some(Ok(entry)) = opened.read() {
        let name = entry.file_name().to_bytes();
        if super::is_sql(name) {
            return Some(Found { has_sql: true, ..found });
        }
        found.has_environment |= name == b"env.py";
        found.has_python |= is_revision_name(name);
    }
    Some(found)
}

fn of_settings_file(given: &Path, file: &Path, script: Option<&Path>) -> Project {
    let here = folder_of(file);
    match read_settings(file) {
        Some(settings) => Project::of_settings(given, file, &here, &settings, script),
        // Of a folder with `env.py` that says nothing else.
        None if script.is_some() => Project::of_versions(given, given.join("versions")),
        None => Project::of_settings(given, file, &here, &Settings::default(), None),
    }
}

fn folder_of(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    file.parent().map(Path::to_owned).unwrap_or_default()
}

/// The settings of a file. What an `alembic.ini` leaves out may stand in the `pyproject.toml` beside it.
fn read_settings(file: &Path) -> Option<Settings> {
    let here = folder_of(file);
    let settings = read_one(file, &here);
    if file.extension().is_some_and(|extension| extension == "toml") {
        return settings;
    }
    match (settings, read_one(&here.join(SETTINGS_FILES[1]), &here)) {
        (Some(strong), Some(weak)) => Some(strong.or(weak)),
        (settings, _) => settings,
    }
}

fn read_one(file: &Path, here: &Path) -> Option<Settings> {
    let size = fs::metadata(file).ok().filter(fs::Metadata::is_file)?.len();
    let text = (size <= LARGEST_SETTINGS).then(|| fs::read_to_string(file).ok()).flatten()?;
    let here = here.to_string_lossy();
    match file.extension().is_some_and(|extension| extension == "toml") {
        true => Settings::of_toml(&text, &here),
        false => Settings::of_ini(&text, &here),
    }
}

/// Reads every revision of a project, in the order of its folders and there by name.
pub(super) fn load(project: &Project) -> Loaded {
    let mut loaded = Loaded { problems: project.problem.iter().cloned().collect(), ..Loaded::default() };
    // A folder may be named twice, or be inside another one: Alembic reads it once.
    let mut seen = HashSet::new();
    let mut buffer = Vec::new();
    for location in &project.locations {
        let mut folders = vec![location.clone()];
        while let Some(folder) = folders.pop() {
            if fs::canonicalize(&folder).is_ok_and(|folder| !seen.insert(folder)) {
                continue;
            }
            match read_folder(&folder, &mut loaded, &mut buffer) {
                Ok(inside) if project.recursive => folders.extend(inside.into_iter().rev()),
                Ok(_) => {}
                Err(error) => loaded.problems.push(FileProblem::UnreadableDirectory {
                    directory: safe(&folder.to_string_lossy()).into_owned(),
                    reason: reason(&error),
                }),
            }
        }
    }
    loaded
}

/// Reads the revisions directly inside a folder; returns the folders inside it, sorted.
fn read_folder(folder: &Path, loaded: &mut Loaded, buffer: &mut Vec<u8>) -> io::Result<Vec<PathBuf>> {
    let (opened, found) = entries(folder, |name| is_revision_name(name) || is_folder_name(name))?;
    let mut folders = Vec::new();
    for entry in found {
        let name = entry.file_name().to_bytes();
        let path = folder.join(OsStr::from_bytes(name));
        if is_revision_name(name) {
            match read_entry(&opened, &entry, &path, LARGEST_FILE, buffer) {
                Ok(()) => {
                    let (file, problem) = alembic::read(&path, buffer);
                    loaded.files.extend(file);
                    loaded.problems.extend(problem);
                }
                Err(problem) => loaded.problems.push(problem),
            }
            if buffer.capacity() > KEPT_BUFFER {
                *buffer = Vec::new();
            }
        } else if is_real_folder(&opened, &entry) {
            folders.push(path);
        }
    }
    Ok(folders)
}

fn is_folder_name(name: &[u8]) -> bool {
    !matches!(name, b"." | b"..") && !name.ends_with(b"__pycache__")
}

/// Links are not followed, so that no folder is inside itself.
fn is_real_folder(opened: &Dir, entry: &rustix::fs::DirEntry) -> bool {
    match entry.file_type() {
        FileType::Directory => true,
        FileType::Unknown => opened.fd().is_ok_and(|folder| {
            let stat = rustix::fs::statat(folder, entry.file_name(), rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
            stat.is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory)
        }),
        _ => false,
    }
}

/// The bytes of a file by the name that messages give it, and where it lies.
pub(super) fn read_file(project: &Project, name: &str) -> Option<Result<(PathBuf, Vec<u8>), FileProblem>> {
    let mut folders: Vec<PathBuf> = project.locations.iter().rev().cloned().collect();
    while let Some(folder) = folders.pop() {
        let Ok((opened, found)) = entries(&folder, |name| is_revision_name(name) || is_folder_name(name)) else {
            continue;
        };
        let mut inside = Vec::new();
        for entry in found {
            let bytes = entry.file_name().to_bytes();
            let path = folder.join(OsStr::from_bytes(bytes));
            if is_revision_name(bytes) {
                if super::shown_name(&path) == name {
                    let mut buffer = Vec::new();
                    let read = read_entry(&opened, &entry, &path, LARGEST_FILE, &mut buffer);
                    return Some(read.map(|()| (path, buffer)));
                }
            } else if project.recursive && is_real_folder(&opened, &entry) {
                inside.push(path);
            }
        }
        folders.extend(inside.into_iter().rev());
    }
    None
}
