//! Drift: how a database differs from what its own revisions make. They are run in a scratch database, as far as the database has come, and
//! both schemas are compared.

use super::compare::Workshop;
use super::sides::Schema;
use super::{Change, Options, SchemaProblem, Stage};
use crate::database::scratch::Scratch;
use crate::database::{Access, Catalog, Database, DatabaseError};
use crate::operations::migration::{self, RunOptions};
use crate::operations::{Context, Events, Trouble};
use crate::revision::RevisionId;

/// What somebody has changed in the database beside its revisions: `Create` is there and no revision makes it, `Drop` is missing.
///
/// The database is only read. Nothing is run in one that stands at no revision.
///
/// # Errors
/// The database cannot be read, or a scratch database cannot be made or brought to the same place.
pub async fn drift(context: &Context) -> Result<Vec<Change>, Trouble> {
    drift_beside(context, None).await
}

/// The same with the scratch database beside another one, where this login may make some.
///
/// # Errors
/// As for [`drift`].
pub async fn drift_beside(context: &Context, scratch: Option<&Database>) -> Result<Vec<Change>, Trouble> {
    let mut connection = context.connect(Access::Read).await.map_err(Trouble::new)?;
    let path = connection.script_path().map(str::to_owned);
    let read = async {
        let catalog = Catalog::read(&mut connection).await?;
        let current = catalog.read_version(&mut connection).await?.unwrap_or_default();
        Ok::<_, DatabaseError>((Schema::read(&mut connection, path.as_deref()).await?, current))
    }
    .await;
    connection.close().await;
    let (actual, current) = read.map_err(Trouble::new)?;
    if current.is_empty() {
        return Ok(Vec::new());
    }
    let beside = scratch.unwrap_or(&context.database);
    let scratch = Scratch::create(beside, &Workshop::name()).await.map_err(Trouble::new)?;
    let made = in_scratch(context, &scratch, &current, &actual, path.as_deref()).await;
    scratch.remove().await.map_err(Trouble::new)?;
    made
}

async fn in_scratch(
    context: &Context,
    scratch: &Scratch,
    current: &[RevisionId],
    actual: &Schema,
    path: Option<&str>,
) -> Result<Vec<Change>, Trouble> {
    let copy = Context {
        database: scratch.database.clone(),
        events: Events::default(),
        protects: None,
        backup: Default::default(),
        ..context.clone()
    };
    for revision in current {
        migration::upgrade(&copy, revision, RunOptions::default()).await.map_err(Trouble::new)?;
    }
    let mut connection = copy.connect(Access::Write).await.map_err(Trouble::new)?;
    let result = async {
        if connection.script_path() != path {
            // The database has a search path of its own, so that its revisions made their tables elsewhere.
            return Err(Trouble::new(SchemaProblem::OtherSearchPath { path: path.unwrap_or_default().to_owned() }));
        }
        let mut made = Schema::read(&mut connection, path).await.map_err(Trouble::new)?;
        let options = Options::default();
        made.settle(&mut connection, actual, &options, path).await.map_err(Trouble::new)?;
        Ok(made.difference(actual, &options, Stage::Together).changes)
    }
    .await;
    connection.close().await;
    result
}
