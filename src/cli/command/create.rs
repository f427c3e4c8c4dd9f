//! `goc revision`, `goc merge` and `goc edit`.

use super::{check, upgrade};
use crate::cli::Ending;
use crate::cli::args::CompareArgs;
use crate::cli::invocation::Invocation;
use crate::cli::progress::events;
use crate::cli::text::{CliProblem, Text};
use crate::error::Error;
use crate::i18n::safe;
use crate::operations::migration::{Created, NewRevision, create_merge, create_revision};
use crate::operations::schema;
use crate::revision::Source;

/// `revision -m TEXT …`.
pub fn revision(invocation: &Invocation, new: &NewRevision) -> Result<(), Ending> {
    print(invocation, &create_revision(&invocation.revisions(), new).map_err(Error::from)?);
    Ok(())
}

/// `revision --autogenerate -m TEXT …`.
pub async fn autogenerate(
    invocation: &Invocation,
    new: NewRevision,
    args: &CompareArgs,
    allow_destructive: bool,
) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let head = args.branch.as_ref().map(|label| format!("{label}@head"));
    let new = NewRevision { head: new.head.clone().or(head), ..new };
    schema::stands_at_head(&context, &new).await?;
    let comparing = check::comparing(invocation, &context, args)?;
    let comparison = check::with_renames(invocation, &context, comparing).await?;
    let done = schema::autogenerate(&context.revisions, &comparison, &new, allow_destructive, output.lang)?;
    if output.json {
        output.json(&serde_json::json!({ "created": done.created, "changes": comparison.changes }));
        return Ok(());
    }
    if comparison.is_clean() {
        output.line(output.say(Text::ModelClean));
    }
    check::print_changes(output, &comparison.changes);
    for created in &done.created {
        print(invocation, created);
    }
    Ok(())
}

/// `merge REV… [-m TEXT]`.
pub fn merge(
    invocation: &Invocation,
    targets: &[String],
    message: Option<String>,
    splice: bool,
    labels: Vec<String>,
    id: Option<String>,
) -> Result<(), Ending> {
    let message = message.unwrap_or_else(|| invocation.output.say(Text::MergeMessage { targets: targets.join(" ") }));
    let new = NewRevision { message, id, splice, labels, ..NewRevision::default() };
    print(invocation, &create_merge(&invocation.revisions(), targets, &new).map_err(Error::from)?);
    Ok(())
}

fn print(invocation: &Invocation, created: &Created) {
    let output = invocation.output;
    if output.json {
        output.json(created);
    } else {
        output.line(output.say(Text::FileWritten { file: safe(&created.file.to_string_lossy()).into_owned() }));
    }
}

/// `edit REV`: opens the file, and says afterwards what is wrong with it.
pub async fn edit(invocation: &Invocation, target: &str) -> Result<(), Ending> {
    let revisions = invocation.revisions();
    revisions.runnable().map_err(Error::from)?;
    let nodes = super::show::find(invocation, &revisions, target).await?;
    let &[node] = nodes.as_slice() else {
        return Err(CliProblem::OneRevision { target: safe(target).into_owned(), found: nodes.len() }.into());
    };
    if let Source::Builtin(_) = revisions.source {
        return Err(CliProblem::BuiltinFile { revision: safe(revisions.graph.id(node)).into_owned() }.into());
    }
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.trim().is_empty())
        .unwrap_or_else(|| "vi".to_owned());
    let failed = |reason: String| CliProblem::Editor { editor: safe(&editor).into_owned(), reason };
    // Through the shell, since EDITOR may hold arguments; the file's name is a parameter, not a part of the command. The shell makes
    // way for the editor: left between the two it would die of a Ctrl-C that the editor takes.
    let status = tokio::process::Command::new("sh")
        .args(["-c", &format!("exec {editor} \"$1\""), "goc"])
        .arg(&revisions.graph.file(node).path)
        .status()
        .await
        .map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        // Only a signal leaves no code.
        let reason = status.code().map(|code| invocation.output.say(Text::ExitCode { code }));
        return Err(failed(reason.unwrap_or_else(|| status.to_string())).into());
    }
    invocation.revisions().checked().map(drop).map_err(|error| Error::from(error).into())
}
