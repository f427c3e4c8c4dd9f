use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn show_has_the_header_and_the_sql() {
    let mut t = Transcript::branched();
    t.every_way(&["show", "crm1"]);
    t.turkish(&["show", "crm@head"]);
    t.goc(&["show", "base"]);
    t.every_way(&["show", "head"]);
    t.every_way(&["show", "crm9"]);
    t.every_way(&["show", "crm"]);
    assert_snapshot!(t);
}

#[test]
fn nothing_in_a_file_can_move_the_cursor() {
    let mut t = Transcript::new();
    let body = "-- goc:upgrade\nSELECT '\u{1b}]0;sahte\u{7}';\n-- goc:downgrade\nSELECT 1;\n";
    t.revision("001", "", "", "Kötü \u{1b}[2J mesaj", body);
    t.goc(&["show", "001"]);
    t.goc(&["history"]);
    assert!(!t.to_string().contains('\u{1b}'), "{t}");
    assert_snapshot!(t);
}
