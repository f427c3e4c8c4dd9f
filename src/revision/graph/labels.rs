//! Which labels a revision carries, its own and inherited ones.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Graph, Node};

/// The labels of every revision. Revisions with the same labels share one list, so that a long branch costs one.
#[derive(Debug)]
pub struct LabelSets {
    sets: Vec<Vec<String>>,
    of: Vec<u32>,
}

impl LabelSets {
    pub fn new(graph: &Graph) -> LabelSets {
        let none: Rc<Vec<&str>> = Rc::default();
        let mut labels = vec![none.clone(); graph.len()];
        if graph.labelled().next().is_some() {
            upwards(graph, &mut labels);
            downwards(graph, &mut labels);
        }
        let mut sets: Vec<Vec<String>> = Vec::new();
        // Equal lists are mostly the same list; those that are not cost memory, no wrong answer.
        let mut numbers: HashMap<*const Vec<&str>, u32> = HashMap::new();
        let of = labels.iter().map(|list| {
            *numbers.entry(Rc::as_ptr(list)).or_insert_with(|| {
                sets.push(list.iter().map(|&label| label.to_owned()).collect());
                u32::try_from(sets.len() - 1).expect("there are no more lists than revisions")
            })
        });
        LabelSets { of: of.collect(), sets }
    }

    pub fn of(&self, node: Node) -> &[String] {
        &self.sets[self.of[node.index()] as usize]
    }
}

/// Gives every label to all descendants.
fn upwards<'a>(graph: &'a Graph, labels: &mut [Rc<Vec<&'a str>>]) {
    for &node in graph.topological_order() {
        let own = &graph.file(node).header.labels;
        let mut all = labels[node.index()].clone();
        for &parent in graph.parents(node) {
            all = union(&all, &labels[parent.index()]);
        }
        if !own.is_empty() {
            all = union(&all, &Rc::new(sorted(own.iter().map(String::as_str).collect())));
        }
        labels[node.index()] = all;
    }
}

/// Carries labels down from every tip as long as the way is straight.
fn downwards<'a>(graph: &'a Graph, labels: &mut [Rc<Vec<&'a str>>]) {
    let straight = |node: Node| graph.above(node).len() <= 1 && !graph.is_merge_point(node);
    for tip in graph.heads() {
        // A tip stands above every labelled revision of its line, so it has all of the line's labels already.
        let all = labels[tip.index()].clone();
        let mut at = Some(tip).filter(|_| !all.is_empty());
        while let Some(node) = at.filter(|&node| straight(node)) {
            labels[node.index()] = all.clone();
            at = graph.parents(node).first().copied();
        }
    }
}

fn union<'a>(a: &Rc<Vec<&'a str>>, b: &Rc<Vec<&'a str>>) -> Rc<Vec<&'a str>> {
    if b.is_empty() || Rc::ptr_eq(a, b) || b.iter().all(|label| a.binary_search(label).is_ok()) {
        return a.clone();
    }
    if a.is_empty() {
        return b.clone();
    }
    Rc::new(sorted(a.iter().chain(b.iter()).copied().collect()))
}

fn sorted(mut labels: Vec<&str>) -> Vec<&str> {
    labels.sort_unstable();
    labels.dedup();
    labels
}
