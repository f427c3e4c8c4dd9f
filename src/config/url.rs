//! Database addresses: `postgres://…`, `sqlite:FILE`, and SQLAlchemy's forms of both.

use std::fmt;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use super::ConfigError;
use super::error::BadUrl;

/// An address. Neither `Debug` nor `Display` shows a password.
#[derive(Debug, Clone)]
pub enum DatabaseUrl {
    /// A PostgreSQL server.
    Postgres(PostgresUrl),
    /// A SQLite file.
    Sqlite(PathBuf),
}

/// What a `postgres://` address says; what it leaves out comes from the service file, the environment and libpq's defaults.
#[derive(Debug, Clone, Default)]
pub struct PostgresUrl {
    /// A host name, an address, or (beginning with `/`) the folder of a Unix socket.
    pub host: Option<String>,
    /// 1 to 65535.
    pub port: Option<u16>,
    /// The role to log in as.
    pub user: Option<String>,
    /// Wiped from memory when dropped.
    pub password: Option<SecretString>,
    /// The database on the server.
    pub database: Option<String>,
    /// `sslmode`, `sslrootcert`, `service` and the like, in order.
    pub parameters: Vec<(String, String)>,
}

/// The parameters of libpq that goc honours. Another one is an error: ignoring `target_session_attrs`, say, could run an upgrade
/// on the wrong server.
const PARAMETERS: [&str; 14] = [
    "host",
    "port",
    "user",
    "password",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "service",
    "passfile",
    "connect_timeout",
    "application_name",
    "options",
];

impl DatabaseUrl {
    /// Whether the text is meant as an address rather than as a connection's name.
    pub fn looks_like_one(text: &str) -> bool {
        text.contains("://")
            || text.starts_with("sqlite:")
            || text.starts_with("postgres:")
            || text.starts_with("postgresql:")
    }

    /// Reads an address.
    ///
    /// # Errors
    /// `bad_url`, which never quotes the text.
    pub fn parse(text: &str) -> Result<DatabaseUrl, ConfigError> {
        if text.chars().any(char::is_control) {
            return Err(bad(BadUrl::Control));
        }
        let (scheme, rest) = text.split_once(':').ok_or_else(|| bad(BadUrl::Scheme))?;
        // SQLAlchemy names a driver after a plus sign; which one is of no interest here.
        let dialect = scheme.split('+').next().unwrap_or_default();
        match dialect {
            "postgres" | "postgresql" => {
                let rest = rest.strip_prefix("//").ok_or_else(|| bad(BadUrl::Scheme))?;
                postgres(rest).map(DatabaseUrl::Postgres)
            }
            "sqlite" => sqlite(rest),
            _ => Err(bad(BadUrl::Scheme)),
        }
    }
}

/// An address as written, without its password; `None` for a text that is no address, since where its password stands is
/// not known.
pub(super) fn without_password(text: &str) -> Option<String> {
    let DatabaseUrl::Postgres(url) = DatabaseUrl::parse(text).ok()? else { return Some(text.to_owned()) };
    if url.password.is_none() {
        return Some(text.to_owned());
    }
    let (before, query) = match text.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (text, None),
    };
    let mut clean = match before.split_once('@') {
        Some((login, rest)) => {
            let after_scheme = login.find("://").map_or(0, |at| at + 3);
            let user = login[after_scheme..].split(':').next().unwrap_or_default();
            let at = if user.is_empty() { "" } else { "@" };
            format!("{}{user}{at}{rest}", &login[..after_scheme])
        }
        None => before.to_owned(),
    };
    let is_password = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        decode(name).is_ok_and(|name| name == "password")
    };
    let parameters: Vec<&str> =
        query.into_iter().flat_map(|query| query.split('&')).filter(|pair| !is_password(pair)).collect();
    if !parameters.concat().is_empty() {
        clean.push('?');
        clean.push_str(&parameters.join("&"));
    }
    // Never a doubt: what still holds one is not shown.
    match DatabaseUrl::parse(&clean) {
        Ok(DatabaseUrl::Postgres(url)) if url.password.is_none() => Some(clean),
        _ => None,
    }
}

fn bad(reason: BadUrl) -> ConfigError {
    ConfigError::BadUrl { reason }
}

