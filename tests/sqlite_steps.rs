//! Steps on SQLite that fail, or that want something special: what stays, and what the message says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::{Migrations, Sqlite, TestEnv, till};

/// A BOM, CRLF, letters of more than one byte, a trigger with semicolons, and a statement of two lines that fails on line 17.
const CRLF_FILE: &str = "\u{feff}-- revision: b\r\n-- revises: a\r\n-- message: Işık, çığ; ğ\r\n\r\n-- goc:upgrade\r\n\
    -- önce; sonra\r\nCREATE TABLE çay (\r\n  id integer, -- ş;\r\n  ad text);\r\nCREATE TRIGGER güncel AFTER INSERT ON çay BEGIN\r\n\
    \x20 UPDATE çay SET ad = 'ı;' WHERE id = 1;\r\nEND;\r\n\r\n/* a\r\n; b */ INSERT INTO çay VALUES (1, 'ş');\r\n\r\nINSERT INTO\r\n\
    \x20 yok VALUES (1);\r\n\r\n-- goc:downgrade\r\nDROP TABLE çay;\r\n";

#[test]
fn a_step_that_fails_half_way_is_rolled_back_and_goes_on_after_mending() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);", "DROP TABLE a");
    migrations.file("b.sql", CRLF_FILE);
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    let db = Sqlite::new();

    for (language, word) in [("en", "Error"), ("tr", "Hata")] {
        let output = env.run(["-d", &db.url(), "--lang", language, "upgrade"]).expect_code(1);
        let first = output.stderr.lines().find(|line| line.starts_with(word)).unwrap();
        assert!(first.contains("b.sql:17") && first.contains("`b`") && first.contains("yok"), "{output}");
        assert_eq!(till::current(&db), "a");
        assert_eq!(till::content(&db), "table | a | a | CREATE TABLE a (id integer)\n  1\n");
    }
    let error = &env.json(["-d", &db.url(), "upgrade"])["error"];
    assert_eq!(error["kind"], "statement_failed");
    assert_eq!((&error["file"], &error["line"], &error["steps_done"]), (&"b.sql".into(), &17.into(), &0.into()));
    let failed = db.query("SELECT revision, outcome, error FROM goc_step WHERE outcome <> 'done'").unwrap();
    assert_eq!(failed.len(), 3);
    assert!(failed.iter().all(|row| row[0] == "b" && row[1] == "failed" && row[2].contains("b.sql:17")), "{failed:?}");

    migrations.file("b.sql", CRLF_FILE.replace("yok VALUES (1)", "çay (id) VALUES (1)"));
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "c");
    assert_eq!(
        db.query("SELECT id, ad FROM çay").unwrap(),
        [["1", "ı;"], ["1", "ı;"]].map(|row| row.map(str::to_owned))
    );
}

#[test]
fn a_file_with_a_bom_and_crlf_is_the_same_file_as_one_without() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    let mended = CRLF_FILE.replace("yok VALUES (1)", "çay (id) VALUES (1)");
    migrations.file("b.sql", &mended);
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade"]).success();
    migrations.file("b.sql", mended.replace("\r\n", "\n").trim_start_matches('\u{feff}'));
    env.run(["-d", &db.url(), "status", "--check"]).success();
    migrations.file("b.sql", mended.replace("'ş'", "'s'"));
    let status = env.run(["-d", &db.url(), "status", "--check"]).expect_code(3);
    assert!(status.stdout.contains("b.sql"), "{status}");
}

#[test]
fn transaction_control_inside_a_revision_is_refused_before_anything_runs() {
    let hidden = [
        "COMMIT;",
        "commit transaction",
        "/* ; */ END -- x\n ;",
        "-- COMMIT\n/* BEGIN */ RollBack /* to nowhere */;",
        "BEGIN IMMEDIATE;",
        "\u{feff}BEGIN;",
        "; ; BEGIN",
        "SELECT 1; --\n\tCOMMIT\n;",
    ];
    for (number, statement) in hidden.iter().enumerate() {
        let env = TestEnv::new();
        let migrations = Migrations::new(&env);
        migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
        let body = format!("CREATE TABLE b (id integer);\n{statement}\n;CREATE TABLE c (id integer);");
        migrations.revision("b", &["a"], &body, "DROP TABLE b");
        let db = Sqlite::new();
        for extra in [&[][..], &["--dry-run"], &["--single-transaction"], &["--sql"]] {
            let error = env.json(["-d", &db.url(), "upgrade"].iter().chain(extra).copied())["error"].clone();
            assert_eq!(error["kind"], "transaction_control", "{number} {extra:?}: {error}");
            assert!(error["message"].as_str().unwrap().contains("b_test.sql:"), "{error}");
        }
        assert!(!db.path().exists(), "{number}: not even the first revision ran");
    }
    // The words alone are harmless.
    let env = TestEnv::new();
    Migrations::new(&env).revision(
        "a",
        &[],
        "CREATE TABLE \"commit\" (\"end\" text);\n-- COMMIT;\nINSERT INTO \"commit\" VALUES ('; ROLLBACK;');\nSAVEPOINT s; RELEASE s;",
        "DROP TABLE \"commit\"",
    );
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(db.query("SELECT * FROM \"commit\"").unwrap(), [["; ROLLBACK;"]]);
}

