//! Expressions: raw SQL, functions, columns, and the operators that SQLAlchemy makes SQL of.

use super::quote::{Quoting, literal};
use super::types::column_type;
use super::value::value as row_value;
use crate::operations::alembic::python::{Arguments, Call, Value};
use crate::operations::alembic::reason::Reason;
use crate::revision::Engine;

/// Functions that are written without brackets.
const BARE: [&str; 8] = [
    "current_timestamp",
    "current_date",
    "current_time",
    "localtime",
    "localtimestamp",
    "current_user",
    "session_user",
    "user",
];

fn bad() -> Reason {
    Reason::Expression
}

/// SQL that stands where SQL is meant: a text is taken as it is.
pub fn text(value: &Value, engine: Engine) -> Result<String, Reason> {
    match value {
        Value::Text(text) => Ok(unescape(text)),
        value => expression(value, engine),
    }
}

/// SQL that stands where a value is meant: a text becomes a literal.
pub fn literal_text(value: &Value, engine: Engine) -> Result<String, Reason> {
    match value {
        Value::Text(text) => Ok(literal(text)),
        value => expression(value, engine),
    }
}

/// `\:` is how a colon is written that does not begin a parameter.
fn unescape(text: &str) -> String {
    text.replace("\\:", ":")
}

/// A described piece of SQL as text.
pub fn expression(value: &Value, engine: Engine) -> Result<String, Reason> {
    if let Some(column) = table_column(value) {
        return Ok(engine.quote(&column));
    }
    // `sa.null`, `func.now` without brackets are as good as with them.
    let empty = Call { function: value.clone(), arguments: Arguments::default() };
    let call = match value {
        Value::Call(call) => &**call,
        Value::Name(path) if path.starts_with("sqlalchemy.") => &empty,
        _ => return Err(bad()),
    };
    match &call.function {
        Value::Name(path) => named(path, &call.arguments, engine),
        Value::Attribute(method) => described(&method.0, &method.1, &call.arguments, engine),
        _ => Err(bad()),
    }
}

/// The name in `table.c.name`.
fn table_column(value: &Value) -> Option<String> {
    let Value::Attribute(attribute) = value else { return None };
    let Value::Attribute(columns) = &attribute.0 else { return None };
    matches!(columns.1.as_str(), "c" | "columns").then(|| attribute.1.clone())
}

fn named(path: &str, arguments: &Arguments, engine: Engine) -> Result<String, Reason> {
    let first = arguments.positional.first();
    let last = path.rsplit('.').next().unwrap_or(path);
    if let Some(operator) = path.strip_prefix("operator.") {
        return operated(operator, arguments, engine);
    }
    if let Some((_, function)) = path.split_once(".func.") {
        return function_call(function, arguments, engine);
    }
    if path.starts_with("sqlalchemy.sql.functions.") || path.starts_with("sqlalchemy.func") {
        return function_call(last, arguments, engine);
    }
    match (last, first.or_else(|| arguments.named("text"))) {
        ("text" | "literal_column" | "DDL" | "TextClause", Some(Value::Text(text))) => Ok(unescape(text)),
        ("column" | "Column", Some(Value::Text(name))) => Ok(engine.quote(name)),
        ("true", _) => Ok(if engine == Engine::Postgres { "true" } else { "1" }.to_owned()),
        ("false", _) => Ok(if engine == Engine::Postgres { "false" } else { "0" }.to_owned()),
        ("null", _) => Ok("NULL".to_owned()),
        ("literal", Some(value)) => row_value(value, None, engine),
        ("and_" | "or_", Some(_)) => {
            let word = if last == "and_" { " AND " } else { " OR " };
            let parts: Result<Vec<String>, Reason> =
                arguments.positional.iter().map(|part| grouped(part, engine)).collect();
            Ok(parts?.join(word))
        }
        ("not_", Some(value)) => Ok(format!("NOT ({})", expression(value, engine)?)),
        ("desc", Some(value)) => Ok(format!("{} DESC", column_or(value, engine)?)),
        ("asc", Some(value)) => Ok(format!("{} ASC", column_or(value, engine)?)),
        ("cast", Some(value)) => cast(value, arguments.get(1, "type_"), engine),
        ("extract", Some(Value::Text(field))) => {
            let of = arguments.positional.get(1).ok_or_else(bad)?;
            Ok(format!("EXTRACT({field} FROM {})", operand(of, engine)?))
        }
        ("array", Some(values)) => {
            let values: Result<Vec<String>, Reason> =
                values.elements().ok_or_else(bad)?.iter().map(|one| row_value(one, None, engine)).collect();
            Ok(format!("ARRAY[{}]", values?.join(", ")))
        }
        _ => Err(Reason::UnknownCall { what: crate::i18n::safe(path).into_owned() }),
    }
}

