//! `goc rehearse` on both databases: what it finds, what it remembers, and that nothing of it is left.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::Duration;

use rustix::process::Signal;
use support::{Migrations, Postgres, Running, Sqlite, TestDatabase, TestEnv, until};

const MINUTE: Duration = Duration::from_secs(60);

/// Each database with a login that may create others, as a rehearsal needs it.
fn on_both(test: impl Fn(&TestDatabase)) {
    eprintln!("on SQLite");
    test(&Sqlite::database());
    if let Some(database) = Postgres::new() {
        eprintln!("on PostgreSQL");
        database.execute_as_superuser(&format!("ALTER ROLE {} CREATEDB", database.name())).unwrap();
        test(&TestDatabase::Postgres(Box::new(database)));
    }
}

/// A database at `a` with two revisions pending.
fn shop(database: &TestDatabase, b: &str, back: &str) -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations
        .revision("a", &[], "CREATE TABLE t (id integer PRIMARY KEY);\nINSERT INTO t VALUES (1), (2);", "DROP TABLE t;")
        .revision("b", &["a"], b, back)
        .revision("c", &["b"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
    env.run(["-d", &database.url(), "upgrade", "a"]).success();
    env
}

/// Databases and folders of rehearsals that are there.
fn left(database: &TestDatabase) -> Vec<String> {
    match database {
        TestDatabase::Postgres(_) => database.column(
            "SELECT datname FROM pg_database WHERE datname LIKE 'goc!_rehearsal!_%' ESCAPE '!' AND pg_get_userbyid(datdba) = current_user",
        ),
        TestDatabase::Sqlite(sqlite) => {
            let entries = std::fs::read_dir(sqlite.path().parent().unwrap()).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
            names.filter(|name| name.contains("rehearsal")).collect()
        }
    }
}

#[test]
fn a_plan_is_tried_out_and_back_and_remembered_by_its_files() {
    on_both(|database| {
        let url = database.url();
        let env =
            shop(database, "ALTER TABLE t ADD COLUMN n integer;\nUPDATE t SET n = 1;", "ALTER TABLE t DROP COLUMN n;");
        let (before, rows) = (database.schema(), database.query("SELECT * FROM t ORDER BY id"));
        let found = env.json(["-d", &url, "rehearse"]);
        assert_eq!(found["success"], true, "{found}");
        assert_eq!(found["same_schema"], true, "{found}");
        assert_eq!(found["steps"][0]["rows"], 2, "on a copy with the rows: {found}");
        assert!(found["steps"][1]["again_ms"].is_u64(), "{found}");
        assert_eq!((database.schema(), database.query("SELECT * FROM t ORDER BY id")), (before, rows));
        assert_eq!((database.current(), left(database)), (vec!["a".to_owned()], Vec::new()));
        let cost = env.run(["-d", &url, "plan", "upgrade", "heads", "--cost"]).success();
        assert!(cost.stdout.contains("exactly this plan was rehearsed"), "{cost}");
        // Another target, or another file, is another plan.
        let cost = env.run(["-d", &url, "plan", "upgrade", "b", "--cost"]).success();
        assert!(cost.stdout.contains("not rehearsed"), "{cost}");
        let migrations = Migrations::at(env.path("migrations"));
        migrations.revision("c", &["b"], "CREATE TABLE c (id bigint);", "DROP TABLE c;");
        let cost = env.run(["-d", &url, "plan", "upgrade", "heads", "--cost"]).success();
        assert!(cost.stdout.contains("not rehearsed"), "{cost}");
    });
}

#[test]
fn a_way_back_that_leads_elsewhere_is_found_and_one_that_is_none_is_said() {
    on_both(|database| {
        let url = database.url();
        let env = shop(database, "ALTER TABLE t ADD COLUMN n integer;", "SELECT 1;");
        let output = env.run(["-d", &url, "rehearse"]).expect_code(3);
        assert!(output.stdout.contains("another schema") && output.stdout.contains("+ "), "{output}");
        assert_eq!(left(database), [""; 0]);
        let migrations = Migrations::at(env.path("migrations"));
        migrations.revision(
            "b",
            &["a"],
            "ALTER TABLE t ADD COLUMN n integer;",
            "-- goc:irreversible the old rows are gone\n",
        );
        let output = env.run(["-d", &url, "rehearse"]).success();
        assert!(output.stdout.contains("no way back (irreversible)"), "{output}");
        assert_eq!(left(database), [""; 0]);
    });
}

#[test]
fn a_step_that_fails_on_the_copy_leaves_nothing_and_changes_nothing() {
    on_both(|database| {
        let env = shop(database, "CREATE TABLE b (id integer);\nSELECT * FROM missing;", "DROP TABLE b;");
        let before = database.schema();
        let error = env.run(["-d", &database.url(), "--json", "rehearse"]).expect_code(1);
        assert!(error.stdout.contains("b_test.sql:9") || error.stdout.contains("b_test.sql:8"), "{error}");
        assert_eq!((database.schema(), database.current()), (before, vec!["a".to_owned()]));
        assert_eq!(left(database), [""; 0]);
    });
}

#[test]
fn a_backup_is_what_is_rehearsed_with_when_there_is_one() {
    on_both(|database| {
        let url = database.url();
        let env = shop(database, "ALTER TABLE t ADD COLUMN n integer;", "ALTER TABLE t DROP COLUMN n;");
        let missing = env.run(["-d", &url, "--json", "rehearse", "--from", "backup"]).expect_code(1);
        assert!(missing.stdout.contains("\"no_backup\""), "{missing}");
        env.run(["-d", &url, "backup"]).success();
        database.execute("INSERT INTO t VALUES (3)");
        let found = env.json(["-d", &url, "rehearse"]);
        assert!(found["backup"].is_string() && found["success"] == true, "{found}");
        let found = env.json(["-d", &url, "rehearse", "--from", "live"]);
        assert!(found["backup"].is_null() && found["success"] == true, "{found}");
        // A backup of another time is another plan.
        env.run(["-d", &url, "upgrade", "b"]).success();
        let other = env.run(["-d", &url, "--json", "rehearse", "--from", "backup"]).expect_code(1);
        assert!(other.stdout.contains("\"rehearsal_elsewhere\""), "{other}");
        assert_eq!(left(database), [""; 0]);
    });
}

#[test]
fn what_a_signal_ends_is_cleared_away_and_what_was_killed_by_the_next_one() {
    on_both(|database| {
        let url = database.url();
        let endless = match database.engine() {
            "postgres" => "SELECT pg_sleep(600);",
            _ => "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;",
        };
        let env = shop(database, endless, "SELECT 1;");
        for signal in [Signal::TERM, Signal::KILL] {
            let goc = Running::start(env.goc().args(["-d", &url, "-v", "rehearse"]));
            until(MINUTE, "the copy is there", || !left(database).is_empty());
            if signal == Signal::TERM {
                // In whatever it does just then.
                goc.signal(signal);
                goc.finish(MINUTE).expect_code(143);
                assert_eq!(left(database), [""; 0]);
            } else {
                goc.signal(signal);
                goc.finish(MINUTE);
                assert_eq!(left(database).len(), 1);
            }
        }
        let migrations = Migrations::at(env.path("migrations"));
        migrations.revision("b", &["a"], "CREATE TABLE b (id integer);", "DROP TABLE b;");
        // The dead session's lock goes when its server process sees that nobody is there.
        until(MINUTE, "the dead one is gone", || {
            env.run(["-d", &url, "rehearse"]).success();
            left(database).is_empty()
        });
    });
}

#[test]
fn a_rehearsed_time_counts_for_a_deadline() {
    on_both(|database| {
        let url = database.url();
        let env = shop(database, "CREATE TABLE b (id integer);", "DROP TABLE b;");
        env.run(["-d", &url, "rehearse"]).success();
        database.execute("UPDATE goc_rehearsal SET steps = '7200000 b\n5 c'");
        let stopped = env.run(["-d", &url, "--json", "upgrade", "heads", "--deadline", "1h"]).expect_code(1);
        assert!(stopped.stdout.contains("\"deadline\""), "{stopped}");
        assert_eq!(database.current(), ["a"]);
    });
}
