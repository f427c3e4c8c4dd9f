//! Running revisions: plans become steps, steps become transactions.

mod atomic;
mod create;
mod history;
mod loose;
mod offline;
mod repair;
mod run;
mod stamp;
mod status;
mod step_script;
mod survey;

pub use create::{Created, NewRevision, create_merge, create_revision};
pub use history::{AppliedRevisions, HistoryEntry, describe};
pub use offline::{Script as OfflineScript, script};
pub use repair::{Choice, InterruptedStep, interrupted, repair};
pub use run::{NotTried, Resume, RunOptions, RunReport, StepReport, downgrade, plan_run, upgrade};
pub(super) use run::{make_plan, new_run_id, now};
pub use stamp::{StampReport, stamp};
pub use status::{AppliedStep, ChangedFile, Status, status};
pub(super) use status::{Standing, joined};
pub(super) use step_script::StepScript;
pub use survey::{Survey, survey};