/// A name that may be given as a plain text.
fn column_or(value: &Value, engine: Engine) -> Result<String, Reason> {
    match value {
        Value::Text(name) => Ok(engine.quote(name)),
        value => expression(value, engine),
    }
}

fn cast(value: &Value, to: Option<&Value>, engine: Engine) -> Result<String, Reason> {
    let to = column_type(to.ok_or_else(bad)?, engine)?;
    Ok(format!("CAST({} AS {})", operand(value, engine)?, to.sql))
}

fn function_call(name: &str, arguments: &Arguments, engine: Engine) -> Result<String, Reason> {
    let lower = name.to_ascii_lowercase();
    if arguments.positional.is_empty() && BARE.contains(&lower.as_str()) {
        return Ok(lower.to_ascii_uppercase());
    }
    if engine == Engine::Sqlite && arguments.positional.is_empty() {
        match lower.as_str() {
            "now" => return Ok("CURRENT_TIMESTAMP".to_owned()),
            "gen_random_uuid" | "uuid_generate_v4" => return Ok("lower(hex(randomblob(16)))".to_owned()),
            _ => {}
        }
    }
    let is_name =
        name.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    if !is_name || !arguments.named.is_empty() {
        return Err(bad());
    }
    let parts: Result<Vec<String>, Reason> = arguments.positional.iter().map(|part| operand(part, engine)).collect();
    Ok(format!("{name}({})", parts?.join(", ")))
}

/// An argument or a side of an operator: a plain value is a literal.
fn operand(value: &Value, engine: Engine) -> Result<String, Reason> {
    if value.is_plain() { row_value(value, None, engine) } else { expression(value, engine) }
}

/// In brackets, where it is an operator itself.
fn grouped(value: &Value, engine: Engine) -> Result<String, Reason> {
    let text = operand(value, engine)?;
    let is_operator = value
        .path()
        .is_some_and(|path| path.starts_with("operator.") || path.ends_with(".and_") || path.ends_with(".or_"));
    Ok(if is_operator { format!("({text})") } else { text })
}

fn operated(operator: &str, arguments: &Arguments, engine: Engine) -> Result<String, Reason> {
    let (left, right) = match arguments.positional.as_slice() {
        [one] if operator == "not" => return Ok(format!("NOT ({})", expression(one, engine)?)),
        [left, right] => (left, right),
        _ => return Err(bad()),
    };
    let word = match operator {
        "eq" if right.is_none() => return Ok(format!("{} IS NULL", grouped(left, engine)?)),
        "ne" if right.is_none() => return Ok(format!("{} IS NOT NULL", grouped(left, engine)?)),
        "eq" => "=",
        "ne" => "!=",
        "lt" => "<",
        "le" => "<=",
        "gt" => ">",
        "ge" => ">=",
        "add" => {
            let is_text = |value: &Value| matches!(value, Value::Text(_));
            if is_text(left) || is_text(right) { "||" } else { "+" }
        }
        "sub" => "-",
        "mul" => "*",
        "div" => "/",
        "mod" => "%",
        "and" => "AND",
        "or" => "OR",
        _ => return Err(bad()),
    };
    Ok(format!("{} {word} {}", grouped(left, engine)?, grouped(right, engine)?))
}

