//! The way to a PostgreSQL server below the login: name, port, and whether it is PostgreSQL that answers.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Instant, timeout, timeout_at};

use super::{Issue, ProbeProblem};
use crate::config::PostgresTarget;
use crate::database::DatabaseError;
use crate::database::error::reason;
use crate::i18n::safe;

/// `SSLRequest` (PostgreSQL documentation, "Message Formats"): eight bytes, and a code that is no protocol version.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// As much of a strange answer as anybody wants to read.
const ANSWER_BYTES: usize = 64;

/// Where the host's name leads to.
#[derive(Debug)]
pub(super) enum Place {
    Network(Vec<SocketAddr>),
    Socket(PathBuf),
}

/// An open line, before anything was said.
pub(super) struct Line {
    stream: Box<dyn Stream>,
    /// The address that let us in.
    pub(super) address: String,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Resolves the host's name, or finds the socket.
pub(super) async fn look_up(target: &PostgresTarget) -> Result<Place, Issue> {
    if target.is_socket() {
        let file = Path::new(&target.host).join(socket_name(target.port));
        return find_socket(&file).map(|()| Place::Socket(file));
    }
    let lookup = tokio::net::lookup_host((target.host.as_str(), target.port));
    let unknown = |reason: String| DatabaseError::UnknownHost { host: safe(&target.host).into_owned(), reason };
    match timeout(target.connect_timeout, lookup).await {
        Ok(Ok(addresses)) => Ok(Place::Network(addresses.collect())),
        Ok(Err(error)) => Err(unknown(reason(error)).into()),
        Err(_) => Err(unknown(ErrorKind::TimedOut.to_string()).into()),
    }
}

fn socket_name(port: u16) -> String {
    format!(".s.PGSQL.{port}")
}

fn find_socket(file: &Path) -> Result<(), Issue> {
    let name = safe(&file.to_string_lossy()).into_owned();
    match std::fs::metadata(file) {
        Ok(_) => match rustix::fs::access(file, rustix::fs::Access::WRITE_OK) {
            Ok(()) => Ok(()),
            Err(error) => Err(ProbeProblem::SocketDenied { file: name, reason: reason(error) }.into()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(ProbeProblem::SocketMissing { file: name, others: other_sockets(file) }.into())
        }
        Err(error) => Err(ProbeProblem::SocketDenied { file: name, reason: reason(error) }.into()),
    }
}

/// Sockets of servers on this machine: in the same folder, and where the usual packages put them.
fn other_sockets(file: &Path) -> Vec<String> {
    let folders = [file.parent().unwrap_or(Path::new("/")), Path::new("/var/run/postgresql"), Path::new("/tmp")];
    let mut found: Vec<String> = folders
        .iter()
        .flat_map(std::fs::read_dir)
        .flatten()
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let port = name.to_str().and_then(|name| name.strip_prefix(".s.PGSQL."));
            port.is_some_and(|port| port.parse::<u16>().is_ok())
        })
        .map(|entry| safe(&entry.path().to_string_lossy()).into_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Opens a line to the first address that takes one, as the driver does.
pub(super) async fn open(target: &PostgresTarget, place: &Place) -> Result<Line, Issue> {
    let end = Instant::now() + target.connect_timeout;
    match place {
        Place::Socket(file) => {
            let stream = timeout_at(end, UnixStream::connect(file)).await;
            let stream = opened(stream, target, &safe(&target.host))?;
            Ok(Line { stream: Box::new(stream), address: safe(&file.to_string_lossy()).into_owned() })
        }
        Place::Network(addresses) => {
            let mut last = None;
            for address in addresses {
                let stream = timeout_at(end, TcpStream::connect(address)).await;
                match opened(stream, target, &host_at(target, address)) {
                    Ok(stream) => return Ok(Line { stream: Box::new(stream), address: address.to_string() }),
                    Err(issue) => last = Some(issue),
                }
            }
            Err(last.unwrap_or_else(|| {
                let reason = ErrorKind::AddrNotAvailable.to_string();
                DatabaseError::UnknownHost { host: safe(&target.host).into_owned(), reason }.into()
            }))
        }
    }
}

/// The host with the address it leads to, where that says more.
fn host_at(target: &PostgresTarget, address: &SocketAddr) -> String {
    let ip = address.ip().to_string();
    if ip == target.host { ip } else { format!("{} ({ip})", safe(&target.host)) }
}

fn opened<T>(
    stream: Result<std::io::Result<T>, tokio::time::error::Elapsed>,
    target: &PostgresTarget,
    host: &str,
) -> Result<T, Issue> {
    let (host, port) = (host.to_owned(), target.port);
    let late = |host| DatabaseError::Timeout { host, port, seconds: target.connect_timeout.as_secs() };
    match stream {
        Ok(Ok(stream)) => Ok(stream),
        Err(_) => Err(late(host).into()),
        Ok(Err(error)) => Err(match error.kind() {
            ErrorKind::ConnectionRefused => DatabaseError::Refused { host, port }.into(),
            ErrorKind::TimedOut => late(host).into(),
            _ => ProbeProblem::Unreachable { address: format!("{host}, port {port}"), reason: reason(error) }.into(),
        }),
    }
}

/// Asks for TLS, which every PostgreSQL server answers with one letter. Returns whether it offers TLS.
pub(super) async fn greet(line: Line, limit: Duration) -> Result<bool, Issue> {
    let Line { mut stream, address } = line;
    let mut answer = [0; ANSWER_BYTES];
    let dialogue = async {
        stream.write_all(&SSL_REQUEST).await?;
        stream.read(&mut answer).await
    };
    match timeout(limit, dialogue).await {
        Err(_) => Err(ProbeProblem::Silent { address, seconds: limit.as_secs() }.into()),
        Ok(Err(error)) => Err(ProbeProblem::Closed { address, reason: reason(error) }.into()),
        Ok(Ok(length)) => understand(&answer[..length], address),
    }
}

fn understand(answer: &[u8], address: String) -> Result<bool, Issue> {
    match answer {
        [] => Err(ProbeProblem::Closed { address, reason: ErrorKind::UnexpectedEof.to_string() }.into()),
        b"S" => Ok(true),
        b"N" => Ok(false),
        // An error as protocol 2 had it: text up to a NUL. A server that cannot start a process for us says it this way.
        [b'E', message @ ..] if message.ends_with(&[0]) => {
            let message = String::from_utf8_lossy(message);
            Err(DatabaseError::NotReady { reason: reason(message.trim_matches(['\0', '\n'])) }.into())
        }
        _ => {
            let text = String::from_utf8_lossy(answer);
            let first = text.lines().next().unwrap_or_default();
            Err(ProbeProblem::NotPostgres { address, answer: safe(first).into_owned() }.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(answer: &[u8]) -> Result<bool, String> {
        understand(answer, "db:5432".to_owned()).map_err(|issue| match issue {
            Issue::Database(error) => error.to_string(),
            Issue::Probe(problem) => problem.to_string(),
        })
    }

    #[test]
    fn one_letter_is_postgresql_and_anything_else_is_quoted() {
        assert_eq!(kind(b"S"), Ok(true));
        assert_eq!(kind(b"N"), Ok(false));
        let ssh = kind(b"SSH-2.0-OpenSSH_9.2\x1b[2J\r\nmore").unwrap_err();
        assert_eq!(ssh, "what answers at db:5432 is not PostgreSQL; it says: SSH-2.0-OpenSSH_9.2\\x1b[2J");
        assert!(kind(b"").unwrap_err().contains("closes it at once"));
        let full = kind(b"Ecould not fork new process\n\0").unwrap_err();
        assert_eq!(full, "the server takes no connections now: could not fork new process");
    }

    #[test]
    fn a_missing_socket_names_those_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".s.PGSQL.5433"), "").unwrap();
        let issue = find_socket(&folder.path().join(".s.PGSQL.5432")).unwrap_err();
        let Issue::Probe(ProbeProblem::SocketMissing { others, .. }) = issue else { panic!("{issue:?}") };
        assert!(others.iter().any(|other| other.ends_with("/.s.PGSQL.5433")), "{others:?}");
    }
}
