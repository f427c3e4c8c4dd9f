//! Loading seed sets: one transaction for all of them, in file order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::difference::plan_all;
use super::error::{SeedError, SeedProblem};
use super::needs::check_pending;
use super::plan::{Cell, Group, Planner, RowState, SetPlan};
use super::question::{Answers, Question};
use super::set::{OnExisting, Rows, SeedSet, Seeds, questions};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::{Access, Catalog, Connection, DatabaseError, Grid, Table, Urgency, WriterLock};
use crate::i18n::{Lang, Say};
use crate::operations::migration::{new_run_id, now};
use crate::operations::{Context, Event, password};
use crate::revision::RevisionId;

/// What a load did, with the fields of the original's `temel_veri_yukle`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoadReport {
    /// Every row is there now; for a dry run, would be.
    pub success: bool,
    /// The sets in the order of loading.
    pub loaded_data: Vec<LoadedSet>,
    /// Nothing was written.
    pub dry_run: bool,
    /// The run in the journal, if something was written.
    pub run_id: Option<String>,
}

/// What became of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadedSet {
    /// Its name.
    pub set: String,
    /// Its table.
    pub table: String,
    /// Rows inserted.
    pub new: usize,
    /// Rows changed.
    pub updated: usize,
    /// Rows that were there already.
    pub same: usize,
    /// Rows that differ and were left as they are.
    pub kept: usize,
}

impl LoadedSet {
    fn of(set: &SeedSet, plan: &SetPlan) -> LoadedSet {
        let different = plan.count(RowState::Different);
        let (updated, kept) = match set.on_existing {
            OnExisting::Update => (different, 0),
            OnExisting::Keep => (0, different),
        };
        let (new, same) = (plan.count(RowState::New), plan.count(RowState::Same));
        LoadedSet { set: set.name.clone(), table: set.table.clone(), new, updated, same, kept }
    }

    fn writes(&self) -> usize {
        self.new + self.updated
    }
}

/// Loads sets (all without `names`). If anything fails, nothing of the load stays.
///
/// # Errors
/// As [`difference`](super::difference()), questions without an answer, a password that is refused, what the database says.
pub async fn load(
    context: &Context,
    seeds: &Seeds,
    names: &[String],
    answers: &Answers,
    dry_run: bool,
) -> Result<LoadReport, SeedError> {
    let sets = seeds.chosen(names)?;
    let asked = questions(seeds);
    answers.check(&asked)?;
    if dry_run || !is_certain_to_write(context, &sets).await? {
        let plans = plan_all(context, seeds, &sets, answers).await?;
        if let Some(report) = settled(&sets, &plans, dry_run)? {
            return Ok(report);
        }
        check_passwords(&plans, answers, &asked)?;
        // The second plan, inside the transaction, is the one that counts; the first one's rows would be in memory twice.
    }
    let asked: BTreeMap<String, Question> = asked.into_iter().map(|q| (q.key.clone(), q)).collect();
    let mut connection = context.connect(Access::Write).await?;
    let result = Load { context, sets: &sets, answers, asked: &asked, id: new_run_id() }.run(&mut connection).await;
    connection.close().await;
    result
}

/// Whether the first plan can be left out: files of rows ask nothing, and where a table is empty there is something to write. Reading
/// 100,000 rows a second time would cost a quarter of the load.
async fn is_certain_to_write(context: &Context, sets: &[&SeedSet]) -> Result<bool, SeedError> {
    if !sets.iter().all(|set| matches!(set.rows, Rows::Csv(_)) && set.defaults.is_empty()) {
        return Ok(false);
    }
    check_pending(context, sets).await?;
    let mut connection = context.connect(Access::Read).await?;
    let mut is_certain = false;
    for set in sets {
        if let Some(table) = Table::find(&mut connection, &set.table).await? {
            is_certain |= table.is_empty(&mut connection).await?;
        }
    }
    connection.close().await;
    Ok(is_certain)
}

/// The report of a load that ends with its plan: a dry run, or nothing to write.
fn settled(sets: &[&SeedSet], plans: &[SetPlan], dry_run: bool) -> Result<Option<LoadReport>, SeedError> {
    let mut keys: Vec<String> = Vec::new();
    for (set, plan) in sets.iter().zip(plans) {
        let open = plan.unanswered(set.on_existing);
        keys.extend(open.into_iter().filter(|key| !keys.contains(key)).collect::<Vec<_>>());
    }
    // A dry run says what would happen; to be asked is a part of it.
    if !keys.is_empty() && !dry_run {
        return Err(SeedProblem::Unanswered { keys }.into());
    }
    let loaded: Vec<LoadedSet> = sets.iter().zip(plans).map(|(set, plan)| LoadedSet::of(set, plan)).collect();
    let ends = dry_run || loaded.iter().all(|set| set.writes() == 0);
    Ok(ends.then_some(LoadReport { success: true, loaded_data: loaded, dry_run, run_id: None }))
}

