//! `goc backup` and `goc restore`: what goes in comes out, and what is no sound backup is refused.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{Migrations, Output, Postgres, Sqlite, TestDatabase, TestEnv, on_both};

/// Two revisions, of which `b` is the head.
fn two_revisions(env: &TestEnv) -> Migrations {
    let migrations = Migrations::new(env);
    migrations
        .revision(
            "a",
            &[],
            "CREATE TABLE urun (id integer PRIMARY KEY, ad text, fiyat numeric(12,2));",
            "DROP TABLE urun;",
        )
        .revision(
            "b",
            &["a"],
            "CREATE TABLE stok (urun integer REFERENCES urun (id), adet integer);",
            "DROP TABLE stok;",
        );
    migrations
}

/// Upgrades to `b` and fills the tables with so many rows.
fn filled(env: &TestEnv, database: &TestDatabase, rows: u32) {
    run(env, database, &["upgrade", "head"]).success();
    database.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) \
         INSERT INTO urun SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE 'ürün\t\\.' || i END, i / 100.0 FROM n; \
         INSERT INTO stok SELECT id, id * 2 FROM urun;"
    ));
}

fn run(env: &TestEnv, database: &TestDatabase, args: &[&str]) -> Output {
    env.output(env.goc().args(["--lang", "en", "-d", &database.url()]).args(args))
}

fn json(env: &TestEnv, database: &TestDatabase, args: &[&str]) -> serde_json::Value {
    let url = database.url();
    env.json([&["--lang", "en", "-d", &url], args].concat())
}

/// Makes a backup and returns its file, relative to the working folder.
fn make(env: &TestEnv, database: &TestDatabase) -> String {
    let report = json(env, database, &["backup"]);
    report["file"].as_str().unwrap_or_else(|| panic!("{report}")).to_owned()
}

/// Every row of every table but the journal's, which a restore adds a row to.
fn rows(database: &TestDatabase) -> Vec<(String, Vec<Vec<String>>)> {
    let tables = database.tables().into_iter().filter(|table| !table.starts_with("goc_"));
    tables
        .map(|table| {
            let mut rows = database.query(&format!("SELECT * FROM {table}"));
            rows.sort();
            (table, rows)
        })
        .collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn kind(output: &serde_json::Value) -> &str {
    output["error"]["kind"].as_str().unwrap_or_else(|| panic!("no error: {output}"))
}

#[test]
fn a_restore_brings_back_every_row_and_nothing_else() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 5_000);
        let (before, schema) = (rows(database), database.schema());
        let file = make(&env, database);

        database
            .execute("DELETE FROM stok WHERE adet > 100; UPDATE urun SET ad = 'x'; CREATE TABLE fazla (a integer);");
        database.execute("DROP TABLE stok; DELETE FROM alembic_version;");
        let report = json(&env, database, &["restore", &file, "--yes"]);
        assert_eq!(report["success"], true, "{report}");
        assert_eq!(report["current_revision"], "b");
        assert_eq!(report["pending"], serde_json::json!([]));
        assert!(rows(database) == before, "the rows differ");
        assert_eq!(database.schema(), schema);

        // What was replaced can be brought back as well, extra table and all.
        let safety = report["safety_backup"].as_str().unwrap();
        run(&env, database, &["restore", safety, "--yes"]).success();
        assert!(database.tables().contains(&"fazla".to_owned()) && !database.tables().contains(&"stok".to_owned()));
        let log = json(&env, database, &["log"]);
        assert_eq!(log["runs"][0]["command"], "restore", "{log}");
    });
}

#[test]
fn an_older_backup_says_what_is_pending_afterwards() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        run(&env, database, &["upgrade", "a"]).success();
        let file = make(&env, database);
        run(&env, database, &["upgrade", "head"]).success();
        let output = run(&env, database, &["restore", &file, "--yes"]).success();
        assert!(output.stdout.contains("now at a ") && output.stdout.contains("1 pending: b"), "{output}");
        assert_eq!(database.current(), ["a"]);
        run(&env, database, &["upgrade", "head"]).success();
    });
}

#[test]
fn an_empty_database_is_filled_without_a_question() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 10);
        let before = rows(database);
        let file = make(&env, database);
        let other = match database {
            TestDatabase::Postgres(_) => Postgres::database().unwrap(),
            TestDatabase::Sqlite(_) => Sqlite::database(),
        };
        let report = json(&env, &other, &["restore", &file]);
        assert_eq!(
            (&report["success"], &report["safety_backup"]),
            (&true.into(), &serde_json::Value::Null),
            "{report}"
        );
        assert!(rows(&other) == before);
    });
}

