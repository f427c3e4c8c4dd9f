//! Rules for PostgreSQL: what keeps the tills waiting, and what reaches further than it says.

use super::both::added_column;
use super::objects::key;
use super::problem::LintProblem;
use super::step::{Here, Step, column_key};
use super::written::Written;
use crate::database::TableName;
use crate::i18n::safe;
use crate::operations::impact::{Effect, LockLevel, TableAction, Touch, Words, create_table, is, table_actions};
use crate::revision::Engine;

pub(super) fn check(step: &mut Step<'_>, here: &Here<'_>) {
    settings(step, here.words);
    wait_for_lock(step, here);
    indexes(step, here);
    rewrites(step, here);
    if let Some((table, actions)) = table_actions(here.words) {
        for action in actions {
            alter(step, &table, action);
        }
    }
    cascades(step, here);
    backfill(step, here);
    types(step, here);
}

/// `SET [LOCAL] lock_timeout = …`.
fn settings(step: &mut Step<'_>, words: Words<'_>) {
    let Some(rest) = words.after("SET [LOCAL] [SESSION] LOCK_TIMEOUT") else { return };
    let value = rest.as_slice().get(1).map(|value| value.trim_matches('\'')).unwrap_or_default();
    let is_off = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ') == "0";
    step.has_lock_timeout = !(is_off || is(value, "DEFAULT") && step.part.lock_timeout_off);
}

fn wait_for_lock(step: &mut Step<'_>, here: &Here<'_>) {
    if step.has_lock_timeout {
        return;
    }
    let waits = |touch: &&Touch| {
        touch.lock.is_some_and(LockLevel::stops_writes) && !step.is_made(&touch.name) && !touch.is_index
    };
    let Some(table) = here.touches.iter().find(waits).map(|touch| touch.name.clone()) else { return };
    // Once a step will do.
    step.has_lock_timeout = step.is_transaction();
    step.find(Some(&table), LintProblem::NoLockTimeout { table: table.written() });
}

fn indexes(step: &mut Step<'_>, here: &Here<'_>) {
    let words = here.words;
    if let Some(rest) = words.after("CREATE [UNIQUE] INDEX") {
        let is_concurrent = rest.begins("CONCURRENTLY");
        let rest = rest.skip("CONCURRENTLY");
        let rest = rest.after("IF NOT EXISTS").unwrap_or(rest);
        let name = rest.table().filter(|_| !rest.begins("ON")).map(|(name, _)| name);
        // A partitioned table itself is indexed with ONLY, and has no rows.
        let is_only = rest.behind("ON").is_some_and(|table| table.begins("ONLY"));
        if let Some(touch) = here.touches.first().filter(|_| !is_concurrent && !is_only)
            && !step.is_made(&touch.name)
        {
            let index = name.as_ref().map(Written::written).unwrap_or_else(|| "ix".to_owned());
            let problem = LintProblem::IndexNotConcurrent { table: touch.name.written(), index };
            step.find(Some(&touch.name), problem);
        }
        step.made_indexes.extend(name.map(|name| key(&name)));
    }
    // It takes a moment; what it holds up is the rest of the step, which a downgrade needs anyway.
    if words.begins("DROP INDEX") && !step.is_downgrade() && !words.begins("DROP INDEX CONCURRENTLY") {
        for touch in here.touches.iter().filter(|touch| touch.is_index) {
            if !step.made_indexes.contains(&key(&touch.name)) {
                step.find(None, LintProblem::DropIndexNotConcurrent { index: touch.name.written() });
            }
        }
    }
    if words.begins("REINDEX") {
        for touch in here.touches {
            let is_new = step.is_made(&touch.name) || step.made_indexes.contains(&key(&touch.name));
            if touch.lock.is_some_and(LockLevel::stops_writes) && !is_new {
                let table = (!touch.is_index).then_some(&touch.name);
                step.find(table, LintProblem::ReindexNotConcurrent { name: touch.name.written() });
            }
        }
    }
}

/// Commands that write a table anew.
fn rewrites(step: &mut Step<'_>, here: &Here<'_>) {
    let words = here.words;
    for touch in here.touches.iter().filter(|touch| touch.effect == Effect::Rewrites) {
        let table = || touch.name.written();
        let problem = if words.begins("REFRESH") {
            LintProblem::RefreshNotConcurrent { view: table() }
        } else if words.begins("VACUUM") {
            LintProblem::TableRewrite { table: table(), command: "VACUUM FULL".to_owned() }
        } else if words.begins("CLUSTER") {
            LintProblem::TableRewrite { table: table(), command: "CLUSTER".to_owned() }
        } else {
            continue;
        };
        if !step.is_made(&touch.name) {
            step.find(Some(&touch.name), problem);
        }
    }
}

