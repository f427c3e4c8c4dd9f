//! Definitions that only the application's own SQLite understands: with collations, functions and modules of virtual tables that it
//! brings along. A scratch database holds no rows, so that there something else may stand in for them; what counts is the text.

use super::definition::name_tokens;
use super::token::{Kind, Token, tokens};
use crate::database::{Connection, DatabaseError, literal};

/// Takes any number of values and gives the same for the same.
const ANY_FUNCTION: &str = "printf";

/// Makes in a scratch database what `sql` was to make and could not because of `error`; `false` when nothing can stand in for it.
///
/// # Errors
/// The scratch database itself fails.
pub async fn stand_in(connection: &mut Connection, sql: &str, error: &DatabaseError) -> Result<bool, DatabaseError> {
    let all = tokens(sql);
    if all.get(1).is_some_and(|token| token.is("VIRTUAL")) {
        return put_virtual_table(connection, sql, &all).await;
    }
    let mut text = sql.to_owned();
    let mut message = message(error).to_owned();
    // Each turn takes one unknown name away.
    for _ in 0..=all.len() {
        if let Some(name) = message.strip_prefix("no such collation sequence: ") {
            connection.add_collation(name).await?;
        } else if let Some(name) = message.strip_prefix("no such function: ") {
            match with_another_function(&text, name) {
                Some(other) => text = other,
                None => return Ok(false),
            }
        } else {
            return Ok(false);
        }
        match connection.execute(&text).await {
            Ok(()) if text == sql => return Ok(true),
            Ok(()) => return put_text(connection, sql, &all).await,
            Err(DatabaseError::Statement { message: next, .. }) => message = next,
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

fn message(error: &DatabaseError) -> &str {
    match error {
        DatabaseError::Statement { message, .. } => message,
        _ => "",
    }
}

/// The statement with calls of a function that every SQLite has.
fn with_another_function(sql: &str, name: &str) -> Option<String> {
    let all = tokens(sql);
    let calls = |pair: &[Token<'_>]| {
        let is_named = pair[0].name().is_some_and(|word| word.eq_ignore_ascii_case(name));
        is_named && pair[0].kind != Kind::Text && pair[1].kind == Kind::Open
    };
    // `x REGEXP y` is a call, too.
    let is_operator = |token: &Token<'_>| token.is("REGEXP") && name.eq_ignore_ascii_case("regexp");
    let mut text = String::with_capacity(sql.len());
    let mut copied = 0;
    for (place, token) in all.iter().enumerate() {
        let other = match all.get(place..place + 2) {
            Some(pair) if calls(pair) => ANY_FUNCTION,
            _ if is_operator(token) => "GLOB",
            _ => continue,
        };
        text.push_str(&sql[copied..token.start]);
        text.push_str(other);
        copied = token.end();
    }
    text.push_str(&sql[copied..]);
    (copied > 0).then_some(text)
}

/// A virtual table as the catalogue knows it. Its module is asked only when somebody reads from it.
async fn put_virtual_table(connection: &mut Connection, sql: &str, all: &[Token<'_>]) -> Result<bool, DatabaseError> {
    let Some((name, rest)) = name_and_rest(sql, all, "TABLE") else { return Ok(false) };
    let (name, text) = (literal(&name), literal(&format!("CREATE VIRTUAL TABLE {rest}")));
    let put = format!(
        "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'table', {name}, {name}, 0, {text} \
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = {name} COLLATE NOCASE)"
    );
    write_catalogue(connection, &put).await.map(|()| true)
}

/// Gives a table or an index, which was made with other functions, the text that it should have.
async fn put_text(connection: &mut Connection, sql: &str, all: &[Token<'_>]) -> Result<bool, DatabaseError> {
    let is_index = all.iter().take(3).any(|token| token.is("INDEX"));
    let is_unique = all.get(1).is_some_and(|token| token.is("UNIQUE"));
    let (keyword, front) = match (is_index, is_unique) {
        (true, true) => ("INDEX", "CREATE UNIQUE INDEX"),
        (true, false) => ("INDEX", "CREATE INDEX"),
        (false, _) => ("TABLE", "CREATE TABLE"),
    };
    let Some((name, rest)) = name_and_rest(sql, all, keyword) else { return Ok(false) };
    let text = literal(&format!("{front} {rest}"));
    let kind = literal(&keyword.to_ascii_lowercase());
    let name = literal(&name);
    let put = format!("UPDATE sqlite_schema SET sql = {text} WHERE type = {kind} AND name = {name} COLLATE NOCASE");
    write_catalogue(connection, &put).await.map(|()| true)
}

/// The name of what a statement makes, and the statement from there on as SQLite keeps it.
fn name_and_rest<'a>(sql: &'a str, all: &[Token<'_>], keyword: &str) -> Option<(String, &'a str)> {
    let range = name_tokens(all, keyword)?;
    let name = all.get(range.end.checked_sub(1)?)?;
    let last = all.iter().rev().find(|token| !token.is_sign(";"))?;
    Some((name.name()?, sql.get(name.start..last.end())?))
}

async fn write_catalogue(connection: &mut Connection, sql: &str) -> Result<(), DatabaseError> {
    connection.execute("PRAGMA writable_schema = ON").await?;
    let written = connection.execute(sql).await;
    // Ends it, and reads the catalogue again.
    connection.execute("PRAGMA writable_schema = RESET").await?;
    written
}

/// Has a scratch database read its catalogue again, into which statements may have written (as `sqlite3 .dump` has them for virtual
/// tables).
///
/// # Errors
/// What SQLite says.
pub async fn read_catalogue_again(connection: &mut Connection) -> Result<(), DatabaseError> {
    connection.execute("PRAGMA writable_schema = RESET").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_of_the_unknown_function_are_replaced() {
        for (sql, name, expected) in [
            ("CHECK (Foo(a) > foo)", "foo", Some("CHECK (printf(a) > foo)")),
            ("CHECK (a REGEXP 'x')", "REGEXP", Some("CHECK (a GLOB 'x')")),
            ("CHECK (a REGEXP 'x' AND \"f g\"(1))", "f g", Some("CHECK (a REGEXP 'x' AND printf(1))")),
            ("CHECK (a = 'foo(1)')", "foo", None),
        ] {
            assert_eq!(with_another_function(sql, name).as_deref(), expected, "{sql}");
        }
    }
}