#[test]
fn a_backup_that_was_cut_short_or_edited_is_refused_with_a_reason() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 5_000);
        let file = make(&env, database);
        let path = env.path(&file);
        let whole = fs::read(&path).unwrap();
        let before = rows(database);
        let refused = || kind(&json(&env, database, &["restore", &file, "--yes"])).to_owned();

        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(&path, &flipped).unwrap();
        assert_eq!(refused(), "backup_changed");
        fs::write(&path, &whole[..whole.len() * 2 / 3]).unwrap();
        assert_eq!(refused(), "backup_cut_short");
        // Without its manifest the cut is found by reading the backup.
        let manifest = path.with_extension("json");
        fs::rename(&manifest, env.path("manifest")).unwrap();
        assert_eq!(refused(), "backup_damaged");
        fs::write(&manifest, "{}").unwrap();
        assert_eq!(refused(), "bad_manifest");
        fs::remove_file(&manifest).unwrap();

        assert!(rows(database) == before, "a refused backup changes nothing");
        assert_eq!(files(&env.path("backups")).len(), 1, "and no safety backup was made");

        fs::write(&path, &whole).unwrap();
        let output = run(&env, database, &["restore", &file, "--yes"]).success();
        assert!(output.stderr.contains("has no manifest"), "{output}");
        assert!(rows(database) == before);
    });
}

#[test]
fn a_file_that_is_no_backup_or_of_the_other_product_is_refused() {
    let Some(postgres) = Postgres::database() else { return };
    let sqlite = Sqlite::database();
    let env = TestEnv::new();
    two_revisions(&env);
    run(&env, &postgres, &["upgrade"]).success();
    run(&env, &sqlite, &["upgrade"]).success();
    let (dump, copy) = (make(&env, &postgres), make(&env, &sqlite));
    env.write("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    env.write("dump.sql", "--\n-- PostgreSQL database dump\n--\nDROP TABLE urun;\n");
    env.write("empty", "");
    for database in [&postgres, &sqlite] {
        for file in ["logo.png", "dump.sql", "empty"] {
            assert_eq!(kind(&json(&env, database, &["restore", file, "--yes"])), "not_a_backup", "{file}");
        }
        assert_eq!(kind(&json(&env, database, &["restore", "none", "--yes"])), "backup_unreadable");
        assert_eq!(kind(&json(&env, database, &["restore", "backups", "--yes"])), "backup_unreadable");
        assert_eq!(database.current(), ["b"]);
    }
    assert_eq!(kind(&json(&env, &postgres, &["restore", &copy, "--yes"])), "other_product");
    assert_eq!(kind(&json(&env, &sqlite, &["restore", &dump, "--yes"])), "other_product");
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_replaced() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 3);
        let file = make(&env, database);
        database.execute("DELETE FROM stok");
        let before = rows(database);
        let error = json(&env, database, &["restore", &file]);
        assert_eq!(kind(&error), "confirmation_needed");
        let message = error["error"]["message"].as_str().unwrap();
        assert!(message.contains("b") && message.contains("rows would be lost"), "{message}");
        assert!(rows(database) == before);
        assert_eq!(files(&env.path("backups")).len(), 2, "one backup with its manifest");
    });
}

#[test]
fn a_backup_is_private_named_by_time_and_described() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 3);
        let file = PathBuf::from(make(&env, database));
        let path = env.path(file.to_str().unwrap());
        let manifest = path.with_extension("json");
        assert_eq!((mode(&path), mode(&manifest), mode(&env.path("backups"))), (0o600, 0o600, 0o700));
        let text: serde_json::Value = serde_json::from_str(&fs::read_to_string(&manifest).unwrap()).unwrap();
        assert_eq!((&text["revisions"], &text["engine"]), (&serde_json::json!(["b"]), &database.engine().into()));
        assert_eq!(text["size"], fs::metadata(&path).unwrap().len());
        assert_eq!(text["file"], file.file_name().unwrap().to_str().unwrap());
        let sum = env.output(env.command("sha256sum").arg(&path)).success().stdout;
        assert!(sum.starts_with(text["sha256"].as_str().unwrap()), "{sum}");

        let again = make(&env, database);
        assert_ne!(Path::new(&again), file);
        let list = json(&env, database, &["backup", "--list"]);
        assert_eq!(list.as_array().map(Vec::len), Some(2));
        assert_eq!(list[0]["path"], again);

        run(&env, database, &["backup", "--to", "elsewhere/mine.bak"]).success();
        assert_eq!(files(&env.path("elsewhere")), ["mine.bak", "mine.json"]);
        assert_eq!(kind(&json(&env, database, &["backup", "--to", "elsewhere/mine.bak"])), "file_exists");
    });
}

#[test]
fn older_backups_are_removed_as_asked() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        run(&env, database, &["upgrade"]).success();
        for _ in 0..3 {
            make(&env, database);
        }
        env.write("backups/notes.txt", "mine");
        let report = json(&env, database, &["backup", "--keep", "2"]);
        assert_eq!(report["removed"].as_array().map(Vec::len), Some(2), "{report}");
        assert_eq!(json(&env, database, &["backup", "--list"]).as_array().map(Vec::len), Some(2));
        assert!(env.path("backups/notes.txt").exists());
    });
}

