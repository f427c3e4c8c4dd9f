//! `goc stamp`.

use super::{current, ids, upgrade};
use crate::cli::Ending;
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::config::Environment;
use crate::error::Error;
use crate::i18n::safe;
use crate::operations::migration;

/// `stamp TARGET… [--purge]`. It loses no data, so only production asks.
pub async fn run(invocation: &Invocation, targets: &[String], purge: bool, yes: bool) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let connection = invocation.connection()?;
    if !yes && connection.options.environment == Environment::Production {
        let rows = current::rows(&context).await?;
        let targets = safe(&targets.join(" ")).into_owned();
        let command = format!("stamp {}{targets}", if purge { "--purge " } else { "" });
        let question = Question {
            plan: invocation.retyped(&format!("plan {command}")),
            command: invocation.retyped(&command),
            text: Text::AskStamp {
                database: safe(&connection.name).into_owned(),
                from: ids(output, &rows),
                to: targets,
            },
            production: Some(connection.name),
        };
        ask::confirm(output, &invocation.stop, question).await?;
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
