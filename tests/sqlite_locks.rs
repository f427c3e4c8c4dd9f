//! Several programs at one file: other instances of goc, a till that writes, a report that reads.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::path::Path;
use std::time::Duration;

use support::{Ended, Migrations, Running, Sqlite, TestEnv, till};

const LONG: Duration = Duration::from_secs(120);

#[test]
fn two_upgrades_at_once_both_succeed() {
    upgrade_at_once(2, "delete");
}

#[test]
fn eight_upgrades_at_once_all_succeed() {
    upgrade_at_once(8, "delete");
}

#[test]
fn eight_upgrades_at_once_all_succeed_with_a_write_ahead_log() {
    upgrade_at_once(8, "wal");
}

/// The file does not exist when they start, except where its journal mode has to be chosen first.
fn upgrade_at_once(count: usize, journal_mode: &str) {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    if journal_mode != "delete" {
        db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
    }
    let all: Vec<Running> = (0..count).map(|_| Running::start(env.goc().args(["-d", &db.url(), "upgrade"]))).collect();
    let ended: Vec<Ended> = all.into_iter().map(|goc| goc.finish(LONG).expect_code(0)).collect();
    till::assert_exact(&db);
    assert_eq!(till::current(&db), "r30");
    let steps = db.query("SELECT revision, count(*), count(DISTINCT run_id) FROM goc_step GROUP BY revision").unwrap();
    assert_eq!(steps.len(), till::REVISIONS);
    assert!(steps.iter().all(|step| step[1..] == ["1", "1"]), "each step ran once: {steps:?}");
    assert_eq!(db.query("SELECT count(*), min(outcome) FROM goc_run").unwrap(), [["1", "done"]]);
    let workers: Vec<&Ended> = ended.iter().filter(|ended| ended.stderr.contains("30/30")).collect();
    assert_eq!(workers.len(), 1, "one of them did the work");
    for ended in ended.iter().filter(|ended| !ended.stderr.contains("30/30")) {
        // One that comes when all is done has nothing to wait for.
        let waited = ended.stderr.contains("pid ");
        assert!(waited || ended.stderr.is_empty(), "{}", ended.stderr);
        assert!(ended.stdout.contains("r30"), "{}", ended.stdout);
    }
}

#[test]
fn one_that_waits_says_who_works_since_when() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision("b", &["a"], SLOW, "DROP TABLE b");
    let db = Sqlite::new();
    let mut first = Running::start(env.goc().args(["-d", &db.url(), "upgrade"]));
    first.wait_for("1/2", LONG);
    for (language, word) in [("en", "pid"), ("tr", "pid")] {
        let mut second = Running::start(env.goc().args(["-d", &db.url(), "--lang", language, "upgrade"]));
        let line = second.wait_for(word, LONG);
        assert!(line.contains(&format!("pid {}", first.pid())) && line.contains("goc upgrade"), "{line}");
    }
    let status = env.run(["-d", &db.url(), "--lang", "en", "status"]).success();
    assert!(status.stdout.contains(&format!("pid {}", first.pid())), "{status}");
}

/// Runs for minutes if nobody ends it.
const SLOW: &str = "CREATE TABLE b AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) SELECT max(i) AS m FROM n";

/// The `sqlite3` shell in the middle of a transaction, until its input is closed.
struct Other(Running);

impl Other {
    fn start(env: &TestEnv, file: &Path, sql: &str) -> Other {
        let script = format!(".bail on\n.timeout 5000\n{sql}\n.shell echo locked >&2\n");
        let mut shell = Running::start(env.command("sqlite3").arg(file));
        shell.write(&script);
        shell.wait_for("locked", LONG);
        Other(shell)
    }
}

fn a_till() -> Sqlite {
    let db = Sqlite::new();
    db.execute("CREATE TABLE till (id integer); INSERT INTO till VALUES (1)").unwrap();
    db
}

/// Longer than any other tool waits, shorter than goc does.
const HELD: Duration = Duration::from_secs(7);

