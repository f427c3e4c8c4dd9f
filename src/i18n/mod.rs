//! The two languages of goc, and what makes text safe and aligned on a terminal.
//!
//! A sentence is one record: its parameters, its English and its Turkish stand together, written with
//! [`sentences!`] (plain texts) or [`problems!`] (errors and findings, which also carry a stable kind and a
//! hint). Leaving a language out does not compile. Every layer keeps its own records in a file of its own;
//! this module is a leaf and knows none of them.
//!
//! Machine output (JSON keys, kinds, revision ids, SQL) is never translated.

mod amount;
mod fold;
mod language;
mod safe;
mod sentence;
mod time;

pub use amount::{age, duration, elapsed, number, size};
pub use fold::{fold, suggestion};
pub use language::Lang;
pub use safe::{cut, printable, safe, shell, width};
pub use sentence::{Problem, Say, count, list};
pub use time::local_time;

pub(crate) use sentence::{problems, sentences};
