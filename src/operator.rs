//! Who runs goc: what the journal and the server's session list show.

use std::sync::OnceLock;

use serde::Serialize;

/// The person and the process behind a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operator {
    /// The system user; behind `sudo` both: `root (ayse)`.
    pub user: String,
    /// The address that an SSH client came from.
    pub client: Option<String>,
    /// This machine.
    pub host: String,
    /// This process.
    pub pid: u32,
    /// When this process started, in the kernel's clock ticks since boot: tells it from a later one with the same pid.
    pub process_started: u64,
}

impl Operator {
    /// The operator of this process.
    pub fn current() -> &'static Operator {
        static CURRENT: OnceLock<Operator> = OnceLock::new();
        CURRENT.get_or_init(|| {
            let pid = std::process::id();
            Operator {
                user: user(),
                client: ["SSH_CONNECTION", "SSH_CLIENT"]
                    .into_iter()
                    .find_map(variable)
                    .and_then(|value| value.split_whitespace().next().map(str::to_owned)),
                host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
                pid,
                process_started: process_started(pid).unwrap_or_default(),
            }
        })
    }
}

/// Whether the process that a journal row names still runs on this machine.
pub fn is_running(pid: u32, started: u64) -> bool {
    // Without /proc nothing is known; then the safe answer is that it does not run, since the database's own
    // locks still keep two writers apart.
    process_started(pid).is_some_and(|now| now == started)
}

/// Field 22 of `/proc/PID/stat` (proc(5)); the name in field 2 may hold spaces and parentheses.
fn process_started(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace();
    // A zombie is not running any more, although its entry is still there.
    if fields.next()? == "Z" {
        return None;
    }
    fields.nth(18)?.parse().ok()
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn user() -> String {
    let uid = rustix::process::getuid().as_raw();
    let name =
        name_of(uid).or_else(|| variable("USER")).or_else(|| variable("LOGNAME")).unwrap_or_else(|| uid.to_string());
    match variable("SUDO_USER").filter(|real| *real != name) {
        Some(real) => format!("{name} ({real})"),
        None => name,
    }
}

/// The name from `/etc/passwd`. The environment can say anything, so it only fills in for users of a directory server.
fn name_of(uid: u32) -> Option<String> {
    let passwd = std::fs::read_to_string("/etc/passwd").ok()?;
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_runs_and_one_with_another_start_does_not() {
        let me = Operator::current();
        assert!(is_running(me.pid, me.process_started));
        assert!(!is_running(me.pid, me.process_started + 1));
        assert!(!me.user.is_empty() && !me.host.is_empty());
    }
}
