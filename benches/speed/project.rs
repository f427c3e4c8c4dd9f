//! A project to measure with: a folder, its revision files, and the same SQL for the shells.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that goes away with this. It lies beside the build, since a temporary directory may have no disk to wait for.
pub struct Project {
    folder: TempDir,
    pub revisions: usize,
}

/// What a revision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Runs on both databases; see [`Project::sql`].
    Small,
    /// Runs on PostgreSQL and has nothing to do on SQLite: a till's history of 100,000 revisions without 25,000 tables.
    NothingOnSqlite,
}

impl Project {
    pub fn new(revisions: usize, kind: Kind) -> Project {
        let folder = tempfile::Builder::new().prefix("speed-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let project = Project { folder, revisions };
        fs::create_dir(project.migrations()).unwrap();
        for number in 0..revisions {
            let down = number.checked_sub(1).map(id).unwrap_or_default();
            let (upgrade, downgrade) = (project.sql(number), "SELECT 1;\n");
            let sections = match kind {
                Kind::Small => format!("-- goc:upgrade\n{upgrade}\n-- goc:downgrade\n{downgrade}"),
                Kind::NothingOnSqlite => format!(
                    "-- goc:upgrade postgres\n{upgrade}\n-- goc:upgrade sqlite none\n\n-- goc:downgrade\n{downgrade}"
                ),
            };
            let text = format!(
                "-- revision: {}\n-- revises: {down}\n-- message: Sipariş tablosu, adım {number}\n\
                 -- created: 2024-12-17T15:00:00+03:00\n\n{sections}",
                id(number)
            );
            fs::write(project.migrations().join(format!("{}_siparis_tablosu.sql", id(number))), text).unwrap();
        }
        project
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn migrations(&self) -> PathBuf {
        self.path().join("migrations")
    }

    /// One small change in four: a table, an index, a column, a row.
    pub fn sql(&self, number: usize) -> String {
        let table = format!("siparisler_{}", number / 4);
        match number % 4 {
            0 => format!(
                "CREATE TABLE {table} (id integer PRIMARY KEY, musteri text NOT NULL, tutar numeric(12, 2) NOT NULL DEFAULT 0);\n"
            ),
            1 => format!("CREATE INDEX {table}_musteri ON {table} (musteri);\n"),
            2 => format!("ALTER TABLE {table} ADD COLUMN durum text NOT NULL DEFAULT 'yeni';\n"),
            _ => format!("INSERT INTO {table} (id, musteri, tutar) VALUES (1, 'Ayşe', 12.50);\n"),
        }
    }

    /// What a careful person would give to a database's shell: a transaction for each revision, with its version.
    pub fn script(&self, begin: &str) -> PathBuf {
        let mut text =
            "CREATE TABLE alembic_version (version_num varchar(255) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY);\n"
                .to_owned();
        for number in 0..self.revisions {
            let new = id(number);
            let version = match number.checked_sub(1).map(id) {
                None => format!("INSERT INTO alembic_version (version_num) VALUES ('{new}');"),
                Some(old) => format!("UPDATE alembic_version SET version_num = '{new}' WHERE version_num = '{old}';"),
            };
            writeln!(text, "{begin};\n{}{version}\nCOMMIT;", self.sql(number)).unwrap();
        }
        let path = self.path().join("script.sql");
        fs::write(&path, text).unwrap();
        path
    }
}

/// As Alembic makes them, in the order of the chain.
fn id(number: usize) -> String {
    format!("{:012x}", 0x1000_0000_0000_usize + number)
}