/// The passwords whose hashes will be stored keep to the rules. The names that everybody knows are in the other answers.
fn check_passwords(plans: &[SetPlan], answers: &Answers, asked: &[Question]) -> Result<(), SeedError> {
    let public = asked.iter().filter(|question| !question.secret);
    let known: Vec<&str> =
        public.filter_map(|q| answers.get(&q.key).or(q.default.as_deref())).chain(["admin"]).collect();
    for cell in plans.iter().flat_map(|plan| &plan.groups).flat_map(|group| group.special.values()) {
        if let Cell::Hash(key) = cell
            && let Some(answer) = answers.secret(key)
        {
            password::check(answer, &known)?;
        }
    }
    Ok(())
}

struct Load<'a> {
    context: &'a Context,
    sets: &'a [&'a SeedSet],
    answers: &'a Answers,
    asked: &'a BTreeMap<String, Question>,
    id: String,
}

/// A row that the database refused, to be explained when the transaction is gone.
struct Refused {
    set: usize,
    group: Group,
    table: Table,
    row: usize,
    error: DatabaseError,
}

/// Why writing stopped.
enum Broken {
    Error(SeedError),
    Row(Box<Refused>),
}

impl<E: Into<SeedError>> From<E> for Broken {
    fn from(error: E) -> Broken {
        Broken::Error(error.into())
    }
}

impl Load<'_> {
    async fn run(&self, connection: &mut Connection) -> Result<LoadReport, SeedError> {
        let (lock, catalog, rows) = self.start(connection).await?;
        let result = match self.write(connection, &catalog, &rows).await {
            Ok(loaded) => Ok(loaded),
            Err(broken) => {
                connection.rollback().await;
                let error = match broken {
                    Broken::Error(error) => error,
                    Broken::Row(refused) => {
                        let Refused { set, group, table, row, error } = *refused;
                        group.refused(connection, self.sets[set], &table, row, error).await
                    }
                };
                self.write_failure(connection, &catalog, &error).await;
                Err(error)
            }
        };
        lock.release(connection).await;
        let loaded_data = result?;
        Ok(LoadReport { success: true, loaded_data, dry_run: false, run_id: Some(self.id.clone()) })
    }

    /// Takes the writer's lock and writes the run's row, in a transaction of its own.
    async fn start(&self, connection: &mut Connection) -> Result<(WriterLock, Catalog, Vec<RevisionId>), SeedError> {
        let stop = &self.context.stop;
        loop {
            let events = self.context.events.clone();
            let lock = WriterLock::take(connection, stop, &mut |holder| {
                events.send(Event::Waiting { holder: holder.clone() });
            })
            .await?;
            connection.begin("", stop).await?;
            match self.try_start(connection).await {
                Ok(Some((catalog, rows))) => return Ok((lock, catalog, rows)),
                // On SQLite several can come out of the waiting at the same moment; one of them was first.
                Ok(None) => connection.rollback().await,
                Err(error) => {
                    connection.rollback().await;
                    lock.release(connection).await;
                    return Err(error);
                }
            }
        }
    }

    async fn try_start(&self, connection: &mut Connection) -> Result<Option<(Catalog, Vec<RevisionId>)>, SeedError> {
        let catalog = Catalog::read(connection).await?;
        if WriterLock::other_writer(connection, &catalog).await?.is_some() {
            return Ok(None);
        }
        let rows = catalog.read_version(connection).await?.unwrap_or_default();
        let names: Vec<&str> = self.sets.iter().map(|set| set.name.as_str()).collect();
        let target = names.join(" ");
        let run = NewRun { id: &self.id, command: "seed", target: &target, plan: &[] };
        let sql = format!("{}{}", journal::create(&catalog), journal::start_run(&catalog, &run, &now()));
        connection.commit(&sql, &self.context.stop).await?;
        self.context.events.send(Event::RunStarted { run_id: self.id.clone(), command: "seed", target });
        Ok(Some((catalog, rows)))
    }

    async fn write(
        &self,
        connection: &mut Connection,
        catalog: &Catalog,
        rows: &[RevisionId],
    ) -> Result<Vec<LoadedSet>, Broken> {
        connection.begin("", &self.context.stop).await?;
        if catalog.read_version(connection).await?.unwrap_or_default() != rows {
            return Err(SeedProblem::Moved.into());
        }
        let mut loaded = Vec::with_capacity(self.sets.len());
        for (number, set) in self.sets.iter().enumerate() {
            let mut plan = Planner::new(connection, self.answers, self.asked).plan(set).await?;
            let keys = plan.unanswered(set.on_existing);
            if !keys.is_empty() {
                // A row that was there a moment ago is gone.
                return Err(SeedProblem::Unanswered { keys }.into());
            }
            let report = LoadedSet::of(set, &plan);
            if report.writes() > 0 {
                connection.use_application_path().await?;
                self.write_set(connection, number, &mut plan, report.writes()).await?;
                connection.use_own_path().await?;
            }
            loaded.push(report);
        }
        let sql = journal::finish_run(catalog, &self.id, Outcome::Done, &now(), None);
        connection.commit(&sql, &self.context.stop).await?;
        self.end(Outcome::Done, None);
        Ok(loaded)
    }

    async fn write_set(
        &self,
        connection: &mut Connection,
        number: usize,
        plan: &mut SetPlan,
        total: usize,
    ) -> Result<(), Broken> {
        let (set, Some(table)) = (self.sets[number], plan.table.clone()) else { return Ok(()) };
        let mut done = 0;
        for mut group in std::mem::take(&mut plan.groups) {
            self.fill_in(&mut group)?;
            for state in [RowState::New, RowState::Different] {
                let rows = group.in_state(state);
                if rows.is_empty() || state == RowState::Different && set.on_existing == OnExisting::Keep {
                    continue;
                }
                let mut progress = |so_far: usize| {
                    self.context.events.send(Event::SeedProgress { set: set.name.clone(), done: done + so_far, total });
                };
                let job = Job { table: &table, group: &group, state };
                connection.mark().await?;
                match job.write(connection, &rows, self.context, &mut progress).await {
                    Ok(()) => connection.keep().await?,
                    Err(error @ DatabaseError::Statement { .. }) => {
                        connection.undo().await?;
                        let (row, error) = job.find_refused(connection, &rows, self.context, error).await?;
                        return Err(Broken::Row(Box::new(Refused { set: number, group, table, row, error })));
                    }
                    Err(error) => return Err(error.into()),
                }
                done += rows.len();
            }
        }
        Ok(())
    }

    /// Puts hashes where the rows to be written need them.
    fn fill_in(&self, group: &mut Group) -> Result<(), SeedError> {
        if group.special.is_empty() {
            return Ok(());
        }
        let mut grid = Grid::new(group.columns.len());
        for row in 0..group.rows.len() {
            for place in 0..group.columns.len() {
                match group.special.get(&(row, place)) {
                    Some(Cell::Hash(key)) if group.states[row] != RowState::Same => {
                        let answer = self.answers.secret(key);
                        let hash = answer.map(password::hash).transpose()?;
                        grid.push(hash.as_deref());
                    }
                    _ => grid.push(group.grid.get(row, place)),
                }
            }
        }
        group.grid = grid;
        Ok(())
    }

    /// Best effort: a database that is gone cannot be told.
    async fn write_failure(&self, connection: &mut Connection, catalog: &Catalog, error: &SeedError) {
        let outcome = if error.is_stop() { Outcome::Cancelled } else { Outcome::Failed };
        let sql = journal::finish_run(catalog, &self.id, outcome, &now(), Some(&error.say(Lang::En)));
        let _ = connection.execute(sql).await;
        self.end(outcome, Some(error.say(Lang::En)));
    }

    fn end(&self, outcome: Outcome, error: Option<String>) {
        self.context.events.send(Event::RunEnded { run_id: self.id.clone(), outcome, error });
    }
}

