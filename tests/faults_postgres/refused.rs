//! Scripts that would break the promise that a step is whole are refused before anything runs.

use crate::shop::Shop;

#[test]
fn a_commit_or_rollback_in_a_script_is_refused_before_the_first_step() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;");
    let scripts = [
        "COMMIT;",
        "rollback;",
        "CREATE TABLE b (id integer); COMMIT; SELECT * FROM yok;",
        "/* gizli */ COMMIT;",
        "-- açıklama\nCommit work;",
        "/* iç /* içe */ */ -- satır\n  END;",
        "ABORT;",
        "BEGIN;",
        "START TRANSACTION;",
        "PREPARE TRANSACTION 'x';",
        "COMMIT AND CHAIN;",
        "ROLLBACK AND CHAIN;",
        "SELECT ';'; COMMIT",
        "\u{feff}COMMIT;",
    ];
    for script in scripts {
        shop.migrations.revision("b", &["a"], script, "SELECT 1;");
        for args in
            [&["upgrade"][..], &["upgrade", "--single-transaction"], &["upgrade", "--dry-run"], &["upgrade", "--sql"]]
        {
            let error = shop.error(args);
            let kind = error["kind"].as_str().unwrap();
            assert_eq!(kind, "transaction_control", "{script:?} {args:?}: {error}");
            assert!(error["message"].as_str().unwrap().contains("b_test.sql:"), "{error}");
            assert!(shop.db.tables().is_empty(), "{script:?} {args:?} left {:?}", shop.db.tables());
        }
    }
}

#[test]
fn a_savepoint_and_words_that_only_look_like_it_run() {
    let Some(shop) = Shop::new() else { return };
    let up = "CREATE TABLE commit_log (\"commit\" text);\n\
              SAVEPOINT s;\nINSERT INTO commit_log VALUES ('COMMIT;');\nROLLBACK TO SAVEPOINT s;\nRELEASE SAVEPOINT s;\n\
              DO $$ BEGIN PERFORM 'COMMIT'; END $$;\nCREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; END;";
    shop.migrations.revision("a", &[], up, "DROP TABLE commit_log; DROP FUNCTION f();");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.value("SELECT count(*) FROM commit_log"), "0");
}

#[test]
fn a_commit_hidden_in_a_do_block_or_a_procedure_fails_the_step_and_leaves_nothing() {
    let Some(shop) = Shop::new() else { return };
    for script in [
        "CREATE TABLE b (id integer);\nDO $$ BEGIN COMMIT; END $$;",
        "CREATE TABLE b (id integer);\nCREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\nCALL p();",
        "CREATE TABLE b (id integer);\nDO $$ BEGIN ROLLBACK; END $$;",
    ] {
        shop.migrations.revision("a", &[], script, "SELECT 1;");
        let error = shop.error(&["upgrade"]);
        assert_eq!(error["kind"], "statement_failed", "{error}");
        assert_eq!(shop.db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"], "{script}");
    }
}

#[test]
fn psql_commands_are_refused_by_name_and_line() {
    let Some(shop) = Shop::new() else { return };
    shop.migrations.revision("a", &[], "SELECT 1;\n\\connect baska", "SELECT 1;");
    let error = shop.error(&["upgrade"]);
    assert_eq!(error["kind"], "meta_command");
    assert!(error["message"].as_str().unwrap().contains("a_test.sql:8"), "{error}");
    assert!(shop.db.tables().is_empty());
}
