//! Questions on a terminal. Without one nothing is asked: the caller says what to do instead.

use std::io::{BufRead, IsTerminal};

use secrecy::SecretString;

use super::output::Output;
use super::text::{CliProblem, Text};
use crate::database::Stop;

/// Whether somebody is there to answer.
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// A question before something is lost.
#[derive(Debug)]
pub struct Question {
    /// The command without `goc`, as it would be typed again: `-d store downgrade 003`.
    pub command: String,
    /// The plan of it, for who wants to look first.
    pub plan: String,
    /// What is asked.
    pub text: Text,
    /// In production: the name that has to be typed.
    pub production: Option<String>,
}

/// Asks; in production the connection's name has to be typed as well.
///
/// # Errors
/// `confirmation_needed` without a terminal, `declined` for any answer but yes, `cancelled` by a signal.
pub async fn confirm(output: Output, stop: &Stop, question: Question) -> Result<(), CliProblem> {
    let Question { command, plan, text, production } = question;
    if !can_ask() {
        return Err(CliProblem::NeedsConfirmation { command, plan });
    }
    let answer = read(output, stop, output.say(text)).await?;
    // Both languages' yes is understood in both: people who switch languages should not lose their answer.
    if !["y", "yes", "e", "evet"].contains(&answer.trim().to_lowercase().as_str()) {
        return Err(CliProblem::Declined { plan });
    }
    match production {
        Some(name) if read(output, stop, output.say(Text::TypeName { name: name.clone() })).await?.trim() != name => {
            Err(CliProblem::Declined { plan })
        }
        _ => Ok(()),
    }
}

/// Reads a line; nothing at the end of input.
async fn read(output: Output, stop: &Stop, question: String) -> Result<String, CliProblem> {
    output.ask(&question);
    // In a thread of its own, so that a signal is heard while nobody answers.
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        let _ = std::io::stdin().lock().read_line(&mut line);
        line.trim_end_matches(['\n', '\r']).to_owned()
    });
    tokio::select! {
        line = line => Ok(line.unwrap_or_default()),
        () = stop.asked() => {
            output.note("");
            Err(CliProblem::Cancelled)
        }
    }
}

/// Reads a password without showing it; `None` when there is no terminal, or nothing was typed.
///
/// # Errors
/// `cancelled` by a signal.
pub async fn password(output: Output, stop: &Stop, question: String) -> Result<Option<SecretString>, CliProblem> {
    if !can_ask() {
        return Ok(None);
    }
    // Here and not in the thread, which a signal leaves behind in its read: the terminal has to echo again.
    let silent = Silence::new();
    let answer = read(output, stop, question).await;
    drop(silent);
    let answer = answer?;
    // The line end that was typed was not echoed, either.
    output.note("");
    Ok((!answer.is_empty()).then(|| SecretString::from(answer)))
}

/// Asks for a line of text; empty when nothing was typed.
pub async fn line(output: Output, stop: &Stop, question: String) -> Result<String, CliProblem> {
    read(output, stop, question).await
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
