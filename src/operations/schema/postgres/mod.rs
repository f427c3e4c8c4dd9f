//! The difference between two PostgreSQL schemas: pure, data in and statements out.
//!
//! 1. `compare` says of each object whether it is the same, can be altered, or has to be made anew.
//! 2. `affected` follows what depends on what: a view over a column whose type changes is dropped before and made again after.
//! 3. `order` sorts what has to happen by the dependencies of both sides.
//! 4. `create`, `alter` and `remove` write each as SQL; `write` puts it together.

mod affected;
mod alter;
mod attached;
mod carriers;
mod compare;
mod constraint;
mod create;
mod describe;
mod filling;
mod inherit;
mod kinds;
mod options;
mod order;
mod own;
mod passing;
mod privileges;
mod relabel;
mod remove;
mod rename;
mod rows;
mod sequence;
mod stages;
mod table;
mod types;
mod write;

pub use rename::{filter, keep_rights, keep_unwanted, rename, rename_candidates, subjects};
pub use stages::{Waypoint, waypoints};
pub use write::difference;
