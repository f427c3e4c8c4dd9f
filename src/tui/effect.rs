//! What a tab or a dialog wants to happen: data, so that a test can look at it.

use super::action::Action;
use super::dialog::Dialog;
use super::notice::Notice;
use super::tab::TabName;
use crate::database::Urgency;
use crate::worker::Request;

/// A wish, carried out by the app in order.
#[derive(Debug)]
pub enum Effect {
    /// Draw again.
    Redraw,
    /// Start a job.
    Start(Box<Request>),
    /// Ask the job that writes to end.
    Stop(Urgency),
    /// Put a dialog on top.
    Open(Box<dyn Dialog>),
    /// Close the dialog on top, whatever it says to that.
    CloseTop,
    /// Say something below the screen, and keep it in the log.
    Notify(Notice),
    /// Put a text into the clipboard of the person's terminal.
    Copy(String),
    /// Show a tab.
    Show(TabName),
    /// Work on another connection.
    Choose(String),
    /// What the footer says is over: keys are shown again.
    Quiet,
    /// Do what a key of the tab or of the app would do.
    Do(Action),
    /// Hand an answer to the tab that asked for it.
    Answer { tab: TabName, ask: Ask, text: String },
    /// Read files and database again.
    Refresh,
    /// Read the configuration again.
    Reopen,
    /// End the program.
    Quit,
}

/// What a tab has asked a person for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A target for an upgrade.
    UpgradeTarget,
    /// A target for a downgrade.
    DowngradeTarget,
    /// What a new revision does, in a few words.
    RevisionMessage,
    /// A message for a merge.
    MergeMessage,
    /// A file for an exported script.
    ExportFile,
    /// A file for a backup.
    BackupFile,
    /// A backup to restore.
    RestoreFile,
    /// When a run is to begin.
    NotBefore,
    /// When a run has to be over.
    Deadline,
    /// The name that a database is protected under.
    ProtectName,
    /// A target to stamp the database with, over a row that no file has.
    StampTarget,
    /// Something of the tab's own, by its number.
    Own(usize),
}

impl Effect {
    /// Starts a job.
    pub fn start(request: impl Into<Request>) -> Effect {
        Effect::Start(Box::new(request.into()))
    }

    /// Opens a dialog.
    pub fn open(dialog: impl Dialog + 'static) -> Effect {
        Effect::Open(Box::new(dialog))
    }
}
