//! Where a backup is written: under a temporary name in its folder, renamed when it is whole.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::BackupProblem;
use super::manifest::Manifest;
use crate::database::probe::{folder_of, shown};
use crate::i18n::safe;
use crate::operator::{self, Operator};
use crate::revision::Engine;

/// Ends the temporary names; SQLite's journals of such a file have something behind it.
const TEMPORARY: &str = ".goc-tmp";

/// What stays free beside a backup, for its manifest and for everybody else.
const RESERVE: u64 = 16_000_000;

/// A backup's file while it is written; whatever is left of it when this is dropped is removed.
#[derive(Debug)]
pub struct Place {
    /// Its name once it is whole.
    pub file: PathBuf,
    /// Its name until then: it exists, is empty, and only its owner can read it.
    pub temporary: PathBuf,
}

impl Place {
    /// Chooses a name in `folder`, or takes `to`; makes the folder, and clears away what killed backups left there.
    pub fn new(to: Option<&Path>, folder: &Path, connection: &str, engine: Engine) -> Result<Place, BackupProblem> {
        let folder = to.map_or(folder, folder_of);
        let failed = |error: Error| cannot_write(folder, &error);
        if !folder.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        }
        clear_left_overs(folder);
        let file = match to {
            Some(file) if file.extension().is_some_and(|ending| ending == "json") => {
                return Err(cannot_write(file, &Error::other("the ending .json is the manifest's")));
            }
            Some(file) if exists(file) || exists(&Manifest::path_of(file)) => {
                return Err(BackupProblem::FileExists { file: shown(file) });
            }
            Some(file) => file.to_owned(),
            None => free_name(folder, connection, engine),
        };
        let temporary = temporary_name(&file);
        create(&temporary).map_err(|error| cannot_write(&file, &error))?;
        Ok(Place { file, temporary })
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        folder_of(&self.file)
    }

    /// Refuses to begin what the disk has no room for.
    pub fn require_space(&self, needed: u64) -> Result<(), BackupProblem> {
        match rustix::fs::statvfs(self.folder()) {
            Ok(disk) => enough(disk.f_bavail.saturating_mul(disk.f_frsize), needed, self.folder()),
            // Then the disk itself will say when it is full.
            Err(_) => Ok(()),
        }
    }

    /// Gives the whole file its name and writes the manifest beside it. Both are on the disk when this returns.
    pub fn finish(self, manifest: &Manifest) -> Result<(), BackupProblem> {
        let failed = |error: Error| cannot_write(&self.file, &error);
        File::open(&self.temporary).and_then(|file| file.sync_all()).map_err(failed)?;
        let text = serde_json::to_string_pretty(manifest).map_err(|error| failed(Error::other(error)))?;
        let path = Manifest::path_of(&self.file);
        let temporary = temporary_name(&path);
        let written = create(&temporary).and_then(|mut file| {
            std::io::Write::write_all(&mut file, text.as_bytes())?;
            file.sync_all()?;
            // The backup first: without a manifest it is still a backup.
            rename_new(&self.temporary, &self.file)?;
            rename_new(&temporary, &path)?;
            File::open(self.folder())?.sync_all()
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&temporary);
        }
        written.map_err(failed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let mut path = self.temporary.clone().into_os_string();
            path.push(suffix);
            // After a success it has another name, and mostly there is no journal.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn cannot_write(file: &Path, error: &Error) -> BackupProblem {
    BackupProblem::CannotWrite { file: shown(file), reason: safe(&error.to_string()).into_owned() }
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn create(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Renames without ever replacing a file. Where the file system cannot promise that, a look has to do.
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            result => return result.map_err(Error::from),
        }
    }
    if exists(to) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(from, to)
}

fn enough(free: u64, needed: u64, folder: &Path) -> Result<(), BackupProblem> {
    let needed = needed.saturating_add(RESERVE);
    if free < needed { Err(BackupProblem::LittleSpace { folder: shown(folder), free, needed }) } else { Ok(()) }
}

