//! Which tables a statement touches, read from its words alone: pure, and right for what people write in migrations.
//!
//! The words are the engine's own tokens (`database::split`), so neither comments nor strings are taken for SQL. What a function,
//! a trigger, a rule or a cascade does beyond that is not known here; [`is_opaque`] tells of statements
//! that say too little.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::lock::{Effect, LockLevel};
use super::names::{Words, table_names};
use super::query;
use super::rules::{ACTIONS, Action, COMMANDS, MODES, NAMED_BY_CREATE_TABLE, OWN_VALUES, Place, STABLE_FUNCTIONS};
use crate::database::split::tokens;
use crate::database::{Statement, TableName};
use crate::revision::Engine;

/// More words than this are rows; what they say stands in front of them.
const WORDS_READ: usize = 20_000;

/// No DROP is longer.
const WORDS_OF_DROP: usize = 1_000;

/// What a statement does to one table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Touch {
    /// The table, or the index if `is_index`.
    pub name: TableName,
    /// The name is that of an index, whose table the statement does not name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_index: bool,
    /// The lock on it until the step ends; none on a table that did not exist before, and on what SQLite only reads.
    pub lock: Option<LockLevel>,
    /// What happens to it.
    pub effect: Effect,
}

impl Touch {
    pub(super) fn new(name: TableName, lock: LockLevel, effect: Effect) -> Touch {
        Touch { name, is_index: false, lock: Some(lock), effect }
    }
}

/// The tables that a statement touches, in the order in which it names them; each once, with its strongest lock and effect.
pub fn touches(text: &str, statement: &Statement, engine: Engine) -> Vec<Touch> {
    touches_of(Words::new(&words(text, statement, engine), engine))
}

/// The words of a statement, as many as are ever read.
pub(in crate::operations) fn words<'a>(text: &'a str, statement: &Statement, engine: Engine) -> Vec<&'a str> {
    tokens(text, statement, engine).take(WORDS_READ).collect()
}

/// As [`touches`], of words that were read already.
pub(in crate::operations) fn touches_of(words: Words<'_>) -> Vec<Touch> {
    let mut found = of_words(words);
    if words.engine() == Engine::Sqlite {
        for touch in &mut found {
            touch.lock = (touch.effect > Effect::Reads).then_some(LockLevel::File);
        }
    }
    merged(found)
}

/// Whether a statement may do more than its words show: it runs code, or drops whatever depends on what it names.
pub fn is_opaque(text: &str, statement: &Statement, engine: Engine) -> bool {
    let words: Vec<&str> = tokens(text, statement, engine).take(WORDS_OF_DROP).collect();
    let words = Words::new(&words, engine);
    let runs_code = ["DO", "CALL", "EXECUTE", "DROP OWNED"].iter().any(|command| words.begins(command));
    let cascades = ["DROP", "TRUNCATE", "ALTER TABLE"].iter().any(|command| words.begins(command));
    engine == Engine::Postgres
        && (runs_code || (cascades && words.contains("CASCADE") && !words.contains("REFERENCES")))
}

/// Each table once, with the strongest of its locks and the gravest of its effects.
pub(super) fn merged(touches: Vec<Touch>) -> Vec<Touch> {
    let mut merged: Vec<Touch> = Vec::with_capacity(touches.len());
    let mut places: HashMap<(TableName, bool), usize> = HashMap::new();
    for touch in touches {
        match places.entry((touch.name.clone(), touch.is_index)) {
            Entry::Occupied(place) => {
                let known = &mut merged[*place.get()];
                known.lock = known.lock.max(touch.lock);
                known.effect = known.effect.max(touch.effect);
            }
            Entry::Vacant(place) => {
                place.insert(merged.len());
                merged.push(touch);
            }
        }
    }
    merged
}

