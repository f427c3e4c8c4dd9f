use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn current_lists_the_current_revisions() {
    let mut t = Transcript::branched();
    t.every_way(&["current"]);
    t.goc(&["upgrade", "heads"]);
    t.every_way(&["current"]);
    t.every_way(&["current", "--from", "002,crm1"]);
    t.every_way(&["current", "--from", "yok"]);
    assert_snapshot!(t);
}
