//! `goc.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::ConfigError;
use crate::i18n::{Lang, safe, suggestion};

/// A configuration file that was read.
#[derive(Debug, Clone, Default)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// The connection used when none is named.
    pub default: Option<String>,
    /// The language of the interface.
    pub language: Option<Lang>,
    /// The folder of revisions, made absolute to this file's folder.
    pub migrations: Option<PathBuf>,
    /// The folder of seed sets, made absolute to this file's folder.
    pub seeds: Option<PathBuf>,
    /// The folder of the log, made absolute to this file's folder; no log when not given.
    pub log: Option<PathBuf>,
    /// The databases, by name.
    pub connections: BTreeMap<String, ConnectionConfig>,
    /// Somebody other than the owner can read the file although it holds a password.
    pub exposes_password: bool,
}

/// What the file says about one database.
#[derive(Debug, Clone)]
pub struct ConnectionConfig {
    /// The address as written.
    pub url: Secret,
    /// Decides how careful goc is.
    pub environment: Environment,
    /// A name shared by databases that are looked after together.
    pub group: Option<String>,
    /// When an upgrade may run without asking, as `HH:MM-HH:MM` in local time.
    pub quiet_hours: Option<String>,
    /// Whether a backup comes first.
    pub backup: Backup,
    /// The folder of its backups, made absolute to this file's folder; `backups` beside the file when not given.
    pub backup_folder: Option<PathBuf>,
    /// How many backups are kept when a new one is made; all when not given.
    pub backup_keep: Option<u32>,
    /// For how many days backups are kept when a new one is made; for ever when not given.
    pub backup_keep_days: Option<u32>,
    /// How long a statement waits for a lock before it gives way to the shop.
    pub lock_timeout: Duration,
    /// A shell command that prints the password.
    pub password_command: Option<String>,
}

/// An address that may hold a password: `Debug` hides it.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// The text itself; never to be shown or logged.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Secret {
        Secret(SecretString::from(text))
    }
}

/// What a database is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Where programs are written.
    #[default]
    Development,
    /// Where they are tried.
    Staging,
    /// A shop that sells.
    Production,
}

/// Whether an upgrade takes a backup first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backup {
    /// No backup.
    #[default]
    Off,
    /// A backup before each upgrade and downgrade; a failed one stops the run.
    BeforeUpgrade,
}

/// Two seconds: what a till's customer waits for without noticing (DESIGN, section 5).
pub const DEFAULT_LOCK_TIMEOUT: Duration = Duration::from_secs(2);

impl Default for ConnectionConfig {
    fn default() -> Self {
        ConnectionConfig {
            url: Secret::default(),
            environment: Environment::default(),
            group: None,
            quiet_hours: None,
            backup: Backup::default(),
            backup_folder: None,
            backup_keep: None,
            backup_keep_days: None,
            lock_timeout: DEFAULT_LOCK_TIMEOUT,
            password_command: None,
        }
    }
}

/// The file as TOML has it.
#[derive(Deserialize)]
struct Raw {
    default: Option<String>,
    language: Option<Lang>,
    migrations: Option<PathBuf>,
    seeds: Option<PathBuf>,
    log: Option<PathBuf>,
    #[serde(default)]
    connections: BTreeMap<String, RawConnection>,
}

#[derive(Deserialize)]
struct RawConnection {
    url: String,
    #[serde(default)]
    environment: Environment,
    group: Option<String>,
    quiet_hours: Option<String>,
    #[serde(default)]
    backup: Backup,
    backup_folder: Option<PathBuf>,
    backup_keep: Option<u32>,
    backup_keep_days: Option<u32>,
    lock_timeout: Option<String>,
    password_command: Option<String>,
}

const KEYS: [&str; 6] = ["default", "language", "migrations", "seeds", "log", "connections"];
const CONNECTION_KEYS: [&str; 10] = [
    "url",
    "environment",
    "group",
    "quiet_hours",
    "backup",
    "backup_folder",
    "backup_keep",
    "backup_keep_days",
    "lock_timeout",
    "password_command",
];

impl ConfigFile {
    /// Reads and checks a file.
    pub fn read(path: &Path) -> Result<ConfigFile, ConfigError> {
        let unreadable = |reason: String| ConfigError::Unreadable { file: shown(path), reason };
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
        let mut file = parse(path, text.trim_start_matches('\u{feff}'))?;
        file.exposes_password = readable_by_others(path) && file.connections.values().any(holds_password);
        Ok(file)
    }

