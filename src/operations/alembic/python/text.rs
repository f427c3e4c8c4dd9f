//! Texts: their methods, and values written into them.

use super::{Arguments, Evaluator, Result, Value, not};
use crate::operations::alembic::reason::Reason;

/// `str(value)`, where it is certain what Python would write.
pub(super) fn to_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Call(call) if value.path() == Some("sqlalchemy.text") => match call.arguments.get(0, "text") {
            Some(Value::Text(text)) => Some(text.to_string()),
            _ => None,
        },
        Value::Call(call) if value.path() == Some("decimal.Decimal") => to_text(call.arguments.positional.first()?),
        value => repr(value),
    }
}

/// `repr(value)`, where it is certain what Python would write.
pub(super) fn repr(value: &Value) -> Option<String> {
    Some(match value {
        Value::None => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Int(number) => number.to_string(),
        // Beyond these Python writes an exponent.
        Value::Float(number) if *number == 0.0 || (1e-4..1e16).contains(&number.abs()) => format!("{number:?}"),
        Value::Text(text)
            if text.chars().all(|c| c != '\'' && c != '\\' && (c.is_alphanumeric() || (' '..='~').contains(&c))) =>
        {
            format!("'{text}'")
        }
        Value::List(items) => {
            let items: Option<Vec<String>> = items.values.borrow().iter().map(repr).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Tuple(items) => {
            let shown: Option<Vec<String>> = items.iter().map(repr).collect();
            let comma = if items.len() == 1 { "," } else { "" };
            format!("({}{comma})", shown?.join(", "))
        }
        _ => return None,
    })
}

/// Takes away the white space that all lines begin with.
pub(super) fn dedent(text: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let mut common = filled().next().map(|line| &line[..indentation(line)]).unwrap_or_default();
    for line in filled() {
        let own = &line[..indentation(line)];
        let same = common.bytes().zip(own.bytes()).take_while(|(one, other)| one == other).count();
        common = &common[..same];
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            out.push_str(if line.ends_with('\n') { "\n" } else { "" });
        } else {
            out.push_str(line.strip_prefix(common).unwrap_or(line));
        }
    }
    out
}

