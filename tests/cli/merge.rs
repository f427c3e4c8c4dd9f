use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn merge_writes_one_revision_above_several_heads() {
    let mut t = Transcript::branched();
    t.goc(&["merge", "002", "crm2", "-m", "İki dalı birleştir", "--rev-id", "m1"]);
    let written = t.env.read("migrations/m1_iki_dali_birlestir.sql");
    t.note(&written);
    t.every_way(&["merge", "heads"]);
    assert_snapshot!(t);
}

#[test]
fn merge_in_other_ways() {
    let mut t = Transcript::branched();
    t.json(&["merge", "heads", "--rev-id", "m2", "--branch-label", "hepsi"]);
    let mut t2 = Transcript::branched();
    t2.turkish(&["merge", "heads"]);
    t2.goc(&["merge", "001", "002", "-m", "x"]);
    t2.turkish(&["merge", "crm1", "crm1", "-m", "x"]);
    assert_snapshot!(format!("{t}\n\n{t2}"));
}
