//! `--sql | psql` gives what `upgrade` gives, and stops where it must.

use std::io::Write;
use std::process::Stdio;

use crate::shop::Shop;
use crate::support::{Output, TestEnv};

/// Runs a script with psql, without its start-up files.
pub fn psql(shop: &Shop, script: &str) -> Output {
    let bin = std::env::var("GOC_TEST_POSTGRES_BIN").map_or_else(|_| "psql".to_owned(), |bin| format!("{bin}/psql"));
    let mut command = shop.env.command(bin);
    command.args(["-X", "-q", "-d", &shop.postgres().url()]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // psql stops reading at the first error.
    let _ = child.stdin.take().unwrap().write_all(script.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Output { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap() }
}

/// The schema and the version rows, and the rows of a table of revisions.
fn state(shop: &Shop) -> (String, Vec<String>) {
    (shop.db.schema(), shop.db.current())
}

#[test]
fn the_built_in_migrations_give_the_same_by_psql_as_by_goc_up_down_and_in_parts() {
    let (Some(by_goc), Some(by_psql)) = (Shop::new(), Shop::new()) else { return };
    for shop in [&by_goc, &by_psql] {
        // Without this folder the ones of the binary are used.
        std::fs::remove_dir(shop.migrations.path()).unwrap();
    }
    let go = |args: &[&str]| {
        by_goc.goc(args).success();
        let script = by_psql.goc(&[args, &["--sql"]].concat()).success().stdout;
        psql(&by_psql, &script).success();
        assert_eq!(state(&by_psql), state(&by_goc), "{args:?}");
    };
    let empty = state(&by_goc);
    go(&["upgrade"]);
    assert!(!by_goc.db.current().is_empty());
    go(&["downgrade", "-2", "--yes"]);
    go(&["upgrade", "+1"]);
    go(&["downgrade", "base", "--yes"]);
    assert_eq!(state(&by_goc), empty);

    // A range needs no database.
    let offline = TestEnv::new();
    let script = offline.run(["upgrade", "--sql", "--dialect", "postgres", "003:head"]).success().stdout;
    by_goc.goc(&["upgrade"]).success();
    by_psql.goc(&["upgrade", "003"]).success();
    psql(&by_psql, &script).success();
    assert_eq!(state(&by_psql), state(&by_goc));
    let head = by_goc.db.current().remove(0);
    let script = offline.run(["downgrade", "--sql", "--dialect", "postgres", &format!("{head}:003")]).success().stdout;
    by_goc.goc(&["downgrade", "003", "--yes"]).success();
    psql(&by_psql, &script).success();
    assert_eq!(state(&by_psql), state(&by_goc));
}

fn three() -> Option<Shop> {
    let shop = Shop::new()?;
    shop.migrations
        .revision("a", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("b", &["a"], "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);", "DROP TABLE b;")
        .revision(
            "c",
            &["b"],
            "-- goc:transaction off\nCREATE TABLE c (id integer);\nCREATE INDEX CONCURRENTLY c_id ON c (id)",
            "DROP TABLE c;",
        );
    Some(shop)
}

#[test]
fn a_script_refuses_a_database_that_is_somewhere_else() {
    let Some(shop) = three() else { return };
    let script = shop.goc(&["upgrade", "--sql"]).success().stdout;
    shop.goc(&["upgrade", "a"]).success();
    let output = psql(&shop, &script).expect_code(3);
    assert!(output.stderr.contains("'a'"), "it says where the database is: {output}");
    assert_eq!(shop.db.current(), ["a"]);
    assert!(!shop.db.tables().contains(&"b".to_owned()));
}

#[test]
fn a_script_stops_at_the_first_error_and_keeps_whole_steps() {
    let Some(shop) = three() else { return };
    let script = shop.goc(&["upgrade", "--sql"]).success().stdout;
    shop.db.execute("CREATE TABLE b (baska integer)");
    psql(&shop, &script).expect_code(3);
    assert_eq!(shop.db.current(), ["a"]);
    assert!(!shop.db.tables().contains(&"c".to_owned()));
    shop.db.execute("DROP TABLE b");
    let script = shop.goc(&["upgrade", "--sql"]).success().stdout;
    psql(&shop, &script).success();
    assert_eq!(shop.db.current(), ["c"]);
    assert_eq!(shop.db.tables(), ["a", "alembic_version", "b", "c"], "the journal is not part of a script");
    shop.goc(&["status", "--check"]).success();
}

#[test]
fn what_a_script_sets_does_not_reach_its_next_step() {
    let Some(shop) = Shop::new() else { return };
    shop.db.execute("CREATE SCHEMA baska");
    shop.migrations
        .revision(
            "a",
            &[],
            "SET search_path = baska;\nSET standard_conforming_strings = off;\nCREATE TABLE a (id integer);",
            "DROP TABLE baska.a;",
        )
        .revision("b", &["a"], "CREATE TABLE b (d text);\nINSERT INTO b VALUES ('\\');", "DROP TABLE b;");
    psql(&shop, &shop.goc(&["upgrade", "--sql"]).success().stdout).success();
    assert_eq!(shop.db.tables(), ["alembic_version", "b", "baska.a"]);
    assert_eq!(shop.db.current(), ["b"]);
}
