//! `goc status`, and `goc` without a command.

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::database::RunRecord;
use crate::i18n::{safe, width};
use crate::operations::Events;
use crate::operations::migration::{Status, status};

use super::{ids, when};

/// `status [--check]`.
pub async fn run(invocation: &Invocation, check: bool) -> Result<(), Ending> {
    let status = look(invocation).await?;
    if check && !status.is_clean() { Err(Ending::NotClean) } else { Ok(()) }
}

/// Where the database stands, and where to find more.
pub async fn overview(invocation: &Invocation) -> Result<(), Ending> {
    look(invocation).await?;
    if !invocation.output.json {
        invocation.output.note(invocation.output.say(Text::CompareAll));
    }
    Ok(())
}

async fn look(invocation: &Invocation) -> Result<Status, Ending> {
    let context = super::upgrade::context(invocation, Events::default()).await?;
    let status = status(&context).await.map_err(crate::Error::from)?;
    if invocation.output.json {
        invocation.output.json(&status);
    } else {
        print(invocation.output, &status);
    }
    Ok(status)
}

fn print(output: Output, status: &Status) {
    let state = match (status.is_up_to_date, status.pending_count) {
        (true, _) => output.styled(Style::Good, output.say(Text::UpToDate)),
        (false, count) => output.styled(Style::Warning, output.say(Text::Pending { count })),
    };
    let rows = [
        (Text::Database, format!("{} ({})", safe(&status.database), status.server)),
        (Text::CurrentRevision, ids(output, &status.current)),
        (Text::TargetRevision, ids(output, &status.heads)),
        (Text::State, state),
    ];
    let labels: Vec<String> = rows.iter().map(|(label, _)| output.say(label.clone())).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or_default();
    for (label, (_, value)) in labels.iter().zip(&rows) {
        output.line(format!("{label}{}  {value}", " ".repeat(widest - width(label))));
    }
    for revision in &status.pending {
        output.line(format!("  + {}", safe(revision)));
    }
    for finding in findings(output, status) {
        output.line(format!("{} {}", output.styled(Style::Bad, "!"), output.say(finding.0)));
        if let Some(fix) = finding.1 {
            output.line(format!("  {}", output.say(Text::Fix { text: output.say(fix) })));
        }
    }
    if let Some(holder) = &status.writer {
        output.line(output.say(Text::Writer { holder: holder.who.clone(), since: when(&holder.since) }));
    } else if !status.pending.is_empty() {
        output.note(output.say(Text::NextUpgrade));
    }
}

/// What is wrong, each with its fix.
pub(super) fn findings(output: Output, status: &Status) -> Vec<(Text, Option<Text>)> {
    let mut found = Vec::new();
    for row in &status.unknown {
        found.push((Text::UnknownRow { revision: safe(row).into_owned() }, Some(Text::UnknownRowFix)));
    }
    for step in &status.interrupted {
        let revision = safe(&step.revision).into_owned();
        found.push((Text::Interrupted { revision, direction: step.direction.to_string() }, Some(Text::InterruptedFix)));
    }
    for changed in &status.changed {
        let (file, revision) = (changed.file.clone(), safe(&changed.revision).into_owned());
        found.push((Text::Changed { file, revision, applied: when(&changed.applied) }, Some(Text::ChangedFix)));
    }
    if let Some(run) = &status.last_failed_run
        && !status.is_up_to_date
    {
        found.push((last_run(output, run), None));
    }
    found
}

fn last_run(output: Output, run: &RunRecord) -> Text {
    let done = run.steps.iter().filter(|step| step.outcome == crate::database::StepOutcome::Done).count();
    Text::LastRun {
        command: safe(&run.command).into_owned(),
        target: safe(&run.target).into_owned(),
        outcome: output.say(super::log::outcome(run.outcome, false)),
        started: when(&run.started),
        done,
        total: run.plan.len(),
    }
}
