//! Rules for SQLite: what its ALTER TABLE cannot do, and what a rebuilt table forgets (sqlite.org/lang_altertable.html, section 7).

use std::collections::BTreeSet;

use super::both::added_column;
use super::objects::key;
use super::problem::LintProblem;
use super::step::{Here, Step};
use super::written::Written;
use crate::database::TableName;
use crate::i18n::safe;
use crate::operations::impact::{Effect, Words, is, table_actions};
use crate::revision::Engine;

/// A table that is dropped and made again under its name.
#[derive(Debug)]
pub struct Rebuilt {
    statement: usize,
    table: TableName,
    /// What hung on it.
    objects: BTreeSet<String>,
}

pub(super) fn check(step: &mut Step<'_>, here: &Here<'_>) {
    alter(step, here.words);
    dropped(step, here);
    pragma(step, here.words);
    if here.words.begins("ATTACH") {
        step.find(None, LintProblem::Attach);
    }
    if let Some(dropped) = step.dropped.clone().filter(|_| step.is_transaction()) {
        for touch in here.touches {
            let acts = match touch.effect {
                Effect::DropsRows => true,
                // A key hardly ever changes; a deleted row always does something.
                _ => false,
            };
            if acts && !step.is_made(&touch.name) && !touch.name.name.starts_with("sqlite_") && dropped != touch.name {
                let problem = LintProblem::CascadesOff { table: touch.name.written(), dropped: dropped.written() };
                step.find(Some(&touch.name), problem);
            }
        }
    }
    if let Some((view, _)) = here.words.after("DROP VIEW [IF] [EXISTS]").and_then(Words::table) {
        step.broken_views.retain(|(broken, _)| *broken != key(&view));
    }
    step.objects.follow_one(here.words);
}

fn alter(step: &mut Step<'_>, words: Words<'_>) {
    let Some((table, actions)) = table_actions(words) else { return };
    let name = || table.written();
    if actions.len() > 1 {
        step.find(Some(&table), LintProblem::NoSuchAlter { table: name(), action: "…, …".to_owned() });
        return;
    }
    let Some(words) = actions.first().map(|action| action.words) else { return };
    if let Some(missing) = missing(words) {
        step.find(Some(&table), LintProblem::NoSuchAlter { table: name(), action: missing });
        return;
    }
    if words.begins("RENAME TO") {
        view_in_the_way(step);
    }
    let Some(column) = added_column(words) else { return };
    for kind in impossible(column.definition) {
        // A key is refused even by an empty table.
        if !step.is_made(&table) || matches!(kind, "PRIMARY KEY" | "UNIQUE") {
            let (column, kind) = (column.shown(), kind.to_owned());
            step.find(Some(&table), LintProblem::ColumnCannotBeAdded { table: name(), column, kind });
        }
    }
}

/// The action, if SQLite has none like it.
fn missing(words: Words<'_>) -> Option<String> {
    let first = |count: usize| {
        let words: Vec<&str> = words.as_slice().iter().take(count).copied().collect();
        safe(&words.join(" ").to_uppercase()).into_owned()
    };
    let constraint = ["CONSTRAINT", "CHECK (", "UNIQUE (", "PRIMARY KEY", "FOREIGN KEY", "EXCLUDE"];
    if let Some(rest) = words.after("ADD") {
        let is_constraint = constraint.iter().any(|kind| rest.begins(kind));
        let conditional = rest.skip("COLUMN").begins("IF NOT EXISTS");
        return (is_constraint || conditional)
            .then(|| if conditional { "ADD COLUMN IF NOT EXISTS".to_owned() } else { first(2) });
    }
    if let Some(rest) = words.after("DROP") {
        let conditional = rest.skip("COLUMN").begins("IF EXISTS");
        let no_column = rest.begins("CONSTRAINT") || rest.as_slice().last().is_some_and(|last| is(last, "CASCADE"));
        return (conditional || no_column)
            .then(|| if conditional { "DROP COLUMN IF EXISTS".to_owned() } else { first(2) });
    }
    if words.begins("RENAME CONSTRAINT *") && words.as_slice().len() > 3 && words.begins("RENAME CONSTRAINT * TO") {
        return Some(first(2));
    }
    if words.begins("RENAME") || words.as_slice().is_empty() {
        return None;
    }
    let known = words.after("ALTER [COLUMN] *").is_some_and(|rest| rest.as_slice().len() > 1);
    Some(if known { format!("ALTER COLUMN {}", column_change(words)) } else { first(2) })
}