fn sqlite(rest: &str) -> Result<DatabaseUrl, ConfigError> {
    // SQLAlchemy: three slashes are a relative path, four an absolute one. `sqlite:FILE` is the plain form.
    let path = rest.strip_prefix("///").or_else(|| rest.strip_prefix("//")).unwrap_or(rest);
    if path.is_empty() || path == ":memory:" {
        return Err(bad(BadUrl::NoFile));
    }
    Ok(DatabaseUrl::Sqlite(PathBuf::from(path)))
}

fn postgres(rest: &str) -> Result<PostgresUrl, ConfigError> {
    let (before_query, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (rest, None),
    };
    let (authority, database) = match before_query.split_once('/') {
        Some((authority, database)) => (authority, Some(database)),
        None => (before_query, None),
    };
    // An `@` anywhere else means that a special character of the password was not encoded, so that what looks like the host is not.
    if rest.matches('@').count() > 1 || (rest.contains('@') && !authority.contains('@')) {
        return Err(bad(BadUrl::StrayAt));
    }
    let mut url = PostgresUrl::default();
    let host = match authority.split_once('@') {
        Some((login, host)) => {
            let (user, password) = match login.split_once(':') {
                Some((user, password)) => (user, Some(password)),
                None => (login, None),
            };
            url.user = non_empty(decode(user)?);
            url.password = password.map(decode).transpose()?.map(SecretString::from);
            host
        }
        None => authority,
    };
    set_host(&mut url, host)?;
    url.database = database.map(decode).transpose()?.and_then(non_empty);
    for pair in query.into_iter().flat_map(|query| query.split('&')).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        set_parameter(&mut url, &decode(name)?, decode(value)?)?;
    }
    Ok(url)
}

fn set_host(url: &mut PostgresUrl, host: &str) -> Result<(), ConfigError> {
    if host.contains(',') {
        return Err(bad(BadUrl::SeveralHosts));
    }
    let (host, port) = if let Some(bracketed) = host.strip_prefix('[') {
        let (address, after) = bracketed.split_once(']').ok_or_else(|| bad(BadUrl::Port))?;
        let port = match after.strip_prefix(':') {
            Some(port) => Some(port),
            None if after.is_empty() => None,
            None => return Err(bad(BadUrl::Port)),
        };
        (address, port)
    } else {
        match host.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (host, None),
        }
    };
    url.host = non_empty(decode(host)?);
    url.port = port.filter(|port| !port.is_empty()).map(parse_port).transpose()?;
    Ok(())
}

fn set_parameter(url: &mut PostgresUrl, name: &str, value: String) -> Result<(), ConfigError> {
    match name {
        // As in libpq these may stand behind the question mark as well; SQLAlchemy writes a socket's folder this way.
        "host" => url.host = non_empty(value),
        "port" => url.port = Some(parse_port(&value)?),
        "user" => url.user = non_empty(value),
        "password" => url.password = Some(SecretString::from(value)),
        "dbname" => url.database = non_empty(value),
        name if PARAMETERS.contains(&name) => url.parameters.push((name.to_owned(), value)),
        _ => return Err(bad(BadUrl::Parameter)),
    }
    Ok(())
}

pub(super) fn parse_port(text: &str) -> Result<u16, ConfigError> {
    match text.parse::<u16>() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(bad(BadUrl::Port)),
    }
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Undoes percent-encoding (RFC 3986, section 2.1). A plus sign stays a plus sign: this is no web form.
fn decode(text: &str) -> Result<String, ConfigError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            // `from_str_radix` would take a sign.
            let value = digits
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
                .and_then(|digits| u8::from_str_radix(digits, 16).ok())
                .ok_or_else(|| bad(BadUrl::Percent))?;
            bytes.push(value);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => Ok(text),
        Ok(_) => Err(bad(BadUrl::Control)),
        Err(_) => Err(bad(BadUrl::Percent)),
    }
}

impl PostgresUrl {
    /// The value of a parameter such as `sslmode`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the address itself carries a password.
    pub fn has_password(&self) -> bool {
        self.password.as_ref().is_some_and(|password| !password.expose_secret().is_empty())
    }
}

