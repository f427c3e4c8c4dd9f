//! A PostgreSQL database's schema as data: what the server's own functions say of it, under the search path that scripts have, so that
//! names read as a person would write them.

mod catalog;
mod dependencies;
mod lists;
mod model;
mod names;
mod read;

pub use lists::without_forms;
pub use model::{
    Attachment, Attribute, Body, Column, ColumnKind, Constraint, ConstraintKind, Domain, DomainConstraint, Function,
    FunctionKind, Grant, Identity, Index, IndexRoles, Key, Name, Object, OwnColumn, Policy, Schema, Sequence, Table,
    Trigger, View,
};
pub use names::Names;
pub use read::read;
