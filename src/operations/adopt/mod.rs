//! Taking over a database whose revisions another program has run, mostly Alembic: first it is compared with what its revisions make, then
//! each of them is written into the journal with the checksum of its file. The version table is not touched, so that Alembic can go on.

mod problem;

use serde::Serialize;

pub use problem::AdoptProblem;

use super::migration::{Standing, joined, new_run_id, now};
use super::schema::{self, Change};
use super::{Context, Event, MigrationError, RunProblem, Trouble};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::{Access, Catalog, Connection, Database, DatabaseError, WriterLock};
use crate::i18n::{Lang, Problem, Say, safe, suggestion};
use crate::revision::{self, Checksum, Graph, RevisionId, Target};

/// What taking a database over would write down.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Adoption {
    /// What people call the database.
    pub database: String,
    /// The rows of its version table.
    pub current: Vec<RevisionId>,
    /// The applied revisions that the journal does not know, in the order in which they build on each other; empty when goc has taken the
    /// database over already.
    pub revisions: Vec<RevisionId>,
    /// Revisions that an upgrade to `heads` would run then.
    pub pending: Vec<RevisionId>,
    /// How the database differs from what its revisions make; see [`schema::drift`]. Not looked for when nothing is to be done.
    pub differences: Vec<Change>,
}

impl Adoption {
    /// Whether there is nothing left to take over.
    pub fn is_done(&self) -> bool {
        self.revisions.is_empty()
    }

    /// Refuses a database that is not what its revisions make.
    ///
    /// # Errors
    /// [`AdoptProblem::Differs`].
    pub fn check(&self) -> Result<(), AdoptProblem> {
        if self.differences.is_empty() {
            return Ok(());
        }
        let line = |change: &Change| format!("{} {}", change.action.sign(), safe(&change.name));
        let changes = self.differences.iter().map(line).collect();
        Err(AdoptProblem::Differs { database: safe(&self.database).into_owned(), changes })
    }
}

/// What taking a database over has written down.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Adopted {
    /// What people call the database.
    pub database: String,
    /// Where it stands, as before.
    pub current: Vec<RevisionId>,
    /// The revisions that the journal knows from now on.
    pub adopted: Vec<RevisionId>,
    /// How many differences were accepted.
    pub differences: usize,
}

/// Looks whether a database can be taken over: whether its version is known, and whether its tables are what its revisions make. Changes
/// nothing; the revisions run in a scratch database, beside `scratch` where one is given.
///
/// # Errors
/// The revisions are Python or do not fit together, the version is not known or there is none, the schema cannot be compared.
pub async fn examine(context: &Context, scratch: Option<&Database>) -> Result<Adoption, Trouble> {
    context.revisions.runnable().map_err(Trouble::new)?;
    let graph = context.graph().map_err(Trouble::new)?;
    let mut connection = context.connect(Access::Read).await.map_err(Trouble::new)?;
    let standing = Standing::read(&mut connection).await;
    connection.close().await;
    let standing = standing.map_err(Trouble::new)?;
    let rows = standing.current.clone();
    check_rows(context, graph, &rows)?;
    let unrecorded = standing.compare(&context.database.name, graph).map_err(Trouble::new)?.unrecorded;
    let plan = |from: &[RevisionId]| revision::upgrade(graph, from, &Target::heads()).map_err(MigrationError::from);
    let ids = |plan: revision::Plan| plan.steps.into_iter().map(|step| step.revision).collect::<Vec<_>>();
    let pending = ids(plan(&rows).map_err(Trouble::new)?);
    // From nothing to everything is the order in which they build on each other.
    let mut revisions = ids(plan(&[]).map_err(Trouble::new)?);
    let unrecorded: std::collections::HashSet<RevisionId> = unrecorded.into_iter().collect();
    revisions.retain(|id| unrecorded.contains(id));
    let mut differences = match revisions.is_empty() {
        true => Vec::new(),
        false => schema::drift_beside(context, scratch).await.map_err(|trouble| no_scratch(context, trouble))?,
    };
    // Nothing is going to be dropped.
    differences.iter_mut().for_each(|change| change.loss = None);
    Ok(Adoption { database: context.database.name.clone(), current: rows, revisions, pending, differences })
}

