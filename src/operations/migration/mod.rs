//! Running revisions: plans become steps, steps become transactions.

mod accept;
mod atomic;
mod batch;
mod create;
mod edit_error;
mod history;
mod loose;
mod meant;
mod mend;
mod mend_graph;
mod offline;
mod repair;
mod run;
mod stamp;
mod status;
mod step_script;
mod survey;
mod text;

pub use accept::{Accepted, accept};
pub use create::{
    Created, NewRevision, create_merge, create_revision, create_revision_from, parents_of_new, revision_template,
    revision_text,
};
pub use edit_error::{EditProblem, TextFault};
pub use history::{AppliedRevisions, HistoryEntry, describe};
pub(super) use meant::{free_id, newest_first, same_number};
pub use mend::{HeaderKey, LineChange, Mending, mend, preview_asking, preview_mending};
pub use mend_graph::{GraphMending, HeaderChange, mend_graph};
pub use offline::{Script as OfflineScript, script};
pub use repair::{Choice, InterruptedStep, interrupted, repair};
pub use run::{NotTried, Resume, RunOptions, RunReport, StepReport, downgrade, plan_run, upgrade};
pub(super) use run::{make_plan, new_run_id, now};
pub use stamp::{StampReport, stamp};
pub use status::{AppliedStep, ChangedFile, Status, status};
pub(super) use status::{Standing, joined};
pub(super) use step_script::StepScript;
pub use survey::{Survey, survey};
pub use text::{CheckedText, check_revision_text, create_revision_with, refuse_applied, rewrite_revision};
