//! The migrations of SONTECHSP that are built into the binary, on both databases, with the rows of a shop.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::sontechsp::{introspect, tables};
use support::{TestDatabase, TestEnv, on_both};

const AT_005: &str = "005_ebelge_outbox";
const SCHEMA_OF_THE_APPLICATION: &str = include_str!("fixtures/sontechsp/schema-application.postgres.json");

fn goc(db: &TestDatabase, arguments: &[&str]) {
    TestEnv::new().run(["-d", &db.url()].iter().chain(arguments).copied()).success();
}

fn fill(db: &TestDatabase) {
    match db {
        TestDatabase::Postgres(_) => {
            db.execute(include_str!("fixtures/sontechsp/rows-at-005.postgres.sql"));
        }
        TestDatabase::Sqlite(_) => db.execute(include_str!("fixtures/sontechsp/rows-at-005.sqlite.sql")),
    }
}

type Rows = BTreeMap<String, Vec<Vec<String>>>;

/// Every row of every table, with the columns in the order of their names.
fn rows(db: &TestDatabase) -> Rows {
    tables(db).into_iter().map(|table| (table.clone(), selected(db, &table, &columns(db, &table)))).collect()
}

fn columns(db: &TestDatabase, table: &str) -> Vec<String> {
    let mut columns = match db {
        TestDatabase::Postgres(_) => db.column(&format!(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        )),
        TestDatabase::Sqlite(_) => db.column(&format!("SELECT name FROM pragma_table_info('{table}')")),
    };
    columns.sort();
    columns
}

fn selected(db: &TestDatabase, table: &str, columns: &[String]) -> Vec<Vec<String>> {
    db.query(&format!("SELECT {} FROM {table} ORDER BY id", columns.join(", ")))
}

#[test]
fn up_down_and_up_again_ends_in_the_same_schema_and_the_base_is_empty() {
    on_both(|db| {
        goc(db, &["upgrade", "head"]);
        let first = db.schema();
        assert_eq!(tables(db).len(), 36);
        goc(db, &["downgrade", "base", "--yes"]);
        assert_eq!(db.tables(), ["alembic_version", "goc_run", "goc_sample", "goc_step"]);
        assert_eq!((db.schema().as_str(), db.current()), ("", vec![]));
        goc(db, &["upgrade", "head"]);
        assert_eq!(db.schema(), first);
        assert_eq!(db.current(), ["006"]);
    });
}

#[test]
fn each_revision_leads_back_to_the_schema_before_it() {
    on_both(|db| {
        // SQLite quotes the name of a table that was renamed, as one is that was rebuilt.
        let state = || (db.schema().replace('"', ""), db.current());
        let mut before = Vec::new();
        for _ in 0..6 {
            before.push(state());
            goc(db, &["upgrade", "+1"]);
        }
        for expected in before.into_iter().rev() {
            goc(db, &["downgrade", "-1", "--yes"]);
            assert_eq!(state(), expected);
        }
    });
}

#[test]
fn after_005_the_schema_is_what_alembic_made_in_every_field() {
    on_both(|db| {
        goc(db, &["upgrade", AT_005]);
        support::sontechsp::is_schema_after_005(db);
    });
}

#[test]
fn after_006_everything_that_the_application_expects_is_there() {
    let expected: Value = serde_json::from_str(SCHEMA_OF_THE_APPLICATION).unwrap();
    on_both(|db| {
        goc(db, &["upgrade", "head"]);
        let found = if let TestDatabase::Postgres(_) = db { introspect(db) } else { Value::Null };
        for (table, schema) in expected.as_object().unwrap() {
            for column in schema["columns"].as_array().unwrap() {
                let name = column["name"].as_str().unwrap();
                if found.is_null() {
                    let sql =
                        format!("SELECT \"notnull\" OR pk FROM pragma_table_info('{table}') WHERE name = '{name}'");
                    let nullable = db.value(&sql) == "0";
                    assert_eq!(json!(nullable), column["nullable"], "{table}.{name}");
                } else {
                    let columns = found[table]["columns"].as_array().unwrap_or_else(|| panic!("no table {table}"));
                    let found = columns
                        .iter()
                        .find(|found| found["name"] == name)
                        .unwrap_or_else(|| panic!("no {table}.{name}"));
                    assert_eq!(
                        (&found["type"], &found["nullable"]),
                        (&column["type"], &column["nullable"]),
                        "{table}.{name}"
                    );
                }
            }
        }
    });
}

