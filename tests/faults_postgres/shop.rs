//! A database with its revisions, and `goc` as a process to be watched, signalled and killed.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Migrations, Output, Postgres, TestDatabase, TestEnv};

/// Sessions of goc in this database.
pub const GOC_SESSIONS: &str =
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'goc %'";

/// A fresh database that `DATABASE_URL` names, and an empty folder of revisions.
pub struct Shop {
    pub env: TestEnv,
    pub db: TestDatabase,
    pub migrations: Migrations,
}

impl Shop {
    /// `None`, which it says, without a server.
    pub fn new() -> Option<Shop> {
        let db = Postgres::database()?;
        let mut env = TestEnv::new();
        env.set("DATABASE_URL", db.url());
        let migrations = Migrations::new(&env);
        Some(Shop { env, db, migrations })
    }

    pub fn postgres(&self) -> &Postgres {
        match &self.db {
            TestDatabase::Postgres(postgres) => postgres,
            TestDatabase::Sqlite(_) => unreachable!("a shop is on PostgreSQL"),
        }
    }

    /// Runs `goc` to its end.
    pub fn goc(&self, args: &[&str]) -> Output {
        self.env.run(args)
    }

    /// Runs `goc --json`, which has to fail, and returns its error.
    #[track_caller]
    pub fn error(&self, args: &[&str]) -> serde_json::Value {
        let output = self.env.run([&["--json"], args].concat()).expect_code(1);
        let answer: serde_json::Value =
            serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{output}"));
        answer["error"].clone()
    }

    /// Starts `goc` and returns at once.
    pub fn start(&self, args: &[&str]) -> Running {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let [out, err] = ["out", "err"].map(|kind| self.env.home().join(format!("{number}.{kind}")));
        let mut command = self.env.goc();
        command.args(args).stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        Running { child: command.stdin(Stdio::null()).spawn().unwrap(), out, err }
    }

    /// Waits until the server has no session of goc any more, so that what is there is there to stay.
    #[track_caller]
    pub fn wait_for_silence(&self) {
        wait_for(10, "goc's sessions to end", || self.superuser_value(GOC_SESSIONS) == "0");
    }

    /// The one value of a query as the superuser, who sees every session.
    #[track_caller]
    pub fn superuser_value(&self, sql: &str) -> String {
        self.postgres().query_as_superuser(sql).unwrap_or_else(|error| panic!("{error}\n{sql}"))[0][0].clone()
    }

    /// Waits until a session of goc runs a statement with `text` in it.
    #[track_caller]
    pub fn wait_until_runs(&self, text: &str) {
        let sql = format!(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' \
             AND application_name LIKE 'goc %' AND query LIKE '%{text}%'"
        );
        wait_for(10, text, || self.superuser_value(&sql) == "t");
    }

    /// The outcome of every run in the journal, oldest first; `NULL` for one without an end.
    pub fn run_outcomes(&self) -> Vec<String> {
        self.db.column("SELECT coalesce(outcome, 'NULL') FROM goc_run ORDER BY id")
    }
}

/// `goc` at work; killed when dropped.
pub struct Running {
    child: Child,
    out: PathBuf,
    err: PathBuf,
}

impl Running {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        // It may have ended by itself a moment ago.
        let _ = kill_process(pid, signal);
    }

    /// Ends it the way a power cut would.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }

    /// What it printed to standard error so far.
    pub fn stderr(&self) -> String {
        fs::read_to_string(&self.err).unwrap()
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Its end, which has to come within that many seconds.
    #[track_caller]
    pub fn end(mut self, seconds: u64) -> Output {
        let deadline = Instant::now() + Duration::from_secs(seconds);
        while !self.has_ended() {
            assert!(Instant::now() < deadline, "still running after {seconds} s\n{}", self.stderr());
            std::thread::sleep(Duration::from_millis(10));
        }
        let status = self.child.wait().unwrap();
        Output {
            stdout: fs::read_to_string(&self.out).unwrap(),
            stderr: self.stderr(),
            code: status.code().or(status.signal().map(|signal| -signal)).unwrap(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again until it is so.
#[track_caller]
pub fn wait_for(seconds: u64, what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited {seconds} s in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A session that a test holds open.
pub struct Session {
    runtime: tokio::runtime::Runtime,
    connection: Option<sqlx::PgConnection>,
}

impl Session {
    pub fn open(options: &sqlx::postgres::PgConnectOptions) -> Session {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connection = Some(runtime.block_on(sqlx::ConnectOptions::connect(options)).unwrap());
        Session { runtime, connection }
    }

    pub fn execute(&mut self, sql: &str) {
        let query = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(self.connection.as_mut().unwrap());
        self.runtime.block_on(query).unwrap();
    }

    /// The first column of a query whose values are text.
    pub fn column(&mut self, sql: &str) -> Vec<String> {
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(self.connection.as_mut().unwrap());
        self.runtime.block_on(query).unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }

    pub fn pid(&mut self) -> i32 {
        self.column("SELECT pg_backend_pid()::text")[0].parse().unwrap()
    }
}
