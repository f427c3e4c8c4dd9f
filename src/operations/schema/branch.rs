//! What belongs to one branch: the tables, views and other objects that its own revisions make, found out by running them.
//!
//! All revisions run in a scratch database, those of the branch and the others in turns. What is there after a turn and was not there before
//! belongs to who had the turn: a table with all its columns, indexes and triggers. An object of the model that neither the database has nor
//! another revision makes is new, and the branch may have it; everything else is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compare::Comparing;
use super::made::Made;
use super::sides::Schema;
use super::{Rename, SchemaProblem};
use crate::i18n::safe;
use crate::operations::{Context, Trouble};
use crate::revision::{Graph, Node, NodeSet, RevisionId, Through};

/// Whose an object is, by the name that patterns would be matched with.
#[derive(Debug, Clone, Default)]
pub(super) struct Ownership {
    owned: BTreeSet<String>,
    /// What other revisions make, or what is in the database already.
    others: BTreeSet<String>,
    /// What other revisions make, with the turn in which they did.
    made_by: BTreeMap<String, Arc<Turn>>,
    /// The branch's own head, or heads.
    tips: Vec<RevisionId>,
}

impl Ownership {
    /// Whether an object is the branch's own, or may become so.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.owned.contains(name) || !self.others.contains(name)
    }
}

/// Finds out what belongs to a branch. `database` is the schema as it is, under the names that it has after `renames`.
///
/// # Errors
/// No revision carries the label, or a revision does not run in a scratch database.
pub(super) async fn ownership(
    context: &Context,
    comparing: &Comparing,
    label: &str,
    database: &Schema,
    path: Option<&str>,
) -> Result<Ownership, Trouble> {
    let graph = context.graph().map_err(Trouble::new)?;
    let Some(lineage) = lineage(graph, label) else {
        let mut known: Vec<String> = graph.labelled().map(|(label, _)| safe(label).into_owned()).collect();
        known.sort_unstable();
        return Err(Trouble::new(SchemaProblem::UnknownBranch { branch: safe(label).into_owned(), known }));
    };
    let made = Made::create(context, comparing.scratch.as_deref().unwrap_or(&context.database)).await?;
    let makers = makers(graph, &lineage, &made, path).await;
    made.remove().await?;
    let mut ownership = Ownership { tips: tips(graph, &lineage), ..Ownership::default() };
    for (name, turn) in makers? {
        if turn.is_own {
            ownership.owned.insert(name);
        } else {
            ownership.others.insert(name.clone());
            ownership.made_by.insert(name, turn);
        }
    }
    for rename in &comparing.renames {
        let (from, to) = names_of(rename);
        if ownership.owned.contains(&database.folded(&from)) {
            ownership.owned.insert(database.folded(&to));
        }
    }
    ownership.others.extend(database.names());
    Ok(ownership)
}

/// Revisions of others that have to be applied before statements of a branch can run, since these mention what they make: a view that
/// makes room, a table that a foreign key points to. Those that the branch stands on anyway are left out.
///
/// # Errors
/// A file cannot be read any more.
pub(super) fn needs(
    context: &Context,
    ownership: &Ownership,
    statements: &[&String],
) -> Result<Vec<RevisionId>, Trouble> {
    let graph = context.graph().map_err(Trouble::new)?;
    let tips = ownership.tips.iter().filter_map(|id| graph.by_id(id));
    let below = graph.ancestors(tips, Through::Everything);
    // PostgreSQL's names may have a schema in front.
    let word = |name: &str| name.rsplit('.').next().unwrap_or(name).to_lowercase();
    let statements: Vec<String> = statements.iter().map(|sql| sql.to_lowercase()).collect();
    let mentioned: Vec<(String, &Turn)> = ownership
        .made_by
        .iter()
        .map(|(name, turn)| (word(name), &**turn))
        .filter(|(word, _)| statements.iter().any(|sql| mentions(sql, word)))
        .collect();
    let mut makers: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
    for node in graph.nodes().filter(|_| !mentioned.is_empty()) {
        let text = context.revisions.source.read_text(graph.file(node)).map_err(Trouble::new)?.to_lowercase();
        for (word, turn) in &mentioned {
            if turn.revisions.contains(node) && mentions(&text, word) {
                makers.entry(word).or_default().push(node);
            }
        }
    }
    let mut needed = NodeSet::new(graph.len());
    for nodes in makers.into_values().filter(|nodes| !nodes.iter().any(|&node| below.contains(node))) {
        needed.extend(nodes);
    }
    Ok(graph.ids(crate::revision::resolve::maximal(graph, &needed)))
}

/// Whether a word stands in a text.
fn mentions(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part) && !word.is_empty()
    })
}

/// The names of a table before and after its rename. For a column they name nothing.
fn names_of(rename: &Rename) -> (String, String) {
    match &rename.table {
        Some(schema) => (format!("{schema}.{}", rename.from), format!("{schema}.{}", rename.to)),
        None => (rename.from.clone(), rename.to.clone()),
    }
}

