//! The tables of statements that read and write rows: SELECT, INSERT, UPDATE, DELETE, MERGE, also in one another and in WITH.

use super::lock::{Effect, LockLevel};
use super::names::{Words, is, is_name};
use super::statement::Touch;
use crate::revision::Engine;

/// The commands whose words this file can read; anything else (GRANT, SET, CREATE FUNCTION …) touches no table's rows.
const QUERIES: [&str; 12] =
    ["SELECT", "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "EXPLAIN", "TABLE", "VALUES", "(", "AS"];

/// Words that end a list of tables.
const CLAUSES: [&str; 17] = [
    "WHERE",
    "GROUP",
    "HAVING",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "UNION",
    "INTERSECT",
    "EXCEPT",
    "WINDOW",
    "SET",
    "RETURNING",
    "ON",
    "FOR",
    "VALUES",
    "WHEN",
];

/// What is known inside one pair of parentheses.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    /// A query stands here, so that its FROM is followed by tables. `extract(year FROM x)` has none.
    query: bool,
    in_from: bool,
    /// A table is next.
    table_next: bool,
}

/// The tables that a query reads and writes.
pub fn touches(words: Words<'_>) -> Vec<Touch> {
    let slice = words.as_slice();
    let is_view = words.begins("CREATE [OR] [REPLACE] [TEMPORARY] [TEMP] [RECURSIVE] [MATERIALIZED] VIEW");
    let is_query = slice.first().is_some_and(|first| QUERIES.iter().any(|word| is(first, word)));
    if !is_query && !is_view {
        return Vec::new();
    }
    let own = common_tables(slice);
    let locks_rows = ["FOR UPDATE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR KEY SHARE"];
    let reading = match locks_rows.iter().any(|pattern| words.contains(pattern)) {
        true => LockLevel::RowShare,
        false => LockLevel::AccessShare,
    };
    let mut found = Vec::new();
    let mut add = |at: usize, level: LockLevel, effect: Effect| {
        let at = at + usize::from(slice.get(at).is_some_and(|word| is(word, "ONLY")));
        let Some((name, rest)) = Words::new(slice.get(at..).unwrap_or_default(), words.engine()).table() else {
            return;
        };
        let is_call = effect == Effect::Reads && rest.begins("(");
        let is_common = name.schema.is_none() && own.contains(&name.name);
        if !is_call && !is_common {
            found.push(Touch::new(name, level, effect));
        }
    };
    let mut levels = vec![Level { query: true, ..Level::default() }];
    let mut at = 0;
    while at < slice.len() {
        let word = slice[at];
        let word_at =
            |offset: isize| at.checked_add_signed(offset).and_then(|at| slice.get(at)).copied().unwrap_or_default();
        let innermost = levels.len() - 1;
        let level = &mut levels[innermost];
        if word == "(" {
            level.table_next = false;
            levels.push(Level::default());
        } else if word == ")" {
            // One too many is the server's business.
            if levels.len() > 1 {
                levels.pop();
            }
        } else if let Some((offset, effect)) = writes(slice, at, words.engine()) {
            level.query = true;
            level.in_from = false;
            add(at + offset, LockLevel::RowExclusive, effect);
            at += offset;
        } else if level.table_next && is_name(word) && !is(word, "LATERAL") && !is(word, "ONLY") {
            level.table_next = false;
            add(at, reading, Effect::Reads);
            while slice.get(at + 1) == Some(&".") {
                at += 2;
            }
        } else if is(word, "SELECT") {
            level.query = true;
            level.in_from = false;
        } else if is(word, "FROM") {
            level.in_from = level.query && !is(word_at(-1), "DISTINCT");
            level.table_next = level.in_from;
        } else if is(word, "JOIN") || is(word, "USING") {
            level.in_from = true;
            level.table_next = true;
        } else if word == "," {
            level.table_next = level.in_from;
        } else if CLAUSES.iter().any(|clause| is(word, clause)) {
            // The list goes on behind the condition of a JOIN.
            level.in_from &= is(word, "ON");
        }
        at += 1;
    }
    found
}

/// If the command at `at` writes: how far behind it the table stands, and what happens to its rows.
fn writes(slice: &[&str], at: usize, engine: Engine) -> Option<(usize, Effect)> {
    let here = Words::new(&slice[at..], engine);
    let before = |word| at > 0 && is(slice[at - 1], word);
    let offset = |rest: Words<'_>| slice.len() - at - rest.as_slice().len();
    // `AS (INSERT …)`, `EXPLAIN INSERT`; a column may have any of these names.
    let begins = at == 0 || before("(") || before(")") || before("EXPLAIN") || before("ANALYZE") || before("PLAN");
    if !begins {
        return None;
    }
    if let Some(rest) = here.after("INSERT INTO") {
        let changes = rest.contains("DO UPDATE");
        return Some((offset(rest), if changes { Effect::ChangesRows } else { Effect::Adds }));
    }
    if let Some(rest) = here.after("INSERT OR * INTO") {
        let changes = here.begins("INSERT OR REPLACE");
        return Some((offset(rest), if changes { Effect::ChangesRows } else { Effect::Adds }));
    }
    if let Some(rest) = here.after("REPLACE INTO").or_else(|| here.after("MERGE INTO")) {
        return Some((offset(rest), Effect::ChangesRows));
    }
    if let Some(rest) = here.after("DELETE FROM") {
        return Some((offset(rest), Effect::DropsRows));
    }
    let rest = here.after("UPDATE OR *").or_else(|| here.after("UPDATE"))?;
    rest.contains("SET").then(|| (offset(rest), Effect::ChangesRows))
}

/// The names that WITH gives to its queries: `name [(columns)] AS [[NOT] MATERIALIZED] (`.
fn common_tables(slice: &[&str]) -> Vec<String> {
    if !slice.iter().any(|word| is(word, "WITH")) {
        return Vec::new();
    }
    let mut names = Vec::new();
    for (at, word) in slice.iter().enumerate().skip(1) {
        let opens = |offset: usize, word: &str| slice.get(at + offset).is_some_and(|next| is(next, word));
        let opens_query = opens(1, "(") || opens(1, "MATERIALIZED") || (opens(1, "NOT") && opens(2, "MATERIALIZED"));
        if !is(word, "AS") || !opens_query {
            continue;
        }
        let mut name = at - 1;
        if slice[name] == ")" {
            name = slice[..name].iter().rposition(|&word| word == "(").map_or(0, |open| open.saturating_sub(1));
        }
        let engine = Engine::Postgres;
        names.extend(Words::new(&slice[name..], engine).table().map(|(table, _)| table.name));
    }
    names
}