impl Evaluator<'_> {
    /// A method of a text; `None` when goc does not know it.
    pub(super) fn text_method(
        &mut self,
        text: &str,
        name: &str,
        arguments: &Arguments,
        at: usize,
    ) -> Result<Option<Value>> {
        let texts: Vec<Option<&str>> = arguments.positional.iter().map(Value::as_text).collect();
        let is_set = |c: char, set: &str| set.contains(c);
        let done = match (name, texts.as_slice()) {
            ("format", _) => return self.format(text, arguments, at).map(Some),
            ("join", [None]) => {
                let parts = self.elements(&arguments.positional[0], at)?;
                let parts: Option<Vec<&str>> = parts.iter().map(Value::as_text).collect();
                let Some(parts) = parts else { return not(at, Reason::Expression) };
                self.spend(parts.len().saturating_mul(text.len()), at)?;
                parts.join(text)
            }
            ("strip", []) => text.trim().to_owned(),
            ("lstrip", []) => text.trim_start().to_owned(),
            ("rstrip", []) => text.trim_end().to_owned(),
            ("strip", [Some(set)]) => text.trim_matches(|c| is_set(c, set)).to_owned(),
            ("lstrip", [Some(set)]) => text.trim_start_matches(|c| is_set(c, set)).to_owned(),
            ("rstrip", [Some(set)]) => text.trim_end_matches(|c| is_set(c, set)).to_owned(),
            ("lower", []) => text.to_lowercase(),
            ("upper", []) => text.to_uppercase(),
            ("removeprefix", [Some(prefix)]) => text.strip_prefix(prefix).unwrap_or(text).to_owned(),
            ("removesuffix", [Some(suffix)]) => text.strip_suffix(suffix).unwrap_or(text).to_owned(),
            ("replace", [Some(from), Some(to)]) => {
                let count = if from.is_empty() { text.len() + 1 } else { text.matches(from).count() };
                self.spend(count.saturating_mul(to.len()), at)?;
                text.replace(from, to)
            }
            ("startswith", [Some(start)]) => return Ok(Some(Value::Bool(text.starts_with(start)))),
            ("endswith", [Some(end)]) => return Ok(Some(Value::Bool(text.ends_with(end)))),
            ("split", _) | ("splitlines", []) => {
                let parts: Vec<Value> = match (name, texts.as_slice()) {
                    ("splitlines", _) => text.lines().map(Value::text).collect(),
                    (_, []) => text.split_whitespace().map(Value::text).collect(),
                    (_, [Some(by)]) if !by.is_empty() => text.split(by).map(Value::text).collect(),
                    _ => return Ok(None),
                };
                self.spend(text.len(), at)?;
                return self.shallow(Value::list(parts), at).map(Some);
            }
            _ => return Ok(None),
        };
        self.texted(done, at).map(Some)
    }

    /// `format % values`
    pub(super) fn percent(&mut self, format: &str, values: &Value, at: usize) -> Result<Value> {
        let mut by_place = match values {
            Value::Tuple(items) => items.to_vec(),
            Value::Dict(_) => Vec::new(),
            one => vec![one.clone()],
        }
        .into_iter();
        let mut out = String::new();
        let mut rest = format;
        while let Some((before, behind)) = rest.split_once('%') {
            out.push_str(before);
            if let Some(behind) = behind.strip_prefix('%') {
                out.push('%');
                rest = behind;
                continue;
            }
            let (value, behind) = match behind.strip_prefix('(').and_then(|behind| behind.split_once(')')) {
                Some((name, behind)) => (Some(self.element(values, &Value::text(name), at)?), behind),
                None => (by_place.next(), behind),
            };
            let end = behind.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(behind.len());
            let (flags, behind) = behind.split_at(end);
            // What stands on the left in `%-5s` is `<` in a format specification; everything else is on the right.
            let flags = match flags.strip_prefix('-') {
                Some(width) => format!("<{width}"),
                None if flags.is_empty() || flags.starts_with(['0', '.']) => flags.to_owned(),
                None => format!(">{flags}"),
            };
            let shown = match (value, behind.chars().next()) {
                (Some(value), Some('s')) => {
                    to_text(&value).and_then(|text| super::format::formatted(&Value::text(text), &flags))
                }
                (Some(value), Some('d' | 'i')) => super::format::formatted(&value, &format!("{flags}d")),
                (Some(value), Some(kind @ ('f' | 'x' | 'X' | 'o'))) => {
                    super::format::formatted(&value, &format!("{flags}{kind}"))
                }
                (Some(value), Some('r')) if flags.is_empty() => repr(&value),
                _ => None,
            };
            out.push_str(&shown.map_or_else(|| not(at, Reason::Expression), Ok)?);
            self.spend(out.len(), at)?;
            rest = behind.get(1..).unwrap_or_default();
        }
        if by_place.next().is_some() {
            return not(at, Reason::Expression);
        }
        out.push_str(rest);
        self.texted(out, at)
    }

    /// `format.format(…)`
    fn format(&mut self, format: &str, arguments: &Arguments, at: usize) -> Result<Value> {
        let mut out = String::new();
        let mut next = 0_usize;
        let mut chars = format.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' if chars.next_if_eq(&'{').is_some() => out.push('{'),
                '}' if chars.next_if_eq(&'}').is_some() => out.push('}'),
                '{' => {
                    let mut field = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) => field.push(c),
                            None => return not(at, Reason::Expression),
                        }
                    }
                    let (field, specification) = match field.split_once(':') {
                        Some((field, specification)) => (field.to_owned(), specification.to_owned()),
                        None => (field, String::new()),
                    };
                    let value = if field.is_empty() {
                        next += 1;
                        arguments.positional.get(next - 1)
                    } else if let Ok(place) = field.parse::<usize>() {
                        arguments.positional.get(place)
                    } else {
                        arguments.named(&field)
                    };
                    let shown = match specification.as_str() {
                        "" => value.and_then(to_text),
                        specification => value.and_then(|value| super::format::formatted(value, specification)),
                    };
                    out.push_str(&shown.map_or_else(|| not(at, Reason::Expression), Ok)?);
                    self.spend(out.len(), at)?;
                }
                '}' => return not(at, Reason::Expression),
                c => out.push(c),
            }
        }
        self.texted(out, at)
    }
}
