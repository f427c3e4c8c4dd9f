//! Which pending revisions stand between a seed set and its tables.

use std::collections::BTreeSet;

use super::error::{SeedError, SeedProblem, shown};
use super::set::{Field, Rows, SeedSet, Value};
use crate::database::{Statement, split};
use crate::operations::Context;
use crate::operations::impact::{Effect, touches};
use crate::operations::migration::status;
use crate::revision::{Direction, Engine, RevisionFile, RevisionId};

/// Refuses sets whose tables a pending revision creates, changes or fills. Returns where the database stands.
pub(super) async fn check_pending(context: &Context, sets: &[&SeedSet]) -> Result<Vec<RevisionId>, SeedError> {
    let status = status(context).await?;
    let graph = context.graph()?;
    let engine = context.database.engine();
    let mut touched: Vec<(RevisionId, BTreeSet<String>)> = Vec::new();
    for id in &status.pending {
        let file = graph.nodes().map(|node| graph.file(node)).find(|file| file.header.id == *id);
        if let Some(file) = file {
            touched.push((id.clone(), tables_of(context, file, engine)?));
        }
    }
    for set in sets {
        for table in tables(set) {
            let folded = table.to_lowercase();
            let waits = touched.iter().filter(|(_, tables)| tables.contains(&folded));
            let revisions: Vec<String> = waits.map(|(id, _)| shown(id)).collect();
            if !revisions.is_empty() {
                return Err(SeedProblem::Pending { file: set.file.clone(), table: shown(table), revisions }.into());
            }
        }
    }
    Ok(status.current)
}

/// The table of a set, and those that it looks into.
fn tables(set: &SeedSet) -> BTreeSet<&str> {
    let mut tables = BTreeSet::from([set.table.as_str()]);
    let rows = match &set.rows {
        Rows::Inline(rows) => rows.iter().flat_map(|row| &row.fields).collect(),
        Rows::Csv(_) => Vec::new(),
    };
    for field in set.defaults.iter().chain(rows) {
        looked_into(field, &mut tables);
    }
    tables
}

fn looked_into<'s>(field: &'s Field, tables: &mut BTreeSet<&'s str>) {
    if let Value::Lookup(lookup) = &field.value {
        tables.insert(&lookup.table);
        lookup.conditions.iter().for_each(|field| looked_into(field, tables));
    }
}

/// The tables that a revision's upgrade creates, changes or writes into, in lower case.
fn tables_of(context: &Context, file: &RevisionFile, engine: Engine) -> Result<BTreeSet<String>, SeedError> {
    context.revisions.runnable()?;
    let Some(section) = file.section_for(Direction::Upgrade, engine) else { return Ok(BTreeSet::new()) };
    let text = context.revisions.source.read_text(file).map_err(crate::operations::MigrationError::from)?;
    let body = &text[section.range.clone()];
    let mut found = BTreeSet::new();
    for statement in split(body, engine) {
        found.extend(changed_tables(body, &statement, engine));
    }
    Ok(found)
}

/// The tables that a statement creates, changes or writes into. A table that it only refers to or reads is none.
fn changed_tables(text: &str, statement: &Statement, engine: Engine) -> impl Iterator<Item = String> {
    let touched = touches(text, statement, engine).into_iter();
    touched.filter(|touch| !touch.is_index && touch.effect > Effect::Reads).map(|touch| touch.name.name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_touched_when_it_is_created_changed_or_filled() {
        let changes = |text: &str| {
            let statements = split(text, Engine::Postgres);
            statements
                .iter()
                .flat_map(|one| changed_tables(text, one, Engine::Postgres).collect::<Vec<_>>())
                .any(|table| table == "roller")
        };
        for statement in [
            "CREATE TABLE IF NOT EXISTS public.\"roller\" (id integer)",
            "CREATE UNIQUE INDEX ix ON roller (rol_adi)",
            "ALTER TABLE ONLY roller ADD COLUMN x integer",
            "ALTER TABLE roller_yeni RENAME TO roller",
            "INSERT INTO Roller (id) SELECT 1",
            "UPDATE roller SET aktif = true",
        ] {
            assert!(changes(statement), "{statement}");
        }
        for statement in
            ["CREATE TABLE x (a integer REFERENCES roller (id))", "INSERT INTO x SELECT id FROM roller", "SELECT 1", ""]
        {
            assert!(!changes(statement), "{statement}");
        }
    }
}
