//! What a key means. Tabs see these and never a key.

/// Something that a person wants, named by what it does and not by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    // In every list.
    Next,
    Previous,
    PageDown,
    PageUp,
    First,
    Last,
    /// To the pane on the left, or sideways.
    Left,
    /// To the pane on the right, or sideways.
    Right,
    /// Looks at what is selected, or presses the button.
    Accept,
    /// Away from here: closes, clears a filter, goes back a pane.
    Back,
    /// Marks or unmarks what is selected.
    Mark,

    // Everywhere.
    Help,
    Palette,
    Log,
    Filter,
    Refresh,
    Copy,
    Language,
    Mouse,
    Suspend,
    Redraw,
    Quit,
    /// After everything was asked.
    QuitNow,
    NextTab,
    PreviousTab,
    Tab1,
    Tab2,
    Tab3,
    Tab4,
    Tab5,

    // On databases.
    /// Works on the selected connection from now on.
    Choose,
    Test,
    Add,
    Edit,
    Remove,
    Backup,
    Restore,
    /// Sizes, use and durations.
    Metrics,
    /// Compare with what should be there.
    Compare,
    /// Sets the mark that protects a database, or takes it away.
    Protect,
    Install,

    // On revisions.
    Upgrade,
    Downgrade,
    Stamp,
    NewRevision,
    Merge,
    EditFile,

    // On a plan and a run.
    DryRun,
    /// Tries the plan on a copy.
    Rehearse,
    Export,
    Cancel,
    /// The question before the running job is cancelled.
    CancelJob,
    Sql,
    /// Ends what somebody does who is in the way.
    EndBlocker,
    /// Back to the run of another goc.
    Watch,
    /// When the run is to begin.
    NotBefore,
    /// When the run has to be over.
    Deadline,
    /// Another target for the plan.
    Target,

    // On findings.
    Fix,
    /// The next of several fixes.
    NextFix,

    // On seeds.
    Load,
    LoadAll,
    Answers,
    Check,
}

impl Action {
    /// Whether it is something to do, which a palette lists, and no way to move.
    pub fn is_command(self) -> bool {
        !matches!(
            self,
            Action::Next
                | Action::Previous
                | Action::PageDown
                | Action::PageUp
                | Action::First
                | Action::Last
                | Action::Left
                | Action::Right
                | Action::Accept
                | Action::Back
                | Action::Mark
                | Action::Palette
                | Action::NextTab
                | Action::PreviousTab
        )
    }
}
