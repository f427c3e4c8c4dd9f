//! Signals, and a `goc` that dies in the middle of a long statement (DESIGN, section 5).

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::shop::{GOC_SESSIONS, Shop, wait_for};

fn with_a_long_step(sleep: &str) -> Option<Shop> {
    let shop = Shop::new()?;
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("b", &["a"], &format!("CREATE TABLE b (id integer);\nSELECT pg_sleep({sleep});"), "DROP TABLE b;")
        .revision("c", &["b"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
    Some(shop)
}

fn cancels(signal: Signal, code: i32) {
    let Some(shop) = with_a_long_step("30") else { return };
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    let asked = Instant::now();
    running.signal(signal);
    wait_for(2, "the statement to be cancelled on the server", || {
        shop.superuser_value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()") == "0"
    });
    let output = running.end(5).expect_code(code);
    assert!(asked.elapsed() < Duration::from_secs(5), "{output}");
    assert_eq!(shop.db.current(), ["a"], "{output}");
    assert_eq!(shop.db.tables(), ["a", "alembic_version", "goc_run", "goc_sample", "goc_step"], "{output}");
    assert_eq!(shop.run_outcomes(), ["cancelled"]);
    assert_eq!(
        shop.db.query("SELECT revision, outcome FROM goc_step ORDER BY number"),
        [["a", "done"], ["b", "cancelled"]]
    );
    assert_eq!(shop.superuser_value(GOC_SESSIONS), "0");
}

#[test]
fn ctrl_c_cancels_the_statement_on_the_server_and_rolls_the_step_back() {
    cancels(Signal::INT, 130);
}

#[test]
fn sigterm_cancels_the_statement_on_the_server_and_rolls_the_step_back() {
    cancels(Signal::TERM, 143);
}

#[test]
fn a_lost_line_lets_the_running_step_finish_and_then_stops() {
    let Some(shop) = with_a_long_step("2") else { return };
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(2)");
    running.signal(Signal::HUP);
    let output = running.end(10).expect_code(129);
    assert_eq!(shop.db.current(), ["b"], "{output}");
    assert_eq!(shop.run_outcomes(), ["stopped"]);
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.current(), ["c"]);
    assert_eq!(shop.run_outcomes(), ["stopped", "done"]);
}

#[test]
fn a_signal_ends_the_waiting_for_another_goc_and_for_a_lock() {
    let Some(shop) = with_a_long_step("30") else { return };
    let holder = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(30)");
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let waiting = shop.start(&["upgrade"]);
        wait_for(5, "the second goc to say that it waits", || waiting.stderr().contains("another goc works"));
        waiting.signal(signal);
        waiting.end(5).expect_code(code);
    }
    holder.signal(Signal::TERM);
    holder.end(5).expect_code(143);
}

#[test]
fn a_signal_between_two_attempts_at_a_lock_is_a_stop_and_no_failure() {
    let Some(shop) = Shop::new() else { return };
    shop.env.write(
        "goc.toml",
        format!("default = \"s\"\n[connections.s]\nurl = \"{}\"\nlock_timeout = \"600ms\"\n", shop.db.url()),
    );
    shop.migrations.revision("a", &[], "ALTER TABLE stok ADD COLUMN n integer;", "SELECT 1;");
    shop.db.execute("CREATE TABLE stok (id integer)");
    for (signal, code) in [(Signal::INT, 130), (Signal::HUP, 129)] {
        let mut reader = crate::shop::Session::open(&shop.postgres().as_owner());
        reader.execute("BEGIN; SELECT * FROM stok");
        let running = shop.start(&["-d", "s", "upgrade"]);
        wait_for(10, "the first attempt to end", || running.stderr().contains("attempt 1"));
        running.signal(signal);
        let output = running.end(5).expect_code(code);
        assert!(shop.db.current().is_empty(), "{output}");
    }
}

#[test]
fn a_killed_goc_leaves_no_session_and_no_lock_behind_for_longer_than_three_seconds() {
    let Some(shop) = with_a_long_step("12") else { return };
    let version: u32 = shop.db.value("SHOW server_version_num").parse().unwrap();
    if version < 140_000 {
        eprintln!("skipped: client_connection_check_interval came with PostgreSQL 14");
        return;
    }
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs("pg_sleep(12)");
    running.kill();
    let killed = Instant::now();
    wait_for(10, "the session to go away", || shop.superuser_value(GOC_SESSIONS) == "0");
    assert!(killed.elapsed() < Duration::from_secs(3), "the server noticed only after {:?}", killed.elapsed());
    let locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(shop.superuser_value(locks), "0");
    assert_eq!(shop.db.current(), ["a"]);
}
