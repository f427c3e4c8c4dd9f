//! Who holds a SQLite file: the programs that have it open, and which of them has locked it (Linux).

use std::path::Path;

use crate::i18n::safe;

/// The programs that have the file open, those with a lock first; `?` where the system does not tell.
pub fn holders(path: &Path) -> String {
    let found = describe(path);
    if found.is_empty() { "?".to_owned() } else { found.join(", ") }
}

/// Whether any program, this one too, has a lock on the file; `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub fn is_locked(path: &Path) -> Option<bool> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some(!locking_pids(metadata.ino()).is_empty())
}

#[cfg(not(target_os = "linux"))]
pub fn is_locked(_: &Path) -> Option<bool> {
    None
}

#[cfg(target_os = "linux")]
fn describe(path: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let Ok(metadata) = std::fs::metadata(path) else { return Vec::new() };
    let (device, inode) = (metadata.dev(), metadata.ino());
    let locking = locking_pids(inode);
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if pid == std::process::id() {
            continue;
        }
        let opened = std::fs::read_dir(entry.path().join("fd"))
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|fd| std::fs::metadata(fd.path()).ok())
            .any(|metadata| metadata.dev() == device && metadata.ino() == inode);
        if opened || locking.contains(&pid) {
            let name = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
            found.push((!locking.contains(&pid), pid, safe(name.trim()).into_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, pid, name)| format!("pid {pid} ({name})")).collect()
}

/// `/proc/locks` (proc(5)): `1: POSIX  ADVISORY  WRITE 1234 08:01:5678 1073741824 1073742335`.
#[cfg(target_os = "linux")]
fn locking_pids(inode: u64) -> Vec<u32> {
    let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
    locks
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let file = fields.iter().position(|field| field.matches(':').count() == 2)?;
            let found: u64 = fields[file].rsplit(':').next()?.parse().ok()?;
            (found == inode).then(|| fields.get(file - 1)?.parse().ok()).flatten()
        })
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn describe(_: &Path) -> Vec<String> {
    Vec::new()
}
