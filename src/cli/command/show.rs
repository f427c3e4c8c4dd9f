//! `goc show`.

use serde_json::json;

use super::{current, upgrade};
use crate::cli::Ending;
use crate::cli::invocation::Invocation;
use crate::cli::output::{Output, Style};
use crate::cli::text::Text;
use crate::i18n::{list, local_time, safe, width};
use crate::operations::{Events, Revisions};
use crate::revision::{self, Entry, Graph, Node, RevisionId, Target};

/// `show REV`.
pub async fn run(invocation: &Invocation, target: &str) -> Result<(), Ending> {
    let output = invocation.output;
    let revisions = invocation.revisions();
    let nodes = find(invocation, &revisions, target).await?;
    let graph = &revisions.graph;
    if output.json {
        let entries: Vec<Entry> = nodes.iter().map(|&node| graph.entry(node)).collect();
        output.json(&json!({ "revisions": entries }));
        return Ok(());
    }
    if nodes.is_empty() {
        output.line(super::ids(output, &[]));
    }
    for node in nodes {
        print(output, &revisions, node)?;
    }
    Ok(())
}

/// The revisions that a target means; the database is only asked when the target depends on it.
pub(super) async fn find(invocation: &Invocation, revisions: &Revisions, target: &str) -> Result<Vec<Node>, Ending> {
    let graph = revisions.checked().map_err(crate::Error::from)?;
    let is_relative = Target::parse(target).is_ok_and(|target| target.is_relative());
    let rows = if (target == "current" || is_relative) && invocation.has_database() {
        current::rows(&upgrade::context(invocation, Events::default()).await?).await?
    } else {
        Vec::new()
    };
    Ok(revision::show(graph, &rows, target).map_err(crate::Error::from)?)
}

fn print(output: Output, revisions: &Revisions, node: Node) -> Result<(), Ending> {
    let graph = &revisions.graph;
    let entry = graph.entry(node);
    let marks: Vec<String> = [
        (entry.is_head, Text::Head),
        (entry.is_base, Text::BaseMark),
        (entry.is_branch_point, Text::BranchPoint),
        (entry.is_merge_point, Text::MergePoint),
        (entry.is_broken, Text::Broken),
    ]
    .into_iter()
    .filter_map(|(is, text)| is.then(|| output.say(text)))
    .collect();
    let rows = [
        (Text::RevisionName, safe(&entry.revision).into_owned()),
        (Text::MessageName, safe(&entry.message).into_owned()),
        (Text::Revises, super::ids(output, &entry.down)),
        (Text::DependsOn, safe(&list(&entry.depends_on)).into_owned()),
        (Text::Labels, safe(&list(&entry.labels)).into_owned()),
        (Text::Created, entry.created.as_deref().map(|time| local_time(time, output.lang)).unwrap_or_default()),
        (Text::FileName, entry.file),
        (Text::Marks, marks.join(", ")),
    ];
    let labels: Vec<String> = rows.iter().map(|(label, _)| output.say(label.clone())).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or_default();
    for (label, (_, value)) in labels.iter().zip(&rows).filter(|(_, (_, value))| !value.is_empty()) {
        output.line(format!("{}{}  {value}", output.styled(Style::Dim, label), " ".repeat(widest - width(label))));
    }
    let file = graph.file(node);
    let text = revisions
        .source
        .read_text(file)
        .map_err(|problem| crate::Error::from(revision::RevisionError::from(problem)))?;
    for function in file.script.iter().flat_map(|script| &script.functions) {
        output.line("");
        print_source(output, text.get(function.clone()).unwrap_or_default());
    }
    for section in &file.sections {
        output.line("");
        output.line(output.styled(Style::Strong, section.name()));
        print_source(output, section.sql(&text));
    }
    Ok(())
}

fn print_source(output: Output, source: &str) {
    for line in source.trim_matches(['\r', '\n']).lines() {
        output.line(safe(&line.replace('\t', "    ")));
    }
}

/// `id  message` with what is special about it, for lists.
pub(super) fn one_line(output: Output, graph: &Graph, id: &RevisionId) -> String {
    let Some(node) = graph.by_id(id) else { return safe(id).into_owned() };
    let labels = graph.labels(node);
    let labels = if labels.is_empty() { String::new() } else { format!(" ({})", safe(&list(labels))) };
    let message = safe(&graph.file(node).header.message).into_owned();
    format!("{}{labels}  {message}", output.styled(Style::Strong, safe(id)))
}
