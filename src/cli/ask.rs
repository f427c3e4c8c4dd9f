//! Questions on a terminal. Without one nothing is asked: the caller says what to do instead.

use std::io::IsTerminal;

use secrecy::{ExposeSecret, SecretString};

use super::output::{Output, Style};
use super::secret::{self, Silence};
use super::text::{CliProblem, Text};
use crate::database::Stop;
use crate::i18n::{Lang, Problem};
use crate::operations::password::PasswordProblem;

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
    if !is_yes(&read(output, stop, &output.say(text)).await?.unwrap_or_default()) {
        return Err(CliProblem::Declined { plan });
    }
    match production {
        Some(name) => type_name(output, stop, &output.say(Text::TypeName { name: name.clone() }), &name, &plan).await,
        None => Ok(()),
    }
}

/// Asks for a name to be typed.
///
/// # Errors
/// `declined` for anything else, `cancelled` by a signal.
pub async fn type_name(output: Output, stop: &Stop, question: &str, name: &str, plan: &str) -> Result<(), CliProblem> {
    let typed = read(output, stop, question).await?;
    if typed.unwrap_or_default().trim() == name { Ok(()) } else { Err(CliProblem::Declined { plan: plan.to_owned() }) }
}

/// Both languages' yes is understood in both: people who switch languages should not lose their answer.
pub fn is_yes(answer: &str) -> bool {
    ["y", "yes", "e", "evet"].contains(&crate::i18n::fold(answer.trim()).as_str())
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

/// Reads an answer, without white space around it.
///
/// # Errors
/// `cancelled` by a signal, and at the end of input: nobody would ever answer the next question.
pub async fn line(output: Output, stop: &Stop, question: &str) -> Result<String, CliProblem> {
    match read(output, stop, question).await? {
        Some(line) => Ok(line.trim().to_owned()),
        None => {
            // The cursor stands behind the question.
            output.note("");
            Err(CliProblem::Cancelled)
        }
    }
}

/// Says what is wrong with an answer, and how to answer better.
pub fn complain(output: Output, problem: &dyn Problem) {
    for line in problem.say(output.lang).lines() {
        output.note(format!("  {}", output.styled_note(Style::Bad, line)));
    }
    for line in problem.hint(output.lang).lines() {
        output.note(format!("  {}", output.styled_note(Style::Dim, line)));
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
    let password = silently(output, stop, &question).await?;
    Ok(password.filter(|password| !password.expose_secret().is_empty()))
}

/// Asks for a new password twice until it is accepted, and says each time why it was not.
///
/// # Errors
/// `cancelled` by a signal, and at the end of input.
pub async fn new_password(
    output: Output,
    stop: &Stop,
    question: &str,
    check: impl Fn(&SecretString) -> Result<(), PasswordProblem>,
) -> Result<SecretString, CliProblem> {
    loop {
        let password = silently(output, stop, question).await?.ok_or(CliProblem::Cancelled)?;
        if let Err(problem) = check(&password) {
            complain(output, &problem);
            continue;
        }
        let again = output.say(Text::AskPasswordAgain);
        let again = silently(output, stop, &again).await?.ok_or(CliProblem::Cancelled)?;
        if secret::equal(&password, &again) {
            return Ok(password);
        }
        output.note(format!("  {}", output.styled_note(Style::Bad, output.say(Text::PasswordsDiffer))));
    }
}

/// Reads a line that is not shown; `None` at the end of input.
async fn silently(output: Output, stop: &Stop, question: &str) -> Result<Option<SecretString>, CliProblem> {
    // Here and not in the thread, which a signal leaves behind in its read: the terminal has to echo again.
    let silence = Silence::new();
    let answer = read(output, stop, question).await;
    drop(silence);
    let answer = answer?;
    // The line end that was typed was not echoed, either.
    output.note("");
    Ok(answer.map(|answer| secret::from(&answer)))
}

/// Reads a line, `None` at the end of input.
async fn read(output: Output, stop: &Stop, question: &str) -> Result<Option<secret::Line>, CliProblem> {
    output.ask(question);
    // In a thread of its own, so that a signal is heard while nobody answers.
    let line = tokio::task::spawn_blocking(|| secret::read_line(std::io::stdin()));
    tokio::select! {
        // What cannot be read, such as a line that is not UTF-8, is answered with nothing, which the caller complains about.
        line = line => Ok(line.ok().and_then(|line| line.unwrap_or_else(|_| Some(secret::Line::default())))),
        () = stop.asked() => {
            output.note("");
            Err(CliProblem::Cancelled)
        }
    }
}
