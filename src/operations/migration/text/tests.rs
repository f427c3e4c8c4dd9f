use super::*;
use crate::i18n::Problem;
use crate::revision::Source;

fn folder() -> (tempfile::TempDir, Revisions) {
    let folder = tempfile::tempdir().expect("a folder");
    for (id, down) in [("001", ""), ("002", "001")] {
        std::fs::write(folder.path().join(format!("{id}_.sql")), text(id, down, "SELECT 1;")).expect("a file");
    }
    let revisions = load(folder.path());
    (folder, revisions)
}

fn load(folder: &Path) -> Revisions {
    Revisions::load(Source::Directory(folder.to_owned()))
}

fn text(id: &str, down: &str, sql: &str) -> String {
    format!(
        "-- revision: {id}\n-- revises: {down}\n-- message: m\n\n-- goc:upgrade\n{sql}\n\n-- goc:downgrade\nSELECT 2;\n"
    )
}

#[test]
fn a_new_revision_is_written_with_its_text() {
    let (folder, revisions) = folder();
    let given = text("003", "002", "CREATE TABLE t (id INTEGER);");
    let created = create_revision_with(&revisions, &given).expect("written");
    assert_eq!((created.revision.as_ref() as &str, created.file), ("003", folder.path().join("003_m.sql")));
    assert_eq!(std::fs::read_to_string(folder.path().join("003_m.sql")).expect("a file"), given);
    load(folder.path()).checked().expect("a sound graph");
}

#[test]
fn every_fault_of_a_text_is_found_with_its_line_before_anything_is_written() {
    let (folder, revisions) = folder();
    for (given, kind, line) in [
        (text("003", "00x", "SELECT 1;"), "missing_parent", Some(2)),
        (text("002", "001", "SELECT 1;"), "duplicate_id", Some(1)),
        (text("a+b", "002", "SELECT 1;"), "illegal_id", Some(1)),
        (text("003", "002", "SELECT 1;\nCOMMIT;"), "transaction_control", Some(7)),
        (text("003", "002", "\nVACUUM;"), "needs_no_transaction", Some(7)),
        (text("003", "002", "-- goc:upgarde"), "unknown_directive", Some(6)),
        ("-- revision: 003\n".to_owned(), "no_section", None),
        (String::new(), "empty_file", None),
    ] {
        let fault = create_revision_with(&revisions, &given).expect_err(&given);
        assert_eq!((fault.problem.kind(), fault.line), (kind, line), "{fault}");
        assert_eq!(fault.facts()["line"].as_u64(), line.map(u64::from).filter(|_| line.is_some()), "{fault}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn rewriting_keeps_the_line_ends_the_bom_and_the_rights() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = folder();
    let path = folder.path().join("002_.sql");
    let old = format!("\u{FEFF}{}", text("002", "001", "SELECT 1;").replace('\n', "\r\n"));
    std::fs::write(&path, &old).expect("a file");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("rights");
    let revisions = load(folder.path());
    let given = revisions.source.read_text(&revisions.graph.files()[1]).expect("a text").replace("\r\n", "\n");
    rewrite_revision(&revisions, "002", &given.replace("SELECT 1", "SELECT 3")).expect("written");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), old.replace("SELECT 1", "SELECT 3"));
    assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left beside it");
}

#[test]
fn a_rewrite_that_breaks_something_leaves_the_file() {
    let (folder, revisions) = folder();
    let path = folder.path().join("001_.sql");
    let before = std::fs::read(&path).expect("a file");
    for (given, kind, line) in [
        (text("001", "002", "SELECT 1;"), "cycle", Some(2)),
        (text("009", "", "SELECT 1;"), "other_revision", Some(1)),
        (text("001", "", "BEGIN;"), "transaction_control", Some(6)),
    ] {
        let fault = rewrite_revision(&revisions, "001", &given).expect_err(&given);
        assert_eq!((fault.problem.kind(), fault.line), (kind, line), "{fault}");
    }
    assert_eq!(std::fs::read(&path).expect("a file"), before);
    // Somebody else was faster.
    std::fs::write(&path, text("001", "", "SELECT 7;")).expect("a file");
    let fault = rewrite_revision(&revisions, "001", &text("001", "", "SELECT 8;")).expect_err("changed meanwhile");
    assert_eq!(fault.problem.kind(), "file_changed");
}

#[test]
fn a_broken_graph_can_be_rewritten_into_a_sound_one() {
    let (folder, _) = folder();
    std::fs::write(folder.path().join("003_.sql"), text("003", "00x", "SELECT 1;")).expect("a file");
    let revisions = load(folder.path());
    rewrite_revision(&revisions, "003", &text("003", "002", "SELECT 1;")).expect("written");
    load(folder.path()).checked().expect("a sound graph");
}

#[test]
fn a_text_that_starts_a_branch_says_so() {
    let (_folder, revisions) = folder();
    let starts = |down: &str| {
        check_revision_text(&revisions, &text("003", down, "SELECT 1;"), None).expect("sound").starts_branch
    };
    assert_eq!((starts("001"), starts("002"), starts("")), (true, false, false));
}
