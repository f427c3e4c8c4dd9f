//! Every way out puts the terminal back: quitting, signals, Ctrl-Z and back.

use rustix::process::Signal;

use super::support::Terminal;
use super::{open, shop_at_001};

/// Waits for the end and checks that everything that was turned on is off.
#[track_caller]
fn ends_clean(terminal: Terminal, code: u32) {
    let ended = terminal.end();
    assert_eq!(ended.code, code, "{ended:?}");
    assert!(ended.echoes, "what is typed is shown again");
    assert_eq!(super::support::terminal::modes_after(&ended), [25], "only the cursor is on: {:?}", ended.raw);
}

#[test]
fn quitting_puts_the_terminal_back() {
    let env = shop_at_001();
    let mut terminal = open(&env);
    assert!(terminal.modes().contains(&1049) && terminal.modes().contains(&2004), "{:?}", terminal.modes());
    terminal.keys("q");
    ends_clean(terminal, 0);
}

#[test]
fn signals_put_the_terminal_back_and_are_in_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let env = shop_at_001();
        let terminal = open(&env);
        terminal.signal(signal);
        ends_clean(terminal, code);
    }
}

#[test]
fn the_mouse_is_off_over_ssh_and_off_again_afterwards_where_it_was_on() {
    let mut env = shop_at_001();
    let mut terminal = open(&env);
    assert!(terminal.modes().contains(&1000));
    terminal.keys("q");
    ends_clean(terminal, 0);
    env.set("SSH_CONNECTION", "10.0.0.7 51000 10.0.0.1 22");
    let mut terminal = open(&env);
    assert!(!terminal.modes().contains(&1000), "text can be selected");
    terminal.keys("M");
    terminal.wait_for("the mouse is on");
    assert!(terminal.modes().contains(&1000));
    terminal.keys("q");
    ends_clean(terminal, 0);
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_continuing_takes_it_again() {
    let env = shop_at_001();
    // A shell with job control, as people have it: it can be typed into while goc is stopped.
    let mut shell = env.command("bash");
    shell.args(["--norc", "-i"]).env("PS1", "$ ").env("GOC", env!("CARGO_BIN_EXE_goc"));
    let mut terminal = Terminal::start_sized(&shell, 100, 30);
    terminal.wait_for("$ ");
    terminal.keys("\"$GOC\"<Enter>");
    terminal.wait_for("001 → 003");
    terminal.keys("<C-z>");
    terminal.wait_for("Stopped");
    assert!(!terminal.modes().contains(&1049), "the normal screen");
    terminal.keys("echo typed<Enter>");
    terminal.wait_for("typed\n");
    terminal.keys("fg<Enter>");
    terminal.wait_for("001 → 003");
    assert!(terminal.modes().contains(&1049));
    terminal.keys("q");
    terminal.wait_until("the shell", |screen| screen.trim_end().ends_with('$'));
    terminal.keys("exit<Enter>");
    assert_eq!(terminal.end().code, 0);
}
