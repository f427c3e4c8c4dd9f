//! A step that fails leaves nothing, says where and why, and goes on once it is mended.

use crate::shop::Shop;

#[test]
fn a_statement_that_fails_half_way_is_rolled_back_and_the_run_goes_on_after_mending() {
    let Some(shop) = Shop::new() else { return };
    let broken = "CREATE TABLE b (id integer PRIMARY KEY);\nINSERT INTO b VALUES (1);\nALTER TABLE yok_boyle ADD COLUMN n integer;";
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("b", &["a"], broken, "DROP TABLE b;")
        .revision("c", &["b"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
    let error = shop.error(&["upgrade"]);
    let message = error["message"].as_str().unwrap();
    for part in ["`b`", "b_test.sql:9", "yok_boyle"] {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
    assert_eq!(error["kind"], "statement_failed");
    assert_eq!(shop.db.current(), ["a"]);
    assert_eq!(shop.db.tables(), ["a", "alembic_version", "goc_run", "goc_sample", "goc_step"]);
    assert_eq!(shop.run_outcomes(), ["failed"]);
    assert_eq!(
        shop.db.query("SELECT revision, outcome FROM goc_step ORDER BY number"),
        [["a", "done"], ["b", "failed"]]
    );

    shop.migrations.revision("b", &["a"], "CREATE TABLE b (id integer PRIMARY KEY);", "DROP TABLE b;");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.current(), ["c"]);
    assert_eq!(shop.run_outcomes(), ["failed", "done"]);
}

#[test]
fn a_failing_downgrade_leaves_the_revision_applied() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;\nDROP TABLE hic_olmadi;");
    shop.goc(&["upgrade"]).success();
    let error = shop.error(&["downgrade", "base", "--yes"]);
    assert!(error["message"].as_str().unwrap().contains("hic_olmadi"), "{error}");
    assert_eq!(shop.db.current(), ["a"]);
    assert!(shop.db.tables().contains(&"a".to_owned()));
}

#[test]
fn a_constraint_that_is_checked_at_the_commit_fails_the_step_and_leaves_nothing() {
    let Some(shop) = Shop::new() else { return };
    let up = "CREATE TABLE ana (id integer PRIMARY KEY);\n\
              CREATE TABLE alt (ana_id integer REFERENCES ana (id) DEFERRABLE INITIALLY DEFERRED);\n\
              INSERT INTO alt VALUES (7);";
    shop.migrations.revision("a", &[], up, "DROP TABLE alt, ana;");
    let error = shop.error(&["upgrade"]);
    let message = error["message"].as_str().unwrap();
    assert_eq!(error["kind"], "statement_failed", "{error}");
    assert!(message.contains("a_test.sql") && message.contains("alt"), "{message}");
    assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"]);
    assert!(shop.db.current().is_empty());
    assert_eq!(shop.run_outcomes(), ["failed"]);
    assert_eq!(shop.db.query("SELECT revision, outcome FROM goc_step"), [["a", "failed"]]);
}

#[test]
fn a_timeout_that_the_script_set_itself_is_a_failure_and_not_somebodys_wish() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "SET LOCAL statement_timeout = '50ms';\nSELECT pg_sleep(5);", "SELECT 1;");
    let error = shop.error(&["upgrade"]);
    assert_eq!(error["kind"], "statement_failed", "{error}");
    assert!(error["message"].as_str().unwrap().contains("statement timeout"), "{error}");
    assert_eq!(shop.run_outcomes(), ["failed"]);
}

#[test]
fn an_id_in_the_version_table_that_no_file_has_is_said_and_can_be_purged() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
    shop.db.execute(
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('silinmis')",
    );
    let status = shop.goc(&["status"]);
    assert!(format!("{status}").contains("silinmis"), "{status}");
    let check = shop.goc(&["status", "--check"]).expect_code(3);
    assert!(format!("{check}").contains("silinmis"), "{check}");
    let error = shop.error(&["upgrade"]);
    assert!(error["message"].as_str().unwrap().contains("silinmis"), "{error}");
    assert_eq!(shop.db.tables(), ["alembic_version"], "a refused upgrade leaves no trace");
    shop.error(&["stamp", "a", "--yes"]);
    shop.goc(&["stamp", "a", "--purge", "--yes"]).success();
    assert_eq!(shop.db.current(), ["a"]);
    shop.goc(&["status", "--check"]).success();
}