/// What a method makes of an expression.
fn described(of: &Value, method: &str, arguments: &Arguments, engine: Engine) -> Result<String, Reason> {
    let first = arguments.positional.first();
    let inner = || column_or(of, engine);
    let both = |word: &str| Ok(format!("{} {word} {}", grouped(of, engine)?, grouped(first.ok_or_else(bad)?, engine)?));
    match method {
        "desc" => Ok(format!("{} DESC", inner()?)),
        "asc" => Ok(format!("{} ASC", inner()?)),
        "nullsfirst" | "nulls_first" => Ok(format!("{} NULLS FIRST", inner()?)),
        "nullslast" | "nulls_last" => Ok(format!("{} NULLS LAST", inner()?)),
        "is_" if first.is_some_and(Value::is_none) => Ok(format!("{} IS NULL", inner()?)),
        "isnot" | "is_not" if first.is_some_and(Value::is_none) => Ok(format!("{} IS NOT NULL", inner()?)),
        "is_" => both("IS"),
        "isnot" | "is_not" => both("IS NOT"),
        "like" => both("LIKE"),
        "notlike" | "not_like" => both("NOT LIKE"),
        "ilike" if engine == Engine::Postgres => both("ILIKE"),
        "ilike" => {
            let pattern = operand(first.ok_or_else(bad)?, engine)?;
            Ok(format!("lower({}) LIKE lower({pattern})", inner()?))
        }
        "in_" | "notin_" | "not_in" => {
            let values: Result<Vec<String>, Reason> =
                first.and_then(Value::elements).ok_or_else(bad)?.iter().map(|one| operand(one, engine)).collect();
            let word = if method == "in_" { "IN" } else { "NOT IN" };
            Ok(format!("{} {word} ({})", grouped(of, engine)?, values?.join(", ")))
        }
        "between" => {
            let second = arguments.positional.get(1).ok_or_else(bad)?;
            Ok(format!("{} AND {}", both("BETWEEN")?, operand(second, engine)?))
        }
        "concat" => both("||"),
        "cast" => cast(of, first, engine),
        "collate" => {
            let collation = first.and_then(Value::as_text).ok_or_else(bad)?;
            Ok(format!("{} COLLATE {}", inner()?, engine.quote(collation)))
        }
        "label" => inner(),
        "bindparams" => bound(of, arguments, engine),
        "next_value" if engine == Engine::Postgres => {
            let name = match of {
                Value::Call(call) => call.arguments.get(0, "name").and_then(Value::as_text),
                _ => None,
            };
            Ok(format!("nextval({})", literal(&engine.quote(name.ok_or_else(bad)?))))
        }
        _ => Err(Reason::UnknownCall { what: crate::i18n::safe(method).into_owned() }),
    }
}

/// `sa.text("… :name …").bindparams(name=value)`
fn bound(of: &Value, arguments: &Arguments, engine: Engine) -> Result<String, Reason> {
    let raw = match of {
        Value::Call(call) if of.path().is_some_and(|path| path.ends_with(".text")) => {
            call.arguments.get(0, "text").and_then(Value::as_text)
        }
        _ => None,
    };
    let mut values = arguments.named.clone();
    for parameter in &arguments.positional {
        let Value::Call(parameter) = parameter else { return Err(bad()) };
        let name = parameter.arguments.get(0, "key").and_then(Value::as_text).ok_or_else(bad)?;
        let value = parameter.arguments.get(1, "value").ok_or_else(bad)?;
        values.push((name.to_owned(), value.clone()));
    }
    fill(raw.ok_or_else(bad)?, &values, engine)
}

/// Writes values in the place of `:name`.
pub(in crate::operations::alembic) fn fill(
    raw: &str,
    values: &[(String, Value)],
    engine: Engine,
) -> Result<String, Reason> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(colon) = rest.find(':') {
        let (before, behind) = rest.split_at(colon);
        let behind = &behind[1..];
        let name: String = behind.chars().take_while(|&c| is_word(c)).collect();
        let previous = before.chars().next_back();
        let is_parameter = !name.is_empty()
            && previous.is_none_or(|c| c != ':' && c != '\\' && !is_word(c))
            && !behind[name.len()..].starts_with(':');
        if is_parameter && let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            out.push_str(before);
            out.push_str(&operand(value, engine)?);
            rest = &behind[name.len()..];
        } else {
            out.push_str(before.strip_suffix('\\').unwrap_or(before));
            out.push(':');
            rest = behind;
            // `::` is a cast.
            if let Some(behind) = rest.strip_prefix(':') {
                out.push(':');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}
