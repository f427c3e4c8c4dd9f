//! Revision files, the graph they make, targets and plans.
//!
//! Pure and linear: files in, graphs and plans out. No database, no clock, no terminal; only [`directory`] reads and
//! writes files. From text to steps there are three stages, each with its own errors: a [`target`] is *parsed* without
//! looking anything up, *resolved* against the graph and the database's rows, and then *planned*.

pub mod directory;
pub mod error;
pub mod file;
pub mod graph;
pub mod id;

pub use directory::{BuiltinFile, Loaded, Source, load};
pub use error::{FileProblem, GraphProblem, IdError, NewError, RevisionError, TargetError};
pub use file::{Batch, Checksum, Direction, Engine, RevisionFile, RevisionHeader, Section};
pub use graph::{Entry, Graph, Node, NodeSet, Through};
pub use id::RevisionId;
