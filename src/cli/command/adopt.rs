//! `goc adopt`: takes over a database that another program has kept so far.

use serde_json::{Value, json};

use super::{check, ids, protect, upgrade};
use crate::cli::Ending;
use crate::cli::args::Confirmation;
use crate::cli::ask::Question;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::i18n::{Problem, safe};
use crate::operations::adopt::{self, Adopted, Adoption};

/// `adopt [--dry-run] [--accept-differences] [--scratch URL] [--yes]`: exits with 3 when the tables are not what the revisions make and nobody has said that
/// they may stay so.
pub async fn run(
    invocation: &Invocation,
    dry_run: bool,
    accept: bool,
    scratch: Option<&str>,
    yes: bool,
) -> Result<(), Ending> {
    let output = invocation.output;
    let mut context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let scratch = scratch.map(|url| check::database(invocation, url)).transpose()?;
    let adoption = adopt::examine(&context, scratch.as_ref()).await?;
    if !output.json {
        print(output, &adoption);
    }
    let refused = if accept { None } else { adoption.check().err() };
    if adoption.is_done() || dry_run || refused.is_some() {
        if output.json {
            output.json(&to_json(
                &adoption,
                None,
                dry_run,
                refused.as_ref().map(|problem| problem.to_json(output.lang)),
            ));
        } else {
            match &refused {
                Some(problem) => note_hint(output, problem),
                None if dry_run && !adoption.is_done() => output.note(output.say(Text::AdoptTried)),
                None => {}
            }
        }
        return if refused.is_some() { Err(Ending::NotClean) } else { Ok(()) };
    }
    if !yes {
        let connection = invocation.connection()?;
        let flags = if accept { " --accept-differences" } else { "" };
        let text = Text::AskAdopt {
            database: safe(&adoption.database).into_owned(),
            revisions: adoption.revisions.len(),
            differences: adoption.differences.len(),
        };
        let question = Question {
            command: invocation.retyped(&format!("adopt{flags}")),
            plan: invocation.retyped("adopt --dry-run"),
            text,
            production: connection.is_production().then_some(connection.name),
        };
        let confirmation = Confirmation { yes, protected: None };
        protect::confirm(invocation, &mut context, &confirmation, question).await?;
    }
    let adopted = adopt::take_over(&context, &adoption).await?;
    if output.json {
        output.json(&to_json(&adoption, Some(&adopted), false, None));
    } else {
        output.line(output.styled(
            Style::Good,
            output.say(Text::AdoptDone {
                database: safe(&adopted.database).into_owned(),
                revisions: adopted.adopted.len(),
            }),
        ));
        if !adoption.pending.is_empty() {
            output.note(output.say(Text::NextUpgrade));
        }
    }
    Ok(())
}

/// What the database is, and how it differs.
fn print(output: Output, adoption: &Adoption) {
    let database = safe(&adoption.database).into_owned();
    let current = ids(output, &adoption.current);
    if adoption.is_done() {
        output.line(output.styled(Style::Good, output.say(Text::AdoptedAlready { database, current })));
        return;
    }
    output.line(output.say(Text::Adoptable { database, current }));
    for revision in &adoption.revisions {
        output.line(format!("  = {}", safe(revision)));
    }
    if adoption.differences.is_empty() {
        output.line(output.styled(Style::Good, output.say(Text::AdoptSame)));
        return;
    }
    check::print_changes(output, &adoption.differences);
    let text = Text::AdoptDiffers { objects: adoption.differences.len() };
    output.line(output.styled(Style::Warning, output.say(text)));
}

fn note_hint(output: Output, problem: &dyn Problem) {
    for line in problem.hint(output.lang).lines() {
        output.note(output.say(Text::Fix { text: line.to_owned() }));
    }
}

fn to_json(adoption: &Adoption, adopted: Option<&Adopted>, dry_run: bool, refused: Option<Value>) -> Value {
    json!({
        "database": adoption.database,
        "current": adoption.current,
        "revisions": adoption.revisions,
        "pending": adoption.pending,
        "differences": adoption.differences,
        "already_adopted": adoption.is_done(),
        "adopted": adopted.is_some(),
        "dry_run": dry_run,
        "refused": refused,
    })
}
