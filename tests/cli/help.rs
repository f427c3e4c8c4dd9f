use insta::assert_snapshot;

use crate::transcript::Transcript;

/// The commands that help lists, those below others included: `admin reset-password`.
fn commands(t: &Transcript, above: &[&str]) -> Vec<Vec<String>> {
    let listed = t.env.run([&["help", "--lang", "en"], above].concat()).success().stdout;
    let list =
        listed.split_once("\nCommands:\n").map(|(_, rest)| rest.split("\n\n").next().unwrap()).unwrap_or_default();
    let names = list.lines().filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names
        .flat_map(|name| {
            let own = [above, &[name]].concat();
            let below = commands(t, &own);
            std::iter::once(own.iter().map(|&word| word.to_owned()).collect()).chain(below).collect::<Vec<_>>()
        })
        .collect()
}

fn all_commands(t: &Transcript) -> Vec<Vec<String>> {
    let all = commands(t, &[]);
    assert!(all.len() >= 20, "{all:?}");
    all
}

fn reference(lang: &str) -> String {
    let mut t = Transcript::new();
    let commands = all_commands(&t);
    t.env.set("LANG", lang);
    t.goc(&["--help"]).success();
    for command in commands {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        t.goc(&[&["help"], &command[..]].concat()).success();
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
    for english in [
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "Commands",
        "[default",
        "possible values",
        "TARGET",
        "DIR",
        "FILE",
        "SET>",
        "COMMAND",
    ] {
        assert!(!reference.contains(english), "{english}");
    }
    assert_snapshot!(reference);
}

#[test]
fn every_command_has_help_in_every_spelling() {
    let t = Transcript::new();
    let listed = t.env.run(["--help"]).stdout;
    assert_eq!(t.env.run(["-h"]).stdout, listed);
    assert_eq!(t.env.run(["help"]).stdout, listed);
    for command in all_commands(&t) {
        let with = |word: &str| t.env.run(command.iter().map(String::as_str).chain([word])).success().stdout;
        let help = t.env.run(std::iter::once("help").chain(command.iter().map(String::as_str))).success().stdout;
        assert_eq!(with("--help"), help);
        assert_eq!(with("-h"), help);
    }
}

#[test]
fn help_fits_into_80_columns() {
    let t = Transcript::new();
    for lang in ["tr", "en"] {
        for command in all_commands(&t) {
            let words = ["help", "--lang", lang].into_iter().chain(command.iter().map(String::as_str));
            let help = t.env.run(words).success().stdout;
            assert_eq!(help.lines().find(|line| line.chars().count() > 80), None, "{command:?}");
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
