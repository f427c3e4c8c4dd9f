//! What jobs work with: the settings, the revisions and the seed sets, each read when it is first needed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use secrecy::SecretString;

use super::event::Opened;
use super::{Failure, JobProblem, Place};
use crate::config::{Config, ConnectionSettings, EMBEDDED_DATABASE};
use crate::database::{Database, Stop};
use crate::error::Error;
use crate::i18n::{Lang, safe};
use crate::operations::backup::BackupPolicy;
use crate::operations::install::{ConfigPlan, Installer, NewConfig};
use crate::operations::seed::Seeds;
use crate::operations::{Context, Events, Revisions};

/// What goc was started with.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The configuration as it was read at the start.
    pub config: Config,
    /// The file that was named for it.
    pub config_file: Option<PathBuf>,
    /// The connection or address that was named.
    pub database: Option<String>,
    /// The folder of revisions that was named.
    pub migrations: Option<PathBuf>,
    /// The folder of seed sets that was named.
    pub seeds: Option<PathBuf>,
    /// How long to wait for a server that is not there yet.
    pub patience: Duration,
}

/// Shared by all jobs.
#[derive(Debug)]
pub(super) struct Workspace {
    settings: Settings,
    state: Mutex<State>,
    /// Whoever reads files holds it, so that nobody reads the same ones beside.
    reading: Mutex<()>,
}

#[derive(Debug)]
struct State {
    config: Config,
    /// Grows with every change of a file.
    edition: u64,
    revisions: Option<Arc<Revisions>>,
    seeds: Option<Arc<Seeds>>,
    passwords: HashMap<String, SecretString>,
}

