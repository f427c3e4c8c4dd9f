//! `goc check`: how the database differs from its model.

use std::path::PathBuf;

use super::upgrade;
use crate::cli::args::CompareArgs;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::events;
use crate::cli::text::Text;
use crate::cli::{Ending, ask};
use crate::config::DatabaseUrl;
use crate::database::Database;
use crate::error::Error;
use crate::i18n::{Say, safe};
use crate::operations::Context;
use crate::operations::schema::{Action, Change, Comparing, Comparison, Model, Options, Rename, compare, script};

/// `check`: exits with 3 when the database is not as the model wants it.
pub async fn run(invocation: &Invocation, args: &CompareArgs) -> Result<(), Ending> {
    let output = invocation.output;
    let context = upgrade::context(invocation, events(output, invocation.is_verbose())).await?;
    let comparing = comparing(invocation, &context, args)?;
    let comparison = compare(&context, &comparing).await?;
    if output.json {
        output.json(&to_json(output, &comparison));
    } else {
        print(output, &comparison);
    }
    if comparison.is_clean() { Ok(()) } else { Err(Ending::NotClean) }
}

/// What the arguments say is to be compared.
pub fn comparing(invocation: &Invocation, context: &Context, args: &CompareArgs) -> Result<Comparing, Ending> {
    Ok(Comparing {
        model: model(invocation, context, args.model.as_deref())?,
        renames: args.rename.clone(),
        options: Options { online: is_online(context, args), privileges: args.privileges },
        include: args.include.clone(),
        exclude: args.exclude.clone(),
        branch: args.branch.clone(),
        scratch: args.scratch.as_deref().map(|url| database(invocation, url)).transpose()?.map(Box::new),
    })
}

/// Production is kept working meanwhile, unless somebody says that nobody works.
fn is_online(context: &Context, args: &CompareArgs) -> bool {
    args.online || (!args.offline && context.protects.is_some())
}

fn database(invocation: &Invocation, name: &str) -> Result<Database, Ending> {
    let connection = invocation.config.connection(Some(name)).map_err(Error::from)?;
    Ok(Database::new(&connection).map_err(Error::from)?)
}

/// A file or a folder, the name or the address of a database; without any, the file beside the revisions.
fn model(invocation: &Invocation, context: &Context, given: Option<&str>) -> Result<Model, Ending> {
    let Some(given) = given else {
        return Ok(Model::beside(&context.revisions.source));
    };
    let path = PathBuf::from(given);
    let is_name = invocation.config.file.as_ref().is_some_and(|file| file.connections.contains_key(given));
    if !path.exists() && (is_name || DatabaseUrl::looks_like_one(given)) {
        return Ok(Model::Database(Box::new(database(invocation, given)?)));
    }
    Ok(Model::Files(path))
}

/// Asks about each thing that may only have another name, and compares again with what was said.
pub async fn with_renames(
    invocation: &Invocation,
    context: &Context,
    mut comparing: Comparing,
) -> Result<Comparison, Ending> {
    let output = invocation.output;
    let mut declined: Vec<Rename> = Vec::new();
    loop {
        let comparison = compare(context, &comparing).await?;
        let mut open: Vec<Rename> = comparison.candidates.clone();
        open.retain(|candidate| !declined.contains(candidate));
        if !ask::can_ask() || output.json {
            for candidate in &open {
                output.note(output.say(Text::MayBeRename { rename: safe(&candidate.to_string()).into_owned() }));
            }
            return Ok(comparison);
        }
        let before = comparing.renames.len();
        for candidate in open {
            let is_yes = ask_rename(invocation, &candidate).await?;
            if is_yes { &mut comparing.renames } else { &mut declined }.push(candidate);
        }
        // A table that keeps its rows may show more of the same in its columns.
        if comparing.renames.len() == before {
            return Ok(comparison);
        }
    }
}

async fn ask_rename(invocation: &Invocation, candidate: &Rename) -> Result<bool, Ending> {
    let output = invocation.output;
    let mut from = safe(&candidate.from).into_owned();
    if let Some(table) = &candidate.table {
        from = format!("{}.{from}", safe(table));
    }
    let question = output.say(Text::AskRename { from, to: safe(&candidate.to).into_owned() });
    let question = format!("{question} {} ", ask::yes_no(output.lang, false));
    Ok(ask::is_yes(&ask::line(output, &invocation.stop, &question).await?))
}

fn to_json(output: Output, comparison: &Comparison) -> serde_json::Value {
    let candidates: Vec<String> = comparison.candidates.iter().map(Rename::to_string).collect();
    serde_json::json!({
        "clean": comparison.is_clean(),
        "engine": comparison.engine,
        "changes": comparison.changes,
        "rename_candidates": candidates,
        "sql": comparison.stretches.iter().map(|stretch| script(&stretch.upgrade, output.lang)).collect::<Vec<_>>(),
    })
}

fn print(output: Output, comparison: &Comparison) {
    if comparison.is_clean() {
        output.line(output.styled(Style::Good, output.say(Text::ModelClean)));
        return;
    }
    print_changes(output, &comparison.changes);
    for candidate in &comparison.candidates {
        output.line(output.say(Text::MayBeRename { rename: safe(&candidate.to_string()).into_owned() }));
    }
    output.line(output.say(Text::ModelDiffers { objects: comparison.changes.len() }));
}

/// A line an object, its properties below it.
pub fn print_changes(output: Output, changes: &[Change]) {
    for change in changes {
        let style = match change.action {
            Action::Create => Style::Good,
            Action::Drop => Style::Bad,
            Action::Alter | Action::Rename => Style::Warning,
        };
        let line = format!("{} {} {}", change.action.sign(), change.object.say(output.lang), safe(&change.name));
        output.line(output.styled(style, line));
        for detail in &change.details {
            let side = |text: &Option<String>| match text.as_deref() {
                None => "–".to_owned(),
                Some("") => "✓".to_owned(),
                Some(text) => safe(text).into_owned(),
            };
            let line = format!("    {}: {} → {}", detail.property, side(&detail.before), side(&detail.after));
            output.line(line);
        }
        if let Some(loss) = &change.loss {
            output.line(format!("    {}", output.styled(Style::Bad, safe(&loss.say(output.lang)))));
        }
    }
}
