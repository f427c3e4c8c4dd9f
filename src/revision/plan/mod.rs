//! What to run, in which order, and which rows the version table has after each step.
//!
//! One law gives the rows: they are the maximal elements of what is applied, where "below" follows `down` and
//! `depends_on`. Each step carries only the rows that it removes and adds, so that a plan stays linear however many rows
//! there are.

mod rows;

use serde::{Serialize, Serializer};

use super::error::{RevisionError, TargetError};
use super::file::Direction;
use super::graph::{Graph, Node, NodeSet, Through};
use super::id::RevisionId;
use super::order;
use super::resolve::{self, Branch, Resolver, maximal, shown};
use super::target::{Target, TargetRange};
use rows::Rows;

/// One revision, run in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    pub revision: RevisionId,
    pub direction: Direction,
    /// Rows of the version table that this step takes away; all of them are there before it.
    pub removes: Vec<RevisionId>,
    /// Rows that this step writes; none of them is there before it.
    pub adds: Vec<RevisionId>,
}

/// What a plan does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Run(Direction),
    /// Rows are set, nothing runs.
    Stamp,
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Action::Run(direction) => direction.as_str(),
            Action::Stamp => "stamp",
        })
    }
}

/// The steps that lead from some rows of the version table to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    pub action: Action,
    /// The rows at the start, as given.
    pub from: Vec<RevisionId>,
    /// The rows at the end, in file order.
    pub to: Vec<RevisionId>,
    /// Empty when there is nothing to do, and for a stamp.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Whether the version table stays as it is.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.removes().is_empty() && self.adds().is_empty()
    }

    /// The rows that are there at the start and not at the end.
    pub fn removes(&self) -> Vec<RevisionId> {
        without(&self.from, &self.to)
    }

    /// The rows that are there at the end and not at the start.
    pub fn adds(&self) -> Vec<RevisionId> {
        without(&self.to, &self.from)
    }

    /// The rows after the first `steps` steps, sorted.
    pub fn rows_after(&self, steps: usize) -> Vec<RevisionId> {
        let mut rows: std::collections::BTreeSet<&RevisionId> = self.from.iter().collect();
        for step in self.steps.iter().take(steps) {
            step.removes.iter().for_each(|row| {
                rows.remove(row);
            });
            rows.extend(&step.adds);
        }
        rows.into_iter().cloned().collect()
    }
}

fn without(rows: &[RevisionId], others: &[RevisionId]) -> Vec<RevisionId> {
    let others: std::collections::HashSet<&RevisionId> = others.iter().collect();
    rows.iter().filter(|row| !others.contains(row)).cloned().collect()
}

/// Plans everything that is needed for the target and not applied yet.
///
/// A target that is applied already, or `base`, needs no steps and is no error.
pub fn upgrade(graph: &Graph, rows: &[RevisionId], target: &Target) -> Result<Plan, RevisionError> {
    graph.check()?;
    let nodes = resolve::rows(graph, rows)?;
    let targets = Resolver::new(graph, &nodes).upgrade(target)?;
    let mut table = Rows::new(graph, &nodes)?;
    let mut todo = graph.ancestors(targets.iter().copied(), Through::Everything);
    refuse_overlap(graph, target, &targets, &todo)?;
    table.applied().iter().for_each(|applied| todo.remove(applied));
    let mut order = order::downwards(graph, todo, &targets);
    order.reverse();
    let steps = order.into_iter().map(|node| table.upgrade(node)).collect();
    Ok(plan(graph, Direction::Upgrade, rows, steps, &table))
}

/// Several targets (the heads of a branch) must not imply each other; Alembic refuses that as it does for rows.
fn refuse_overlap(graph: &Graph, target: &Target, targets: &[Node], wanted: &NodeSet) -> Result<(), TargetError> {
    let upper = maximal(graph, wanted);
    if upper.len() == targets.len() {
        return Ok(());
    }
    let implied: Vec<Node> = targets.iter().copied().filter(|target| !upper.contains(target)).collect();
    let (revisions, keep) = (shown(graph, &implied), shown(graph, &upper));
    Err(TargetError::OverlappingTargets { given: target.shown(), revisions, keep })
}

