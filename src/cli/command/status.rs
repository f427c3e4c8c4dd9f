//! `goc status`, and `goc` without a command.

use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::i18n::{local_time, safe, width};
use crate::operations::doctor::state_findings;
use crate::operations::migration::{Status, status};
use crate::operations::{Events, Revisions};

use super::ids;

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
    invocation.note_broken(&context.revisions);
    let status = status(&context).await.map_err(crate::Error::from)?;
    if invocation.output.json {
        invocation.output.json(&status);
    } else {
        print(invocation.output, &status, &context.revisions);
    }
    Ok(status)
}

fn print(output: Output, status: &Status, revisions: &Revisions) {
    let state = match (status.is_up_to_date, status.pending_count) {
        (false, 0) => output.styled(Style::Warning, output.say(Text::SeeBelow)),
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
    if let Some(mark) = &status.mark {
        output.line(output.say(super::protect::said(output, mark)));
    }
    for revision in &status.pending {
        output.line(format!("  + {}", safe(revision)));
    }
    // What is pending stands above already.
    for finding in state_findings(status, revisions, &[]).iter().filter(|finding| finding.problem.kind() != "pending") {
        super::doctor::print_finding(output, finding);
    }
    if let Some(holder) = &status.writer {
        output.line(
            output.say(Text::Writer { holder: holder.who.clone(), since: local_time(&holder.since, output.lang) }),
        );
    } else if !status.pending.is_empty() {
        output.note(output.say(Text::NextUpgrade));
    }
}
