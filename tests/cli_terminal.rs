//! The command line on a terminal: progress, questions, passwords, and the state in which the terminal is left.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod support;

use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::terminal::Ended;
use support::{Migrations, Postgres, Terminal, TestEnv};

/// Three revisions in a row, each with a table.
fn shop() -> TestEnv {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    for (id, revises) in [("001", &[][..]), ("002", &["001"]), ("003", &["002"])] {
        let (table, drop) = (format!("CREATE TABLE t{id} (id INTEGER);"), format!("DROP TABLE t{id};"));
        migrations.revision(id, revises, &table, &drop);
    }
    env
}

fn upgraded() -> TestEnv {
    let env = shop();
    env.run(["upgrade"]).success();
    env
}

fn start(env: &TestEnv, args: &[&str]) -> Terminal {
    Terminal::start(env.goc().args(args))
}

fn run(env: &TestEnv, args: &[&str]) -> Ended {
    start(env, args).end()
}

fn current(env: &TestEnv) -> String {
    env.run(["current"]).success().stdout.split_whitespace().next().unwrap().to_owned()
}

/// Colours and other attributes: `ESC [ … m`.
fn has_attributes(raw: &str) -> bool {
    raw.split("\u{1b}[")
        .skip(1)
        .any(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m'))
}

#[test]
fn a_bar_shows_the_steps_and_goes_away() {
    let ended = run(&shop(), &["upgrade"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.raw.contains("] 0/3 001 001"), "the first step is announced: {ended:?}");
    assert!(!ended.screen.contains('['), "the bar stays:\n{}", ended.screen);
    let lines: Vec<&str> = ended.screen.lines().map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(lines[..3], ["+ 1/3 001", "+ 2/3 002", "+ 3/3 003"], "{}", ended.screen);
    assert!(lines[3].starts_with("sontechsp.db: base (nothing applied) -> 003 (3 steps, "), "{}", ended.screen);
    assert_eq!(lines.len(), 4, "{}", ended.screen);
}

#[test]
fn a_bar_goes_away_when_a_step_fails() {
    let env = shop();
    Migrations::new(&env).revision("003", &["002"], "SELECT yok;", "SELECT 1;");
    let ended = run(&env, &["upgrade"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(!ended.screen.contains("[="), "the bar stays:\n{}", ended.screen);
    let error = ended.screen.lines().nth(2).unwrap();
    assert!(error.starts_with("Error: 003_test.sql:"), "{}", ended.screen);
}

#[test]
fn no_changes_nothing_and_yes_goes_on() {
    let env = upgraded();
    for (lang, question, answer) in
        [("en", "Go on? [y/N]", "n\r"), ("tr", "Devam edilsin mi? [e/H]", "\r"), ("en", "Go on?", "\u{4}")]
    {
        let mut terminal = start(&env, &["downgrade", "-1", "--lang", lang]);
        terminal.wait_for(question);
        terminal.type_text(answer);
        let ended = terminal.end();
        assert_eq!(ended.code, 1, "{ended:?}");
        assert_eq!(current(&env), "003");
    }
    for (lang, answer, then) in [("en", "yes\r", "002"), ("tr", "evet\r", "001"), ("tr", "E\r", "base")] {
        let mut terminal = start(&env, &["downgrade", "-1", "--lang", lang]);
        terminal.wait_for("sontechsp.db");
        terminal.type_text(answer);
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{ended:?}");
        assert_eq!(current(&env), then);
    }
}

#[test]
fn production_wants_its_name_typed() {
    let env = upgraded();
    env.write("goc.toml", "[connections.store]\nurl = \"sqlite:sontechsp.db\"\nenvironment = \"production\"\n");
    for (name, code, then) in [("magaza\r", 1, "003"), ("\r", 1, "003"), ("store\r", 0, "002")] {
        let mut terminal = start(&env, &["downgrade", "-1", "--lang", "tr"]);
        terminal.wait_for("[e/H]");
        terminal.type_text("evet\r");
        terminal.wait_for("(store): ");
        terminal.type_text(name);
        let ended = terminal.end();
        assert_eq!(ended.code, code, "{ended:?}");
        assert_eq!(current(&env), then);
    }
}

#[test]
fn a_signal_at_a_question_ends_at_once() {
    let env = upgraded();
    for (signal, code) in [(None, 130), (Some(Signal::TERM), 143), (Some(Signal::HUP), 129)] {
        let mut terminal = start(&env, &["downgrade", "base"]);
        terminal.wait_for("[y/N]");
        let started = Instant::now();
        match signal {
            None => terminal.type_text("\u{3}"),
            Some(signal) => terminal.signal(signal),
        }
        let ended = terminal.end();
        assert_eq!(ended.code, code, "{ended:?}");
        assert!(started.elapsed() < Duration::from_secs(3), "it took {:?}", started.elapsed());
        assert!(ended.screen.contains("Error: cancelled; nothing was changed"), "{}", ended.screen);
        assert_eq!(current(&env), "003");
    }
}

#[test]
fn ctrl_c_belongs_to_the_editor_while_it_is_open() {
    let mut env = upgraded();
    let editor = env.write("editor", "trap 'echo caught; exit 0' INT; echo editing; while :; do sleep 0.05; done\n");
    env.set("EDITOR", format!("sh {}", editor.display()));
    let mut terminal = start(&env, &["edit", "head"]);
    terminal.wait_for("editing");
    terminal.type_text("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.screen.contains("caught"), "{}", ended.screen);
}

/// The address without the password, and the password.
fn without_password(database: &Postgres) -> (String, String) {
    let password = database.password().to_owned();
    (database.url().replacen(&format!(":{password}@"), "@", 1), password)
}

#[test]
fn a_password_is_asked_for_and_not_shown() {
    let Some(database) = Postgres::new() else { return };
    let (url, password) = without_password(&database);
    let env = shop();
    for (lang, question) in [("en", "Password of "), ("tr", " parolası: ")] {
        let mut terminal = start(&env, &["-d", &url, "upgrade", "--lang", lang]);
        terminal.wait_for(question);
        assert!(!terminal.echoes(), "the password would be shown");
        terminal.type_text(&format!("{password}\r"));
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(ended.echoes, "the terminal is left without echo");
        assert!(!ended.raw.contains(&password), "{ended:?}");
    }
    assert_eq!(database.query("SELECT version_num FROM alembic_version").unwrap(), [["003"]]);
}

#[test]
fn a_wrong_password_or_none_is_an_error() {
    let Some(database) = Postgres::new() else { return };
    let (url, _) = without_password(&database);
    let env = shop();
    for answer in ["yanlis\r", "\r"] {
        let mut terminal = start(&env, &["-d", &url, "status"]);
        terminal.wait_for("Password of ");
        terminal.type_text(answer);
        let ended = terminal.end();
        assert_eq!(ended.code, 1, "{ended:?}");
        assert!(ended.echoes && !ended.raw.contains("yanlis"), "{ended:?}");
    }
    // Without a terminal nothing is asked.
    let output = env.run(["-d", &url, "status"]).expect_code(1);
    assert!(!output.stderr.contains("Password of "), "{output}");
}

#[test]
fn a_signal_at_a_password_leaves_the_terminal_as_it_was() {
    let Some(database) = Postgres::new() else { return };
    let (url, _) = without_password(&database);
    let env = shop();
    for command in ["upgrade", "status"] {
        for (signal, code) in [(None, 130), (Some(Signal::TERM), 143), (Some(Signal::HUP), 129)] {
            let mut terminal = start(&env, &["-d", &url, command]);
            terminal.wait_for("Password of ");
            match signal {
                None => terminal.type_text("\u{3}"),
                Some(signal) => terminal.signal(signal),
            }
            let ended = terminal.end();
            assert_eq!(ended.code, code, "{ended:?}");
            assert!(ended.echoes, "the terminal is left without echo after {code}");
        }
    }
}

#[test]
fn a_look_that_is_cancelled_says_so_in_json_too() {
    // Somebody who takes the connection and never answers.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://a:b@{}/c", listener.local_addr().unwrap());
    let terminal = start(&TestEnv::new(), &["--json", "-d", &url, "log"]);
    let _open = listener.accept().unwrap();
    terminal.signal(Signal::INT);
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{ended:?}");
    let document: serde_json::Value = serde_json::from_str(&ended.raw).unwrap();
    assert_eq!(document["error"]["kind"], "cancelled");
}

#[test]
fn colours_can_be_turned_off() {
    let mut env = upgraded();
    assert!(has_attributes(&run(&env, &["history"]).raw), "a terminal gets colours");
    for args in [&["--no-color", "history"][..], &["--no-color", "upgrade", "yok"], &["--no-color", "log"]] {
        let ended = run(&env, args);
        assert!(!has_attributes(&ended.raw), "{args:?}: {ended:?}");
    }
    env.set("NO_COLOR", "1");
    for args in [&["history"][..], &["upgrade", "yok"], &["status"], &["upgrade", "--yok"]] {
        let ended = run(&env, args);
        assert!(!has_attributes(&ended.raw), "{args:?}: {ended:?}");
    }
}

#[test]
fn a_dumb_terminal_gets_plain_lines() {
    let mut env = shop();
    env.set("TERM", "dumb");
    for args in
        [&["upgrade"][..], &["history"], &["upgrade", "yok"], &["downgrade", "base", "-y"], &["help", "upgrade"]]
    {
        let ended = run(&env, args);
        assert!(!ended.raw.contains('\u{1b}'), "{args:?}: {ended:?}");
    }
}

#[test]
fn json_is_one_document_on_a_terminal_too() {
    let ended = run(&shop(), &["--json", "upgrade"]);
    let document = ended.raw.split_once('{').map(|(_, rest)| format!("{{{rest}")).unwrap();
    // Progress is on standard error, which is this terminal as well, and comes before it; the document itself has no escapes.
    assert!(serde_json::from_str::<serde_json::Value>(&document).is_ok(), "{ended:?}");
}

#[test]
fn a_history_keeps_its_lanes_on_a_narrow_terminal() {
    let env = TestEnv::new();
    let migrations = Migrations::new(&env);
    let long = "Müşteri, sadakat puanı, kampanya ve indirim tabloları ile bunların bütün dizinleri ve görünümleri";
    for (id, revises) in [("001", ""), ("002", "001"), ("crm1", "001"), ("m1", "002, crm1")] {
        let header = format!("-- revision: {id}\n-- revises: {revises}\n-- message: {long}\n");
        migrations.file(
            &format!("{id}_test.sql"),
            format!("{header}\n-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n"),
        );
    }
    env.run(["upgrade"]).success();
    let ended = run(&env, &["history", "--no-color", "--lang", "tr"]);
    let lines: Vec<&str> = ended.raw.lines().collect();
    assert_eq!(lines.len(), 6, "{}", ended.screen);
    assert!(lines.iter().all(|line| line.trim_end().chars().count() <= 80), "{}", ended.screen);
    assert!(lines[0].contains("…  uygulandı: "), "{}", ended.screen);
}
