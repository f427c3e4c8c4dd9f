use insta::assert_snapshot;

use crate::transcript::Transcript;

/// A step without a transaction whose second statement fails.
fn interrupted() -> Transcript {
    let mut t = Transcript::linear();
    let body = |second: &str| {
        format!(
            "-- goc:upgrade\n-- goc:transaction off\nCREATE TABLE a (id INTEGER);\n{second};\n-- goc:downgrade\nSELECT 1;\n"
        )
    };
    t.revision("004", "003", "", "Dizinler", &body("CREATE INDEX a_yok ON a (yok)"));
    t.goc(&["upgrade"]).expect_code(1);
    t.revision("004", "003", "", "Dizinler", &body("CREATE INDEX a_id ON a (id)"));
    t.note("the second statement was mended");
    t
}

#[test]
fn repair_says_what_is_true_and_what_can_be_done() {
    let mut t = interrupted();
    t.every_way(&["repair"]);
    t.every_way(&["status"]);
    t.goc(&["repair", "--continue"]);
    t.goc(&["status"]);
    t.every_way(&["repair"]);
    t.every_way(&["repair", "--continue"]);
    t.goc(&["log"]);
    assert_snapshot!(t);
}

#[test]
fn an_interrupted_step_can_be_marked() {
    let mut done = interrupted();
    done.turkish(&["repair", "--mark-done"]);
    done.goc(&["current"]);
    let mut undone = interrupted();
    undone.json(&["repair", "--mark-undone"]);
    undone.goc(&["current"]);
    let mut retried = interrupted();
    retried.goc(&["repair", "--retry"]);
    assert_snapshot!(format!("{done}\n\n{undone}\n\n{retried}"));
}

#[test]
fn a_changed_file_is_accepted_with_a_name_to_it() {
    let mut t = Transcript::linear();
    t.goc(&["upgrade"]);
    let body = "-- goc:upgrade\n-- a remark\nCREATE TABLE urunler (id INTEGER PRIMARY KEY, ad TEXT);\n\n-- goc:downgrade\nDROP TABLE urunler;\n";
    t.revision("002", "001", "", "Ürün tabloları", body);
    t.goc(&["status", "--check"]).expect_code(3);
    t.goc(&["repair", "--accept", "002"]);
    t.goc(&["status", "--check"]);
    t.turkish(&["repair", "--accept", "002"]);
    t.revision("002", "001", "", "Ürün tabloları", &body.replace("remark", "better remark"));
    t.json(&["repair", "--accept", "002"]);
    t.goc(&["log"]);
    assert_snapshot!(t);
}

#[test]
fn mistyped_parents_are_mended() {
    let mut t = Transcript::linear();
    let body = "-- goc:upgrade\nSELECT 1;\n\n-- goc:downgrade\nSELECT 1;\n";
    t.revision("stok_sayim", "003", "", "Sayım", body);
    t.revision("005", "stok_sayin", "-- depends_on: stok_sayım\n", "Sayım farkları", body);
    t.every_way(&["repair", "--mend", "--dry-run"]);
    t.goc(&["repair", "--mend"]).expect_code(1);
    t.goc(&["repair", "--mend", "--yes"]);
    t.every_way(&["repair", "--mend", "--yes"]);
    t.goc(&["plan", "upgrade", "head"]);
    t.revision("006", "nothing_like_it", "", "Yetim", body);
    t.goc(&["repair", "--mend", "--yes"]).expect_code(3);
    t.json(&["repair", "--mend", "--yes"]);
    t.goc(&["repair", "--yes"]).expect_code(2);
    assert_snapshot!(t);
}
