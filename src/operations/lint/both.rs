//! Rules that hold on both engines.

use super::objects::key;
use super::problem::LintProblem;
use super::step::{Here, Step, column_key};
use super::written::Written;
use crate::database::TableName;
use crate::operations::impact::{Effect, OWN_VALUES, Words, table_actions};
use crate::revision::Engine;

pub(super) fn check(step: &mut Step<'_>, here: &Here<'_>) {
    lost_tables(step, here);
    if let Some((table, actions)) = table_actions(here.words)
        && !step.is_made(&table)
    {
        for action in actions {
            alter(step, &table, action.words);
        }
    }
    rows(step, here);
}

fn lost_tables(step: &mut Step<'_>, here: &Here<'_>) {
    if step.is_downgrade() {
        return;
    }
    for touch in here.touches.iter().filter(|touch| touch.effect == Effect::DropsTable) {
        // A table whose name another one takes later is rebuilt, not lost.
        let is_rebuilt = step.taken_later.get(&key(&touch.name)).is_some_and(|&later| later > step.at);
        if !step.is_made(&touch.name) && !is_rebuilt {
            step.find(Some(&touch.name), LintProblem::DropTable { table: touch.name.written() });
        }
    }
}

fn alter(step: &mut Step<'_>, table: &TableName, words: Words<'_>) {
    let name = || table.written();
    if let Some(column) = added_column(words) {
        if is_not_null(column.definition) && !has_default(step.engine, column.definition) {
            let problem = LintProblem::NotNullWithoutDefault { table: name(), columns: vec![column.shown()] };
            step.find(Some(table), problem);
        }
        step.added.insert(column_key(table, &column.name));
    } else if let Some((new, _)) = words.after("RENAME TO").and_then(Words::table) {
        // Out of the way, for another one that takes the name. And with a downgrade the application goes back, too.
        if !step.is_downgrade() && !step.taken_later.contains_key(&key(table)) {
            step.find(Some(table), LintProblem::RenameTable { table: name(), new: new.written() });
        }
    } else if words.begins("RENAME") && !words.begins("RENAME CONSTRAINT") {
        if let Some((column, _)) = words.after("RENAME [COLUMN]").and_then(Words::table)
            && !step.is_downgrade()
        {
            step.find(Some(table), LintProblem::RenameColumn { table: name(), column: column.written() });
        }
    } else if words.begins("DROP")
        && !["DROP CONSTRAINT", "DROP PRIMARY", "DROP FOREIGN"].iter().any(|other| words.begins(other))
        && !step.is_downgrade()
        && let Some(rest) = words.after("DROP [COLUMN]")
        && let Some((column, _)) = rest.after("IF EXISTS").unwrap_or(rest).table()
        && !step.added.contains(&column_key(table, &column.name))
    {
        step.find(Some(table), LintProblem::DropColumn { table: name(), column: column.written() });
    }
}

/// All rows at once, deleted or changed.
fn rows(step: &mut Step<'_>, here: &Here<'_>) {
    let words = here.words;
    if words.begins("TRUNCATE") && !words.contains("CASCADE") && !step.is_downgrade() {
        for touch in here.touches {
            if !step.is_made(&touch.name) {
                step.find(Some(&touch.name), LintProblem::DeleteAllRows { table: touch.name.written() });
            }
        }
    }
    if here.is_batch || !["UPDATE", "DELETE", "WITH"].iter().any(|command| words.begins(command)) {
        return;
    }
    let outside = words.outside_parentheses();
    let condition = Words::new(&outside, step.engine).behind("WHERE");
    for touch in here.touches {
        let table = &touch.name;
        if step.is_made(table) || table.name.starts_with("sqlite_") {
            continue;
        }
        match touch.effect {
            Effect::DropsRows if condition.is_none() && !step.is_downgrade() => {
                step.find(Some(table), LintProblem::DeleteAllRows { table: table.written() });
            }
            Effect::ChangesRows if condition.is_none_or(|words| is_backfill(step, table, words)) => {
                step.find(Some(table), LintProblem::UpdateAllRows { table: table.written() });
            }
            _ => {}
        }
    }
}

/// `WHERE new IS NULL`, of a column that the step adds: that is every row.
fn is_backfill(step: &Step<'_>, table: &TableName, condition: Words<'_>) -> bool {
    let Some((column, rest)) = condition.table() else { return false };
    rest.begins("IS NULL") && step.added.contains(&column_key(table, &column.name))
}

/// A column that `ALTER TABLE … ADD` makes.
pub(super) struct AddedColumn<'a> {
    pub name: String,
    /// Type and constraints.
    pub definition: Words<'a>,
}

impl AddedColumn<'_> {
    /// The name, harmless to draw.
    pub fn shown(&self) -> String {
        self.name.written()
    }
}

pub(super) fn added_column(words: Words<'_>) -> Option<AddedColumn<'_>> {
    let constraint = ["CONSTRAINT", "CHECK", "UNIQUE (", "PRIMARY KEY", "FOREIGN KEY", "EXCLUDE", "NOT NULL"];
    let rest = words.after("ADD")?;
    if constraint.iter().any(|other| rest.begins(other)) {
        return None;
    }
    let rest = rest.skip("COLUMN");
    let (name, definition) = rest.after("IF NOT EXISTS").unwrap_or(rest).table()?;
    Some(AddedColumn { name: name.name, definition })
}

fn is_not_null(definition: Words<'_>) -> bool {
    let outside = definition.outside_parentheses();
    let outside = Words::new(&outside, definition.engine());
    // A key is NOT NULL by itself; that SQLite adds none at all is said elsewhere.
    outside.contains("NOT NULL") || (definition.engine() == Engine::Postgres && outside.contains("PRIMARY KEY"))
}

fn has_default(engine: Engine, definition: Words<'_>) -> bool {
    let outside = definition.outside_parentheses();
    let own_value = engine == Engine::Postgres && OWN_VALUES.iter().any(|word| definition.contains(word));
    let generated = Words::new(&outside, engine).contains("AS") || definition.contains("GENERATED");
    let default = Words::new(&outside, engine).behind("DEFAULT");
    own_value || generated || default.is_some_and(|default| !default.begins("NULL"))
}
