//! The graph that revision files make.
//!
//! Nodes are numbers in file order, edges lie in two flat arrays, and every walk keeps a mark per node instead of
//! recursing: 100,000 revisions in a line, a star or stacked diamonds cost the same. A graph is always made, so that a
//! broken one can be shown; [`Graph::check`] is what everything that plans asks first.

mod called;
mod edges;
mod labels;
mod problems;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Serialize;

use super::error::GraphProblem;
use super::file::RevisionFile;
use super::id::RevisionId;
use edges::Edges;
use labels::LabelSets;

/// A revision's place in its graph: the number of its file in byte order of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(u32);

impl Node {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    fn from_index(index: usize) -> Node {
        Node(u32::try_from(index).expect("nobody has four billion revision files"))
    }
}

/// Revision files and how they follow each other.
#[derive(Debug)]
pub struct Graph {
    files: Vec<RevisionFile>,
    ids: HashMap<RevisionId, Node>,
    /// Own labels only; see `label_sets` for inherited ones.
    labels: HashMap<String, Node>,
    /// What a revision needs: its parents, then the dependencies that are not parents.
    below: Edges,
    /// What needs a revision: its children, then other dependants.
    above: Edges,
    /// Parents and dependencies before those that need them. Members of a cycle are missing.
    order: Vec<Node>,
    problems: Vec<GraphProblem>,
    label_sets: OnceLock<LabelSets>,
}

/// What `show` says about a revision, ready for JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub revision: RevisionId,
    pub down: Vec<RevisionId>,
    /// As written: ids or labels.
    pub depends_on: Vec<String>,
    /// Own labels and inherited ones.
    pub labels: Vec<String>,
    /// As written: pass it through `i18n::safe` before a terminal sees it.
    pub message: String,
    pub created: Option<String>,
    /// The file's name, safe to show.
    pub file: String,
    pub is_head: bool,
    pub is_effective_head: bool,
    pub is_base: bool,
    pub is_branch_point: bool,
    pub is_merge_point: bool,
    /// Something behind its declarations cannot be read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_broken: bool,
}

