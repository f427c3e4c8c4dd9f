//! The SHA-256 of a file.

use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{BackupError, BackupProblem, Progress};
use crate::database::probe::shown;
use crate::database::{DatabaseError, Urgency};
use crate::i18n::safe;
use crate::operations::{BackupPhase, Context};

const CHUNK: usize = 1 << 20;

/// Size and checksum, read in one go so that they belong to each other.
pub(super) async fn of(context: &Context, file: &Path) -> Result<(u64, String), BackupError> {
    let (path, stop) = (file.to_owned(), context.stop.clone());
    let mut progress = Progress::new(context, BackupPhase::Verifying);
    let reading = tokio::task::spawn_blocking(move || {
        let unreadable = |error: std::io::Error| BackupProblem::CannotRead {
            file: shown(&path),
            reason: safe(&error.to_string()).into_owned(),
        };
        let mut file = std::fs::File::open(&path).map_err(unreadable)?;
        let total = file.metadata().ok().map(|metadata| metadata.len());
        let mut hash = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        let mut size = 0;
        loop {
            if stop.urgency() == Urgency::Now {
                return Err(BackupError::Database(DatabaseError::Cancelled));
            }
            match file.read(&mut buffer).map_err(unreadable)? {
                0 => break,
                read => {
                    hash.update(&buffer[..read]);
                    size += read as u64;
                    progress.report(size, total);
                }
            }
        }
        Ok((size, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    });
    reading.await.unwrap_or(Err(BackupError::Database(DatabaseError::Cancelled)))
}
