//! What can be told of a SQLite file without opening it.
//!
//! It must not be opened here: closing it would take away the locks that another session of this process has on it
//! (sqlite.org/howtocorrupt.html, 2.2).

use std::fs::Metadata;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::check::Found;
use super::{Detail, ProbeProblem};
use crate::database::error::reason;
use crate::database::{DatabaseError, file_lock};
use crate::i18n::safe;
use crate::operator::Operator;

/// Below this even a small upgrade may not end well.
const LITTLE_SPACE: u64 = 100_000_000;

/// A database file, as its path says.
#[derive(Debug)]
pub(super) struct File {
    /// What the settings name.
    named: PathBuf,
    /// Where it is when links are followed: its journal lies beside this one.
    pub(super) real: PathBuf,
    /// `None` when it is not there.
    metadata: Option<Metadata>,
}

impl File {
    /// Looks at the path.
    pub(super) fn look(path: &Path) -> (File, Found) {
        let link = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let metadata = std::fs::metadata(path);
        let name = shown(path);
        let mut found = match &metadata {
            Ok(metadata) if !metadata.is_file() => Found::default().failure(ProbeProblem::NotAFile { file: name }),
            Ok(metadata) => Detail::File { file: name, bytes: metadata.len() }.into(),
            Err(error) if error.kind() == ErrorKind::NotFound && link => {
                let to = std::fs::read_link(path).map(|to| shown(&to)).unwrap_or_default();
                Found::default().failure(ProbeProblem::BrokenLink { file: name, to })
            }
            Err(error) if error.kind() == ErrorKind::NotFound && !folder_of(path).is_dir() => {
                Found::default().failure(ProbeProblem::FolderMissing { folder: shown(folder_of(path)) })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Detail::WillBeMade { file: name }.into(),
            Err(error) => Found::default().failure(DatabaseError::CannotOpen { file: name, reason: reason(error) }),
        };
        if link && metadata.is_ok() {
            found = found.fact(Detail::LinkTo { file: shown(&real) });
        }
        (File { named: path.to_owned(), real, metadata: metadata.ok() }, found)
    }

    pub(super) fn exists(&self) -> bool {
        self.metadata.is_some()
    }

    /// Its size in bytes, 0 when it is not there.
    pub(super) fn size(&self) -> u64 {
        self.metadata.as_ref().map_or(0, Metadata::len)
    }

    /// As a message shows it.
    pub(super) fn name(&self) -> String {
        shown(&self.named)
    }

    fn folder(&self) -> &Path {
        folder_of(&self.real)
    }

    /// Whether SQLite can make its journal beside the file.
    pub(super) fn folder_rights(&self) -> Found {
        let folder = shown(self.folder());
        match rustix::fs::access(self.folder(), Access::WRITE_OK | Access::EXEC_OK) {
            Ok(()) => Detail::FolderWritable { folder }.into(),
            Err(error) => {
                Found::default().failure(ProbeProblem::FolderReadOnly { folder, user: user(), reason: reason(error) })
            }
        }
    }

    /// Whether the file can be read and written, and whether it can be read at all.
    pub(super) fn rights(&self) -> (Found, bool) {
        let (file, user) = (self.name(), user());
        if let Err(error) = rustix::fs::access(&self.real, Access::READ_OK) {
            let problem = ProbeProblem::FileUnreadable { file, user, reason: reason(error) };
            return (Found::default().failure(problem), false);
        }
        match rustix::fs::access(&self.real, Access::WRITE_OK) {
            Ok(()) => (Detail::ReadableWritable.into(), true),
            Err(error) => {
                let problem = ProbeProblem::FileReadOnly { file, user, reason: reason(error) };
                (Found::default().failure(problem), true)
            }
        }
    }

    /// Room for the journal of a large step, which can be as large as the file, and for a backup beside it.
    pub(super) fn disk_space(&self) -> Found {
        match rustix::fs::statvfs(self.folder()) {
            Ok(disk) => disk_space(disk.f_bavail.saturating_mul(disk.f_frsize), self.size(), shown(self.folder())),
            Err(_) => Detail::Unknown.into(),
        }
    }

    /// Whether the file lies on another machine.
    pub(super) fn file_system(&self) -> Found {
        match self.network_kind() {
            Some(kind) => {
                let (kind, file) = (kind.to_owned(), self.name());
                Found::default().warning(ProbeProblem::NetworkFileSystem { kind, file })
            }
            None if cfg!(target_os = "linux") => Detail::LocalFileSystem.into(),
            None => Detail::Unknown.into(),
        }
    }

    /// The kind of network file system that the file lies on.
    #[cfg(target_os = "linux")]
    pub(super) fn network_kind(&self) -> Option<&'static str> {
        let kind = rustix::fs::statfs(self.folder()).ok()?.f_type;
        // The type differs between machines, the number (statfs(2)) has 32 bits on all.
        network_name(kind as u32)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn network_kind(&self) -> Option<&'static str> {
        None
    }

