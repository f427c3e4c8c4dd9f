//! From arguments to what a command works with.

use std::path::Path;
use std::sync::Arc;

use super::args::Global;
use super::output::{Output, Style};
use crate::config::{Config, ConnectionSettings};
use crate::database::{Database, Stop};
use crate::error::Error;
use crate::i18n::{Say, safe};
use crate::operations::backup::BackupPolicy;
use crate::operations::seed::Seeds;
use crate::operations::{Context, Events, Revisions};
use crate::worker::Settings;

/// One call of the program.
#[derive(Debug)]
pub struct Invocation {
    /// Where answers go.
    pub output: Output,
    /// The merged settings.
    pub config: Config,
    /// Asks running work to end.
    pub stop: Stop,
    global: Global,
}

impl Invocation {
    pub(super) fn new(global: Global, output: Output, config: Config, stop: Stop) -> Invocation {
        Invocation { output, config, stop, global }
    }

    /// Whether to tell about every statement.
    pub fn is_verbose(&self) -> bool {
        self.global.verbose
    }

    /// Whether only ASCII is wanted.
    pub fn is_ascii(&self) -> bool {
        self.global.ascii
    }

    /// What a worker is started with.
    pub fn settings(&self) -> Settings {
        Settings {
            config: self.config.clone(),
            config_file: self.global.config.clone(),
            database: self.global.database.clone(),
            migrations: self.global.migrations.clone(),
            seeds: self.global.seeds.clone(),
            patience: self.global.wait.unwrap_or_default(),
        }
    }

    /// Whether the language was asked for by name.
    pub fn names_language(&self) -> bool {
        self.global.lang.is_some()
    }

    /// Whether colours were declined by name.
    pub fn declines_colour(&self) -> bool {
        self.global.no_color
    }

    /// The revisions at hand. Those that could not be read to their end are named beside the answer.
    pub fn revisions(&self) -> Revisions {
        let revisions = self.load_revisions();
        self.note_broken(&revisions);
        revisions
    }

    /// Says which revisions are used though they could not be read to their end.
    pub fn note_broken(&self, revisions: &Revisions) {
        for problem in revisions.problems.iter().filter(|problem| !problem.is_grave()) {
            self.output.note(self.output.styled_note(Style::Warning, problem.say(self.output.lang)));
        }
    }

    /// The same without a word.
    pub fn load_revisions(&self) -> Revisions {
        Revisions::load(Revisions::source(self.global.migrations.clone(), &self.config))
    }

    /// The seed sets at hand.
    pub fn seeds(&self) -> Seeds {
        Seeds::load(Seeds::source(self.global.seeds.clone(), &self.config))
    }

    /// The connection that is meant.
    pub fn connection(&self) -> Result<ConnectionSettings, Error> {
        Ok(self.config.connection(self.global.database.as_deref())?)
    }

    /// The command as it could be typed again for the same database; `command` is without `goc`.
    pub fn retyped(&self, command: &str) -> String {
        let Some(choice) = &self.global.database else { return command.to_owned() };
        // An address is written by its own Display, which leaves a password out.
        let name = self.connection().map_or_else(|_| choice.clone(), |connection| connection.name);
        format!("-d {} {command}", safe(&name))
    }

    /// Whether somebody said which database is meant, or the embedded one is there: only then is it opened by commands that could do
    /// without.
    pub fn has_database(&self) -> bool {
        self.global.database.is_some()
            || !self.config.is_empty()
            || Path::new(crate::config::EMBEDDED_DATABASE).exists()
    }

    /// Whether somebody named the database: on the command line, or in a configuration file.
    pub fn names_database(&self) -> bool {
        self.global.database.is_some() || self.config.file.as_ref().is_some_and(|file| !file.connections.is_empty())
    }

    /// Everything that an operation needs.
    pub fn context(&self, events: Events) -> Result<Context, Error> {
        self.context_for(&self.connection()?, events)
    }

    /// The same for a connection that was chosen otherwise.
    pub fn context_for(&self, connection: &ConnectionSettings, events: Events) -> Result<Context, Error> {
        let revisions = Arc::new(self.load_revisions());
        // One owner stays: taking 10,000 revisions apart takes milliseconds, and the process ends soon.
        std::mem::forget(revisions.clone());
        Ok(Context {
            database: Database::new(connection)?,
            revisions,
            events,
            stop: self.stop.clone(),
            patience: self.global.wait.unwrap_or_default(),
            typed_mark: None,
            protects: connection.protects(),
            backup: BackupPolicy::new(connection),
        })
    }
}
