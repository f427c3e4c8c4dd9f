//! The run of another goc on a SQLite file: seen through the journal, and ended with a signal on its own machine.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::Duration;

use serde_json::Value;
use support::{Migrations, Running, Sqlite, Terminal, TestEnv, till};

const LONG: Duration = Duration::from_secs(60);
/// How soon a program that was asked to end is gone.
const SOON: Duration = Duration::from_secs(5);

/// Counts for minutes.
const COUNTING: &str = "CREATE TABLE b (id integer);\n\
     CREATE TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) SELECT max(i) AS m FROM n;";

/// A goc in the second of three steps.
fn at_work() -> (TestEnv, Sqlite, Running) {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision("b", &["a"], COUNTING, "DROP TABLE b");
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    let db = Sqlite::new();
    let mut goc = Running::start(env.goc().args(["-d", &db.url(), "-v", "upgrade"]));
    goc.wait_for("1/3 a", LONG);
    goc.wait_for("1/", LONG);
    (env, db, goc)
}

#[track_caller]
fn json(env: &TestEnv, args: &[&str], code: i32) -> Value {
    let output = env.run([&["--json"], args].concat()).expect_code(code);
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("not JSON: {error}\n{output}"))
}

#[test]
fn a_second_goc_sees_the_run_and_cancels_it_with_a_signal() {
    let (env, db, goc) = at_work();
    let (url, pid) = (db.url(), goc.pid().to_string());
    let found = json(&env, &["-d", &url, "activity"], 0);
    assert_eq!((&found["run"]["pid"], &found["run"]["steps_done"]), (&goc.pid().into(), &1.into()), "{found:#}");
    assert_eq!((&found["step"]["number"], &found["step"]["revision"]), (&2.into(), &"b".into()), "{found:#}");
    assert_eq!((&found["writer"], &found["progress"]), (&Value::Null, &Value::Null), "{found:#}");
    let text = env.run(["-d", &url, "--lang", "tr", "activity"]).success().stdout;
    for part in ["upgrade head", "adım 2/3: b", &format!("pid {pid}"), "--cancel"] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    let error = json(&env, &["-d", &url, "activity", "--cancel", "1"], 1);
    assert_eq!(error["error"]["kind"], "not_in_the_way", "{error}");

    env.run(["-d", &url, "activity", "--cancel", &pid]).success();
    goc.finish(SOON).expect_code(143);
    assert_eq!(till::current(&db), "a");
    assert_eq!(db.query("SELECT outcome FROM goc_run").unwrap(), [["cancelled"]]);
    assert_eq!(json(&env, &["-d", &url, "activity"], 0)["run"], Value::Null);
}

#[test]
fn a_goc_that_does_not_listen_is_ended_like_by_a_power_cut() {
    let (env, db, goc) = at_work();
    let (url, pid) = (db.url(), goc.pid().to_string());
    env.run(["-d", &url, "activity", "--terminate", &pid, "--yes"]).success();
    goc.finish(SOON);
    assert_eq!(till::current(&db), "a");
    assert_eq!(json(&env, &["-d", &url, "activity"], 0)["run"], Value::Null, "its process is gone");
    let error = json(&env, &["-d", &url, "activity", "--cancel", &pid], 0);
    assert_eq!(error["was_gone"], true, "{error}");
}

#[test]
fn a_run_of_another_machine_is_refused_with_an_explanation() {
    let (env, db, goc) = at_work();
    goc.signal(rustix::process::Signal::KILL);
    goc.finish(SOON);
    let url = db.url();
    db.query("UPDATE goc_run SET host = 'kasa-2', pid = 4711, operator = 'ayse'").unwrap();
    assert_eq!(json(&env, &["-d", &url, "activity"], 0)["run"], Value::Null, "whether it lives is not known here");
    let error = json(&env, &["-d", &url, "activity", "--cancel", "4711"], 1);
    assert_eq!(error["error"]["kind"], "other_machine", "{error}");
    assert!(error["error"]["hint"].as_str().unwrap().contains("kasa-2"), "{error}");
}

#[test]
fn the_terminal_ui_shows_it_and_cancels_it() {
    let (env, db, goc) = at_work();
    let mut terminal = Terminal::start_sized(env.goc().args(["-d", &db.url()]), 100, 30);
    terminal.keys("3");
    terminal.wait_for("step 2 of 3: b");
    terminal.keys("c");
    terminal.wait_for("Cancel that run?");
    terminal.keys("<Right><Enter>");
    goc.finish(SOON).expect_code(143);
    terminal.wait_until_gone("running elsewhere");
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}
