//! `goc stamp`.

use super::{current, ids, protect, upgrade};
use crate::cli::Ending;
use crate::cli::args::Confirmation;
use crate::cli::ask::Question;
use crate::cli::invocation::Invocation;
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::error::Error;
use crate::i18n::safe;
use crate::operations::migration;

/// `stamp TARGET… [--purge]`. It loses no data, so only production asks; what purges wants the name of a protected database.
pub async fn run(
    invocation: &Invocation,
    targets: &[String],
    purge: bool,
    confirmation: &Confirmation,
) -> Result<(), Ending> {
    let output = invocation.output;
    let mut context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    invocation.note_broken(&context.revisions);
    let connection = invocation.connection()?;
    let shown_targets = safe(&targets.join(" ")).into_owned();
    let command = format!("stamp {}{shown_targets}", if purge { "--purge " } else { "" });
    let plan = invocation.retyped(&format!("plan {command}"));
    if connection.is_production() && !confirmation.yes {
        let text = Text::AskStamp {
            database: safe(&connection.name).into_owned(),
            from: ids(output, &current::rows(&context).await?),
            to: shown_targets,
        };
        let production = Some(connection.name);
        let question = Question { command: invocation.retyped(&command), plan, text, production };
        protect::confirm(invocation, &mut context, confirmation, question).await?;
    } else if purge {
        protect::type_name(invocation, &mut context, confirmation, &plan).await?;
    }
    let report = migration::stamp(&context, targets, purge).await.map_err(Error::from)?;
    if output.json {
        output.json(&report);
    } else {
        output.line(output.say(Text::Stamped {
            database: safe(&context.database.name).into_owned(),
            from: ids(output, &report.from),
            to: ids(output, &report.to),
        }));
    }
    Ok(())
}
