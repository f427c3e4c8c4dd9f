//! The questions of seed sets on a terminal: `goc seed` and `goc install` ask them alike.

use secrecy::SecretString;

use super::ask;
use super::invocation::Invocation;
use super::output::{Output, Style};
use super::secret;
use super::text::{CliProblem, Text};
use crate::i18n::safe;
use crate::operations::password::PasswordProblem;
use crate::operations::seed::{Question, Seeds, questions};

/// The question that `--admin-password-file` answers.
pub const ADMIN_PASSWORD: &str = "admin_password";

/// Asks until the answer fits; Enter alone takes the default. `policy` says what a password has to be.
///
/// # Errors
/// `cancelled` by a signal, and at the end of input.
pub async fn answer(
    invocation: &Invocation,
    question: &Question,
    policy: impl Fn(&SecretString) -> Result<(), PasswordProblem>,
) -> Result<SecretString, CliProblem> {
    let (output, stop) = (invocation.output, &invocation.stop);
    let label = prompt(output, question);
    if question.secret {
        output.note(format!("  {}", output.styled_note(Style::Dim, output.say(Text::PasswordRules))));
        return ask::new_password(output, stop, &label, policy).await;
    }
    loop {
        let typed = ask::line(output, stop, &label).await?;
        let answer = if typed.is_empty() { question.default.clone().unwrap_or_default() } else { typed };
        match question.check(&answer) {
            Ok(()) => return Ok(secret::from(&answer)),
            Err(problem) => ask::complain(output, &problem),
        }
    }
}

/// `Store name [Ana Mağaza]: `; an empty default says that the answer may be left out.
fn prompt(output: Output, question: &Question) -> String {
    let label = safe(question.label(output.lang));
    match question.default.as_deref() {
        None => format!("{label}: "),
        Some("") => format!("{label} [{}]: ", output.say(Text::MayBeEmpty)),
        Some(default) => format!("{label} [{}]: ", safe(default)),
    }
}

/// A password has no business in an argument, where every user of the machine can read it.
///
/// Refused here and not where arguments are parsed, since what refuses there shows the value.
pub fn refuse_passwords(settings: &[(String, String)], seeds: &Seeds) -> Result<(), CliProblem> {
    let asked = questions(seeds);
    let is_secret =
        |key: &str| key == ADMIN_PASSWORD || asked.iter().any(|question| question.secret && question.key == key);
    match settings.iter().find(|(key, _)| is_secret(key)) {
        Some((key, _)) => Err(CliProblem::SecretArgument { key: safe(key).into_owned() }),
        None => Ok(()),
    }
}
