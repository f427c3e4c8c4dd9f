//! What a `postgres://` address leaves out, found the way libpq finds it: address, then service file, then environment,
//! then defaults; the password also from `~/.pgpass`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::error::BadUrl;
use super::file::readable_by_others;
use super::url::parse_port;
use super::{ConfigError, PostgresUrl};

/// Everything that is needed to open a connection to a server.
#[derive(Debug, Clone)]
pub struct PostgresTarget {
    /// A host name, an address, or the folder of a Unix socket (begins with `/`).
    pub host: String,
    /// 1 to 65535.
    pub port: u16,
    /// The role to log in as.
    pub user: String,
    /// From the address, `PGPASSWORD`, the service file or the password file.
    pub password: Option<SecretString>,
    /// Where the password was found; `None` together with it.
    pub password_source: Option<PasswordSource>,
    /// The database.
    pub database: String,
    /// How much TLS is asked for.
    pub ssl_mode: SslMode,
    /// The certificate authority to trust.
    pub ssl_root_cert: Option<PathBuf>,
    /// The client's certificate and key.
    pub ssl_cert: Option<PathBuf>,
    /// The key that belongs to it.
    pub ssl_key: Option<PathBuf>,
    /// Command-line options for the server's session (`PGOPTIONS`).
    pub options: Option<String>,
    /// How long one attempt to connect may take.
    pub connect_timeout: Duration,
}

/// Where a password came from: what a person has to look at when the server does not accept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordSource {
    /// The connection's address.
    Url,
    /// The `[service]` of a service file.
    Service,
    /// `PGPASSWORD`.
    Variable,
    /// `~/.pgpass`, or the file that replaces it.
    File(PathBuf),
    /// `password_command`.
    Command,
    /// A person typed it.
    Typed,
}

/// libpq's `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SslMode {
    /// Never TLS.
    Disable,
    /// TLS only if the server insists.
    Allow,
    /// TLS if the server offers it.
    Prefer,
    /// TLS, whoever the server is.
    Require,
    /// TLS, and the certificate has to be signed by a trusted authority.
    VerifyCa,
    /// As `VerifyCa`, and the certificate has to name the host.
    VerifyFull,
}

impl PostgresTarget {
    /// Whether the connection goes through a socket file on this machine.
    pub fn is_socket(&self) -> bool {
        self.host.starts_with('/')
    }

    /// Whether the bytes leave this machine.
    pub fn is_remote(&self) -> bool {
        let loopback = self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        !self.is_socket() && !loopback && self.host != "localhost"
    }
}

/// libpq's default is no limit; a person at a screen wants an answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Fills in what `url` leaves out.
///
/// # Errors
/// A service that is not there, a password file that others can read, a port or `sslmode` that makes no sense.
pub fn resolve(url: &PostgresUrl) -> Result<PostgresTarget, ConfigError> {
    let service = match url.parameter("service").map(str::to_owned).or_else(|| variable("PGSERVICE")) {
        Some(name) => read_service(&name)?,
        None => Vec::new(),
    };
    let from_service = |key: &str| {
        service.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).filter(|v| !v.is_empty())
    };
    let setting = |key: &str, name: &str| {
        url.parameter(key).map(str::to_owned).or_else(|| from_service(key)).or_else(|| variable(name))
    };

    let port = match url.port {
        Some(port) => port,
        None => match from_service("port").or_else(|| variable("PGPORT")) {
            Some(text) => parse_port(&text)?,
            None => 5432,
        },
    };
    let host = url
        .host
        .clone()
        .or_else(|| from_service("host"))
        .or_else(|| variable("PGHOST"))
        .unwrap_or_else(|| default_host(port));
    let user = url
        .user
        .clone()
        .or_else(|| from_service("user"))
        .or_else(|| variable("PGUSER"))
        .or_else(|| variable("USER"))
        .or_else(|| variable("LOGNAME"))
        .unwrap_or_else(|| "postgres".to_owned());
    let database = url
        .database
        .clone()
        .or_else(|| from_service("dbname"))
        .or_else(|| variable("PGDATABASE"))
        .unwrap_or_else(|| user.clone());
    let in_url = url.password.clone().filter(|password| !password.expose_secret().is_empty());
    let mut password = in_url
        .map(|password| (password, PasswordSource::Url))
        .or_else(|| from_service("password").map(|text| (SecretString::from(text), PasswordSource::Service)))
        .or_else(|| variable("PGPASSWORD").map(|text| (SecretString::from(text), PasswordSource::Variable)));
    if password.is_none() {
        let passfile = setting("passfile", "PGPASSFILE").map(PathBuf::from);
        password = from_passfile(passfile, &host, port, &database, &user)?;
    }
    let (password, password_source) = password.unzip();
    let ssl_mode = match setting("sslmode", "PGSSLMODE") {
        Some(text) => parse_ssl_mode(&text)?,
        None => SslMode::Prefer,
    };
    let connect_timeout = setting("connect_timeout", "PGCONNECT_TIMEOUT")
        .and_then(|text| text.parse::<u64>().ok())
        .filter(|&seconds| seconds > 0)
        .map_or(CONNECT_TIMEOUT, Duration::from_secs);
    Ok(PostgresTarget {
        ssl_root_cert: setting("sslrootcert", "PGSSLROOTCERT").map(PathBuf::from),
        ssl_cert: setting("sslcert", "PGSSLCERT").map(PathBuf::from),
        ssl_key: setting("sslkey", "PGSSLKEY").map(PathBuf::from),
        options: setting("options", "PGOPTIONS"),
        host,
        port,
        user,
        password,
        password_source,
        database,
        ssl_mode,
        connect_timeout,
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The folders that Debian, Red Hat and the sources put the socket in; without a socket the server may still listen on TCP.
fn default_host(port: u16) -> String {
    ["/var/run/postgresql", "/tmp"]
        .into_iter()
        .find(|folder| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists())
        .unwrap_or("localhost")
        .to_owned()
}

impl SslMode {
    const ALL: [SslMode; 6] =
        [SslMode::Disable, SslMode::Allow, SslMode::Prefer, SslMode::Require, SslMode::VerifyCa, SslMode::VerifyFull];

    /// libpq's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            SslMode::Disable => "disable",
            SslMode::Allow => "allow",
            SslMode::Prefer => "prefer",
            SslMode::Require => "require",
            SslMode::VerifyCa => "verify-ca",
            SslMode::VerifyFull => "verify-full",
        }
    }
}

