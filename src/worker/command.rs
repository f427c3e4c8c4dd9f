//! What a front end can ask the worker for.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::config::ConnectionDraft;
use crate::database::Urgency;
use crate::database::activity::Ending;
use crate::i18n::Lang;
use crate::operations::adopt::Adoption;
use crate::operations::backup::BackupOptions;
use crate::operations::index::IndexCure;
use crate::operations::migration::{Choice, Mending, NewRevision, RunOptions};
use crate::operations::schema::Rename;
use crate::operations::seed::Answers;
use crate::revision::Direction;

/// A job, numbered by the front end; its events carry the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// What travels to the worker.
#[derive(Debug)]
pub enum Command {
    /// Begins a job.
    Start {
        /// Its number.
        job: JobId,
        /// What to do.
        request: Request,
    },
    /// Asks a job to end; asking again can only make it more urgent.
    Stop {
        /// Which.
        job: JobId,
        /// How soon.
        urgency: Urgency,
    },
    /// Asks every job to end; the events end with the last of them.
    Shutdown {
        /// How soon.
        urgency: Urgency,
    },
}

/// What a job does.
#[derive(Debug, Clone)]
pub enum Request {
    /// It only reads: any number of these run side by side.
    Look(Look),
    /// It changes something: one at a time.
    Work(Work),
}

impl Request {
    /// Whether the job changes something.
    pub fn is_writing(&self) -> bool {
        matches!(self, Request::Work(_))
    }

    /// The connection that it works on.
    pub fn connection(&self) -> Option<&str> {
        match self {
            Request::Look(look) => look.connection(),
            Request::Work(work) => work.connection(),
        }
    }
}

impl From<Look> for Request {
    fn from(look: Look) -> Request {
        Request::Look(look)
    }
}

impl From<Work> for Request {
    fn from(work: Work) -> Request {
        Request::Work(work)
    }
}

/// A database to be installed: one that is known by name, or an address that a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A connection that [`Report::Opened`](super::Report::Opened) has listed.
    Connection(String),
    /// `postgres://…` or `sqlite:…`.
    Address(String),
}

/// What can be looked at. `connection` is a name that [`Report::Opened`](super::Report::Opened) has listed.
#[derive(Debug, Clone)]
pub enum Look {
    /// Which databases there are, and which one is meant.
    Open,
    /// The revisions, and where the database stands among them.
    Survey { connection: String },
    /// Where one of many databases stands, within a few seconds whatever its server does.
    Overview { connection: String },
    /// What the configuration file says about a connection, to be edited.
    Draft { connection: String },
    /// The connection, check by check.
    Diagnose { connection: String },
    /// Everything that can be found wrong; with `drift` also what somebody has changed beside the revisions, which takes a scratch database.
    Examine { connection: String, drift: bool },
    /// The text of a revision's file.
    ReadRevision { revision: String },
    /// A file of the revisions by its name, whether it can be used or not.
    ReadFile { file: String },
    /// What a new revision begins with.
    RevisionTemplate(NewRevision),
    /// What a new revision would say that turns the database into its model; `renames` are those that a person confirmed, `None` before
    /// anybody was asked.
    Propose { connection: String, new: NewRevision, renames: Option<Vec<Rename>>, lang: Lang },
    /// The newest runs of the journal.
    Journal { connection: String, limit: u32 },
    /// What a run would do, cost and lose.
    Preview { connection: String, direction: Direction, target: String },
    /// The script that `--sql` prints, from where the database stands.
    Script { connection: String, direction: Direction, target: String },
    /// The seed sets against the database.
    CompareSeeds { connection: String, answers: Answers },
    /// The backups of the connection.
    ListBackups { connection: String },
    /// What restoring a file would do.
    InspectBackup { connection: String, file: PathBuf },
    /// Whether the database can be taken over, and how it differs from what its revisions make: takes a scratch database.
    ExamineAdoption { connection: String },
    /// The connection of a place, check by check.
    DiagnosePlace(Place),
    /// What an installation would do there.
    PlanInstallation(Place),
    /// Sizes, use and durations.
    Metrics { connection: String },
    /// What goes on in the database, once a second for as long as a goc is at work there; with `own` until it is told to stop, since a
    /// job of this goc is about to begin.
    Watch { connection: String, own: bool },
    /// Ends what a session does, or the session: the goc at work there, or somebody in its way. It changes nothing that is stored, so
    /// it may run beside a job that does.
    End { connection: String, pid: i32, began: Option<String>, ending: Ending },
    /// Keeps a password in memory for the connection, until goc ends.
    UsePassword { connection: String, password: SecretString },
}