fn column_change(words: Words<'_>) -> String {
    let rest = words.after("ALTER [COLUMN] *").unwrap_or(words);
    let words: Vec<&str> = rest.as_slice().iter().take(2).copied().collect();
    safe(&words.join(" ").to_uppercase()).into_owned()
}

/// What a column that is added may not have (sqlite.org/lang_altertable.html, section 4); NOT NULL has its own finding.
fn impossible(definition: Words<'_>) -> Vec<&'static str> {
    let outside = definition.outside_parentheses();
    let outside = Words::new(&outside, Engine::Sqlite);
    let mut found = Vec::new();
    if outside.contains("PRIMARY KEY") {
        found.push("PRIMARY KEY");
    }
    if outside.contains("UNIQUE") {
        found.push("UNIQUE");
    }
    if definition.contains("STORED") {
        found.push("STORED");
    }
    let default = definition.behind("DEFAULT");
    let moment = ["CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"];
    if let Some(default) = default {
        if moment.iter().any(|word| default.begins(word)) || default.begins("(") && !is_constant(default) {
            found.push("DEFAULT");
        }
        if !default.begins("NULL") && outside.contains("REFERENCES") {
            found.push("REFERENCES");
        }
    }
    found
}

/// Whether a default in parentheses calls nothing and names nothing.
fn is_constant(default: Words<'_>) -> bool {
    let inside = default.after("(").unwrap_or(default);
    let end = inside.as_slice().iter().position(|&word| word == ")").unwrap_or(inside.as_slice().len());
    let words = &inside.as_slice()[..end];
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match words.strip_prefix(&["-"]).or_else(|| words.strip_prefix(&["+"])).unwrap_or(words) {
        [word] => {
            is_number(word) || word.starts_with('\'') || ["NULL", "TRUE", "FALSE"].iter().any(|known| is(word, known))
        }
        [whole, ".", rest] => is_number(whole) && is_number(rest),
        _ => false,
    }
}

fn dropped(step: &mut Step<'_>, here: &Here<'_>) {
    for touch in here.touches.iter().filter(|touch| touch.effect == Effect::DropsTable) {
        let table = &touch.name;
        if step.is_made(table) {
            continue;
        }
        let is_rebuilt = step.taken_later.get(&key(table)).is_some_and(|&later| later > step.at);
        if is_rebuilt {
            let objects = step.objects.of(table);
            let views = step.objects.views_of(table).into_iter();
            step.broken_views.extend(views.map(|view| (view, table.clone())));
            step.rebuilt.push(Rebuilt { statement: step.at, table: table.clone(), objects });
        } else if !step.is_downgrade() {
            let children = step.objects.children_of(table);
            if !children.is_empty() {
                let children = children.iter().map(|child| child.written()).collect();
                step.find(Some(table), LintProblem::DropReferencedTable { table: table.written(), children });
            }
        }
    }
}

/// A RENAME reads every view, and stops at one whose table is not there.
fn view_in_the_way(step: &mut Step<'_>) {
    if let Some((view, table)) = step.broken_views.first().cloned() {
        let problem = LintProblem::ViewInTheWay { view: view.written(), table: table.written() };
        step.find(Some(&table), problem);
        step.broken_views.clear();
    }
}

fn pragma(step: &mut Step<'_>, words: Words<'_>) {
    let Some(rest) = words.after("PRAGMA") else { return };
    let rest = rest.after("* .").unwrap_or(rest);
    let sets = |name: &str| rest.after(name).is_some_and(|value| value.begins("=") || value.begins("("));
    if sets("FOREIGN_KEYS") && step.is_transaction() && step.part.direction.is_some() {
        step.find(None, LintProblem::PragmaIgnored { pragma: "foreign_keys".to_owned() });
    }
    if sets("WRITABLE_SCHEMA")
        && rest
            .after("WRITABLE_SCHEMA *")
            .is_some_and(|value| !["OFF", "0", "FALSE", "NO", "RESET"].iter().any(|off| value.begins(off)))
    {
        step.find(None, LintProblem::WritableSchema);
    }
}

/// What rebuilt tables do not have any more.
pub(super) fn end(step: &mut Step<'_>) {
    for Rebuilt { statement, table, objects } in std::mem::take(&mut step.rebuilt) {
        let now = step.objects.of(&table);
        let lost: Vec<String> = objects.difference(&now).map(|name| name.written()).collect();
        if !lost.is_empty() {
            let problem = LintProblem::RebuildLosesObjects { table: table.written(), objects: lost };
            step.find_at(statement, Some(&table), problem);
        }
    }
}
