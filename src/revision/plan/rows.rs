//! The rows of the version table while steps run.

use super::Step;
use crate::revision::error::TargetError;
use crate::revision::file::Direction;
use crate::revision::graph::{Graph, Node, NodeSet, Through};
use crate::revision::resolve::{maximal, shown};

/// What is applied, and so which rows there are: the applied revisions that nothing applied stands on.
pub struct Rows<'a> {
    graph: &'a Graph,
    applied: NodeSet,
    /// How many applied revisions stand directly on this one; an applied one without any is a row.
    above: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// Starts from the rows of a database, which must not imply each other.
    pub fn new(graph: &'a Graph, rows: &[Node]) -> Result<Rows<'a>, TargetError> {
        let applied = graph.ancestors(rows.iter().copied(), Through::Everything);
        let mut above = vec![0; graph.len()];
        for node in applied.iter() {
            graph.below(node).iter().for_each(|below| above[below.index()] += 1);
        }
        let implied: Vec<Node> = rows.iter().copied().filter(|row| above[row.index()] > 0).collect();
        if !implied.is_empty() {
            let (rows, keep) = (shown(graph, &implied), shown(graph, &maximal(graph, &applied)));
            return Err(TargetError::OverlappingHeads { rows, keep });
        }
        Ok(Rows { graph, applied, above })
    }

    pub fn applied(&self) -> &NodeSet {
        &self.applied
    }

    /// The rows in file order.
    pub fn rows(&self) -> Vec<Node> {
        self.applied.iter().filter(|&node| self.is_row(node)).collect()
    }

    fn is_row(&self, node: Node) -> bool {
        self.applied.contains(node) && self.above[node.index()] == 0
    }

    /// Applies a revision whose parents and dependencies are applied.
    ///
    /// A row below it must stand directly below it: anything between the two would be applied already and stand on the row.
    pub fn upgrade(&mut self, node: Node) -> Step {
        let below = self.graph.below(node);
        let removes: Vec<Node> = below.iter().copied().filter(|&below| self.is_row(below)).collect();
        self.applied.insert(node);
        below.iter().for_each(|below| self.above[below.index()] += 1);
        self.made(Direction::Upgrade, node, removes, vec![node])
    }

    /// Takes back a revision that nothing applied stands on.
    pub fn downgrade(&mut self, node: Node) -> Step {
        let below = self.graph.below(node);
        self.applied.remove(node);
        below.iter().for_each(|below| self.above[below.index()] -= 1);
        let adds = below.iter().copied().filter(|&below| self.is_row(below)).collect();
        self.made(Direction::Downgrade, node, vec![node], adds)
    }

    fn made(&self, direction: Direction, node: Node, removes: Vec<Node>, adds: Vec<Node>) -> Step {
        let graph = self.graph;
        Step { revision: graph.id(node).clone(), direction, removes: graph.ids(removes), adds: graph.ids(adds) }
    }
}