/// A configuration with one connection that wants a backup before each run.
fn careful(env: &TestEnv, database: &TestDatabase) {
    env.write("goc.toml", format!("[connections.magaza]\nurl = \"{}\"\nbackup = \"before-upgrade\"\n", database.url()));
    fs::set_permissions(env.path("goc.toml"), fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn an_upgrade_makes_a_backup_first_and_names_it_when_it_fails() {
    on_both(|database| {
        let env = TestEnv::new();
        let migrations = two_revisions(&env);
        careful(&env, database);
        env.run(["upgrade"]).success();
        database.execute("INSERT INTO urun VALUES (1, 'çay', 2)");
        // Nothing to do, nothing tried for good: no backup.
        let count = || files(&env.path("backups")).iter().filter(|name| name.ends_with("json")).count();
        assert_eq!(count(), 1);
        env.run(["upgrade"]).success();
        migrations.revision("c", &["b"], "DELETE FROM urun;", "SELECT 1;");
        migrations.revision("d", &["c"], "INSERT INTO nowhere VALUES (1);", "SELECT 1;");
        env.run(["upgrade", "--dry-run"]).expect_code(1);
        assert_eq!(count(), 1);

        let output = env.run(["--lang", "en", "upgrade"]).expect_code(1);
        assert_eq!(count(), 2, "{output}");
        assert_eq!((database.current(), database.value("SELECT count(*) FROM urun")), (vec!["c".into()], "0".into()));
        // The hint is a command that can be pasted.
        let hint = output.stderr.lines().find_map(|line| line.split_once("goc -d magaza restore "));
        let (_, file) = hint.unwrap_or_else(|| panic!("no hint: {output}"));
        env.run(["-d", "magaza", "restore", file, "--yes"]).success();
        assert_eq!(database.current(), ["b"]);
        assert_eq!(database.query("SELECT id, ad FROM urun"), [["1", "çay"]]);

        env.run(["downgrade", "-1", "--yes"]).success();
        assert_eq!(count(), 4, "a safety backup and one before the downgrade");
    });
}

#[test]
fn a_failed_backup_stops_the_upgrade() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        careful(&env, database);
        // Root may write into any folder, but nobody into a file.
        env.write("backups", "in the way");
        let output = env.run(["--lang", "en", "--json", "upgrade"]).expect_code(1);
        let error: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!((kind(&error), &error["error"]["backup_error"]), ("backup_failed", &"backup_not_written".into()));
        assert_eq!(database.current(), [""; 0]);
        assert!(!database.tables().contains(&"urun".to_owned()));
        let log = env.json(["log"]);
        assert_eq!(log["runs"][0]["outcome"], "failed", "{log}");
        fs::remove_file(env.path("backups")).unwrap();
        env.run(["upgrade"]).success();
        assert_eq!(database.current(), ["b"]);
    });
}

/// Sends a signal to a backup while it is being written, and returns its exit code; a backup that was done before is tried again.
fn interrupted(env: &TestEnv, database: &TestDatabase, signal: &str) -> Option<i32> {
    let folder = env.path("backups");
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        let url = database.url();
        let mut child =
            env.goc().args(["-d", &url, "backup"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && (!folder.is_dir() || files(&folder).is_empty()) {
            std::thread::yield_now();
        }
        env.command("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        if !status.success() {
            return status.code();
        }
        fs::remove_dir_all(&folder).unwrap();
    }
    panic!("no backup was caught in the act");
}

#[test]
fn a_killed_backup_leaves_a_temporary_name_that_the_next_one_clears_away() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 20_000);
        assert_eq!(interrupted(&env, database, "-KILL"), None);
        let folder = env.path("backups");
        assert!(!files(&folder).is_empty(), "it was killed while it wrote");
        assert!(files(&folder).iter().all(|name| name.contains(".goc-tmp")), "{:?}", files(&folder));
        let file = make(&env, database);
        assert_eq!(files(&folder).len(), 2, "{:?}", files(&folder));
        run(&env, database, &["restore", &file, "--yes"]).success();
    });
}

#[test]
fn a_cancelled_backup_leaves_nothing() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 20_000);
        assert_eq!(interrupted(&env, database, "-INT"), Some(130));
        assert_eq!(files(&env.path("backups")), [""; 0]);
    });
}

#[test]
fn a_killed_restore_leaves_the_old_rows_or_the_new_ones() {
    on_both(|database| {
        let env = TestEnv::new();
        two_revisions(&env);
        filled(&env, database, 5_000);
        let new = rows(database);
        let file = make(&env, database);
        database.execute("DELETE FROM stok WHERE adet % 3 = 0");
        let old = rows(database);
        let url = database.url();
        let mut child = env.goc().args(["-d", &url, "restore", &file, "--yes"]).stderr(Stdio::null()).spawn().unwrap();
        // The safety backup is there: now the database is being changed.
        let deadline = Instant::now() + Duration::from_secs(30);
        while files(&env.path("backups")).iter().filter(|name| name.ends_with(".json")).count() < 2 {
            assert!(Instant::now() < deadline, "no safety backup was seen");
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = rows(database);
        assert!(found == old || found == new, "neither the old rows nor the new ones");
        run(&env, database, &["restore", &file, "--yes"]).success();
        assert!(rows(database) == new);
    });
}
