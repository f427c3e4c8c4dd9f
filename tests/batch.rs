//! Statements in key ranges on both databases: every row once, whatever comes, goes or breaks meanwhile.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::Duration;

use rustix::process::Signal;
use support::{Migrations, Random, Running, TestDatabase, TestEnv, on_both, until};

const MINUTE: Duration = Duration::from_secs(60);

/// A table `t` with `rows` rows whose counters are 0, and a revision that counts each of them up, range by range.
fn counters(database: &TestDatabase, rows: u32, options: &str) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let fill = format!(
        "CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 0);\n\
         INSERT INTO t (id) WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < {rows}) \
         SELECT i * 3 - {rows} FROM k;"
    );
    migrations.revision("a", &[], &fill, "DROP TABLE t;");
    migrations.revision(
        "b",
        &["a"],
        &batch(options, "UPDATE t SET n = n + 1 WHERE id BETWEEN :first AND :last"),
        "SELECT 1;",
    );
    env.run(["-d", &database.url(), "upgrade", "a"]).success();
    env
}

fn batch(options: &str, statement: &str) -> String {
    format!("-- goc:batch table=t key=id {options}\n{statement};")
}

/// How many rows have which counter.
fn counted(database: &TestDatabase) -> Vec<String> {
    database.query("SELECT n, count(*) FROM t GROUP BY n ORDER BY n").into_iter().map(|row| row.join(":")).collect()
}

#[test]
fn every_row_is_changed_once_and_nothing_is_left_of_the_record() {
    on_both(|database| {
        let env = counters(database, 2_000, "size=7");
        let output = env.run(["-d", &database.url(), "upgrade"]).success();
        assert!(output.stderr.contains("2000 rows"), "{output}");
        assert_eq!(counted(database), ["1:2000"]);
        assert_eq!(database.current(), ["b"]);
        assert_eq!(database.value("SELECT count(*) FROM goc_batch"), "0");
        assert_eq!(database.value("SELECT row_count FROM goc_step WHERE revision = 'b'"), "2000");
    });
}

#[test]
fn a_table_without_rows_is_done_at_once_and_statements_around_a_batch_run_too() {
    on_both(|database| {
        let env = TestEnv::new();
        let body = format!(
            "CREATE TABLE t (id bigint PRIMARY KEY, n integer);\n{}\nINSERT INTO t VALUES (-9223372036854775808, 0), (9223372036854775807, 0), (0, 0);\n{}\n\
             CREATE TABLE u (id integer);",
            batch("", "UPDATE t SET n = 9 WHERE id BETWEEN :first AND :last"),
            batch("size=1 pause=1ms", "UPDATE t SET n = n + 1 WHERE id BETWEEN :first AND :last")
        );
        Migrations::new(&env).revision("a", &[], &body, "SELECT 1;");
        env.run(["-d", &database.url(), "upgrade"]).success();
        assert_eq!(counted(database), ["1:3"], "the ends of what a key can be");
        assert!(database.tables().contains(&"u".to_owned()));
    });
}

#[test]
fn rows_that_come_and_go_meanwhile_are_neither_done_twice_nor_in_the_way() {
    on_both(|database| {
        let env = counters(database, 600, "size=20 pause=300ms");
        let mut goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
        until(MINUTE, "a range is done", || {
            database.tables().contains(&"goc_batch".to_owned())
                && database.column("SELECT row_count FROM goc_batch").first().is_some_and(|rows| rows != "0")
        });
        // One behind, one beyond the end, and some that go.
        database.execute(
            "INSERT INTO t (id, n) VALUES (-599, 100), (1000000, 100); DELETE FROM t WHERE id > 1000 AND id < 1100",
        );
        goc.close_input();
        goc.finish(MINUTE).expect_code(0);
        let found = counted(database);
        assert!(found.len() == 2 && found[0].starts_with("1:") && found[1] == "100:2", "{found:?}");
        assert_eq!(database.value("SELECT count(*) FROM t WHERE id BETWEEN -598 AND 1300 AND n <> 1"), "0");
    });
}

