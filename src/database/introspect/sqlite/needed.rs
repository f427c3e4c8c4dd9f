//! Values for rows that have none in a column whose checks want one: candidates are tried on the checks themselves, by SQLite.

use std::collections::BTreeSet;

use super::normal::{fold, quote};
use super::token::{Kind, Token, tokens};
use super::{Column, ConstraintKind, Table};
use crate::database::{Connection, DatabaseError, literal};

/// Numbers in a check up to this are also tried as the length of a text.
const LONGEST: usize = 64;

/// Texts that a check may want, when nothing in it says which.
const TEXTS: [&str; 13] = [
    "0",
    "1",
    "a",
    "A",
    "{}",
    "[]",
    "1970-01-01",
    "1970-01-01 00:00:00",
    "1970-01-01T00:00:00Z",
    "00:00:00",
    "a@b.c",
    "http://a.b",
    "00000000-0000-0000-0000-000000000000",
];

/// Notes for each column of a table what its checks allow, where they allow neither NULL nor the value that columns of this type get.
///
/// # Errors
/// The database cannot be asked any more.
pub(super) async fn find(connection: &mut Connection, table: &mut Table) -> Result<(), DatabaseError> {
    let names: BTreeSet<String> = table.columns.iter().map(|column| fold(&column.name)).collect();
    let mut found = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        if column.generated.is_some() || column.is_rowid || (column.default.is_some() && !column.not_null) {
            continue;
        }
        let own = fold(&column.name);
        let checks: Vec<&str> = table
            .constraints
            .iter()
            .filter(|one| one.kind == ConstraintKind::Check)
            .filter(|one| columns(&one.written, &names).iter().eq([&own]))
            .filter_map(|one| expression(&one.written))
            .collect();
        if checks.is_empty() {
            continue;
        }
        let first = if column.not_null { plain(column).to_owned() } else { "NULL".to_owned() };
        if let Some(value) = first_allowed(connection, &table.name, column, &checks, first.clone()).await?
            && value != first
        {
            found.push((place, value));
        }
    }
    for (place, value) in found {
        if let Some(column) = table.columns.get_mut(place) {
            column.needed = Some(value);
        }
    }
    Ok(())
}

/// What columns of a type get when nothing is known about them.
pub(super) fn plain(column: &Column) -> &'static str {
    let declared = column.declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["INT"]) {
        "0"
    } else if has(&["CHAR", "CLOB", "TEXT"]) || declared == "ANY" {
        "''"
    } else if declared.is_empty() || has(&["BLOB"]) {
        "x''"
    } else {
        "0"
    }
}

/// The columns that a check reads, of those that there are.
fn columns(check: &str, names: &BTreeSet<String>) -> BTreeSet<String> {
    let all = tokens(check);
    let read = all.iter().filter(|token| token.kind != Kind::Text).filter_map(Token::name).map(|name| fold(&name));
    read.filter(|name| names.contains(name)).collect()
}

/// `CHECK (…)`, the inner part.
fn expression(written: &str) -> Option<&str> {
    let open = written.find('(')?;
    let close = written.rfind(')')?;
    written.get(open + 1..close)
}

