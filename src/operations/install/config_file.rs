//! Writing the first `goc.toml`: mode 0600, whole or not at all, never over another one, and never with a password.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::stage::InstallProblem;
use crate::config::{DatabaseUrl, PostgresTarget, PostgresUrl};
use crate::database::Database;
use crate::i18n::{Lang, safe};

/// What the first configuration file is going to say.
#[derive(Debug, Clone)]
pub struct NewConfig {
    /// Where it goes.
    pub file: PathBuf,
    /// The language of the interface.
    pub language: Lang,
    /// The address as it was given.
    pub url: DatabaseUrl,
}

impl NewConfig {
    /// What the file calls the connection.
    pub fn name(&self) -> &'static str {
        match self.url {
            DatabaseUrl::Postgres(_) => "store",
            DatabaseUrl::Sqlite(_) => "till",
        }
    }

    /// The text of the file. The connection is `production`, the one where goc is most careful, until somebody says otherwise.
    pub fn text(&self, database: &Database) -> String {
        let name = self.name();
        let url = match (&self.url, database.postgres()) {
            (DatabaseUrl::Postgres(url), Some(target)) => address(url, target),
            (DatabaseUrl::Sqlite(path), _) => format!("sqlite:{}", path.to_string_lossy()),
            // The two are made of each other.
            (DatabaseUrl::Postgres(_), None) => self.url.to_string(),
        };
        let mut text = match self.language {
            Lang::En => "# Where goc finds its databases. No passwords here: they belong into ~/.pgpass, PGPASSWORD or password_command.\n",
            Lang::Tr => "# goc veritabanlarını buradan bulur. Parolalar burada durmaz; yerleri ~/.pgpass, PGPASSWORD ya da password_command.\n",
        }
        .to_owned();
        let top = Table::from_iter([
            ("default".to_owned(), Value::from(name)),
            ("language".to_owned(), Value::from(self.language.to_string())),
        ]);
        let connection = Table::from_iter([
            ("url".to_owned(), Value::from(url)),
            ("environment".to_owned(), Value::from("production")),
        ]);
        text.push_str(&top.to_string());
        text.push_str(&format!("\n[connections.{name}]\n{connection}"));
        text
    }

    /// Writes the file. Returns whether it did: one that somebody else made meanwhile stays as it is.
    pub fn write(&self, database: &Database) -> Result<bool, InstallProblem> {
        match write_new(&self.file, &self.text(database)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(InstallProblem::CannotWrite {
                file: safe(&self.file.to_string_lossy()).into_owned(),
                reason: safe(&error.to_string()).into_owned(),
            }),
        }
    }
}

/// The address with what the environment filled in, so that it means the same tomorrow, and without the password.
fn address(url: &PostgresUrl, target: &PostgresTarget) -> String {
    let host = match target.host.contains(':') {
        true => format!("[{}]", target.host),
        false => encode(&target.host),
    };
    let mut text = format!("postgres://{}@{host}:{}/{}", encode(&target.user), target.port, encode(&target.database));
    for (index, (name, value)) in url.parameters.iter().enumerate() {
        let separator = if index == 0 { '?' } else { '&' };
        text.push_str(&format!("{separator}{}={}", encode(name), encode(value)));
    }
    text
}

/// Percent-encoding (RFC 3986, section 2.1) of everything but the unreserved characters.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Writes beside the place and links the finished file to it: a link is never made over a file, where renaming would replace it.
fn write_new(file: &Path, text: &str) -> std::io::Result<()> {
    if file.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let unfinished = file.with_file_name(name);
    // Left behind by a process of the same number that was killed.
    let _ = fs::remove_file(&unfinished);
    let written = write_synced(&unfinished, text).and_then(|()| match fs::hard_link(&unfinished, file) {
        // A file system without links (a USB stick): at least never over another file.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => write_synced(file, text),
        linked => linked,
    });
    let _ = fs::remove_file(&unfinished);
    written
}

fn write_synced(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, ConnectionConfig, ConnectionSettings, Origin};

    fn written(url: &str) -> (tempfile::TempDir, NewConfig, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let parsed = DatabaseUrl::parse(url).expect("an address");
        let settings = ConnectionSettings {
            name: "x".to_owned(),
            url: parsed.clone(),
            options: ConnectionConfig::default(),
            origin: Origin::Argument,
        };
        let database = Database::new(&settings).expect("a database");
        let config = NewConfig { file: folder.path().join("goc.toml"), language: Lang::Tr, url: parsed };
        assert_eq!(config.write(&database), Ok(true));
        let text = fs::read_to_string(&config.file).expect("the file");
        // A second one stays away from it.
        fs::write(&config.file, "mine").expect("written");
        assert_eq!(config.write(&database), Ok(false));
        assert_eq!(fs::read_to_string(&config.file).expect("the file"), "mine");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left beside it");
        fs::write(&config.file, &text).expect("written");
        (folder, config, text)
    }

    #[test]
    fn a_server_is_written_without_its_password_and_read_back_as_the_same() {
        let (_folder, config, text) = written(
            "postgres://ay%C5%9Fe:gi%2Fzli@db.example:5433/my%20shop?sslmode=verify-full&password=gizli2&sslrootcert=%2Fetc%2Fca.crt",
        );
        assert!(!text.contains("gi%2Fzli") && !text.contains("gizli"), "{text}");
        let file = ConfigFile::read(&config.file).expect("a good file");
        let DatabaseUrl::Postgres(url) =
            DatabaseUrl::parse(file.connections["store"].url.expose()).expect("a good address")
        else {
            unreachable!("a server")
        };
        assert_eq!(
            (url.user.as_deref(), url.database.as_deref(), url.port),
            (Some("ayşe"), Some("my shop"), Some(5433))
        );
        assert_eq!(
            (url.parameter("sslmode"), url.parameter("sslrootcert")),
            (Some("verify-full"), Some("/etc/ca.crt"))
        );
        assert_eq!(
            (file.default.as_deref(), file.language, file.exposes_password),
            (Some("store"), Some(Lang::Tr), false)
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, config, text) = written("sqlite:till \"1\".db");
        assert_eq!(fs::metadata(&config.file).expect("the file").permissions().mode() & 0o777, 0o600);
        let file = ConfigFile::read(&config.file).expect(&text);
        assert_eq!(file.connections["till"].url.expose(), "sqlite:till \"1\".db");
    }
}
