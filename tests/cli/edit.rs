use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::transcript::Transcript;

fn editor(t: &mut Transcript, script: &str) {
    let path = t.env.write("editor", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    t.env.set("EDITOR", format!("{} --wait", path.display()));
}

#[test]
fn edit_opens_the_file_and_reads_it_again() {
    let mut t = Transcript::linear();
    editor(&mut t, r#"test "$1" = --wait && echo "-- düzenlendi" >> "$2""#);
    t.goc(&["edit", "head"]);
    assert!(t.env.read("migrations/003_test.sql").ends_with("-- düzenlendi\n"));
    editor(&mut t, r#"echo "-- bozuk: 1" > "$2""#);
    t.goc(&["edit", "002"]);
    t.turkish(&["edit", "001"]);
    assert_snapshot!(t);
}

#[test]
fn an_edit_that_cannot_be_done_is_explained() {
    let mut t = Transcript::branched();
    editor(&mut t, "exit 3");
    t.every_way(&["edit", "002"]);
    t.every_way(&["edit", "heads"]);
    t.env.set("EDITOR", "bu-program-yok");
    // What comes before is the shell's own, and differs between shells.
    let output = t.env.run(["edit", "002"]).expect_code(1);
    assert!(output.stderr.contains("Error: the editor `bu-program-yok` failed: it exited with 127"), "{output}");
    let mut builtin = Transcript::new();
    builtin.every_way(&["edit", "002"]);
    assert_snapshot!(format!("{t}\n\n{builtin}"));
}