fn alter(step: &mut Step<'_>, table: &TableName, action: TableAction<'_>) {
    let words = action.words;
    if !step.is_made(table) {
        match action.effect {
            Effect::Scans => scans(step, table, words),
            Effect::Rewrites => rewrite(step, table, action),
            _ => {}
        }
    }
    for column in not_null_check(words) {
        match words.contains("NOT VALID") {
            true => step.unproven.entry(key(table)).or_default().push(column),
            false => drop(step.proven.insert(column_key(table, &column))),
        }
    }
    if words.begins("VALIDATE CONSTRAINT") {
        // Which one it is, is not looked up: whoever validates has read how it goes.
        let validated = step.unproven.remove(&key(table)).unwrap_or_default();
        step.proven.extend(validated.iter().map(|column| column_key(table, column)));
    }
}

/// Everything that looks at all rows under the lock.
fn scans(step: &mut Step<'_>, table: &TableName, words: Words<'_>) {
    let name = table.written();
    if words.begins("VALIDATE CONSTRAINT") {
        if step.is_transaction() && step.locked.contains_key(&key(table)) {
            step.find(Some(table), LintProblem::ValidatesUnderLock { table: name });
        }
        return;
    }
    if let Some((column, _)) = words.after("ALTER [COLUMN]").and_then(Words::table) {
        if !step.proven.contains(&column_key(table, &column.name)) {
            step.find(Some(table), LintProblem::NotNullScans { table: name, columns: vec![column.written()] });
        }
        return;
    }
    let outside = words.outside_parentheses();
    let outside = Words::new(&outside, Engine::Postgres);
    let body = outside.after("ADD CONSTRAINT *").or_else(|| outside.after("ADD")).unwrap_or(outside);
    let has = |pattern: &str| match added_column(words) {
        Some(_) => body.contains(pattern),
        None => body.begins(pattern),
    };
    if has("FOREIGN KEY") || (added_column(words).is_some() && has("REFERENCES")) {
        let parent = words.behind("REFERENCES").and_then(Words::table).map(|(parent, _)| parent.written());
        let problem = LintProblem::ForeignKeyValidates { table: name.clone(), parent: parent.unwrap_or_default() };
        step.find(Some(table), problem);
    }
    if has("CHECK") {
        step.find(Some(table), LintProblem::CheckValidates { table: name.clone() });
    }
    for kind in ["UNIQUE", "PRIMARY KEY"] {
        if has(kind) {
            let problem = LintProblem::UniqueBuildsIndex { table: name.clone(), kind: kind.to_owned() };
            step.find(Some(table), problem);
        }
    }
    if has("EXCLUDE") {
        step.find(Some(table), LintProblem::ExcludeBuildsIndex { table: name.clone() });
    }
    if body.begins("NOT NULL") {
        let column = body.after("NOT NULL").and_then(Words::table).map(|(column, _)| column.written());
        step.find(Some(table), LintProblem::NotNullScans { table: name, columns: column.into_iter().collect() });
    }
}

fn rewrite(step: &mut Step<'_>, table: &TableName, action: TableAction<'_>) {
    let (name, words) = (table.written(), action.words);
    if let Some(column) = added_column(words) {
        step.find(Some(table), LintProblem::ColumnRewritesTable { table: name, columns: vec![column.shown()] });
    } else if let Some((column, rest)) = words.after("ALTER [COLUMN]").and_then(Words::table) {
        let columns = vec![column.written()];
        let new = rest.after("[SET] [DATA] TYPE");
        // From one text type to a wider one only the catalog changes (ALTER TABLE, "Notes"); from what, is not known here.
        let is_text = new.is_some_and(|new| {
            ["TEXT", "VARCHAR", "CHARACTER VARYING"].iter().any(|text| new.begins(text)) && !new.contains("USING")
        });
        step.find(
            Some(table),
            match is_text {
                true => LintProblem::TypeMayRewrite { table: name, columns },
                false => LintProblem::TypeChangeRewrites { table: name, columns },
            },
        );
    } else if words.begins("SET") {
        let command = words.as_slice().iter().take(2).copied().collect::<Vec<_>>().join(" ").to_uppercase();
        step.find(Some(table), LintProblem::TableRewrite { table: name, command: safe(&command).into_owned() });
    }
}

/// The columns of `ADD [CONSTRAINT name] CHECK (a IS NOT NULL [AND b IS NOT NULL])`.
fn not_null_check(words: Words<'_>) -> Vec<String> {
    let mut columns = Vec::new();
    let mut rest = words.after("ADD CONSTRAINT * CHECK (").or_else(|| words.after("ADD CHECK ("));
    while let Some((column, behind)) = rest.and_then(Words::table) {
        let Some(behind) = behind.after("IS NOT NULL") else { return Vec::new() };
        columns.push(column.name);
        if behind.begins(")") {
            return columns;
        }
        rest = behind.after("AND");
    }
    Vec::new()
}