/// What the database's own settings are while a step runs.
const LOOK: &str = "CREATE TABLE seen AS SELECT (SELECT synchronous FROM pragma_synchronous) AS synchronous, \
    (SELECT journal_mode FROM pragma_journal_mode) AS journal_mode, (SELECT foreign_keys FROM pragma_foreign_keys) AS foreign_keys;";

#[test]
fn a_step_runs_with_full_durability_in_the_journal_mode_of_the_file_with_foreign_keys_on() {
    for journal_mode in ["delete", "wal"] {
        let env = TestEnv::new();
        Migrations::new(&env).revision("a", &[], LOOK, "DROP TABLE seen");
        let db = Sqlite::new();
        db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
        env.run(["-d", &db.url(), "upgrade"]).success();
        assert_eq!(db.query("SELECT * FROM seen").unwrap(), [["2", journal_mode, "1"]]);
        assert_eq!(db.query("PRAGMA journal_mode").unwrap(), [[journal_mode]]);
    }
}

fn family(env: &TestEnv) -> Migrations {
    let migrations = Migrations::new(env);
    migrations.revision(
        "a",
        &[],
        "CREATE TABLE parent (id integer PRIMARY KEY);\n\
         CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES parent (id) ON DELETE CASCADE);\n\
         INSERT INTO parent VALUES (1), (2), (3);\nINSERT INTO child VALUES (10, 1), (20, 2), (30, 3);",
        "DROP TABLE child;\nDROP TABLE parent;",
    );
    migrations
}

const REBUILD: &str = "CREATE TABLE parent_new (id integer PRIMARY KEY, name text);\nINSERT INTO parent_new (id) SELECT id FROM parent WHERE KEEP;\n\
    DROP TABLE parent;\nALTER TABLE parent_new RENAME TO parent;";

#[test]
fn foreign_keys_cascade_in_a_step_and_stay_out_of_a_table_rebuild() {
    let env = TestEnv::new();
    let migrations = family(&env);
    migrations.revision("b", &["a"], "DELETE FROM parent WHERE id = 3;", "SELECT 1;");
    migrations.revision("c", &["b"], &REBUILD.replace("KEEP", "true"), "SELECT 1;");
    migrations.revision("d", &["c"], "DELETE FROM parent WHERE id = 2;", "SELECT 1;");
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "b"]).success();
    assert_eq!(db.query("SELECT id FROM child").unwrap(), [["10"], ["20"]]);
    env.run(["-d", &db.url(), "upgrade", "c"]).success();
    assert_eq!(db.query("SELECT id FROM child").unwrap(), [["10"], ["20"]], "the rebuild kept the children");
    env.run(["-d", &db.url(), "upgrade", "d"]).success();
    assert_eq!(db.query("SELECT id FROM child").unwrap(), [["10"]], "foreign keys are on again");
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(db.query("SELECT id FROM child").unwrap(), [["10"]], "in one run as well");
    // SQLite cannot switch inside a transaction, so all of it runs with foreign keys off, and what that leaves is refused.
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "a"]).success();
    let error = env.json(["-d", &db.url(), "upgrade", "--single-transaction"])["error"].clone();
    assert_eq!(error["kind"], "foreign_key_violation");
    assert_eq!(
        (till::current(&db), db.query("SELECT count(*) FROM child").unwrap()),
        ("a".into(), vec![vec!["3".into()]])
    );
}

