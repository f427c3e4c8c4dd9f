use super::*;
use crate::i18n::Problem;

fn parse(text: impl AsRef<[u8]>) -> Result<RevisionFile, FileProblem> {
    RevisionFile::parse(Path::new("migrations/003_x.sql"), text.as_ref())
}

/// Kind and, where the problem has one, line.
fn problem(text: impl AsRef<[u8]>) -> (&'static str, Option<u64>) {
    let problem = parse(text).unwrap_err();
    assert!(problem.to_string().contains("003_x.sql"), "{problem}");
    assert!(problem.to_string().chars().all(crate::i18n::printable), "{problem}");
    (problem.kind(), problem.facts()["line"].as_u64())
}

const FULL: &str = "\
-- revision: 003
-- revises: 001, 002
-- branch_labels: crm, sadakat
-- depends_on: kargo
-- message: Müşteri: ve sadakat
-- created: 2024-12-17T15:00:00+03:00

-- A remark.

-- goc:upgrade postgres
-- goc:transaction off
CREATE INDEX CONCURRENTLY i ON t (a);
-- goc:upgrade sqlite none

-- goc:upgrade
-- goc:batch table=t key=id size=500 pause=200ms
UPDATE t SET a = 1 WHERE id BETWEEN :first AND :last;
-- goc:downgrade
-- goc:irreversible rows are gone
";

#[test]
fn a_full_file_is_read() {
    let file = parse(FULL).unwrap();
    assert_eq!(file.header.id, "003");
    assert_eq!(file.header.down, ["001", "002"]);
    assert_eq!(file.header.labels, ["crm", "sadakat"]);
    assert_eq!(file.header.depends_on, ["kargo"]);
    assert_eq!(file.header.message, "Müşteri: ve sadakat");
    assert_eq!(file.header.created.as_deref(), Some("2024-12-17T15:00:00+03:00"));

    let postgres = file.section_for(Direction::Upgrade, Engine::Postgres).unwrap();
    assert!(!postgres.transaction);
    assert_eq!(postgres.sql(FULL), "-- goc:transaction off\nCREATE INDEX CONCURRENTLY i ON t (a);\n");
    assert_eq!(postgres.first_line, 11);
    let sqlite = file.section_for(Direction::Upgrade, Engine::Sqlite).unwrap();
    assert!(sqlite.none && sqlite.transaction);
    let common = &file.sections[2];
    let batch = &common.batches[0];
    assert_eq!((batch.table.as_str(), batch.key.as_str(), batch.size, batch.line), ("t", "id", Some(500), 16));
    assert!(FULL[batch.offset..].starts_with("UPDATE t"));
    let downgrade = file.section_for(Direction::Downgrade, Engine::Sqlite).unwrap();
    assert_eq!(downgrade.irreversible.as_deref(), Some("rows are gone"));
    assert_eq!(downgrade.range.end, FULL.len());
}

#[test]
fn a_named_section_wins_and_a_missing_one_is_none() {
    let file = parse("-- revision: a\n-- goc:upgrade\nx\n-- goc:upgrade sqlite\ny\n").unwrap();
    assert_eq!(file.section_for(Direction::Upgrade, Engine::Sqlite).unwrap().engine, Some(Engine::Sqlite));
    assert_eq!(file.section_for(Direction::Upgrade, Engine::Postgres).unwrap().engine, None);
    assert_eq!(file.section_for(Direction::Downgrade, Engine::Postgres), None);
}

#[test]
fn a_bom_line_ends_and_header_edits_change_nothing_that_counts() {
    let file = parse(FULL).unwrap();
    let windows = parse(format!("\u{FEFF}{}", FULL.replace('\n', "\r\n"))).unwrap();
    assert_eq!(windows.header, file.header);
    assert_eq!(windows.checksum, file.checksum);
    let edited =
        parse(FULL.replace("-- A remark.", "-- Another.").replace("revises: 001, 002", "revises: 001")).unwrap();
    assert_eq!(edited.checksum, file.checksum);
    assert_ne!(parse(FULL.replace("size=500", "size=501")).unwrap().checksum, file.checksum);
}

#[test]
fn a_file_needs_little() {
    let file = parse("\n-- revision: 1\n-- goc:upgrade none").unwrap();
    assert!(file.header.down.is_empty() && file.header.created.is_none());
    assert_eq!(file.sections[0].sql("\n-- revision: 1\n-- goc:upgrade none"), "");
}

#[test]
fn what_is_no_text_is_refused_by_place() {
    let utf16: Vec<u8> = FULL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(problem(&utf16).0, "utf16");
    assert_eq!(problem([&[0xFF, 0xFE], &utf16[..]].concat()).0, "utf16");
    assert_eq!(problem(FULL.replace("CREATE", "CRE\0TE")), ("nul_byte", Some(12)));
    assert_eq!(problem(b""), ("empty_file", None));
    assert_eq!(problem("\u{FEFF} \r\n\t\n"), ("empty_file", None));
    assert_eq!(problem(b"-- revision: 1\n-- \xC5"), ("not_utf8", Some(2)));
    assert_eq!(problem(b"\x00\x00\x00\x00").0, "nul_byte");
}

#[test]
fn turkish_windows_text_is_recognised_and_the_way_out_named() {
    let error = parse(b"-- revision: 1\n-- message: m\xFC\xFEteri\n-- goc:upgrade\n").unwrap_err();
    assert!(
        matches!(&error, FileProblem::Windows1254 { line: 2, offset: 28, byte, .. } if byte == "0xFC"),
        "{error:?}"
    );
    assert_eq!(
        error.hint(crate::i18n::Lang::En),
        "convert it: iconv -f WINDOWS-1254 -t UTF-8 003_x.sql > 003_x.sql.utf8 && mv 003_x.sql.utf8 003_x.sql"
    );
}

