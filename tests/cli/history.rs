use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn a_linear_history_with_and_without_a_database() {
    let mut t = Transcript::linear();
    t.every_way(&["history"]);
    t.goc(&["upgrade", "002"]);
    t.every_way(&["history"]);
    t.goc(&["history", "--ascii"]);
    t.goc(&["-d", "postgres://nobody@127.0.0.1:1/none", "history"]);
    t.turkish(&["-d", "postgres://nobody@127.0.0.1:1/none", "history"]);
    assert_snapshot!(t);
}

#[test]
fn branches_and_merges_are_drawn() {
    let mut t = Transcript::branched();
    t.goc(&["history", "--from", "002"]);
    t.goc(&["history", "--ascii", "--from", "002"]);
    t.env.set("LANG", "C");
    t.note("LANG=C");
    t.goc(&["history"]);
    let mut merged = Transcript::merged();
    merged.turkish(&["history"]);
    merged.goc(&["history", "--ascii", "--from", "m1"]);
    assert_snapshot!(format!("{t}\n\n{merged}"));
}

#[test]
fn a_range_hides_what_lies_outside() {
    let mut t = Transcript::linear();
    t.goc(&["history", "-r", "002:"]);
    t.goc(&["history", "-r", "001:002"]);
    t.goc(&["history", "-r", "-2:"]);
    t.goc(&["history", "-r", "current:", "--from", "002"]);
    t.every_way(&["history", "-r", "current:"]);
    t.every_way(&["history", "-r", "002"]);
    t.every_way(&["history", "-r", "003:001"]);
    assert_snapshot!(t);
}

#[test]
fn files_that_cannot_be_read_are_all_named() {
    let mut t = Transcript::linear();
    t.env.write("migrations/004_bozuk.sql", "-- revision: 004\n-- revize: 003\n");
    t.env.write("migrations/005_bozuk.sql", b"-- revision: 005\n-- message: \xff\n");
    t.every_way(&["history"]);
    assert_snapshot!(t);
}