#[test]
fn rows_that_a_rebuild_would_orphan_are_named_and_the_step_is_rolled_back() {
    let env = TestEnv::new();
    let migrations = family(&env);
    migrations.revision("b", &["a"], &REBUILD.replace("KEEP", "id <> 2"), "SELECT 1;");
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "a"]).success();
    let before = till::content(&db);
    for extra in [&[][..], &["--dry-run"], &["--single-transaction"]] {
        let error = env.json(["-d", &db.url(), "upgrade"].iter().chain(extra).copied())["error"].clone();
        assert_eq!(error["kind"], "foreign_key_violation", "{error}");
        assert!(error["message"].as_str().unwrap().contains("child rowid 20 -> parent"), "{error}");
        assert_eq!((till::current(&db).as_str(), till::content(&db)), ("a", before.clone()));
    }
}

#[test]
fn rows_that_pointed_nowhere_before_a_rebuild_are_not_its_fault() {
    let env = TestEnv::new();
    let migrations = family(&env);
    migrations.revision("b", &["a"], &REBUILD.replace("KEEP", "true"), "SELECT 1;");
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "a"]).success();
    db.execute("PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (40, 4)").unwrap();
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "b");
    assert_eq!(db.query("SELECT id FROM child WHERE parent = 4").unwrap(), [["40"]]);
}

const LOOSE: &str = "-- goc:upgrade\n-- goc:transaction off\nCREATE TABLE b (id integer);\nVACUUM;\nINSERT INTO yok VALUES (1);\n\
    INSERT INTO b VALUES (1);\n\n-- goc:downgrade\nDROP TABLE b;\n";

fn loose(env: &TestEnv) -> (Migrations, Sqlite) {
    let migrations = Migrations::new(env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision_with("b", &["a"], "", LOOSE);
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    (migrations, Sqlite::new())
}

#[test]
fn vacuum_runs_only_without_a_transaction() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "VACUUM;", "SELECT 1;");
    let db = Sqlite::new();
    assert_eq!(env.json(["-d", &db.url(), "upgrade"])["error"]["kind"], "needs_no_transaction");
    assert!(!db.path().exists());
    migrations.revision_with("a", &[], "", "-- goc:upgrade\n-- goc:transaction off\nVACUUM;\n");
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "a");
    assert_eq!(
        env.json(["-d", &db.url(), "upgrade", "--single-transaction"])["success"],
        true,
        "nothing is left to do"
    );
}

#[test]
fn a_step_without_a_transaction_goes_on_behind_the_statements_that_are_done() {
    let env = TestEnv::new();
    let (migrations, db) = loose(&env);
    let output = env.run(["-d", &db.url(), "--lang", "en", "upgrade"]).expect_code(1);
    assert!(output.stderr.contains("b_test.sql:10") && output.stderr.contains("goc repair"), "{output}");
    assert_eq!(till::current(&db), "a");
    let repair = env.json(["-d", &db.url(), "repair"]);
    let step = &repair["interrupted"][0];
    assert_eq!((&step["record"]["statements_done"], &step["total"]), (&2.into(), &4.into()), "{repair}");
    env.run(["-d", &db.url(), "repair"]).expect_code(3);
    env.run(["-d", &db.url(), "status", "--check"]).expect_code(3);

    // What is done must not be changed behind goc's back; what is not done may be mended.
    migrations.revision_with("b", &["a"], "", &LOOSE.replace("yok", "a").replace("b (id", "b (nr"));
    assert_eq!(env.json(["-d", &db.url(), "upgrade"])["error"]["kind"], "interrupted_step");
    migrations.revision_with("b", &["a"], "", &LOOSE.replace("yok", "a"));
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "c");
    assert_eq!(db.query("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)").unwrap(), [["1", "1"]]);
    env.run(["-d", &db.url(), "status", "--check"]).success();
    assert_eq!(env.json(["-d", &db.url(), "repair", "--continue"])["error"]["kind"], "nothing_to_repair");
}

