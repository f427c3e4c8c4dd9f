//! `goc admin`.

use std::path::Path;

use serde_json::json;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::ask;
use crate::cli::invocation::Invocation;
use crate::cli::output::Style;
use crate::cli::progress::events;
use crate::cli::secret;
use crate::cli::text::{CliProblem, Text};
use crate::i18n::safe;
use crate::operations::admin;

/// `admin reset-password [USER] [--password-file FILE|-]`.
pub async fn reset_password(invocation: &Invocation, user: &str, file: Option<&Path>) -> Result<(), Ending> {
    let output = invocation.output;
    // A password that comes from a file is read first: nothing is looked up for nothing.
    let given = file.map(|file| secret::read_file(output, file)).transpose()?;
    if given.is_none() && !ask::can_ask() {
        return Err(CliProblem::NeedsPassword.into());
    }
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    // Nobody should think up a password for a user that is not there.
    let account = admin::find(&context, user).await?;
    let (name, database) = (safe(&account.user).into_owned(), safe(&context.database.name).into_owned());
    let password = match given {
        Some(password) => password,
        None => {
            let question = Text::AskNewPassword { user: name.clone(), database: database.clone() };
            ask::new_password(output, &invocation.stop, &output.say(question), |password| account.check(password))
                .await?
        }
    };
    let account = admin::reset_password(&context, user, &password).await?;
    if !account.is_active {
        let text = output.say(Text::UserInactive { user: name.clone() });
        output.note(output.styled_note(Style::Warning, text));
    }
    if output.json {
        output.json(&json!({ "success": true, "user": account.user, "is_active": account.is_active }));
    } else {
        output.line(output.say(Text::PasswordChanged { user: name, database }));
    }
    Ok(())
}
