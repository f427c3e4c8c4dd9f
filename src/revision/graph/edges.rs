//! Edges in flat arrays (compressed sparse rows), and the order they give.

use super::Node;

/// For every node a slice of neighbours, those of the lineage first.
#[derive(Debug)]
pub struct Edges {
    targets: Vec<Node>,
    /// Where a node's slice begins; one more than there are nodes.
    starts: Vec<u32>,
    /// Where the lineage part of a node's slice ends.
    middles: Vec<u32>,
}

impl Edges {
    pub fn all(&self, node: Node) -> &[Node] {
        &self.targets[self.starts[node.index()] as usize..self.starts[node.index() + 1] as usize]
    }

    pub fn lineage(&self, node: Node) -> &[Node] {
        &self.targets[self.starts[node.index()] as usize..self.middles[node.index()] as usize]
    }

    pub fn others(&self, node: Node) -> &[Node] {
        &self.targets[self.middles[node.index()] as usize..self.starts[node.index() + 1] as usize]
    }

    pub fn nodes(&self) -> usize {
        self.middles.len()
    }

    /// Sorts pairs (from, to) into rows; the order of pairs is kept within a row.
    fn new(nodes: usize, lineage: &[(Node, Node)], others: &[(Node, Node)]) -> Edges {
        let position = |count: usize| u32::try_from(count).expect("nobody has four billion edges");
        let mut starts = vec![0u32; nodes + 1];
        let mut middles = vec![0u32; nodes];
        for (from, _) in lineage {
            middles[from.index()] += 1;
        }
        for (from, _) in others {
            starts[from.index() + 1] += 1;
        }
        let mut at = position(0);
        for node in 0..nodes {
            let (lineage, others) = (middles[node], starts[node + 1]);
            starts[node] = at;
            middles[node] = at;
            at += lineage + others;
        }
        starts[nodes] = position(lineage.len() + others.len());
        let mut targets = vec![Node(0); lineage.len() + others.len()];
        // `middles` counts up while a row's lineage is filled and ends where it belongs.
        for (from, to) in lineage {
            let slot = &mut middles[from.index()];
            targets[*slot as usize] = *to;
            *slot += 1;
        }
        let mut ends = middles.clone();
        for (from, to) in others {
            let slot = &mut ends[from.index()];
            targets[*slot as usize] = *to;
            *slot += 1;
        }
        Edges { targets, starts, middles }
    }
}

/// Collects edges, node after node.
pub struct Builder {
    nodes: usize,
    lineage: Vec<(Node, Node)>,
    others: Vec<(Node, Node)>,
    /// The node that last had an edge to this one: an edge that is named twice counts once.
    last: Vec<Option<Node>>,
}

impl Builder {
    pub fn new(nodes: usize) -> Builder {
        Builder { nodes, lineage: Vec::with_capacity(nodes), others: Vec::new(), last: vec![None; nodes] }
    }

    /// Adds a parent. All edges of a node are added before those of the next, parents before dependencies.
    pub fn parent(&mut self, node: Node, parent: Node) {
        if self.last[parent.index()].replace(node) != Some(node) {
            self.lineage.push((node, parent));
        }
    }

    /// Adds a dependency, unless it is a parent anyway.
    pub fn dependency(&mut self, node: Node, dependency: Node) {
        if self.last[dependency.index()].replace(node) != Some(node) {
            self.others.push((node, dependency));
        }
    }

    /// The edges downwards and upwards.
    pub fn finish(self) -> (Edges, Edges) {
        let turned = |edges: &[(Node, Node)]| edges.iter().map(|&(a, b)| (b, a)).collect::<Vec<_>>();
        let above = Edges::new(self.nodes, &turned(&self.lineage), &turned(&self.others));
        (Edges::new(self.nodes, &self.lineage, &self.others), above)
    }
}

/// Kahn's algorithm: what is needed before what needs it. Nodes on a cycle, and above one, are left out.
pub fn topological_order(below: &Edges, above: &Edges) -> Vec<Node> {
    let mut missing: Vec<usize> = (0..below.nodes()).map(|node| below.all(Node::from_index(node)).len()).collect();
    let mut order: Vec<Node> = (0..below.nodes()).filter(|&node| missing[node] == 0).map(Node::from_index).collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        for &next in above.all(node) {
            missing[next.index()] -= 1;
            if missing[next.index()] == 0 {
                order.push(next);
            }
        }
    }
    order
}

/// The strongly connected components that are cycles, each in file order.
///
/// R. Tarjan, *Depth-first search and linear graph algorithms* (1972), with a stack of its own instead of recursion.
pub fn cycles<'a>(nodes: usize, below: impl Fn(Node) -> &'a [Node]) -> Vec<Vec<Node>> {
    const UNSEEN: u32 = u32::MAX;
    let mut number = vec![UNSEEN; nodes];
    let mut low = vec![0u32; nodes];
    let mut on_stack = vec![false; nodes];
    let mut stack: Vec<Node> = Vec::new();
    let mut walk: Vec<(Node, usize)> = Vec::new();
    let mut found = Vec::new();
    let mut count = 0;
    for root in (0..nodes).map(Node::from_index) {
        if number[root.index()] != UNSEEN {
            continue;
        }
        walk.push((root, 0));
        while let Some((node, edge)) = walk.last_mut() {
            let node = *node;
            if *edge == 0 {
                (number[node.index()], low[node.index()]) = (count, count);
                count += 1;
                stack.push(node);
                on_stack[node.index()] = true;
            }
            let next = below(node).get(*edge).copied();
            *edge += 1;
            match next {
                Some(next) if number[next.index()] == UNSEEN => walk.push((next, 0)),
                Some(next) if on_stack[next.index()] => low[node.index()] = low[node.index()].min(number[next.index()]),
                Some(_) => {}
                None => {
                    walk.pop();
                    if let Some((parent, _)) = walk.last() {
                        low[parent.index()] = low[parent.index()].min(low[node.index()]);
                    }
                    if low[node.index()] == number[node.index()] {
                        let start = stack.iter().rposition(|&other| other == node).unwrap_or_default();
                        let mut component = stack.split_off(start);
                        component.iter().for_each(|member| on_stack[member.index()] = false);
                        if component.len() > 1 || below(node).contains(&node) {
                            component.sort_unstable();
                            found.push(component);
                        }
                    }
                }
            }
        }
    }
    found
}