/// `store-20261122T201500Z.dump`; with a number where several are made within one second.
fn free_name(folder: &Path, connection: &str, engine: Engine) -> PathBuf {
    let time = jiff::Timestamp::now();
    let stamp = jiff::fmt::strtime::format("%Y%m%dT%H%M%SZ", time).unwrap_or_else(|_| time.as_second().to_string());
    let ending = match engine {
        Engine::Postgres => "dump",
        Engine::Sqlite => "sqlite",
    };
    let stem = format!("{}-{stamp}", plain(connection));
    (1_u32..)
        .map(|number| match number {
            1 => folder.join(format!("{stem}.{ending}")),
            number => folder.join(format!("{stem}-{number}.{ending}")),
        })
        .find(|path| !exists(path) && !exists(&Manifest::path_of(path)))
        .unwrap_or_else(|| folder.join(format!("{stem}.{ending}")))
}

/// A connection's name as part of a file's; of an address only its last part.
fn plain(connection: &str) -> String {
    let is_address = connection.contains(':');
    let last = if is_address { connection.rsplit(['/', ':']).next().unwrap_or(connection) } else { connection };
    let name: String = last.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "database".to_owned() } else { name.chars().take(100).collect() }
}

/// Names the process that writes, so that a later backup can tell a killed one from one that still runs. The host is in it, since
/// a folder may be shared by several.
fn temporary_name(file: &Path) -> PathBuf {
    let me = Operator::current();
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}-{}-{}{TEMPORARY}", host_mark(&me.host), me.pid, me.process_started));
    PathBuf::from(name)
}

fn host_mark(host: &str) -> String {
    Sha256::digest(host.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Removes temporary files of processes of this machine that do not run any more. What cannot be removed does no harm.
fn clear_left_overs(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_left_over) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_left_over(name: &str) -> bool {
    let Some((before, _)) = name.rsplit_once(TEMPORARY) else { return false };
    let mark = before.rsplit('.').next().unwrap_or_default();
    let mut fields = mark.split('-');
    let (Some(host), Some(pid), Some(started), None) = (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return false;
    };
    let (Ok(pid), Ok(started)) = (pid.parse(), started.parse()) else { return false };
    host == host_mark(&Operator::current().host) && !operator::is_running(pid, started)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_needs_room_for_the_backup_and_a_reserve() {
        let folder = Path::new("/backups");
        assert_eq!(enough(116_000_000, 100_000_000, folder), Ok(()));
        assert_eq!(
            enough(115_999_999, 100_000_000, folder),
            Err(BackupProblem::LittleSpace { folder: "/backups".into(), free: 115_999_999, needed: 116_000_000 })
        );
        assert!(enough(u64::MAX - 1, u64::MAX, folder).is_err());
    }

    #[test]
    fn a_name_never_leaves_its_folder() {
        for (connection, name) in [
            ("store", "store"),
            ("Kadıköy 1", "Kadıköy_1"),
            ("../../etc", "_.._etc"),
            ("postgres://ayse@db/shop", "shop"),
            ("sqlite:/srv/till.db", "till.db"),
            ("sqlite:", "database"),
            ("..", "database"),
        ] {
            assert_eq!(plain(connection), name, "{connection}");
        }
    }

    #[test]
    fn only_files_of_processes_that_are_gone_are_left_over() {
        let me = Operator::current();
        let mine = temporary_name(Path::new("store-1.dump"));
        assert!(!is_left_over(mine.to_str().expect("plain text")), "{mine:?}");
        let mark = host_mark(&me.host);
        let dead = format!("store-1.dump.{mark}-{}-{}.goc-tmp", me.pid, me.process_started + 1);
        assert!(is_left_over(&dead));
        assert!(is_left_over(&format!("{dead}-journal")));
        for name in ["store-1.dump", "store-1.json", "x.goc-tmp", "x.00000000-1-1.goc-tmp", "x.a-b-c.goc-tmp"] {
            assert!(!is_left_over(name), "{name}");
        }
    }

    #[test]
    fn a_finished_backup_replaces_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&from, "new").expect("written");
        std::fs::write(&to, "old").expect("written");
        assert_eq!(rename_new(&from, &to).map_err(|error| error.kind()), Err(ErrorKind::AlreadyExists));
        assert_eq!(std::fs::read_to_string(&to).expect("readable"), "old");
    }
}
