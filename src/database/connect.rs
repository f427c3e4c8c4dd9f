//! Opening a connection to a PostgreSQL server, and what its errors mean.

use std::io::ErrorKind;

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgSslMode};
use sqlx::{ConnectOptions, Connection as _};

use super::DatabaseError;
use super::error::{reason, statement};
use crate::config::{ConfigError, PostgresTarget, SslMode};
use crate::i18n::safe;

/// `NAMEDATALEN - 1`: longer names are cut by the server.
const APPLICATION_NAME_BYTES: usize = 63;

/// Opens a connection, within the target's `connect_timeout`.
pub(super) async fn connect(target: &PostgresTarget) -> Result<PgConnection, DatabaseError> {
    let options = options(target);
    let attempt = PgConnection::connect_with(&options);
    match tokio::time::timeout(target.connect_timeout, attempt).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => Err(classify_connecting(error, target)),
        Err(_) => Err(DatabaseError::Timeout {
            host: target.host.clone(),
            port: target.port,
            seconds: target.connect_timeout.as_secs(),
        }),
    }
}

fn options(target: &PostgresTarget) -> PgConnectOptions {
    // sqlx would otherwise read libpq's variables and password file by itself, in its own order.
    let mut options = PgConnectOptions::new_without_pgpass()
        .host(&target.host)
        .port(target.port)
        .username(&target.user)
        .database(&target.database)
        .password(target.password.as_ref().map_or("", |password| password.expose_secret()))
        .application_name(&application_name())
        .statement_cache_capacity(0)
        .ssl_mode(match target.ssl_mode {
            // As in libpq, a socket never carries TLS, whatever is asked for.
            _ if target.is_socket() => PgSslMode::Disable,
            SslMode::Disable => PgSslMode::Disable,
            SslMode::Allow => PgSslMode::Allow,
            SslMode::Prefer => PgSslMode::Prefer,
            SslMode::Require => PgSslMode::Require,
            SslMode::VerifyCa => PgSslMode::VerifyCa,
            SslMode::VerifyFull => PgSslMode::VerifyFull,
        });
    if target.is_socket() {
        options = options.socket(&target.host);
    }
    if let Some(text) = &target.options {
        options = options.options(session_options(text));
    }
    if let Some(file) = &target.ssl_root_cert {
        options = options.ssl_root_cert(file);
    }
    if let Some(file) = &target.ssl_cert {
        options = options.ssl_client_cert(file);
    }
    if let Some(file) = &target.ssl_key {
        options = options.ssl_client_key(file);
    }
    options.disable_statement_logging()
}

/// The settings of `PGOPTIONS`: `-c name=value`, `-cname=value` and `--name=value`, a backslash keeping a space (PostgreSQL
/// documentation, libpq, "options"). The server refuses what it does not know.
fn session_options(text: &str) -> Vec<(String, String)> {
    let mut words = vec![String::new()];
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, words.last_mut()) {
            (' ', _) => words.push(String::new()),
            (c, Some(word)) => word.push(if c == '\\' { characters.next().unwrap_or('\\') } else { c }),
            (_, None) => {}
        }
    }
    let settings = words.iter().filter_map(|word| {
        let word = word.strip_prefix("-c").or_else(|| word.strip_prefix("--")).unwrap_or(word);
        word.split_once('=')
    });
    settings.map(|(name, value)| (name.trim().to_owned(), value.to_owned())).collect()
}

/// How goc shows up in `pg_stat_activity`: with who runs it, so that a person who waits knows whom to call.
pub(super) fn application_name() -> String {
    let operator = crate::operator::Operator::current();
    application_name_of(&operator.user, &operator.host, operator.pid)
}

