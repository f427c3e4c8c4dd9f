//! What every operation needs.

use std::time::Duration;

use super::backup::BackupPolicy;
use super::{Events, MigrationError, Revisions};
use crate::database::{Access, Connection, Database, DatabaseError, Stop};
use crate::revision::Graph;

/// A database, its revisions, and the way to hear and stop what happens.
#[derive(Debug, Clone)]
pub struct Context {
    /// The database at hand.
    pub database: Database,
    /// The revisions that belong to it.
    pub revisions: std::sync::Arc<Revisions>,
    /// Told what happens.
    pub events: Events,
    /// Asks running work to end.
    pub stop: Stop,
    /// How long to wait for a server that is not there yet (`--wait`).
    pub patience: Duration,
    /// The name that was typed for a protected database: without it nothing is taken away from one.
    pub typed_mark: Option<String>,
    /// The name that its first upgrade protects a database under: production protects itself.
    pub protects: Option<String>,
    /// What its settings say about backups.
    pub backup: BackupPolicy,
}

impl Context {
    /// Opens a connection, as patiently as was asked for.
    pub async fn connect(&self, access: Access) -> Result<Connection, DatabaseError> {
        self.database.connect_patiently(access, self.patience, &self.stop).await
    }

    /// The same with what was typed for a protected database.
    pub fn typed(self, mark: Option<String>) -> Context {
        Context { typed_mark: mark, ..self }
    }

    /// The graph, if every file is fine and they fit together.
    pub fn graph(&self) -> Result<&Graph, MigrationError> {
        self.revisions.checked()
    }
}