fn cascades(step: &mut Step<'_>, here: &Here<'_>) {
    let words = here.words;
    let cascades = |words: Words<'_>| words.as_slice().last().is_some_and(|last| is(last, "CASCADE"));
    if words.begins("TRUNCATE") {
        if words.contains("CASCADE") {
            let tables = here.touches.iter().map(|touch| touch.name.written()).collect();
            let table = here.touches.first().map(|touch| touch.name.clone());
            step.find(table.as_ref(), LintProblem::TruncateCascade { tables });
        }
    } else if words.begins("DROP") && cascades(words) {
        let is_new = |touch: &Touch| step.is_made(&touch.name);
        if here.touches.is_empty() || !here.touches.iter().all(is_new) {
            let object = words.as_slice().get(1).copied().unwrap_or_default().to_uppercase();
            let table = here.touches.first().filter(|touch| !touch.is_index).map(|touch| touch.name.clone());
            let command = format!("DROP {}", safe(&object));
            step.find(table.as_ref(), LintProblem::DropCascade { command });
        }
    } else if let Some((table, actions)) = table_actions(words) {
        for action in actions.into_iter().filter(|action| action.words.begins("DROP") && cascades(action.words)) {
            let second = action.words.as_slice().get(1).copied().unwrap_or_default();
            let object = if is(second, "CONSTRAINT") { "CONSTRAINT" } else { "COLUMN" };
            if !step.is_made(&table) {
                step.find(Some(&table), LintProblem::DropCascade { command: format!("DROP {object}") });
            }
        }
    }
}

/// Rows that change while the step already keeps others out of a table.
fn backfill(step: &mut Step<'_>, here: &Here<'_>) {
    let Some(locked) = step.first_locked.clone().filter(|_| step.is_transaction()) else { return };
    let command = ["UPDATE", "DELETE", "MERGE", "WITH", "INSERT"];
    if !command.iter().any(|command| here.words.begins(command)) {
        return;
    }
    let copies = |into: &TableName| {
        let reads = |touch: &&Touch| touch.effect == Effect::Reads && touch.name != *into;
        here.touches.iter().filter(reads).any(|touch| !step.is_made(&touch.name))
    };
    let changed = here.touches.iter().find(|touch| match touch.effect {
        Effect::ChangesRows | Effect::DropsRows => !step.is_made(&touch.name),
        Effect::Adds => copies(&touch.name) && !step.is_made(&touch.name),
        _ => false,
    });
    if let Some(touch) = changed {
        // That says more than that all of them are changed.
        step.forget(|problem| matches!(problem, LintProblem::UpdateAllRows { .. }));
        let problem = LintProblem::DdlWithBackfill { table: touch.name.written(), locked: locked.written() };
        step.find(Some(&touch.name), problem);
    }
}

/// Types of new columns that people regret.
fn types(step: &mut Step<'_>, here: &Here<'_>) {
    let mut columns: Vec<(String, Words<'_>)> = Vec::new();
    if let Some((_, rest)) = create_table(here.words).and_then(Words::table) {
        let inside = rest.after("(").unwrap_or(rest.end());
        columns.extend(inside.split_at_commas().into_iter().filter_map(|column| {
            let (name, definition) = column.table()?;
            Some((name.name, definition))
        }));
    } else if let Some((_, actions)) = table_actions(here.words) {
        let added = actions.into_iter().filter_map(|action| added_column(action.words));
        columns.extend(added.map(|column| (column.name, column.definition)));
    }
    let of = |is: fn(Words<'_>) -> bool| -> Vec<String> {
        let columns = columns.iter().filter(|(_, definition)| is(*definition));
        columns.map(|(name, _)| name.written()).collect()
    };
    let (padded, local) = (of(is_char), of(is_local_time));
    if !padded.is_empty() {
        step.find(None, LintProblem::CharType { columns: padded });
    }
    if !local.is_empty() {
        step.find(None, LintProblem::TimestampWithoutTimeZone { columns: local });
    }
}

fn is_char(definition: Words<'_>) -> bool {
    let is_fixed = |word| definition.after(word).is_some_and(|rest| !rest.begins("VARYING"));
    is_fixed("CHAR") || is_fixed("CHARACTER") || definition.begins("BPCHAR")
}

fn is_local_time(definition: Words<'_>) -> bool {
    definition.after("TIMESTAMP (…)").is_some_and(|rest| !rest.begins("WITH TIME ZONE"))
}
