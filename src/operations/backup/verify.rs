//! Whether a file is a backup, of what, and as it was when it was made.

use std::io::Read;
use std::path::Path;

use super::{BackupError, BackupProblem, Manifest, checksum};
use crate::database::probe::shown;
use crate::i18n::safe;
use crate::operations::{Context, Event};
use crate::revision::Engine;

/// What pg_dump's custom format begins with (`pg_backup_archiver.c`).
const CUSTOM_FORMAT: &[u8] = b"PGDMP";

/// What a SQLite file begins with (sqlite.org/fileformat.html, 1.3).
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Checks everything that can be told without looking at what the bytes mean: that it is a backup of the right product, and that
/// it has the size and the checksum of its manifest. Without a manifest, which a copy on a stick may lack, that is told as an
/// event, and what is inside has to speak for itself.
pub(super) async fn outside(context: &Context, file: &Path) -> Result<Option<Manifest>, BackupError> {
    let product = product(file)?;
    let engine = context.database.engine();
    if product != engine {
        let (backup, database) = (product_name(product), product_name(engine));
        let (backup, database) = (backup.to_owned(), database.to_owned());
        return Err(BackupProblem::OtherProduct { file: shown(file), backup, database }.into());
    }
    let Some(manifest) = Manifest::read(file)? else {
        context.events.send(Event::NoManifest { file: shown(file) });
        return Ok(None);
    };
    let size = std::fs::metadata(file).map(|metadata| metadata.len()).map_err(|error| unreadable(file, &error))?;
    // The cheap question first: a large file that was cut short need not be read.
    if size != manifest.size {
        return Err(BackupProblem::WrongSize { file: shown(file), size, expected: manifest.size }.into());
    }
    let (_, sha256) = checksum::of(context, file).await?;
    if sha256 != manifest.sha256 {
        let expected = safe(&manifest.sha256).into_owned();
        return Err(BackupProblem::Changed { file: shown(file), sha256, expected }.into());
    }
    Ok(Some(manifest))
}

/// What kind of database a file is a backup of, by its first bytes.
fn product(file: &Path) -> Result<Engine, BackupProblem> {
    let metadata = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if !metadata.is_file() {
        return Err(unreadable(file, &std::io::ErrorKind::IsADirectory.into()));
    }
    let mut start = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(SQLITE.len() as u64).read_to_end(&mut start))
        .map_err(|error| unreadable(file, &error))?;
    if start.starts_with(CUSTOM_FORMAT) {
        Ok(Engine::Postgres)
    } else if start == SQLITE {
        Ok(Engine::Sqlite)
    } else {
        let text = String::from_utf8_lossy(&start);
        let begins = if start.is_empty() { "0 bytes".to_owned() } else { format!("`{}`", safe(&text)) };
        Err(BackupProblem::NotABackup { file: shown(file), begins })
    }
}

fn product_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "PostgreSQL",
        Engine::Sqlite => "SQLite",
    }
}

fn unreadable(file: &Path, error: &std::io::Error) -> BackupProblem {
    BackupProblem::CannotRead { file: shown(file), reason: safe(&error.to_string()).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_known_by_its_first_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        for (bytes, expected) in [
            (&b"PGDMP\x01\x0e\x00rest"[..], Ok(Engine::Postgres)),
            (b"SQLite format 3\0rest", Ok(Engine::Sqlite)),
            (b"SQLite format 3", Err("`SQLite format 3`")),
            (b"\x89PNG\r\n\x1a\n\x1b]0;x\x07", Err("`\u{fffd}PNG\\r\\n\\x1a\\n\\x1b]0;x\\x07`")),
            (b"--\n-- PostgreSQL database dump", Err("`--\\n-- PostgreSQL`")),
            (b"", Err("0 bytes")),
        ] {
            std::fs::write(&file, bytes).expect("written");
            let expected =
                expected.map_err(|begins| BackupProblem::NotABackup { file: shown(&file), begins: begins.to_owned() });
            assert_eq!(product(&file), expected);
        }
        assert!(matches!(product(folder.path()), Err(BackupProblem::CannotRead { .. })));
        assert!(matches!(product(&folder.path().join("none")), Err(BackupProblem::CannotRead { .. })));
    }
}
