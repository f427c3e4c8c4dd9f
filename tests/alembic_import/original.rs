//! The five files of SONTECHSP, rebuilt from what is known of them: 003 does not parse (line 91), 004 names a parent that is not there, the
//! environment imports a name that does not exist, and SQLite would stop in 003. Mended, they make the schema that every shop has.

use std::fs;

use serde_json::{Value, json};

use super::project::folder;
use super::support::sontechsp::{is_schema_after_005, tables};
use super::support::{Sqlite, TestEnv, on_both};

/// A working folder with the original as `alembic/`.
fn original() -> TestEnv {
    let env = TestEnv::new();
    let source = folder().with_file_name("original");
    env.write("alembic/env.py", fs::read(source.join("env.py")).unwrap());
    for entry in fs::read_dir(source.join("versions")).unwrap() {
        let path = entry.unwrap().path();
        env.write(
            &format!("alembic/versions/{}", path.file_name().unwrap().to_str().unwrap()),
            fs::read(&path).unwrap(),
        );
    }
    env
}

const THIRD: &str = "003_crm_musteri_sadakat.py";
const FOURTH: &str = "004_eticaret_altyapi_tablolari.py";

#[test]
fn what_is_wrong_is_found_with_file_line_and_the_id_that_was_meant() {
    let env = original();
    let sqlite = Sqlite::new();
    let doctor = env.json(["--migrations", "alembic", "-d", &sqlite.url(), "doctor"]);
    let findings = doctor["findings"].as_array().unwrap();
    let kinds: Vec<&str> = findings.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["python_syntax", "missing_parent"], "{doctor}");
    let named = |finding: &Value, file: &str, line: u64| {
        assert!(finding["file"].as_str().is_some_and(|found| found.ends_with(file)), "{finding}");
        assert_eq!(finding["line"], line, "{finding}");
    };
    named(&findings[0], THIRD, 91);
    assert_eq!(findings[0]["revision"], "003");
    named(&findings[1], FOURTH, 14);
    assert_eq!((&findings[1]["parent"], &findings[1]["similar"]), (&"003_crm_musteri_sadakat".into(), &"003".into()));
    assert!(!sqlite.path().exists(), "looking makes no database");

    let text = env.run(["--migrations", "alembic", "-d", &sqlite.url(), "doctor"]).expect_code(3).stdout;
    for wanted in [format!("{THIRD}:91:"), ")$'\"".to_owned(), format!("{FOURTH}:14:"), "nearest is `003`".to_owned()] {
        assert!(text.contains(&wanted), "{wanted}\n{text}");
    }
}

#[test]
fn without_fix_what_is_wrong_is_listed_and_with_it_the_shops_schema_comes_out() {
    let env = original();
    let report = env.json(["import", "alembic", "alembic", "--to", "unmended"]);
    assert_eq!(report["clean"], false, "{report}");
    let kinds: Vec<&str> =
        report["problems"].as_array().unwrap().iter().map(|problem| problem["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["python_syntax", "missing_parent"], "{report}");
    let places = report["revisions"][2]["untranslated"].as_array().unwrap();
    assert!(!places.is_empty() && places.iter().all(|place| place["line"] == 91), "{report}");

    let files = [THIRD, FOURTH].map(|file| env.read(&format!("alembic/versions/{file}")));
    let tried = env.json(["import", "alembic", "alembic", "--to", "migrations", "--fix", "--dry-run"]);
    let mended = &tried["mended"];
    assert_eq!(mended["lines"], json!([{ "file": THIRD, "line": 91, "text": ")$'\"" }]));
    let name = json!({
        "file": FOURTH, "line": 14, "revision": "004_eticaret_altyapi",
        "key": "revises", "from": "003_crm_musteri_sadakat", "to": "003",
    });
    assert_eq!((&mended["names"], &mended["merge"], &tried["clean"]), (&json!([name]), &Value::Null, &true.into()));
    assert!(!env.path("migrations").exists());

    let output = env.run(["import", "alembic", "alembic", "--to", "migrations", "--fix"]).success();
    assert!(output.stdout.contains(&format!("{THIRD}:91: left out")), "{output}");
    assert!(output.stdout.contains(&format!("{FOURTH}:14: follows `003`, not `003_crm_musteri_sadakat`")), "{output}");
    let now = [THIRD, FOURTH].map(|file| env.read(&format!("alembic/versions/{file}")));
    assert_eq!(files, now, "the project stays as it is");
    let history = env.json(["--migrations", "migrations", "history"]);
    let ids: Vec<&str> =
        history["revisions"].as_array().unwrap().iter().map(|entry| entry["revision"].as_str().unwrap()).collect();
    assert_eq!(ids, ["005_ebelge_outbox", "004_eticaret_altyapi", "003", "002", "001"]);
    on_both(|db| {
        env.run(["--migrations", "migrations", "-d", &db.url(), "upgrade"]).success();
        assert_eq!(db.current(), ["005_ebelge_outbox"]);
        assert_eq!(tables(db).len(), 20);
        is_schema_after_005(db);
        env.run(["--migrations", "migrations", "-d", &db.url(), "downgrade", "base", "--yes"]).success();
        assert_eq!(db.schema(), "");
    });
}

#[test]
fn several_heads_and_a_copied_id_are_mended_on_the_way() {
    let env = TestEnv::new();
    let revision = |id: &str, down: &str, table: &str| {
        format!(
            "from alembic import op\nimport sqlalchemy as sa\nrevision = '{id}'\ndown_revision = {down}\n\n\
             def upgrade():\n    op.create_table('{table}', sa.Column('id', sa.Integer(), primary_key=True))\n\n\
             def downgrade():\n    op.drop_table('{table}')\n"
        )
    };
    env.write("versions/1.py", revision("aaaa", "None", "a"));
    env.write("versions/2.py", revision("bbbb", "'aaaa'", "b"));
    // Copied from the first, with the new parent and the old id.
    env.write("versions/3.py", revision("aaaa", "'aaaa'", "c"));
    let unmended = env.json(["import", "alembic", "versions", "--to", "unmended"]);
    assert_eq!(unmended["clean"], false, "{unmended}");
    let report = env.json(["import", "alembic", "versions", "--to", "migrations", "--fix"]);
    assert_eq!(report["clean"], true, "{report}");
    assert_eq!(report["mended"]["names"][0]["to"], "aaaa_2");
    assert_eq!(report["mended"]["merge"]["heads"], json!(["bbbb", "aaaa_2"]));
    assert!(env.path("migrations").join(report["mended"]["merge"]["file"].as_str().unwrap()).exists());
    on_both(|db| {
        env.run(["--migrations", "migrations", "-d", &db.url(), "upgrade", "head"]).success();
        assert_eq!(tables(db), ["a", "b", "c"]);
        assert_eq!(db.current(), [report["mended"]["merge"]["revision"].as_str().unwrap()]);
        env.run(["--migrations", "migrations", "-d", &db.url(), "downgrade", "base", "--yes"]).success();
        assert_eq!(db.schema(), "");
    });
}
