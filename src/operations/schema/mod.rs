//! The difference between a database and its model, and the revision that turns one into the other.
//!
//! The server is asked for everything that it can tell: the model is loaded into a scratch database, and both sides are read by the same
//! code (`database::introspect`) and compared as data. What is done with the data is pure, an engine each.

mod difference;
mod rename;
pub mod sqlite;

pub use difference::{Action, Block, Change, Detail, Difference, Loss, Note, ObjectKind, Options, Stage};
pub use rename::Rename;