#[test]
fn each_choice_of_repair_does_what_it_says() {
    let interrupted = |env: &TestEnv| {
        let (migrations, db) = loose(env);
        env.run(["-d", &db.url(), "upgrade"]).expect_code(1);
        migrations.revision_with("b", &["a"], "", &LOOSE.replace("INTO yok", "INTO a"));
        db
    };
    let env = TestEnv::new();
    let db = interrupted(&env);
    env.run(["-d", &db.url(), "repair", "--continue"]).success();
    assert_eq!(till::current(&db), "b", "no further than the step itself");
    assert_eq!(db.query("SELECT count(*) FROM b").unwrap(), [["1"]]);

    let env = TestEnv::new();
    let db = interrupted(&env);
    let error = env.json(["-d", &db.url(), "repair", "--retry"])["error"].clone();
    assert!(error["message"].as_str().unwrap().contains("b_test.sql:8"), "the table is there already: {error}");
    let step = env.json(["-d", &db.url(), "repair"])["interrupted"][0].clone();
    assert_eq!(step["record"]["statements_done"], 2, "as it was before: {step}");
    db.execute("DROP TABLE b").unwrap();
    env.run(["-d", &db.url(), "repair", "--retry"]).success();
    env.run(["-d", &db.url(), "repair"]).success();
    assert_eq!(till::current(&db), "b");

    let env = TestEnv::new();
    let db = interrupted(&env);
    env.run(["-d", &db.url(), "repair", "--mark-done"]).success();
    assert_eq!(till::current(&db), "b");
    assert_eq!(db.query("SELECT count(*) FROM b").unwrap(), [["0"]], "nothing ran");
    env.run(["-d", &db.url(), "status", "--check"]).expect_code(3);
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "c");

    let env = TestEnv::new();
    let db = interrupted(&env);
    env.run(["-d", &db.url(), "repair", "--mark-undone"]).success();
    assert_eq!(till::current(&db), "a");
    env.run(["-d", &db.url(), "repair"]).success();
    db.execute("DROP TABLE b").unwrap();
    env.run(["-d", &db.url(), "upgrade"]).success();
    assert_eq!(till::current(&db), "c");
}

#[test]
fn a_single_transaction_keeps_all_steps_or_none() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision("b", &["a"], "CREATE TABLE b (id integer)", "DROP TABLE yok");
    migrations.revision("c", &["b"], "INSERT INTO yok VALUES (1)", "DROP TABLE c");
    let db = Sqlite::new();
    let error = env.json(["-d", &db.url(), "upgrade", "--single-transaction"])["error"].clone();
    assert_eq!((&error["revision"], &error["steps_done"]), (&"c".into(), &0.into()), "{error}");
    assert_eq!((till::current(&db), till::content(&db)), (String::new(), String::new()));
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    env.run(["-d", &db.url(), "upgrade", "--single-transaction"]).success();
    assert_eq!(till::current(&db), "c");
    env.run(["-d", &db.url(), "downgrade", "base", "--single-transaction", "--yes"]).expect_code(1);
    assert_eq!(till::current(&db), "c");
    assert_eq!(db.query("SELECT count(*) FROM sqlite_master WHERE name IN ('a', 'b', 'c')").unwrap(), [["3"]]);
}

#[test]
fn a_dry_run_changes_not_one_byte_and_creates_no_file() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "--dry-run"]).success();
    let folder = || std::fs::read_dir(db.path().parent().unwrap()).unwrap().count();
    assert_eq!(folder(), 0);
    for journal_mode in ["delete", "wal"] {
        db.execute(&format!("PRAGMA journal_mode = {journal_mode}")).unwrap();
        env.run(["-d", &db.url(), "upgrade", "r12"]).success();
        let before = (std::fs::read(db.path()).unwrap(), folder());
        let output = env.run(["-d", &db.url(), "upgrade", "--dry-run"]).success();
        assert!(output.stdout.contains("18"), "{output}");
        env.run(["-d", &db.url(), "downgrade", "base", "--dry-run"]).success();
        assert!(before == (std::fs::read(db.path()).unwrap(), folder()), "{journal_mode}");
        env.run(["-d", &db.url(), "downgrade", "base", "--yes"]).success();
    }
}

/// SQLite ends its check of all foreign keys at the first whose parent has no such key.
#[test]
fn a_foreign_key_that_cannot_be_checked_is_not_in_the_way_of_a_rebuild() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let tables = "CREATE TABLE p (kod text); CREATE TABLE c (kod text REFERENCES p (kod)); \
        CREATE TABLE q (id integer PRIMARY KEY); CREATE TABLE d (q integer REFERENCES q (id)); INSERT INTO q VALUES (1)";
    migrations.revision("a", &[], tables, "SELECT 1");
    let rebuild = "CREATE TABLE d_new (q integer NOT NULL REFERENCES q (id)); INSERT INTO d_new SELECT q FROM d; \
        DROP TABLE d; ALTER TABLE d_new RENAME TO d";
    migrations.revision("b", &["a"], &format!("{rebuild}; INSERT INTO d VALUES (1)"), "SELECT 1");
    migrations.revision("c", &["b"], &format!("{rebuild}; INSERT INTO d VALUES (99)"), "SELECT 1");
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "b"]).success();
    let output = env.run(["-d", &db.url(), "upgrade"]).expect_code(1);
    assert!(output.stderr.contains("d rowid 2 -> q"), "{output}");
    assert_eq!(till::current(&db), "b");
}