impl Graph {
    /// Puts files together, as far as they fit. The files are in byte order of their names, as `load` gives them.
    pub fn new(files: Vec<RevisionFile>) -> Graph {
        let mut problems = problems::Found::default();
        let mut ids = HashMap::with_capacity(files.len());
        for (index, file) in files.iter().enumerate() {
            problems.id(file);
            let node = Node::from_index(index);
            // The first file of an id stands for it, so that the rest of a broken graph can still be drawn.
            let first = *ids.entry(file.header.id.clone()).or_insert(node);
            if first != node {
                problems.duplicate_id(&files[first.index()], file);
            }
        }
        let mut labels: HashMap<String, Node> = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            for label in &file.header.labels {
                let node = Node::from_index(index);
                match ids.get(label.as_str()).or_else(|| labels.get(label)) {
                    Some(other) => problems.duplicate_label(label, &files[other.index()], file),
                    None => {
                        labels.insert(label.clone(), node);
                    }
                }
            }
        }
        let mut edges = edges::Builder::new(files.len());
        for (index, file) in files.iter().enumerate() {
            let node = Node::from_index(index);
            for parent in &file.header.down {
                match ids.get(parent) {
                    Some(&parent) => edges.parent(node, parent),
                    None => problems.missing_parent(file, parent, &ids, &labels, &files),
                }
            }
            for dependency in &file.header.depends_on {
                match ids.get(dependency.as_str()).or_else(|| labels.get(dependency)) {
                    Some(&dependency) => edges.dependency(node, dependency),
                    None => problems.missing_dependency(file, dependency, &files),
                }
            }
        }
        let (below, above) = edges.finish();
        let order = edges::topological_order(&below, &above);
        if order.len() < files.len() {
            problems.cycles(&below, &files);
        }
        let problems = problems.finish();
        Graph { files, ids, labels, below, above, order, problems, label_sets: OnceLock::new() }
    }

    /// Everything that is wrong with the graph, the gravest first.
    pub fn findings(&self) -> &[GraphProblem] {
        &self.problems
    }

    /// Whether the graph can be planned with; else the gravest finding.
    pub fn check(&self) -> Result<(), GraphProblem> {
        self.problems.first().map_or(Ok(()), |problem| Err(problem.clone()))
    }

    /// Number of revisions.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All revisions in file order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + ExactSizeIterator + use<> {
        (0..self.files.len()).map(Node::from_index)
    }

    /// The revision with exactly this id.
    pub fn by_id(&self, id: &str) -> Option<Node> {
        self.ids.get(id).copied()
    }

    /// The revision that carries this label itself.
    pub fn by_label(&self, label: &str) -> Option<Node> {
        self.labels.get(label).copied()
    }

    /// Every label with its revision, in no particular order.
    pub fn labelled(&self) -> impl Iterator<Item = (&str, Node)> {
        self.labels.iter().map(|(label, &node)| (label.as_str(), node))
    }

    pub fn file(&self, node: Node) -> &RevisionFile {
        &self.files[node.index()]
    }

    pub fn files(&self) -> &[RevisionFile] {
        &self.files
    }

    pub fn id(&self, node: Node) -> &RevisionId {
        &self.files[node.index()].header.id
    }

    /// The ids of several revisions, in their order.
    pub fn ids(&self, nodes: impl IntoIterator<Item = Node>) -> Vec<RevisionId> {
        nodes.into_iter().map(|node| self.id(node).clone()).collect()
    }

    /// The down revisions.
    pub fn parents(&self, node: Node) -> &[Node] {
        self.below.lineage(node)
    }

    pub fn children(&self, node: Node) -> &[Node] {
        self.above.lineage(node)
    }

    /// What `depends_on` names besides the parents.
    pub fn dependencies(&self, node: Node) -> &[Node] {
        self.below.others(node)
    }

    /// The revisions besides the children that depend on this one.
    pub fn dependants(&self, node: Node) -> &[Node] {
        self.above.others(node)
    }

    /// Everything that has to be applied directly before: parents, then dependencies.
    pub fn below(&self, node: Node) -> &[Node] {
        self.below.all(node)
    }

    /// Everything that has to be applied directly after: children, then dependants.
    pub fn above(&self, node: Node) -> &[Node] {
        self.above.all(node)
    }

    /// Parents and dependencies first; complete only when there is no cycle.
    pub fn topological_order(&self) -> &[Node] {
        &self.order
    }

    /// Nobody follows it.
    pub fn is_head(&self, node: Node) -> bool {
        self.children(node).is_empty()
    }

    /// Nobody follows it or depends on it.
    pub fn is_effective_head(&self, node: Node) -> bool {
        self.above(node).is_empty()
    }

    /// It follows nobody, by its own words: a revision whose parent is missing is no base.
    pub fn is_base(&self, node: Node) -> bool {
        self.file(node).header.down.is_empty()
    }

    pub fn is_branch_point(&self, node: Node) -> bool {
        self.children(node).len() > 1
    }

    pub fn is_merge_point(&self, node: Node) -> bool {
        self.parents(node).len() > 1
    }

    /// Revisions that nobody follows, in file order.
    pub fn heads(&self) -> Vec<Node> {
        self.nodes().filter(|&node| self.is_head(node)).collect()
    }

    /// The rows that a database has after an upgrade to `heads`, in file order.
    pub fn effective_heads(&self) -> Vec<Node> {
        self.nodes().filter(|&node| self.is_effective_head(node)).collect()
    }

    pub fn bases(&self) -> Vec<Node> {
        self.nodes().filter(|&node| self.is_base(node)).collect()
    }

    pub fn branch_points(&self) -> Vec<Node> {
        self.nodes().filter(|&node| self.is_branch_point(node)).collect()
    }

    /// These revisions and everything below them, through `down` only or through `depends_on` as well.
    pub fn ancestors(&self, from: impl IntoIterator<Item = Node>, edges: Through) -> NodeSet {
        NodeSet::reach(self.len(), from, |node| match edges {
            Through::Lineage => self.parents(node),
            Through::Everything => self.below(node),
        })
    }

    /// These revisions and everything above them.
    pub fn descendants(&self, from: impl IntoIterator<Item = Node>, edges: Through) -> NodeSet {
        NodeSet::reach(self.len(), from, |node| match edges {
            Through::Lineage => self.children(node),
            Through::Everything => self.above(node),
        })
    }

    /// These revisions, their ancestors and their descendants: what "shares lineage" with them.
    pub fn related(&self, from: impl IntoIterator<Item = Node> + Clone, edges: Through) -> NodeSet {
        let mut related = self.ancestors(from.clone(), edges);
        related.extend(self.descendants(from, edges).iter());
        related
    }

    /// Own labels and inherited ones, sorted.
    ///
    /// All descendants of a labelled revision carry its label. Downwards it goes on as far as the way from the tip above
    /// down to here is straight: neither several children or dependants nor several parents.
    pub fn labels(&self, node: Node) -> &[String] {
        self.label_sets.get_or_init(|| LabelSets::new(self)).of(node)
    }

    /// Everything that `show` says about a revision.
    pub fn entry(&self, node: Node) -> Entry {
        let file = self.file(node);
        Entry {
            revision: file.header.id.clone(),
            down: file.header.down.clone(),
            depends_on: file.header.depends_on.clone(),
            labels: self.labels(node).to_vec(),
            message: file.header.message.clone(),
            created: file.header.created.clone(),
            file: file.file_name(),
            is_head: self.is_head(node),
            is_effective_head: self.is_effective_head(node),
            is_base: self.is_base(node),
            is_branch_point: self.is_branch_point(node),
            is_merge_point: self.is_merge_point(node),
            is_broken: file.is_broken(),
        }
    }
}

/// Which edges a walk takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// `down` only.
    Lineage,
    /// `down` and `depends_on`.
    Everything,
}

/// A set of revisions of one graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSet {
    members: Vec<bool>,
}

impl NodeSet {
    /// The empty set for a graph of `len` revisions.
    pub fn new(len: usize) -> NodeSet {
        NodeSet { members: vec![false; len] }
    }

    fn reach<'a>(len: usize, from: impl IntoIterator<Item = Node>, next: impl Fn(Node) -> &'a [Node]) -> NodeSet {
        let mut set = NodeSet::new(len);
        let mut todo: Vec<Node> = from.into_iter().collect();
        while let Some(node) = todo.pop() {
            if set.insert(node) {
                todo.extend_from_slice(next(node));
            }
        }
        set
    }

    pub fn contains(&self, node: Node) -> bool {
        self.members[node.index()]
    }

    /// Says whether the revision is new in the set.
    pub fn insert(&mut self, node: Node) -> bool {
        !std::mem::replace(&mut self.members[node.index()], true)
    }

    pub fn remove(&mut self, node: Node) {
        self.members[node.index()] = false;
    }

    pub fn extend(&mut self, nodes: impl IntoIterator<Item = Node>) {
        nodes.into_iter().for_each(|node| self.members[node.index()] = true);
    }

    /// Members in file order.
    pub fn iter(&self) -> impl Iterator<Item = Node> {
        self.members.iter().enumerate().filter(|(_, member)| **member).map(|(index, _)| Node::from_index(index))
    }

    pub fn is_empty(&self) -> bool {
        !self.members.contains(&true)
    }
}

#[cfg(test)]
pub(crate) mod tests;
