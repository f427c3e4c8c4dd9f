//! What is remembered of rehearsals in the database that they were for, `goc_rehearsal`: the newest of each plan.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Rehearsal, connect};
use crate::database::{Catalog, Connection, DatabaseError, literal, optional_literal};
use crate::operations::Context;
use crate::revision::{Graph, Plan, RevisionId};

/// That exactly this plan was rehearsed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rehearsed {
    /// When, ISO 8601 in UTC.
    pub when: String,
    /// Everything went as it should.
    pub success: bool,
    /// The backup that was used; `None` for the database itself.
    pub backup: Option<String>,
    /// How long each step took the first time, in milliseconds.
    pub steps: HashMap<RevisionId, u64>,
}

impl Rehearsed {
    /// How long ago that was; `None` when the time cannot be read.
    pub fn age(&self) -> Option<Duration> {
        let when = self.when.parse::<Timestamp>().ok()?;
        Duration::try_from(Timestamp::now().duration_since(when)).ok()
    }
}

/// Stands for a plan: its steps with their directions and the checksums of their files, and where it begins.
pub fn plan_key(graph: &Graph, plan: &Plan) -> String {
    let mut hasher = Sha256::new();
    let mut add = |part: &str| {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    };
    let mut from: Vec<_> = plan.from.iter().collect();
    from.sort_unstable();
    from.into_iter().for_each(|row| add(row));
    for step in &plan.steps {
        add(&step.revision);
        add(step.direction.as_str());
        let checksum = graph.by_id(&step.revision).map(|node| graph.file(node).checksum.to_string());
        add(&checksum.unwrap_or_default());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Remembers a rehearsal, in place of an older one of the same plan.
pub(super) async fn write(
    context: &Context,
    plan: &Plan,
    rehearsal: &Rehearsal,
    now: &str,
) -> Result<(), DatabaseError> {
    let key = plan_key(&context.revisions.graph, plan);
    let mut connection = connect(context).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let table = catalog.table("goc_rehearsal");
    let steps = rehearsal.steps.iter().map(|step| format!("{} {}", step.upgrade_ms, step.revision));
    let steps = steps.collect::<Vec<_>>().join("\n");
    let backup = rehearsal.backup.as_ref().map(|file| file.to_string_lossy().into_owned());
    let sql = format!(
        "CREATE TABLE IF NOT EXISTS {table} (plan_key TEXT NOT NULL PRIMARY KEY, rehearsed TEXT NOT NULL, success INTEGER NOT NULL, \
         backup TEXT, steps TEXT NOT NULL); DELETE FROM {table} WHERE plan_key = {key}; \
         INSERT INTO {table} (plan_key, rehearsed, success, backup, steps) VALUES ({key}, {}, {}, {}, {});",
        literal(now),
        i32::from(rehearsal.success),
        optional_literal(backup.as_deref()),
        literal(&steps),
        key = literal(&key),
    );
    let stop = crate::database::Stop::default();
    connection.begin("", &stop).await?;
    let written = connection.commit(&sql, &stop).await;
    if written.is_err() {
        connection.rollback().await;
    }
    connection.close().await;
    written
}

/// Whether exactly this plan was rehearsed for this database.
pub async fn read(
    connection: &mut Connection,
    catalog: &Catalog,
    graph: &Graph,
    plan: &Plan,
) -> Result<Option<Rehearsed>, DatabaseError> {
    if plan.steps.is_empty() || !catalog.has_table(connection, "goc_rehearsal").await? {
        return Ok(None);
    }
    let sql = format!(
        "SELECT rehearsed, success, backup, steps FROM {} WHERE plan_key = {}",
        catalog.table("goc_rehearsal"),
        literal(&plan_key(graph, plan))
    );
    let rows = connection.query(sql).await?;
    Ok(rows.first().map(|row| Rehearsed {
        when: row.text(0).to_owned(),
        success: row.is_true(1),
        backup: row.optional(2).map(str::to_owned),
        steps: row
            .text(3)
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(time, revision)| Some((RevisionId::unchecked(revision), time.parse().ok()?)))
            .collect(),
    }))
}