#[test]
fn a_batch_that_is_killed_again_and_again_changes_every_row_exactly_once() {
    on_both(|database| {
        let env = counters(database, 30_000, "size=40 pause=20ms");
        let mut random = Random::new();
        for _ in 0..10 {
            let goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
            let done = || match database.tables().contains(&"goc_batch".to_owned()) {
                true => database.column("SELECT row_count FROM goc_batch").first().cloned().unwrap_or_default(),
                false => String::new(),
            };
            let before = done();
            // Killed somewhere in the next ranges, not at a time.
            until(MINUTE, "it came further, or to the end", || done() != before || !goc.is_running());
            std::thread::sleep(Duration::from_millis(random.below(12) as u64));
            goc.signal(Signal::KILL);
            goc.finish(MINUTE);
            if database.engine() == "postgres" {
                let sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                                AND pid <> pg_backend_pid()";
                until(MINUTE, "its session is gone", || database.value(sessions) == "0");
            }
            let found = counted(database);
            assert!(found.iter().all(|row| row.starts_with("0:") || row.starts_with("1:")), "{found:?}");
        }
        env.run(["-d", &database.url(), "upgrade"]).success();
        assert_eq!(counted(database), ["1:30000"]);
        assert_eq!(database.current(), ["b"]);
    });
}

#[test]
fn a_signal_keeps_what_is_done_and_the_next_upgrade_goes_on() {
    on_both(|database| {
        for (signal, code, outcome) in [(Signal::TERM, 143, "cancelled"), (Signal::HUP, 129, "stopped")] {
            let env = counters(database, 900, "size=5 pause=300ms");
            let goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
            until(MINUTE, "a range is done", || {
                database.tables().contains(&"goc_batch".to_owned())
                    && database.column("SELECT row_count FROM goc_batch").first().is_some_and(|rows| rows != "0")
            });
            goc.signal(signal);
            let ended = goc.finish(MINUTE).expect_code(code);
            assert!(ended.stderr.contains("rows of the batch that are done and kept"), "{}", ended.stderr);
            assert_eq!(database.current(), ["a"]);
            assert_eq!(database.column("SELECT outcome FROM goc_run ORDER BY id DESC")[0], outcome);
            env.run(["-d", &database.url(), "upgrade"]).success();
            assert_eq!(counted(database), ["1:900"]);
            env.run(["-d", &database.url(), "downgrade", "base", "--yes"]).success();
        }
    });
}

#[test]
fn another_statement_is_not_continued_in_the_place_of_the_first() {
    on_both(|database| {
        let env = counters(database, 900, "size=5 pause=300ms");
        let goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
        until(MINUTE, "a range is done", || {
            database.tables().contains(&"goc_batch".to_owned())
                && database.column("SELECT row_count FROM goc_batch").first().is_some_and(|rows| rows != "0")
        });
        goc.signal(Signal::TERM);
        goc.finish(MINUTE).expect_code(143);
        let migrations = Migrations::at(env.path("migrations"));
        let other = batch("size=5", "UPDATE t SET n = n + 10 WHERE id BETWEEN :first AND :last");
        migrations.revision("b", &["a"], &other, "SELECT 1;");
        let before = counted(database);
        let refused = env.run(["-d", &database.url(), "--json", "upgrade"]).expect_code(1);
        assert!(refused.stdout.contains("\"file_changed\""), "{refused}");
        assert_eq!(counted(database), before);
        // From the beginning is what a person can ask for.
        env.run(["-d", &database.url(), "repair", "--retry", "--yes"]).success();
        assert_eq!(database.value("SELECT count(*) FROM t WHERE n < 10"), "0");
    });
}

