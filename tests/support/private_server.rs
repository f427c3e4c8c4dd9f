//! A PostgreSQL server of a test's own, to be stopped and started.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::running::until;

/// Lets everybody on this machine in, and is gone with its files when dropped.
pub struct PrivateServer {
    directory: TempDir,
    bin: PathBuf,
    /// Who runs it, when the test runs as root: the server refuses to.
    user: Option<(u32, u32)>,
    port: u16,
    process: Child,
}

impl PrivateServer {
    /// `None`, which it says, when the environment names no server programs.
    pub fn start() -> Option<PrivateServer> {
        let Some(bin) = std::env::var_os("GOC_TEST_POSTGRES_BIN").map(PathBuf::from) else {
            eprintln!("skipped: GOC_TEST_POSTGRES_BIN names no server programs");
            return None;
        };
        let directory = tempfile::Builder::new().prefix("goc-server-").tempdir_in("/tmp").unwrap();
        let user = rustix::process::geteuid().is_root().then(unprivileged);
        if let Some((uid, gid)) = user {
            chown(directory.path(), Some(uid), Some(gid)).unwrap();
        }
        let mut initdb = as_user(Command::new(bin.join("initdb")), user);
        initdb.args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"]);
        let output = initdb.arg(directory.path().join("data")).current_dir(directory.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let port = free_port();
        let process = run(&bin, &directory, user, port);
        let server = PrivateServer { directory, bin, user, port, process };
        server.wait_until_it_answers();
        Some(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends the server at once, as a crash does.
    pub fn stop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.process), Signal::QUIT);
        self.process.wait().unwrap();
    }

    /// Lets every process of the server stand still, or go on: a machine that hangs, with its connections open.
    pub fn signal(&self, signal: Signal) {
        let postmaster = self.process.id();
        let of = |status: String| -> Option<u32> {
            status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
        };
        for process in std::fs::read_dir("/proc").unwrap().flatten() {
            let Some(pid) = process.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
            let parent = std::fs::read_to_string(process.path().join("status")).ok().and_then(of);
            if parent == Some(postmaster) || u32::try_from(pid) == Ok(postmaster) {
                let _ = kill_process(Pid::from_raw(pid).unwrap(), signal);
            }
        }
    }

    pub fn start_again(&mut self) {
        self.process = run(&self.bin, &self.directory, self.user, self.port);
    }

    /// Asks the server as `psql` would.
    pub fn value(&self, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-X", "-At", "-d", &self.url(), "-c", sql]).current_dir("/");
        let output = psql.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    #[track_caller]
    pub fn wait_until_it_answers(&self) {
        until(Duration::from_secs(30), "the server answers", || self.value("SELECT 1").is_ok());
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        self.signal(Signal::CONT);
        self.stop();
    }
}

fn run(bin: &std::path::Path, directory: &TempDir, user: Option<(u32, u32)>, port: u16) -> Child {
    let mut server = as_user(Command::new(bin.join("postgres")), user);
    server.arg("-D").arg(directory.path().join("data")).args(["-p", &port.to_string(), "-c", "fsync=off"]);
    server.args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
    server.current_dir(directory.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    server.spawn().unwrap()
}

fn as_user(mut command: Command, user: Option<(u32, u32)>) -> Command {
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// The ids of `postgres`, else of `nobody`.
fn unprivileged() -> (u32, u32) {
    let id = |option: &str, name: &str| -> Option<u32> {
        let output = Command::new("id").args([option, name]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    let find = |name| Some((id("-u", name)?, id("-g", name)?));
    find("postgres").or_else(|| find("nobody")).expect("there is a user postgres or nobody")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
