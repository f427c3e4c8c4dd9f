//! `goc history`: the graph, newest first.

use serde_json::json;

use super::{current, upgrade};
use crate::cli::Ending;
use crate::cli::args::RevisionList;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::progress::time;
use crate::cli::text::{CliProblem, Text};
use crate::i18n::{Problem, Say, cut, list, local_time, safe, width};
use crate::operations::Events;
use crate::operations::migration::{AppliedRevisions, describe};
use crate::revision::{self, Graph, HistoryRange, Node};

/// `history [-r A:B] [--from REV,…]`.
pub async fn run(invocation: &Invocation, range: Option<String>, from: Option<RevisionList>) -> Result<(), Ending> {
    let output = invocation.output;
    let revisions = invocation.revisions();
    let graph = revisions.checked().map_err(crate::Error::from)?;
    let range = match &range {
        Some(text) => {
            HistoryRange::parse(text).map_err(|error| crate::Error::from(revision::RevisionError::from(error)))?
        }
        None => HistoryRange::ALL,
    };
    let known = match from {
        Some(list) => Some(AppliedRevisions::of_rows(current::given_rows(&list))),
        None if !invocation.has_database() => None,
        None => match look(invocation).await {
            Ok(applied) => Some(applied),
            // The files can be shown without the database, unless the range depends on it.
            Err(Ending::Problem(problem)) if !range.needs_rows() => {
                note_without_database(output, problem.as_ref());
                None
            }
            Err(ending) => return Err(ending),
        },
    };
    if known.is_none() && range.needs_rows() {
        return Err(CliProblem::NeedsRows { target: "current".to_owned() }.into());
    }
    let rows = known.as_ref().map(|known| known.rows.clone()).unwrap_or_default();
    let nodes = revision::history(graph, &rows, &range).map_err(crate::Error::from)?;
    if output.json {
        output.json(&json!({ "revisions": describe(graph, &nodes, known.as_ref()) }));
    } else if nodes.is_empty() {
        output.line(output.say(Text::NoRevisions));
    } else {
        draw(output, graph, &nodes, known.as_ref(), invocation.is_ascii() || !is_utf8());
    }
    Ok(())
}

async fn look(invocation: &Invocation) -> Result<AppliedRevisions, Ending> {
    let context = upgrade::context(invocation, Events::default()).await?;
    Ok(AppliedRevisions::read(&context).await.map_err(crate::Error::from)?)
}

fn note_without_database(output: Output, problem: &dyn Problem) {
    let reason = problem.say(output.lang);
    output.note(output.styled_note(Style::Warning, Text::HistoryWithoutDatabase { reason }.say(output.lang)));
}

fn draw(output: Output, graph: &Graph, nodes: &[Node], known: Option<&AppliedRevisions>, ascii: bool) {
    let applied = known.map(|known| known.nodes(graph));
    let columns = output.columns();
    let entry = |node: Node, lanes: usize| {
        let glyph = match (applied.as_ref().map(|applied| applied.contains(&node)), ascii) {
            (Some(true), false) => "●",
            (Some(true), true) => "*",
            (_, false) => "○",
            (_, true) => "o",
        };
        let room = columns.map(|columns| columns.saturating_sub(lanes + 1));
        (glyph.to_owned(), label(output, graph, node, known, room))
    };
    revision::draw_lanes(graph, nodes, ascii, entry, |_, lines| output.text(&lines));
}

/// What stands beside the graph, in one line of at most `room` cells: the message gives way.
fn label(output: Output, graph: &Graph, node: Node, known: Option<&AppliedRevisions>, room: Option<usize>) -> String {
    let file = graph.file(node);
    let mut marks = String::new();
    if !file.header.labels.is_empty() {
        marks.push_str(&format!(" ({})", safe(&list(&file.header.labels))));
    }
    if graph.is_head(node) {
        marks.push_str(&format!(" ({})", output.say(Text::Head)));
    }
    if file.is_broken() {
        marks.push_str(&format!(" ({})", output.say(Text::Broken)));
    }
    let applied = known.and_then(|known| known.step(graph.id(node))).map(|step| {
        if step.is_adopted {
            return output.say(Text::AdoptedAt { time: local_time(&step.applied, output.lang) });
        }
        let duration = time(std::time::Duration::from_millis(step.duration_ms), output.lang);
        output.say(Text::AppliedBy { time: local_time(&step.applied, output.lang), duration })
    });
    let (id, message) = (safe(graph.id(node)), safe(&file.header.message));
    let applied = applied.map(|text| format!("  {text}")).unwrap_or_default();
    let others = width(&id) + width(&marks) + width(&applied) + 2;
    let message = room.map_or(message.clone(), |room| cut(&message, room.saturating_sub(others)));
    format!("{}{marks}  {message}{}", output.styled(Style::Strong, &id), output.styled(Style::Dim, applied))
}

/// Whether the locale can show box drawing characters.
pub(super) fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
}