#[test]
fn what_cannot_be_a_batch_is_refused_with_its_place() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        let table = "CREATE TABLE t (id integer PRIMARY KEY, n integer, w integer, k text);";
        let rows = "INSERT INTO t VALUES (1, 1, NULL, 'a');\nCREATE INDEX w ON t (w);\n";
        for (directive, statement, kind, fault) in [
            ("table=t key=id", "UPDATE t SET n = 1", "bad_batch", "no_bounds"),
            ("table=t key=id", "UPDATE t SET n = 1 WHERE id >= :first", "bad_batch", "no_bounds"),
            ("table=t key=id", "CREATE INDEX i ON t (n)", "bad_batch", "not_rows"),
            ("table=t key=id", "WITH f AS (SELECT :first, :last) SELECT * FROM f", "bad_batch", "not_rows"),
            ("table=t key=id", "", "bad_batch", "no_statement"),
            ("table=x key=id", "UPDATE t SET n = 1 WHERE id BETWEEN :first AND :last", "batch_key", "no_table"),
            ("table=t key=x", "UPDATE t SET n = 1 WHERE id BETWEEN :first AND :last", "batch_key", "no_column"),
            ("table=t key=id,n", "UPDATE t SET n = 1 WHERE id BETWEEN :first AND :last", "batch_key", "no_column"),
            ("table=t key=k", "UPDATE t SET n = 1 WHERE id BETWEEN :first AND :last", "batch_key", "not_whole_numbers"),
            ("table=t key=n", "UPDATE t SET n = 1 WHERE n BETWEEN :first AND :last", "batch_key", "no_index"),
            ("table=t key=w", "UPDATE t SET n = 1 WHERE w BETWEEN :first AND :last", "batch_key", "missing"),
        ] {
            let body = format!(
                "{table}\n{rows}-- goc:batch {directive}\n{statement}{}",
                if statement.is_empty() { "" } else { ";" }
            );
            migrations.revision("a", &[], &body, "DROP TABLE t;");
            let url = database.url();
            let error = env.run(["-d", &url, "--json", "upgrade"]).expect_code(1);
            let json: serde_json::Value = serde_json::from_str(&error.stdout).unwrap();
            assert_eq!(json["error"]["kind"], kind, "{directive}: {error}");
            assert!(error.stdout.contains(&format!("\"{fault}\"")), "{directive}: {error}");
            assert!(json["error"]["message"].as_str().unwrap().contains("a_test.sql:"), "{error}");
            if kind == "batch_key" {
                database.execute("DROP TABLE t; DELETE FROM goc_step");
            }
        }
    });
}

#[test]
fn what_runs_as_one_does_not_run_a_batch() {
    on_both(|database| {
        let env = counters(database, 30, "");
        let output = env.run(["-d", &database.url(), "--json", "upgrade", "--single-transaction"]).expect_code(1);
        assert!(output.stdout.contains("not_in_one_transaction"), "{output}");
        let output = env.run(["-d", &database.url(), "--json", "upgrade", "--dry-run"]).success();
        assert!(output.stdout.contains("goc:batch"), "{output}");
        assert_eq!(counted(database), ["0:30"]);
        // A script has no ranges: it does the same at once.
        let script = env.run(["-d", &database.url(), "upgrade", "--sql"]).success().stdout;
        assert!(!script.contains(":first"), "{script}");
        let update = script.lines().find(|line| line.starts_with("UPDATE t SET")).unwrap();
        database.execute(update);
        assert_eq!(counted(database), ["1:30"]);
    });
}

/// Starts a batch and kills it once something is done.
fn stopped_midway(database: &TestDatabase, env: &TestEnv) {
    let goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
    until(MINUTE, "a range is done", || {
        database.tables().contains(&"goc_batch".to_owned())
            && database.column("SELECT row_count FROM goc_batch").first().is_some_and(|rows| rows != "0")
    });
    goc.signal(Signal::KILL);
    goc.finish(MINUTE);
    if database.engine() == "postgres" {
        let sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                        AND pid <> pg_backend_pid()";
        until(MINUTE, "its session is gone", || database.value(sessions) == "0");
    }
}

