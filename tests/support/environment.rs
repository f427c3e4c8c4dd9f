//! Running the binary where nothing of this machine shows.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// An empty working directory and a home of its own, both gone when this is dropped.
///
/// Programs started through it see `PATH` and a handful of fixed variables, nothing else of the caller's environment.
#[derive(Debug)]
pub struct TestEnv {
    _root: TempDir,
    home: PathBuf,
    directory: PathBuf,
    variables: Vec<(String, String)>,
}

impl TestEnv {
    pub fn new() -> TestEnv {
        let root = tempfile::Builder::new().prefix("goc-test-").tempdir().unwrap();
        // macOS links /tmp elsewhere, and programs print where they really are.
        let path = root.path().canonicalize().unwrap();
        let (home, directory) = (path.join("home"), path.join("work"));
        fs::create_dir(&home).unwrap();
        fs::create_dir(&directory).unwrap();
        TestEnv { _root: root, home, directory, variables: Vec::new() }
    }

    /// Sets a variable for every program started from here on.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> &mut TestEnv {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    /// The working directory, `$DIR` in outputs.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The home directory, `$HOME` in outputs.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// A path below the working directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Writes a file below the working directory, and the directories on the way to it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Reads a file below the working directory.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The command `goc`, ready for arguments: in the working directory, without input.
    pub fn goc(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_goc"))
    }

    /// Any program in the same surroundings, `sqlite3` for example.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.directory)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("COLUMNS", "100")
            .env("LINES", "40")
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs `goc` with arguments to its end.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Output {
        self.output(self.goc().args(args))
    }

    /// Runs `goc` with arguments and `input` on its standard input.
    pub fn run_with_input<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>, input: &str) -> Output {
        let mut command = self.goc();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // Beside the reading, so that neither pipe fills up. A program that does not read its input is no failure here.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join();
        self.normalised(output)
    }

    /// Runs `goc --json` with arguments and parses what it printed: exactly one document, also for an error.
    pub fn json<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> serde_json::Value {
        let output = self.output(self.goc().arg("--json").args(args));
        serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("not one JSON document: {error}\n{output}"))
    }

    /// Runs a command to its end.
    pub fn output(&self, command: &mut Command) -> Output {
        self.normalised(command.output().unwrap())
    }

    fn normalised(&self, output: std::process::Output) -> Output {
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("goc prints UTF-8");
            text.replace(self.directory.to_str().unwrap(), "$DIR").replace(self.home.to_str().unwrap(), "$HOME")
        };
        let status = output.status;
        let code = status.code().or(status.signal().map(|signal| -signal)).unwrap();
        Output { stdout: text(output.stdout), stderr: text(output.stderr), code }
    }
}

/// What a program printed, with `$DIR` and `$HOME` for the directories of its [`TestEnv`], and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    /// The exit code; `-n` when signal `n` ended the program, which is not the same as exiting with 128 + n.
    pub code: i32,
}

impl Output {
    /// Panics with all that was printed unless the exit code is `code`.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Output {
        assert_eq!(self.code, code, "wrong exit code\n{self}");
        self
    }

    /// Panics with all that was printed unless the program succeeded.
    #[track_caller]
    pub fn success(self) -> Output {
        self.expect_code(0)
    }
}

/// Exit code, standard output and standard error together, as a snapshot shows them.
impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "\n--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
