//! `doctor`: everything that can be checked, as findings.

mod graph;
mod state;

pub use graph::{graph_findings, not_mendable};
pub use state::state_findings;

use crate::config::Config;
use crate::database::probe::{CheckState, Diagnosis, diagnose};
use crate::i18n::safe;
use crate::operations::finding::{Finding, Severity, StateProblem};
use crate::operations::fix::Fix;
use crate::operations::index::invalid_indexes;
use crate::operations::migration::{self, InterruptedStep, Status, status};
use crate::operations::schema;
use crate::operations::seed::check_consistency;
use crate::operations::{Context, MigrationError};
use crate::revision::{RevisionError, Source, TargetError};

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

/// Checks the connection, the files, the graph, and what the database says about them. Changes nothing. With `drift` the revisions are run in
/// a scratch database, too, to see whether they make what is there.
pub async fn examine(context: &Context, drift: bool) -> Health {
    let diagnosis = diagnose(&context.database, &mut |_| {}).await;
    let mut findings = graph_findings(&context.revisions);
    if diagnosis.is_ok() {
        match status(context).await {
            Ok(status) => {
                let interrupted = interrupted(context, &status).await;
                findings.extend(state_findings(&status, &context.revisions, &interrupted));
                let has_sql = !matches!(context.revisions.source, Source::Alembic(_));
                if drift && has_sql && status.unknown.is_empty() && status.interrupted.is_empty() {
                    findings.extend(drift_finding(context).await);
                }
            }
            // The graph's own faults are listed already.
            Err(MigrationError::Files(_)) => {}
            Err(error)
                if findings.iter().any(|finding| finding.problem.kind() == crate::i18n::Problem::kind(&error)) => {}
            Err(error) => findings.push(refused(error)),
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

/// How the database differs from what its revisions make; nothing when it does not.
async fn drift_finding(context: &Context) -> Option<Finding> {
    match schema::drift(context).await {
        Ok(changes) if changes.is_empty() => None,
        Ok(changes) => {
            let line = |change: &schema::Change| format!("{} {}", change.action.sign(), safe(&change.name));
            let changes = changes.iter().map(line).collect();
            Some(Finding::new(Severity::Warning, StateProblem::Drift { changes }))
        }
        Err(reason) => Some(Finding::new(Severity::Info, StateProblem::DriftUnknown { reason })),
    }
}

/// More about the steps that were interrupted; nothing when the database has gone meanwhile.
async fn interrupted(context: &Context, status: &Status) -> Vec<InterruptedStep> {
    match status.interrupted.is_empty() {
        true => Vec::new(),
        false => migration::interrupted(context).await.unwrap_or_default(),
    }
}

/// Why a database does not say where it stands.
fn refused(error: MigrationError) -> Finding {
    let fixes = match &error {
        MigrationError::Revision(RevisionError::Target(TargetError::OverlappingHeads { rows, keep })) => {
            let from = rows.iter().chain(keep).cloned().collect();
            vec![Fix::StampPurge { from, to: keep.clone() }]
        }
        _ => Vec::new(),
    };
    Finding::new(Severity::Error, error).with(fixes)
}

/// A configuration that others can read and that holds a password.
pub fn exposed_password(config: &Config) -> Option<Finding> {
    let file = config.file.as_ref().filter(|file| file.exposes_password)?;
    let file = safe(&file.path.to_string_lossy()).into_owned();
    let fix = Fix::CloseConfigFile { file: file.clone() };
    Some(Finding::new(Severity::Warning, StateProblem::ExposedPassword { file }).with(vec![fix]))
}

/// Takes the right to read a file away from everybody but its owner.
pub fn close_file(file: &std::path::Path) -> Result<(), StateProblem> {
    use std::os::unix::fs::PermissionsExt;
    let close = || {
        let mode = std::fs::metadata(file)?.permissions().mode();
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode & 0o700))
    };
    close().map_err(|error: std::io::Error| StateProblem::NotClosed {
        file: safe(&file.to_string_lossy()).into_owned(),
        reason: safe(&error.to_string()).into_owned(),
    })
}

#[cfg(test)]
mod tests;