/// What can be done. `connection` is a name that [`Report::Opened`](super::Report::Opened) has listed.
#[derive(Debug, Clone)]
pub enum Work {
    /// An upgrade or a downgrade. `mark` is the name that was typed for a protected database, here and below.
    Run { connection: String, direction: Direction, target: String, options: RunOptions, mark: Option<String> },
    /// Sets the current revision without running anything.
    Stamp { connection: String, targets: Vec<String>, purge: bool, mark: Option<String> },
    /// Deals with an interrupted step.
    Repair { connection: String, choice: Choice },
    /// Loads seed sets; all without names.
    LoadSeeds { connection: String, sets: Vec<String>, answers: Answers },
    /// Makes a backup.
    Backup { connection: String, options: BackupOptions },
    /// Tries an upgrade on a copy.
    Rehearse { connection: String, target: String },
    /// Restores one.
    Restore { connection: String, file: PathBuf, overwrite: bool, mark: Option<String> },
    /// Protects the database under a name.
    Protect { connection: String, name: String },
    /// Takes the protection away, which was typed.
    Release { connection: String, mark: String },
    /// Gives an administrator a new password.
    ResetPassword { connection: String, user: String, password: SecretString },

    /// Writes a connection into the configuration file: a new one, or in the place of the one that was called `before`.
    SaveConnection { draft: Box<ConnectionDraft>, before: Option<String> },
    /// Takes a connection out of the configuration file; its database stays.
    RemoveConnection { name: String },
    /// Makes a connection the one that is meant when none is named.
    SetDefault { name: String },
    /// Installs a database from nothing, or goes on where that broke off.
    Install { place: Place, lang: Lang, answers: Answers },
    /// Writes a text into a new file: an exported script.
    SaveText { file: PathBuf, text: String },
    /// Writes a revision that joins heads.
    Merge { targets: Vec<String>, new: NewRevision },
    /// Writes a new revision with its whole text.
    NewRevision { text: String },
    /// Writes the text of a revision anew. With a connection it is refused when the revision is applied there, unless that was said to
    /// be meant.
    RewriteRevision { connection: Option<String>, revision: String, text: String, even_if_applied: bool },
    /// Changes one name in the header of a revision file.
    Mend(Mending),
    /// Builds an invalid index again, or drops it.
    CureIndex { connection: String, index: String, cure: IndexCure },
    /// Takes the database over as it was examined.
    Adopt { connection: String, adoption: Box<Adoption> },
    /// Takes the file of an applied revision as it is now for what was applied.
    Accept { connection: String, revision: String },
    /// Takes the right to read the configuration away from others.
    CloseConfigFile,
}

impl Look {
    /// The connection that is looked at.
    pub fn connection(&self) -> Option<&str> {
        match self {
            Look::Survey { connection }
            | Look::Overview { connection }
            | Look::Draft { connection }
            | Look::Diagnose { connection }
            | Look::Examine { connection, .. }
            | Look::Propose { connection, .. }
            | Look::Journal { connection, .. }
            | Look::Preview { connection, .. }
            | Look::Script { connection, .. }
            | Look::CompareSeeds { connection, .. }
            | Look::ListBackups { connection }
            | Look::InspectBackup { connection, .. }
            | Look::ExamineAdoption { connection }
            | Look::Metrics { connection }
            | Look::Watch { connection, .. }
            | Look::End { connection, .. }
            | Look::UsePassword { connection, .. } => Some(connection),
            Look::Open
            | Look::DiagnosePlace(_)
            | Look::PlanInstallation(_)
            | Look::RevisionTemplate(_)
            | Look::ReadRevision { .. }
            | Look::ReadFile { .. } => None,
        }
    }
}

impl Work {
    /// The connection that is worked on.
    pub fn connection(&self) -> Option<&str> {
        match self {
            Work::Run { connection, .. }
            | Work::Stamp { connection, .. }
            | Work::Repair { connection, .. }
            | Work::LoadSeeds { connection, .. }
            | Work::Backup { connection, .. }
            | Work::Rehearse { connection, .. }
            | Work::Restore { connection, .. }
            | Work::ResetPassword { connection, .. }
            | Work::Protect { connection, .. }
            | Work::Release { connection, .. }
            | Work::CureIndex { connection, .. }
            | Work::Adopt { connection, .. }
            | Work::Accept { connection, .. } => Some(connection),
            Work::RewriteRevision { connection, .. } => connection.as_deref(),
            Work::SaveText { .. }
            | Work::Merge { .. }
            | Work::Install { .. }
            | Work::SaveConnection { .. }
            | Work::RemoveConnection { .. }
            | Work::SetDefault { .. }
            | Work::NewRevision { .. }
            | Work::Mend(_)
            | Work::CloseConfigFile => None,
        }
    }
}
