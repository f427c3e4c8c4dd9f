use insta::assert_snapshot;

use crate::transcript::Transcript;

const COMMANDS: [&str; 20] = [
    "ping",
    "doctor",
    "status",
    "current",
    "history",
    "heads",
    "branches",
    "show",
    "plan",
    "upgrade",
    "downgrade",
    "stamp",
    "repair",
    "revision",
    "merge",
    "edit",
    "log",
    "completions",
    "man",
    "help",
];

fn reference(lang: &str) -> String {
    let mut t = Transcript::new();
    t.env.set("LANG", lang);
    t.goc(&["--help"]).success();
    for command in COMMANDS {
        t.goc(&["help", command]).success();
    }
    t.to_string()
}

#[test]
fn the_command_reference_in_english() {
    assert_snapshot!(reference("en_US.UTF-8"));
}

#[test]
fn the_command_reference_in_turkish() {
    let reference = reference("tr_TR.UTF-8");
    for english in ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "default", "possible values", "TARGET"] {
        assert!(!reference.contains(english), "{english}");
    }
    assert_snapshot!(reference);
}

#[test]
fn every_command_has_help_in_every_spelling() {
    let t = Transcript::new();
    let listed = t.env.run(["--help"]).stdout;
    let in_list = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).count();
    assert!(in_list >= COMMANDS.len(), "{listed}");
    assert_eq!(t.env.run(["-h"]).stdout, listed);
    assert_eq!(t.env.run(["help"]).stdout, listed);
    for command in COMMANDS {
        let help = t.env.run(["help", command]).success().stdout;
        assert_eq!(t.env.run([command, "--help"]).success().stdout, help);
        assert_eq!(t.env.run([command, "-h"]).success().stdout, help);
        assert!(listed.contains(&format!("  {command} ")), "{command} is not listed");
    }
}

#[test]
fn help_fits_into_80_columns() {
    for lang in ["tr", "en"] {
        let t = Transcript::new();
        for command in COMMANDS {
            let help = t.env.run(["help", command, "--lang", lang]).stdout;
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{command}");
        }
    }
}

#[test]
fn the_version_is_said() {
    let mut t = Transcript::new();
    t.goc(&["--version"]);
    t.goc(&["-V"]);
    assert_snapshot!(t, @r"
    $ goc --version
    exit 0
    --- stdout
    goc $VERSION

    $ goc -V
    exit 0
    --- stdout
    goc $VERSION
    ");
}
