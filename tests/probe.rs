//! `ping`'s diagnosis: every failure ends in one clear failed check with a way out, and nothing is changed by looking.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use goc::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Origin};
use goc::database::Database;
use goc::database::probe::{Check, CheckName, CheckState, Diagnosis, diagnose};
use goc::i18n::{Lang, Say};
use support::{Postgres, Sqlite};

const OK: CheckState = CheckState::Ok;
const WARNING: CheckState = CheckState::Warning;
const FAILED: CheckState = CheckState::Failed;
const SKIPPED: CheckState = CheckState::Skipped;

/// Diagnoses the database at `url` and checks what holds for every diagnosis.
fn probe(url: &str) -> Diagnosis {
    let settings = ConnectionSettings {
        name: "test".to_owned(),
        url: DatabaseUrl::parse(url).unwrap(),
        options: ConnectionConfig::default(),
        origin: Origin::Argument,
    };
    let database = Database::new(&settings).unwrap();
    let mut told = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let diagnosis = runtime.block_on(diagnose(&database, &mut |check: &Check| told.push(check.clone())));
    assert_eq!(told, diagnosis.checks, "progress tells of every check, in order");
    let mut names: Vec<&str> = diagnosis.checks.iter().map(|check| check.name.key()).collect();
    let all = if url.starts_with("sqlite") { CheckName::SQLITE.to_vec() } else { CheckName::POSTGRES.to_vec() };
    names.sort_unstable();
    let mut expected: Vec<&str> = all.iter().map(CheckName::key).collect();
    expected.sort_unstable();
    assert_eq!(names, expected, "each check is there once");
    for check in &diagnosis.checks {
        for lang in [Lang::En, Lang::Tr] {
            assert!(!check.detail(lang).is_empty(), "{check:?}");
            assert!(!check.detail(lang).contains(char::is_control), "{check:?}");
            assert_eq!(check.fix(lang).is_some(), matches!(check.state, WARNING | FAILED), "{check:?}");
        }
        if check.state == FAILED {
            eprintln!("{}: {}\n  {}", check.name.say(Lang::Tr), check.detail(Lang::Tr), check.fix(Lang::Tr).unwrap());
        }
    }
    diagnosis
}

fn check<'a>(diagnosis: &'a Diagnosis, key: &str) -> &'a Check {
    diagnosis.checks.iter().find(|check| check.name.key() == key).unwrap_or_else(|| panic!("no check {key}"))
}

/// The first check that failed, by name and kind; everything that the plan has behind it was skipped.
#[track_caller]
fn fails_at<'a>(diagnosis: &'a Diagnosis, key: &str, kind: &str) -> &'a Check {
    let position = diagnosis.checks.iter().position(|check| check.state == FAILED);
    let position = position.unwrap_or_else(|| panic!("nothing failed: {}", overview(diagnosis)));
    let failed = &diagnosis.checks[position];
    assert_eq!((failed.name.key(), failed.kind()), (key, Some(kind)), "{}", overview(diagnosis));
    assert!(diagnosis.checks[position + 1..].iter().all(|check| check.state == SKIPPED), "{}", overview(diagnosis));
    assert!(!diagnosis.is_ok());
    failed
}

fn overview(diagnosis: &Diagnosis) -> String {
    serde_json::to_string_pretty(diagnosis).unwrap()
}

#[track_caller]
fn assert_all_ok(diagnosis: &Diagnosis) {
    assert!(diagnosis.checks.iter().all(|check| check.state == OK), "{}", overview(diagnosis));
}

#[track_caller]
fn assert_silent_about(diagnosis: &Diagnosis, password: &str) {
    let mut shown = format!("{diagnosis:?}{}", overview(diagnosis));
    for check in &diagnosis.checks {
        for lang in [Lang::En, Lang::Tr] {
            shown.push_str(&check.detail(lang));
            shown.push_str(&check.fix(lang).unwrap_or_default());
        }
    }
    assert!(!shown.contains(password), "{shown}");
}

// --- PostgreSQL -----------------------------------------------------------------------------------------------------------

