//! Revision files, the graph they make, targets and plans.
//!
//! Pure and linear: files in, graphs and plans out. No database, no clock, no terminal; only [`directory`] reads and
//! writes files. From text to steps there are three stages, each with its own errors: a [`target`] is *parsed* without
//! looking anything up, *resolved* against the graph and the database's rows, and then *planned*.

pub mod alembic;
pub mod directory;
pub mod error;
pub mod file;
pub mod graph;
pub mod history;
pub mod id;
pub mod lanes;
pub mod new;
mod order;
pub mod plan;
pub mod resolve;
pub mod target;

pub use directory::{BuiltinFile, Loaded, MODEL_FILE, Source, load, project_url, read_sql};
pub use error::{FileProblem, GraphProblem, IdError, NewError, RevisionError, TargetError};
pub use file::{Batch, Checksum, Direction, Engine, RevisionFile, RevisionHeader, Section, Untranslated};
pub use graph::{Entry, Graph, Node, NodeSet, Through};
pub use history::{Current, current, history, show};
pub use id::RevisionId;
pub use lanes::draw_lanes;
pub use new::{NewMerge, NewRevision};
pub use plan::{Action, Plan, Step, downgrade, range, stamp, upgrade};
pub use target::{HistoryRange, Target, TargetRange};

/// Reads a source and makes its graph, or says what is wrong first: a file, else the graph.
///
/// For what changes a database. Front ends that show a broken project call [`load`] and [`Graph::new`] themselves.
pub fn open(source: &Source) -> Result<Graph, RevisionError> {
    let loaded = load(source);
    if let Some(problem) = loaded.problems.into_iter().find(FileProblem::is_grave) {
        return Err(problem.into());
    }
    let graph = Graph::new(loaded.files);
    graph.check()?;
    Ok(graph)
}
