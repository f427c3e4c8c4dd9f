use insta::assert_snapshot;

use crate::transcript::Transcript;

#[test]
fn wrong_usage_is_explained_in_both_languages() {
    let mut t = Transcript::linear();
    for args in [
        &["upgarde"][..],
        &["blah"],
        &["help", "histroy"],
        &["upgrade", "--jsno"],
        &["upgrade", "-x"],
        &["stamp", "head", "--prge"],
        &["status", "--chek"],
        &["upgrade", "001", "002"],
        &["status", "head"],
        &["--database"],
        &["history", "-r"],
        &["downgrade"],
        &["plan"],
        &["plan", "upgrade"],
        &["plan", "yukselt", "head"],
        &["revision"],
        &["upgrade", "--sql", "--dry-run"],
        &["upgrade", "--dialect", "postgres"],
        &["upgrade", "--sql", "--dialect", "mysql"],
        &["repair", "--retry", "--mark-done"],
        &["--wait", "yarın", "status"],
        &["--wait", "-1s", "status"],
        &["log", "-n", "çok"],
        &["completions", "tcsh"],
        &["--json", "--json", "status"],
    ] {
        t.goc(args).expect_code(2);
        // In front, since what stands last may wait for a value.
        t.goc(&[&["--lang", "tr"], args].concat()).expect_code(2);
    }
    t.json(&["upgarde"]);
    t.json(&["stamp"]);
    t.goc(&["--lang", "de", "status"]).expect_code(2);
    assert_snapshot!(t);
}

#[test]
fn options_stand_before_and_behind_targets() {
    let t = Transcript::linear();
    t.env.run(["upgrade"]).success();
    for args in [
        &["plan", "downgrade", "-1", "--from", "003"][..],
        &["plan", "stamp", "001", "--from", "003", "--json"],
        &["show", "-1", "--lang", "tr"],
        &["upgrade", "head", "--json"],
        &["stamp", "003", "--yes"],
        &["downgrade", "-1", "-y"],
        &["downgrade", "--yes", "-1"],
        &["downgrade", "--", "-1", "-y"],
    ] {
        let output = t.env.run(args);
        assert_eq!(output.code, if args.contains(&"--") { 2 } else { 0 }, "{args:?}\n{output}");
    }
}

#[test]
fn an_argument_that_is_not_utf8_is_no_panic() {
    use std::os::unix::ffi::OsStrExt;
    let t = Transcript::linear();
    let odd = std::ffi::OsStr::from_bytes(b"\xff");
    for args in [&[odd][..], &["upgrade".as_ref(), odd], &["--config".as_ref(), odd, "status".as_ref()]] {
        let output = t.env.run(args);
        assert!([1, 2].contains(&output.code), "{output}");
    }
}