/// Columns of 005, and what 006 calls them.
const RENAMED: [(&str, &str, &str); 9] = [
    ("musteriler", "olusturulma_zamani", "olusturma_tarihi"),
    ("musteriler", "guncellenme_zamani", "guncelleme_tarihi"),
    ("sadakat_puanlari", "olusturulma_zamani", "olusturma_tarihi"),
    ("eticaret_hesaplari", "olusturma_zamani", "olusturma_tarihi"),
    ("eticaret_hesaplari", "guncelleme_zamani", "guncelleme_tarihi"),
    ("eticaret_siparisleri", "olusturma_zamani", "olusturma_tarihi"),
    ("eticaret_siparisleri", "guncelleme_zamani", "guncelleme_tarihi"),
    ("eticaret_is_kuyrugu", "olusturma_zamani", "olusturma_tarihi"),
    ("eticaret_is_kuyrugu", "guncelleme_zamani", "guncelleme_tarihi"),
];

#[test]
fn the_rows_of_a_shop_survive_006_and_the_way_back() {
    on_both(|db| {
        goc(db, &["upgrade", AT_005]);
        fill(db);
        let before = rows(db);
        assert_eq!(before.len(), 20);
        assert!(before.values().all(|rows| rows.len() >= 2), "rows in every table");
        let columns_before: BTreeMap<String, Vec<String>> =
            before.keys().map(|table| (table.clone(), columns(db, table))).collect();

        goc(db, &["upgrade", "006"]);
        for (table, columns_before) in &columns_before {
            let columns_now = columns(db, table);
            // With the new name where there is one; a time without a zone is Istanbul's.
            let expressions: Vec<String> = columns_before
                .iter()
                .map(|column| {
                    let renamed = RENAMED.iter().find(|(of, old, _)| of == table && old == column);
                    let zone = match (db, table.starts_with("eticaret_")) {
                        (TestDatabase::Postgres(_), true) => " AT TIME ZONE 'Europe/Istanbul'",
                        _ => "",
                    };
                    match renamed {
                        Some((_, _, new)) => format!("{new}{zone}"),
                        None => column.clone(),
                    }
                })
                .collect();
            for (column, expression) in columns_before.iter().zip(&expressions) {
                assert!(columns_now.contains(column) || column != expression, "{table}.{column} is gone");
            }
            assert_eq!(selected(db, table, &expressions), before[table], "{table}");
        }
        goc(db, &["downgrade", AT_005, "--yes"]);
        assert_eq!(rows(db), before);
        goc(db, &["upgrade", "006"]);
        goc(db, &["downgrade", AT_005, "--yes"]);
        assert_eq!(rows(db), before, "a second time");
    });
}

#[test]
fn the_zone_of_the_session_does_not_change_what_006_makes_of_a_time() {
    let Some(db) = support::Postgres::database() else { return };
    goc(&db, &["upgrade", AT_005]);
    fill(&db);
    let name = db.value("SELECT current_user");
    db.execute(&format!("ALTER ROLE {name} SET timezone = 'America/New_York'"));
    let before = db.column("SELECT olusturma_zamani FROM eticaret_siparisleri ORDER BY id");
    let documents = db.column("SELECT olusturulma_zamani FROM ebelge_cikis_kuyrugu ORDER BY id");
    goc(&db, &["upgrade", "006"]);
    assert_eq!(
        db.column("SELECT olusturma_tarihi AT TIME ZONE 'Europe/Istanbul' FROM eticaret_siparisleri ORDER BY id"),
        before
    );
    assert_eq!(
        db.column("SELECT olusturma_tarihi AT TIME ZONE 'UTC' FROM ebelge_cikis_kuyrugu ORDER BY id"),
        documents
    );
}

