use super::*;
use crate::i18n::Problem;

const GOOD: &str = "-- revision: 001\n-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\n";

fn directory(files: &[(&str, &str)]) -> (tempfile::TempDir, Source) {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(directory.path().join(name), text).unwrap();
    }
    let source = Source::Directory(directory.path().to_owned());
    (directory, source)
}

#[test]
fn files_come_in_byte_order_and_others_are_ignored() {
    let (_keep, source) = directory(&[
        ("b_x.sql", &GOOD.replace("001", "b")),
        ("b1_x.sql", &GOOD.replace("001", "b1")),
        (".hidden.sql", "nonsense"),
        ("README.md", "nonsense"),
        ("a.sql~", "nonsense"),
    ]);
    let loaded = load(&source);
    let ids: Vec<_> = loaded.files.iter().map(|file| file.header.id.to_string()).collect();
    assert_eq!(ids, ["b1", "b"]);
    assert_eq!(loaded.problems, []);
}

#[test]
fn every_bad_file_is_reported() {
    let (keep, source) = directory(&[("1.sql", ""), ("2.sql", GOOD), ("3.sql", "SELECT 1;")]);
    fs::create_dir(keep.path().join("4.sql")).unwrap();
    std::os::unix::fs::symlink("5.sql", keep.path().join("5.sql")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", keep.path().join("6.sql")).unwrap();
    std::os::unix::fs::symlink("2.sql", keep.path().join("7.sql")).unwrap();
    let loaded = load(&source);
    let kinds: Vec<_> = loaded.problems.iter().map(|problem| problem.kind()).collect();
    assert_eq!(kinds, ["empty_file", "missing_revision", "not_a_file", "unreadable_file", "not_a_file"]);
    assert_eq!(loaded.files.len(), 2, "a link to a file is a file");
}

#[test]
fn a_directory_that_is_not_there_is_one_problem() {
    let loaded = load(&Source::Directory("/nowhere/at/all".into()));
    assert_eq!(loaded.problems.len(), 1);
    assert_eq!(loaded.problems[0].kind(), "unreadable_directory");
}

#[test]
fn reading_again_gives_the_text_of_the_sections() {
    let (keep, source) = directory(&[]);
    fs::write(keep.path().join("1.sql"), format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"))).unwrap();
    let file = load(&source).files.remove(0);
    let text = source.read_text(&file).unwrap();
    assert_eq!(file.sections[0].sql(&text), "SELECT 1;\r\n");
    assert_eq!(file.sections[0].first_line, 3);
}

#[test]
fn a_file_that_changed_meanwhile_is_refused() {
    let (keep, source) = directory(&[("1.sql", GOOD)]);
    let file = load(&source).files.remove(0);
    for text in [GOOD.replace("SELECT 1", "SELECT 2"), format!("-- message: x\n{GOOD}"), String::new()] {
        fs::write(keep.path().join("1.sql"), text).unwrap();
        assert_eq!(source.read_text(&file).unwrap_err().kind(), "file_changed");
    }
    fs::write(keep.path().join("1.sql"), GOOD).unwrap();
    assert_eq!(source.read_text(&file).unwrap(), GOOD);
}

#[test]
fn builtin_files_load_like_others_and_cannot_grow() {
    static FILES: [BuiltinFile; 2] = [
        BuiltinFile { name: "002.sql", text: "-- revision: 002\n-- revises: 001\n-- goc:upgrade none\n" },
        BuiltinFile { name: "001.sql", text: GOOD },
    ];
    let source = Source::Builtin(&FILES);
    let loaded = load(&source);
    assert_eq!(loaded.files[0].header.id, "001");
    assert_eq!(source.read_text(&loaded.files[0]).unwrap(), GOOD);
    assert_eq!(source.create("003.sql", GOOD).unwrap_err().kind(), "builtin_migrations");
}

#[test]
fn a_new_file_never_overwrites() {
    let (keep, source) = directory(&[("1.sql", GOOD)]);
    assert_eq!(source.create("1.sql", "x").unwrap_err().kind(), "file_exists");
    assert_eq!(source.create("no/such/1.sql", "x").unwrap_err().kind(), "unwritable_file");
    assert_eq!(fs::read_to_string(keep.path().join("1.sql")).unwrap(), GOOD);
    assert_eq!(source.create("2.sql", GOOD).unwrap(), keep.path().join("2.sql"));
}
