//! `stamp`: setting the current heads without running anything.

use serde::Serialize;

use super::run::{new_run_id, now};
use super::status::joined;
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::mark::guard;
use crate::database::{Access, Catalog, Connection, WriterLock};
use crate::operations::{Context, Event, MigrationError};
use crate::revision::{self, Plan, RevisionId, Target};

/// What a stamp did.
#[derive(Debug, Clone, Serialize)]
pub struct StampReport {
    /// The database is where it was asked to be.
    pub success: bool,
    /// The current heads before it, joined by commas; `None` for the base.
    pub previous_revision: Option<String>,
    /// The current heads after it, joined by commas; `None` for the base.
    pub current_revision: Option<String>,
    /// The current heads before it.
    pub from: Vec<RevisionId>,
    /// The current heads after it.
    pub to: Vec<RevisionId>,
}

/// Stamps the database with `targets`; with `purge` whatever it held before is forgotten first, even rows that no
/// file has.
pub async fn stamp(context: &Context, targets: &[String], purge: bool) -> Result<StampReport, MigrationError> {
    let graph = context.graph()?;
    let parsed: Vec<Target> = targets.iter().map(|text| Target::parse(text)).collect::<Result<_, _>>()?;
    // A wrong target is refused before anything is opened for writing.
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    connection.close().await;
    revision::stamp(graph, &rows, &parsed, purge)?;

    let mut connection = context.connect(Access::Write).await?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await?;
    let result = write(context, &mut connection, &targets.join(" "), &parsed, purge).await;
    if result.is_err() {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
    result
}

async fn write(
    context: &Context,
    connection: &mut Connection,
    target: &str,
    parsed: &[Target],
    purge: bool,
) -> Result<StampReport, MigrationError> {
    connection.begin("", &context.stop).await?;
    let catalog = Catalog::read(connection).await?;
    if purge {
        guard(connection, &catalog, context.typed_mark.as_deref()).await?;
    }
    let rows = catalog.read_version(connection).await?.unwrap_or_default();
    let plan: Plan = revision::stamp(context.graph()?, &rows, parsed, purge)?;
    if !plan.is_empty() || !catalog.has_version_table {
        let id = new_run_id();
        let run = NewRun { id: &id, command: "stamp", target, plan: &plan.to };
        let time = now();
        let sql = format!(
            "{}{}{}{}{}",
            catalog.create_version_table(),
            journal::create(&catalog),
            journal::start_run(&catalog, &run, &time),
            catalog.change_version(&plan.removes(), &plan.adds()),
            journal::finish_run(&catalog, &id, Outcome::Done, &time, None)
        );
        connection.commit(&sql, &context.stop).await?;
        context.events.done(&id, "stamp", target);
    } else {
        connection.rollback().await;
    }
    Ok(StampReport {
        success: true,
        previous_revision: joined(&plan.from),
        current_revision: joined(&plan.to),
        from: plan.from,
        to: plan.to,
    })
}