/// Rows of a group to be inserted or changed.
struct Job<'a> {
    table: &'a Table,
    group: &'a Group,
    state: RowState,
}

impl Job<'_> {
    async fn write(
        &self,
        connection: &mut Connection,
        rows: &[usize],
        context: &Context,
        progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), DatabaseError> {
        let Group { columns, key, grid, .. } = self.group;
        match self.state {
            RowState::New => self.table.insert(connection, columns, grid, rows, &context.stop, progress).await,
            _ => {
                if context.stop.urgency() == Urgency::Now {
                    return Err(DatabaseError::Cancelled);
                }
                self.table.update(connection, columns, key, grid, rows).await?;
                progress(rows.len());
                Ok(())
            }
        }
    }

    /// Halves the rows until one is left: the first one that the database refuses behind those before it.
    async fn find_refused(
        &self,
        connection: &mut Connection,
        rows: &[usize],
        context: &Context,
        mut error: DatabaseError,
    ) -> Result<(usize, DatabaseError), DatabaseError> {
        let (mut low, mut high) = (0, rows.len());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            connection.mark().await?;
            match self.write(connection, &rows[low..middle], context, &mut |_| {}).await {
                Ok(()) => {
                    connection.keep().await?;
                    low = middle;
                }
                Err(found @ DatabaseError::Statement { .. }) => {
                    connection.undo().await?;
                    error = found;
                    high = middle;
                }
                Err(other) => return Err(other),
            }
        }
        let row = rows.get(low).copied().unwrap_or_default();
        connection.mark().await?;
        if let Err(found) = self.write(connection, &rows[low..high], context, &mut |_| {}).await {
            error = found;
        }
        Ok((row, error))
    }
}
