//! The first screen, the tabs, help, filter, languages, sizes.

use std::time::Duration;

use super::support::Terminal;
use super::{open, shop_at_001};

/// Longer than the pause after which details follow the selection.
const QUIET: Duration = Duration::from_millis(400);

#[test]
fn the_first_screen_says_which_database_this_is_and_where_it_stands() {
    let env = shop_at_001();
    let mut terminal = open(&env);
    let screen = terminal.contents();
    for part in ["sontechsp.db", "SQLite", "2 pending", "2 History", "? help", "q quit"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    terminal.keys("q");
    let ended = terminal.end();
    assert_eq!((ended.code, ended.echoes), (0, true), "{ended:?}");
}

#[test]
fn every_tab_and_the_help_come_on_their_keys_in_both_languages() {
    let env = shop_at_001();
    let mut terminal = open(&env);
    for (key, title) in [
        ("1", "╭ Connections"),
        ("3", "╭ Upgrade to heads"),
        ("4", "╭ Conflicts"),
        ("5", "╭ Seeding"),
        ("2", "╭ History"),
    ] {
        terminal.keys(key);
        terminal.wait_for(title);
    }
    terminal.keys("?");
    terminal.wait_for("messages and statements");
    terminal.keys("<Esc>");
    terminal.wait_until_gone("messages and statements");
    terminal.keys("L");
    terminal.wait_for("Bekleyenler");
    terminal.keys("?");
    terminal.wait_for("iletiler ve deyimler");
    terminal.keys("<Esc>");
    terminal.wait_until_gone("iletiler ve deyimler");
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
    // The language and the tab are remembered.
    let mut terminal = Terminal::start_sized(&env.goc(), 100, 30);
    terminal.wait_for("Geçmiş");
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn it_follows_the_size_of_its_window_down_to_a_sentence() {
    let env = shop_at_001();
    let mut terminal = open(&env);
    terminal.resize(120, 40);
    terminal.wait_until("the wide frame", |screen| screen.lines().next().is_some_and(|line| line.len() > 110));
    terminal.resize(50, 10);
    terminal.wait_for("60×15");
    terminal.resize(0, 0);
    terminal.resize(80, 24);
    terminal.wait_for("sontechsp.db");
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}

/// crossterm's default source of events forgets a key that comes with the signal of a resize, about once in twenty times.
#[test]
fn a_key_typed_while_the_window_changes_its_size_is_not_lost() {
    let env = shop_at_001();
    let mut terminal = open(&env);
    for round in 0..60 {
        let (key, title) = if round % 2 == 0 { ("1", "╭ Connections") } else { ("2", "╭ History") };
        terminal.resize(80 + round, 24);
        terminal.keys(key);
        terminal.wait_for(title);
    }
    terminal.keys("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn an_idle_screen_sends_nothing_and_wakes_up_for_nothing() {
    let env = shop_at_001();
    let terminal = open(&env);
    let sent = terminal.quiet_for(QUIET);
    let woken = wake_ups(terminal.pid());
    assert_eq!(terminal.quiet_for(QUIET), sent);
    assert_eq!(wake_ups(terminal.pid()), woken, "no thread has run");
}

/// How often the threads of a process have waited for something and gone on.
fn wake_ups(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let of = |task: std::fs::DirEntry| -> u64 {
        let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|number| number.trim().parse().ok()).unwrap_or_default()
    };
    tasks.map(|task| of(task.unwrap())).sum()
}

#[test]
fn plain_characters_are_used_where_the_locale_has_no_others_and_colours_are_left_out_on_request() {
    let mut env = shop_at_001();
    env.set("LANG", "C").set("NO_COLOR", "1");
    let mut terminal = Terminal::start_sized(env.goc().args(["--lang", "tr"]), 100, 30);
    terminal.wait_for("001 > 003");
    terminal.keys("3");
    terminal.wait_for("Bekleyenler");
    terminal.quiet_for(QUIET);
    let screen = terminal.contents();
    assert!(screen.is_ascii(), "{screen}");
    terminal.keys("q");
    let ended = terminal.end();
    // 39 and 49 are the terminal's own colours; everything else of 30–48 and 90–107 is one.
    let is_colour = |number: &u32| matches!(number, 30..=38 | 40..=48 | 90..=107);
    let attributes = regex_lite::Regex::new("\u{1b}\\[([0-9;]*)m").unwrap();
    for found in attributes.captures_iter(&ended.raw) {
        let colour = found[1].split(';').filter_map(|number| number.parse().ok()).find(is_colour);
        assert_eq!(colour, None, "{:?}", &found[0]);
    }
    assert!(attributes.is_match(&ended.raw), "bold and reversed it still is");
}

#[test]
fn without_a_terminal_the_status_is_printed_instead() {
    let env = shop_at_001();
    let output = env.run([] as [&str; 0]).success();
    assert!(output.stdout.contains("2 pending"), "{output}");
    let mut dumb = shop_at_001();
    dumb.set("TERM", "dumb");
    let ended = Terminal::start(&dumb.goc()).end();
    assert!(ended.screen.contains("2 pending") && !ended.raw.contains("[?1049h"), "{ended:?}");
}
