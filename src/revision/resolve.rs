//! From a target to revisions: the second of the three stages.

use super::error::TargetError;
use super::graph::{Graph, Node, NodeSet, Through};
use super::id::RevisionId;
use super::target::{Symbol, Target, Walk};
use crate::i18n::{safe, suggestion};

/// Ids and labels of this length and shorter are given in full; longer ones by any unique start. Alembic's rule.
const NEVER_A_PREFIX: usize = 3;

/// Where a walk can end: on a revision, or below the first one (`None`).
pub type Place = Option<Node>;

/// The line of a label or a revision: what `X` in `X@…` allows.
#[derive(Debug)]
pub struct Branch {
    name: String,
    /// The revision that carries the label, or is named itself.
    pub node: Node,
    /// Its ancestors and descendants through `down`, itself included.
    pub lineage: NodeSet,
}

/// Looks targets up in a graph, for a database with certain rows.
#[derive(Debug, Clone, Copy)]
pub struct Resolver<'a> {
    graph: &'a Graph,
    rows: &'a [Node],
}

/// The revisions of the database's rows, each once; a row that no file has is an error.
pub fn rows(graph: &Graph, rows: &[RevisionId]) -> Result<Vec<Node>, TargetError> {
    let mut seen = NodeSet::new(graph.len());
    let mut nodes = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(node) = graph.by_id(row) else {
            return Err(TargetError::UnknownRow { row: row.shown(), similar: nearest(graph, row) });
        };
        if seen.insert(node) {
            nodes.push(node);
        }
    }
    Ok(nodes)
}

/// The applied revisions that have no applied child through `down`, in file order: what `current` shows.
pub fn tips(graph: &Graph, applied: &NodeSet) -> Vec<Node> {
    applied.iter().filter(|&node| !graph.children(node).iter().any(|&child| applied.contains(child))).collect()
}

/// The members that no other member stands above, in file order: the rows that say that `applied` is applied.
pub fn maximal(graph: &Graph, applied: &NodeSet) -> Vec<Node> {
    applied.iter().filter(|&node| !graph.above(node).iter().any(|&above| applied.contains(above))).collect()
}