async fn first_allowed(
    connection: &mut Connection,
    table: &str,
    column: &Column,
    checks: &[&str],
    first: String,
) -> Result<Option<String>, DatabaseError> {
    let mut tried = BTreeSet::new();
    for value in [first].into_iter().chain(candidates(column, checks)) {
        if tried.insert(value.clone()) && allows(connection, table, column, checks, &value).await? {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// A check that is NULL is kept.
async fn allows(
    connection: &mut Connection,
    table: &str,
    column: &Column,
    checks: &[&str],
    value: &str,
) -> Result<bool, DatabaseError> {
    let all: Vec<String> = checks.iter().map(|check| format!("({check}\n) IS NOT FALSE")).collect();
    // A subquery without a type compares texts and numbers as they are.
    let value = match column.declared.as_str() {
        "" => value.to_owned(),
        declared => format!("CAST({value} AS {declared})"),
    };
    let (name, table) = (quote(&column.name), quote(table));
    let sql = format!("SELECT {} FROM (SELECT {value} AS {name}) AS {table}", all.join(" AND "));
    match connection.query(sql).await {
        Ok(rows) => Ok(rows.first().is_some_and(|row| row.is_true(0))),
        Err(DatabaseError::Statement { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Values to try, the likeliest first: what stands in the checks, then what a column of the type usually holds.
fn candidates(column: &Column, checks: &[&str]) -> Vec<String> {
    let is_number = plain(column) == "0";
    let mut values = vec![plain(column).to_owned()];
    for check in checks {
        let all = tokens(check);
        for (place, token) in all.iter().enumerate() {
            let is_negative = place > 0 && all[place - 1].is_sign("-");
            values.extend(from_token(token, is_negative, is_number));
        }
    }
    if is_number {
        values.extend(["1", "2", "10", "100", "1000", "-1", "0.5"].map(str::to_owned));
    } else {
        values.extend(TEXTS.map(literal));
        values.push("x'00'".to_owned());
    }
    values
}

fn from_token(token: &Token<'_>, is_negative: bool, is_number: bool) -> Vec<String> {
    match token.kind {
        Kind::Text => {
            // It may be a pattern of LIKE or GLOB: something for every placeholder, then the text itself.
            let filled = |many: &str, one: &str| {
                token.name().map(|text| literal(&text.replace(['%', '*'], many).replace(['_', '?'], one)))
            };
            [filled("", "0"), filled("a", "a"), Some(token.text.to_owned())].into_iter().flatten().collect()
        }
        Kind::Number => {
            let mut values = vec![token.text.to_owned()];
            if let Ok(number) = token.text.parse::<i64>() {
                let number = if is_negative { -number } else { number };
                values = [Some(number), number.checked_add(1), number.checked_sub(1)]
                    .into_iter()
                    .flatten()
                    .map(|number| number.to_string())
                    .collect();
                if !is_number && let Some(length) = usize::try_from(number).ok().filter(|&length| length <= LONGEST) {
                    values.push(literal(&"0".repeat(length)));
                    values.push(literal(&"0".repeat(length + 1)));
                }
            }
            values
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn needed(definition: &str) -> Option<String> {
        let mut connection = Connection::in_memory().await.expect("memory");
        connection.execute(format!("CREATE TABLE t ({definition})")).await.expect(definition);
        let schema = super::super::read(&mut connection).await.expect("schema");
        schema.tables.first()?.columns.first()?.needed.clone()
    }

    #[tokio::test]
    async fn a_value_is_found_that_the_checks_allow() {
        for (definition, value) in [
            ("a TEXT NOT NULL", None),
            ("a TEXT NOT NULL CHECK (a <> 'x')", None),
            ("a TEXT CHECK (a <> '')", None),
            ("a TEXT NOT NULL DEFAULT 'q' CHECK (a <> 'x')", None),
            ("a TEXT NOT NULL CHECK (a IN ('acik', 'kapali'))", Some("'acik'")),
            ("a TEXT NOT NULL CHECK (t.a IN ('acik', 'kapali'))", Some("'acik'")),
            ("a INT NOT NULL CHECK (a BETWEEN 3 AND 9)", Some("3")),
            ("a INT NOT NULL CHECK (a > 0) CHECK (a < 10)", Some("1")),
            ("a INT NOT NULL CHECK (a < -5)", Some("-6")),
            ("a INT NOT NULL, b INT, CHECK (a >= 5), CHECK (b > a)", Some("5")),
            ("a TEXT NOT NULL CHECK (length(a) = 3)", Some("'000'")),
            ("a TEXT NOT NULL CHECK (json_valid(a) AND json_type(a) = 'object')", Some("'{}'")),
            ("a TEXT NOT NULL CHECK (a LIKE '_%@_%')", Some("'0@0'")),
            ("a TEXT NOT NULL CHECK (date(a) IS NOT NULL) -- a day\n", Some("'0'")),
            ("a CHECK (a IS NOT NULL)", Some("x''")),
            ("a TEXT NOT NULL CHECK (a = 'b'), b", Some("'b'")),
            ("a TEXT NOT NULL CHECK (a = 'x' AND a = 'y')", None),
            ("a REAL NOT NULL CHECK (a > 0 AND a < 1)", Some("0.5")),
        ] {
            assert_eq!(needed(definition).await.as_deref(), value, "{definition}");
        }
    }
}
