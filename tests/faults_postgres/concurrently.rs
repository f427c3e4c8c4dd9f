//! `CREATE INDEX CONCURRENTLY` leaves an invalid index behind when it fails: found, said, dropped, built again.

use crate::shop::{Session, Shop, wait_for};

const INVALID: &str = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
const VALID: &str = "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid WHERE indisvalid AND relname = 'Müşteri kodu'";

fn shop_with(create: &str) -> Option<Shop> {
    let shop = Shop::new()?;
    shop.migrations
        .revision(
            "a",
            &[],
            "CREATE TABLE musteri (kod integer);\nINSERT INTO musteri VALUES (1), (2), (1);",
            "DROP TABLE musteri;",
        )
        .revision("b", &["a"], &format!("-- goc:transaction off\n{create};"), "DROP INDEX \"Müşteri kodu\";");
    Some(shop)
}

fn fails_and_is_mended(create: &str) {
    let Some(shop) = shop_with(create) else { return };
    let output = shop.goc(&["upgrade"]).expect_code(1);
    assert!(output.stderr.contains("b_test.sql:") && output.stderr.contains("Müşteri kodu"), "{output}");
    assert!(output.stderr.contains("dropped"), "the invalid index is spoken of: {output}");
    assert_eq!(shop.db.value(INVALID), "0", "{output}");
    assert_eq!(shop.db.current(), ["a"]);
    shop.db.execute("DELETE FROM musteri WHERE ctid = (SELECT max(ctid) FROM musteri)");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.value(VALID), "1");
    assert_eq!(shop.db.current(), ["b"]);
}

const PLAIN: &str = "CREATE UNIQUE INDEX CONCURRENTLY \"Müşteri kodu\" ON musteri (kod)";
const IF_NOT_EXISTS: &str = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"Müşteri kodu\" ON musteri (kod)";

#[test]
fn an_index_that_cannot_be_unique_is_dropped_and_the_second_run_builds_a_valid_one() {
    fails_and_is_mended(PLAIN);
}

#[test]
fn if_not_exists_is_not_content_with_an_invalid_index() {
    fails_and_is_mended(IF_NOT_EXISTS);
}

#[test]
fn an_invalid_index_that_somebody_else_left_is_replaced() {
    let Some(shop) = shop_with(IF_NOT_EXISTS) else { return };
    shop.goc(&["upgrade", "a"]).success();
    assert!(shop.db.try_execute(PLAIN).is_err());
    assert_eq!(shop.db.value(INVALID), "1");
    shop.db.execute("DELETE FROM musteri WHERE ctid = (SELECT max(ctid) FROM musteri)");
    let output = shop.goc(&["upgrade"]).success();
    assert!(output.stderr.contains("Müşteri kodu"), "{output}");
    assert_eq!((shop.db.value(INVALID), shop.db.value(VALID)), ("0".into(), "1".into()));
}

fn killed_while_it_waits(create: &str) {
    let Some(shop) = shop_with(create) else { return };
    shop.goc(&["upgrade", "a"]).success();
    shop.db.execute("DELETE FROM musteri WHERE ctid = (SELECT max(ctid) FROM musteri)");
    // An older transaction with a write makes the build wait, with the index there and invalid.
    let mut writer = Session::open(&shop.postgres().as_owner());
    writer.execute("BEGIN; INSERT INTO musteri VALUES (9)");
    let running = shop.start(&["upgrade"]);
    wait_for(10, "the index to be there and invalid", || shop.db.value(INVALID) == "1");
    running.kill();
    shop.wait_for_silence();
    assert_eq!(shop.db.value(INVALID), "1", "the fault that this is about");
    let repair = shop.goc(&["repair"]).expect_code(3);
    assert!(repair.stdout.contains("`b`") || repair.stdout.contains(" b"), "{repair}");
    writer.execute("COMMIT");
    let output = shop.goc(&["upgrade"]).success();
    assert!(output.stderr.contains("dropped"), "{output}");
    assert_eq!((shop.db.value(INVALID), shop.db.value(VALID)), ("0".into(), "1".into()));
    assert_eq!(shop.db.current(), ["b"]);
}

#[test]
fn an_index_whose_build_was_killed_is_built_again() {
    killed_while_it_waits(PLAIN);
}

#[test]
fn an_index_whose_build_was_killed_is_built_again_with_if_not_exists() {
    killed_while_it_waits(IF_NOT_EXISTS);
}

