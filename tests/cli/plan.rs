use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn a_plan_lists_the_steps() {
    let mut t = Transcript::linear();
    t.every_way(&["plan", "upgrade", "head"]);
    t.goc(&["upgrade", "002"]);
    t.every_way(&["plan", "downgrade", "-1"]);
    t.goc(&["plan", "upgrade", "+1"]);
    t.goc(&["plan", "upgrade", "001:003"]);
    t.goc(&["plan", "downgrade", "base", "--from", "003"]);
    t.turkish(&["plan", "stamp", "head"]);
    t.json(&["plan", "stamp", "base", "--purge"]);
    assert_snapshot!(t);
}

#[test]
fn targets_that_mean_nothing_are_explained() {
    let mut t = Transcript::branched();
    for target in ["head", "crm9", "+9", "yok@head", "002@crm1", "c", "a@b@c", ""] {
        t.goc(&["plan", "upgrade", target, "--from", "base"]);
        t.turkish(&["plan", "upgrade", target, "--from", "base"]);
    }
    t.goc(&["plan", "downgrade", "crm2", "--from", "002"]);
    t.turkish(&["plan", "downgrade", "crm2", "--from", "002"]);
    t.json(&["plan", "upgrade", "head", "--from", "base"]);
    assert_snapshot!(t);
}

#[test]
fn graphs_that_do_not_hold_together_are_explained() {
    let body = "-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n";
    let mut all = Vec::new();
    for (id, revises, header) in [("004", "009", ""), ("001", "003", ""), ("004", "003", "-- depends_on: 009\n")] {
        let mut t = Transcript::linear();
        t.revision(id, revises, header, "Uymayan", body);
        t.goc(&["heads"]);
        t.turkish(&["heads"]);
        all.push(t.to_string());
    }
    assert_snapshot!(all.join("\n\n"));
}
