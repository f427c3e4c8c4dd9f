//! `goc protect`: the mark in the database, and its name typed before anything is taken away.

use crate::cli::Ending;
use crate::cli::args::{Confirmation, ProtectAction};
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::database::mark::Mark;
use crate::error::Error;
use crate::i18n::{local_time, safe};
use crate::operations::{Context, protect};

/// `protect [on|off] [NAME]`; without a word it says whether the database is protected.
pub async fn run(invocation: &Invocation, action: Option<ProtectAction>, name: Option<String>) -> Result<(), Ending> {
    let output = invocation.output;
    let mut context = super::upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let mark = match action {
        None => protect::read(&context).await.map_err(Error::from)?,
        Some(ProtectAction::On) => {
            let name = name.unwrap_or_else(|| context.database.name.clone());
            Some(protect::protect(&context, &name).await?)
        }
        Some(ProtectAction::Off) => {
            let confirmation = Confirmation { yes: true, protected: name };
            let plan = invocation.retyped("protect");
            type_name(invocation, &mut context, &confirmation, &plan).await?;
            protect::release(&context, context.typed_mark.as_deref()).await?;
            None
        }
    };
    if output.json {
        output.json(&serde_json::json!({ "protected": mark.is_some(), "mark": mark }));
    } else {
        output.line(match &mark {
            Some(mark) => output.styled(Style::Good, output.say(said(output, mark))),
            None => output.styled(Style::Warning, output.say(Text::NotProtected)),
        });
    }
    Ok(())
}

/// `protected as store, since … by …`.
pub(super) fn said(output: Output, mark: &Mark) -> Text {
    let (name, since) = (safe(&mark.name).into_owned(), local_time(&mark.since, output.lang));
    Text::ProtectedAs { name, since, operator: safe(&mark.operator).into_owned() }
}

/// Asks before something is taken away: yes or no, and the name of a protected database, else in production the connection's. What
/// was typed or given for a protected one is in the context afterwards; whether it is right the operation decides.
///
/// # Errors
/// As [`ask::confirm`]; the database cannot be asked whether it is protected.
pub(super) async fn confirm(
    invocation: &Invocation,
    context: &mut Context,
    confirmation: &Confirmation,
    mut question: Question,
) -> Result<(), Ending> {
    if !confirmation.yes {
        let is_protected = protect::read(context).await.map_err(Error::from)?.is_some();
        if is_protected {
            question.production = None;
        }
        let plan = question.plan.clone();
        ask::confirm(invocation.output, &invocation.stop, question).await?;
        return type_name(invocation, context, confirmation, &plan).await;
    }
    type_name(invocation, context, confirmation, &question.plan).await
}

/// The name of a protected database, from the command line, else typed where somebody can.
pub(super) async fn type_name(
    invocation: &Invocation,
    context: &mut Context,
    confirmation: &Confirmation,
    plan: &str,
) -> Result<(), Ending> {
    context.typed_mark.clone_from(&confirmation.protected);
    if context.typed_mark.is_some() || !ask::can_ask() {
        return Ok(());
    }
    if let Some(mark) = protect::read(context).await.map_err(Error::from)? {
        let output = invocation.output;
        let since = local_time(&mark.since, output.lang);
        let (name, operator) = (safe(&mark.name).into_owned(), safe(&mark.operator).into_owned());
        let question = output.say(Text::TypeMark { name, since, operator });
        ask::type_name(output, &invocation.stop, &question, &mark.name, plan).await?;
        context.typed_mark = Some(mark.name);
    }
    Ok(())
}
