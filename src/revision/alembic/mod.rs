//! Alembic's revision files: Python that is read and never run.
//!
//! [`parse`] turns text into statements, or into what is wrong with it; everything else here looks at statements. What Alembic would
//! find out by running a file (`revision = make_id()`) stays unknown and is said so. Pure, as the rest of the layer: files are read by
//! `directory`.

mod depth;
mod edit;
mod encoding;
mod file;
mod header;
mod literal;
mod module;
mod project;
mod settings;
mod write;

pub use edit::{NotEdited, replace_name};
pub use file::{LARGEST_FILE, Script, read, readable};
pub use module::{Module, SyntaxError, parse};
pub use project::Project;
pub use settings::{SETTINGS_FILES, Settings};
pub use write::{Moment, file_name, write};

/// Whether Alembic takes a file of this name for a revision: Python, and neither a package's `__init__` nor an editor's `.#` lock.
pub fn is_revision_name(name: &[u8]) -> bool {
    name.ends_with(b".py") && !name.starts_with(b"__init__") && !name.starts_with(b".#")
}

#[cfg(test)]
mod tests;
