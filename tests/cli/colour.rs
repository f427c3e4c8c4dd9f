use crate::transcript::Transcript;

#[test]
fn a_pipe_gets_no_escape_sequence() {
    let mut t = Transcript::linear();
    t.env.set("TERM", "xterm-256color");
    for args in [
        &["status"][..],
        &["history"],
        &["upgrade", "-v"],
        &["log"],
        &["show", "002"],
        &["downgrade", "-1"],
        &["--help"],
        &["upgarde"],
        &["upgrade", "yok"],
    ] {
        let output = t.env.run(args);
        assert!(!output.to_string().contains('\u{1b}'), "{args:?}\n{output}");
    }
}

#[test]
fn progress_is_never_on_standard_output() {
    let t = Transcript::linear();
    let output = t.env.run(["upgrade", "-v"]).success();
    assert_eq!(output.stdout.lines().count(), 1, "{output}");
    assert!(output.stderr.contains("3/3 003"), "{output}");
    for args in
        [&["downgrade", "base", "--yes"][..], &["upgrade"], &["upgrade", "yok"], &["upgrade", "--yok"], &["ping"]]
    {
        t.env.json(args);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let t = Transcript::linear();
    let mut shell = t.env.command("sh");
    shell.args(["-c", "\"$0\" help upgrade | head -n 1", env!("CARGO_BIN_EXE_goc")]);
    let output = t.env.output(&mut shell).success();
    assert_eq!(output.stderr, "", "{output}");
}
