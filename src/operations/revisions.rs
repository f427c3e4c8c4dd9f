//! The revisions at hand: loaded, and checked when they are needed.

use std::path::PathBuf;

use crate::config::Config;
use crate::revision::{BuiltinFile, FileProblem, Graph, Source, load, project_url};

use super::MigrationError;

macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        &[$(BuiltinFile { name: $name, text: include_str!(concat!("../../migrations/", $name)) }),*]
    };
}

/// SONTECHSP's migrations, so that one file copied to a store server is a complete tool.
pub const BUILTIN: &[BuiltinFile] = builtin![
    "001_temel_tablolar.sql",
    "002_stok_tablolari.sql",
    "003_crm_musteri_sadakat.sql",
    "004_eticaret_altyapi_tablolari.sql",
    "005_ebelge_outbox_tablolari.sql",
    "006_pos_kargo_belgeler.sql",
];

/// Revision files and their graph.
#[derive(Debug)]
pub struct Revisions {
    /// Where they come from.
    pub source: Source,
    /// Of the files that could be read, as far as they could be; use [`Revisions::checked`] for anything that plans.
    pub graph: Graph,
    /// The files that could not be read, or not to their end.
    pub problems: Vec<FileProblem>,
}

impl Revisions {
    /// Where revisions come from: the folder given, that of the configuration, `./migrations`, else those built in. A folder or a
    /// settings file of Alembic's is one, too.
    pub fn source(folder: Option<PathBuf>, config: &Config) -> Source {
        place(folder, config).map_or(Source::Builtin(BUILTIN), Source::at)
    }

    /// The configuration, with the address in the settings of an Alembic project when nothing else says where the database is.
    pub fn configure(config: Config, folder: Option<PathBuf>) -> Config {
        if !config.is_empty() {
            return config;
        }
        match place(folder, &config).and_then(|place| project_url(&place)) {
            Some((file, url)) => config.with_project(file, url),
            None => config,
        }
    }

    /// Loads everything that can be loaded.
    pub fn load(source: Source) -> Revisions {
        let loaded = load(&source);
        Revisions { source, graph: Graph::new(loaded.files), problems: loaded.problems }
    }

    /// The graph, if every file is fine and they fit together.
    ///
    /// # Errors
    /// Every bad file, or the gravest fault of the graph.
    pub fn checked(&self) -> Result<&Graph, MigrationError> {
        let grave: Vec<FileProblem> = self.problems.iter().filter(|problem| problem.is_grave()).cloned().collect();
        if !grave.is_empty() {
            return Err(MigrationError::Files(grave));
        }
        self.graph.check()?;
        Ok(&self.graph)
    }

    /// Whether there is SQL in them: what runs, judges or writes revisions asks this first.
    ///
    /// # Errors
    /// They are Alembic's Python.
    pub fn runnable(&self) -> Result<(), MigrationError> {
        Ok(self.source.sql()?)
    }
}

fn place(folder: Option<PathBuf>, config: &Config) -> Option<PathBuf> {
    let here = || {
        let folder = PathBuf::from("migrations");
        folder.is_dir().then_some(folder)
    };
    folder.or_else(|| config.migrations()).or_else(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_migrations_folder_is_built_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".sql"))
            .collect();
        names.sort();
        let builtin: Vec<&str> = BUILTIN.iter().map(|file| file.name).collect();
        assert_eq!(names, builtin);
        Revisions::load(Source::Builtin(BUILTIN)).checked().expect("a sound graph");
    }
}