#[test]
fn a_batch_that_was_moved_or_lost_its_directive_is_not_begun_again() {
    on_both(|database| {
        let moved =
            format!("SELECT 1;\n{}", batch("size=5", "UPDATE t SET n = n + 1 WHERE id BETWEEN :first AND :last"));
        let without = "-- goc:transaction off\nUPDATE t SET n = n + 1;".to_owned();
        for other in [moved, without] {
            let env = counters(database, 900, "size=5 pause=300ms");
            let migrations = Migrations::at(env.path("migrations"));
            stopped_midway(database, &env);
            migrations.revision("b", &["a"], &other, "SELECT 1;");
            let before = counted(database);
            let refused = env.run(["-d", &database.url(), "--json", "upgrade"]);
            assert_eq!(counted(database), before, "{other}\n{refused}");
            assert!(refused.expect_code(1).stdout.contains("\"file_changed\""));
            env.run(["-d", &database.url(), "repair", "--retry", "--yes"]).success();
            env.run(["-d", &database.url(), "downgrade", "base", "--yes"]).success();
        }
    });
}

#[test]
fn names_with_letters_of_turkish_are_found_as_the_engine_folds_them() {
    on_both(|database| {
        let env = TestEnv::new();
        let body = "CREATE TABLE ŞUBELER (ÜRÜN integer PRIMARY KEY, n integer);\n\
                    INSERT INTO ŞUBELER VALUES (1, 0), (2, 0);\n\
                    -- goc:batch table=ŞUBELER key=ÜRÜN size=1\n\
                    UPDATE ŞUBELER SET n = n + 1 WHERE ÜRÜN BETWEEN :first AND :last;";
        Migrations::new(&env).revision("a", &[], body, "SELECT 1;");
        env.run(["-d", &database.url(), "upgrade"]).success();
        assert_eq!(database.value("SELECT sum(n) FROM ŞUBELER"), "2");
    });
}

#[test]
fn a_row_that_the_shop_holds_is_waited_for_as_any_lock() {
    let Some(database) = support::Postgres::database() else { return };
    let env = counters(&database, 30_000, "size=8000");
    let url = database.url();
    let mut holder = Running::start(env.command("psql").args(["-X", "-q", "-d", &url]));
    holder.write("BEGIN; SELECT id FROM t WHERE id = (SELECT min(id) + 3000 FROM t) FOR UPDATE;\n\\warn held\n");
    holder.wait_for("held", MINUTE);
    let refused = env.run(["-d", &url, "--json", "upgrade"]).expect_code(1);
    assert!(refused.stdout.contains("lock_timeout") && refused.stdout.contains("psql"), "{refused}");
    assert_eq!(database.value("SELECT count(*) FROM goc_batch"), "0", "waiting is no reason for smaller ranges");
    holder.write("COMMIT;\n");
    holder.close_input();
    holder.finish(MINUTE).expect_code(0);
    env.run(["-d", &url, "upgrade"]).success();
    assert_eq!(counted(&database), ["1:30000"]);
}

#[test]
fn a_deadlock_with_the_shop_costs_a_range_and_not_the_batch() {
    let Some(database) = support::Postgres::database() else { return };
    let env = counters(&database, 1_000, "size=1000");
    let url = database.url();
    let mut shop = Running::start(env.command("psql").args(["-X", "-q", "-d", &url]));
    // The shop holds the greatest key, waits for the least; goc the other way round. Whoever waited longer is ended.
    shop.write(
        "SET deadlock_timeout = '20s'; BEGIN; UPDATE t SET n = n WHERE id = (SELECT max(id) FROM t);\n\\warn held\n",
    );
    shop.wait_for("held", MINUTE);
    let goc = Running::start(env.goc().args(["-d", &url, "--json", "upgrade"]));
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    until(MINUTE, "goc waits", || database.value(waits) == "1");
    shop.write("UPDATE t SET n = n WHERE id = (SELECT min(id) FROM t);\nCOMMIT;\n\\warn done\n");
    let ended = goc.finish(MINUTE);
    ended.expect_code(0);
    shop.close_input();
    shop.finish(MINUTE).expect_code(0);
    assert_eq!(counted(&database), ["1:1000"]);
}

