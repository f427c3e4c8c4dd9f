//! A scratch database in which a project's own revisions run: what they make, as they make it.

use super::SchemaProblem;
use super::compare::Workshop;
use super::sides::Schema;
use crate::database::scratch::Scratch;
use crate::database::{Access, Connection, Database};
use crate::operations::migration::{self, RunOptions};
use crate::operations::{Context, Events, Trouble};

/// A scratch database at no revision yet.
pub(super) struct Made {
    context: Context,
    scratch: Scratch,
}

impl Made {
    /// Makes it beside `beside`.
    pub(super) async fn create(context: &Context, beside: &Database) -> Result<Made, Trouble> {
        let scratch = Scratch::create(beside, &Workshop::name()).await.map_err(Trouble::new)?;
        let context = Context {
            database: scratch.database.clone(),
            events: Events::default(),
            protects: None,
            backup: Default::default(),
            ..context.clone()
        };
        Ok(Made { context, scratch })
    }

    /// Runs what a target needs and has not run yet.
    pub(super) async fn upgrade(&self, target: &str) -> Result<(), Trouble> {
        let done = migration::upgrade(&self.context, target, RunOptions::default()).await;
        done.map(drop).map_err(Trouble::new)
    }

    /// Opens it, to look at what is there; `path` is the search path that names have in the original.
    pub(super) async fn connect(&self, path: Option<&str>) -> Result<Connection, Trouble> {
        let connection = self.context.connect(Access::Write).await.map_err(Trouble::new)?;
        if connection.script_path() == path {
            return Ok(connection);
        }
        connection.close().await;
        // The database has a search path of its own, so that its revisions made their tables elsewhere.
        Err(Trouble::new(SchemaProblem::OtherSearchPath { path: path.unwrap_or_default().to_owned() }))
    }

    /// What is there now.
    pub(super) async fn read(&self, path: Option<&str>) -> Result<Schema, Trouble> {
        let mut connection = self.connect(path).await?;
        let schema = Schema::read(&mut connection, path).await.map_err(Trouble::new);
        connection.close().await;
        schema
    }

    /// Drops it.
    pub(super) async fn remove(self) -> Result<(), Trouble> {
        self.scratch.remove().await.map_err(Trouble::new)
    }
}
