//! Values of rows as literals.

use super::expression::expression;
use super::quote::literal;
use super::types::{Affinity, Type};
use crate::operations::alembic::python::Value;
use crate::operations::alembic::reason::Reason;
use crate::revision::Engine;

/// A value as a literal for a column of a type, when that is known.
pub fn value(value: &Value, of: Option<&Type>, engine: Engine) -> Result<String, Reason> {
    let postgres = engine == Engine::Postgres;
    let affinity = of.map(|of| of.affinity);
    let bad = || Reason::BadArgument { what: "insert".to_owned(), argument: "rows".to_owned() };
    if affinity == Some(Affinity::Json) && value.is_plain() {
        // Also of None: SQLAlchemy writes the null of JSON.
        return Ok(literal(&json(value, true).ok_or_else(bad)?));
    }
    Ok(match value {
        Value::None => "NULL".to_owned(),
        Value::Bool(value) if postgres => if *value { "true" } else { "false" }.to_owned(),
        Value::Bool(value) => if *value { "1" } else { "0" }.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) if number.is_finite() => format!("{number:?}"),
        Value::Text(text) if affinity == Some(Affinity::Uuid) && !postgres => literal(&text.replace('-', "")),
        Value::Text(text) => literal(text),
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            if postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
        }
        Value::List(_) | Value::Tuple(_) if affinity == Some(Affinity::Array) && !postgres => {
            literal(&json(value, true).ok_or_else(bad)?)
        }
        Value::List(_) | Value::Tuple(_) if affinity == Some(Affinity::Array) => {
            let inner = of.and_then(|of| of.element.as_deref());
            let elements: Result<Vec<String>, Reason> =
                value_elements(value).iter().map(|one| self::value(one, inner, engine)).collect();
            format!("ARRAY[{}]::{}", elements?.join(", "), of.map(|of| of.sql.as_str()).unwrap_or_default())
        }
        Value::Dict(_) | Value::List(_) if !postgres || affinity.is_none() => {
            literal(&json(value, true).ok_or_else(bad)?)
        }
        Value::Call(_) => match moment(value, engine) {
            Some(moment) => moment,
            None => expression(value, engine)?,
        },
        _ => return Err(bad()),
    })
}

fn value_elements(value: &Value) -> Vec<Value> {
    value.elements().unwrap_or_default()
}

/// A date, a time, a decimal number or a UUID that is written out.
fn moment(value: &Value, engine: Engine) -> Option<String> {
    let Value::Call(call) = value else { return None };
    let path = value.path()?;
    let number = |place: usize, name: &str| match call.arguments.get(place, name) {
        None => Some(0),
        Some(value) => value.as_int(),
    };
    let first = || call.arguments.positional.first();
    Some(match path {
        "decimal.Decimal" => match first()? {
            Value::Text(text) if text.parse::<f64>().is_ok_and(f64::is_finite) => text.to_string(),
            value => value.as_int()?.to_string(),
        },
        "uuid.UUID" if engine == Engine::Sqlite => literal(&first()?.as_text()?.replace('-', "")),
        "uuid.UUID" => literal(first()?.as_text()?),
        "datetime.date" => {
            literal(&format!("{:04}-{:02}-{:02}", number(0, "year")?, number(1, "month")?, number(2, "day")?))
        }
        "datetime.datetime" | "datetime.time" => {
            if call.arguments.named("tzinfo").is_some() {
                return None;
            }
            let (date, from) = match path {
                "datetime.time" => (String::new(), 0),
                _ => (format!("{:04}-{:02}-{:02} ", number(0, "year")?, number(1, "month")?, number(2, "day")?), 3),
            };
            let micros = number(from + 3, "microsecond")?;
            let fraction =
                if micros != 0 || engine == Engine::Sqlite { format!(".{micros:06}") } else { String::new() };
            literal(&format!(
                "{date}{:02}:{:02}:{:02}{fraction}",
                number(from, "hour")?,
                number(from + 1, "minute")?,
                number(from + 2, "second")?
            ))
        }
        _ => return None,
    })
}

/// A value as JSON, spaced as Python spaces it, and with escapes for everything beyond ASCII as there if `ascii` says so.
pub fn json(value: &Value, ascii: bool) -> Option<String> {
    Some(match value {
        Value::None => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) if number.is_finite() => format!("{number:?}"),
        Value::Text(text) => {
            let text = serde_json::to_string(&**text).ok()?;
            if ascii { escaped(&text) } else { text }
        }
        Value::List(_) | Value::Tuple(_) => {
            let elements: Option<Vec<String>> = value_elements(value).iter().map(|one| json(one, ascii)).collect();
            format!("[{}]", elements?.join(", "))
        }
        Value::Dict(_) => {
            let entries: Option<Vec<String>> = value
                .entries()?
                .iter()
                .map(|(key, value)| {
                    let key = match key {
                        Value::Text(_) => json(key, ascii)?,
                        key => format!("\"{}\"", json(key, ascii)?),
                    };
                    Some(format!("{key}: {}", json(value, ascii)?))
                })
                .collect();
            format!("{{{}}}", entries?.join(", "))
        }
        _ => return None,
    })
}

/// `ğ` as `\u011f`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && c != '\x7f' {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}