#[test]
fn a_bad_header_is_refused_by_line() {
    for (text, kind, line) in [
        ("-- revises: 1\n-- goc:upgrade\n", "missing_revision", None),
        ("-- revision:\n-- goc:upgrade\n", "missing_revision", None),
        ("SELECT 1;", "missing_revision", None),
        ("-- revision: 1\n-- branch_lables: x\n-- goc:upgrade\n", "unknown_key", Some(2)),
        ("-- revision: 1\n-- revision: 1\n-- goc:upgrade\n", "duplicate_key", Some(2)),
        ("-- revision: 1\n-- branch_labels: ok, a@b\n-- goc:upgrade\n", "illegal_label", Some(2)),
        ("-- revision: 1\n-- created: yesterday\n-- goc:upgrade\n", "bad_created", Some(2)),
        ("-- revision: 1\n-- \u{1b}]0;x\u{7}: 1\n-- goc:upgrade\n", "unknown_key", Some(2)),
        ("-- revision: 1\n--goc:upgrade\n", "bad_directive", Some(2)),
    ] {
        assert_eq!(problem(text), (kind, line), "{text:?}");
    }
    let error = parse("-- revision: 1\n-- branch_lables: x\n").unwrap_err();
    assert!(error.to_string().ends_with("did you mean `branch_labels`?"), "{error}");
}

#[test]
fn bad_sections_are_refused_by_line() {
    for (sections, kind, line) in [
        ("", "no_section", None),
        ("\nSELECT 1;\n-- goc:upgrade\n", "sql_outside_section", Some(3)),
        ("/* x */\n-- goc:upgrade\n", "sql_outside_section", Some(2)),
        ("-- goc:transaction off\n-- goc:upgrade\n", "directive_outside_section", Some(2)),
        ("-- goc:upgrde\n", "unknown_directive", Some(2)),
        ("-- goc:upgrade\n-- goc:transacton off\n", "unknown_directive", Some(3)),
        ("-- goc:upgrade\n-- goc:transaction on\n", "bad_directive", Some(3)),
        ("-- goc:upgrade oracle\n", "bad_directive", Some(2)),
        ("-- goc:upgrade sqlite none really\n", "bad_directive", Some(2)),
        ("-- goc:upgrade\n-- goc:irreversible why\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\n-- goc:batch table=t\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\n-- goc:batch table=t key=k size=0\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\n-- goc:batch table=t key=k pause=ü\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\n-- goc:\n", "unknown_directive", Some(3)),
        ("-- goc:upgrade\n  -- goc:downgrade\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\n-- GOC:downgrade\n", "bad_directive", Some(3)),
        ("-- goc:upgrade\nx\n-- goc:upgrade\n", "duplicate_section", Some(4)),
        ("-- goc:upgrade sqlite\n-- goc:downgrade\n-- goc:upgrade sqlite none\n", "duplicate_section", Some(4)),
        ("-- goc:upgrade none\n\n-- fine\nSELECT 1;\n", "none_with_sql", Some(5)),
        ("-- goc:upgrade none\n-- goc:transaction off\n", "none_with_sql", Some(3)),
    ] {
        assert_eq!(problem(format!("-- revision: 1\n{sections}")), (kind, line), "{sections:?}");
    }
}

#[test]
fn times_may_have_the_forms_that_alembic_and_people_write() {
    for time in [
        "2024-12-17",
        "2024-12-17 15:00",
        "2024-12-17 15:00:00.123456",
        "2024-12-17T15:00:00Z",
        "2024-12-17T15:00:00-0300",
    ] {
        assert!(parse(format!("-- revision: 1\n-- created: {time}\n-- goc:upgrade\n")).is_ok(), "{time}");
    }
    for time in ["2024-12", "17.12.2024", "2024-12-17T", "2024-12-17T15:00:00+3", "2024-12-17x", "2024-12-17T15:00ü"] {
        assert_eq!(problem(format!("-- revision: 1\n-- created: {time}\n-- goc:upgrade\n")).0, "bad_created", "{time}");
    }
}

#[test]
fn a_new_file_is_read_back_as_written() {
    let header = RevisionHeader {
        id: RevisionId::unchecked("003"),
        down: vec![RevisionId::unchecked("001"), RevisionId::unchecked("002")],
        labels: vec!["crm".into()],
        depends_on: vec!["kargo".into()],
        message: "two\n-- revises: lines".into(),
        created: Some("2024-12-17T15:00:00+03:00".into()),
    };
    for sections in [None, Some("-- goc:upgrade\nSELECT 1;")] {
        let text = write(&header, sections);
        let file = parse(&text).unwrap();
        assert_eq!(file.header, RevisionHeader { message: "two -- revises: lines".into(), ..header.clone() });
        assert!(file.section_for(Direction::Upgrade, Engine::Sqlite).is_some());
    }
    let base = RevisionHeader { down: vec![], labels: vec![], depends_on: vec![], ..header };
    insta::assert_snapshot!(write(&base, None));
}

proptest::proptest! {
    #[test]
    fn no_input_panics(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn no_lines_panic(lines in proptest::collection::vec("(-- goc:|-- |--|)(revision|upgrade|downgrade|batch|none|: | sqlite|ü|=|\r|goc:){0,4}", 0..8)) {
        if let Ok(file) = parse(lines.join("\n")) {
            let text = lines.join("\n");
            for section in &file.sections {
                proptest::prop_assert!(text.get(section.range.clone()).is_some());
            }
        }
    }
}