/// Every object that revisions make, with the turn in which it was made.
async fn makers(
    graph: &Graph,
    lineage: &NodeSet,
    made: &Made,
    path: Option<&str>,
) -> Result<BTreeMap<String, Arc<Turn>>, Trouble> {
    let mut makers = BTreeMap::new();
    for turn in turns(graph, lineage) {
        let turn = Arc::new(turn);
        for revision in &turn.tips {
            made.upgrade(revision).await?;
        }
        let names = made.read(path).await?.names();
        makers.retain(|name, _| names.contains(name));
        for name in names {
            makers.entry(name).or_insert_with(|| turn.clone());
        }
    }
    Ok(makers)
}

/// The revisions of a branch: those that carry its label, without the branches that begin on them and have a label of their own. `None`
/// when no revision has the label.
fn lineage(graph: &Graph, label: &str) -> Option<NodeSet> {
    let first = graph.by_label(label)?;
    let leaves = |node: Node| {
        let begins_here = |&parent: &Node| graph.is_branch_point(parent);
        !graph.file(node).header.labels.is_empty() && graph.parents(node).iter().any(begins_here)
    };
    let above = graph.descendants([first], Through::Lineage);
    let mut lineage = NodeSet::new(graph.len());
    for &node in graph.topological_order() {
        let follows = || graph.parents(node).iter().any(|&parent| lineage.contains(parent)) && !leaves(node);
        let is_on_it = graph.labels(node).iter().any(|one| one == label);
        let is_above = node != first && above.contains(node);
        if is_on_it && (!is_above || follows()) {
            lineage.insert(node);
        }
    }
    Some(lineage)
}

/// Revisions that run one after the other: of the branch, or of others.
#[derive(Debug)]
struct Turn {
    is_own: bool,
    /// Those that nothing of the same turn needs; they bring the rest along.
    tips: Vec<RevisionId>,
    revisions: NodeSet,
}

/// The revisions of a branch that nothing on it follows.
fn tips(graph: &Graph, lineage: &NodeSet) -> Vec<RevisionId> {
    graph.ids(lineage.iter().filter(|&node| !graph.children(node).iter().any(|&child| lineage.contains(child))))
}

/// All revisions in as few turns as their order allows.
fn turns(graph: &Graph, lineage: &NodeSet) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut done = NodeSet::new(graph.len());
    let mut left: Vec<Node> = graph.topological_order().to_vec();
    let mut is_own = false;
    while !left.is_empty() {
        let mut turn = NodeSet::new(graph.len());
        left.retain(|&node| {
            let is_next = lineage.contains(node) == is_own && graph.below(node).iter().all(|&one| done.contains(one));
            if is_next {
                turn.insert(node);
                done.insert(node);
            }
            !is_next
        });
        let is_tip = |&node: &Node| !graph.above(node).iter().any(|&above| turn.contains(above));
        let tips = graph.ids(turn.iter().filter(is_tip));
        if !tips.is_empty() {
            turns.push(Turn { is_own, tips, revisions: turn });
        }
        is_own = !is_own;
    }
    turns
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::revision::RevisionFile;

    /// `("d", "b c", "label", "dependency")`.
    fn graph(revisions: &[(&str, &str, &str, &str)]) -> Graph {
        let files = revisions.iter().map(|(id, down, label, needs)| {
            let down = down.replace(' ', ",");
            let text = format!(
                "-- revision: {id}\n-- revises: {down}\n-- branch_labels: {label}\n-- depends_on: {needs}\n-- goc:upgrade none\n"
            );
            RevisionFile::parse(Path::new(&format!("{id}_x.sql")), text.as_bytes()).expect(id)
        });
        Graph::new(files.collect())
    }

    /// The branch, and the turns in which all run: `+` those of the branch.
    fn told(graph: &Graph, label: &str) -> Option<String> {
        let lineage = lineage(graph, label)?;
        let listed = |ids: Vec<RevisionId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let turns = turns(graph, &lineage).into_iter();
        let turns = turns.map(|turn| format!("{}{}", if turn.is_own { "+" } else { "-" }, listed(turn.tips)));
        Some(format!("{}: {}", listed(graph.ids(lineage.iter())), turns.collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn a_branch_is_what_carries_its_label_and_no_branch_of_another_name() {
        //   a ─ b ─┬─ c ──────┬─ f [shop]        x ─ y [web], y depends on b
        //          └─ d ─ e ──┘ [crm]
        let graph = graph(&[
            ("a", "", "shop", ""),
            ("b", "a", "", ""),
            ("c", "b", "", ""),
            ("d", "b", "crm", ""),
            ("e", "d", "", ""),
            ("f", "c e", "", ""),
            ("x", "", "web", ""),
            ("y", "x", "", "b"),
        ]);
        assert_eq!(told(&graph, "shop").as_deref(), Some("a b c f: -x +c -e y +f"));
        assert_eq!(told(&graph, "crm").as_deref(), Some("d e f: -c y +f"));
        assert_eq!(told(&graph, "web").as_deref(), Some("x y: -f +y"));
        assert_eq!(told(&graph, "yok"), None);
    }

    #[test]
    fn a_second_label_on_the_same_line_changes_nothing() {
        let graph = graph(&[("a", "", "", ""), ("b", "a", "crm", ""), ("c", "b", "yeni", ""), ("d", "a", "", "")]);
        assert_eq!(told(&graph, "crm").as_deref(), Some("b c: -d +c"));
    }
}
