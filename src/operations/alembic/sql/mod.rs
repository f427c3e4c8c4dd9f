//! Pieces of SQL as SQLAlchemy writes them, for one engine: names, literals, expressions, types.

mod expression;
mod quote;
mod short;
mod types;
mod value;

pub use expression::{expression, literal_text, text};
pub use quote::{Quoting, literal};
pub use short::shortened;
pub use types::{Affinity, NamedType, Type, column_type};
pub use value::{json, value};
