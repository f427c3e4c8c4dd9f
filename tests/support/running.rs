//! Programs that run beside a test.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// A program that is still running; killed when this is dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    stdout: Option<JoinHandle<String>>,
    stderr: String,
}

impl Running {
    /// Starts a command with an open standard input, and reads what it prints as it comes.
    pub fn start(command: &mut Command) -> Running {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let stdout = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = out.read_to_end(&mut text);
            String::from_utf8(text).unwrap()
        });
        let err = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || err.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Running { stdin: child.stdin.take(), child, lines, stdout: Some(stdout), stderr: String::new() }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal, also to a program that has ended but was not waited for.
    pub fn signal(&self, signal: Signal) {
        let _ = kill_process(Pid::from_child(&self.child), signal);
    }

    /// Writes to the program's standard input.
    pub fn write(&mut self, text: &str) {
        self.stdin.as_mut().expect("the input is open").write_all(text.as_bytes()).unwrap();
    }

    /// Closes the program's standard input.
    pub fn close_input(&mut self) {
        self.stdin = None;
    }

    /// The next line of standard error; `None` once it is closed.
    #[track_caller]
    pub fn next_line(&mut self, within: Duration) -> Option<String> {
        match self.lines.recv_timeout(within) {
            Ok(line) => {
                self.stderr.push_str(&line);
                self.stderr.push('\n');
                Some(line)
            }
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("nothing more after {within:?} on stderr:\n{}", self.stderr),
        }
    }

    /// Reads standard error up to a line that contains `text`.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str, within: Duration) -> String {
        let deadline = Instant::now() + within;
        loop {
            match self.next_line(deadline.saturating_duration_since(Instant::now())) {
                Some(line) if line.contains(text) => return line,
                Some(_) => {}
                None => panic!("ended without `{text}` on stderr:\n{}", self.stderr),
            }
        }
    }

    /// Whether the program has not ended yet, waited for or not.
    pub fn is_running(&self) -> bool {
        !matches!(self.state(), 'Z' | 'X')
    }

    /// Waits until a signal has stopped the process, if it has not ended before.
    #[track_caller]
    pub fn wait_until_stopped(&self) {
        until(Duration::from_secs(10), "the process stops", || matches!(self.state(), 'T' | 'Z' | 'X'));
    }

    /// proc(5): `R`, `S`, `D`, `T` (stopped), `Z` (ended, not waited for), `X` (gone).
    fn state(&self) -> char {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap_or_default();
        stat.rsplit_once(") ").and_then(|(_, state)| state.chars().next()).unwrap_or('X')
    }

    /// Waits for the end and returns all that was printed; kills the program and panics when it takes longer than `within`.
    #[track_caller]
    pub fn finish(mut self, within: Duration) -> Ended {
        self.stdin = None;
        let mut status = None;
        let deadline = Instant::now() + within;
        while status.is_none() && Instant::now() < deadline {
            status = self.child.try_wait().unwrap();
            if status.is_none() {
                sleep(Duration::from_millis(5));
            }
        }
        let Some(status) = status else {
            let _ = self.child.kill();
            while self.next_line(within).is_some() {}
            panic!("still running after {within:?}\n{}", self.stderr)
        };
        while self.next_line(Duration::from_secs(10)).is_some() {}
        let stdout = self.stdout.take().unwrap().join().unwrap();
        Ended { stdout, stderr: std::mem::take(&mut self.stderr), status }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a program printed, and how it ended.
#[derive(Debug, Clone)]
pub struct Ended {
    pub stdout: String,
    pub stderr: String,
    pub status: ExitStatus,
}

impl Ended {
    /// The exit code; `-n` when signal `n` ended the program.
    pub fn code(&self) -> i32 {
        self.status.code().or(self.status.signal().map(|signal| -signal)).unwrap()
    }

    #[track_caller]
    pub fn expect_code(self, code: i32) -> Ended {
        assert_eq!(self.code(), code, "wrong exit code\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        self
    }
}

/// Looks again and again until `is` holds.
#[track_caller]
pub fn until(within: Duration, what: &str, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + within;
    while !is() {
        assert!(Instant::now() < deadline, "not within {within:?}: {what}");
        sleep(Duration::from_millis(2));
    }
}
