//! From a text of a seed file to a text that the engine reads for a column of that type.

use std::borrow::Cow;

use super::error::RowFault;
use crate::database::{Column, ColumnKind};
use crate::revision::Engine;

/// Checks what can be checked without the database, and writes the value as the engine has it.
///
/// SQLite takes anything anywhere, so what PostgreSQL would refuse is refused here for both.
pub(super) fn text_for<'v>(engine: Engine, column: &Column, text: &'v str) -> Result<Cow<'v, str>, RowFault> {
    match column.kind {
        ColumnKind::Boolean => {
            let is_true = boolean(text).ok_or(RowFault::NotBoolean)?;
            Ok(Cow::Borrowed(match (engine, is_true) {
                (Engine::Postgres, true) => "true",
                (Engine::Postgres, false) => "false",
                (Engine::Sqlite, true) => "1",
                (Engine::Sqlite, false) => "0",
            }))
        }
        ColumnKind::Integer => match text.parse::<i64>() {
            Ok(_) => Ok(Cow::Borrowed(text)),
            Err(_) => Err(RowFault::NotInteger),
        },
        ColumnKind::Numeric | ColumnKind::Real if !is_number(text) => Err(RowFault::NotNumber),
        ColumnKind::Text => match column.length {
            // Bytes are never fewer than characters, and quicker to count.
            Some(most) if text.len() > most && text.chars().count() > most => Err(RowFault::TooLong(most)),
            _ => Ok(Cow::Borrowed(text)),
        },
        ColumnKind::Timestamp | ColumnKind::LocalTimestamp | ColumnKind::Date if engine == Engine::Sqlite => {
            time(column.kind, text).map(Cow::Owned).ok_or(RowFault::NotTime)
        }
        _ => Ok(Cow::Borrowed(text)),
    }
}

fn boolean(text: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(["true", "t", "1"]) {
        Some(true)
    } else if is(["false", "f", "0"]) {
        Some(false)
    } else {
        None
    }
}

/// A decimal number, with an exponent if need be; neither `NaN` nor `Infinity`, which no price is.
fn is_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.parse::<f64>().is_ok()
}

/// As SQLAlchemy writes times into SQLite: UTC without saying so, with microseconds.
fn time(kind: ColumnKind, text: &str) -> Option<String> {
    use jiff::civil::{Date, DateTime};
    if kind == ColumnKind::Date {
        return text.parse::<Date>().ok().map(|date| date.to_string());
    }
    let time = match text.parse::<jiff::Timestamp>() {
        Ok(moment) => moment.to_zoned(jiff::tz::TimeZone::UTC).datetime(),
        Err(_) => text.parse::<DateTime>().ok()?,
    };
    Some(time.strftime("%Y-%m-%d %H:%M:%S.%6f").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_the_application_writes_it() {
        for (text, expected) in [
            ("2024-12-17T15:00:00+03:00", Some("2024-12-17 12:00:00.000000")),
            ("2024-12-17 15:00:00", Some("2024-12-17 15:00:00.000000")),
            ("2024-12-17", Some("2024-12-17 00:00:00.000000")),
            ("17.12.2024", None),
            ("", None),
        ] {
            assert_eq!(time(ColumnKind::Timestamp, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn only_decimal_numbers_are_numbers() {
        for text in ["1", "-1.50", "+2", ".5", "1e3"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "NaN", "inf", "1,5", "1.2.3", "e", "0x1", " 1"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
