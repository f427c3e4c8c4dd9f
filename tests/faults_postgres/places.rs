//! An error names the line of the file that a person has to look at.

use crate::shop::Shop;

/// Runs one revision file and returns the line that the error names, and its message.
#[track_caller]
fn line_of_error(shop: &Shop, content: impl AsRef<[u8]>) -> (u64, String) {
    shop.migrations.file("a_test.sql", content);
    let error = shop.error(&["upgrade"]);
    let message = error["message"].as_str().unwrap().to_owned();
    let text = message.split("a_test.sql:").nth(1).unwrap_or_else(|| panic!("no place in: {message}"));
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    assert!(shop.db.current().is_empty());
    (digits.parse().unwrap(), message)
}

/// The statements begin on line 5 of the file.
fn file(upgrade: &str) -> String {
    format!("-- revision: a\n-- revises:\n-- message: a\n-- goc:upgrade\n{upgrade}\n-- goc:downgrade\nSELECT 1;\n")
}

const CASES: [(&str, &str, u64, &str); 12] = [
    ("a syntax error", "CREATE TABLE t (id integer);\n\nCREATE TABEL u (id integer);", 7, "TABEL"),
    ("a syntax error in a later line", "CREATE TABLE t (\n  id integer,\n  ad txet,\n  n integer\n);", 7, "txet"),
    ("an unknown table", "SELECT 1;\nSELECT 2;\nSELECT *\nFROM\n  yok;\nSELECT 3;", 9, "yok"),
    (
        "a unique violation",
        "CREATE TABLE t (id integer UNIQUE);\nINSERT INTO t\n  VALUES (1);\nINSERT INTO t\n  VALUES (1);",
        8,
        "t_id_key",
    ),
    (
        "text that is not ASCII before it",
        "SELECT 'ğüşiöçİ漢😀', 'ş';\nSELECT 'ğğğğğğğğğğğğğğ'\n  , yok_sutun;",
        7,
        "yok_sutun",
    ),
    ("a division at run time", "-- açıklama\n/* iki\nsatır */\nSELECT 1;\nSELECT 1 /\n 0;", 9, "zero"),
    ("a DO block", "SELECT 1;\nDO $$\nBEGIN\n  PERFORM 1;\n  RAISE EXCEPTION 'blokta';\nEND\n$$;", 9, "blokta"),
    (
        "a statement in a DO block",
        "DO $kod$ DECLARE n integer;\nBEGIN\n  SELECT 1\n  INTO n;\n  INSERT INTO olmayan VALUES (1);\nEND $kod$;",
        9,
        "olmayan",
    ),
    (
        "data of a COPY",
        "CREATE TABLE t (id integer, ad text);\nCOPY t FROM stdin;\n1\tbir\n2\tiki\nüç\tüç\n4\tdört\n\\.\nSELECT 1;",
        9,
        "üç",
    ),
    (
        "what follows a COPY",
        "CREATE TABLE t (id integer);\nCOPY t FROM stdin;\n1\n2\n\\.\n\nSELECT * FROM yok;",
        11,
        "yok",
    ),
    ("an unterminated string", "SELECT 1;\nSELECT 'a;\n", 6, "unterminated"),
    (
        "a function's body",
        "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN\n  RETRUN 1;\nEND $$;",
        7,
        "RETRUN",
    ),
];

#[test]
fn every_kind_of_error_names_its_line() {
    let Some(shop) = Shop::new() else { return };
    for (what, sql, line, object) in CASES {
        let (found, message) = line_of_error(&shop, file(sql));
        assert_eq!(found, line, "{what}: {message}");
        assert!(message.contains(object), "{what}: {message}");
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_do_not_shift_lines() {
    let Some(shop) = Shop::new() else { return };
    for (what, sql, line, _) in CASES {
        if sql.contains("COPY") {
            // Rows with CRLF are for the server to judge; the place is still tested above.
            continue;
        }
        let windows = format!("\u{feff}{}", file(sql).replace('\n', "\r\n"));
        let (found, message) = line_of_error(&shop, windows);
        assert_eq!(found, line, "{what}: {message}");
    }
}

#[test]
fn lines_are_right_behind_the_first_message_of_many_statements() {
    let Some(shop) = Shop::new() else { return };
    let many = "SELECT 'şşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşşş';\n".repeat(3_000);
    let (found, message) = line_of_error(&shop, file(&format!("{many}SELECT\n  yok_sutun;\n{many}")));
    assert_eq!(found, 5 + 3_000 + 1, "{message}");
}