/// Plans to take back every applied revision above the target; the target itself stays.
pub fn downgrade(graph: &Graph, rows: &[RevisionId], target: &Target) -> Result<Plan, RevisionError> {
    graph.check()?;
    let nodes = resolve::rows(graph, rows)?;
    let (place, branch) = Resolver::new(graph, &nodes).downgrade(target)?;
    let mut table = Rows::new(graph, &nodes)?;
    let not_ancestor = || TargetError::NotAncestor { target: target.shown(), from: shown(graph, &nodes) };

    let mut roots = match place {
        None => graph.bases(),
        Some(node) => graph.children(node).to_vec(),
    };
    if let Some(branch) = branch.filter(|_| roots.len() > 1) {
        roots = on_line(graph, roots, &branch);
        if roots.is_empty() {
            return Err(not_ancestor().into());
        }
    }
    let mut todo = graph.descendants(roots, Through::Everything);
    let idle: Vec<Node> = todo.iter().filter(|&node| !table.applied().contains(node)).collect();
    idle.into_iter().for_each(|node| todo.remove(node));
    if place.is_some_and(|node| todo.is_empty() && !nodes.contains(&node)) {
        return Err(not_ancestor().into());
    }
    let steps = order::downwards(graph, todo, &nodes).into_iter().map(|node| table.downgrade(node)).collect();
    Ok(plan(graph, Direction::Downgrade, rows, steps, &table))
}

/// Plans `A:B` without a database: the rows are A.
pub fn range(graph: &Graph, direction: Direction, range: &TargetRange) -> Result<Plan, RevisionError> {
    graph.check()?;
    let from = graph.ids(Resolver::new(graph, &[]).upgrade(&range.from)?);
    match direction {
        Direction::Upgrade => upgrade(graph, &from, &range.to),
        Direction::Downgrade => downgrade(graph, &from, &range.to),
    }
}

/// Plans to set rows without running anything.
///
/// Rows that are related to a target, in either direction, are replaced by it; the others stay. `base` clears all rows,
/// `X@base` those of X's line. `purge` forgets the rows first, even those that no file has.
pub fn stamp(graph: &Graph, rows: &[RevisionId], targets: &[Target], purge: bool) -> Result<Plan, RevisionError> {
    graph.check()?;
    let nodes = if purge { Vec::new() } else { resolve::rows(graph, rows)? };
    let resolver = Resolver::new(graph, &nodes);
    let mut kept = nodes.clone();
    let mut set = Vec::new();
    for target in targets {
        let places = stamp_places(&resolver, target)?;
        if places.is_empty() {
            // The base: of a branch, or of everything.
            match &target.branch {
                Some(branch) => {
                    let line = graph.related([resolver.branch(branch)?.node], Through::Everything);
                    kept.retain(|&row| !line.contains(row));
                }
                None => kept.clear(),
            }
        } else {
            let related = graph.related(places.iter().copied(), Through::Everything);
            kept.retain(|&row| !related.contains(row));
            set.extend(places);
        }
    }
    set.extend(kept);
    let to = graph.ids(maximal(graph, &graph.ancestors(set, Through::Everything)));
    Ok(Plan { action: Action::Stamp, from: rows.to_vec(), to, steps: Vec::new() })
}

/// A stamp understands walks in both directions.
fn stamp_places(resolver: &Resolver, target: &Target) -> Result<Vec<Node>, TargetError> {
    match target.walk {
        Some(walk) if !walk.upwards => Ok(resolver.downgrade(target)?.0.into_iter().collect()),
        _ => resolver.upgrade(target),
    }
}

/// The roots that lead to the branch.
fn on_line(graph: &Graph, mut roots: Vec<Node>, branch: &Branch) -> Vec<Node> {
    let line: NodeSet = graph.ancestors([branch.node], Through::Lineage);
    roots.retain(|&root| line.contains(root));
    roots
}

fn plan(graph: &Graph, direction: Direction, from: &[RevisionId], steps: Vec<Step>, table: &Rows) -> Plan {
    Plan { action: Action::Run(direction), from: from.to_vec(), to: graph.ids(table.rows()), steps }
}

#[cfg(test)]
mod tests;
