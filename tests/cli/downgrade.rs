use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn downgrade_without_a_terminal_needs_yes() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade"]);
    t.goc(&["downgrade", "-1"]).expect_code(1);
    t.turkish(&["downgrade", "base"]).expect_code(1);
    t.json(&["downgrade", "-1"]);
    t.goc(&["-d", "sqlite:sontechsp.db", "downgrade", "001"]).expect_code(1);
    t.goc(&["current"]);
    t.goc(&["downgrade", "-1", "--yes"]).success();
    t.turkish(&["downgrade", "base", "-y"]).success();
    t.json(&["downgrade", "base", "--yes"]);
    assert_snapshot!(t);
}

#[test]
fn a_yes_in_a_pipe_is_no_answer() {
    let t = Transcript::linear();
    t.env.run(["upgrade"]).success();
    t.env.run_with_input(["downgrade", "base"], "y\n").expect_code(1);
    assert!(t.env.run(["current"]).success().stdout.starts_with("003"));
}

#[test]
fn a_downgrade_can_be_tried_and_written_down() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade"]);
    t.goc(&["downgrade", "--dry-run", "base"]);
    t.goc(&["downgrade", "--sql", "003:001", "--dialect", "postgres"]);
    t.every_way(&["downgrade", "--sql", "-1", "--dialect", "postgres"]);
    t.goc(&["current"]);
    assert_snapshot!(t);
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    let mut t = Transcript::linear();
    let body = "-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\n-- goc:irreversible eski kayıtlar silindi\n";
    t.revision("004", "003", "", "Temizlik", body);
    t.revision("005", "004", "", "Yalnızca PostgreSQL", "-- goc:upgrade postgres\nSELECT 1;\n-- goc:downgrade\n");
    t.goc(&["upgrade", "004"]);
    t.every_way(&["downgrade", "-1", "--yes"]);
    t.every_way(&["upgrade"]);
    t.every_way(&["downgrade", "+1", "--yes"]);
    assert_snapshot!(t);
}
