//! A till's database with a history of thirty revisions, and what it holds at each of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

use super::{Migrations, Sqlite, TestEnv};

/// Number of generated revisions.
pub const REVISIONS: usize = 30;

/// The id of the revision at a place, from 1.
pub fn revision(place: usize) -> String {
    format!("r{place:02}")
}

/// Writes `r01` to `r30` into `migrations`: tables, rows, indexes, columns, rebuilt tables, triggers. Every downgrade is exact.
pub fn write_revisions(env: &TestEnv) -> Migrations {
    let migrations = Migrations::new(env);
    for place in 1..=REVISIONS {
        let before = (place > 1).then(|| revision(place - 1));
        let down: Vec<&str> = before.iter().map(String::as_str).collect();
        let (upgrade, downgrade) = sections(place);
        migrations.revision(&revision(place), &down, &upgrade, &downgrade);
    }
    migrations
}

fn sections(place: usize) -> (String, String) {
    let round = (place - 1) / 6;
    let table = format!("sales{round}");
    match (place - 1) % 6 {
        0 => (
            format!(
                "CREATE TABLE \"{table}\" (id INTEGER PRIMARY KEY, product TEXT NOT NULL, amount INTEGER NOT NULL);\n\
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)\n\
                 INSERT INTO {table} SELECT i, 'ürün ' || i || printf('%.800c', 'x'), i % 17 FROM n;"
            ),
            format!("DROP TABLE {table};"),
        ),
        1 => (
            format!(
                "CREATE INDEX {table}_product ON {table} (product);\nCREATE INDEX {table}_amount ON {table} (amount);"
            ),
            format!("DROP INDEX {table}_amount;\nDROP INDEX {table}_product;"),
        ),
        2 => (
            format!(
                "UPDATE {table} SET amount = amount + 100;\n\
                 INSERT INTO {table} SELECT id + 1000, product, amount FROM {table} WHERE id <= 40;\n\
                 UPDATE {table} SET product = product || ' (yeni)' WHERE id > 1000;"
            ),
            format!("DELETE FROM {table} WHERE id > 1000;\nUPDATE {table} SET amount = amount - 100;"),
        ),
        3 => (
            format!(
                "CREATE TABLE \"{table}_lines\" (id INTEGER PRIMARY KEY, sale INTEGER NOT NULL REFERENCES {table} (id) ON DELETE CASCADE);\n\
                 INSERT INTO {table}_lines SELECT id, id FROM {table};"
            ),
            format!("DROP TABLE {table}_lines;"),
        ),
        // As sqlite.org/lang_altertable.html, section 7, says.
        4 => (rebuild(&table, ", CHECK (amount >= 100)"), rebuild(&table, "")),
        _ => (
            format!(
                "ALTER TABLE {table}_lines ADD COLUMN note TEXT;\nUPDATE {table}_lines SET note = 'satır ' || id;\n\
                 CREATE TRIGGER {table}_guard AFTER INSERT ON {table}_lines BEGIN\n\
                 UPDATE {table} SET amount = amount + 1 WHERE id = new.sale; SELECT 1;\nEND;"
            ),
            format!("DROP TRIGGER {table}_guard;\nALTER TABLE {table}_lines DROP COLUMN note;"),
        ),
    }
}

fn rebuild(table: &str, check: &str) -> String {
    format!(
        "CREATE TABLE \"{table}_new\" (id INTEGER PRIMARY KEY, product TEXT NOT NULL, amount INTEGER NOT NULL{check});\n\
         INSERT INTO {table}_new SELECT id, product, amount FROM {table};\nDROP TABLE {table};\n\
         ALTER TABLE {table}_new RENAME TO {table};\n\
         CREATE INDEX {table}_product ON {table} (product);\nCREATE INDEX {table}_amount ON {table} (amount);"
    )
}

/// Everything in a database that is not goc's: schema and rows.
pub fn content(db: &Sqlite) -> String {
    let mut content = String::new();
    let masters = db
        .query(
            r"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name NOT LIKE 'goc\_%' ESCAPE '\' AND tbl_name <> 'alembic_version'
              ORDER BY type, name",
        )
        .unwrap();
    for master in masters {
        writeln!(content, "{}", master.join(" | ")).unwrap();
        if master[0] == "table" {
            for row in db.query(&format!("SELECT * FROM \"{}\" ORDER BY 1", master[1])).unwrap() {
                writeln!(content, "  {}", row.join(" | ")).unwrap();
            }
        }
    }
    content
}

/// The row of the version table; empty at the base.
pub fn current(db: &Sqlite) -> String {
    let tables = db.query("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").unwrap();
    if tables.is_empty() {
        return String::new();
    }
    let rows = db.query("SELECT version_num FROM alembic_version").unwrap();
    assert!(rows.len() <= 1, "one line of history has one row: {rows:?}");
    rows.into_iter().flatten().next().unwrap_or_default()
}

/// What belongs to each version row, learnt from undisturbed single steps up and down again.
pub fn reference() -> &'static BTreeMap<String, String> {
    static REFERENCE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    REFERENCE.get_or_init(|| {
        let (env, db) = (TestEnv::new(), Sqlite::scratch());
        write_revisions(&env);
        let mut known = BTreeMap::from([(String::new(), String::new())]);
        for _ in 1..=REVISIONS {
            env.run(["-d", &db.url(), "upgrade", "+1"]).success();
            known.insert(current(&db), content(&db));
        }
        for _ in 1..=REVISIONS {
            env.run(["-d", &db.url(), "downgrade", "-1", "--yes"]).success();
            let current = current(&db);
            assert_eq!(content(&db), known[&current], "the way down to `{current}` is the way up");
        }
        assert_eq!(known.len(), REVISIONS + 1);
        known
    })
}

/// Panics unless the database is exactly what its version row says, whole, with every foreign key in place.
#[track_caller]
pub fn assert_exact(db: &Sqlite) -> String {
    assert_eq!(db.query("PRAGMA integrity_check").unwrap(), [["ok"]]);
    assert_eq!(db.query("PRAGMA foreign_key_check").unwrap(), Vec::<Vec<String>>::new());
    let current = current(db);
    let expected = reference().get(&current).unwrap_or_else(|| panic!("no such version: {current}"));
    assert!(content(db) == *expected, "not what belongs to `{current}`:\n{}", content(db));
    current
}
