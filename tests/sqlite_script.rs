//! `--sql` for SQLite: the shell `sqlite3` runs the script to what goc itself would have made.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use support::{Migrations, Output, Sqlite, TestEnv, till};

/// The script of a command, run by the shell.
fn pipe(env: &TestEnv, db: &Sqlite, arguments: &[&str]) -> Output {
    shell(env, db, &script(env, db, arguments))
}

fn script(env: &TestEnv, db: &Sqlite, arguments: &[&str]) -> String {
    env.run(["-d", &db.url(), "--lang", "tr"].iter().chain(arguments).copied()).success().stdout
}

fn shell(env: &TestEnv, db: &Sqlite, script: &str) -> Output {
    env.write("script.sql", script);
    let input = std::fs::File::open(env.path("script.sql")).unwrap();
    env.output(env.command("sqlite3").arg(db.path()).stdin(input))
}

fn state(db: &Sqlite) -> (String, String) {
    (till::current(db), till::content(db))
}

/// Goes to each target with goc on one file and with scripts on another, and compares.
fn same_as_goc(env: &TestEnv, targets: &[(&str, &str)]) {
    let (with_goc, with_shell) = (Sqlite::new(), Sqlite::new());
    for (command, target) in targets {
        let before = state(&with_shell);
        let arguments = [*command, *target, "--sql"];
        let first = script(env, &with_shell, &arguments);
        assert_eq!(state(&with_shell), before, "a script is only printed");
        let output = shell(env, &with_shell, &first).success();
        assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{output}");
        let yes = if *command == "downgrade" { &["--yes"][..] } else { &[] };
        env.run(["-d", &with_goc.url(), command, target].iter().chain(yes).copied()).success();
        assert!(state(&with_shell) == state(&with_goc), "{command} {target}");
        assert!(with_shell.query("SELECT 1 FROM sqlite_master WHERE name LIKE 'goc%'").unwrap().is_empty());
    }
    // The version table itself is the same as well.
    let table = "SELECT sql FROM sqlite_master WHERE name = 'alembic_version'";
    assert_eq!(with_shell.query(table).unwrap(), with_goc.query(table).unwrap());
    assert_eq!(with_shell.query("PRAGMA integrity_check").unwrap(), [["ok"]]);
}

#[test]
fn sontechsp_up_and_down() {
    let env = TestEnv::new();
    same_as_goc(
        &env,
        &[
            ("upgrade", "003"),
            ("upgrade", "head"),
            ("downgrade", "005"),
            ("upgrade", "+1"),
            ("downgrade", "base"),
            ("upgrade", "head"),
        ],
    );
}

#[test]
fn a_history_of_thirty_revisions_up_and_down() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    same_as_goc(
        &env,
        &[("upgrade", "head"), ("downgrade", "-7"), ("upgrade", "head"), ("downgrade", "base"), ("upgrade", "r12")],
    );
}

#[test]
fn files_with_a_bom_and_crlf_with_comments_at_the_end_and_without_a_last_semicolon() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.file("a.sql", "\u{feff}-- revision: a\r\n\r\n-- goc:upgrade\r\nCREATE TABLE a (t text)\r\n-- bitti\r\n\r\n-- goc:downgrade\r\nDROP TABLE a");
    migrations.revision(
        "b",
        &["a"],
        "CREATE TRIGGER g AFTER INSERT ON a BEGIN\nSELECT 1;\nEND;\nINSERT INTO a VALUES ('\n.quit\n/\ngo\n#\n');\n/* ; */ -- ;",
        "DROP TRIGGER g; /* son",
    );
    migrations.revision("c", &["b"], "-- nothing to do here", "-- nor here");
    migrations.revision_with("d", &["c"], "", "-- goc:upgrade\n-- goc:transaction off\nVACUUM;\nCREATE TABLE d (id integer)\n\n-- goc:downgrade\nDROP TABLE d;");
    same_as_goc(&env, &[("upgrade", "head"), ("downgrade", "base"), ("upgrade", "b"), ("upgrade", "head")]);
}

