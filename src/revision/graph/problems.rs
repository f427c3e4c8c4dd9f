//! Collecting what is wrong while a graph is made.

use std::collections::HashMap;

use super::called::Called;
use super::edges::{self, Edges};
use super::{Node, RevisionFile, RevisionId};
use crate::i18n::{safe, suggestion};
use crate::revision::error::GraphProblem;
use crate::revision::id::check_id;

/// Looking for the nearest name costs a comparison with every id; a broken checkout asks for thousands.
const SUGGESTIONS: usize = 20;

/// Problems by gravity: one that is listed earlier makes later ones meaningless.
#[derive(Default)]
pub struct Found {
    illegal_ids: Vec<GraphProblem>,
    duplicate_ids: HashMap<RevisionId, Vec<String>>,
    duplicate_labels: Vec<GraphProblem>,
    missing: Vec<GraphProblem>,
    /// Made when the first name is looked for.
    called: Option<Called>,
    cycles: Vec<GraphProblem>,
}

impl Found {
    pub fn id(&mut self, file: &RevisionFile) {
        if check_id(&file.header.id).is_err() {
            self.illegal_ids.push(GraphProblem::IllegalId { file: file.file_name(), id: file.header.id.shown() });
        }
    }

    pub fn duplicate_id(&mut self, first: &RevisionFile, other: &RevisionFile) {
        let files = self.duplicate_ids.entry(first.header.id.clone()).or_insert_with(|| vec![first.file_name()]);
        files.push(other.file_name());
    }

    pub fn duplicate_label(&mut self, label: &str, first: &RevisionFile, other: &RevisionFile) {
        let mut revisions = vec![first.header.id.shown(), other.header.id.shown()];
        revisions.dedup();
        self.duplicate_labels.push(GraphProblem::DuplicateLabel { label: safe(label).into_owned(), revisions });
    }

    pub fn missing_parent(
        &mut self,
        file: &RevisionFile,
        parent: &RevisionId,
        ids: &HashMap<RevisionId, Node>,
        labels: &HashMap<String, Node>,
        files: &[RevisionFile],
    ) {
        // A label cannot be a parent, but whoever wrote one means the revision that carries it.
        let similar = match labels.get(parent.as_ref() as &str) {
            Some(node) => Some(files[node.index()].header.id.shown()),
            None => self.meant(parent, file, files).filter(|id| ids.contains_key(id.as_str())),
        };
        self.missing.push(GraphProblem::MissingParent {
            revision: file.header.id.shown(),
            file: file.file_name(),
            line: file.script.as_ref().map(|script| script.down_line),
            parent: parent.shown(),
            similar,
        });
    }

    pub fn missing_dependency(&mut self, file: &RevisionFile, dependency: &str, files: &[RevisionFile]) {
        let similar = self.meant(dependency, file, files);
        self.missing.push(GraphProblem::MissingDependency {
            revision: file.header.id.shown(),
            file: file.file_name(),
            line: file.script.as_ref().map(|script| script.depends_line),
            dependency: safe(dependency).into_owned(),
            similar,
        });
    }

    /// The revision whose file is called so, else the one with the nearest id.
    fn meant(&mut self, name: &str, asking: &RevisionFile, files: &[RevisionFile]) -> Option<String> {
        let called =
            self.called.get_or_insert_with(|| Called::of(files)).find(name).map(|index| &files[index].header.id);
        match called.filter(|id| **id != asking.header.id) {
            Some(id) => Some(safe(id).into_owned()),
            None => self.nearest(name, asking, files),
        }
    }

    fn nearest(&self, name: &str, asking: &RevisionFile, files: &[RevisionFile]) -> Option<String> {
        if self.missing.len() >= SUGGESTIONS {
            return None;
        }
        let own = &asking.header.id;
        let others = files.iter().map(|file| &file.header.id).filter(|id| *id != own);
        suggestion(name, others.map(|id| id.as_ref())).map(|id| safe(id).into_owned())
    }

    /// Names the members of every cycle; one that needs a `depends_on` is a dependency cycle.
    pub fn cycles(&mut self, below: &Edges, files: &[RevisionFile]) {
        let names = |nodes: &[Node]| nodes.iter().map(|node| files[node.index()].header.id.shown()).collect();
        let mut in_cycle = vec![false; files.len()];
        for nodes in edges::cycles(files.len(), |node| below.lineage(node)) {
            nodes.iter().for_each(|node| in_cycle[node.index()] = true);
            self.cycles.push(GraphProblem::Cycle { revisions: names(&nodes) });
        }
        for nodes in edges::cycles(files.len(), |node| below.all(node)) {
            if !nodes.iter().any(|node| in_cycle[node.index()]) {
                self.cycles.push(GraphProblem::DependencyCycle { revisions: names(&nodes) });
            }
        }
    }

    pub fn finish(self) -> Vec<GraphProblem> {
        let mut duplicate_ids: Vec<_> = self.duplicate_ids.into_iter().collect();
        duplicate_ids.sort();
        let duplicate_ids =
            duplicate_ids.into_iter().map(|(id, files)| GraphProblem::DuplicateId { id: id.shown(), files });
        let (dependencies, parents): (Vec<_>, Vec<_>) =
            self.missing.into_iter().partition(|problem| matches!(problem, GraphProblem::MissingDependency { .. }));
        let mut all = self.illegal_ids;
        all.extend(duplicate_ids);
        all.extend(self.duplicate_labels);
        all.extend(dependencies);
        all.extend(parents);
        all.extend(self.cycles);
        all
    }
}
