//! The small file beside a backup that says what it is.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::BackupProblem;
use crate::database::probe::shown;
use crate::i18n::safe;
use crate::revision::{Engine, RevisionId};

/// The form of the manifest that this goc writes.
pub const FORMAT: u32 = 1;

/// No manifest is larger; a larger file is something else.
const LARGEST: u64 = 16 << 20;

/// What a backup is, as `<backup>.json` has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`]; also what tells a manifest from any other JSON file.
    pub goc_backup: u32,
    /// The name of the connection.
    pub connection: String,
    /// The kind of database.
    pub engine: Engine,
    /// `PostgreSQL 15.18`.
    pub server: String,
    /// The rows of the version table inside the backup.
    pub revisions: Vec<RevisionId>,
    /// The tables inside, goc's own too.
    pub tables: Vec<Table>,
    /// The name of the backup's file, without its folder.
    pub file: String,
    /// In bytes.
    pub size: u64,
    /// Of the whole file, in hexadecimal.
    pub sha256: String,
    /// Why it was made.
    pub reason: Reason,
    /// The program that made it: `pg_dump 15.18`, `SQLite 3.50.2`.
    pub made_with: String,
    /// A SQLite file's journal mode, which its copy does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_mode: Option<String>,
    /// The version of goc.
    pub goc_version: String,
    /// ISO 8601, UTC.
    pub created: String,
}

/// A table with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// With its schema on PostgreSQL: `public.urunler`.
    pub name: String,
    /// How many it has.
    pub rows: u64,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody asked for it.
    #[default]
    Asked,
    /// Before an upgrade or a downgrade.
    BeforeRun,
    /// Before a restore replaced what the database held.
    BeforeRestore,
}

impl Manifest {
    /// Where the manifest of a backup lies: `x.dump` has `x.json`. A file without an ending of ours keeps it: `x.json` of `x`.
    pub fn path_of(backup: &Path) -> PathBuf {
        backup.with_extension("json")
    }

    /// Reads the manifest of a backup; `None` when it has none.
    pub fn read(backup: &Path) -> Result<Option<Manifest>, BackupProblem> {
        let path = Manifest::path_of(backup);
        let bad = |reason: String| BackupProblem::BadManifest { manifest: shown(&path), reason };
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.len() > LARGEST => return Err(bad(format!("{} bytes", metadata.len()))),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(bad(error.to_string())),
        }
        let text = std::fs::read_to_string(&path).map_err(|error| bad(error.to_string()))?;
        let manifest: Manifest =
            serde_json::from_str(&text).map_err(|error| bad(safe(&error.to_string()).into_owned()))?;
        if manifest.goc_backup != FORMAT {
            return Err(bad(format!("goc_backup = {}", manifest.goc_backup)));
        }
        Ok(Some(manifest))
    }

    /// Every row of every table.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}
