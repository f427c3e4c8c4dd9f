//! The log on the disk: a file a day in the folder that `goc.toml` names, for its owner only, the last two weeks of them.
//!
//! A leaf: any layer may say something with `tracing`; only what goc itself says is written, since a driver's own lines may hold what
//! is nobody's business. Where no folder is named nothing is written, and saying it costs next to nothing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::Zoned;
use jiff::civil::Date;
use rustix::fs::OFlags;
use tracing::Level;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;

/// Files that are kept, a day each.
const KEPT: usize = 14;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people and `grep`.
    #[default]
    Text,
    /// A JSON document a line.
    Json,
}

/// Writes what this process says from now on into the folder, which is made if it is not there. With `verbose` statement by statement.
///
/// # Errors
/// The folder or today's file cannot be written to; nothing is logged then.
pub fn start(folder: &Path, format: LogFormat, verbose: bool) -> io::Result<()> {
    let mut files = DailyFiles::new(folder.to_owned());
    files.file(Zoned::now().date())?;
    let level = if verbose { Level::DEBUG } else { Level::INFO };
    let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_target(false).with_writer(Mutex::new(files));
    let layer = match format {
        LogFormat::Text => layer.boxed(),
        LogFormat::Json => layer.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
    };
    let filter = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level);
    let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter));
    tracing::subscriber::set_global_default(subscriber).map_err(io::Error::other)
}

/// The file of the day, another one after midnight.
#[derive(Debug)]
struct DailyFiles {
    folder: PathBuf,
    open: Option<(Date, File)>,
}

impl DailyFiles {
    fn new(folder: PathBuf) -> DailyFiles {
        DailyFiles { folder, open: None }
    }

    fn file(&mut self, today: Date) -> io::Result<&mut File> {
        if self.open.as_ref().is_none_or(|(day, _)| *day != today) {
            if !self.folder.is_dir() {
                DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
            }
            // Never through a link that somebody has put there.
            let file = OpenOptions::new()
                .append(true)
                .create(true)
                .mode(0o600)
                .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
                .open(self.folder.join(name(today)))?;
            // One that was there with more rights is closed to others, if it is ours to close.
            let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
            self.open = Some((today, file));
            forget_old(&self.folder);
        }
        match &mut self.open {
            Some((_, file)) => Ok(file),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// Each line is one write to a file that is open for appending, so that lines of several goc never mix.
impl Write for DailyFiles {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.file(Zoned::now().date())?.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `goc-2025-01-04.log`.
fn name(day: Date) -> String {
    format!("goc-{day}.log")
}

/// Whether it is the name of one of these files.
fn is_ours(name: &str) -> bool {
    let day = name.strip_prefix("goc-").and_then(|name| name.strip_suffix(".log"));
    day.is_some_and(|day| day.parse::<Date>().is_ok_and(|date| date.to_string() == day))
}

/// Removes all but the newest. What cannot be removed stays: the work is worth more than its log.
fn forget_old(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| is_ours(name));
    names.sort_unstable();
    for name in names.iter().rev().skip(KEPT) {
        let _ = fs::remove_file(folder.join(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_a_day_is_written_for_its_owner_only_and_two_weeks_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let logs = folder.path().join("deep/logs");
        let mut files = DailyFiles::new(logs.clone());
        let mut day: Date = "2025-01-01".parse().expect("a date");
        for _ in 0..20 {
            files.file(day).expect("a file").write_all(b"line\n").expect("written");
            day = day.tomorrow().expect("a day");
        }
        fs::write(logs.join("goc-notes.log"), "mine").expect("written");
        fs::write(logs.join("goc-2024-1-1.log"), "mine").expect("written");
        files.file(day).expect("a file");
        let mut names: Vec<String> = fs::read_dir(&logs)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        assert_eq!(names.len(), KEPT + 2, "{names:?}");
        assert_eq!((names[1].as_str(), names[KEPT].as_str()), ("goc-2025-01-08.log", "goc-2025-01-21.log"));
        let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
        assert_eq!((mode(&logs), mode(&logs.join("goc-2025-01-20.log"))), (0o700, 0o600));
    }

    #[test]
    fn a_link_in_the_place_of_the_file_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = folder.path().join("elsewhere");
        let day: Date = "2025-01-01".parse().expect("a date");
        std::os::unix::fs::symlink(&elsewhere, folder.path().join(name(day))).expect("a link");
        assert!(DailyFiles::new(folder.path().to_owned()).file(day).is_err());
        assert!(!elsewhere.exists());
    }
}
