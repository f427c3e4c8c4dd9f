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