#[test]
fn an_index_that_has_no_order_is_none() {
    let Some(database) = support::Postgres::database() else { return };
    let env = TestEnv::new();
    let body = "CREATE TABLE t (id integer NOT NULL, n integer);\nCREATE INDEX h ON t USING hash (id);\n\
                -- goc:batch table=t key=id\nUPDATE t SET n = n + 1 WHERE id BETWEEN :first AND :last;";
    Migrations::new(&env).revision("a", &[], body, "SELECT 1;");
    let refused = env.run(["-d", &database.url(), "--json", "upgrade"]).expect_code(1);
    assert!(refused.stdout.contains("\"no_index\""), "{refused}");
}

#[test]
fn a_key_of_sqlite_that_only_seems_to_be_the_row_number_is_looked_at() {
    let database = support::Sqlite::database();
    let env = TestEnv::new();
    let body = "CREATE TABLE t (id INTEGER PRIMARY KEY, n integer) WITHOUT ROWID;\nINSERT INTO t VALUES (1, 0), ('x', 0);\n\
                -- goc:batch table=t key=id\nUPDATE t SET n = n + 1 WHERE id BETWEEN :first AND :last;";
    Migrations::new(&env).revision("a", &[], body, "SELECT 1;");
    let refused = env.run(["-d", &database.url(), "--json", "upgrade"]).expect_code(1);
    assert!(refused.stdout.contains("\"missing\""), "{refused}");
}

#[test]
fn an_attempt_to_go_on_that_does_nothing_leaves_the_batch_where_it_was() {
    on_both(|database| {
        let env = counters(database, 900, "size=5 pause=300ms");
        stopped_midway(database, &env);
        let before = counted(database);
        let (refuse, allow) = match database.engine() {
            "postgres" => ("ALTER TABLE t ADD CONSTRAINT c CHECK (n = 0) NOT VALID", "ALTER TABLE t DROP CONSTRAINT c"),
            _ => ("CREATE TRIGGER c BEFORE UPDATE ON t BEGIN SELECT raise(ABORT, 'not now'); END", "DROP TRIGGER c"),
        };
        database.execute(refuse);
        for _ in 0..2 {
            let failed = env.run(["-d", &database.url(), "upgrade"]).expect_code(1);
            assert!(failed.stderr.contains("rows of the batch that are done and kept"), "{failed}");
            assert_eq!(counted(database), before);
            assert_eq!(
                database.column("SELECT outcome FROM goc_step WHERE revision = 'b' ORDER BY run_id DESC")[0],
                "partial",
                "a crash right now would still leave a step to go on with"
            );
        }
        database.execute(allow);
        env.run(["-d", &database.url(), "upgrade"]).success();
        assert_eq!(counted(database), ["1:900"]);
    });
}

#[test]
fn a_shop_that_goes_on_working_and_ten_kills_leave_every_row_done_once() {
    on_both(|database| {
        let env = counters(database, 20_000, "size=200 pause=5ms");
        let mut random = Random::new();
        for round in 0..10 {
            let goc = Running::start(env.goc().args(["-d", &database.url(), "upgrade"]));
            // Rows go anywhere, and come where no range is any more: above the end of the beginning.
            database.execute(&format!(
                "DELETE FROM t WHERE id BETWEEN {from} AND {from} + 60; INSERT INTO t (id, n) VALUES ({}, 100)",
                100_000 + round,
                from = random.below(60_000) as i64 - 20_000
            ));
            std::thread::sleep(Duration::from_millis(random.below(150) as u64));
            goc.signal(Signal::KILL);
            goc.finish(MINUTE);
        }
        env.run(["-d", &database.url(), "upgrade"]).success();
        let found = database.column("SELECT DISTINCT n FROM t WHERE id < 100000");
        assert_eq!(found, ["1"]);
        // Those that came before the batch began are its own.
        assert_eq!(database.value("SELECT count(*) FROM t WHERE id >= 100000 AND n NOT IN (100, 101)"), "0");
    });
}
