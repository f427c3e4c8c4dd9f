//! What only a SQLite file has: other programs that have it open, a write-ahead log, damage.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::fs;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use support::{Migrations, Sqlite, TestEnv};

fn env() -> TestEnv {
    let env = TestEnv::new();
    Migrations::new(&env).revision(
        "a",
        &[],
        "CREATE TABLE urun (id integer PRIMARY KEY, ad text);",
        "DROP TABLE urun;",
    );
    env
}

fn with_rows(env: &TestEnv, count: u32) -> Sqlite {
    let database = Sqlite::new();
    env.run(["-d", &database.url(), "upgrade"]).success();
    database
        .execute(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) \
             INSERT INTO urun SELECT i, 'ürün ' || i FROM n"
        ))
        .unwrap();
    database
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

async fn open(database: &Sqlite) -> SqliteConnection {
    SqliteConnectOptions::new().filename(database.path()).connect().await.unwrap()
}

#[test]
fn a_till_that_has_the_file_open_sees_the_restored_rows() {
    let env = env();
    let database = with_rows(&env, 1_000);
    block_on(async {
        let mut till = open(&database).await;
        env.run(["-d", &database.url(), "backup", "--to", "x.sqlite"]).success();
        sqlx::raw_sql("DELETE FROM urun WHERE id > 10").execute(&mut till).await.unwrap();
        env.run(["-d", &database.url(), "restore", "x.sqlite", "--yes"]).success();
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM urun").fetch_one(&mut till).await.unwrap();
        assert_eq!(count, 1_000);
        sqlx::raw_sql("INSERT INTO urun VALUES (5000, 'yeni')").execute(&mut till).await.unwrap();
        till.close().await.unwrap();
    });
}

#[test]
fn a_backup_with_a_write_ahead_log_holds_what_is_only_in_the_log_and_is_one_file() {
    let env = env();
    let database = with_rows(&env, 100);
    block_on(async {
        let mut till = open(&database).await;
        sqlx::raw_sql("PRAGMA journal_mode = WAL; INSERT INTO urun VALUES (1000, 'günlükte')")
            .execute(&mut till)
            .await
            .unwrap();
        // A writer that is not done does not wait for the backup, nor the backup for it.
        sqlx::raw_sql("BEGIN IMMEDIATE; DELETE FROM urun").execute(&mut till).await.unwrap();
        env.run(["-d", &database.url(), "backup", "--to", "b/x.sqlite"]).success();
        sqlx::raw_sql("COMMIT").execute(&mut till).await.unwrap();
        till.close().await.unwrap();
    });
    let mut names: Vec<_> = fs::read_dir(env.path("b")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["x.json", "x.sqlite"]);
    env.run(["-d", &database.url(), "restore", "b/x.sqlite", "--yes"]).success();
    assert_eq!(database.query("SELECT count(*) FROM urun").unwrap(), [["101"]]);
    assert_eq!(database.query("PRAGMA journal_mode").unwrap(), [["wal"]]);
}

#[test]
fn writes_during_a_backup_neither_fail_nor_tear_it() {
    let env = env();
    let database = with_rows(&env, 200_000);
    let url = database.url();
    block_on(async {
        let mut till = open(&database).await;
        let mut goc = env.goc().args(["-d", &url, "backup", "--to", "x.sqlite"]).spawn().unwrap();
        while goc.try_wait().unwrap().is_none() {
            // Both rows or neither.
            sqlx::raw_sql(
                "BEGIN IMMEDIATE; UPDATE urun SET ad = ad || '.' WHERE id = 1; UPDATE urun SET ad = ad || '.' WHERE id = 200000; COMMIT",
            )
            .execute(&mut till)
            .await
            .unwrap();
        }
        assert!(goc.wait().unwrap().success());
        till.close().await.unwrap();
    });
    env.run(["-d", &url, "restore", "x.sqlite", "--yes"]).success();
    let marks = database.query("SELECT length(ad) - length(rtrim(ad, '.')) FROM urun WHERE id IN (1, 200000)").unwrap();
    assert_eq!(marks[0], marks[1]);
}

#[test]
fn a_damaged_database_is_set_aside_and_replaced() {
    let env = env();
    for damage in [|bytes: &mut Vec<u8>| bytes[..16].fill(b'x'), |bytes: &mut Vec<u8>| bytes[4096..8192].fill(0xa5)] {
        let database = with_rows(&env, 5_000);
        let file = env.path("x.sqlite");
        for path in [&file, &env.path("x.json")] {
            let _ = fs::remove_file(path);
        }
        env.run(["-d", &database.url(), "backup", "--to", "x.sqlite"]).success();
        let mut bytes = fs::read(database.path()).unwrap();
        damage(&mut bytes);
        fs::write(database.path(), &bytes).unwrap();

        // Asked first, with the reason.
        let error = env.json(["--lang", "en", "-d", &database.url(), "restore", "x.sqlite"]);
        assert_eq!(error["error"]["kind"], "confirmation_needed", "{error}");
        let report = env.json(["--lang", "en", "-d", &database.url(), "restore", "x.sqlite", "--yes"]);
        assert_eq!(report["success"], true, "{report}");
        let kept = report["set_aside"].as_str().unwrap_or_else(|| panic!("{report}"));
        assert!(fs::read(kept).unwrap() == bytes, "the damaged file is kept as it was");
        assert_eq!(database.query("SELECT count(*), max(ad) FROM urun").unwrap(), [["5000", "ürün 999"]]);
    }
}

#[test]
fn a_database_is_not_restored_from_itself() {
    let env = env();
    let database = with_rows(&env, 1);
    let error = env.json(["-d", &database.url(), "restore", database.path().to_str().unwrap(), "--yes"]);
    assert_eq!(error["error"]["kind"], "same_file", "{error}");
}

#[test]
fn there_is_nothing_to_back_up_without_a_file() {
    let env = env();
    let database = Sqlite::new();
    let error = env.json(["-d", &database.url(), "backup"]);
    assert_eq!(error["error"]["kind"], "nothing_to_back_up", "{error}");
    assert!(!database.path().exists());
}
