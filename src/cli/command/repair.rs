//! `goc repair`.

use std::time::Instant;

use serde_json::json;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::error::Error;
use crate::i18n::{local_time, safe};
use crate::operations::migration::{Choice, InterruptedStep, interrupted, repair};

/// `repair [--continue|--retry|--mark-done|--mark-undone]`; without a choice it says what is true, and exits with 3 if something is
/// interrupted.
pub async fn run(
    invocation: &Invocation,
    go_on: bool,
    retry: bool,
    mark_done: bool,
    mark_undone: bool,
) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let choice = match (go_on, retry, mark_done, mark_undone) {
        (true, ..) => Some(Choice::Continue),
        (_, true, ..) => Some(Choice::Retry),
        (_, _, true, _) => Some(Choice::MarkDone),
        (.., true) => Some(Choice::MarkUndone),
        _ => None,
    };
    let Some(choice) = choice else {
        let steps = interrupted(&context).await.map_err(Error::from)?;
        print(output, &steps);
        return if steps.is_empty() { Ok(()) } else { Err(Ending::NotClean) };
    };
    let started = Instant::now();
    match repair(&context, choice).await.map_err(Error::from)? {
        Some(report) => upgrade::print(output, &context, &report, started),
        None if output.json => output.json(&json!({ "success": true })),
        None => output.line(output.say(Text::Repaired)),
    }
    Ok(())
}

fn print(output: Output, steps: &[InterruptedStep]) {
    if output.json {
        output.json(&json!({ "interrupted": steps }));
        return;
    }
    if steps.is_empty() {
        output.line(output.say(Text::NothingInterrupted));
        return;
    }
    for step in steps {
        let record = &step.record;
        let title = Text::RepairStep {
            direction: output.say(record.direction),
            revision: safe(&record.revision).into_owned(),
            started: local_time(&record.started, output.lang),
        };
        output.line(output.styled(Style::Bad, output.say(title)));
        if let Some(error) = &record.error {
            let lines: Vec<_> = error.lines().map(safe).collect();
            output.line(format!("  {}", output.say(Text::RepairError { error: lines.join("\n  ") })));
        }
        let done = record.statements_done as usize;
        output.line(format!("  {}", output.say(Text::RepairDone { done, total: step.total })));
        if let Some((place, statement)) = &step.next {
            let next = Text::RepairNext { place: place.clone(), statement: statement.clone() };
            output.line(format!("  {}", output.say(next)));
        }
        if !step.unchanged {
            output.line(format!("  {}", output.styled(Style::Warning, output.say(Text::RepairChanged))));
        }
    }
    output.line("");
    output.line(output.say(Text::RepairChoices));
}