#[test]
fn a_cancelled_build_leaves_no_invalid_index() {
    let Some(shop) = shop_with(PLAIN) else { return };
    shop.goc(&["upgrade", "a"]).success();
    shop.db.execute("DELETE FROM musteri WHERE ctid = (SELECT max(ctid) FROM musteri)");
    let mut writer = Session::open(&shop.postgres().as_owner());
    writer.execute("BEGIN; INSERT INTO musteri VALUES (9)");
    let running = shop.start(&["upgrade"]);
    wait_for(10, "the index to be there and invalid", || shop.db.value(INVALID) == "1");
    running.signal(rustix::process::Signal::INT);
    running.end(5).expect_code(130);
    writer.execute("COMMIT");
    shop.goc(&["upgrade"]).success();
    assert_eq!((shop.db.value(INVALID), shop.db.value(VALID)), ("0".into(), "1".into()));
}

/// A table with an index that somebody else's build left invalid, since two rows are the same.
fn shop_with_an_invalid_index() -> Option<Shop> {
    let shop = shop_with("SELECT 1")?;
    shop.goc(&["upgrade"]).success();
    assert!(shop.db.try_execute(PLAIN).is_err());
    assert_eq!(shop.db.value(INVALID), "1");
    Some(shop)
}

#[test]
fn an_invalid_index_is_a_finding_with_its_ways_out_and_a_partitioned_one_without_parts_is_none() {
    let Some(shop) = shop_with_an_invalid_index() else { return };
    shop.db.execute("CREATE TABLE satis (gun date) PARTITION BY RANGE (gun)");
    shop.db.execute("CREATE TABLE satis_2025 PARTITION OF satis FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
    shop.db.execute("CREATE INDEX ix_satis ON ONLY satis (gun)");
    let output = shop.goc(&["doctor"]).expect_code(3);
    for part in ["Müşteri kodu", "public.musteri", "--rebuild-index 'public.\"Müşteri kodu\"'", "--drop-index"] {
        assert!(output.stdout.contains(part), "{part} is not in:\n{output}");
    }
    assert!(!output.stdout.contains("ix_satis"), "{output}");
}

#[test]
fn an_invalid_index_is_built_again_once_its_rows_allow_it_and_a_failure_leaves_nothing_more() {
    let Some(shop) = shop_with_an_invalid_index() else { return };
    let rebuild = ["repair", "--rebuild-index", "public.\"Müşteri kodu\""];
    let error = shop.error(&rebuild);
    assert_eq!(error["kind"], "index_failed", "{error}");
    assert_eq!(shop.db.value(INVALID), "1", "no second one beside the first");
    shop.db.execute("DELETE FROM musteri WHERE ctid = (SELECT max(ctid) FROM musteri)");
    let output = shop.goc(&rebuild).success();
    assert!(output.stdout.contains("valid"), "{output}");
    assert_eq!((shop.db.value(INVALID), shop.db.value(VALID)), ("0".into(), "1".into()));
    let log = shop.goc(&["log", "-n", "1"]).success().stdout;
    assert!(log.contains("repair index: REINDEX INDEX CONCURRENTLY") && log.contains("done"), "{log}");
    assert_eq!(shop.error(&rebuild)["kind"], "index_not_invalid");
    shop.goc(&["doctor"]).success();
}

#[test]
fn an_invalid_index_is_dropped_while_the_till_writes_and_only_an_invalid_one_is() {
    let Some(shop) = shop_with_an_invalid_index() else { return };
    // An older transaction with a write makes the drop wait.
    let mut writer = Session::open(&shop.postgres().as_owner());
    writer.execute("BEGIN; INSERT INTO musteri VALUES (9)");
    let running = shop.start(&["repair", "--drop-index", "Müşteri kodu"]);
    shop.wait_until_runs("DROP INDEX CONCURRENTLY");
    let mut till = Session::open(&shop.postgres().as_owner());
    till.execute("INSERT INTO musteri VALUES (10)");
    writer.execute("COMMIT");
    running.end(10).success();
    assert_eq!(shop.db.value(INVALID), "0");
    shop.db.execute("CREATE INDEX saglam ON musteri (kod)");
    assert_eq!(shop.error(&["repair", "--drop-index", "saglam"])["kind"], "index_not_invalid");
    assert_eq!(shop.db.value("SELECT count(*) FROM pg_class WHERE relname = 'saglam'"), "1");
}
