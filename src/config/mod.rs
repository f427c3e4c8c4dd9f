//! Settings: which databases there are, which one is meant, and where migrations come from.
//!
//! A leaf: it reads files and the environment, and opens no database. Later layers win:
//! defaults < `.env` < `goc.toml` < environment < arguments. `.env` is written for the application and
//! `goc.toml` for goc, so the latter is the stronger of the two files.

mod dotenv;
mod draft;
mod edit;
mod error;
mod file;
mod postgres;
mod quiet;
mod url;

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

pub use draft::{ConnectionDraft, DraftProblems};
pub use edit::{ConfigEdit, close_file};
pub use error::{BadName, BadUrl, ConfigError};
pub use file::{Backup, ConfigFile, ConnectionConfig, DEFAULT_LOCK_TIMEOUT, Environment, parse_duration};
pub use postgres::{PasswordSource, PostgresTarget, SslMode, resolve as resolve_postgres};
pub use quiet::{QuietHours, parse_time};
pub use url::{DatabaseUrl, PostgresUrl};

use crate::i18n::{safe, suggestion};

/// The database that is used when nothing says otherwise, in the working folder.
pub const EMBEDDED_DATABASE: &str = "sontechsp.db";

/// A database that goc knows by name.
#[derive(Debug, Clone)]
pub struct ConnectionSettings {
    /// The name of its table in `goc.toml`, the name of the variable it came from, or its address.
    pub name: String,
    /// Where it is; never shows a password.
    pub url: DatabaseUrl,
    /// Everything else that `goc.toml` says about it.
    pub options: ConnectionConfig,
    /// Where the address was found, for messages.
    pub origin: Origin,
}

impl ConnectionSettings {
    /// Whether it is a shop that sells.
    pub fn is_production(&self) -> bool {
        self.options.environment == Environment::Production
    }

    /// The name that production protects its database under.
    pub fn protects(&self) -> Option<String> {
        self.is_production().then(|| self.name.clone())
    }
}

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `-d` on the command line, or the library's options.
    Argument,
    /// A variable of the environment.
    Variable(&'static str),
    /// A configuration file.
    File(PathBuf),
    /// The embedded default.
    Default,
}

/// The merged settings of one invocation.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The configuration file that was read, if there is one.
    pub file: Option<ConfigFile>,
    /// `DATABASE_URL` and `SQLITE_PATH`: process environment first, then `.env`.
    variables: Vec<(&'static str, String, Origin)>,
    /// The settings file of the project that the migrations belong to, and its address: the weakest of all.
    project: Option<(PathBuf, SecretString)>,
}

/// The variables that the application itself reads.
const VARIABLES: [&str; 2] = ["DATABASE_URL", "SQLITE_PATH"];

impl Config {
    /// Reads the configuration: `explicit` (an error when it is missing), else the first of `./goc.toml`,
    /// the user's configuration folder and `/etc/goc/goc.toml` that exists.
    pub fn load(explicit: Option<&Path>) -> Result<Config, ConfigError> {
        let file = match explicit {
            Some(path) => Some(ConfigFile::read(path)?),
            None => match search_path().into_iter().find(|path| path.exists()) {
                Some(path) => Some(ConfigFile::read(&path)?),
                None => None,
            },
        };
        let dotenv = dotenv::read(Path::new(".env"))?;
        let mut variables = Vec::new();
        for name in VARIABLES {
            if let Some(value) = std::env::var(name).ok().filter(|value| !value.is_empty()) {
                variables.push((name, value, Origin::Variable(name)));
            } else if let Some(value) = dotenv.get(name).filter(|value| !value.is_empty()) {
                variables.push((name, value.clone(), Origin::File(PathBuf::from(".env"))));
            }
        }
        Ok(Config { file, variables, project: None })
    }

    /// The same with the address from the settings file of a project, for when nothing else names a database.
    pub fn with_project(self, file: PathBuf, url: String) -> Config {
        Config { project: Some((file, SecretString::from(url))), ..self }
    }

    /// Whether nothing at all says which database is meant, so that the embedded default applies.
    pub fn is_empty(&self) -> bool {
        let has_file = self.file.as_ref().is_some_and(|file| !file.connections.is_empty());
        self.variables.is_empty() && !has_file && self.project.is_none()
    }

    /// The folder of revisions that the configuration file names, relative to that file.
    pub fn migrations(&self) -> Option<PathBuf> {
        self.file.as_ref().and_then(|file| file.migrations.clone())
    }

    /// Every database that is known by name: those of `goc.toml`, then those of the environment.
    pub fn connections(&self) -> Result<Vec<ConnectionSettings>, ConfigError> {
        let mut all = Vec::new();
        if let Some(file) = &self.file {
            for name in file.connections.keys() {
                all.push(named(file, name)?);
            }
        }
        for (name, value, origin) in &self.variables {
            all.push(from_variable(name, value, origin.clone())?);
        }
        if let Some((file, url)) = &self.project {
            all.push(of_project(file, url)?);
        }
        Ok(all)
    }

