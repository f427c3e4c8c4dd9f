//! The revisions with what a database knows about them.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::status::{AppliedStep, applied_steps};
use crate::database::{Access, Catalog, journal};
use crate::operations::{Context, MigrationError};
use crate::revision::{Entry, Graph, Node, RevisionId, Through};

/// What a database knows about revisions.
#[derive(Debug, Clone, Default)]
pub struct AppliedRevisions {
    /// The rows of its version table.
    pub rows: Vec<RevisionId>,
    steps: HashMap<RevisionId, AppliedStep>,
}

/// A revision of the history, with the fields of the original's `migration_gecmisi`.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// What its file says, and its place in the graph.
    #[serde(flatten)]
    pub entry: Entry,
    /// Its message.
    pub description: String,
    /// Whether it is applied; `None` when no database was asked.
    pub is_applied: Option<bool>,
    /// When, ISO 8601 in UTC; `None` when goc did not do it.
    pub applied: Option<String>,
    /// How long it took.
    pub duration_ms: Option<u64>,
    /// When goc took over what another program had applied, ISO 8601 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adopted: Option<String>,
}

impl AppliedRevisions {
    /// Asks the database.
    pub async fn read(context: &Context) -> Result<AppliedRevisions, MigrationError> {
        let mut connection = context.connect(Access::Read).await?;
        let catalog = Catalog::read(&mut connection).await?;
        let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
        let steps = applied_steps(&journal::read_done_steps(&mut connection, &catalog).await?);
        connection.close().await;
        Ok(AppliedRevisions { rows, steps })
    }

    /// Pretends that these are the rows.
    pub fn of_rows(rows: Vec<RevisionId>) -> AppliedRevisions {
        AppliedRevisions { rows, steps: HashMap::new() }
    }

    /// Knows these rows, and these steps by their revision.
    pub fn of(rows: Vec<RevisionId>, steps: HashMap<RevisionId, AppliedStep>) -> AppliedRevisions {
        AppliedRevisions { rows, steps }
    }

    /// The revisions that the rows imply, themselves included.
    pub fn nodes(&self, graph: &Graph) -> HashSet<Node> {
        let rows = self.rows.iter().filter_map(|row| graph.by_id(row));
        graph.ancestors(rows, Through::Everything).iter().collect()
    }

    /// When and how long, if goc applied it.
    pub fn step(&self, id: &RevisionId) -> Option<&AppliedStep> {
        self.steps.get(id)
    }
}

/// Describes `nodes`, in their order.
pub fn describe(graph: &Graph, nodes: &[Node], applied: Option<&AppliedRevisions>) -> Vec<HistoryEntry> {
    let applied_nodes = applied.map(|applied| applied.nodes(graph));
    let describe = |&node: &Node| {
        let entry = graph.entry(node);
        let step = applied.and_then(|applied| applied.step(&entry.revision));
        HistoryEntry {
            description: entry.message.clone(),
            is_applied: applied_nodes.as_ref().map(|nodes| nodes.contains(&node)),
            applied: step.filter(|step| !step.is_adopted).map(|step| step.applied.clone()),
            duration_ms: step.filter(|step| !step.is_adopted).map(|step| step.duration_ms),
            adopted: step.filter(|step| step.is_adopted).map(|step| step.applied.clone()),
            entry,
        }
    };
    nodes.iter().map(describe).collect()
}