/// The same for the goc of somebody else.
pub(super) fn application_name_of(user: &str, host: &str, pid: u32) -> String {
    let name = format!("goc {user}@{host} pid {pid}");
    let mut end = name.len().min(APPLICATION_NAME_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}

/// What an error means while the connection is being opened.
fn classify_connecting(error: sqlx::Error, target: &PostgresTarget) -> DatabaseError {
    match &error {
        sqlx::Error::Io(io) => match io.kind() {
            ErrorKind::ConnectionRefused | ErrorKind::NotFound => {
                DatabaseError::Refused { host: target.host.clone(), port: target.port }
            }
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::BrokenPipe
            | ErrorKind::ConnectionAborted => DatabaseError::NotReady { reason: reason(io) },
            ErrorKind::TimedOut => DatabaseError::Timeout {
                host: target.host.clone(),
                port: target.port,
                seconds: target.connect_timeout.as_secs(),
            },
            // What rustls says of a certificate or a handshake comes in this wrapping.
            ErrorKind::InvalidData => DatabaseError::Tls { host: safe(&target.host).into_owned(), reason: reason(io) },
            // The standard library has no stable kind for a name that does not resolve.
            _ if io.to_string().contains("lookup") => {
                DatabaseError::UnknownHost { host: safe(&target.host).into_owned(), reason: reason(io) }
            }
            _ => DatabaseError::Driver { reason: reason(io) },
        },
        _ => classify(error, target),
    }
}

/// What an error means, wherever it comes up.
pub(super) fn classify(error: sqlx::Error, target: &PostgresTarget) -> DatabaseError {
    match error {
        sqlx::Error::Database(error) => match error.try_downcast_ref::<PgDatabaseError>() {
            Some(error) => classify_answer(error, target),
            None => DatabaseError::Driver { reason: reason(error) },
        },
        sqlx::Error::Tls(error) => DatabaseError::Tls { host: safe(&target.host).into_owned(), reason: reason(error) },
        sqlx::Error::Io(error) => DatabaseError::Lost { reason: reason(error) },
        sqlx::Error::Protocol(message) => DatabaseError::Unsupported { found: reason(message) },
        sqlx::Error::Configuration(error) => DatabaseError::Driver { reason: reason(error) },
        other => DatabaseError::Driver { reason: reason(other) },
    }
}

/// By SQLSTATE (PostgreSQL documentation, appendix A); the server's words may be in any language.
fn classify_answer(error: &PgDatabaseError, target: &PostgresTarget) -> DatabaseError {
    let said = || reason(error.message());
    match error.code() {
        "28P01" if target.password.is_none() => DatabaseError::NoPassword { user: safe(&target.user).into_owned() },
        "28P01" | "28000" => DatabaseError::Login { user: safe(&target.user).into_owned(), reason: said() },
        "3D000" => DatabaseError::NoDatabase { database: safe(&target.database).into_owned() },
        "57P03" | "53300" => DatabaseError::NotReady { reason: said() },
        "57P01" | "57P02" | "57P05" | "25P03" => DatabaseError::Lost { reason: said() },
        code if code.starts_with("08") => DatabaseError::Lost { reason: said() },
        "42501" => DatabaseError::Permission { reason: said() },
        "25006" => DatabaseError::ReadOnly { reason: said() },
        "53100" => DatabaseError::DiskFull { reason: said() },
        "57014" => DatabaseError::Cancelled,
        "55P03" => DatabaseError::LockTimeout { attempts: 1, blockers: "?".to_owned() },
        code => statement(code, error.message(), error.detail().or(error.hint())),
    }
}

/// Runs `password_command` through the shell and takes the first line that it prints.
///
/// # Errors
/// The command cannot be run, fails, or prints nothing; its output is never part of the error.
pub(super) fn run_password_command(connection: &str, command: &str) -> Result<SecretString, ConfigError> {
    let failed = |reason: String| ConfigError::PasswordCommand { connection: safe(connection).into_owned(), reason };
    let output = std::process::Command::new("sh")
        .args(["-c", command])
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    let text = String::from_utf8(output.stdout).map_err(|_| failed("not UTF-8".to_owned()))?;
    match text.lines().next() {
        Some(password) if !password.is_empty() => Ok(SecretString::from(password.to_owned())),
        _ => Err(failed("no output".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_session_option_is_understood() {
        let found = session_options("-c search_path=shop,public -cwork_mem=64MB --application_name=a\\ b  -c x");
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(found, [("search_path", "shop,public"), ("work_mem", "64MB"), ("application_name", "a b")]);
    }
}
