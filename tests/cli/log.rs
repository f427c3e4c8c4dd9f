use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn the_log_shows_every_run() {
    let mut t = Transcript::linear();
    t.every_way(&["log"]);
    t.revision("003", "002", "", "Bozuk", "-- goc:upgrade\nSELECT yok FROM urunler;\n-- goc:downgrade\nSELECT 1;\n");
    t.goc(&["upgrade"]);
    t.goc(&["downgrade", "-1", "--yes"]);
    t.goc(&["stamp", "002"]);
    t.every_way(&["log"]);
    t.goc(&["log", "-n", "1"]);
    t.goc(&["log", "-n", "0"]);
    assert_snapshot!(t);
}