fn parse_ssl_mode(text: &str) -> Result<SslMode, ConfigError> {
    let known = SslMode::ALL.into_iter().find(|mode| mode.as_str() == text);
    known.ok_or(ConfigError::BadUrl { reason: BadUrl::SslMode })
}

/// The settings of one `[service]` of `PGSERVICEFILE`, `~/.pg_service.conf` or `PGSYSCONFDIR/pg_service.conf`.
fn read_service(service: &str) -> Result<Vec<(String, String)>, ConfigError> {
    let mut files = Vec::new();
    match variable("PGSERVICEFILE") {
        Some(file) => files.push(PathBuf::from(file)),
        None => files.extend(variable("HOME").map(|home| PathBuf::from(home).join(".pg_service.conf"))),
    }
    files.push(
        variable("PGSYSCONFDIR")
            .map_or_else(|| PathBuf::from("/etc/postgresql-common"), PathBuf::from)
            .join("pg_service.conf"),
    );
    for file in &files {
        if let Ok(text) = std::fs::read_to_string(file)
            && let Some(settings) = parse_service(&text, service)
        {
            return Ok(settings);
        }
    }
    Err(ConfigError::UnknownService {
        service: crate::i18n::safe(service).into_owned(),
        file: files.first().map(|file| super::file::shown(file)).unwrap_or_default(),
    })
}

fn parse_service(text: &str, service: &str) -> Option<Vec<(String, String)>> {
    let mut inside = false;
    let mut found = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inside = name == service;
            if inside {
                found.get_or_insert_with(Vec::new);
            }
        } else if let (true, Some(settings), Some((key, value))) = (inside, found.as_mut(), line.split_once('=')) {
            settings.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// Looks into the password file. libpq ignores one that others can read with a warning; here that is an error, since a
/// warning is not read and the log-in would fail for a reason that nobody sees.
fn from_passfile(
    file: Option<PathBuf>,
    host: &str,
    port: u16,
    database: &str,
    user: &str,
) -> Result<Option<(SecretString, PasswordSource)>, ConfigError> {
    let Some(path) = file.or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".pgpass"))) else {
        return Ok(None);
    };
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(None) };
    if readable_by_others(&path) {
        return Err(ConfigError::PasswordFileOpen { file: super::file::shown(&path), mode: mode_of(&path) });
    }
    // A socket counts as localhost (PostgreSQL documentation, "The Password File").
    let host = if host.starts_with('/') { "localhost" } else { host };
    let password = find_password(&text, &[host, &port.to_string(), database, user]).map(SecretString::from);
    Ok(password.map(|password| (password, PasswordSource::File(path))))
}

#[cfg(unix)]
fn mode_of(path: &Path) -> String {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .map(|metadata| format!("{:04o}", metadata.permissions().mode() & 0o7777))
        .unwrap_or_default()
}

#[cfg(not(unix))]
fn mode_of(_: &Path) -> String {
    String::new()
}

/// The first line whose four fields match, `*` matching everything.
fn find_password(text: &str, wanted: &[&str; 4]) -> Option<String> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = split_passfile_line(line.trim_end_matches('\r'));
        let [host, port, database, user, password] = <[String; 5]>::try_from(fields).ok()?;
        let matches =
            [host, port, database, user].iter().zip(wanted).all(|(field, wanted)| field == "*" || field == wanted);
        matches.then_some(password)
    })
}

/// Splits at colons; a backslash keeps the next character as it is. The password, the fifth field, is the rest of the line.
fn split_passfile_line(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        let is_last = fields.len() == 5;
        match c {
            ':' if !is_last => fields.push(String::new()),
            c => {
                let c = if c == '\\' { characters.next().unwrap_or('\\') } else { c };
                if let Some(field) = fields.last_mut() {
                    field.push(c);
                }
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_matching_line_of_the_password_file_wins() {
        let text = "# comment\nother:5432:*:ayse:no\ndb:5432:shop:ayse:pa\\:ss:word\n*:*:*:*:any\n";
        assert_eq!(find_password(text, &["db", "5432", "shop", "ayse"]).as_deref(), Some("pa:ss:word"));
        assert_eq!(find_password(text, &["db", "5432", "else", "ayse"]).as_deref(), Some("any"));
        assert_eq!(find_password("db:5432:shop:ayse", &["db", "5432", "shop", "ayse"]), None);
    }

    #[test]
    fn a_service_has_the_settings_of_its_own_section_only() {
        let text = "[a]\nhost=x\n# c\n[b]\nhost = y\nport=5433\n[c]\nhost=z\n";
        assert_eq!(parse_service(text, "b"), Some(vec![("host".into(), "y".into()), ("port".into(), "5433".into())]));
        assert_eq!(parse_service(text, "d"), None);
    }
}
