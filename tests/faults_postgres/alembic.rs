//! Databases that Alembic made are taken over as they are.

use crate::shop::Shop;

const LONG: &str = "surum_2024_12_17_musteri_ve_sadakat_puani";

fn three_revisions(shop: &Shop) {
    shop.migrations
        .revision("ae1027a6acf", &[], "CREATE TABLE a (id integer);", "DROP TABLE a;")
        .revision("1975ea83b712", &["ae1027a6acf"], "CREATE TABLE b (id integer);", "DROP TABLE b;")
        .revision(LONG, &["1975ea83b712"], "CREATE TABLE c (id integer);", "DROP TABLE c;");
}

/// As Alembic makes it, with or without its primary key.
fn version_table(schema: &str, key: &str) -> String {
    format!(
        "CREATE TABLE {schema}.alembic_version (version_num VARCHAR(32) NOT NULL{key}); \
         INSERT INTO {schema}.alembic_version VALUES ('ae1027a6acf'); CREATE TABLE {schema}.a (id integer); INSERT INTO {schema}.a VALUES (7);"
    )
}

const KEY: &str = ", CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)";

#[test]
fn its_narrow_version_table_is_widened_for_a_long_id_and_the_rows_are_kept() {
    for key in [KEY, ""] {
        let Some(shop) = Shop::new() else { return };
        three_revisions(&shop);
        shop.db.execute(&version_table("public", key));
        shop.goc(&["upgrade", "+1"]).success();
        let width =
            "SELECT character_maximum_length FROM information_schema.columns WHERE table_name = 'alembic_version'";
        assert_eq!(shop.db.value(width), "32", "nothing is changed before it has to be");
        shop.goc(&["upgrade"]).success();
        assert_eq!((shop.db.value(width), shop.db.current()), ("255".to_owned(), vec![LONG.to_owned()]));
        assert_eq!(shop.db.value("SELECT id FROM a"), "7");
        shop.goc(&["downgrade", "ae1027a6acf", "--yes"]).success();
        assert_eq!(shop.db.current(), ["ae1027a6acf"]);
    }
}

#[test]
fn a_long_id_can_be_stamped_into_a_narrow_table() {
    let Some(shop) = Shop::new() else { return };
    three_revisions(&shop);
    shop.db.execute(&version_table("public", KEY));
    shop.goc(&["stamp", "head", "--yes"]).success();
    assert_eq!(shop.db.current(), [LONG]);
}

#[test]
fn a_version_table_in_another_schema_of_the_search_path_is_the_one() {
    let Some(shop) = Shop::new() else { return };
    three_revisions(&shop);
    let name = shop.postgres().name();
    shop.db.execute("CREATE SCHEMA magaza");
    shop.db.execute(&version_table("magaza", KEY));
    shop.db.execute(&format!("ALTER ROLE {name} IN DATABASE {name} SET search_path = public, magaza"));
    let status = shop.env.json(["status"]);
    assert_eq!(status["current"][0], "ae1027a6acf", "{status}");
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.column("SELECT version_num FROM magaza.alembic_version"), [LONG]);
    // New tables go where the search path says; goc's own stand beside the version table.
    assert_eq!(
        shop.db.tables(),
        ["b", "c", "magaza.a", "magaza.alembic_version", "magaza.goc_run", "magaza.goc_sample", "magaza.goc_step"]
    );
}

#[test]
fn an_open_transaction_of_alembic_is_waited_for_and_seen() {
    let Some(shop) = Shop::new() else { return };
    three_revisions(&shop);
    shop.db.execute(&version_table("public", KEY));
    let mut alembic = crate::shop::Session::open(&shop.postgres().as_owner());
    alembic.execute("BEGIN; CREATE TABLE b (id integer); UPDATE alembic_version SET version_num = '1975ea83b712'");
    let running = shop.start(&["--json", "upgrade"]);
    shop.wait_until_runs("LOCK TABLE");
    alembic.execute("COMMIT");
    let output = running.end(20).expect_code(1);
    assert!(output.stdout.contains("database_moved"), "{output}");
    assert_eq!(shop.db.current(), ["1975ea83b712"]);
    shop.goc(&["upgrade"]).success();
    assert_eq!(shop.db.current(), [LONG]);
}
