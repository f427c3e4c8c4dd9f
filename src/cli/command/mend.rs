//! `goc repair --mend`, `goc repair --accept`, and what is done about an invalid index.

use serde_json::json;

use super::upgrade;
use crate::cli::Ending;
use crate::cli::ask::{self, Question};
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::error::Error;
use crate::i18n::{Problem, local_time, safe};
use crate::operations::doctor::{graph_findings, not_mendable};
use crate::operations::index::{self, IndexCure};
use crate::operations::migration::{self, LineChange, Mending};
use crate::operations::{Finding, Fix, Revisions};

/// `repair --mend [--dry-run] [--yes]`: changes the header lines that have one most likely meaning, and exits with 3 when something
/// is left that only a person can mend.
pub async fn run(invocation: &Invocation, dry_run: bool, yes: bool) -> Result<(), Ending> {
    let output = invocation.output;
    let found: Vec<LineChange> = mendable(&invocation.revisions()).into_iter().map(|(_, change)| change).collect();
    if !output.json {
        found.iter().for_each(|change| print(output, change));
    }
    if !dry_run && !yes && !found.is_empty() {
        let (command, plan) = (invocation.retyped("repair --mend"), invocation.retyped("repair --mend --dry-run"));
        let question = Question { command, plan, text: Text::AskMend { count: lines(&found) }, production: None };
        ask::confirm(output, &invocation.stop, question).await?;
    }
    let mended = if dry_run { found } else { mend_all(invocation, found.len())? };
    let revisions = invocation.load_revisions();
    let left: Vec<Finding> = match dry_run {
        true => Vec::new(),
        false => graph_findings(&revisions)
            .into_iter()
            .filter(|finding| finding.problem.kind() != "multiple_heads")
            .collect(),
    };
    let refused = not_mendable(&revisions);
    if output.json {
        let left: Vec<_> = left.iter().map(|finding| finding.to_json(output.lang)).collect();
        let refused: Vec<_> = refused.iter().map(|problem| problem.to_json(output.lang)).collect();
        output.json(&json!({ "mended": mended, "dry_run": dry_run, "left": left, "refused": refused }));
    } else {
        match (dry_run, lines(&mended)) {
            (_, 0) => output.line(output.say(Text::NothingToMend)),
            (true, _) => output.note(output.say(Text::MendWith)),
            (false, count) => output.line(output.styled(Style::Good, output.say(Text::MendedLines { count }))),
        }
        left.iter().for_each(|finding| super::doctor::print_finding(output, finding));
        refused.iter().for_each(|problem| output.note(output.styled_note(Style::Warning, output.say(problem.clone()))));
    }
    if left.is_empty() { Ok(()) } else { Err(Ending::NotClean) }
}

fn lines(changes: &[LineChange]) -> usize {
    changes.iter().map(|change| change.lines().len()).sum()
}

/// Mends one after the other: each one moves what stands below it, so the files are read anew.
fn mend_all(invocation: &Invocation, most: usize) -> Result<Vec<LineChange>, Ending> {
    let mut mended = Vec::new();
    while mended.len() < most {
        let revisions = invocation.load_revisions();
        let Some((mending, _)) = mendable(&revisions).into_iter().next() else { break };
        mended.push(migration::mend(&revisions, &mending).map_err(Error::from)?);
    }
    Ok(mended)
}

/// What a name that is nearly right was meant to be. Which of several copies keeps its id is for a person to say, and so is
/// whether a dependency can go.
fn mendable(revisions: &Revisions) -> Vec<(Mending, LineChange)> {
    let first = |finding: Finding| {
        let is_a_choice = finding.problem.kind() == "duplicate_id";
        match finding.fixes.into_iter().next() {
            Some(Fix::Mend { mending, change })
                if mending.to.is_some() && (!is_a_choice || follows_itself(revisions, &mending)) =>
            {
                Some((mending, change))
            }
            _ => None,
        }
    };
    graph_findings(revisions).into_iter().filter_map(first).collect()
}

/// A copy whose down revision was changed to the original and whose id was forgotten: there is no choice which of the two is the new one.
fn follows_itself(revisions: &Revisions, mending: &Mending) -> bool {
    let mut files = revisions.graph.files().iter().filter(|file| safe(&file.header.id) == mending.from);
    files.any(|file| file.file_name() == mending.file && file.header.down.contains(&file.header.id))
}

fn print(output: Output, change: &LineChange) {
    for change in change.lines() {
        output.line(format!("{}:{}", change.file, change.line));
        output.line(format!("  {}", output.styled(Style::Bad, format!("- {}", change.before))));
        output.line(format!("  {}", output.styled(Style::Good, format!("+ {}", change.after))));
    }
}

/// `repair --accept REV`.
pub async fn accept(invocation: &Invocation, revision: &str) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let accepted = migration::accept(&context, revision).await.map_err(Error::from)?;
    if output.json {
        output.json(&accepted);
    } else {
        output.line(output.say(Text::Accepted {
            revision: safe(&accepted.revision).into_owned(),
            file: accepted.file,
            applied: local_time(&accepted.applied, output.lang),
        }));
    }
    Ok(())
}

/// `repair --rebuild-index` and `repair --drop-index`.
pub async fn cure_index(invocation: &Invocation, name: &str, cure: IndexCure) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let cured = index::cure_index(&context, name, cure).await?;
    if output.json {
        output.json(&cured);
        return Ok(());
    }
    let (index, table) = (cured.index, cured.table);
    output.line(output.say(match cured.cure {
        IndexCure::Rebuild => Text::IndexRebuilt { index, table },
        IndexCure::Drop => Text::IndexDropped { index, table },
    }));
    Ok(())
}