fn of_words(words: Words<'_>) -> Vec<Touch> {
    if words.begins("ALTER TABLE") {
        return alter_table(words);
    }
    if let Some(rest) = words.after("ALTER INDEX [IF] [EXISTS]") {
        return alter_index(rest);
    }
    if let Some(rest) = create_table(words) {
        return created(rest);
    }
    if let Some(rest) = words.after("LOCK [TABLE]") {
        return lock_table(rest);
    }
    if let Some(rest) = words.after("COPY") {
        return copy(rest);
    }
    if let Some((rule, rest)) = COMMANDS.iter().find_map(|rule| Some((rule, words.after(rule.pattern)?))) {
        let options = words.options_before(rest);
        let (level, effect) = match rule.pattern {
            pattern if pattern.starts_with("VACUUM") && options.is_on("FULL") => {
                (LockLevel::AccessExclusive, Effect::Rewrites)
            }
            pattern if pattern.starts_with("REINDEX") && options.is_on("CONCURRENTLY") => {
                (LockLevel::ShareUpdateExclusive, rule.effect)
            }
            _ => (rule.level, rule.effect),
        };
        let mut found = named(rest, rule.place, level, effect);
        if words.after("CREATE").is_none() {
            return found;
        }
        // An index's expressions and a trigger's body hold nothing that is locked now.
        found.truncate(1);
        return found;
    }
    query::touches(words)
}

/// The tables at the place that a rule names.
fn named(rest: Words<'_>, place: Place, level: LockLevel, effect: Effect) -> Vec<Touch> {
    let (rest, column) = match place {
        Place::Here | Place::Indexes => (Some(rest), false),
        Place::Column => (Some(rest), true),
        Place::On => (rest.behind("ON"), false),
        Place::To => (rest.behind("TO"), false),
        Place::From => (rest.behind("FROM"), false),
    };
    let mut names = rest.map(table_names).unwrap_or_default();
    if column {
        names = rest.and_then(|rest| rest.column_owner()).into_iter().collect();
    }
    let touch = |name| Touch { is_index: place == Place::Indexes, ..Touch::new(name, level, effect) };
    names.into_iter().map(touch).collect()
}

/// One action of an `ALTER TABLE`.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct TableAction<'a> {
    /// From `ADD`, `DROP`, `ALTER` … on.
    pub words: Words<'a>,
    /// Its line of the table; none for what only changes the description.
    pub action: Option<&'static Action>,
    /// The lock on the table.
    pub level: LockLevel,
    /// What happens to the table.
    pub effect: Effect,
}

/// The table of an `ALTER TABLE`, and what is done to it. `RENAME` always stands alone.
pub(in crate::operations) fn table_actions(words: Words<'_>) -> Option<(TableName, Vec<TableAction<'_>>)> {
    let rest = words.after("ALTER TABLE [IF] [EXISTS]").filter(|rest| !rest.begins("ALL IN TABLESPACE"))?;
    let (table, rest) = rest.skip("ONLY").table()?;
    let actions = rest.skip("*").split_at_commas().into_iter().map(|words| {
        let action = ACTIONS.iter().find(|action| words.after(action.pattern).is_some());
        let (level, effect) = match action {
            Some(action) => refine(action, words),
            None => (LockLevel::AccessExclusive, Effect::Describes),
        };
        TableAction { words, action, level, effect }
    });
    Some((table, actions.collect()))
}

fn alter_table(words: Words<'_>) -> Vec<Touch> {
    let Some((table, actions)) = table_actions(words) else { return Vec::new() };
    let mut found = Vec::new();
    for TableAction { words, action, level, effect } in actions {
        found.push(Touch::new(table.clone(), level, effect));
        if let Some((name, _)) = words.after("RENAME TO").and_then(Words::table) {
            let name = TableName { schema: table.schema.clone(), ..name };
            found.push(Touch { lock: None, ..Touch::new(name, LockLevel::AccessExclusive, Effect::TakesName) });
        }
        if let Some((word, level)) = action.and_then(|action| action.other)
            && let Some((name, _)) = words.behind(word).and_then(Words::table)
        {
            found.push(Touch::new(name, level, Effect::Reads));
        }
    }
    found
}

/// What more of an action's words says about it.
fn refine(action: &Action, words: Words<'_>) -> (LockLevel, Effect) {
    let has = |pattern| words.contains(pattern);
    match action.pattern {
        "DETACH PARTITION" if has("CONCURRENTLY") => (LockLevel::ShareUpdateExclusive, action.effect),
        "ADD" => (action.level, added_column(words)),
        // Nothing is checked, or the index is there already.
        pattern if pattern.starts_with("ADD") && (has("NOT VALID") || has("USING INDEX")) => {
            (action.level, Effect::Describes)
        }
        "ALTER [COLUMN] * SET NOT NULL" if words.engine() == Engine::Sqlite => (action.level, Effect::Describes),
        _ => (action.level, action.effect),
    }
}

