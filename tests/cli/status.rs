use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn status_says_where_the_database_stands_and_what_is_next() {
    let mut t = Transcript::linear();
    t.goc(&[]);
    t.every_way(&["status"]);
    t.goc(&["upgrade", "002"]);
    t.every_way(&["status"]);
    t.goc(&["upgrade"]);
    t.every_way(&["status", "--check"]);
    assert_snapshot!(t);
}

#[test]
fn status_check_exits_with_3_when_something_is_pending() {
    let mut t = Transcript::linear();
    t.goc(&["status", "--check"]).expect_code(3);
    t.turkish(&["status", "--check"]).expect_code(3);
    t.json(&["status", "--check"]);
    assert_snapshot!(t);
}

#[test]
fn status_shows_unknown_versions_and_changed_files_with_a_way_out() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade"]);
    t.revision("002", "001", "", "Ürün tabloları", "-- goc:upgrade\nSELECT 2;\n-- goc:downgrade\nSELECT 2;\n");
    t.note("the file of 002 was changed");
    t.every_way(&["status"]);
    std::fs::remove_file(t.env.path("migrations/003_test.sql")).unwrap();
    t.note("the file of 003 is gone");
    t.every_way(&["status"]);
    assert_snapshot!(t);
}

#[test]
fn status_of_a_failed_run_says_what_failed() {
    let mut t = Transcript::linear();
    t.revision("003", "002", "", "Bozuk", "-- goc:upgrade\nSELECT yok;\n-- goc:downgrade\nSELECT 1;\n");
    t.goc(&["upgrade"]).expect_code(1);
    t.every_way(&["status"]);
    assert_snapshot!(t);
}

#[test]
fn nothing_is_made_by_looking() {
    let t = Transcript::linear();
    for command in ["status", "current", "history", "log", "doctor", "repair"] {
        t.env.run([command]);
        assert!(!t.env.path("sontechsp.db").exists(), "{command}");
    }
}