#[test]
fn an_upgrade_waits_seven_seconds_for_another_program_and_finishes() {
    let waits = |lock: &str, body: &str| {
        let env = TestEnv::new();
        Migrations::new(&env).revision_with("a", &[], "", body);
        let db = a_till();
        let mut other = Other::start(&env, db.path(), lock);
        let goc = Running::start(env.goc().args(["-d", &db.url(), "upgrade"]));
        std::thread::sleep(HELD);
        assert!(goc.is_running(), "{lock}");
        other.0.write("COMMIT;\n");
        goc.finish(LONG).expect_code(0);
        assert_eq!(till::current(&db), "a", "{lock}");
    };
    let step = "-- goc:upgrade\nCREATE TABLE a (id integer);\n";
    std::thread::scope(|scope| {
        scope.spawn(|| waits("BEGIN IMMEDIATE; INSERT INTO till VALUES (2);", step));
        scope.spawn(|| waits("BEGIN EXCLUSIVE;", step));
        // A reader lets others write, but keeps their COMMIT out of the file.
        scope.spawn(|| waits("BEGIN; SELECT count(*) FROM till;", step));
    });
}

#[test]
fn a_step_without_a_transaction_waits_for_another_program_as_well() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], &COUNTING.replace("COUNT", "1000000"), "DROP TABLE counted");
    migrations.revision_with("b", &["a"], "", "-- goc:upgrade\n-- goc:transaction off\nVACUUM;\nVACUUM;\n");
    let db = a_till();
    let mut goc = Running::start(env.goc().args(["-d", &db.url(), "upgrade"]));
    goc.wait_for("1/2", LONG);
    let mut other = Other::start(&env, db.path(), "BEGIN IMMEDIATE;");
    std::thread::sleep(HELD);
    other.0.write("COMMIT;\n");
    goc.finish(LONG).expect_code(0);
    assert_eq!(till::current(&db), "b");
}

#[test]
fn a_program_that_never_lets_go_is_named_within_forty_seconds() {
    let gives_up = |lock: &str, language: &str| {
        let env = TestEnv::new();
        Migrations::new(&env).revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
        let db = a_till();
        let other = Other::start(&env, db.path(), lock);
        let goc = Running::start(env.goc().args(["-d", &db.url(), "--lang", language, "upgrade"]));
        let ended = goc.finish(Duration::from_secs(40)).expect_code(1);
        assert!(ended.stderr.contains(&format!("pid {} (sqlite3)", other.0.pid())), "{}", ended.stderr);
        other.0.finish(LONG);
        assert_eq!(till::current(&db), "");
        assert_eq!(db.query("SELECT count(*) FROM till").unwrap(), [["1"]]);
        env.run(["-d", &db.url(), "upgrade"]).success();
    };
    std::thread::scope(|scope| {
        scope.spawn(|| gives_up("BEGIN IMMEDIATE; INSERT INTO till VALUES (2);", "en"));
        scope.spawn(|| gives_up("BEGIN; SELECT count(*) FROM till;", "tr"));
        scope.spawn(a_reader_that_comes_while_a_step_runs);
    });
}

/// Neither the step nor the note that it failed can be written; goc does not wait for both.
fn a_reader_that_comes_while_a_step_runs() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision("b", &["a"], &COUNTING.replace("COUNT", "3000000"), "DROP TABLE counted");
    let db = a_till();
    let mut goc = Running::start(env.goc().args(["-d", &db.url(), "--lang", "en", "upgrade"]));
    goc.wait_for("1/2", LONG);
    let other = Other::start(&env, db.path(), "BEGIN; SELECT count(*) FROM till;");
    let ended = goc.finish(Duration::from_secs(45)).expect_code(1);
    assert!(ended.stderr.contains(&format!("pid {} (sqlite3)", other.0.pid())), "{}", ended.stderr);
    other.0.finish(LONG);
    assert_eq!(till::current(&db), "a");
    let status = env.run(["-d", &db.url(), "status", "--json"]).success();
    assert!(status.stdout.contains("\"pending_count\": 1"), "{status}");
    env.run(["-d", &db.url(), "upgrade"]).success();
}

/// Takes some seconds.
const COUNTING: &str = "CREATE TABLE counted AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < COUNT) SELECT max(i) AS m FROM n";
