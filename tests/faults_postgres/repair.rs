//! Steps without a transaction: how far they came is recorded, and `repair` does what it says.

use crate::shop::{Session, Shop};

/// Three statements, of which the second waits for `musteri` while a test holds it.
fn interrupted_in(statement: &str) -> Option<Shop> {
    let shop = Shop::new()?;
    let up =
        format!("-- goc:transaction off\nCREATE TABLE bir (id integer);\n{statement};\nCREATE TABLE uc (id integer);");
    shop.migrations.revision("a", &[], "CREATE TABLE musteri (id integer);", "DROP TABLE musteri;").revision(
        "b",
        &["a"],
        &up,
        "DROP TABLE bir; DROP TABLE uc;",
    );
    shop.goc(&["upgrade", "a"]).success();
    let mut holder = Session::open(&shop.postgres().as_owner());
    holder.execute("BEGIN; LOCK TABLE musteri");
    let running = shop.start(&["upgrade"]);
    shop.wait_until_runs(statement.split('\'').next().unwrap());
    running.kill();
    shop.wait_for_silence();
    holder.execute("ROLLBACK");
    assert_eq!(shop.db.current(), ["a"]);
    Some(shop)
}

const CERTAIN: &str = "INSERT INTO musteri VALUES (7)";
const DOUBTFUL: &str = "DO $$ BEGIN INSERT INTO musteri VALUES (7); END $$";

fn tables(shop: &Shop) -> Vec<String> {
    shop.db.tables().into_iter().filter(|table| ["bir", "uc"].contains(&table.as_str())).collect()
}

#[test]
fn repair_shows_what_is_done_and_an_upgrade_goes_on_when_that_is_certain() {
    let Some(shop) = interrupted_in(CERTAIN) else { return };
    let repair = shop.goc(&["repair"]).expect_code(3);
    assert!(repair.stdout.contains("b_test.sql:9") && repair.stdout.contains("INSERT INTO musteri"), "{repair}");
    let json = shop.env.json(["repair"]);
    assert_eq!(json["interrupted"][0]["record"]["statements_done"], 1, "{json}");
    assert_eq!(json["interrupted"][0]["total"], 3, "{json}");
    shop.goc(&["upgrade"]).success();
    assert_eq!((shop.db.current(), tables(&shop)), (vec!["b".to_owned()], vec!["bir".to_owned(), "uc".to_owned()]));
    assert_eq!(shop.db.value("SELECT count(*) FROM musteri"), "1", "neither repeated nor lost");
    shop.goc(&["repair"]).success();
    assert_eq!(shop.run_outcomes(), ["done", "crashed", "done"]);
}

#[test]
fn a_do_block_in_doubt_stops_the_upgrade_until_somebody_decides() {
    let Some(shop) = interrupted_in(DOUBTFUL) else { return };
    let error = shop.error(&["upgrade"]);
    assert_eq!(error["kind"], "interrupted_step", "{error}");
    assert_eq!(shop.db.current(), ["a"]);
    let status = shop.goc(&["status", "--check"]).expect_code(3);
    assert!(format!("{status}").contains("goc repair"), "{status}");
    shop.goc(&["repair", "--continue"]).success();
    assert_eq!(shop.db.current(), ["b"]);
    assert_eq!(shop.db.value("SELECT count(*) FROM musteri"), "1");
    shop.goc(&["repair"]).success();
}

#[test]
fn retry_begins_with_the_first_statement_again() {
    let Some(shop) = interrupted_in(DOUBTFUL) else { return };
    let again = shop.error(&["repair", "--retry"]);
    assert!(again["message"].as_str().unwrap().contains("bir"), "the first table is there already: {again}");
    shop.db.execute("DROP TABLE bir");
    shop.goc(&["repair", "--retry"]).success();
    assert_eq!((shop.db.current(), tables(&shop)), (vec!["b".to_owned()], vec!["bir".to_owned(), "uc".to_owned()]));
    shop.goc(&["repair"]).success();
}

#[test]
fn mark_done_moves_the_version_and_runs_nothing() {
    let Some(shop) = interrupted_in(DOUBTFUL) else { return };
    shop.goc(&["repair", "--mark-done"]).success();
    assert_eq!((shop.db.current(), tables(&shop)), (vec!["b".to_owned()], vec!["bir".to_owned()]));
    shop.goc(&["repair"]).success();
    shop.goc(&["upgrade"]).success();
    assert_eq!(tables(&shop), ["bir"]);
}

#[test]
fn mark_undone_leaves_the_version_and_the_step_runs_from_its_beginning() {
    let Some(shop) = interrupted_in(DOUBTFUL) else { return };
    shop.goc(&["repair", "--mark-undone"]).success();
    assert_eq!(shop.db.current(), ["a"]);
    shop.goc(&["repair"]).success();
    shop.db.execute("DROP TABLE bir");
    shop.goc(&["upgrade"]).success();
    assert_eq!((shop.db.current(), tables(&shop)), (vec!["b".to_owned()], vec!["bir".to_owned(), "uc".to_owned()]));
}

#[test]
fn a_file_that_was_changed_where_it_is_done_already_is_not_continued_by_itself() {
    let Some(shop) = interrupted_in(CERTAIN) else { return };
    let up = "-- goc:transaction off\nCREATE TABLE baska (id integer);\nINSERT INTO musteri VALUES (7);\nCREATE TABLE uc (id integer);";
    shop.migrations.revision("b", &["a"], up, "SELECT 1;");
    assert_eq!(shop.error(&["upgrade"])["kind"], "interrupted_step");
    // What comes later may be mended.
    let up =
        format!("-- goc:transaction off\nCREATE TABLE bir (id integer);\n{CERTAIN};\nCREATE TABLE uc (id bigint);");
    shop.migrations.revision("b", &["a"], &up, "SELECT 1;");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.current(), ["b"]);
}

#[test]
fn a_failing_statement_keeps_what_is_done_and_the_next_upgrade_goes_on_behind_it() {
    let Some(shop) = Shop::new() else { return };
    let up = "-- goc:transaction off\nCREATE TABLE bir (id integer);\nINSERT INTO musteri VALUES (1);";
    shop.migrations.revision("a", &[], up, "DROP TABLE bir;");
    let error = shop.error(&["upgrade"]);
    assert!(error["message"].as_str().unwrap().contains("a_test.sql:9"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("goc repair"), "{error}");
    shop.db.execute("CREATE TABLE musteri (id integer)");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.value("SELECT count(*) FROM musteri"), "1");
    assert_eq!(shop.db.current(), ["a"]);
}
