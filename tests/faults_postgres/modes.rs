//! `--dry-run` leaves nothing, `--single-transaction` all or nothing.

use crate::shop::Shop;

fn three(shop: &Shop, last: &str) {
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("b", &["a"], "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);", "DROP TABLE b;")
        .revision("c", &["b"], last, "DROP TABLE c;");
}

#[test]
fn a_dry_run_leaves_nothing_and_lists_what_it_could_not_try() {
    let Some(shop) = Shop::new() else { return };
    three(
        &shop,
        "-- goc:transaction off\nCREATE TABLE c (id integer);\nCREATE INDEX CONCURRENTLY c_id ON c (id);\nINSERT INTO c VALUES (1);\nVACUUM c;",
    );
    let before = shop.db.schema();
    let report = shop.env.json(["upgrade", "--dry-run"]);
    assert_eq!(report["dry_run"], true, "{report}");
    assert_eq!(report["steps"].as_array().unwrap().len(), 3, "{report}");
    let not_tried: Vec<_> =
        report["not_tried"].as_array().unwrap().iter().map(|one| one["place"].as_str().unwrap()).collect();
    assert_eq!(not_tried, ["c_test.sql:9", "c_test.sql:11"], "{report}");
    let text = shop.goc(&["upgrade", "--dry-run"]).success();
    assert!(text.stderr.contains("c_test.sql:9") && text.stderr.contains("CREATE INDEX CONCURRENTLY"), "{text}");
    assert!(shop.db.tables().is_empty(), "{:?}", shop.db.tables());
    assert_eq!(shop.db.schema(), before);

    shop.goc(&["upgrade"]).success();
    let (schema, runs) = (shop.db.schema(), shop.run_outcomes());
    shop.goc(&["downgrade", "base", "--dry-run"]).success();
    assert_eq!((shop.db.schema(), shop.db.current(), shop.run_outcomes()), (schema, vec!["c".to_owned()], runs));
}

#[test]
fn a_dry_run_finds_the_mistake_and_leaves_nothing() {
    let Some(shop) = Shop::new() else { return };
    three(&shop, "CREATE TABLE c (id integer);\nINSERT INTO yok VALUES (1);");
    let error = shop.error(&["upgrade", "--dry-run"]);
    assert!(error["message"].as_str().unwrap().contains("c_test.sql:8"), "{error}");
    assert!(shop.db.tables().is_empty());
}

#[test]
fn a_single_transaction_is_all_or_nothing() {
    let Some(shop) = Shop::new() else { return };
    three(&shop, "CREATE TABLE c (id integer);\nINSERT INTO yok VALUES (1);");
    let error = shop.error(&["upgrade", "--single-transaction"]);
    assert_eq!(error["revision"], "c", "{error}");
    assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"]);
    assert!(shop.db.current().is_empty());
    assert_eq!(shop.run_outcomes(), ["failed"]);

    three(&shop, "CREATE TABLE c (id integer);");
    shop.goc(&["upgrade", "--single-transaction"]).success();
    assert_eq!(shop.db.current(), ["c"]);
    assert_eq!(shop.db.value("SELECT count(*) FROM goc_step WHERE outcome = 'done'"), "3");
    shop.goc(&["downgrade", "base", "--single-transaction", "--yes"]).success();
    assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"]);
}

#[test]
fn a_step_without_a_transaction_is_refused_in_a_single_transaction_before_anything_runs() {
    let Some(shop) = Shop::new() else { return };
    three(&shop, "-- goc:transaction off\nVACUUM;");
    assert_eq!(shop.error(&["upgrade", "--single-transaction"])["kind"], "not_in_one_transaction");
    assert!(shop.db.tables().is_empty());
}

#[test]
fn a_constraint_that_the_commit_checks_fails_a_single_transaction_as_a_whole() {
    let Some(shop) = Shop::new() else { return };
    three(&shop, "CREATE TABLE c (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (1), (1);");
    let error = shop.error(&["upgrade", "--single-transaction"]);
    assert!(error["message"].as_str().unwrap().contains("c_id_key"), "{error}");
    assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"]);
}
