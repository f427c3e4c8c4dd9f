//! Signals in the middle of a step on SQLite.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::Duration;

use rustix::process::Signal;
use support::{Ended, Migrations, Running, Sqlite, TestEnv, till};

const LONG: Duration = Duration::from_secs(60);
/// How soon a program that was asked to end is gone.
const SOON: Duration = Duration::from_secs(5);

/// Counts for minutes, or for some seconds.
fn counting(count: u64) -> String {
    format!(
        "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n\
         CREATE TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT max(i) AS m FROM n;"
    )
}

/// Sends a signal into the second of three steps.
fn interrupt(signal: Signal, language: &str, body: &str, within: Duration) -> (TestEnv, Sqlite, Ended) {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision_with("b", &["a"], "", body);
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    let db = Sqlite::new();
    let mut goc = Running::start(env.goc().args(["-d", &db.url(), "--lang", language, "-v", "upgrade"]));
    // The first statement of the second step is done, so the step is in the middle.
    goc.wait_for("1/3 a", LONG);
    goc.wait_for("1/", LONG);
    goc.signal(signal);
    let ended = goc.finish(within);
    (env, db, ended)
}

#[test]
fn an_interrupt_or_a_request_to_end_rolls_the_step_back_at_once() {
    for (signal, code, language, word) in [
        (Signal::INT, 130, "en", "goc upgrade"),
        (Signal::TERM, 143, "tr", "goc upgrade"),
        (Signal::TERM, 143, "en", "b_test.sql"),
    ] {
        let body = format!("-- goc:upgrade\n{}\n", counting(4_000_000_000));
        let (env, db, ended) = interrupt(signal, language, &body, SOON);
        let ended = ended.expect_code(code);
        assert!(ended.stderr.contains(word), "{}", ended.stderr);
        assert_eq!(
            (till::current(&db).as_str(), till::content(&db).as_str()),
            ("a", "table | a | a | CREATE TABLE a (id integer)\n")
        );
        let outcomes =
            db.query("SELECT outcome FROM goc_run UNION ALL SELECT outcome FROM goc_step ORDER BY 1").unwrap();
        assert_eq!(outcomes, [["cancelled"], ["cancelled"], ["done"]]);
        Migrations::new(&env).revision("b", &["a"], &counting(3), "SELECT 1;");
        env.run(["-d", &db.url(), "upgrade"]).success();
        assert_eq!(till::current(&db), "c");
    }
}

#[test]
fn a_lost_line_lets_the_step_finish_and_stops_behind_it() {
    let body = format!("-- goc:upgrade\n{}\n", counting(2_000_000));
    let (env, db, ended) = interrupt(Signal::HUP, "en", &body, LONG);
    let ended = ended.expect_code(129);
    assert!(ended.stderr.contains("stopped after 2 of 3 steps"), "{}", ended.stderr);
    assert_eq!(till::current(&db), "b");
    assert_eq!(db.query("SELECT m FROM n").unwrap(), [["2000000"]]);
    assert_eq!(db.query("SELECT outcome FROM goc_run").unwrap(), [["stopped"]]);
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "c");
}

#[test]
fn an_interrupted_step_without_a_transaction_goes_on_where_it_was() {
    let body = format!("-- goc:upgrade\n-- goc:transaction off\n{}\n", counting(4_000_000_000));
    let (env, db, ended) = interrupt(Signal::TERM, "en", &body, SOON);
    ended.expect_code(143);
    assert_eq!((till::current(&db).as_str(), db.query("SELECT id FROM b").unwrap().len()), ("a", 1));
    let step = env.json(["-d", &db.url(), "repair"])["interrupted"][0].clone();
    assert_eq!(step["record"]["statements_done"], 2, "{step}");
    let body = format!("-- goc:upgrade\n-- goc:transaction off\n{}\n", counting(3));
    Migrations::new(&env).revision_with("b", &["a"], "", &body);
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(db.query("SELECT id FROM b").unwrap(), [["1"]], "no statement ran twice");
}

#[test]
fn a_goc_that_waits_for_another_one_ends_at_once() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision("b", &["a"], &counting(4_000_000_000), "SELECT 1;");
    let db = Sqlite::new();
    let mut first = Running::start(env.goc().args(["-d", &db.url(), "upgrade"]));
    first.wait_for("1/2", LONG);
    for (signal, code) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::TERM, 143)] {
        let mut second = Running::start(env.goc().args(["-d", &db.url(), "upgrade"]));
        second.wait_for("pid", LONG);
        second.signal(signal);
        second.finish(SOON).expect_code(code);
    }
    first.signal(Signal::TERM);
    first.finish(SOON).expect_code(143);
    assert_eq!(till::current(&db), "a");
}
