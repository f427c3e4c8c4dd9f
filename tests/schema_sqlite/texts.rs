//! What a revision says, how long it takes, and catalogues that nobody should have.

use goc::database::introspect::sqlite::statements;
use goc::i18n::{Lang, Say};
use goc::operations::schema::sqlite::difference;
use goc::operations::schema::{Difference, Options};

use super::database::{Sqlite, script};

async fn between(before: &str, after: &str) -> Difference {
    let (from, to) = (Sqlite::with(before).await.read().await, Sqlite::with(after).await.read().await);
    difference(&from, &to, &Options::default())
}

fn described(difference: &Difference) -> Vec<String> {
    let change = |change: &goc::operations::schema::Change| {
        let details: Vec<String> = change
            .details
            .iter()
            .map(|one| {
                let text = |side: &Option<String>| side.clone().unwrap_or_default();
                format!(" {}: {} -> {}", one.property, text(&one.before), text(&one.after))
            })
            .collect();
        let loss = change.loss.as_ref().map(|loss| format!(" ! {}", loss.say(Lang::En))).unwrap_or_default();
        format!("{} {} {}{}{loss}", change.action.sign(), change.object.say(Lang::En), change.name, details.concat())
    };
    difference.changes.iter().map(change).collect()
}

fn notes(difference: &Difference) -> Vec<String> {
    difference.blocks.iter().flat_map(|block| &block.notes).map(|note| note.say(Lang::En)).collect()
}

#[tokio::test]
async fn changes_are_told_object_by_object() {
    let difference = between(
        "CREATE TABLE gone (a);
         CREATE TABLE t (id INTEGER PRIMARY KEY, ad VARCHAR(20), old TEXT, kod TEXT, CHECK (id > 0));
         CREATE INDEX i ON t (ad); CREATE VIEW v AS SELECT 1; CREATE VIEW w AS SELECT * FROM t",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, ad VARCHAR(50) NOT NULL DEFAULT '', kod INTEGER, new TEXT UNIQUE, UNIQUE (kod));
         CREATE TABLE born (a);
         CREATE INDEX i ON t (ad DESC); CREATE VIEW w AS SELECT * FROM t;
         CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
    )
    .await;
    assert_eq!(
        described(&difference),
        [
            "- view v",
            "- table gone ! all its rows are lost",
            "~ table t CHECK: CHECK (id > 0) ->  UNIQUE:  -> UNIQUE (kod)",
            "- column t.old ! all its values are lost",
            "~ column t.ad TYPE: VARCHAR(20) -> VARCHAR(50) NOT NULL:  -> not null DEFAULT:  -> default ''",
            "~ column t.kod TYPE: TEXT -> INTEGER ! values that do not fit from TEXT into INTEGER are cut or refused",
            "+ column t.new DEFINITION:  -> new TEXT UNIQUE",
            "+ table born",
            "~ index i",
            "+ trigger g",
        ]
    );
    assert_eq!(
        notes(&difference),
        [
            "w depends on what changes here: it is dropped, and made again below",
            "loses data: gone: all its rows are lost",
            "loses data: t.old: all its values are lost",
            "loses data: t.kod: values that do not fit from TEXT into INTEGER are cut or refused",
            "ALTER TABLE cannot do this in SQLite: t is made anew, filled, and put in the old one's place",
            "rows that have nothing in t.ad get this value; change it if they should have another",
        ]
    );
    assert_eq!(
        script(&difference),
        "DROP VIEW v;
DROP VIEW w;
DROP INDEX i;
DROP TABLE gone;
CREATE TABLE goc_new_t (id INTEGER PRIMARY KEY, ad VARCHAR(50) NOT NULL DEFAULT '', kod INTEGER, new TEXT UNIQUE, UNIQUE (kod));
INSERT INTO goc_new_t (id, ad, kod)
SELECT id, coalesce(ad, ''), kod
FROM t;
DROP TABLE t;
ALTER TABLE goc_new_t RENAME TO t;
CREATE TABLE born (a);
CREATE INDEX i ON t (ad DESC);
CREATE VIEW w AS SELECT * FROM t;
CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
"
    );
}

