//! What a load would change, before anything is written.

use std::collections::BTreeMap;

use serde::Serialize;

use super::error::SeedError;
use super::needs::check_pending;
use super::plan::{Cell, Planner, RowState, SetPlan};
use super::question::{Answers, Question};
use super::set::{OnExisting, SeedSet, Seeds, questions};
use crate::database::{Access, Connection};
use crate::operations::Context;

/// A set against the database.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetDifference {
    /// The set's name.
    pub set: String,
    /// Its table.
    pub table: String,
    /// What happens to rows that differ.
    pub on_existing: OnExisting,
    /// Rows that are not there.
    pub new: usize,
    /// Rows that are there as the set has them.
    pub same: usize,
    /// Rows that are there with other values.
    pub different: usize,
    /// Questions that a load would ask: of rows that would be written, those with a default included.
    pub asks: Vec<String>,
    /// Questions without an answer or a default that the load cannot do without.
    pub unanswered: Vec<String>,
    /// The rows that are not the same, in the order of the set.
    pub rows: Vec<RowDifference>,
}

/// A row against the database.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowDifference {
    /// Where it stands.
    pub line: usize,
    /// The values that find it, joined by commas.
    pub key: String,
    /// Whether it is there.
    pub state: RowState,
    /// What differs.
    pub columns: Vec<ColumnDifference>,
}

/// A column that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnDifference {
    /// Its name.
    pub column: String,
    /// What the database has; `None` for NULL.
    pub found: Option<String>,
    /// What the set has; `None` for NULL.
    pub wanted: Option<String>,
}

/// Compares sets (all without `names`) with the database. Changes nothing; questions may be open.
///
/// # Errors
/// Files, names or answers that do not fit, tables that wait for pending revisions, rows that cannot be stored.
pub async fn difference(
    context: &Context,
    seeds: &Seeds,
    names: &[String],
    answers: &Answers,
) -> Result<Vec<SetDifference>, SeedError> {
    let sets = seeds.chosen(names)?;
    let plans = plan_all(context, seeds, &sets, answers).await?;
    Ok(sets.iter().zip(&plans).map(|(set, plan)| describe(set, plan)).collect())
}

/// Plans sets in their order on a connection that cannot write.
pub(super) async fn plan_all(
    context: &Context,
    seeds: &Seeds,
    sets: &[&SeedSet],
    answers: &Answers,
) -> Result<Vec<SetPlan>, SeedError> {
    let asked = questions(seeds);
    answers.check(&asked)?;
    let asked: BTreeMap<String, Question> =
        asked.into_iter().map(|question| (question.key.clone(), question)).collect();
    check_pending(context, sets).await?;
    let mut connection = context.connect(Access::Read).await?;
    let result = plan_with(&mut connection, sets, answers, &asked).await;
    connection.close().await;
    result
}

async fn plan_with(
    connection: &mut Connection,
    sets: &[&SeedSet],
    answers: &Answers,
    asked: &BTreeMap<String, Question>,
) -> Result<Vec<SetPlan>, SeedError> {
    let mut planner = Planner::new(connection, answers, asked);
    for set in sets {
        let plan = planner.plan(set).await?;
        planner.earlier.push(plan);
    }
    Ok(planner.earlier)
}

impl SetPlan {
    pub(super) fn count(&self, state: RowState) -> usize {
        let counted = |group: &super::plan::Group| group.states.iter().filter(|&&found| found == state).count();
        let kept = if state == RowState::Same { self.kept } else { 0 };
        self.groups.iter().map(counted).sum::<usize>() + kept
    }

    /// Questions without an answer that the rows to be written need.
    pub(super) fn unanswered(&self, on_existing: OnExisting) -> Vec<String> {
        let mut keys = Vec::new();
        for group in &self.groups {
            let mut special: Vec<_> = group.special.iter().collect();
            special.sort_unstable_by_key(|(place, _)| **place);
            for (&(row, _), cell) in special {
                let written = match group.states[row] {
                    RowState::New => true,
                    RowState::Different => on_existing == OnExisting::Update,
                    RowState::Same => false,
                };
                if let (Cell::Unanswered(key), true) = (cell, written)
                    && !keys.contains(key)
                {
                    keys.push(key.clone());
                }
            }
        }
        keys
    }
}

fn describe(set: &SeedSet, plan: &SetPlan) -> SetDifference {
    let mut rows = Vec::new();
    for group in &plan.groups {
        for (row, &state) in group.states.iter().enumerate().filter(|(_, state)| **state != RowState::Same) {
            let name = |place: usize| {
                let columns = plan.table.as_ref().map(|table| &table.columns);
                columns.map(|columns| columns[group.columns[place].column].name.clone()).unwrap_or_default()
            };
            let column = |(place, found): &(usize, Option<String>)| match group.special.get(&(row, *place)) {
                Some(_) => ColumnDifference {
                    column: name(*place),
                    found: Some("***".to_owned()),
                    wanted: Some("***".to_owned()),
                },
                None => ColumnDifference {
                    column: name(*place),
                    found: found.clone(),
                    wanted: group.grid.get(row, *place).map(str::to_owned),
                },
            };
            let columns = group.differs.get(&row).map(|differs| differs.iter().map(column).collect());
            rows.push((
                group.rows[row].1,
                RowDifference {
                    line: group.rows[row].0,
                    key: group.key_text(row),
                    state,
                    columns: columns.unwrap_or_default(),
                },
            ));
        }
    }
    let different = if set.on_existing == OnExisting::Update { plan.count(RowState::Different) } else { 0 };
    let writes = plan.count(RowState::New) + different > 0;
    rows.sort_by_key(|(number, _)| *number);
    SetDifference {
        set: set.name.clone(),
        table: set.table.clone(),
        on_existing: set.on_existing,
        new: plan.count(RowState::New),
        same: plan.count(RowState::Same),
        different: plan.count(RowState::Different),
        asks: if writes { set.asks() } else { Vec::new() },
        unanswered: plan.unanswered(set.on_existing),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}
