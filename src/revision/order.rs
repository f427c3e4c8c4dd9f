//! The order of a downgrade; an upgrade runs it backwards.
//!
//! Any order works in which nothing is reverted before what stands on it. This one is Alembic's, so that a plan reads the
//! same in both programs: go down the first tip's line; when the next revision is still needed by another pending tip,
//! change to that tip; at a merge go down the first parent and queue the others behind.

use super::graph::{Graph, Node, NodeSet};

/// Finding the tip to change to can cost a walk through the graph each time. Real histories stay far below this many
/// visits for each revision and edge; whatever a hostile one leaves over gets a plain topological order.
const VISITS: usize = 64;

/// Orders `todo` from the tips down. Every member is below a tip or one itself, and lies with all that is between them.
pub fn downwards(graph: &Graph, todo: NodeSet, tips: &[Node]) -> Vec<Node> {
    let mut waiting = vec![0; graph.len()];
    let mut edges = 0;
    for node in todo.iter() {
        waiting[node.index()] = graph.above(node).iter().filter(|&&above| todo.contains(above)).count();
        edges += 1 + waiting[node.index()];
    }
    let levels = levels(graph, &todo);
    let mut walk = Walk {
        graph,
        todo,
        waiting,
        levels,
        slots: Vec::new(),
        first: None,
        last: None,
        queued: NodeSet::new(graph.len()),
        seen: vec![0; graph.len()],
        searches: 0,
        visits: VISITS * edges,
        order: Vec::with_capacity(edges),
    };
    let mut tips = tips.to_vec();
    tips.sort_unstable();
    tips.into_iter().for_each(|tip| walk.queue(tip));
    walk.run();
    walk.finish_plainly();
    walk.order
}

/// How many edges the longest way down from a revision has, inside `todo`. A search for a revision need not go below its level.
fn levels(graph: &Graph, todo: &NodeSet) -> Vec<u32> {
    let mut levels = vec![0; graph.len()];
    for &node in graph.topological_order() {
        if todo.contains(node) {
            let below = graph.below(node).iter().filter(|&&below| todo.contains(below));
            levels[node.index()] = below.map(|below| levels[below.index()] + 1).max().unwrap_or(0);
        }
    }
    levels
}

/// A line being walked down. Slots are a list that keeps its order: walking replaces the revision, new lines come last.
struct Slot {
    node: Node,
    previous: Option<usize>,
    next: Option<usize>,
}

struct Walk<'a> {
    graph: &'a Graph,
    /// What has not been put out yet.
    todo: NodeSet,
    /// How many members of `todo` stand directly above a revision.
    waiting: Vec<usize>,
    levels: Vec<u32>,
    slots: Vec<Slot>,
    first: Option<usize>,
    last: Option<usize>,
    /// The revisions that are in a slot.
    queued: NodeSet,
    /// The last search that came by a revision.
    seen: Vec<u32>,
    searches: u32,
    /// How many more revisions searches may look at.
    visits: usize,
    order: Vec<Node>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut current = self.first;
        while let Some(slot) = current {
            let node = self.slots[slot].node;
            current = if self.waiting[node.index()] > 0 { self.line_above(slot, node) } else { self.step(slot, node) };
        }
    }

    /// Puts the slot's revision out and goes on with what is below it. Returns the slot to go on with.
    fn step(&mut self, slot: usize, node: Node) -> Option<usize> {
        self.put_out(node);
        self.queued.remove(node);
        let graph = self.graph;
        let mut next = graph.parents(node).to_vec();
        next.extend(graph.dependencies(node).iter().copied().filter(|&dependency| !self.is_implied(node, dependency)));
        next.retain(|&below| self.todo.contains(below) && !self.queued.contains(below));
        let Some((&first, others)) = next.split_first() else { return self.remove(slot) };
        self.slots[slot].node = first;
        self.queued.insert(first);
        others.iter().for_each(|&other| self.queue(other));
        Some(slot)
    }

    fn put_out(&mut self, node: Node) {
        self.order.push(node);
        self.todo.remove(node);
        for below in self.graph.below(node) {
            self.waiting[below.index()] = self.waiting[below.index()].saturating_sub(1);
        }
    }

    /// Appends a line, unless the revision is in one already or not to be ordered.
    fn queue(&mut self, node: Node) {
        if self.todo.contains(node) && self.queued.insert(node) {
            let slot = self.slots.len();
            let previous = self.last.replace(slot);
            match previous {
                Some(last) => self.slots[last].next = Some(slot),
                None => self.first = Some(slot),
            }
            self.slots.push(Slot { node, previous, next: None });
        }
    }

    /// Takes a line that has ended out of the list; the one before it is next, or else the first.
    fn remove(&mut self, slot: usize) -> Option<usize> {
        let Slot { previous, next, .. } = self.slots[slot];
        match previous {
            Some(previous) => self.slots[previous].next = next,
            None => self.first = next,
        }
        match next {
            Some(next) => self.slots[next].previous = previous,
            None => self.last = previous,
        }
        previous.or(self.first)
    }

    /// The first other line that has `node` below it; `None` when the search has become too dear.
    fn line_above(&mut self, current: usize, node: Node) -> Option<usize> {
        self.searches += 1;
        let mut at = self.first;
        while let Some(slot) = at {
            if slot != current && self.reaches(self.slots[slot].node, node, Graph::below) {
                return Some(slot);
            }
            at = self.slots[slot].next.filter(|_| self.visits > 0);
        }
        None
    }

    /// Whether a dependency of `node` is one of an ancestor as well. Alembic leaves those out, and so walks on elsewhere.
    fn is_implied(&mut self, node: Node, dependency: Node) -> bool {
        let graph = self.graph;
        graph.dependants(dependency).iter().any(|&other| {
            self.searches += 1;
            other != node && self.todo.contains(other) && self.reaches(node, other, Graph::parents)
        })
    }

    /// Whether `wanted` is `from` or below it. Within one search no revision is looked at twice.
    fn reaches(&mut self, from: Node, wanted: Node, next: fn(&Graph, Node) -> &[Node]) -> bool {
        let lowest = self.levels[wanted.index()];
        let mut stack = vec![from];
        while let Some(node) = stack.pop() {
            if node == wanted {
                return true;
            }
            let worth_a_look = self.levels[node.index()] > lowest && self.seen[node.index()] != self.searches;
            if worth_a_look && self.visits > 0 {
                self.visits -= 1;
                self.seen[node.index()] = self.searches;
                stack.extend_from_slice(next(self.graph, node));
            }
        }
        false
    }

    /// Orders what is left without looking for Alembic's order: last freed, first out.
    fn finish_plainly(&mut self) {
        let mut ready: Vec<Node> = self.todo.iter().filter(|node| self.waiting[node.index()] == 0).collect();
        while let Some(node) = ready.pop() {
            self.put_out(node);
            let freed = |below: &&Node| self.todo.contains(**below) && self.waiting[below.index()] == 0;
            ready.extend(self.graph.below(node).iter().filter(freed));
        }
    }
}
