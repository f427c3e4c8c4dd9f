//! How a database grows and how its steps went: what the journal and the database itself keep, as data and for Prometheus.

mod chart;
mod prometheus;
mod report;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

pub use prometheus::prometheus;
pub use report::{Section, sections};

use super::Context;
use super::migration::now;
use crate::database::metrics::DatabaseNumbers;
use crate::database::sample::{self, Sample};
use crate::database::{Access, Catalog, DatabaseError, TableName, journal};
use crate::revision::{Direction, RevisionId};

/// Nobody waits longer for numbers.
const LIMIT: Duration = Duration::from_secs(10);

/// What is known of a database now.
#[derive(Debug, Clone, Serialize)]
pub struct Metrics {
    /// What people call it.
    pub database: String,
    /// When they were taken, ISO 8601 in UTC.
    pub taken: String,
    /// The database's own.
    #[serde(flatten)]
    pub numbers: DatabaseNumbers,
    /// How large the database was at each run, oldest first; now last.
    pub sizes: Vec<Sample>,
    /// How large its tables were at the runs, as far as that was noted; those that grew most first.
    pub growth: Vec<TableGrowth>,
    /// The steps of the journal, in the order of their first run.
    pub steps: Vec<StepTimes>,
    /// The runs of the journal.
    pub runs: Vec<RunCount>,
}

/// How a table grew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableGrowth {
    /// Its name.
    pub table: TableName,
    /// Oldest first.
    pub sizes: Vec<Sample>,
}

impl TableGrowth {
    /// By how many bytes it grew from the first sample to the last.
    pub fn bytes(&self) -> i64 {
        growth(&self.sizes)
    }
}

/// By how many bytes something grew from the first sample to the last.
pub fn growth(sizes: &[Sample]) -> i64 {
    let (Some(first), Some(last)) = (sizes.first(), sizes.last()) else { return 0 };
    i64::try_from(i128::from(last.bytes) - i128::from(first.bytes)).unwrap_or_default()
}

/// How long a step took each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepTimes {
    /// Its revision.
    pub revision: RevisionId,
    /// Which way.
    pub direction: Direction,
    /// Oldest first, in milliseconds.
    pub milliseconds: Vec<u64>,
}

/// How often a command ended in a way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RunCount {
    /// `upgrade`.
    pub command: String,
    /// `done`, `failed`; `open` for a run that has not ended.
    pub outcome: String,
    /// How often.
    pub count: u64,
}

/// Asks the database and reads the journal. Changes nothing.
///
/// # Errors
/// The database cannot be asked, or does not answer in time.
pub async fn metrics(context: &Context) -> Result<Metrics, DatabaseError> {
    let limit = LIMIT.max(context.patience);
    match tokio::time::timeout(limit, look(context)).await {
        Ok(found) => found,
        Err(_) => {
            let (host, port) = context.database.postgres().map_or((context.database.address(), 0), |target| {
                (crate::i18n::safe(&target.host).into_owned(), target.port)
            });
            Err(DatabaseError::Timeout { host, port, seconds: limit.as_secs() })
        }
    }
}

async fn look(context: &Context) -> Result<Metrics, DatabaseError> {
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let numbers = connection.numbers().await?;
    let done = journal::read_done_steps(&mut connection, &catalog).await?;
    let mut steps: Vec<StepTimes> = Vec::new();
    let mut places: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    for step in done.all().into_iter().filter(|step| !step.is_adopted) {
        let place = *places.entry((step.revision.to_owned(), step.direction.as_str())).or_insert_with(|| {
            steps.push(StepTimes {
                revision: RevisionId::unchecked(step.revision),
                direction: step.direction,
                milliseconds: Vec::new(),
            });
            steps.len() - 1
        });
        steps[place].milliseconds.push(step.duration_ms);
    }
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for (command, outcome, count) in journal::count_runs(&mut connection, &catalog).await? {
        *counts.entry((command, outcome)).or_default() += count;
    }
    let samples = sample::read(&mut connection, &catalog).await?;
    connection.close().await;
    let taken = now();
    let mut sizes = Vec::new();
    let mut tables: BTreeMap<TableName, Vec<Sample>> = BTreeMap::new();
    for sample in samples {
        match &sample.table {
            Some(table) => tables.entry(table.clone()).or_default().push(sample),
            None => sizes.push(sample),
        }
    }
    sizes.extend(numbers.bytes.map(|bytes| Sample { taken: taken.clone(), table: None, bytes }));
    let mut growth: Vec<TableGrowth> = tables.into_iter().map(|(table, sizes)| TableGrowth { table, sizes }).collect();
    growth.sort_by_key(|table| std::cmp::Reverse(table.bytes()));
    let runs = counts.into_iter().map(|((command, outcome), count)| RunCount { command, outcome, count }).collect();
    Ok(Metrics { database: context.database.name.clone(), taken, numbers, sizes, growth, steps, runs })
}
