//! Questions on a terminal. Without one nothing is asked: the caller says what to do instead.

use std::io::{BufRead, IsTerminal};

use secrecy::SecretString;

use super::output::Output;
use super::text::{CliProblem, Text};
use crate::i18n::Lang;

/// Whether somebody is there to answer.
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks before something is destroyed; in production the connection's name has to be typed.
///
/// # Errors
/// `confirmation_needed` without a terminal, `declined` for any answer but yes.
pub async fn confirm(
    output: Output,
    command: &str,
    question: Text,
    production: Option<&str>,
) -> Result<(), CliProblem> {
    if !can_ask() {
        return Err(CliProblem::NeedsConfirmation { command: command.to_owned() });
    }
    let answer = read(output, output.say(question)).await;
    let yes = match output.lang {
        Lang::En => ["y", "yes"],
        Lang::Tr => ["e", "evet"],
    };
    // Both languages' yes is understood in both: people who switch languages should not lose their answer.
    if !yes.contains(&answer.as_str()) && !["y", "yes", "e", "evet"].contains(&answer.as_str()) {
        return Err(CliProblem::Declined);
    }
    match production {
        Some(name) if read(output, output.say(Text::TypeName { name: name.to_owned() })).await != name => {
            Err(CliProblem::Declined)
        }
        _ => Ok(()),
    }
}

/// Reads a line; nothing at the end of input.
async fn read(output: Output, question: String) -> String {
    output.ask(&question);
    // In a thread of its own, so that a signal is heard while nobody answers.
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        let _ = std::io::stdin().lock().read_line(&mut line);
        line.trim().to_owned()
    });
    line.await.unwrap_or_default()
}

/// Reads a password without showing it; `None` when there is no terminal, or nothing was typed.
pub async fn password(output: Output, question: String) -> Option<SecretString> {
    if !can_ask() {
        return None;
    }
    output.ask(&question);
    let read = tokio::task::spawn_blocking(|| {
        let _silent = Silence::new();
        let mut line = String::new();
        let _ = std::io::stdin().lock().read_line(&mut line);
        let password = line.trim_end_matches(['\n', '\r']).to_owned();
        (!password.is_empty()).then(|| SecretString::from(password))
    });
    let password = read.await.ok().flatten();
    output.note("");
    password
}

/// The terminal does not echo while this lives.
struct Silence(Option<rustix::termios::Termios>);

impl Silence {
    fn new() -> Silence {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let stdin = std::io::stdin();
        let Ok(before) = tcgetattr(&stdin) else { return Silence(None) };
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        let _ = tcsetattr(&stdin, OptionalActions::Now, &silent);
        Silence(Some(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ = rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, before);
        }
    }
}