/// A new column costs nothing, unless every row gets a value of its own or all rows have to be looked at.
fn added_column(words: Words<'_>) -> Effect {
    if words.engine() == Engine::Sqlite {
        return Effect::Adds;
    }
    if OWN_VALUES.iter().any(|pattern| words.contains(pattern)) {
        return Effect::Rewrites;
    }
    // What follows the default calls nothing: `DEFAULT 1 REFERENCES u (id)`.
    let default = words.behind("DEFAULT").map(|default| {
        let ends = ["REFERENCES", "CHECK", "CONSTRAINT"].iter().filter_map(|word| default.behind(word));
        ends.map(|end| default.options_before(end)).min_by_key(|default| default.as_slice().len()).unwrap_or(default)
    });
    if default.is_some_and(|default| default.calls().any(|name| !is_stable(name))) {
        return Effect::Rewrites;
    }
    let looked_at = ["CHECK", "UNIQUE", "PRIMARY KEY"].iter().any(|pattern| words.contains(pattern))
        || (default.is_some() && words.contains("REFERENCES"));
    if looked_at { Effect::Scans } else { Effect::Adds }
}

fn is_stable(function: &str) -> bool {
    STABLE_FUNCTIONS.iter().any(|name| function.eq_ignore_ascii_case(name))
}

fn alter_index(rest: Words<'_>) -> Vec<Touch> {
    let Some((name, rest)) = rest.table() else { return Vec::new() };
    let gentle = ["RENAME", "SET (", "RESET"].iter().any(|pattern| rest.begins(pattern));
    let level = if gentle { LockLevel::ShareUpdateExclusive } else { LockLevel::AccessExclusive };
    vec![Touch { is_index: true, ..Touch::new(name, level, Effect::Describes) }]
}

/// What follows `CREATE … TABLE [IF NOT EXISTS]`.
pub(in crate::operations) fn create_table(words: Words<'_>) -> Option<Words<'_>> {
    let rest = words.after("CREATE [GLOBAL] [LOCAL] [TEMPORARY] [TEMP] [UNLOGGED] [FOREIGN] [VIRTUAL] TABLE")?;
    Some(rest.after("IF NOT EXISTS").unwrap_or(rest))
}

fn created(rest: Words<'_>) -> Vec<Touch> {
    let Some((table, rest)) = rest.table() else { return Vec::new() };
    let mut found = vec![Touch { lock: None, ..Touch::new(table, LockLevel::AccessExclusive, Effect::Adds) }];
    for &(pattern, level) in NAMED_BY_CREATE_TABLE {
        let mut rest = rest;
        while let Some(behind) = rest.behind(pattern) {
            if let Some((name, _)) = behind.table() {
                let effect = if pattern == "PARTITION OF" { Effect::Describes } else { Effect::Reads };
                found.push(Touch::new(name, level, effect));
            }
            rest = behind;
        }
    }
    if rest.contains("SELECT") {
        found.extend(query::touches(rest));
    }
    // A table that refers to itself is still a new one.
    let own = found[0].name.clone();
    found.retain(|touch| touch.name != own || touch.effect == Effect::Adds);
    found
}

fn lock_table(rest: Words<'_>) -> Vec<Touch> {
    let mode = MODES.iter().find(|(name, _)| {
        rest.behind("IN")
            .is_some_and(|mode| mode.begins(name) && mode.after(name).is_some_and(|end| end.begins("MODE")))
    });
    let level = mode.map_or(LockLevel::AccessExclusive, |&(_, level)| level);
    table_names(rest).into_iter().map(|name| Touch::new(name, level, Effect::Reads)).collect()
}

fn copy(rest: Words<'_>) -> Vec<Touch> {
    let Some((name, behind)) = rest.table() else { return query::touches(rest) };
    let into = behind.without_parentheses().begins("FROM");
    let (level, effect) =
        if into { (LockLevel::RowExclusive, Effect::Adds) } else { (LockLevel::AccessShare, Effect::Reads) };
    vec![Touch::new(name, level, effect)]
}
