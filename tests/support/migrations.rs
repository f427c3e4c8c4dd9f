//! Revision files for a test.

use std::fs;
use std::path::{Path, PathBuf};

use super::TestEnv;

/// A directory of revision files that grows call by call.
///
/// ```text
/// let migrations = Migrations::new(&env);
/// migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a").revision("b", &["a"], "…", "…");
/// ```
#[derive(Debug)]
pub struct Migrations {
    directory: PathBuf,
}

impl Migrations {
    /// An empty `migrations` in the working directory of `env`, where `goc` finds it by itself.
    pub fn new(env: &TestEnv) -> Migrations {
        Migrations::at(env.path("migrations"))
    }

    /// Any directory; made when missing.
    pub fn at(directory: impl Into<PathBuf>) -> Migrations {
        let directory = directory.into();
        fs::create_dir_all(&directory).unwrap();
        Migrations { directory }
    }

    pub fn path(&self) -> &Path {
        &self.directory
    }

    /// Writes `ID_test.sql`, whose sections hold for both databases; its message is the id.
    pub fn revision(&self, id: &str, revises: &[&str], upgrade: &str, downgrade: &str) -> &Migrations {
        let body = format!("-- goc:upgrade\n{upgrade}\n\n-- goc:downgrade\n{downgrade}\n");
        self.revision_with(id, revises, "", &body)
    }

    /// Writes `ID_test.sql` with further header lines (`"-- branch_labels: crm\n"`) and a body that brings its own sections.
    pub fn revision_with(&self, id: &str, revises: &[&str], header: &str, body: &str) -> &Migrations {
        let revises = revises.join(", ");
        self.file(
            &format!("{id}_test.sql"),
            format!(
                "-- revision: {id}\n-- revises: {revises}\n{header}-- message: {id}\n\
                 -- created: 2024-12-17T15:00:00+03:00\n\n{body}"
            ),
        )
    }

    /// Writes any file, well formed or not.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Migrations {
        fs::write(self.directory.join(name), content).unwrap();
        self
    }
}
