//! Questions on a terminal. Without one nothing is asked: the caller says what to do instead.

use std::io::IsTerminal;

use secrecy::SecretString;

use super::invocation::Invocation;
use super::output::Style;
use super::secret::{self, Silence};
use super::text::{CliProblem, Text};
use crate::database::Stop;
use crate::i18n::{Lang, Problem};
use crate::operations::password::PasswordProblem;

/// Whether somebody is there to answer.
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks before something is destroyed; in production the connection's name has to be typed.
///
/// # Errors
/// `confirmation_needed` without a terminal, `declined` for any answer but yes.
pub async fn confirm(
    invocation: &Invocation,
    command: &str,
    question: Text,
    production: Option<&str>,
) -> Result<(), CliProblem> {
    if !can_ask() {
        return Err(CliProblem::NeedsConfirmation { command: command.to_owned() });
    }
    let output = invocation.output;
    let answer = line(invocation, &output.say(question)).await?;
    if !is_yes(&answer) {
        return Err(CliProblem::Declined);
    }
    match production {
        Some(name) if line(invocation, &output.say(Text::TypeName { name: name.to_owned() })).await? != name => {
            Err(CliProblem::Declined)
        }
        _ => Ok(()),
    }
}

/// Both languages' yes is understood in both: people who switch languages should not lose their answer.
pub fn is_yes(answer: &str) -> bool {
    ["y", "yes", "e", "evet"].contains(&crate::i18n::fold(answer).as_str())
}

/// Reads a line, without white space around it.
///
/// # Errors
/// `cancelled` by a signal, and at the end of input.
pub async fn line(invocation: &Invocation, question: &str) -> Result<String, CliProblem> {
    invocation.output.ask(question);
    let read = read(&invocation.stop).await;
    if read.is_none() {
        // The cursor stands behind the question.
        invocation.output.note("");
    }
    read.map(|line| line.trim().to_owned()).ok_or(CliProblem::Interrupted)
}

/// Reads a password without showing it; `None` when there is no terminal, or nothing was typed.
pub async fn password(invocation: &Invocation, question: &str) -> Option<SecretString> {
    if !can_ask() {
        return None;
    }
    let password = silently(invocation, question).await.ok()?;
    (!secrecy::ExposeSecret::expose_secret(&password).is_empty()).then_some(password)
}

/// Asks for a new password twice until it is accepted, and says each time why it was not.
///
/// # Errors
/// `cancelled` by a signal, and at the end of input.
pub async fn new_password(
    invocation: &Invocation,
    question: &str,
    check: impl Fn(&SecretString) -> Result<(), PasswordProblem>,
) -> Result<SecretString, CliProblem> {
    let output = invocation.output;
    loop {
        let password = silently(invocation, question).await?;
        if let Err(problem) = check(&password) {
            complain(invocation, &problem);
            continue;
        }
        let again = silently(invocation, &output.say(Text::AskPasswordAgain)).await?;
        if secret::equal(&password, &again) {
            return Ok(password);
        }
        output.note(output.styled_note(Style::Warning, output.say(Text::PasswordsDiffer)));
    }
}

/// Says what is wrong with an answer, and how to answer better.
pub fn complain(invocation: &Invocation, problem: &dyn Problem) {
    let output = invocation.output;
    output.note(format!("  {}", output.styled_note(Style::Bad, problem.say(output.lang))));
    for hint in problem.hint(output.lang).lines() {
        output.note(format!("  {}", output.styled_note(Style::Dim, hint)));
    }
}

/// Yes and no as a question's brackets show them, the default in upper case.
pub fn yes_no(lang: Lang, default: bool) -> &'static str {
    match (lang, default) {
        (Lang::En, true) => "[Y/n]",
        (Lang::En, false) => "[y/N]",
        (Lang::Tr, true) => "[E/h]",
        (Lang::Tr, false) => "[e/H]",
    }
}

async fn silently(invocation: &Invocation, question: &str) -> Result<SecretString, CliProblem> {
    // Turned off here and not where the reading is done: a signal ends this function, but not a thread that reads.
    let silence = Silence::new();
    invocation.output.ask(question);
    let password = read(&invocation.stop).await;
    drop(silence);
    invocation.output.note("");
    let password = password.ok_or(CliProblem::Interrupted)?;
    Ok(secret::from(&password))
}

/// Reads a line in a thread of its own, so that a signal is heard while nobody answers.
async fn read(stop: &Stop) -> Option<secret::Line> {
    let line = tokio::task::spawn_blocking(|| secret::read_line(std::io::stdin()));
    let asked_to_end = async { while stop.sleep(std::time::Duration::from_secs(3600)).await {} };
    tokio::select! {
        line = line => line.ok()?.ok()?,
        () = asked_to_end => None,
    }
}
