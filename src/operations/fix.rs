//! What can be done about a finding, as data: whoever shows it also runs it.

use serde::Serialize;

use super::index::IndexCure;
use super::migration::{Choice, LineChange, Mending};
use crate::revision::Direction;

/// One way out of a finding. The names in it are as sentences have them, safe to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "fix", rename_all = "snake_case")]
pub enum Fix {
    /// Writes a revision that joins these heads.
    Merge {
        /// Which.
        heads: Vec<String>,
    },
    /// Changes one name in the header of a file.
    Mend {
        /// Which.
        mending: Mending,
        /// The line, before and after.
        change: LineChange,
    },
    /// The same where only a person knows the right name.
    MendWith {
        /// Which name; what it is to become is left out.
        mending: Mending,
        /// The line, with a hole where the name goes: [`LineChange::filled`].
        change: LineChange,
    },
    /// A person has to change the file.
    EditFile {
        /// Its name.
        file: String,
        /// Where to look, if that is known.
        line: Option<u32>,
    },
    /// Forgets what the version table holds and writes these; nothing runs.
    StampPurge {
        /// What the version table holds now.
        from: Vec<String>,
        /// What is most likely true; empty when only a person can know.
        to: Vec<String>,
    },
    /// Writes down what another program has applied, after a look at the tables.
    Adopt,
    /// Takes a changed file for what was applied.
    AcceptFile {
        /// The revision.
        revision: String,
        /// Its file.
        file: String,
        /// When it was applied, ISO 8601 in UTC.
        applied: String,
    },
    /// Looks at the file of a revision.
    ShowFile {
        /// Which.
        revision: String,
    },
    /// Deals with the newest interrupted step.
    Repair {
        /// Of this revision.
        revision: String,
        /// Which way it was going.
        direction: Direction,
        /// In which manner.
        choice: Choice,
        /// Statements that are done and kept.
        done: usize,
        /// Statements of the section as the file is now; 0 when the file is gone.
        total: usize,
        /// The next statement: `file:line`, and its beginning.
        next: Option<(String, String)>,
        /// Whether the file still has the statements that are done.
        unchanged: bool,
        /// What the journal has as the reason.
        why: Option<String>,
    },
    /// Goes on with a run that did not come to its end.
    ContinueRun {
        /// Which way it was going.
        direction: Direction,
        /// Where it has to go from here, which a relative target of then no longer says.
        target: String,
        /// The steps that are left.
        left: Vec<String>,
    },
    /// Runs what is pending.
    Upgrade {
        /// How much that is.
        count: usize,
    },
    /// Loads seed sets that ask nothing.
    LoadSeeds {
        /// Their names.
        sets: Vec<String>,
    },
    /// Seed sets that ask something first, such as the name of the company.
    AnswerSeeds {
        /// Their names.
        sets: Vec<String>,
    },
    /// Gives an administrator a new password.
    ResetPassword {
        /// Who.
        user: String,
    },
    /// Builds an invalid index again or drops it, beside the work of the shop.
    CureIndex {
        /// Which.
        index: String,
        /// Its table.
        table: String,
        /// What is to be done.
        cure: IndexCure,
    },
    /// Takes the right to read a configuration away from others.
    CloseConfigFile {
        /// Which.
        file: String,
    },
}

impl Fix {
    /// Whether it changes the database, so that production wants its name typed.
    pub fn changes_database(&self) -> bool {
        matches!(
            self,
            Fix::StampPurge { .. }
                | Fix::Adopt
                | Fix::AcceptFile { .. }
                | Fix::Repair { .. }
                | Fix::ContinueRun { .. }
                | Fix::Upgrade { .. }
                | Fix::LoadSeeds { .. }
                | Fix::ResetPassword { .. }
                | Fix::CureIndex { .. }
        )
    }
}
