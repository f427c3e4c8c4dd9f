//! PostgreSQL's own client programs: where they are, and how they are started without a password that anybody could see.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use secrecy::ExposeSecret;
use tokio::process::Command;

use crate::config::{PostgresTarget, SslMode};
use crate::i18n::safe;

/// `pg_dump`, `pg_restore` and `psql` of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresTools {
    directory: PathBuf,
    /// As `pg_dump --version` says: `15.18`.
    pub version: String,
    major: u32,
}

/// What has to be there.
const PROGRAMS: [&str; 3] = ["pg_dump", "pg_restore", "psql"];

/// Where authorities lie that the system trusts, for `verify-ca` and `verify-full` without an `sslrootcert`. libpq before version
/// 16 cannot look for them itself.
const SYSTEM_AUTHORITIES: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

impl PostgresTools {
    /// The programs whose version is the server's, else the next newer ones; an older `pg_dump` refuses a newer server.
    ///
    /// # Errors
    /// The versions that were found, none of which is new enough.
    pub async fn find(server_major: u32) -> Result<PostgresTools, Vec<String>> {
        let mut found: Vec<PostgresTools> = Vec::new();
        for directory in directories() {
            if let Some(tools) = look(&directory).await
                && !found.iter().any(|other| other.directory == tools.directory)
            {
                found.push(tools);
            }
        }
        choose(&found, server_major).cloned().ok_or_else(|| {
            found.into_iter().map(|tools| format!("{} ({})", tools.version, shown(&tools.directory))).collect()
        })
    }

    /// A program that talks to the server, or to none.
    ///
    /// All of libpq's variables are taken out of its environment and set from `target`, since goc has resolved them already. The
    /// password goes through the environment, which only this user can read. A process group of its own: a lost line or Ctrl-C
    /// reaches goc, which decides what that means for the child.
    pub fn command(&self, program: &str, target: Option<&PostgresTarget>) -> Command {
        let mut command = Command::new(self.directory.join(program));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C.UTF-8").env("PGCLIENTENCODING", "UTF8");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true).process_group(0);
        if let Some(target) = target {
            self.connect_to(&mut command, target);
        }
        command
    }

    fn connect_to(&self, command: &mut Command, target: &PostgresTarget) {
        command
            .env("PGHOST", &target.host)
            .env("PGPORT", target.port.to_string())
            .env("PGUSER", &target.user)
            .env("PGDATABASE", &target.database)
            .env("PGSSLMODE", target.ssl_mode.as_str())
            .env("PGGSSENCMODE", "disable")
            .env("PGAPPNAME", "goc")
            .env("PGCONNECT_TIMEOUT", target.connect_timeout.as_secs().max(2).to_string())
            // goc has looked into the password file already; a second look could find something else.
            .env("PGPASSFILE", "/dev/null");
        if let Some(password) = &target.password {
            command.env("PGPASSWORD", password.expose_secret());
        }
        if let Some(options) = &target.options {
            command.env("PGOPTIONS", options);
        }
        let verifies = matches!(target.ssl_mode, SslMode::VerifyCa | SslMode::VerifyFull);
        let system = || SYSTEM_AUTHORITIES.iter().map(PathBuf::from).find(|file| file.exists()).filter(|_| verifies);
        let files = [
            ("PGSSLROOTCERT", target.ssl_root_cert.clone().or_else(system)),
            ("PGSSLCERT", target.ssl_cert.clone()),
            ("PGSSLKEY", target.ssl_key.clone()),
        ];
        for (name, file) in files {
            if let Some(file) = file {
                command.env(name, file);
            }
        }
    }
}

fn choose(found: &[PostgresTools], server_major: u32) -> Option<&PostgresTools> {
    found.iter().filter(|tools| tools.major >= server_major).min_by_key(|tools| tools.major)
}

/// Of the search path, of Debian's and Red Hat's packages.
fn directories() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).filter(|directory| directory.is_absolute()).collect())
        .unwrap_or_default();
    for (parent, rest) in [("/usr/lib/postgresql", "bin"), ("/usr/libexec", ""), ("/usr", "bin")] {
        let mut inside: Vec<PathBuf> = std::fs::read_dir(parent)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                // Below /usr/lib/postgresql every folder is a version; elsewhere the name says so.
                parent.ends_with("postgresql") || name.starts_with("postgresql") || name.starts_with("pgsql-")
            })
            .map(|entry| entry.path().join(rest))
            .collect();
        inside.sort();
        all.extend(inside);
    }
    all
}

async fn look(directory: &Path) -> Option<PostgresTools> {
    if !PROGRAMS.iter().all(|program| directory.join(program).is_file()) {
        return None;
    }
    let program = directory.join("pg_dump").canonicalize().ok()?;
    // Debian's wrapper chooses a version for each call anew; the programs behind it are found by themselves.
    if program.file_name().is_some_and(|name| name == "pg_wrapper") {
        return None;
    }
    let output = Command::new(directory.join("pg_dump"))
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .ok()?;
    let (version, major) = read_version(&String::from_utf8_lossy(&output.stdout))?;
    Some(PostgresTools { directory: directory.to_owned(), version, major })
}

/// `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `pg_dump (PostgreSQL) 18beta1`.
fn read_version(text: &str) -> Option<(String, u32)> {
    let version = text.split_once("(PostgreSQL) ")?.1.split_whitespace().next()?;
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    Some((safe(version).into_owned(), digits.parse().ok()?))
}

fn shown(path: &Path) -> String {
    safe(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_own_version_is_taken_or_the_next_newer_one() {
        let tools = |major: u32| PostgresTools { directory: PathBuf::new(), version: major.to_string(), major };
        let found = [tools(17), tools(13), tools(15)];
        for (server, expected) in [(15, Some(15)), (14, Some(15)), (12, Some(13)), (16, Some(17)), (18, None)] {
            assert_eq!(choose(&found, server).map(|tools| tools.major), expected, "{server}");
        }
    }

    #[test]
    fn versions_are_read_from_what_pg_dump_says() {
        assert_eq!(read_version("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(("15.18".into(), 15)));
        assert_eq!(read_version("pg_dump (PostgreSQL) 18beta1\n"), Some(("18beta1".into(), 18)));
        assert_eq!(read_version("something else"), None);
    }
}