#[test]
fn a_healthy_server_passes_every_check_and_nothing_is_left_behind() {
    let Some(db) = Postgres::new() else { return };
    let diagnosis = probe(&db.url());
    assert_all_ok(&diagnosis);
    assert_silent_about(&diagnosis, db.password());
    assert!(check(&diagnosis, "settings").detail(Lang::En).contains("password from: the connection's URL"));
    assert!(check(&diagnosis, "version_table").detail(Lang::En).contains("no alembic_version"));
    assert!(check(&diagnosis, "tls").detail(Lang::En).contains("TLSv1.3"), "{}", overview(&diagnosis));
    assert!(db.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").unwrap().is_empty());
    assert!(db.query_as_superuser("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'").unwrap().is_empty());
}

#[test]
fn the_version_table_shows_its_heads_its_width_and_what_is_wrong_with_it() {
    let Some(db) = Postgres::new() else { return };
    db.execute("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL); INSERT INTO alembic_version VALUES ('b'), ('a'), ('a')")
        .unwrap();
    db.execute_as_superuser("CREATE SCHEMA other; CREATE TABLE other.alembic_version (version_num text)").unwrap();
    let diagnosis = probe(&db.url());
    let found = check(&diagnosis, "version_table");
    let detail = found.detail(Lang::En);
    assert_eq!(found.state, WARNING, "{detail}");
    assert!(detail.contains("public.alembic_version: a, b; ids of up to 32 characters"), "{detail}");
    assert!(detail.contains("more than once: a") && detail.contains("no primary key"), "{detail}");
    assert!(detail.contains("schema other"), "{detail}");
    assert!(diagnosis.is_ok(), "a warning is no failure");
    // The ways out are SQL that works.
    for line in found.fix(Lang::En).unwrap().lines().take(2) {
        db.execute(&line[line.find(": ").unwrap() + 2..]).unwrap();
    }
    db.execute_as_superuser("DROP SCHEMA other CASCADE").unwrap();
    assert_all_ok(&probe(&db.url()));
}

#[test]
fn a_wrong_password_is_a_failed_login_and_is_never_shown() {
    let Some(db) = Postgres::new() else { return };
    let diagnosis = probe(&db.url().replace(db.password(), "hunter2wrong"));
    let failed = fails_at(&diagnosis, "login", "login_failed");
    assert!(failed.fix(Lang::Tr).unwrap().contains("PGPASSWORD"));
    assert_eq!(check(&diagnosis, "tls").state, OK);
    assert_silent_about(&diagnosis, "hunter2wrong");
}

#[test]
fn without_a_password_the_fix_says_where_to_put_it() {
    let Some(db) = Postgres::new() else { return };
    let diagnosis = probe(&db.url().replace(&format!(":{}", db.password()), ""));
    fails_at(&diagnosis, "login", "password_missing");
    assert!(check(&diagnosis, "settings").detail(Lang::En).contains("none was found"));
}

#[test]
fn a_missing_database_names_the_nearest_one() {
    let Some(db) = Postgres::new() else { return };
    let url = db.url();
    let diagnosis = probe(&format!("{}x", &url[..url.len() - 1]));
    let failed = fails_at(&diagnosis, "database", "database_missing");
    assert!(
        failed.fix(Lang::En).unwrap().contains(&format!("did you mean `{}`", db.name())),
        "{}",
        overview(&diagnosis)
    );
    assert_eq!(check(&diagnosis, "login").state, OK);
}

#[test]
fn a_login_that_may_not_connect_is_told_the_grant() {
    let Some(db) = Postgres::new() else { return };
    db.execute_as_superuser(&format!("REVOKE CONNECT ON DATABASE {0} FROM PUBLIC, {0}", db.name())).unwrap();
    let failed = probe(&db.url());
    let failed = fails_at(&failed, "database", "connect_denied");
    let grant = failed.fix(Lang::En).unwrap();
    db.execute_as_superuser(&grant[grant.find(": ").unwrap() + 2..]).unwrap();
    assert_all_ok(&probe(&db.url()));
}

#[test]
fn a_role_without_create_is_told_the_grant() {
    let Some(db) = Postgres::new() else { return };
    db.execute_as_superuser(&format!(
        "ALTER SCHEMA public OWNER TO postgres; REVOKE ALL ON SCHEMA public FROM PUBLIC, {0}; GRANT USAGE ON SCHEMA public TO {0}; \
         CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); GRANT SELECT, INSERT ON alembic_version TO {0}",
        db.name()
    ))
    .unwrap();
    let diagnosis = probe(&db.url());
    let rights = check(&diagnosis, "rights");
    assert_eq!((rights.state, rights.kind()), (FAILED, Some("schema_rights_missing")), "{}", overview(&diagnosis));
    let fix = rights.fix(Lang::En).unwrap();
    assert!(fix.contains(&format!("GRANT CREATE ON SCHEMA public TO {};", db.name())), "{fix}");
    assert!(fix.contains("GRANT UPDATE, DELETE ON public.alembic_version"), "{fix}");
    assert!(fix.contains("ALTER TABLE public.alembic_version OWNER TO"), "{fix}");
    // What does not need the rights is still looked at.
    assert_eq!(check(&diagnosis, "clock").state, OK);
}

#[test]
fn a_search_path_without_a_schema_is_a_failure_of_rights() {
    let Some(db) = Postgres::new() else { return };
    db.execute(&format!("ALTER ROLE {} SET search_path = nowhere", db.name())).unwrap();
    let diagnosis = probe(&db.url());
    assert_eq!(check(&diagnosis, "rights").kind(), Some("no_schema"));
}

#[test]
fn a_login_that_is_read_only_by_default_cannot_upgrade() {
    let Some(db) = Postgres::new() else { return };
    db.execute(&format!("ALTER ROLE {} SET default_transaction_read_only = on", db.name())).unwrap();
    let diagnosis = probe(&db.url());
    let writable = check(&diagnosis, "writable");
    assert_eq!((writable.state, writable.kind()), (FAILED, Some("read_only_by_default")));
    assert!(writable.fix(Lang::Tr).unwrap().contains(&format!("ALTER ROLE {} RESET", db.name())));
}

#[test]
fn a_database_in_another_encoding_fails_with_a_way_to_copy_it() {
    let Some(db) = Postgres::new() else { return };
    let name = format!("{}_latin5", db.name());
    db.execute_as_superuser(&format!(
        "CREATE DATABASE {name} OWNER {} TEMPLATE template0 ENCODING 'LATIN5' LC_COLLATE 'C' LC_CTYPE 'C'",
        db.name()
    ))
    .unwrap();
    let url = db.url();
    let diagnosis = probe(&format!("{}/{name}", &url[..url.rfind('/').unwrap()]));
    db.execute_as_superuser(&format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
    let encoding = check(&diagnosis, "encoding");
    assert_eq!((encoding.state, encoding.kind()), (FAILED, Some("wrong_encoding")), "{}", overview(&diagnosis));
    assert!(encoding.detail(Lang::En).contains("LATIN5"));
}

#[test]
fn a_certificate_that_nobody_trusts_fails_at_tls() {
    let Some(db) = Postgres::new() else { return };
    let Some(authority) = std::env::var_os("GOC_TEST_POSTGRES_CA") else { return };
    let diagnosis = probe(&format!("{}?sslmode=verify-full", db.url()));
    fails_at(&diagnosis, "tls", "tls_failed");
    let trusted = format!("{}?sslmode=verify-full&sslrootcert={}", db.url(), Path::new(&authority).display());
    let diagnosis = probe(&trusted);
    assert_all_ok(&diagnosis);
    assert!(check(&diagnosis, "tls").detail(Lang::En).contains("certificate and host name verified"));
    let diagnosis = probe(&format!("{}?sslrootcert=/nowhere/ca.crt", db.url()));
    fails_at(&diagnosis, "settings", "settings_file_unreadable");
}

#[test]
fn a_socket_is_found_in_its_folder_and_named_when_the_port_is_wrong() {
    let Some(db) = Postgres::new() else { return };
    let Some(folder) = std::env::var_os("GOC_TEST_POSTGRES_SOCKET") else { return };
    let folder = Path::new(&folder).display();
    let port = db.url().rsplit_once(':').unwrap().1.split('/').next().unwrap().to_owned();
    let url = |port: &str| {
        format!("postgres://{0}:{1}@/{0}?host={folder}&port={port}&sslmode=require", db.name(), db.password())
    };
    assert_all_ok(&probe(&url(&port)));
    let diagnosis = probe(&url("1"));
    let failed = fails_at(&diagnosis, "name_lookup", "socket_missing");
    assert!(failed.fix(Lang::En).unwrap().contains(&format!(".s.PGSQL.{port}")));
}

#[test]
fn a_locked_version_table_is_a_failed_check_and_not_a_hang() {
    let Some(db) = Postgres::new() else { return };
    db.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let holder = runtime.block_on(async {
        use sqlx::ConnectOptions;
        let mut holder = db.as_owner().connect().await.unwrap();
        sqlx::raw_sql("BEGIN; LOCK TABLE alembic_version").execute(&mut holder).await.unwrap();
        holder
    });
    let diagnosis = probe(&db.url());
    assert_eq!(check(&diagnosis, "version_table").kind(), Some("lock_timeout"), "{}", overview(&diagnosis));
    assert_eq!(check(&diagnosis, "clock").state, OK);
    runtime.block_on(async { sqlx::Connection::close(holder).await.unwrap() });
}

// --- what is no PostgreSQL server -----------------------------------------------------------------------------------------

#[test]
fn a_host_that_does_not_exist_fails_at_its_name() {
    let diagnosis = probe("postgres://ayse:hunter2wrong@nichtda.invalid/shop?connect_timeout=20");
    fails_at(&diagnosis, "name_lookup", "unknown_host");
    assert_silent_about(&diagnosis, "hunter2wrong");
}

#[test]
fn a_port_where_nobody_listens_is_refused() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop"));
    fails_at(&diagnosis, "port", "connection_refused");
}

/// A server that treats every connection with `talk`, for as long as the test program runs.
fn listener(talk: impl Fn(std::net::TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || listener.incoming().flatten().for_each(talk));
    port
}

#[test]
fn a_server_that_stays_silent_fails_within_the_timeout() {
    let port = listener(std::mem::forget);
    let started = Instant::now();
    let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop?connect_timeout=1"));
    fails_at(&diagnosis, "server", "server_silent");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_web_server_is_quoted() {
    let port = listener(|mut stream| {
        let _ = stream.read(&mut [0; 100]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n");
    });
    let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop"));
    let failed = fails_at(&diagnosis, "server", "not_postgres");
    assert!(failed.detail(Lang::En).ends_with("it says: HTTP/1.1 400 Bad Request"));
}

#[test]
fn a_server_that_hangs_up_is_said_to_close() {
    let port = listener(|mut stream| {
        let _ = stream.read(&mut [0; 100]);
    });
    let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop"));
    fails_at(&diagnosis, "server", "server_closed");
}

#[test]
fn a_server_that_hangs_up_or_falls_silent_after_the_greeting_fails_in_time() {
    for hangs_up in [true, false] {
        let port = listener(move |mut stream| {
            let mut request = [0; 8];
            if stream.read_exact(&mut request).is_ok() && request[4..] == [0x04, 0xd2, 0x16, 0x2f] {
                let _ = stream.write_all(b"N");
                let _ = stream.read(&mut [0; 100]);
            }
            if !hangs_up {
                std::mem::forget(stream);
            }
        });
        let started = Instant::now();
        let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop?connect_timeout=1"));
        fails_at(&diagnosis, "server", if hangs_up { "server_not_ready" } else { "connection_timeout" });
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

#[test]
fn tls_that_is_asked_for_and_not_offered_fails_at_tls() {
    let port = listener(|mut stream| {
        let _ = stream.read_exact(&mut [0; 8]);
        let _ = stream.write_all(b"N");
    });
    let diagnosis = probe(&format!("postgres://ayse@127.0.0.1:{port}/shop?sslmode=require"));
    fails_at(&diagnosis, "tls", "tls_not_offered");
}

// --- SQLite ---------------------------------------------------------------------------------------------------------------

#[test]
fn a_healthy_file_passes_every_check_and_is_not_changed() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); INSERT INTO alembic_version VALUES ('001')")
        .unwrap();
    let before = std::fs::read(db.path()).unwrap();
    let diagnosis = probe(&db.url());
    assert_all_ok(&diagnosis);
    assert!(check(&diagnosis, "version_table").detail(Lang::En).starts_with("alembic_version: 001"));
    assert_eq!(std::fs::read(db.path()).unwrap(), before);
    assert_eq!(std::fs::read_dir(db.path().parent().unwrap()).unwrap().count(), 1, "no journal, no log");
}

#[test]
fn a_file_that_is_not_there_is_fine_and_stays_away() {
    let db = Sqlite::new();
    let diagnosis = probe(&db.url());
    assert!(diagnosis.is_ok());
    assert_eq!((check(&diagnosis, "file").state, check(&diagnosis, "format").state), (OK, SKIPPED));
    assert!(!db.path().exists());
}

#[test]
fn a_missing_folder_is_named_with_the_command_that_makes_it() {
    let db = Sqlite::new();
    let path = db.path().parent().unwrap().join("none/till.db");
    let diagnosis = probe(&format!("sqlite:{}", path.display()));
    let failed = fails_at(&diagnosis, "file", "folder_missing");
    assert!(failed.fix(Lang::En).unwrap().ends_with(&format!("mkdir -p {}", path.parent().unwrap().display())));
}

#[test]
fn a_folder_in_place_of_the_file_and_a_broken_link_fail() {
    let db = Sqlite::new();
    let folder = db.path().parent().unwrap();
    fails_at(&probe(&format!("sqlite:{}", folder.display())), "file", "not_a_file");
    std::os::unix::fs::symlink(folder.join("gone.db"), db.path()).unwrap();
    fails_at(&probe(&db.url()), "file", "broken_link");
    std::fs::write(folder.join("gone.db"), "").unwrap();
    let diagnosis = probe(&db.url());
    assert_all_ok(&diagnosis);
    assert!(check(&diagnosis, "file").detail(Lang::En).contains("a symbolic link to"));
    assert_eq!(std::fs::metadata(folder.join("gone.db")).unwrap().len(), 0, "an empty file stays empty");
}

#[test]
fn a_picture_is_no_database() {
    let db = Sqlite::new();
    for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0x89; 5000]] {
        std::fs::write(db.path(), bytes).unwrap();
        fails_at(&probe(&db.url()), "format", "not_a_database");
        assert_eq!(std::fs::read(db.path()).unwrap(), bytes);
    }
}

/// The `sqlite3` shell in the middle of something.
struct Shell {
    child: Child,
    _input: ChildStdin,
}

impl Shell {
    /// Runs `sql` and keeps the connection open.
    fn start(path: &Path, sql: &str) -> Shell {
        let mut command = Command::new("sqlite3");
        let mut child =
            command.arg(path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the sqlite3 shell");
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{sql}; SELECT 'ready';").unwrap();
        input.flush().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("ready") {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "{sql}");
        }
        Shell { child, _input: input }
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_lock_that_lasts_names_its_holder() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE t (a)").unwrap();
    for (mode, readable) in [("EXCLUSIVE", false), ("IMMEDIATE", true)] {
        let shell = Shell::start(db.path(), &format!("BEGIN {mode}; INSERT INTO t VALUES (1)"));
        let diagnosis = probe(&db.url());
        let lock = check(&diagnosis, "lock");
        assert_eq!((lock.state, lock.kind()), (WARNING, Some("locked")), "{}", overview(&diagnosis));
        if cfg!(target_os = "linux") {
            let detail = lock.detail(Lang::En);
            assert!(detail.contains(&format!("pid {} (sqlite3)", shell.child.id())), "{detail}");
        }
        assert_eq!(check(&diagnosis, "integrity").state, if readable { OK } else { SKIPPED });
        assert!(diagnosis.is_ok());
    }
    // The last shell was killed in its transaction, without having written to the file.
    assert!(db.query("SELECT * FROM t").unwrap().is_empty());
}

#[test]
fn a_program_that_only_has_the_file_open_is_no_warning() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE t (a)").unwrap();
    let _shell = Shell::start(db.path(), "SELECT count(*) FROM t");
    let diagnosis = probe(&db.url());
    assert_all_ok(&diagnosis);
    if cfg!(target_os = "linux") {
        assert!(check(&diagnosis, "lock").detail(Lang::En).contains("(sqlite3)"));
    }
}

#[test]
fn a_diagnosis_takes_no_lock_away_from_another_session_of_the_same_process() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE t (a)").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let writer = runtime.block_on(async {
        use sqlx::ConnectOptions;
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(db.path());
        let mut writer = options.connect().await.unwrap();
        sqlx::raw_sql("BEGIN IMMEDIATE; INSERT INTO t VALUES (1)").execute(&mut writer).await.unwrap();
        writer
    });
    assert_eq!(check(&probe(&db.url()), "lock").state, WARNING);
    // Another process has to be kept out still.
    let shell = Command::new("sqlite3").arg(db.path()).arg("INSERT INTO t VALUES (2)").output().unwrap();
    assert!(String::from_utf8_lossy(&shell.stderr).contains("locked"), "{shell:?}");
    runtime.block_on(async { sqlx::Connection::close(writer).await.unwrap() });
}

