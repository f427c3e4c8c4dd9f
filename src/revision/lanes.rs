//! The history drawn as lanes, by the library that draws them for Sapling and jj.

use std::collections::HashSet;

use renderdag::{Ancestor, GraphRowRenderer, Renderer};

use super::{Graph, Node};

/// More ancestors than this behind one hidden parent are hinted at as one line that ends.
const NEAREST: usize = 4;

/// Draws `nodes`, newest first, and hands each one's lines to `sink` as one text.
///
/// `entry` says what stands at a node and what beside it, given how many cells its lanes take. A parent that is not among `nodes`
/// is never drawn as a neighbour: a dotted line leads to the nearest ancestors that are, and where there are none it ends.
pub fn draw_lanes(
    graph: &Graph,
    nodes: &[Node],
    ascii: bool,
    mut entry: impl FnMut(Node, usize) -> (String, String),
    mut sink: impl FnMut(Node, String),
) {
    let edges = ShownEdges::new(graph, nodes);
    let rows = GraphRowRenderer::<Node>::new().output().with_min_row_height(0);
    let mut renderer: Box<dyn Renderer<Node, Output = String>> =
        if ascii { Box::new(rows.build_ascii()) } else { Box::new(rows.build_box_drawing()) };
    for &node in nodes {
        let parents = edges.of(graph, node);
        let lanes = renderer.width(Some(&node), Some(&parents));
        let (glyph, label) = entry(node, usize::try_from(lanes).unwrap_or(usize::MAX));
        sink(node, renderer.next_row(node, parents, glyph, label));
    }
}

/// Which lines lead from a node when some are left out.
struct ShownEdges {
    shown: HashSet<Node>,
    /// By node: the nearest shown ancestors of one that is left out; empty when all are shown. `None` are too many to draw.
    nearest: Vec<Option<Vec<Node>>>,
}

impl ShownEdges {
    fn new(graph: &Graph, nodes: &[Node]) -> ShownEdges {
        let shown: HashSet<Node> = nodes.iter().copied().collect();
        let mut nearest = Vec::new();
        if shown.len() < graph.len() {
            nearest.resize(graph.len(), Some(Vec::new()));
            for &node in graph.topological_order() {
                if !shown.contains(&node) {
                    nearest[node.index()] = nearest_of(graph, node, &shown, &nearest);
                }
            }
        }
        ShownEdges { shown, nearest }
    }

    fn of(&self, graph: &Graph, node: Node) -> Vec<Ancestor<Node>> {
        let below = graph.below(node);
        let mut drawn: Vec<Node> = below.iter().copied().filter(|parent| self.shown.contains(parent)).collect();
        let mut edges: Vec<_> = drawn.iter().copied().map(Ancestor::Parent).collect();
        let mut ends = false;
        for parent in below.iter().filter(|parent| !self.shown.contains(parent)) {
            match self.nearest.get(parent.index()) {
                Some(Some(ancestors)) if !ancestors.is_empty() => {
                    for &ancestor in ancestors {
                        if !drawn.contains(&ancestor) {
                            drawn.push(ancestor);
                            edges.push(Ancestor::Ancestor(ancestor));
                        }
                    }
                }
                _ => ends = true,
            }
        }
        if ends {
            edges.push(Ancestor::Anonymous);
        }
        edges
    }
}

fn nearest_of(graph: &Graph, node: Node, shown: &HashSet<Node>, known: &[Option<Vec<Node>>]) -> Option<Vec<Node>> {
    let mut nearest: Vec<Node> = Vec::new();
    for &parent in graph.below(node) {
        let behind: &[Node] = match shown.contains(&parent) {
            true => &[parent],
            false => known[parent.index()].as_deref()?,
        };
        for &ancestor in behind {
            if !nearest.contains(&ancestor) {
                nearest.push(ancestor);
            }
        }
        if nearest.len() > NEAREST {
            return None;
        }
    }
    Some(nearest)
}

#[cfg(test)]
mod tests {
    use super::super::graph::tests::graph;
    use super::*;

    fn drawing(revisions: &[(&str, &str)], shown: &str) -> String {
        let graph = graph(revisions);
        let nodes: Vec<Node> = shown.split(' ').map(|id| graph.by_id(id).unwrap()).collect();
        let mut text = String::new();
        let entry = |node: Node, _| ("o".to_owned(), graph.id(node).to_string());
        draw_lanes(&graph, &nodes, false, entry, |_, lines| text.push_str(&lines));
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    const DIAMOND: [(&str, &str); 5] = [("a", ""), ("b", "a"), ("c", "b"), ("d", "b"), ("e", "c d")];

    #[test]
    fn a_diamond_is_drawn() {
        insta::assert_snapshot!(drawing(&DIAMOND, "e d c b a"), @r"
        o    e
        ├─╮
        │ o  d
        o │  c
        ├─╯
        o  b
        o  a
        ");
    }

    #[test]
    fn what_is_left_out_becomes_a_dotted_line_to_the_nearest_ancestor() {
        insta::assert_snapshot!(drawing(&DIAMOND, "e a"), @r"
        o  e
        ╷
        o  a
        ");
        insta::assert_snapshot!(drawing(&DIAMOND, "e c a"), @r"
        o    e
        ├─╮
        │ ╷
        o ╷  c
        ├─╯
        ╷
        o  a
        ");
    }

    #[test]
    fn a_line_with_nothing_behind_it_ends() {
        insta::assert_snapshot!(drawing(&DIAMOND, "e c"), @r"
        o    e
        ├─╮
        │ │
        │ ~
        │
        o  c
        │
        ~
        ");
    }
}