impl<'a> Resolver<'a> {
    pub fn new(graph: &'a Graph, rows: &'a [Node]) -> Resolver<'a> {
        Resolver { graph, rows }
    }

    /// The revisions that a target without a walk means; none for `base`.
    pub fn places(&self, target: &Target) -> Result<Vec<Node>, TargetError> {
        let branch = target.branch.as_deref().map(|name| self.branch(name)).transpose()?;
        self.symbol(target, branch.as_ref())
    }

    /// What an upgrade goes to; none for `base`.
    pub fn upgrade(&self, target: &Target) -> Result<Vec<Node>, TargetError> {
        self.upgrade_with(target, Overrun::IsAnError)
    }

    /// As [`Resolver::upgrade`]; a history may walk beyond the end and stops there.
    pub fn upgrade_with(&self, target: &Target, overrun: Overrun) -> Result<Vec<Node>, TargetError> {
        let Some(walk) = target.walk else { return self.places(target) };
        let branch = target.branch.as_deref().map(|name| self.branch(name)).transpose()?;
        let end = if target.symbol.is_some() {
            // No step at all is no step upwards: `crm@head+0` is `crm@head`.
            let walk = Walk { upwards: walk.upwards && walk.steps > 0, ..walk };
            self.walk_from_symbol(target, walk, branch.as_ref(), overrun)?
        } else {
            if !walk.upwards || walk.steps == 0 {
                return Err(out_of_range(target));
            }
            let start = self.start_of_upgrade(target, branch.as_ref())?;
            self.walk(target, start, walk, branch.as_ref(), overrun)?
        };
        Ok(end.into_iter().collect())
    }

    /// What a downgrade goes back to, and the branch that it keeps to.
    pub fn downgrade(&self, target: &Target) -> Result<(Place, Option<Branch>), TargetError> {
        let branch = target.branch.as_deref().map(|name| self.branch(name)).transpose()?;
        let Some(walk) = target.walk else {
            // Alembic looks the revision up in the whole graph here, so `crm@head` is ambiguous with several heads.
            let place = self.one(target, None)?;
            on_branch(self.graph, place, branch.as_ref())?;
            return Ok((place, branch));
        };
        if target.symbol.is_some() {
            // No step at all counts as upwards here, so `crm@head-0` is as ambiguous as `crm@head`.
            let walk = Walk { upwards: walk.upwards || walk.steps == 0, ..walk };
            if walk.upwards {
                on_branch(self.graph, self.one(target, None)?, branch.as_ref())?;
            }
            let place = self.walk_from_symbol(target, walk, branch.as_ref(), Overrun::IsAnError)?;
            // `base+0` would take everything back; whoever means that writes `base`.
            if walk.upwards && place.is_none() {
                return Err(out_of_range(target));
            }
            return Ok((place, branch));
        }
        if walk.upwards || walk.steps == 0 {
            return Err(out_of_range(target));
        }
        let candidates = match &branch {
            None => self.rows.to_vec(),
            Some(branch) => self.rows_or_tips_on(branch),
        };
        let start = match candidates[..] {
            [start] => start,
            [] => return Err(out_of_range(target)),
            _ => return Err(self.ambiguous(target, &candidates)),
        };
        let place = self.walk(target, Some(start), walk, None, Overrun::IsAnError)?;
        // Without a branch in the text the row's own line is meant, not everything above the place where it ends.
        let branch = branch.unwrap_or_else(|| self.branch_of(self.graph.id(start), start));
        Ok((place, Some(branch)))
    }

    /// A label or a revision before `@`.
    pub fn branch(&self, name: &str) -> Result<Branch, TargetError> {
        match self.name(name, None) {
            Ok(node) => Ok(self.branch_of(name, node)),
            Err(TargetError::NotFound { given, similar }) => Err(TargetError::NoSuchBranch { branch: given, similar }),
            Err(other) => Err(other),
        }
    }

    fn branch_of(&self, name: &str, node: Node) -> Branch {
        let lineage = self.graph.related([node], Through::Lineage);
        Branch { name: safe(name).into_owned(), node, lineage }
    }

    fn symbol(&self, target: &Target, branch: Option<&Branch>) -> Result<Vec<Node>, TargetError> {
        let on_branch = |nodes: Vec<Node>| match branch {
            Some(branch) => nodes.into_iter().filter(|&node| branch.lineage.contains(node)).collect(),
            None => nodes,
        };
        match &target.symbol {
            None => Err(out_of_range(target)),
            Some(Symbol::Base) => Ok(Vec::new()),
            Some(Symbol::Heads) if branch.is_none() => Ok(self.graph.effective_heads()),
            Some(Symbol::Heads) => Ok(on_branch(self.graph.heads())),
            Some(Symbol::Head) => {
                let heads = on_branch(self.graph.heads());
                if heads.len() > 1 { Err(self.multiple_heads(target, &heads)) } else { Ok(heads) }
            }
            Some(Symbol::Name(name)) => {
                let node = self.name(name, branch)?;
                self::on_branch(self.graph, Some(node), branch)?;
                Ok(vec![node])
            }
        }
    }

    /// The one revision that a target's symbol means, or the base.
    fn one(&self, target: &Target, branch: Option<&Branch>) -> Result<Place, TargetError> {
        match self.symbol(target, branch)?[..] {
            [] => Ok(None),
            [node] => Ok(Some(node)),
            ref several => Err(self.multiple_heads(target, several)),
        }
    }

    /// The revision with this id, label or unique start of either; a branch narrows the starts down.
    pub fn name(&self, name: &str, branch: Option<&Branch>) -> Result<Node, TargetError> {
        let graph = self.graph;
        if let Some(node) = graph.by_id(name).or_else(|| graph.by_label(name)) {
            return Ok(node);
        }
        let ids = graph.nodes().map(|node| (graph.id(node).as_ref() as &str, node));
        let mut matches: Vec<(&str, Node)> = ids
            .chain(graph.labelled())
            .filter(|(full, node)| {
                full.starts_with(name)
                    && full.chars().nth(NEVER_A_PREFIX).is_some()
                    && branch.is_none_or(|branch| branch.lineage.contains(*node))
            })
            .collect();
        match matches[..] {
            [(_, node)] => Ok(node),
            [] => Err(TargetError::NotFound { given: safe(name).into_owned(), similar: nearest(graph, name) }),
            _ => {
                matches.sort_unstable();
                let matches = matches.iter().map(|(full, _)| safe(full).into_owned()).collect();
                Err(TargetError::AmbiguousId { given: safe(name).into_owned(), matches })
            }
        }
    }

    /// Walks from the symbol of a target. Upwards a branch picks the way at forks; downwards it picks the start.
    fn walk_from_symbol(
        &self,
        target: &Target,
        walk: Walk,
        branch: Option<&Branch>,
        overrun: Overrun,
    ) -> Result<Place, TargetError> {
        if walk.upwards {
            let start = self.one(target, None)?;
            self.walk(target, start, walk, branch, overrun)
        } else {
            let start = self.one(target, branch)?;
            self.walk(target, start, walk, None, overrun)
        }
    }

    /// Where `+N` begins: the row, or on a branch whatever is applied highest there.
    fn start_of_upgrade(&self, target: &Target, branch: Option<&Branch>) -> Result<Place, TargetError> {
        let starts = match branch {
            None => self.rows.to_vec(),
            Some(branch) => {
                let rows: Vec<Node> = self.rows.iter().copied().filter(|&row| branch.lineage.contains(row)).collect();
                if rows.is_empty() {
                    let mut active = self.graph.ancestors(self.rows.iter().copied(), Through::Everything);
                    let others: Vec<Node> = active.iter().filter(|&node| !branch.lineage.contains(node)).collect();
                    others.into_iter().for_each(|node| active.remove(node));
                    maximal(self.graph, &active)
                } else {
                    rows
                }
            }
        };
        match starts[..] {
            [] => Ok(None),
            [start] => Ok(Some(start)),
            _ => Err(self.ambiguous(target, &starts)),
        }
    }

    /// Rows on the branch; when it has none of its own, the applied tips that other rows imply.
    fn rows_or_tips_on(&self, branch: &Branch) -> Vec<Node> {
        let on_branch =
            |nodes: &[Node]| nodes.iter().copied().filter(|&node| branch.lineage.contains(node)).collect::<Vec<_>>();
        let rows = on_branch(self.rows);
        if !rows.is_empty() {
            return rows;
        }
        let applied = self.graph.ancestors(self.rows.iter().copied(), Through::Everything);
        on_branch(&tips(self.graph, &applied))
    }

    /// Follows `down` edges for a number of steps.
    fn walk(
        &self,
        target: &Target,
        start: Place,
        walk: Walk,
        branch: Option<&Branch>,
        overrun: Overrun,
    ) -> Result<Place, TargetError> {
        let mut at = start;
        for step in 0..walk.steps {
            let ways = match at {
                // Alembic counts the head of an empty graph as one above its base.
                None if !walk.upwards && step == 0 && self.graph.is_empty() => continue,
                None if walk.upwards => self.graph.bases(),
                None => Vec::new(),
                Some(node) if walk.upwards => self.graph.children(node).to_vec(),
                Some(node) => match self.graph.parents(node) {
                    [] => {
                        at = None;
                        continue;
                    }
                    parents => parents.to_vec(),
                },
            };
            let allowed = |node: &Node| branch.is_none_or(|branch| branch.lineage.contains(*node));
            let ways: Vec<Node> = ways.into_iter().filter(allowed).collect();
            at = match ways[..] {
                [way] => Some(way),
                [] if overrun == Overrun::Stops => return Ok(at),
                [] => return Err(out_of_range(target)),
                _ => return Err(self.ambiguous(target, &ways)),
            };
        }
        Ok(at)
    }

    /// The revisions a number of steps below every effective head (of a branch); a shorter line gives its last one.
    pub fn below_heads(&self, target: &Target, walk: Walk) -> Result<Vec<Node>, TargetError> {
        let branch = target.branch.as_deref().map(|name| self.branch(name)).transpose()?;
        let mut places = Vec::new();
        for mut at in self.graph.effective_heads() {
            if branch.as_ref().is_some_and(|branch| !branch.lineage.contains(at)) {
                continue;
            }
            for _ in 0..walk.steps {
                at = match self.graph.parents(at) {
                    [] => break,
                    [parent] => *parent,
                    several => return Err(self.ambiguous(target, several)),
                };
            }
            places.push(at);
        }
        Ok(places)
    }

    fn multiple_heads(&self, target: &Target, heads: &[Node]) -> TargetError {
        TargetError::MultipleHeads { given: target.shown(), heads: shown(self.graph, heads) }
    }

    fn ambiguous(&self, target: &Target, at: &[Node]) -> TargetError {
        TargetError::AmbiguousRelative { given: target.shown(), at: shown(self.graph, at) }
    }
}

/// What happens when a walk runs off the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrun {
    IsAnError,
    Stops,
}

fn on_branch(graph: &Graph, place: Place, branch: Option<&Branch>) -> Result<(), TargetError> {
    match (place, branch) {
        (Some(node), Some(branch)) if !branch.lineage.contains(node) => {
            Err(TargetError::NotInBranch { revision: graph.id(node).shown(), branch: branch.name.clone() })
        }
        _ => Ok(()),
    }
}

fn out_of_range(target: &Target) -> TargetError {
    TargetError::RelativeOutOfRange { given: target.shown() }
}

/// Ids for a sentence.
pub fn shown(graph: &Graph, nodes: &[Node]) -> Vec<String> {
    nodes.iter().map(|&node| graph.id(node).shown()).collect()
}

fn nearest(graph: &Graph, name: &str) -> Option<String> {
    let ids = graph.nodes().map(|node| graph.id(node).as_ref());
    suggestion(name, ids.chain(graph.labelled().map(|(label, _)| label))).map(|id| safe(id).into_owned())
}