/// A login of the shop as a rule may not make a scratch database.
fn no_scratch(context: &Context, trouble: Trouble) -> Trouble {
    if trouble.kind() != "permission_denied" {
        return trouble;
    }
    let database = safe(&context.database.name).into_owned();
    Trouble::new(AdoptProblem::NoScratch { database, error: trouble.say(Lang::En) })
}

/// Every row has to be a revision of the files.
fn check_rows(context: &Context, graph: &Graph, rows: &[RevisionId]) -> Result<(), Trouble> {
    if rows.is_empty() {
        let database = safe(&context.database.name).into_owned();
        return Err(Trouble::new(AdoptProblem::NothingThere { database }));
    }
    let Some(row) = rows.iter().find(|row| graph.by_id(row).is_none()) else { return Ok(()) };
    let ids = graph.files().iter().map(|file| file.header.id.as_ref());
    let similar = suggestion(row, ids).map(|id| safe(id).into_owned());
    Err(Trouble::new(AdoptProblem::UnknownVersion { revision: safe(row).into_owned(), similar }))
}

/// Takes a database over as it was examined. Nothing runs and the version table stays as it is; the journal's tables are made, and each
/// revision gets a row with the checksum that its file has now.
///
/// Differences are not looked at again: whoever calls has asked [`Adoption::check`] or a person.
///
/// # Errors
/// The database refuses, or it has moved meanwhile.
pub async fn take_over(context: &Context, adoption: &Adoption) -> Result<Adopted, Trouble> {
    let done = |adopted: Vec<RevisionId>| Adopted {
        database: adoption.database.clone(),
        current: adoption.current.clone(),
        adopted,
        differences: adoption.differences.len(),
    };
    if adoption.is_done() {
        return Ok(done(Vec::new()));
    }
    let steps = steps(context, adoption).map_err(Trouble::new)?;
    let mut connection = context.connect(Access::Write).await.map_err(Trouble::new)?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await
    .map_err(Trouble::new)?;
    let result = write(context, &mut connection, adoption, &steps).await;
    if result.is_err() {
        connection.rollback().await;
    }
    lock.release(&mut connection).await;
    connection.close().await;
    result.map_err(Trouble::new)?;
    Ok(done(adoption.revisions.clone()))
}

/// The revisions with their checksums; a file that was changed since it was compared is refused.
fn steps(context: &Context, adoption: &Adoption) -> Result<Vec<(RevisionId, Checksum)>, MigrationError> {
    let graph = context.graph()?;
    let mut steps = Vec::with_capacity(adoption.revisions.len());
    for id in &adoption.revisions {
        let Some(file) = graph.by_id(id).map(|node| graph.file(node)) else { continue };
        context.revisions.source.read_text(file)?;
        steps.push((id.clone(), file.checksum));
    }
    Ok(steps)
}

async fn write(
    context: &Context,
    connection: &mut Connection,
    adoption: &Adoption,
    steps: &[(RevisionId, Checksum)],
) -> Result<(), MigrationError> {
    connection.begin("", &context.stop).await?;
    let catalog = Catalog::read(connection).await?;
    let rows = rows(connection, &catalog).await?;
    if rows != adoption.current {
        let shown = |ids: &[RevisionId]| ids.iter().map(|id| id.shown()).collect();
        return Err(RunProblem::Moved { expected: shown(&adoption.current), found: shown(&rows) }.into());
    }
    let (id, time) = (new_run_id(), now());
    let target = joined(&adoption.current).unwrap_or_default();
    let run = NewRun { id: &id, command: "adopt", target: &target, plan: &adoption.revisions };
    let sql = format!(
        "{}{}{}{}",
        journal::create(&catalog),
        journal::start_run(&catalog, &run, &time),
        journal::write_adopted(&catalog, &id, steps, &time),
        journal::finish_run(&catalog, &id, Outcome::Done, &time, None)
    );
    connection.commit(&sql, &context.stop).await?;
    context.events.done(&id, "adopt", &target);
    Ok(())
}

async fn rows(connection: &mut Connection, catalog: &Catalog) -> Result<Vec<RevisionId>, DatabaseError> {
    Ok(catalog.read_version(connection).await?.unwrap_or_default())
}