    /// The database that `choice` (a name or a URL) means, or the default one.
    pub fn connection(&self, choice: Option<&str>) -> Result<ConnectionSettings, ConfigError> {
        match choice {
            Some(choice) => self.chosen(choice),
            None => self.default_connection(),
        }
    }

    fn chosen(&self, choice: &str) -> Result<ConnectionSettings, ConfigError> {
        if let Some(file) = self.file.as_ref().filter(|file| file.connections.contains_key(choice)) {
            return named(file, choice);
        }
        if let Some((name, value, origin)) = self.variables.iter().find(|(name, ..)| *name == choice) {
            return from_variable(name, value, origin.clone());
        }
        if DatabaseUrl::looks_like_one(choice) {
            let url = DatabaseUrl::parse(choice)?;
            return Ok(ConnectionSettings {
                name: url.to_string(),
                url,
                options: ConnectionConfig::default(),
                origin: Origin::Argument,
            });
        }
        let known: Vec<String> =
            self.file.iter().flat_map(|file| file.connections.keys()).map(|name| safe(name).into_owned()).collect();
        Err(ConfigError::UnknownConnection {
            nearest: suggestion(choice, known.iter().map(String::as_str)).map(str::to_owned),
            given: safe(choice).into_owned(),
            known,
        })
    }

    fn default_connection(&self) -> Result<ConnectionSettings, ConfigError> {
        if let Some((name, value, origin)) =
            self.variables.iter().find(|(_, _, origin)| matches!(origin, Origin::Variable(_)))
        {
            return from_variable(name, value, origin.clone());
        }
        if let Some(file) = &self.file {
            if let Some(name) = &file.default {
                return named(file, name);
            }
            let mut names = file.connections.keys();
            match (names.next(), names.next()) {
                (Some(only), None) => return named(file, only),
                (Some(_), Some(_)) => {
                    return Err(ConfigError::NoDefault {
                        file: file::shown(&file.path),
                        known: file.connections.keys().map(|name| safe(name).into_owned()).collect(),
                    });
                }
                (None, _) => {}
            }
        }
        match (self.variables.first(), &self.project) {
            (Some((name, value, origin)), _) => from_variable(name, value, origin.clone()),
            (None, Some((file, url))) => of_project(file, url),
            (None, None) => Ok(ConnectionSettings {
                name: EMBEDDED_DATABASE.to_owned(),
                url: DatabaseUrl::Sqlite(PathBuf::from(EMBEDDED_DATABASE)),
                options: ConnectionConfig::default(),
                origin: Origin::Default,
            }),
        }
    }
}

/// A connection of the file.
fn named(file: &ConfigFile, name: &str) -> Result<ConnectionSettings, ConfigError> {
    let options = file.connections.get(name).cloned().ok_or_else(|| ConfigError::UnknownConnection {
        given: safe(name).into_owned(),
        nearest: suggestion(name, file.connections.keys().map(String::as_str)).map(|name| safe(name).into_owned()),
        known: file.connections.keys().map(|name| safe(name).into_owned()).collect(),
    })?;
    let url = match DatabaseUrl::parse(options.url.expose())? {
        // A relative path in a file means relative to that file, wherever goc is started.
        DatabaseUrl::Sqlite(path) => DatabaseUrl::Sqlite(file.folder().join(path)),
        other => other,
    };
    Ok(ConnectionSettings { name: name.to_owned(), url, options, origin: Origin::File(file.path.clone()) })
}

/// The database of a project, under the name of its settings file.
fn of_project(file: &Path, url: &SecretString) -> Result<ConnectionSettings, ConfigError> {
    let url = match DatabaseUrl::parse(url.expose_secret())? {
        DatabaseUrl::Sqlite(path) => DatabaseUrl::Sqlite(file.parent().unwrap_or(Path::new("")).join(path)),
        other => other,
    };
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let origin = Origin::File(file.to_owned());
    Ok(ConnectionSettings { name, url, options: ConnectionConfig::default(), origin })
}

fn from_variable(name: &str, value: &str, origin: Origin) -> Result<ConnectionSettings, ConfigError> {
    let url = if name == "SQLITE_PATH" && !DatabaseUrl::looks_like_one(value) {
        DatabaseUrl::Sqlite(PathBuf::from(value))
    } else {
        DatabaseUrl::parse(value)?
    };
    Ok(ConnectionSettings { name: name.to_owned(), url, options: ConnectionConfig::default(), origin })
}

/// Where `goc.toml` is looked for, strongest first.
fn search_path() -> Vec<PathBuf> {
    let mut paths = vec![PathBuf::from("goc.toml")];
    let user = std::env::var_os("XDG_CONFIG_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
    paths.extend(user.map(|folder| folder.join("goc/goc.toml")));
    paths.push(PathBuf::from("/etc/goc/goc.toml"));
    paths
}