/// Without the password, and without parameters: what a person needs to recognise the database.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(f, "sqlite:{}", crate::i18n::safe(&path.to_string_lossy())),
            DatabaseUrl::Postgres(url) => {
                f.write_str("postgres://")?;
                if let Some(user) = &url.user {
                    write!(f, "{}@", crate::i18n::safe(user))?;
                }
                f.write_str(&crate::i18n::safe(url.host.as_deref().unwrap_or_default()))?;
                if let Some(port) = url.port {
                    write!(f, ":{port}")?;
                }
                write!(f, "/{}", crate::i18n::safe(url.database.as_deref().unwrap_or_default()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postgres_url(text: &str) -> PostgresUrl {
        match DatabaseUrl::parse(text) {
            Ok(DatabaseUrl::Postgres(url)) => url,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_forms_of_sqlite_name_the_same_file() {
        for (text, path) in [
            ("sqlite:till.db", "till.db"),
            ("sqlite://till.db", "till.db"),
            ("sqlite:///till.db", "till.db"),
            ("sqlite:////srv/till.db", "/srv/till.db"),
            ("sqlite:/srv/till.db", "/srv/till.db"),
            ("sqlite+pysqlite:///till.db", "till.db"),
        ] {
            match DatabaseUrl::parse(text) {
                Ok(DatabaseUrl::Sqlite(found)) => assert_eq!(found, PathBuf::from(path), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_password_with_every_special_character_is_read_when_encoded() {
        let url = postgres_url(
            "postgresql+psycopg2://ayşe:%40%3A%2F%25%23%3F%26%3D%2B%20%27%C3%B6@db.example:5433/shop?sslmode=require",
        );
        assert_eq!(url.password.as_ref().map(|p| p.expose_secret().to_owned()).as_deref(), Some("@:/%#?&=+ 'ö"));
        assert_eq!(
            (url.user.as_deref(), url.host.as_deref(), url.port),
            (Some("ayşe"), Some("db.example"), Some(5433))
        );
        assert_eq!((url.database.as_deref(), url.parameter("sslmode")), (Some("shop"), Some("require")));
    }

    #[test]
    fn a_socket_folder_and_an_ipv6_address_are_hosts() {
        assert_eq!(
            postgres_url("postgres://%2Fvar%2Frun%2Fpostgresql/shop").host.as_deref(),
            Some("/var/run/postgresql")
        );
        assert_eq!(postgres_url("postgres:///shop?host=/tmp").host.as_deref(), Some("/tmp"));
        let url = postgres_url("postgres://[::1]:5433/shop");
        assert_eq!((url.host.as_deref(), url.port), (Some("::1"), Some(5433)));
    }

    #[test]
    fn what_cannot_be_an_address_is_refused_without_showing_it() {
        for text in [
            "postgres://ayse:gizli@x@host/db",
            "postgres://ayse:giz/li@host/db",
            "postgres://ayse:giz#li/@host/db",
            "postgres://ayse:giz%zzli@host/db",
            "postgres://host:99999/gizli",
            "postgres://host/db?gizli=1",
            "postgres://a,gizli/db",
            "mysql://gizli",
            "gizli",
            "sqlite:",
            "sqlite:///:memory:",
            "postgres://h/gizli\u{1b}[2J",
        ] {
            let error = DatabaseUrl::parse(text).expect_err(text);
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("gizli") && !shown.contains("giz"), "{text}: {shown}");
        }
    }

    #[test]
    fn an_address_can_be_written_without_its_password() {
        for (text, clean) in [
            ("postgres://ayse:gizli@host:5433/db?sslmode=require", "postgres://ayse@host:5433/db?sslmode=require"),
            ("postgresql+psycopg2://:gizli@host/db", "postgresql+psycopg2://host/db"),
            ("postgres://host/db?password=gizli", "postgres://host/db"),
            ("postgres://host/db?p%61ssword=gizli&user=a", "postgres://host/db?user=a"),
            ("postgres://ayse@host/db", "postgres://ayse@host/db"),
            ("sqlite:a.db", "sqlite:a.db"),
        ] {
            assert_eq!(without_password(text).as_deref(), Some(clean), "{text}");
        }
        assert_eq!(without_password("gizli"), None);
    }

    #[test]
    fn neither_form_of_printing_shows_the_password() {
        let url = DatabaseUrl::parse("postgres://ayse:gizli@host/db").expect("a good address");
        assert_eq!(url.to_string(), "postgres://ayse@host/db");
        assert!(!format!("{url:?}").contains("gizli"));
    }
}
