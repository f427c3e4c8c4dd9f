use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn heads_are_listed() {
    let mut t = Transcript::branched();
    t.every_way(&["heads"]);
    let mut empty = Transcript::new();
    empty.env.write("migrations/README", "");
    empty.every_way(&["heads"]);
    assert_snapshot!(format!("{t}\n\n{empty}"));
}

#[test]
fn branch_points_are_listed() {
    let mut t = Transcript::branched();
    t.every_way(&["branches"]);
    let mut linear = Transcript::linear();
    linear.goc(&["branches"]);
    linear.turkish(&["branches"]);
    assert_snapshot!(format!("{t}\n\n{linear}"));
}
