//! Everything that a history with its database shows: the status, what was applied when, and by whom.

use std::collections::HashMap;

use super::history::AppliedRevisions;
use super::status::{Standing, Status, applied_steps};
use crate::database::{Access, Catalog, journal};
use crate::operations::{Context, MigrationError};

/// A database against the revisions at hand.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Where it stands.
    pub status: Status,
    /// Which revisions are applied, since when.
    pub applied: AppliedRevisions,
    /// Who started each run, by its id: an [`AppliedStep`](super::AppliedStep) names its run.
    pub operators: HashMap<String, String>,
}

/// Looks at a database, on one connection. Changes nothing.
pub async fn survey(context: &Context) -> Result<Survey, MigrationError> {
    let graph = context.graph()?;
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let standing = Standing::read(&mut connection).await?;
    let operators = journal::read_operators(&mut connection, &catalog).await?;
    connection.close().await;
    let applied = AppliedRevisions::of(standing.current.clone(), applied_steps(&standing.done));
    let status = standing.compare(&context.database.name, graph)?;
    Ok(Survey { status, applied, operators })
}
