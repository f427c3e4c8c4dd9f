//! What the worker tells: what happens while a job runs, and how it ended.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Failure, JobId, Place};
use crate::config::{ConnectionDraft, ConnectionSettings};
use crate::database::RunRecord;
use crate::database::mark::Mark;
use crate::database::probe::{Check, Diagnosis};
use crate::operations::activity::{Activity, Ended};
use crate::operations::adopt::{Adopted, Adoption};
use crate::operations::backup::{BackupReport, Kept, RestorePlan, RestoreReport};
use crate::operations::impact::Preview;
use crate::operations::index::CuredIndex;
use crate::operations::install::{InstallReport, Stage};
use crate::operations::metrics::Metrics;
use crate::operations::migration::{
    Accepted, Created, LineChange, NewRevision, OfflineScript, RunReport, StampReport, Survey,
};
use crate::operations::rehearse::Rehearsal;
use crate::operations::schema::Proposal;
use crate::operations::seed::{LoadReport, Question, Seeds, SetDifference};
use crate::operations::{Finding, Overview, Revisions};
use crate::revision::Direction;

/// Something that happened, past tense. Every job that was started ends with exactly one `Finished`.
#[derive(Debug)]
pub enum Event {
    /// A job came further.
    Happened {
        /// Which.
        job: JobId,
        /// What happened.
        what: Happening,
        /// How many statements and progress marks before this one were left out, since the front end did not keep up.
        left_out: usize,
    },
    /// A job ended; nothing more comes of it.
    Finished {
        /// Which.
        job: JobId,
        /// What came of it.
        outcome: Box<Outcome>,
    },
}

/// What happens while a job runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// An operation came further: the same events that the command line prints.
    Operation(crate::operations::Event),
    /// A check of a diagnosis is done.
    Checked(Check),
    /// What goes on in a database that is watched.
    Activity(Arc<Activity>),
    /// A stage of an installation began or ended: all of them as they are now.
    Staged(Vec<Stage>),
}

/// What came of a job.
pub type Outcome = Result<Report, Failure>;