#[test]
fn a_database_as_alembic_left_it_is_taken_over_with_every_row() {
    on_both(|db| {
        let env = TestEnv::new();
        goc(db, &["upgrade", AT_005]);
        fill(db);
        db.execute(
            "DROP TABLE goc_run; DROP TABLE goc_step; DROP TABLE goc_sample; DROP TABLE alembic_version;\
             CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));\
             INSERT INTO alembic_version VALUES ('005_ebelge_outbox')",
        );
        let before: Vec<(String, usize)> = rows(db).into_iter().map(|(table, rows)| (table, rows.len())).collect();
        let status = env.json(["-d", &db.url(), "status"]);
        assert_eq!((&status["current_revision"], &status["pending_count"]), (&AT_005.into(), &1.into()), "{status}");
        assert_eq!(db.tables().len(), 21, "looking creates no table");
        env.run(["-d", &db.url(), "upgrade"]).success();
        assert_eq!(db.current(), ["006"]);
        for (table, count) in before {
            assert_eq!(db.value(&format!("SELECT count(*) FROM {table}")), count.to_string(), "{table}");
        }
        env.run(["-d", &db.url(), "status", "--check"]).success();
    });
}

#[test]
fn the_version_table_is_alembics_own() {
    on_both(|db| {
        goc(db, &["upgrade", "003"]);
        match db {
            TestDatabase::Postgres(_) => {
                let table = introspect_version(db);
                assert_eq!(
                    table,
                    [[
                        "version_num",
                        "character varying(255)",
                        "t",
                        "PRIMARY KEY (version_num)",
                        "alembic_version_pkc"
                    ]]
                );
            }
            TestDatabase::Sqlite(_) => {
                let columns = db.query("SELECT name, type, \"notnull\", pk FROM pragma_table_info('alembic_version')");
                assert_eq!(columns, [["version_num", "VARCHAR(255)", "1", "1"]]);
                let sql = db.value("SELECT sql FROM sqlite_master WHERE name = 'alembic_version'");
                assert!(sql.contains("CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)"), "{sql}");
            }
        }
        assert_eq!(db.query("SELECT * FROM alembic_version"), [["003"]]);
    });
}

fn introspect_version(db: &TestDatabase) -> Vec<Vec<String>> {
    db.query(
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_constraintdef(o.oid), o.conname
         FROM pg_attribute a JOIN pg_constraint o ON o.conrelid = a.attrelid AND o.contype = 'p'
         WHERE a.attrelid = 'public.alembic_version'::regclass AND a.attnum > 0",
    )
}

/// What Alembic itself reads, where it is installed.
const ALEMBIC: &str = "import sys
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
with create_engine(sys.argv[1]).connect() as connection:
    print(','.join(MigrationContext.configure(connection).get_current_heads()))
";

#[test]
fn alembic_reads_where_goc_has_left_a_database() {
    let Ok(python) = std::env::var("GOC_TEST_ALEMBIC") else {
        return eprintln!("skipped: no Alembic (bash tests/run gets it); the table's shape is tested beside this");
    };
    let env = TestEnv::new();
    on_both(|db| {
        let url = match db {
            TestDatabase::Postgres(_) => db.url().replace("postgres://", "postgresql+psycopg://"),
            TestDatabase::Sqlite(sqlite) => format!("sqlite:///{}", sqlite.path().display()),
        };
        for target in ["003", "head", "base"] {
            let command = if target == "base" { &["downgrade", "base", "--yes"][..] } else { &["upgrade", target] };
            goc(db, command);
            let said = env.output(env.command(&python).args(["-c", ALEMBIC, &url])).success().stdout;
            assert_eq!(said.trim(), db.current().join(","));
        }
    });
}
