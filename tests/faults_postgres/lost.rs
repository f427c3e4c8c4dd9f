//! The session ends in the middle of a statement: an administrator, a restart, a full server.

use crate::shop::{Shop, wait_for};
use crate::support::PrivateServer;
use crate::support::{Migrations, TestEnv};

const STEP: &str = "CREATE TABLE b (id integer);\nSELECT pg_sleep(20);";

#[test]
fn a_session_that_is_terminated_leaves_whole_revisions_and_the_next_upgrade_finishes() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        STEP,
        "DROP TABLE b;",
    );
    let running = shop.start(&["--json", "upgrade"]);
    shop.wait_until_runs("pg_sleep(20)");
    shop.superuser_value(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()",
    );
    let output = running.end(20).expect_code(1);
    let error: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(error["error"]["kind"], "connection_lost", "{output}");
    assert_eq!(error["error"]["revision"], "b", "{output}");
    assert_eq!(shop.db.current(), ["a"]);
    assert!(!shop.db.tables().contains(&"b".to_owned()));
    // The journal was written on a new connection.
    assert_eq!(shop.run_outcomes(), ["failed"]);
    shop.migrations.revision("b", &["a"], "CREATE TABLE b (id integer);", "DROP TABLE b;");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.current(), ["b"]);
}

#[test]
fn a_server_that_goes_down_and_comes_back_leaves_whole_revisions() {
    let Some(mut server) = PrivateServer::start() else { return };
    let mut env = TestEnv::new();
    env.set("DATABASE_URL", server.url());
    let migrations = Migrations::new(&env);
    migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;").revision(
        "b",
        &["a"],
        STEP,
        "DROP TABLE b;",
    );

    let mut command = env.goc();
    let child = command
        .args(["--json", "upgrade"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn();
    let child = child.unwrap();
    let runs = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()";
    wait_for(20, "the long statement", || server.value(runs).as_deref() == Ok("1"));
    server.stop();
    server.start_again();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(error["error"]["kind"], "connection_lost", "{error}");

    server.wait_until_it_answers();
    assert_eq!(server.value("SELECT version_num FROM alembic_version").as_deref(), Ok("a"));
    assert_eq!(server.value("SELECT to_regclass('b') IS NULL").as_deref(), Ok("t"));
    migrations.revision("b", &["a"], "CREATE TABLE b (id integer);", "DROP TABLE b;");
    env.run(["upgrade"]).success();
    assert_eq!(server.value("SELECT version_num FROM alembic_version").as_deref(), Ok("b"));

    // A server that is down is one clear sentence; one that comes up again is waited for.
    server.stop();
    let error = env.json(["upgrade"]);
    assert_eq!(error["error"]["kind"], "connection_refused", "{error}");
    let waiting = env.goc().args(["--wait", "30s", "current"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    server.start_again();
    let output = waiting.wait_with_output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains('b'), "{output:?}");
    assert_ne!(server.port(), 0);
}