#[test]
fn what_a_crash_left_is_said_and_not_touched() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE t (a); INSERT INTO t VALUES ('before')").unwrap();
    {
        // A small cache writes to the file before the transaction ends; killing the shell leaves the journal behind.
        let sql = "PRAGMA cache_size = 2; BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
                   INSERT INTO t SELECT hex(randomblob(50)) FROM n";
        let _shell = Shell::start(db.path(), sql);
    }
    let journal = format!("{}-journal", db.path().display());
    let before = (std::fs::read(db.path()).unwrap(), std::fs::read(&journal).unwrap());
    let diagnosis = probe(&db.url());
    if cfg!(target_os = "linux") {
        let recovery = check(&diagnosis, "recovery");
        assert_eq!((recovery.state, recovery.kind()), (WARNING, Some("hot_journal")), "{}", overview(&diagnosis));
        assert_eq!(check(&diagnosis, "integrity").state, SKIPPED);
        assert!(
            (std::fs::read(db.path()).unwrap(), std::fs::read(&journal).unwrap()) == before,
            "something was changed"
        );
    }
    assert_eq!(db.query("SELECT * FROM t").unwrap(), [["before"]]);
    assert_all_ok(&probe(&db.url()));
}

#[test]
fn damage_in_the_middle_is_found() {
    let db = Sqlite::new();
    db.execute(
        "CREATE TABLE t (a, b); CREATE INDEX t_b ON t (b); \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, hex(randomblob(50)) FROM n",
    )
    .unwrap();
    let mut bytes = std::fs::read(db.path()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xff);
    std::fs::write(db.path(), &bytes).unwrap();
    let diagnosis = probe(&db.url());
    let integrity = check(&diagnosis, "integrity");
    assert_eq!((integrity.state, integrity.kind()), (FAILED, Some("database_corrupt")), "{}", overview(&diagnosis));
    assert!(integrity.fix(Lang::En).unwrap().contains(".recover"));
    assert!(std::fs::read(db.path()).unwrap() == bytes, "the damaged file is evidence");
}

