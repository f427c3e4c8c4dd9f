//! The rows of the history: which revisions are shown, in which lanes, and what the database says of each.

use std::collections::HashSet;

use crate::i18n::{fold, local_time};
use crate::operations::Revisions;
use crate::revision::{Graph, HistoryRange, Node, NodeSet, Through, history};
use crate::tui::shared::Shared;
use crate::tui::widget::lanes::Lanes;

/// What a database says of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing: it has not answered.
    Unknown,
    Pending,
    Applied,
    /// The version table names it.
    Current,
}

/// Computed when the revisions, the database or the filter change, and never while drawing.
#[derive(Debug)]
pub(super) struct List {
    /// Newest first.
    pub(super) nodes: Vec<Node>,
    pub(super) lanes: Lanes,
    applied: Option<NodeSet>,
    current: HashSet<Node>,
}

impl List {
    pub(super) fn new(shared: &Shared, revisions: &Revisions, filter: &str) -> List {
        let graph = &revisions.graph;
        let survey = shared.survey.as_ref().and_then(|survey| survey.as_ref().ok());
        let rows: Vec<Node> =
            survey.iter().flat_map(|survey| &survey.applied.rows).filter_map(|row| graph.by_id(row)).collect();
        let applied = survey.map(|_| graph.ancestors(rows.iter().copied(), Through::Everything));
        let mut nodes = newest_first(graph);
        let wanted = fold(filter.trim());
        if !wanted.is_empty() {
            nodes.retain(|&node| matches(shared, graph, node, &wanted));
        }
        let lanes = Lanes::new(graph, &nodes, shared.theme.look().ascii);
        List { nodes, lanes, applied, current: rows.into_iter().collect() }
    }

    pub(super) fn state(&self, node: Node) -> State {
        match &self.applied {
            None => State::Unknown,
            Some(_) if self.current.contains(&node) => State::Current,
            Some(applied) if applied.contains(node) => State::Applied,
            Some(_) => State::Pending,
        }
    }
}

/// Of a graph with faults whatever can be put into an order, then the rest.
fn newest_first(graph: &Graph) -> Vec<Node> {
    history(graph, &[], &HistoryRange::ALL).unwrap_or_else(|_| {
        let mut nodes: Vec<Node> = graph.topological_order().to_vec();
        let ordered: HashSet<Node> = nodes.iter().copied().collect();
        nodes.extend(graph.nodes().filter(|node| !ordered.contains(node)));
        nodes.reverse();
        nodes
    })
}

/// Whether every word of a filter stands in what a row shows.
fn matches(shared: &Shared, graph: &Graph, node: Node, wanted: &str) -> bool {
    let file = graph.file(node);
    let survey = shared.survey.as_ref().and_then(|survey| survey.as_ref().ok());
    let step = survey.and_then(|survey| survey.applied.step(graph.id(node)));
    let by = step.and_then(|step| survey.and_then(|survey| survey.operators.get(&*step.run_id)));
    let time = step.map(|step| local_time(&step.applied, shared.lang)).unwrap_or_default();
    let by = by.map(String::as_str).unwrap_or_default();
    let text =
        fold(&format!("{} {} {} {time} {by}", graph.id(node), file.header.message, graph.labels(node).join(" ")));
    wanted.split_whitespace().all(|word| text.contains(word))
}
