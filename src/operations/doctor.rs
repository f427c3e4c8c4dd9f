//! `doctor`: everything that can be checked, as findings.

use crate::database::probe::{CheckState, Diagnosis, diagnose};
use crate::database::{Access, Connection, DatabaseError, Row};
use crate::i18n::safe;
use crate::operations::finding::{Finding, Severity, StateProblem};
use crate::operations::migration::{Status, status};
use crate::operations::seed::check_consistency;
use crate::operations::{Context, MigrationError};
use crate::revision::RevisionId;

/// What `doctor` found.
#[derive(Debug)]
pub struct Health {
    /// The connection, step by step.
    pub diagnosis: Diagnosis,
    /// Everything else, the gravest first.
    pub findings: Vec<Finding>,
}

impl Health {
    /// Whether nobody has to do anything.
    pub fn is_clean(&self) -> bool {
        let checks = self
            .diagnosis
            .checks
            .iter()
            .all(|check| check.state < CheckState::Warning || check.state == CheckState::Skipped);
        checks && self.findings.iter().all(|finding| finding.severity == Severity::Info)
    }
}

/// Checks the connection, the files, the graph, and what the database says about them. Changes nothing.
pub async fn examine(context: &Context) -> Health {
    let diagnosis = diagnose(&context.database, &mut |_| {}).await;
    let mut findings = graph_findings(context);
    if diagnosis.is_ok() {
        match status(context).await {
            Ok(status) => findings.extend(state_findings(&status)),
            // The graph's own faults are listed already.
            Err(MigrationError::Files(_)) => {}
            Err(error)
                if findings.iter().any(|finding| finding.problem.kind() == crate::i18n::Problem::kind(&error)) => {}
            Err(error) => findings.push(Finding::new(Severity::Error, error)),
        }
        match check_consistency(context).await {
            Ok(found) => findings.extend(found),
            Err(error) => findings.push(Finding::new(Severity::Error, error)),
        }
        match invalid_indexes(context).await {
            Ok(found) => findings.extend(found),
            Err(error) => findings.push(Finding::new(Severity::Error, error)),
        }
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Health { diagnosis, findings }
}

/// Bad files, and what does not fit together.
fn graph_findings(context: &Context) -> Vec<Finding> {
    let revisions = &context.revisions;
    let files = revisions.problems.iter().map(|problem| Finding::new(Severity::Error, problem.clone()));
    let graph = revisions.graph.findings().iter().map(|problem| Finding::new(Severity::Error, problem.clone()));
    let mut findings: Vec<Finding> = files.chain(graph).collect();
    let heads = revisions.graph.ids(revisions.graph.heads());
    if heads.len() > 1 {
        findings.push(Finding::new(Severity::Warning, StateProblem::SeveralHeads { heads: shown(&heads) }));
    }
    findings
}

/// What a database's status says is wrong with it.
pub fn state_findings(status: &Status) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &status.unknown {
        findings.push(Finding::new(Severity::Error, StateProblem::UnknownRow { revision: safe(row).into_owned() }));
    }
    for step in &status.interrupted {
        let problem = StateProblem::InterruptedStep {
            revision: safe(&step.revision).into_owned(),
            direction: step.direction,
            done: step.statements_done,
        };
        findings.push(Finding::new(Severity::Error, problem));
    }
    for changed in &status.changed {
        let problem = StateProblem::ChangedFile {
            revision: safe(&changed.revision).into_owned(),
            file: changed.file.clone(),
            applied: safe(&changed.applied).into_owned(),
        };
        findings.push(Finding::new(Severity::Warning, problem));
    }
    if let Some(run) = &status.last_failed_run
        && !status.is_up_to_date
    {
        let problem = StateProblem::BrokenRun {
            command: safe(&run.command).into_owned(),
            target: safe(&run.target).into_owned(),
            started: safe(&run.started).into_owned(),
            done: run.steps.iter().filter(|step| step.outcome == crate::database::StepOutcome::Done).count(),
            total: run.plan.len(),
        };
        findings.push(Finding::new(Severity::Warning, problem));
    }
    if status.pending_count > 0 {
        let problem = StateProblem::Pending { count: status.pending_count, revisions: shown(&status.pending) };
        findings.push(Finding::new(Severity::Warning, problem));
    }
    findings
}

fn shown(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(|id| safe(id).into_owned()).collect()
}

/// Indexes that PostgreSQL keeps up to date and never uses.
async fn invalid_indexes(context: &Context) -> Result<Vec<Finding>, DatabaseError> {
    let mut connection = context.connect(Access::Read).await?;
    let rows = match &mut connection {
        Connection::Sqlite(_) => Vec::new(),
        connection @ Connection::Postgres(_) => connection.query(INVALID_INDEXES).await?,
    };
    connection.close().await;
    let finding = |row: &Row| {
        let (index, table) = (safe(row.text(0)).into_owned(), safe(row.text(1)).into_owned());
        Finding::new(Severity::Error, StateProblem::InvalidIndex { index, table })
    };
    Ok(rows.iter().map(finding).collect())
}

/// An index that is being built right now is invalid, too, and no fault.
const INVALID_INDEXES: &str = "SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text FROM pg_index i \
     WHERE NOT i.indisvalid AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)";