#[test]
fn rows_that_refer_to_nothing_and_utf_16_are_warnings() {
    let db = Sqlite::new();
    db.execute(
        "PRAGMA encoding = 'UTF-16le'; PRAGMA foreign_keys = OFF; CREATE TABLE a (id integer PRIMARY KEY); \
         CREATE TABLE b (a_id integer REFERENCES a (id)); INSERT INTO b VALUES (1), (2)",
    )
    .unwrap();
    let diagnosis = probe(&db.url());
    assert!(diagnosis.is_ok());
    assert_eq!(check(&diagnosis, "integrity").kind(), Some("broken_references"));
    assert!(check(&diagnosis, "integrity").detail(Lang::En).contains("2 rows"), "{}", overview(&diagnosis));
    assert_eq!(check(&diagnosis, "encoding").kind(), Some("wrong_encoding"));
}

#[test]
fn a_version_table_without_a_key_is_told_the_index() {
    let db = Sqlite::new();
    db.execute("CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('a'), ('a')")
        .unwrap();
    let diagnosis = probe(&db.url());
    let fix = check(&diagnosis, "version_table").fix(Lang::En).unwrap();
    for line in fix.lines() {
        db.execute(&line[line.find(": ").unwrap() + 2..]).unwrap();
    }
    assert_all_ok(&probe(&db.url()));
}

#[test]
fn missing_rights_on_file_and_folder_are_failures_and_the_rest_is_still_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let db = Sqlite::new();
    db.execute("CREATE TABLE t (a)").unwrap();
    let folder = db.path().parent().unwrap();
    let permit = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    permit(db.path(), 0o444);
    permit(folder, 0o555);
    if std::fs::write(folder.join("x"), "").is_ok() {
        eprintln!("skipped: no permission keeps the superuser out");
        return;
    }
    let diagnosis = probe(&db.url());
    assert_eq!(check(&diagnosis, "folder").kind(), Some("folder_not_writable"));
    assert_eq!(check(&diagnosis, "file_rights").kind(), Some("file_not_writable"));
    assert_eq!(check(&diagnosis, "integrity").state, OK, "{}", overview(&diagnosis));
    permit(db.path(), 0o000);
    let diagnosis = probe(&db.url());
    assert_eq!(check(&diagnosis, "file_rights").kind(), Some("file_not_readable"));
    permit(folder, 0o755);
}
