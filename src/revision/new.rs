//! What `revision` and `merge` are going to write. Everything is checked first; writing comes last and elsewhere.

use super::error::{NewError, RevisionError, TargetError};
use super::file::RevisionHeader;
use super::graph::{Graph, Node, NodeSet};
use super::id::{RevisionId, check_label};
use super::resolve::Resolver;
use super::target::{Symbol, Target};

/// What the user asked for. The id and the time come from the caller: this layer has no randomness and no clock.
#[derive(Debug, Clone, Default)]
pub struct NewRevision<'a> {
    pub id: &'a str,
    pub message: &'a str,
    pub created: Option<&'a str>,
    /// The target to follow; `head` when nothing is said, `base` for a new root.
    pub head: Option<&'a str>,
    /// Allows to follow a revision that is no head, which starts a branch.
    pub splice: bool,
    pub labels: &'a [&'a str],
    /// Ids, unique starts of ids, or labels.
    pub depends_on: &'a [&'a str],
}

/// What the user wants merged.
#[derive(Debug, Clone, Default)]
pub struct NewMerge<'a> {
    pub id: &'a str,
    pub message: &'a str,
    pub created: Option<&'a str>,
    /// Targets; `heads` means every head, those that others depend on as well.
    pub revisions: &'a [&'a str],
    pub splice: bool,
    pub labels: &'a [&'a str],
}

/// The header of a new revision.
pub fn revision(graph: &Graph, new: &NewRevision) -> Result<RevisionHeader, RevisionError> {
    graph.check()?;
    let id = unused_id(graph, new.id)?;
    let head = Target::parse(new.head.unwrap_or("head"))?;
    let parents = Resolver::new(graph, &[]).upgrade(&head)?;
    must_be_heads(graph, &parents, new.splice)?;
    let labels = unused_labels(graph, &id, new.labels)?;
    let depends_on = new.depends_on.iter().map(|given| dependency(graph, given)).collect::<Result<_, _>>()?;
    Ok(header(graph, id, new.message, new.created, &parents, labels, depends_on))
}

/// The header of a revision that joins others.
pub fn merge(graph: &Graph, new: &NewMerge) -> Result<RevisionHeader, RevisionError> {
    graph.check()?;
    let id = unused_id(graph, new.id)?;
    let resolver = Resolver::new(graph, &[]);
    let mut parents = Vec::new();
    for given in new.revisions {
        let target = Target::parse(given)?;
        // Effective heads alone, as Alembic takes here, would leave `head` as ambiguous as before.
        let all_heads = target.symbol == Some(Symbol::Heads) && target.branch.is_none() && target.walk.is_none();
        parents.extend(if all_heads { graph.heads() } else { resolver.upgrade(&target)? });
    }
    let mut seen = NodeSet::new(graph.len());
    if let Some(&twice) = parents.iter().find(|&&parent| !seen.insert(parent)) {
        return Err(NewError::DuplicateHead { revision: graph.id(twice).shown() }.into());
    }
    must_be_heads(graph, &parents, new.splice)?;
    if parents.len() < 2 {
        return Err(NewError::NothingToMerge.into());
    }
    let labels = unused_labels(graph, &id, new.labels)?;
    Ok(header(graph, id, new.message, new.created, &parents, labels, Vec::new()))
}

fn header(
    graph: &Graph,
    id: RevisionId,
    message: &str,
    created: Option<&str>,
    parents: &[Node],
    labels: Vec<String>,
    depends_on: Vec<String>,
) -> RevisionHeader {
    RevisionHeader {
        id,
        down: graph.ids(parents.iter().copied()),
        labels,
        depends_on,
        message: message.to_owned(),
        created: created.map(str::to_owned),
    }
}

fn unused_id(graph: &Graph, text: &str) -> Result<RevisionId, RevisionError> {
    let id = RevisionId::parse(text)?;
    if let Some(node) = graph.by_id(&id) {
        return Err(NewError::DuplicateId { id: id.shown(), file: graph.file(node).file_name() }.into());
    }
    if let Some(node) = graph.by_label(&id) {
        return Err(NewError::DuplicateLabel { label: id.shown(), revision: graph.id(node).shown() }.into());
    }
    Ok(id)
}

fn unused_labels(graph: &Graph, id: &RevisionId, labels: &[&str]) -> Result<Vec<String>, RevisionError> {
    let mut unused: Vec<String> = Vec::with_capacity(labels.len());
    for &label in labels {
        check_label(label)?;
        let taken = |revision: &RevisionId| NewError::DuplicateLabel {
            label: crate::i18n::safe(label).into_owned(),
            revision: revision.shown(),
        };
        if let Some(node) = graph.by_id(label).or_else(|| graph.by_label(label)) {
            return Err(taken(graph.id(node)).into());
        }
        if *id == label || unused.iter().any(|other| other == label) {
            return Err(taken(id).into());
        }
        unused.push(label.to_owned());
    }
    Ok(unused)
}

/// A label stays a label, so that it can move; everything else becomes a full id.
fn dependency(graph: &Graph, given: &str) -> Result<String, RevisionError> {
    let target = Target::parse(given)?;
    match Resolver::new(graph, &[]).upgrade(&target)?[..] {
        [node] if graph.labels(node).iter().any(|label| label == given) => Ok(given.to_owned()),
        [node] => Ok(graph.id(node).to_string()),
        [] => Err(NewError::NoDependency { given: target.shown() }.into()),
        ref several => {
            let heads = super::resolve::shown(graph, several);
            Err(TargetError::MultipleHeads { given: target.shown(), heads }.into())
        }
    }
}

fn must_be_heads(graph: &Graph, parents: &[Node], splice: bool) -> Result<(), NewError> {
    match parents.iter().find(|&&parent| !splice && !graph.is_head(parent)) {
        Some(&parent) => Err(NewError::NotAHead { revision: graph.id(parent).shown() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
