//! Looking back: what lies between two places, and what is applied now.

use serde::Serialize;

use super::error::{RevisionError, TargetError};
use super::graph::{Graph, Node, Through};
use super::id::RevisionId;
use super::order;
use super::resolve::{self, Overrun, Resolver, shown, tips};
use super::target::{End, HistoryRange, Target};

/// The revisions of a range, newest first.
///
/// `A:B` is what lies below B (through `down` and `depends_on`) and above A (through `down`), both included. Histories are
/// lenient where plans are strict: `A:+9` stops at the top, and `-9:` begins at the bottom. `rows` only matter for `current`.
pub fn history(graph: &Graph, rows: &[RevisionId], range: &HistoryRange) -> Result<Vec<Node>, RevisionError> {
    graph.check()?;
    let rows = if range.needs_rows() { resolve::rows(graph, rows)? } else { Vec::new() };
    let starts = starts(graph, &rows, &range.from)?;
    let ends = ends(graph, &rows, range, &starts)?;
    let mut found = graph.ancestors(ends.iter().copied(), Through::Everything);
    if let Some(&start) = starts.iter().find(|&&start| !found.contains(start)) {
        let (target, from) = (graph.id(start).shown(), shown(graph, &ends));
        return Err(TargetError::NotAncestor { target, from }.into());
    }
    if !starts.is_empty() {
        let above = graph.descendants(starts, Through::Lineage);
        let outside: Vec<Node> = found.iter().filter(|&node| !above.contains(node)).collect();
        outside.into_iter().for_each(|node| found.remove(node));
    }
    Ok(order::downwards(graph, found, &ends))
}

/// The revisions to begin with; none for the base.
fn starts(graph: &Graph, rows: &[Node], from: &End) -> Result<Vec<Node>, TargetError> {
    let resolver = Resolver::new(graph, rows);
    match from {
        End::Open => Ok(Vec::new()),
        End::Current => Ok(rows.to_vec()),
        End::Target(target) => match target.walk {
            Some(walk) if target.symbol.is_none() && !walk.upwards => resolver.below_heads(target, walk),
            _ => Resolver::new(graph, &[]).upgrade_with(target, Overrun::Stops),
        },
    }
}

/// The revisions to end with.
fn ends(graph: &Graph, rows: &[Node], range: &HistoryRange, starts: &[Node]) -> Result<Vec<Node>, TargetError> {
    let mut ends = match &range.to {
        End::Open => graph.effective_heads(),
        // With a start written out and an empty database Alembic takes `current` for `heads`, and scripts know it so.
        End::Current if rows.is_empty() && range.from != End::Open => graph.effective_heads(),
        End::Current => rows.to_vec(),
        // A walk begins where the range does.
        End::Target(target) => Resolver::new(graph, starts).upgrade_with(target, Overrun::Stops)?,
    };
    if let End::Target(Target { branch: Some(branch), .. }) = &range.from {
        let line = Resolver::new(graph, rows).branch(branch)?;
        // Alembic takes a revision for its label, when it has just one, and keeps the ends that carry the label.
        let label = match graph.labels(line.node) {
            _ if graph.by_label(branch).is_some() => Some(branch),
            [label] => Some(label),
            _ => None,
        };
        ends.retain(|&end| match label {
            Some(label) => graph.labels(end).contains(label),
            None => line.lineage.contains(end),
        });
    }
    Ok(ends)
}

/// Where a database stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Current {
    /// The rows of the version table, as they are.
    pub heads: Vec<RevisionId>,
    /// The applied revisions without an applied child: a tip that is only somebody's dependency has no row.
    pub current: Vec<RevisionId>,
    /// Every revision is applied.
    pub at_head: bool,
}

/// Says where a database with these rows stands. Rows that imply each other are no error here.
pub fn current(graph: &Graph, rows: &[RevisionId]) -> Result<Current, RevisionError> {
    graph.check()?;
    let nodes = resolve::rows(graph, rows)?;
    let applied = graph.ancestors(nodes, Through::Everything);
    Ok(Current {
        heads: rows.to_vec(),
        current: graph.ids(tips(graph, &applied)),
        at_head: applied.iter().count() == graph.len(),
    })
}

/// The revisions that a target of `show` means; none for `base`. `rows` only matter for `current` and relative targets.
pub fn show(graph: &Graph, rows: &[RevisionId], target: &str) -> Result<Vec<Node>, RevisionError> {
    graph.check()?;
    if target == "current" {
        return Ok(resolve::rows(graph, rows)?);
    }
    let target = Target::parse(target)?;
    let rows = if target.is_relative() { resolve::rows(graph, rows)? } else { Vec::new() };
    let resolver = Resolver::new(graph, &rows);
    match target.walk {
        Some(walk) if target.is_relative() && !walk.upwards => Ok(resolver.downgrade(&target)?.0.into_iter().collect()),
        _ => Ok(resolver.upgrade(&target)?),
    }
}