#[test]
fn a_range_needs_no_database_and_branches_come_out_in_the_same_order() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let (with_goc, with_shell) = (Sqlite::new(), Sqlite::new());
    let range = |range: &str, command: &str| env.run([command, range, "--sql", "--dialect", "sqlite"]).success().stdout;
    env.run(["-d", &with_goc.url(), "upgrade", "r10"]).success();
    shell(&env, &with_shell, &range("base:r10", "upgrade")).success();
    assert!(state(&with_shell) == state(&with_goc));
    env.run(["-d", &with_goc.url(), "upgrade", "head"]).success();
    shell(&env, &with_shell, &range("r10:head", "upgrade")).success();
    assert!(state(&with_shell) == state(&with_goc));
    env.run(["-d", &with_goc.url(), "downgrade", "r03", "--yes"]).success();
    shell(&env, &with_shell, &range("r30:r03", "downgrade")).success();
    assert!(state(&with_shell) == state(&with_goc));
    assert_eq!(std::fs::read_dir(env.directory()).unwrap().count(), 2, "revisions and a script, no database");
    assert_eq!(env.json(["upgrade", "head", "--sql", "--dialect", "sqlite"])["error"]["kind"], "bad_range");

    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for (id, down) in [("a", &[][..]), ("b", &["a"]), ("c", &["a"]), ("d", &["b", "c"]), ("e", &["a"])] {
        migrations.revision(id, down, &format!("CREATE TABLE {id} (id integer)"), &format!("DROP TABLE {id}"));
    }
    let heads = |db: &Sqlite| db.query("SELECT version_num FROM alembic_version ORDER BY 1").unwrap();
    let (with_goc, with_shell) = (Sqlite::new(), Sqlite::new());
    for target in ["c", "heads"] {
        env.run(["-d", &with_goc.url(), "upgrade", target]).success();
        pipe(&env, &with_shell, &["upgrade", target, "--sql"]).success();
        assert_eq!(heads(&with_shell), heads(&with_goc));
        let schema = "SELECT * FROM sqlite_master WHERE tbl_name NOT LIKE 'goc%' AND tbl_name <> 'alembic_version' ORDER BY name";
        let names = |db: &Sqlite| db.query(schema).unwrap().into_iter().map(|row| row[4].clone()).collect::<Vec<_>>();
        assert_eq!(names(&with_shell), names(&with_goc));
    }
}

#[test]
fn a_database_that_is_somewhere_else_is_refused_untouched() {
    let env = TestEnv::new();
    till::write_revisions(&env);
    let db = Sqlite::new();
    env.run(["-d", &db.url(), "upgrade", "r05"]).success();
    let before = state(&db);
    for (command, range) in
        [("upgrade", "base:r07"), ("upgrade", "r04:r07"), ("upgrade", "r06:r07"), ("downgrade", "r06:r04")]
    {
        let text = env.run([command, range, "--sql", "--dialect", "sqlite"]).success().stdout;
        let output = shell(&env, &db, &text);
        assert!(output.code != 0 && output.stderr.contains("begins somewhere else"), "{range}: {output}");
        assert!(state(&db) == before, "{range}");
    }
    let text = env.run(["upgrade", "r05:r07", "--sql", "--dialect", "sqlite"]).success().stdout;
    shell(&env, &db, &text).success();
    let output = shell(&env, &db, &text);
    assert!(output.code != 0, "a script runs once: {output}");
    assert_eq!(till::current(&db), "r07");
}

#[test]
fn the_script_stops_at_the_first_error_with_whole_steps_before_it() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer)", "DROP TABLE a");
    migrations.revision(
        "b",
        &["a"],
        "CREATE TABLE b (id integer);\nINSERT INTO yok VALUES (1);\nCREATE TABLE b2 (id integer);",
        "DROP TABLE b",
    );
    migrations.revision("c", &["b"], "CREATE TABLE c (id integer)", "DROP TABLE c");
    let db = Sqlite::new();
    let output = pipe(&env, &db, &["upgrade", "--sql"]);
    assert!(output.code != 0 && output.stderr.contains("yok"), "{output}");
    assert_eq!(state(&db), ("a".into(), "table | a | a | CREATE TABLE a (id integer)\n".into()));

    // Rows that a rebuilt table would orphan stop it, too.
    migrations.revision(
        "b",
        &["a"],
        "CREATE TABLE p (id integer PRIMARY KEY);CREATE TABLE k (p integer REFERENCES p);INSERT INTO p VALUES (1);INSERT INTO k VALUES (1);\
         CREATE TABLE q (id integer PRIMARY KEY);DROP TABLE p;ALTER TABLE q RENAME TO p;",
        "DROP TABLE k; DROP TABLE p;",
    );
    let output = pipe(&env, &db, &["upgrade", "--sql"]);
    assert!(output.code != 0 && output.stderr.contains("rows that point nowhere"), "{output}");
    assert_eq!(state(&db), ("a".into(), "table | a | a | CREATE TABLE a (id integer)\n".into()));
}

#[test]
fn a_json_document_holds_the_same_script() {
    let env = TestEnv::new();
    let db = Sqlite::new();
    let document = env.json(["-d", &db.url(), "upgrade", "002", "--sql"]);
    assert_eq!(
        document["sql"].as_str().unwrap(),
        env.run(["-d", &db.url(), "upgrade", "002", "--sql"]).success().stdout
    );
    assert!(!db.path().exists());
}
