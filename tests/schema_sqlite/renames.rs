//! Renames: found, made, and then only the rest is a difference.

use goc::operations::schema::sqlite::{difference, rename, rename_candidates};
use goc::operations::schema::{Block, Difference, Options, Rename};

use super::database::Sqlite;

async fn candidates(before: &str, after: &str) -> Vec<String> {
    let (from, to) = (Sqlite::with(before).await.read().await, Sqlite::with(after).await.read().await);
    rename_candidates(&from, &to).iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_may_have_another_name_only_is_found() {
    for (before, after, expected) in [
        (
            "CREATE TABLE musteri (id INTEGER PRIMARY KEY, ad TEXT)",
            "CREATE TABLE musteriler (id INTEGER PRIMARY KEY, ad TEXT)",
            &["musteri=musteriler"][..],
        ),
        (
            "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y TEXT, z TEXT)",
            "CREATE TABLE b (id INTEGER PRIMARY KEY, x TEXT, y TEXT, w TEXT)",
            &["a=b", "b.z=w"],
        ),
        ("CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT)", "CREATE TABLE b (k BLOB, y REAL)", &[]),
        (
            "CREATE TABLE t (id INTEGER PRIMARY KEY, ad TEXT)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, urun_adi TEXT)",
            &["t.ad=urun_adi"],
        ),
        (
            "CREATE TABLE t (id INTEGER PRIMARY KEY, ad TEXT)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, adet INTEGER)",
            &[],
        ),
        (
            "CREATE TABLE t (a INTEGER, urun_ad TEXT, sube_ad TEXT)",
            "CREATE TABLE t (a INTEGER, sube_adi TEXT, urun_adi TEXT)",
            &["t.urun_ad=urun_adi", "t.sube_ad=sube_adi"],
        ),
        ("CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a INTEGER, b TEXT)", &[]),
        ("CREATE TABLE T (a INTEGER)", "CREATE TABLE t (A INTEGER)", &[]),
    ] {
        assert_eq!(candidates(before, after).await, expected, "{before}");
    }
}

async fn run(database: &mut Sqlite, block: Block) {
    let difference = Difference { changes: Vec::new(), blocks: vec![block] };
    database.run(&difference).await.unwrap();
}

#[tokio::test]
async fn a_rename_takes_everything_along() {
    let before = "
        CREATE TABLE musteri (id INTEGER PRIMARY KEY, ad TEXT CHECK (ad <> ''));
        CREATE TABLE satis (id INTEGER PRIMARY KEY, m INTEGER REFERENCES musteri (id));
        CREATE INDEX i ON musteri (ad);
        CREATE VIEW v AS SELECT ad FROM musteri;
        CREATE VIEW broken AS SELECT * FROM nowhere;
        CREATE TRIGGER g AFTER INSERT ON satis BEGIN UPDATE musteri SET ad = ad WHERE id = new.m; END;
        CREATE TRIGGER broken_too INSTEAD OF INSERT ON broken BEGIN SELECT 1; END;
        INSERT INTO musteri VALUES (1, 'Ayşe');";
    let after = "
        CREATE TABLE \"order\" (id INTEGER PRIMARY KEY, \"tam ad\" TEXT CHECK (\"tam ad\" <> ''));
        CREATE TABLE satis (id INTEGER PRIMARY KEY, m INTEGER REFERENCES \"order\" (id));
        CREATE INDEX i ON \"order\" (\"tam ad\");
        CREATE VIEW v AS SELECT \"tam ad\" FROM \"order\";
        CREATE VIEW broken AS SELECT * FROM nowhere;
        CREATE TRIGGER g AFTER INSERT ON satis BEGIN UPDATE \"order\" SET \"tam ad\" = \"tam ad\" WHERE id = new.m; END;
        CREATE TRIGGER broken_too INSTEAD OF INSERT ON broken BEGIN SELECT 1; END;";
    let mut database = Sqlite::with(before).await;
    let to = Sqlite::with(after).await.read().await;
    let original = database.read().await;
    let renames = ["musteri=order", "order.ad=tam ad"].map(|text| Rename::parse(text).unwrap());
    for one in &renames {
        let schema = database.read().await;
        run(&mut database, rename(&schema, one).unwrap()).await;
    }
    let now = database.read().await;
    assert_eq!(difference(&now, &to, &Options::default()), Difference::default());
    assert_eq!(database.query("SELECT \"tam ad\" FROM \"order\"").await[0].text(0), "Ayşe");
    for one in renames.iter().rev() {
        let schema = database.read().await;
        run(&mut database, rename(&schema, &one.reversed()).unwrap()).await;
    }
    let now = database.read().await;
    assert_eq!(difference(&now, &original, &Options::default()), Difference::default());
}

#[tokio::test]
async fn a_name_in_other_letters_is_a_rename_too() {
    let mut database = Sqlite::with("CREATE TABLE Musteri (Id INTEGER PRIMARY KEY, Ad TEXT)").await;
    let to = Sqlite::with("CREATE TABLE musteri (Id INTEGER PRIMARY KEY, ad TEXT)").await.read().await;
    for text in ["Musteri=musteri", "musteri.Ad=ad"] {
        let schema = database.read().await;
        run(&mut database, rename(&schema, &Rename::parse(text).unwrap()).unwrap()).await;
    }
    let now = database.read().await;
    assert_eq!(difference(&now, &to, &Options::default()), Difference::default());
}

#[tokio::test]
async fn there_is_nothing_to_rename() {
    let schema =
        Sqlite::with("CREATE TABLE a (x, y); CREATE TABLE b (x); CREATE VIEW v AS SELECT 1").await.read().await;
    for text in ["c=d", "a=b", "a=v", "v=w", "a.z=w", "a.x=y", "c.x=y"] {
        assert_eq!(rename(&schema, &Rename::parse(text).unwrap()), None, "{text}");
    }
}
