//! `goc current`.

use super::{ids, upgrade};
use crate::cli::Ending;
use crate::cli::args::RevisionList;
use crate::cli::invocation::Invocation;
use crate::database::{Access, Catalog};
use crate::operations::{Context, Events};
use crate::revision::{self, RevisionId};

/// `current [--from REV,…]`.
pub async fn run(invocation: &Invocation, from: Option<RevisionList>) -> Result<(), Ending> {
    let output = invocation.output;
    let revisions = invocation.revisions();
    let rows = match from {
        Some(list) => given_rows(&list),
        None => rows(&upgrade::context(invocation, Events::default()).await?).await?,
    };
    let graph = revisions.checked().map_err(crate::Error::from)?;
    let current = revision::current(graph, &rows).map_err(crate::Error::from)?;
    if output.json {
        output.json(&current);
    } else if current.current.is_empty() {
        output.line(ids(output, &[]));
    } else {
        for id in &current.current {
            output.line(super::show::one_line(output, graph, id));
        }
    }
    Ok(())
}

/// The rows that `--from` names.
pub(super) fn given_rows(list: &RevisionList) -> Vec<RevisionId> {
    list.0.iter().map(|id| RevisionId::unchecked(id)).collect()
}

/// The rows of the version table.
pub(super) async fn rows(context: &Context) -> Result<Vec<RevisionId>, Ending> {
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    connection.close().await;
    Ok(rows)
}
