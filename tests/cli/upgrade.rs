use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn upgrade_runs_what_is_pending() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade", "+1"]);
    t.turkish(&["upgrade", "002"]);
    t.json(&["upgrade"]);
    t.goc(&["upgrade"]);
    t.turkish(&["upgrade"]);
    assert_snapshot!(t);
}

#[test]
fn verbose_tells_about_every_statement() {
    let mut t = Transcript::linear();
    let body =
        "-- goc:upgrade\nINSERT INTO urunler (ad) VALUES ('çay'), ('kahve');\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n";
    t.revision("003", "002", "", "İlk ürünler", body);
    t.goc(&["upgrade", "002"]);
    t.goc(&["upgrade", "-v", "--dry-run"]);
    t.turkish(&["upgrade", "--verbose"]);
    assert_snapshot!(t);
}

#[test]
fn a_dry_run_changes_nothing() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade", "--dry-run"]);
    t.turkish(&["upgrade", "--dry-run"]);
    t.json(&["upgrade", "--dry-run"]);
    t.goc(&["current"]);
    assert_snapshot!(t);
}

#[test]
fn a_step_that_fails_says_where_and_what_stays() {
    let mut t = Transcript::linear();
    t.revision("003", "002", "", "Bozuk", "-- goc:upgrade\nSELECT 1;\nSELECT yok FROM urunler;\n-- goc:downgrade\n");
    t.goc(&["upgrade"]);
    t.turkish(&["upgrade"]);
    t.json(&["upgrade"]);
    t.goc(&["upgrade", "--single-transaction"]);
    assert_snapshot!(t);
}

#[test]
fn a_script_is_printed_instead_of_run() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade", "--sql", "002:003", "--dialect", "postgres"]);
    t.goc(&["upgrade", "--sql", "base:001", "--dialect", "sqlite"]);
    t.goc(&["upgrade", "--sql", "+1"]);
    t.json(&["upgrade", "--sql", "002:head", "--dialect", "postgres"]);
    t.every_way(&["upgrade", "--sql", "head", "--dialect", "postgres"]);
    t.every_way(&["upgrade", "001:002"]);
    assert!(!t.env.path("sontechsp.db").exists());
    assert_snapshot!(t);
}

#[test]
fn connections_that_do_not_work_are_explained() {
    let mut t = Transcript::linear();
    t.env.write(
        "goc.toml",
        "[connections.store]\nurl = \"sqlite:a.db\"\n\n[connections.till-1]\nurl = \"sqlite:b.db\"\n",
    );
    t.every_way(&["upgrade"]);
    t.every_way(&["-d", "stor", "upgrade"]);
    t.every_way(&["-d", "kasa", "upgrade"]);
    t.every_way(&["-d", "mysql://u:gizli@h/x", "upgrade"]);
    t.every_way(&["-d", "postgres://ayse:gizli@127.0.0.1:1/magaza", "upgrade"]);
    t.every_way(&["-d", "sqlite:yok/olan/x.db", "upgrade"]);
    t.every_way(&["--config", "yok.toml", "status"]);
    t.every_way(&["--migrations", "yok", "upgrade", "-d", "store"]);
    t.env.write("goc.toml", "[connections.store]\nadres = \"sqlite:a.db\"\n");
    t.every_way(&["status"]);
    let text = t.to_string();
    assert!(text.lines().all(|line| line.starts_with("$ ") || !line.contains("gizli")), "{t}");
    assert_snapshot!(t);
}