impl Workspace {
    pub(super) fn new(settings: Settings) -> Workspace {
        let config = settings.config.clone();
        let state = State { config, edition: 0, revisions: None, seeds: None, passwords: HashMap::new() };
        Workspace { settings, state: Mutex::new(state), reading: Mutex::new(()) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A job that panicked left whole values behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The configuration as it was read last.
    pub(super) fn config(&self) -> Config {
        self.state().config.clone()
    }

    /// The configuration file that is there, else the one that would be made.
    pub(super) fn config_file(&self) -> PathBuf {
        let there = self.state().config.file.as_ref().map(|file| file.path.clone());
        there.or_else(|| self.settings.config_file.clone()).unwrap_or_else(|| PathBuf::from("goc.toml"))
    }

    /// Reads the configuration again.
    pub(super) fn reload_config(&self) -> Result<(), Failure> {
        let config = Config::load(self.settings.config_file.as_deref())?;
        let config = Revisions::configure(config, self.settings.migrations.clone());
        self.state().config = config;
        Ok(())
    }

    /// The revision files, and the seed files, are to be read again when they are next needed.
    pub(super) fn forget_files(&self) {
        let mut state = self.state();
        state.edition += 1;
        state.revisions = None;
        state.seeds = None;
    }

    /// The revisions; reads their files the first time, so it may block.
    pub(super) fn revisions(&self) -> Arc<Revisions> {
        let read = |config: &Config| Revisions::load(Revisions::source(self.settings.migrations.clone(), config));
        self.files(|state| &mut state.revisions, read)
    }

    /// The seed sets; reads their files the first time, so it may block.
    pub(super) fn seeds(&self) -> Arc<Seeds> {
        let read = |config: &Config| Seeds::load(Seeds::source(self.settings.seeds.clone(), config));
        self.files(|state| &mut state.seeds, read)
    }

    /// What was read, else what is read now: once, though several jobs want it at the same time.
    fn files<T>(&self, place: fn(&mut State) -> &mut Option<Arc<T>>, read: impl Fn(&Config) -> T) -> Arc<T> {
        let _turn = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let (config, edition) = {
            let mut state = self.state();
            if let Some(there) = place(&mut state) {
                return there.clone();
            }
            (state.config.clone(), state.edition)
        };
        let files = Arc::new(read(&config));
        let mut state = self.state();
        // Somebody may have written a file meanwhile.
        if state.edition == edition {
            *place(&mut state) = Some(files.clone());
        }
        files
    }

    /// Which databases there are, and which one is meant.
    pub(super) fn open(&self) -> Result<Opened, Failure> {
        let config = self.config();
        let mut connections = config.connections()?;
        let chosen = match config.connection(self.settings.database.as_deref()) {
            Ok(chosen) => Some(chosen),
            // Somebody named one that does not exist: that has to be said. Several without a default can be chosen from.
            Err(error) if self.settings.database.is_some() || connections.is_empty() => return Err(error.into()),
            Err(_) => None,
        };
        let name = chosen.as_ref().map(|chosen| chosen.name.clone());
        if let Some(chosen) = chosen
            && !connections.iter().any(|known| known.name == chosen.name)
        {
            connections.push(chosen);
        }
        let embedded = std::path::Path::new(EMBEDDED_DATABASE).exists();
        let is_unconfigured = config.is_empty() && self.settings.database.is_none() && !embedded;
        let config_file = config.file.map(|file| file.path);
        Ok(Opened { connections, chosen: name, config_file, is_unconfigured })
    }

    /// The settings of a connection that [`Workspace::open`] lists.
    pub(super) fn connection(&self, name: &str) -> Result<ConnectionSettings, Failure> {
        let unknown = || JobProblem::UnknownConnection { name: safe(name).into_owned() };
        let opened = self.open()?;
        Ok(opened.connections.into_iter().find(|known| known.name == name).ok_or_else(unknown)?)
    }

    /// The settings of a place: of a connection that is listed, or of an address.
    pub(super) fn place(&self, place: &Place) -> Result<ConnectionSettings, Failure> {
        match place {
            Place::Connection(name) => self.connection(name),
            Place::Address(address) => Ok(self.config().connection(Some(address))?),
        }
    }

    /// An installation at a place; nothing is looked at yet.
    pub(super) fn installer(
        &self,
        place: &Place,
        lang: Lang,
        events: Events,
        stop: Stop,
    ) -> Result<Installer, Failure> {
        let settings = self.place(place)?;
        let context = self.context_of(&settings, events, stop)?;
        let config = match self.config().file {
            Some(file) => ConfigPlan::Exists(file.path),
            None => ConfigPlan::Write(NewConfig {
                file: PathBuf::from("goc.toml"),
                language: lang,
                url: settings.url.clone(),
            }),
        };
        Ok(Installer::new(context, (*self.seeds()).clone(), config))
    }

    /// Everything that an operation on a connection needs. Reads files and may run a password command, so it may block.
    pub(super) fn context(&self, name: &str, events: Events, stop: Stop) -> Result<Context, Failure> {
        let settings = self.connection(name)?;
        self.context_of(&settings, events, stop)
    }

    /// The same for settings that no configuration has.
    pub(super) fn context_of(
        &self,
        settings: &ConnectionSettings,
        events: Events,
        stop: Stop,
    ) -> Result<Context, Failure> {
        let mut database = Database::new(settings).map_err(Error::from)?;
        if let Some(password) = self.password(settings) {
            database.set_password(password);
        }
        Ok(Context {
            database,
            revisions: self.revisions(),
            events,
            stop,
            patience: self.settings.patience,
            typed_mark: None,
            protects: settings.protects(),
            backup: BackupPolicy::new(settings),
        })
    }

    fn password(&self, settings: &ConnectionSettings) -> Option<SecretString> {
        let passwords = &self.state().passwords;
        passwords.get(&settings.name).or_else(|| passwords.get(&settings.url.to_string())).cloned()
    }

    /// Keeps a password in memory for a connection, and for its address: what was installed by its address gets a name then.
    pub(super) fn keep_password(&self, name: &str, password: SecretString) {
        let address = self.connection(name).map(|settings| settings.url.to_string()).ok();
        let keys = address.into_iter().chain([name.to_owned()]);
        self.state().passwords.extend(keys.map(|key| (key, password.clone())));
    }
}