/// What came of a job that went well.
#[derive(Debug)]
pub enum Report {
    /// Of [`Look::Open`](super::Look::Open).
    Opened(Opened),
    /// Of [`Look::Survey`](super::Look::Survey): the revisions are there even when the database is not.
    Surveyed { connection: String, revisions: Arc<Revisions>, survey: Result<Arc<Survey>, Failure> },
    /// Of [`Look::Overview`](super::Look::Overview).
    Overviewed { connection: String, overview: Arc<Overview> },
    /// Of [`Look::Draft`](super::Look::Draft).
    Draft { connection: String, draft: Box<ConnectionDraft> },
    /// Of [`Look::Diagnose`](super::Look::Diagnose).
    Diagnosed { connection: String, diagnosis: Diagnosis },
    /// Of [`Look::Examine`](super::Look::Examine): the gravest first.
    Examined { connection: String, diagnosis: Diagnosis, findings: Vec<Arc<Finding>> },
    /// Of [`Look::ReadRevision`](super::Look::ReadRevision).
    RevisionText { revision: String, text: String },
    /// Of [`Look::ReadFile`](super::Look::ReadFile): what is no UTF-8 in it is replaced.
    FileText { file: String, path: PathBuf, text: String },
    /// Of [`Look::RevisionTemplate`](super::Look::RevisionTemplate).
    RevisionTemplate { text: String },
    /// Of [`Look::Propose`](super::Look::Propose).
    Proposed { connection: String, new: NewRevision, is_asked: bool, proposal: Box<Proposal> },
    /// Of [`Look::Journal`](super::Look::Journal): the newest first.
    Journal { connection: String, runs: Vec<RunRecord> },
    /// Of [`Look::Preview`](super::Look::Preview).
    Previewed { connection: String, direction: Direction, target: String, preview: Arc<Preview> },
    /// Of [`Look::Script`](super::Look::Script).
    Script(OfflineScript),
    /// Of [`Look::CompareSeeds`](super::Look::CompareSeeds).
    SeedsCompared { connection: String, seeds: Arc<Seeds>, questions: Vec<Question>, sets: Arc<Vec<SetDifference>> },
    /// Of [`Look::ListBackups`](super::Look::ListBackups): the newest first.
    Backups { connection: String, backups: Vec<Kept> },
    /// Of [`Look::InspectBackup`](super::Look::InspectBackup).
    BackupInspected { connection: String, plan: Box<RestorePlan> },
    /// Of [`Look::ExamineAdoption`](super::Look::ExamineAdoption).
    AdoptionExamined { connection: String, adoption: Box<Adoption> },
    /// Of [`Look::DiagnosePlace`](super::Look::DiagnosePlace).
    PlaceDiagnosed { place: Place, diagnosis: Diagnosis },
    /// Of [`Look::PlanInstallation`](super::Look::PlanInstallation): what would be done, and what has to be answered first.
    InstallationPlanned { place: Place, stages: Vec<Stage>, questions: Vec<Question> },
    /// Of [`Work::SaveConnection`](super::Work::SaveConnection) and its like: the configuration is another one now.
    ConfigChanged { file: PathBuf },
    /// Of [`Work::Install`](super::Work::Install).
    Installed(Box<InstallReport>),
    /// Of [`Look::Watch`](super::Look::Watch): nobody is at work any more.
    Watched { connection: String },
    /// Of [`Look::End`](super::Look::End).
    Ended { connection: String, ended: Ended },
    /// Of [`Look::UsePassword`](super::Look::UsePassword).
    PasswordKept { connection: String },
    /// Of [`Work::Run`](super::Work::Run), and of a repair that ran something.
    Ran { connection: String, report: RunReport },
    /// Of [`Work::Stamp`](super::Work::Stamp).
    Stamped { connection: String, report: StampReport },
    /// Of [`Work::Repair`](super::Work::Repair) when an interrupted step was only marked.
    Marked { connection: String },
    /// Of [`Work::LoadSeeds`](super::Work::LoadSeeds).
    SeedsLoaded { connection: String, report: LoadReport },
    /// Of [`Work::Backup`](super::Work::Backup).
    BackedUp { connection: String, report: BackupReport },
    /// Of [`Work::Rehearse`](super::Work::Rehearse); `None` when nothing is pending.
    Rehearsed { connection: String, rehearsal: Option<Box<Rehearsal>> },
    /// Of [`Work::Restore`](super::Work::Restore).
    Restored { connection: String, report: Box<RestoreReport> },
    /// Of [`Look::Metrics`](super::Look::Metrics).
    Metrics { connection: String, metrics: Arc<Metrics> },
    /// Of [`Work::Protect`](super::Work::Protect) and [`Work::Release`](super::Work::Release); `None` after the latter.
    Protected { connection: String, mark: Option<Mark> },
    /// Of [`Work::ResetPassword`](super::Work::ResetPassword).
    PasswordReset { connection: String, user: String },
    /// Of [`Work::SaveText`](super::Work::SaveText).
    Saved { file: PathBuf },
    /// Of [`Work::Merge`](super::Work::Merge) and of [`Work::NewRevision`](super::Work::NewRevision).
    RevisionCreated(Created),
    /// Of [`Work::RewriteRevision`](super::Work::RewriteRevision).
    RevisionRewritten(Created),
    /// Of [`Work::Mend`](super::Work::Mend).
    Mended(LineChange),
    /// Of [`Work::Accept`](super::Work::Accept).
    Accepted { connection: String, accepted: Accepted },
    /// Of [`Work::Adopt`](super::Work::Adopt).
    Adopted { connection: String, adopted: Adopted },
    /// Of [`Work::CureIndex`](super::Work::CureIndex).
    IndexCured { connection: String, cured: CuredIndex },
    /// Of [`Work::CloseConfigFile`](super::Work::CloseConfigFile).
    ConfigFileClosed { file: PathBuf },
}

/// Which databases there are.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Those of the configuration, of the environment, and the one that was named on the command line.
    pub connections: Vec<ConnectionSettings>,
    /// The one that is meant; `None` when there are several and none is the default.
    pub chosen: Option<String>,
    /// The configuration file that was read.
    pub config_file: Option<PathBuf>,
    /// Nothing says which database is meant, and the embedded one is not there: a first installation.
    pub is_unconfigured: bool,
}
