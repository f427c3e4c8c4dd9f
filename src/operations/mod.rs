//! What a user can ask for, a module each.
//!
//! Operations combine `revision` and `database`, report progress as [`Event`]s, and look at a
//! [`Stop`](crate::database::Stop) token. They print nothing, ask nothing and know no language: what they return is data.

pub mod activity;
pub mod admin;
pub mod adopt;
pub mod alembic;
pub mod backup;
mod context;
pub mod doctor;
mod error;
mod event;
mod explain;
mod finding;
mod fix;
pub mod impact;
pub mod index;
pub mod install;
pub mod lint;
pub mod metrics;
pub mod migration;
mod overview;
pub mod password;
pub mod protect;
mod random;
pub mod rehearse;
mod revisions;
pub mod schedule;
pub mod schema;
pub mod seed;
mod trace;
mod trouble;

pub use context::Context;
pub use error::{BackupFailure, BatchFault, Doubt, MigrationError, RunBackup, RunProblem, StepFailure, StepProblem};
pub use event::{BackupPhase, Event, Events, PlannedStep};
pub use explain::{Explanation, explain};
pub use finding::{Finding, FindingProblem, Severity, StateProblem};
pub use fix::Fix;
pub use overview::{Overview, OverviewProblem, OverviewState, overview};
pub use revisions::{BUILTIN, Revisions};
pub use trouble::Trouble;
