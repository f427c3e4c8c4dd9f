//! The five files of SONTECHSP, rebuilt from what is known of them: 003 does not parse (line 91), 004 names a parent that is not there, the
//! environment imports a name that does not exist, and SQLite would stop in 003. Mended, they make the schema that every shop has.

use std::fs;

use serde_json::Value;

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

    env.run(["import", "alembic", "alembic", "--to", "migrations", "--fix"]).success();
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