    /// Whether an upgrade could write to it.
    pub(super) fn is_writable(&self) -> bool {
        rustix::fs::access(&self.real, Access::WRITE_OK).is_ok()
    }

    /// What a crash, or a running transaction, left beside the file, and whether the file can be opened without a change:
    /// whoever opens it after a crash rolls back what was not committed.
    pub(super) fn recovery(&self) -> (Found, bool) {
        let journal = self.beside("-journal");
        let log = std::fs::metadata(self.beside("-wal")).map_or(0, |metadata| metadata.len());
        if is_journal(&journal) {
            let journal = shown(&journal);
            return match file_lock::is_locked(&self.real) {
                Some(false) => {
                    let problem = ProbeProblem::HotJournal { file: self.name(), journal };
                    (Found::default().warning(problem), false)
                }
                _ => (Detail::JournalInUse { file: journal }.into(), true),
            };
        }
        (if log > 0 { Detail::WriteAheadLog { bytes: log } } else { Detail::NothingLeftOver }.into(), true)
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut path = self.real.clone().into_os_string();
        path.push(suffix);
        PathBuf::from(path)
    }
}

/// SQLite overwrites the first bytes of a journal that is done with, where it does not delete or cut the file
/// (sqlite.org/lockingv3.html, 4.0 and `pager_playback` in its source).
fn is_journal(path: &Path) -> bool {
    let mut first = [0];
    std::fs::File::open(path).is_ok_and(|mut file| matches!(file.read(&mut first), Ok(1)) && first[0] != 0)
}

fn disk_space(free: u64, size: u64, folder: String) -> Found {
    let needed = size.saturating_mul(2).max(LITTLE_SPACE);
    if free < needed {
        Found::default().warning(ProbeProblem::LittleSpace { free, needed, folder })
    } else {
        Detail::Free { bytes: free }.into()
    }
}

#[cfg(target_os = "linux")]
fn network_name(kind: u32) -> Option<&'static str> {
    match kind {
        0x6969 => Some("nfs"),
        0xff53_4d42 => Some("cifs"),
        0xfe53_4d42 => Some("smb2"),
        0x517b => Some("smb"),
        0x0102_1997 => Some("9p"),
        0x5346_414f => Some("afs"),
        _ => None,
    }
}

/// The folder that a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Who this process runs as; behind `sudo` the operator's name holds a second one in parentheses.
fn user() -> String {
    let user = &Operator::current().user;
    safe(user.split(' ').next().unwrap_or(user)).into_owned()
}

/// A path as a message shows it and as a shell takes it.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = safe(&text);
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | '@' | ':'));
    if plain { text.into_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::probe::check::Recorder;
    use crate::database::probe::{CheckName, CheckState};

    fn state(found: Found) -> CheckState {
        let mut progress = |_: &_| {};
        let mut recorder = Recorder::new(&CheckName::SQLITE, &mut progress);
        recorder.record(CheckName::File, std::time::Instant::now(), found);
        recorder.finish().checks[0].state
    }

    #[test]
    fn a_disk_has_to_hold_the_file_twice_and_never_less_than_a_hundred_megabytes() {
        let space = |free, size| state(disk_space(free, size, "/".to_owned()));
        assert_eq!(space(99_999_999, 0), CheckState::Warning);
        assert_eq!(space(100_000_000, 0), CheckState::Ok);
        assert_eq!(space(599_999_999, 300_000_000), CheckState::Warning);
        assert_eq!(space(600_000_000, 300_000_000), CheckState::Ok);
        assert_eq!(space(u64::MAX, u64::MAX), CheckState::Ok);
    }

    #[test]
    fn a_path_in_a_message_can_be_pasted_into_a_shell() {
        assert_eq!(shown(Path::new("/var/lib/kasa-1/şube.db")), "/var/lib/kasa-1/şube.db");
        assert_eq!(shown(Path::new("/tmp/a b's")), r"'/tmp/a b'\''s'");
        assert_eq!(shown(Path::new("/tmp/\u{1b}[2J")), r"'/tmp/\x1b[2J'");
    }

    #[test]
    fn a_journal_whose_first_byte_is_zero_is_done_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x-journal");
        for (bytes, expected) in [(&b"\xd9\xd5\x05"[..], true), (b"\0\0", false), (b"", false)] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(is_journal(&path), expected, "{bytes:?}");
        }
        assert!(!is_journal(&folder.path().join("none")));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_path_without_a_folder_lies_in_the_working_folder() {
        assert_eq!(folder_of(Path::new("shop.db")), Path::new("."));
        assert_eq!(network_name(0x6969), Some("nfs"));
        assert_eq!(network_name(0xef53), None, "ext4");
    }
}
