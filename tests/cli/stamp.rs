use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn stamp_sets_the_version_and_runs_nothing() {
    let mut t = Transcript::linear();
    t.goc(&["stamp", "002"]);
    t.turkish(&["stamp", "head"]);
    t.json(&["stamp", "base"]);
    t.goc(&["stamp", "yok"]);
    t.goc(&["log"]);
    assert_snapshot!(t);
}

#[test]
fn an_unknown_version_is_only_replaced_with_purge() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade"]);
    std::fs::remove_file(t.env.path("migrations/003_test.sql")).unwrap();
    t.note("the file of 003 is gone");
    t.every_way(&["stamp", "002"]);
    t.every_way(&["upgrade"]);
    t.turkish(&["stamp", "--purge", "002"]);
    t.goc(&["current"]);
    assert_snapshot!(t);
}

#[test]
fn production_is_not_stamped_without_a_question() {
    let mut t = Transcript::linear();
    t.env.write("goc.toml", "[connections.store]\nurl = \"sqlite:s.db\"\nenvironment = \"production\"\n");
    t.every_way(&["stamp", "--purge", "002"]);
    t.every_way(&["-d", "store", "stamp", "002"]);
    t.goc(&["stamp", "002", "--yes"]);
    assert_snapshot!(t);
}