#[tokio::test]
async fn small_changes_stay_small() {
    let difference = between(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE u (id INTEGER PRIMARY KEY, a TEXT)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER NOT NULL DEFAULT 0); CREATE TABLE u (id INTEGER PRIMARY KEY)",
    )
    .await;
    assert_eq!(
        script(&difference),
        "ALTER TABLE t ADD COLUMN b INTEGER NOT NULL DEFAULT 0;\nALTER TABLE u DROP COLUMN a;\n"
    );
    assert_eq!(notes(&difference), ["loses data: u.a: all its values are lost"]);
}

#[tokio::test]
async fn a_thousand_tables_are_read_and_compared_at_once() {
    let mut sql = String::from("BEGIN;");
    for number in 0..1_000 {
        sql.push_str(&format!(
            "CREATE TABLE t{number} (id INTEGER PRIMARY KEY, a TEXT NOT NULL DEFAULT 'x', b INTEGER REFERENCES t0 (id), c REAL CHECK (c > 0), UNIQUE (a, b));
             CREATE INDEX i{number} ON t{number} (b DESC);"
        ));
    }
    sql.push_str("COMMIT");
    let mut database = Sqlite::with(&sql).await;
    let started = std::time::Instant::now();
    let schema = database.read().await;
    let read = started.elapsed();
    let started = std::time::Instant::now();
    let same = difference(&schema, &schema, &Options::default());
    let compared = started.elapsed();
    eprintln!("read {read:?}, compared {compared:?}");
    assert!(same.is_empty() && schema.tables.len() == 1_000 && schema.indexes.len() == 1_000);
    assert_eq!(statements(&schema).len(), 2_000);
    // Without optimisation, on a machine that does other things, too.
    assert!(read.as_secs() < 8 && compared.as_secs() < 4, "{read:?} {compared:?}");
}

/// SQLite checks what it is given; whoever writes the catalogue directly can put anything there that it can still parse.
#[tokio::test]
async fn a_catalogue_that_somebody_forged_is_read() {
    let mut database = Sqlite::with(
        "CREATE TABLE t (a); CREATE VIEW v AS SELECT 1; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
         CREATE INDEX i ON t (a)",
    )
    .await;
    let nested = format!("CREATE VIEW v AS SELECT {}1{}", "(".repeat(900), ")".repeat(900));
    for sql in [
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a, b /* open' WHERE name = 't'".to_owned(),
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW v AS SELECT ''open' WHERE name = 'v'".to_owned(),
        format!("UPDATE sqlite_schema SET sql = '{nested}' WHERE name = 'v'"),
        "UPDATE sqlite_schema SET sql = x'ff00fe' WHERE name = 'v'".to_owned(),
        "UPDATE sqlite_schema SET sql = '' WHERE name = 'g'".to_owned(),
    ] {
        database.execute(&format!("PRAGMA writable_schema = ON; {sql}; PRAGMA writable_schema = OFF")).await.unwrap();
        let schema = database.read().await;
        difference(&schema, &Default::default(), &Options::default());
        difference(&Default::default(), &schema, &Options::default());
    }
}

#[tokio::test]
async fn a_file_that_may_only_be_read_is_read_in_the_same_way() {
    use goc::database::{Access, Database, introspect::sqlite::read};
    let folder = tempfile::tempdir().unwrap();
    let database = Database::sqlite(&folder.path().join("till.db"));
    let mut writing = database.connect(Access::Write).await.unwrap();
    let sql = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c AS (a)); CREATE VIEW v AS SELECT * FROM t;
        CREATE TRIGGER g AFTER UPDATE ON t BEGIN DELETE FROM t WHERE a = new.b; END;
        CREATE TRIGGER h AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TRIGGER k BEFORE DELETE ON t BEGIN SELECT 1; END;
        CREATE TRIGGER l INSTEAD OF UPDATE ON v BEGIN SELECT 1; END; CREATE VIEW w AS SELECT * FROM nowhere;
        INSERT INTO t VALUES (1, 'x')";
    writing.execute(sql).await.unwrap();
    let written = read(&mut writing).await.unwrap();
    let mut reading = database.connect(Access::Read).await.unwrap();
    assert_eq!(read(&mut reading).await.unwrap(), written);
    assert_eq!(written.broken.iter().collect::<Vec<_>>(), ["w"]);
    assert_eq!(writing.query("SELECT count(*) FROM t").await.unwrap()[0].text(0), "1");
}
