//! `goc log`: the journal.

use std::time::Duration;

use serde_json::json;

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::time_and_rows;
use crate::cli::text::Text;
use crate::database::{Access, Catalog, Outcome, RunRecord, StepOutcome, current_holder, journal};
use crate::i18n::{local_time, safe};
use crate::operations::Events;

/// `log`.
pub async fn run(invocation: &Invocation, limit: u32) -> Result<(), Ending> {
    let output = invocation.output;
    let context = super::upgrade::context(invocation, Events::default()).await?;
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let runs = journal::read_runs(&mut connection, &catalog, limit).await?;
    let is_busy = current_holder(&mut connection).await?.is_some();
    connection.close().await;
    if output.json {
        output.json(&json!({ "runs": runs }));
        return Ok(());
    }
    if runs.is_empty() {
        output.line(output.say(Text::NoRuns));
    }
    for run in &runs {
        print(output, run, is_busy);
    }
    Ok(())
}

fn print(output: Output, run: &RunRecord, is_busy: bool) {
    let style = match run.outcome {
        Some(Outcome::Done) => Style::Good,
        Some(Outcome::Failed | Outcome::Crashed) => Style::Bad,
        _ => Style::Warning,
    };
    let by = match &run.client {
        Some(client) => Text::ByFrom {
            operator: safe(&run.operator).into_owned(),
            host: safe(&run.host).into_owned(),
            client: safe(client).into_owned(),
        },
        None => Text::By { operator: safe(&run.operator).into_owned(), host: safe(&run.host).into_owned() },
    };
    output.line(format!(
        "{}  {}  {}  {}",
        local_time(&run.started, output.lang),
        output.styled(Style::Strong, safe(&format!("{} {}", run.command, run.target))),
        output.styled(style, output.say(outcome(run.outcome, is_busy))),
        output.say(by)
    ));
    for step in &run.steps {
        let mark = match step.outcome {
            StepOutcome::Done => "+",
            StepOutcome::Settled => "~",
            StepOutcome::Adopted => "=",
            _ => "!",
        };
        if step.outcome == StepOutcome::Adopted {
            output.line(format!("  {mark} {} {}", output.say(Text::StepAdopted), safe(&step.revision)));
            continue;
        }
        let text = time_and_rows(output, Duration::from_millis(step.duration_ms), step.rows);
        output.line(format!("  {mark} {} {}  {text}", output.say(step.direction), safe(&step.revision)));
    }
    for line in run.error.iter().flat_map(|error| error.lines()) {
        output.line(format!("    {}", safe(line)));
    }
}

/// How a run ended, in words. One without an end runs, or its process is gone.
pub(super) fn outcome(outcome: Option<Outcome>, is_busy: bool) -> Text {
    match outcome {
        Some(Outcome::Done) => Text::OutcomeDone,
        Some(Outcome::Failed) => Text::OutcomeFailed,
        Some(Outcome::Cancelled) => Text::OutcomeCancelled,
        Some(Outcome::Stopped) => Text::OutcomeStopped,
        None if is_busy => Text::OutcomeRunning,
        Some(Outcome::Crashed) | None => Text::OutcomeCrashed,
    }
}
