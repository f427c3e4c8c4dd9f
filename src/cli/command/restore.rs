//! `goc restore`.

use std::path::Path;
use std::time::Instant;

use super::{ids, protect, upgrade};
use crate::cli::Ending;
use crate::cli::args::Confirmation;
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::{events, time};
use crate::cli::text::{CliProblem, Text};
use crate::database::probe::shown;
use crate::error::Error;
use crate::i18n::{list, local_time, safe};
use crate::operations::Context;
use crate::operations::backup::{self, RestoreOptions, RestorePlan, RestoreReport};

/// Tables that the question names, those with the most rows first.
const TABLES_SHOWN: usize = 8;

/// `restore FILE [--yes]`. An empty database is not asked about.
pub async fn run(invocation: &Invocation, file: &Path, confirmation: &Confirmation) -> Result<(), Ending> {
    let output = invocation.output;
    let mut context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let mut overwrite = confirmation.yes;
    if confirmation.yes {
        let plan = invocation.retyped("backup --list");
        protect::type_name(invocation, &mut context, confirmation, &plan).await?;
    } else {
        let plan = backup::inspect(&context, file).await.map_err(Error::from)?;
        if !plan.loses.is_nothing() {
            confirm(invocation, &mut context, confirmation, &plan).await?;
            overwrite = true;
        }
    }
    let started = Instant::now();
    let report = backup::restore(&context, file, RestoreOptions { overwrite }).await.map_err(Error::from)?;
    if output.json {
        output.json(&report);
    } else {
        print(output, &context, &report, started);
    }
    Ok(())
}

async fn confirm(
    invocation: &Invocation,
    context: &mut Context,
    confirmation: &Confirmation,
    plan: &RestorePlan,
) -> Result<(), Ending> {
    let output = invocation.output;
    let database = safe(&context.database.name).into_owned();
    let (from, tables, rows) = (ids(output, &plan.loses.revisions), plan.loses.tables.len(), plan.loses.rows());
    if !ask::can_ask() {
        return Err(CliProblem::RestoreNeedsConfirmation { database, tables, rows, revision: from }.into());
    }
    let made =
        plan.manifest.as_ref().map_or_else(|| output.say(Text::UnknownTime), |it| local_time(&it.created, output.lang));
    let (typed, to_look) =
        (invocation.retyped(&format!("restore {}", shown(&plan.file))), invocation.retyped("backup --list"));
    let (file, to) = (shown(&plan.file), ids(output, &plan.revisions));
    let question = match &plan.loses.damaged {
        Some(reason) => Text::AskRestoreDamaged { database, file, made, to, reason: reason.clone() },
        None => {
            let mut largest: Vec<_> = plan.loses.tables.iter().collect();
            largest.sort_by_key(|table| std::cmp::Reverse(table.rows));
            let mut names: Vec<String> =
                largest.iter().take(TABLES_SHOWN).map(|table| format!("{} {}", table.name, table.rows)).collect();
            if largest.len() > TABLES_SHOWN {
                names.push("…".to_owned());
            }
            Text::AskRestore { database, file, made, to, from, tables, rows, largest: list(&names) }
        }
    };
    let connection = invocation.connection()?;
    let production = connection.is_production().then_some(connection.name);
    let question = Question { command: typed, plan: to_look, text: question, production };
    protect::confirm(invocation, context, confirmation, question).await
}

fn print(output: Output, context: &Context, report: &RestoreReport, started: Instant) {
    output.line(output.say(Text::Restored {
        database: safe(&context.database.name).into_owned(),
        revision: ids(output, &report.current),
        tables: report.tables,
        rows: report.rows,
        time: time(started.elapsed(), output.lang),
    }));
    if !report.unknown.is_empty() {
        let text = output.say(Text::RestoredUnknown { list: ids(output, &report.unknown) });
        output.line(output.styled(Style::Warning, text));
    }
    output.line(match &report.pending {
        None => output.say(Text::RestoredNotCompared),
        Some(pending) if pending.is_empty() && report.unknown.is_empty() => output.say(Text::UpToDate),
        Some(pending) if pending.is_empty() => output.say(Text::RestoredNotCompared),
        Some(pending) => output.say(Text::RestoredPending { count: pending.len(), list: ids(output, pending) }),
    });
    if let Some(file) = &report.safety_backup {
        output.line(output.say(Text::ReplacedIsIn { file: shown(file) }));
    }
}
