//! Which backups are kept.
//!
//! Only backups with a manifest of the same connection count, and the newest sound one is never removed, whatever the settings say.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;

use super::manifest::Manifest;
use crate::revision::Engine;

/// How many backups are kept, and for how long; everything when neither is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    /// The newest so many.
    pub count: Option<u32>,
    /// Those of the last so many days.
    pub days: Option<u32>,
}

/// A backup that lies in a folder with its manifest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// The file is there and has the size that the manifest says.
    pub is_whole: bool,
}

/// The backups of a connection in a folder, newest first. A file without a manifest of goc is none of them.
pub fn list(folder: &Path, connection: &str, engine: Engine) -> Vec<Kept> {
    let mut found: Vec<Kept> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| {
            let manifest = Manifest::read(&path).ok()??;
            // A manifest names a file beside it and no other: nothing outside the folder is ever touched.
            let backup = folder.join(Path::new(&manifest.file).file_name()?);
            let belongs = manifest.connection == connection
                && manifest.engine == engine
                && Path::new(&manifest.file).file_name()?.to_str() == Some(&manifest.file)
                && Manifest::path_of(&backup) == path;
            let metadata = backup.symlink_metadata().ok();
            let is_whole = metadata.is_some_and(|metadata| metadata.is_file() && metadata.len() == manifest.size);
            belongs.then_some(Kept { path: backup, manifest, is_whole })
        })
        .collect();
    found.sort_by(|a, b| b.manifest.created.cmp(&a.manifest.created).then_with(|| b.path.cmp(&a.path)));
    found
}

/// Removes what need not be kept, and returns what was removed. What cannot be removed stays for the next time.
pub fn apply(folder: &Path, connection: &str, engine: Engine, keep: Keep, now: Timestamp) -> Vec<PathBuf> {
    let backups = list(folder, connection, engine);
    let mut removed = Vec::new();
    for index in superfluous(&backups, keep, now) {
        let backup = &backups[index];
        // The manifest last: as long as it is there the next retention tries again.
        let gone = |path: &Path| match std::fs::remove_file(path) {
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
            Ok(()) => true,
        };
        if gone(&backup.path) && gone(&Manifest::path_of(&backup.path)) {
            removed.push(backup.path.clone());
        }
    }
    removed
}

/// The places in `backups`, newest first, of those that need not be kept.
fn superfluous(backups: &[Kept], keep: Keep, now: Timestamp) -> Vec<usize> {
    let newest_whole = backups.iter().position(|backup| backup.is_whole);
    let seconds = |days: u32| i64::from(days) * 24 * 60 * 60;
    let mut whole_before = 0;
    let mut places = Vec::new();
    for (index, backup) in backups.iter().enumerate() {
        let too_many = keep.count.is_some_and(|count| whole_before >= count);
        // A time that cannot be read is no reason to remove anything.
        let age = backup.manifest.created.parse::<Timestamp>().map_or(0, |time| now.as_second() - time.as_second());
        let too_old = keep.days.is_some_and(|days| age > seconds(days));
        if (too_many || too_old) && newest_whole.is_some_and(|newest| index > newest) {
            places.push(index);
        }
        whole_before += u32::from(backup.is_whole);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::manifest::{FORMAT, Reason};
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T20:00:00Z".parse().expect("a time")
    }

    fn manifest(connection: &str, file: &str, created: &str, size: u64) -> Manifest {
        Manifest {
            goc_backup: FORMAT,
            connection: connection.to_owned(),
            engine: Engine::Sqlite,
            server: "SQLite 3".to_owned(),
            revisions: Vec::new(),
            tables: Vec::new(),
            file: file.to_owned(),
            size,
            sha256: String::new(),
            reason: Reason::Asked,
            made_with: String::new(),
            journal_mode: None,
            goc_version: String::new(),
            created: created.to_owned(),
        }
    }

    /// Backups that are so many days old, newest first; a negative age stands for one whose file is cut short.
    fn backups(ages: &[i64]) -> Vec<Kept> {
        ages.iter()
            .map(|age| {
                let time = Timestamp::from_second(now().as_second() - age.abs() * 86_400).expect("a time");
                let manifest = manifest("till", "x.sqlite", &time.to_string(), 1);
                Kept { path: PathBuf::from("x.sqlite"), manifest, is_whole: *age >= 0 }
            })
            .collect()
    }

    #[test]
    fn backups_go_by_count_and_age_but_the_newest_whole_one_stays() {
        let keep = |count, days| Keep { count, days };
        for (ages, keep, expected) in [
            (&[0, 1, 2, 3][..], keep(None, None), &[][..]),
            (&[0, 1, 2, 3], keep(Some(2), None), &[2, 3]),
            (&[0, 1, 2, 3], keep(None, Some(2)), &[3]),
            (&[0, 1, 2, 30], keep(Some(3), Some(1)), &[2, 3]),
            (&[0, 1], keep(Some(0), None), &[1]),
            (&[40, 50], keep(None, Some(7)), &[1]),
            (&[40], keep(Some(0), Some(0)), &[]),
            // A broken newest one does not push out the good ones behind it.
            (&[-1, 2, 3], keep(Some(1), None), &[2]),
            (&[-40, 50, 60], keep(None, Some(7)), &[2]),
            (&[-1, -2], keep(Some(0), Some(0)), &[]),
            (&[], keep(Some(1), Some(1)), &[]),
        ] {
            assert_eq!(superfluous(&backups(ages), keep, now()), expected, "{ages:?} {keep:?}");
        }
    }

    #[test]
    fn nothing_is_removed_that_is_not_a_backup_of_this_connection() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, content: &str| std::fs::write(folder.path().join(name), content).expect("written");
        let add = |connection: &str, name: &str, day: u32| {
            write(&format!("{name}.sqlite"), "x");
            let manifest = manifest(connection, &format!("{name}.sqlite"), &format!("2026-11-{day:02}T00:00:00Z"), 1);
            write(&format!("{name}.json"), &serde_json::to_string(&manifest).expect("JSON"));
        };
        add("till", "till-3", 3);
        add("till", "till-2", 2);
        add("till", "till-1", 1);
        add("other", "other-1", 1);
        write("till-0.sqlite", "no manifest");
        write("notes.json", "{}");
        write("victim", "x");
        let outside = manifest("till", "../victim", "2026-10-01T00:00:00Z", 1);
        write("outside.json", &serde_json::to_string(&outside).expect("JSON"));

        let removed = apply(folder.path(), "till", Engine::Sqlite, Keep { count: Some(1), days: None }, now());
        assert_eq!(removed, [folder.path().join("till-2.sqlite"), folder.path().join("till-1.sqlite")]);
        let mut left: Vec<String> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(
            left,
            [
                "notes.json",
                "other-1.json",
                "other-1.sqlite",
                "outside.json",
                "till-0.sqlite",
                "till-3.json",
                "till-3.sqlite",
                "victim"
            ]
        );
    }
}