    /// The folder that relative paths in the file start from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// A path for a sentence.
pub(super) fn shown(path: &Path) -> String {
    safe(&path.to_string_lossy()).into_owned()
}

fn holds_password(connection: &ConnectionConfig) -> bool {
    matches!(super::DatabaseUrl::parse(connection.url.expose()), Ok(super::DatabaseUrl::Postgres(url)) if url.has_password())
}

/// Whether the group or others may read the file.
pub(super) fn readable_by_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

pub(super) fn parse(path: &Path, text: &str) -> Result<ConfigFile, ConfigError> {
    let name = shown(path);
    let invalid = |error: toml::de::Error| ConfigError::Invalid {
        file: name.clone(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        // The message quotes at most a key or a type, never a value that could be a password.
        reason: safe(error.message()).into_owned(),
    };
    let table: toml::Table = text.parse().map_err(invalid)?;
    check_keys(&name, text, &table)?;
    let raw: Raw = toml::from_str(text).map_err(invalid)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut connections = BTreeMap::new();
    for (connection, raw) in raw.connections {
        let lock_timeout = match raw.lock_timeout {
            None => DEFAULT_LOCK_TIMEOUT,
            Some(text_value) => parse_duration(&text_value).ok_or_else(|| ConfigError::Invalid {
                file: name.clone(),
                line: line_containing(text, "lock_timeout"),
                reason: format!(
                    "lock_timeout of `{}` is not a duration such as \"2s\" or \"500ms\"",
                    safe(&connection)
                ),
            })?,
        };
        connections.insert(
            connection,
            ConnectionConfig {
                url: Secret::from(raw.url),
                environment: raw.environment,
                group: raw.group,
                quiet_hours: raw.quiet_hours,
                backup: raw.backup,
                backup_folder: raw.backup_folder.map(|path| folder.join(path)),
                backup_keep: raw.backup_keep,
                backup_keep_days: raw.backup_keep_days,
                lock_timeout,
                password_command: raw.password_command,
            },
        );
    }
    if let Some(default) = &raw.default
        && !connections.contains_key(default)
    {
        return Err(ConfigError::UnknownConnection {
            given: safe(default).into_owned(),
            nearest: suggestion(default, connections.keys().map(String::as_str)).map(|name| safe(name).into_owned()),
            known: connections.keys().map(|name| safe(name).into_owned()).collect(),
        });
    }
    Ok(ConfigFile {
        path: path.to_owned(),
        default: raw.default,
        language: raw.language,
        migrations: raw.migrations.map(|path| folder.join(path)),
        seeds: raw.seeds.map(|path| folder.join(path)),
        log: raw.log.map(|path| folder.join(path)),
        connections,
        exposes_password: false,
    })
}

/// Serde could refuse unknown keys itself, but neither in Turkish nor with the nearest known one.
fn check_keys(file: &str, text: &str, table: &toml::Table) -> Result<(), ConfigError> {
    let unknown = |key: &str, known: &[&str]| ConfigError::UnknownKey {
        file: file.to_owned(),
        line: line_containing(text, key),
        key: safe(key).into_owned(),
        nearest: suggestion(key, known.iter().copied()).map(str::to_owned),
        known: known.iter().map(|&key| key.to_owned()).collect(),
    };
    for key in table.keys() {
        if !KEYS.contains(&key.as_str()) {
            return Err(unknown(key, &KEYS));
        }
    }
    let connections = table.get("connections").and_then(toml::Value::as_table);
    for connection in connections.into_iter().flat_map(|table| table.values()).filter_map(toml::Value::as_table) {
        for key in connection.keys() {
            if !CONNECTION_KEYS.contains(&key.as_str()) {
                return Err(unknown(key, &CONNECTION_KEYS));
            }
        }
    }
    Ok(())
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&b| b == b'\n').count()
}

fn line_containing(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| line.trim_start().trim_start_matches(['[', '"', '\'']).starts_with(key))
        .map_or(1, |index| index + 1)
}

/// Reads `500ms`, `2s`, `5m`, `1h`; a bare number is seconds.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..digits].parse().ok()?;
    let milliseconds = match text[digits..].trim() {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    number.checked_mul(milliseconds).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ConfigFile, ConfigError> {
        parse(Path::new("/etc/goc/goc.toml"), text)
    }

    #[test]
    fn the_example_of_the_design_is_read_whole() {
        let file = read(
            "default = \"store\"\nlanguage = \"tr\"\nmigrations = \"m\"\n[connections.store]\nurl = \"postgres://sontechsp@localhost/sontechsp\"\n\
             environment = \"production\"\ngroup = \"istanbul\"\nquiet_hours = \"23:00-06:00\"\nbackup = \"before-upgrade\"\nlock_timeout = \"500ms\"\n\
             [connections.till-1]\nurl = \"sqlite:sontechsp_offline.db\"\n",
        )
        .expect("the example");
        let store = &file.connections["store"];
        assert_eq!((store.environment, store.backup), (Environment::Production, Backup::BeforeUpgrade));
        assert_eq!(store.lock_timeout, Duration::from_millis(500));
        assert_eq!(file.connections["till-1"].lock_timeout, DEFAULT_LOCK_TIMEOUT);
        assert_eq!((file.language, file.migrations), (Some(Lang::Tr), Some(PathBuf::from("/etc/goc/m"))));
    }

    #[test]
    fn a_mistyped_key_is_named_with_its_line_and_the_nearest_known_one() {
        let error = read("default = \"a\"\n[connections.a]\nurl = \"sqlite:x\"\nlock_timout = \"2s\"\n")
            .expect_err("unknown key");
        assert_eq!(
            error,
            ConfigError::UnknownKey {
                file: "/etc/goc/goc.toml".into(),
                line: 4,
                key: "lock_timout".into(),
                nearest: Some("lock_timeout".into()),
                known: CONNECTION_KEYS.map(str::to_owned).to_vec(),
            }
        );
    }

    #[test]
    fn a_wrong_value_never_shows_an_address() {
        for text in [
            "[connections.a]\nurl = \"postgres://u:gizli@h/d\"\nenvironment = \"prod\"\n",
            "[connections.a]\nurl = [\"postgres://u:gizli@h/d\"]\n",
            "[connections.a\nurl = \"postgres://u:gizli@h/d\"\n",
            "[connections.a]\nurl = \"postgres://u:gizli@h/d\nlock_timeout = 1",
        ] {
            let error = read(text).expect_err(text);
            assert!(!format!("{error:?} {error}").contains("gizli"), "{error}");
        }
    }

    #[test]
    fn durations_have_units() {
        for (text, milliseconds) in [("500ms", 500), ("2s", 2_000), ("2", 2_000), ("5m", 300_000), ("1h", 3_600_000)] {
            assert_eq!(parse_duration(text), Some(Duration::from_millis(milliseconds)), "{text}");
        }
        for text in ["", "s", "-1s", "2 weeks", "99999999999999999999s", "18446744073709551615h"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
