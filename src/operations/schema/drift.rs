//! Drift: how a database differs from what its own revisions make. They are run in a scratch database, as far as the database has come, and
//! both schemas are compared.

use super::made::Made;
use super::sides::Schema;
use super::{Change, Options, Stage};
use crate::database::{Access, Catalog};
use crate::operations::{Context, Trouble};
use crate::revision::RevisionId;

/// What somebody has changed in the database beside its revisions: `Create` is there and no revision makes it, `Drop` is missing.
///
/// The database is only read. Nothing is run in one that stands at no revision.
///
/// # Errors
/// The database cannot be read, or a scratch database cannot be made or brought to the same place.
pub async fn drift(context: &Context) -> Result<Vec<Change>, Trouble> {
    let mut connection = context.connect(Access::Read).await.map_err(Trouble::new)?;
    let path = connection.script_path().map(str::to_owned);
    let read = async {
        let catalog = Catalog::read(&mut connection).await?;
        let current = catalog.read_version(&mut connection).await?.unwrap_or_default();
        Ok::<_, crate::database::DatabaseError>((Schema::read(&mut connection, path.as_deref()).await?, current))
    }
    .await;
    connection.close().await;
    let (actual, current) = read.map_err(Trouble::new)?;
    if current.is_empty() {
        return Ok(Vec::new());
    }
    let made = Made::create(context, &context.database).await?;
    let changes = changes(&made, &current, &actual, path.as_deref()).await;
    made.remove().await?;
    changes
}

async fn changes(
    made: &Made,
    current: &[RevisionId],
    actual: &Schema,
    path: Option<&str>,
) -> Result<Vec<Change>, Trouble> {
    for revision in current {
        made.upgrade(revision).await?;
    }
    let mut connection = made.connect(path).await?;
    let result = async {
        let mut schema = Schema::read(&mut connection, path).await.map_err(Trouble::new)?;
        let options = Options::default();
        schema.settle(&mut connection, actual, &options, path).await.map_err(Trouble::new)?;
        Ok(schema.difference(actual, &options, Stage::Together).changes)
    }
    .await;
    connection.close().await;
    result
}
