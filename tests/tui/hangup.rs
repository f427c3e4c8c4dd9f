//! A window that is closed, or an SSH line that breaks: the terminal is gone, and reports a size of 0×0.

use std::process::Stdio;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::shop_at_001;
use super::support::until;

#[test]
fn a_terminal_that_goes_away_ends_goc_without_a_panic() {
    let env = shop_at_001();
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let slave = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(ptsname(&master, Vec::new()).unwrap().to_str().unwrap())
        .unwrap();
    let size = rustix::termios::Winsize { ws_row: 30, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
    rustix::termios::tcsetwinsize(&slave, size).unwrap();
    // `setsid --ctty` makes the terminal that of a session of its own, as a login does.
    let mut child = env
        .command("setsid")
        .args(["--ctty", "--wait", env!("CARGO_BIN_EXE_goc")])
        .env("TERM", "xterm-256color")
        .stdin(slave.try_clone().unwrap())
        .stdout(slave)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut seen = Vec::new();
    until(Duration::from_secs(30), "the first screen", || {
        let mut bytes = [0; 4096];
        let count = rustix::io::read(&master, &mut bytes).unwrap();
        seen.extend_from_slice(&bytes[..count]);
        String::from_utf8_lossy(&seen).contains("2 pending")
    });
    drop(master);
    let mut status = None;
    until(Duration::from_secs(30), "it ends", || {
        status = child.try_wait().unwrap();
        status.is_some()
    });
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert_eq!(status.unwrap().code(), Some(129), "{said}");
    assert!(!said.contains("panic"), "{said}");
}
