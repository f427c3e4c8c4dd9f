//! Replacing a file so that a reader sees either all of the old one or all of the new one, even after a power cut.
//!
//! A leaf, for the layers that keep people's own files: `goc.toml` and revisions.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Why a file was left as it is.
#[derive(Debug)]
pub enum NotReplaced {
    /// It is no longer what its new content was made from.
    ChangedMeanwhile,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for NotReplaced {
    fn from(error: io::Error) -> NotReplaced {
        NotReplaced::Io(error)
    }
}

/// Puts `content` into the place of a file that holds `before`, following a symbolic link. Mode and, where the system lets
/// us, owner stay.
pub fn replace(path: &Path, before: &[u8], content: &[u8]) -> Result<(), NotReplaced> {
    // Renaming over a link would cut it off from the file that it shows.
    let path = fs::canonicalize(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => NotReplaced::ChangedMeanwhile,
        _ => NotReplaced::Io(error),
    })?;
    let metadata = fs::metadata(&path)?;
    // What can be renamed over and not be written would lose its protection.
    OpenOptions::new().append(true).open(&path)?;
    let unfinished = Unfinished::write(&path, content, metadata.mode() & 0o7777)?;
    // Only root may give a file away; for anybody else it is their own already, or becomes so.
    let _ = std::os::unix::fs::chown(&unfinished.path, Some(metadata.uid()), Some(metadata.gid()));
    if fs::read(&path)? != before {
        return Err(NotReplaced::ChangedMeanwhile);
    }
    fs::rename(&unfinished.path, &path)?;
    sync_folder(&path);
    Ok(())
}

/// Writes a file that is not there yet, readable by its owner only; a missing folder is made.
pub fn create(path: &Path, content: &[u8]) -> Result<(), NotReplaced> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    if path.symlink_metadata().is_ok() {
        return Err(NotReplaced::ChangedMeanwhile);
    }
    let unfinished = Unfinished::write(path, content, 0o600)?;
    // A link is never made over a file, where renaming would replace it.
    match fs::hard_link(&unfinished.path, path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(NotReplaced::ChangedMeanwhile),
        // A file system without links (a USB stick): at least it was not there a moment ago.
        Err(_) => fs::rename(&unfinished.path, path)?,
    }
    sync_folder(path);
    Ok(())
}

/// Puts `content` into the place of whatever is there, readable by everybody: for a file that is made anew each time, and read by others.
pub fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    let unfinished = Unfinished::write(path, content, 0o644)?;
    fs::rename(&unfinished.path, path)?;
    sync_folder(path);
    Ok(())
}

/// A file beside its place; it goes away with this unless it was renamed.
struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    fn write(beside: &Path, content: &[u8], mode: u32) -> io::Result<Unfinished> {
        let mut name = OsString::from(".");
        name.push(beside.file_name().unwrap_or_default());
        name.push(format!(".{}", std::process::id()));
        let path = beside.with_file_name(name);
        // Left behind by a process of the same number that was killed.
        let _ = fs::remove_file(&path);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        let unfinished = Unfinished { path };
        file.write_all(content)?;
        file.set_permissions(fs::Permissions::from_mode(mode))?;
        file.sync_all()?;
        Ok(unfinished)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes a rename last. Not every file system can do this, and the file itself is whole either way.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(content: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        fs::write(&file, content).expect("written");
        (folder, file)
    }

    #[test]
    fn a_link_stays_a_link_and_the_mode_stays() {
        let (folder, file) = folder_with("old");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("a", &link).expect("a link");
        replace(&link, b"old", b"new").expect("replaced");
        assert!(link.symlink_metadata().expect("the link").is_symlink());
        assert_eq!(fs::read(&file).expect("the file"), b"new");
        assert_eq!(fs::metadata(&file).expect("the file").mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_somebody_else_changed_or_made_is_left_alone() {
        let (folder, file) = folder_with("theirs");
        assert!(matches!(replace(&file, b"old", b"new"), Err(NotReplaced::ChangedMeanwhile)));
        assert!(matches!(create(&file, b"new"), Err(NotReplaced::ChangedMeanwhile)));
        assert_eq!(fs::read(&file).expect("the file"), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
        fs::remove_file(&file).expect("removed");
        assert!(matches!(replace(&file, b"old", b"new"), Err(NotReplaced::ChangedMeanwhile)));
    }

    #[test]
    fn a_new_file_is_for_its_owner_only_and_gets_its_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("goc/goc.toml");
        create(&file, b"new").expect("created");
        assert_eq!(fs::metadata(&file).expect("the file").mode() & 0o777, 0o600);
    }
}
