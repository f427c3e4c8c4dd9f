//! Functions that Python has built in.

use super::{Arguments, Evaluator, Result, Value, not};
use crate::operations::alembic::reason::Reason;

/// Those that goc knows, and the constants among them.
pub(super) const NAMES: [&str; 23] = [
    "map",
    "range",
    "len",
    "enumerate",
    "zip",
    "list",
    "tuple",
    "dict",
    "set",
    "sorted",
    "reversed",
    "str",
    "int",
    "bool",
    "repr",
    "min",
    "max",
    "print",
    "frozenset",
    "isinstance",
    "getattr",
    "NotImplementedError",
    "Exception",
];

impl Evaluator<'_> {
    /// Calls one; `None` when goc does not know it.
    pub(super) fn builtin(&mut self, name: &str, arguments: &Arguments, at: usize) -> Result<Option<Value>> {
        let first = arguments.positional.first();
        let has_names = !arguments.named.is_empty();
        let values: Vec<Value> = match (name, first) {
            ("print", _) => return Ok(Some(Value::None)),
            ("len", Some(value)) => {
                let length = match value {
                    Value::Text(text) => text.chars().count(),
                    value => self.elements(value, at)?.len(),
                };
                return Ok(i128::try_from(length).ok().map(Value::Int));
            }
            ("range", Some(_)) if !has_names => self.range(&arguments.positional, at)?,
            ("enumerate", Some(value)) => {
                let start = arguments.get(1, "start").map_or(Some(0), Value::as_int);
                let Some(start) = start else { return Ok(None) };
                let values = self.elements(value, at)?;
                let numbers = (0..).map(|index: i128| Value::Int(start.saturating_add(index)));
                numbers.zip(values).map(|(number, value)| Value::Tuple([number, value].into())).collect()
            }
            ("zip", Some(_)) if !has_names => {
                let mut columns = Vec::new();
                for value in &arguments.positional {
                    columns.push(self.elements(value, at)?);
                }
                let rows = columns.iter().map(Vec::len).min().unwrap_or(0);
                self.spend(rows * columns.len() * size_of::<Value>(), at)?;
                (0..rows).map(|row| Value::Tuple(columns.iter().map(|column| column[row].clone()).collect())).collect()
            }
            ("list" | "set", None) => Vec::new(),
            ("list" | "reversed" | "sorted" | "tuple" | "set" | "frozenset", Some(value)) => {
                let mut values = self.elements(value, at)?;
                match name {
                    "reversed" => values.reverse(),
                    "sorted"
                        if arguments.named.iter().any(|(name, value)| name != "reverse" || value.truth().is_none()) =>
                    {
                        return Ok(None);
                    }
                    "sorted" if values.iter().all(|value| value.as_text().is_some()) => {
                        values.sort_by(|one, other| one.as_text().cmp(&other.as_text()));
                    }
                    "sorted" if values.iter().all(|value| value.as_int().is_some()) => {
                        values.sort_by_key(Value::as_int);
                    }
                    "sorted" => return Ok(None),
                    // In which order a set gives its elements only Python knows; one of literals is as good in theirs.
                    "set" | "frozenset" => {
                        let mut once: Vec<Value> = Vec::new();
                        for value in values {
                            self.steps += once.len() / 8;
                            self.step(at)?;
                            if !once.iter().any(|known| known.equals(&value) == Some(true)) {
                                once.push(value);
                            }
                        }
                        values = once;
                    }
                    "tuple" => return self.shallow(Value::Tuple(values.into()), at).map(Some),
                    _ => {}
                }
                if name == "sorted" && arguments.named("reverse").and_then(Value::truth) == Some(true) {
                    values.reverse();
                }
                values
            }
            ("map", Some(function)) if arguments.positional.len() == 2 => {
                let mut values = Vec::new();
                for value in self.elements(&arguments.positional[1], at)? {
                    values.push(self.apply(function, vec![value], at)?);
                }
                values
            }
            ("dict", None) => {
                let entries = arguments.named.iter().map(|(name, value)| (Value::text(name), value.clone())).collect();
                return self.shallow(Value::Dict(super::value::Items::new(entries)), at).map(Some);
            }
            ("dict", Some(first)) => {
                let dictionary = Value::Dict(super::value::Items::new(Vec::new()));
                let entries = match first.entries() {
                    Some(entries) => entries,
                    None => {
                        let mut entries = Vec::new();
                        for pair in self.elements(first, at)? {
                            match <[Value; 2]>::try_from(self.elements(&pair, at)?) {
                                Ok([key, value]) => entries.push((key, value)),
                                Err(_) => return not(at, Reason::Expression),
                            }
                        }
                        entries
                    }
                };
                let named = arguments.named.iter().map(|(name, value)| (Value::text(name), value.clone()));
                for (key, value) in entries.into_iter().chain(named) {
                    self.put(&dictionary, key, value, at)?;
                }
                return self.shallow(dictionary, at).map(Some);
            }
            ("str", Some(value)) => return self.maybe_text(super::text::to_text(value), at),
            ("repr", Some(value)) => return self.maybe_text(super::text::repr(value), at),
            ("int", Some(Value::Text(text))) => {
                let number =
                    text.trim().parse().ok().filter(|_| !text.contains('_') && arguments.positional.len() == 1);
                return Ok(number.map(Value::Int));
            }
            ("int", Some(value)) => return Ok(value.as_int().map(Value::Int)),
            ("bool", Some(value)) => return Ok(value.truth().map(Value::Bool)),
            ("min" | "max", Some(_)) if !has_names => {
                let values = match arguments.positional.as_slice() {
                    [only] => self.elements(only, at)?,
                    all => all.to_vec(),
                };
                let numbers: Option<Vec<i128>> = values.iter().map(Value::as_int).collect();
                let found =
                    numbers.and_then(|all| if name == "min" { all.into_iter().min() } else { all.into_iter().max() });
                return Ok(found.map(Value::Int));
            }
            _ => return Ok(None),
        };
        self.shallow(Value::list(values), at).map(Some)
    }

    fn maybe_text(&mut self, text: Option<String>, at: usize) -> Result<Option<Value>> {
        text.map(|text| self.texted(text, at)).transpose()
    }

    fn range(&mut self, bounds: &[Value], at: usize) -> Result<Vec<Value>> {
        let numbers: Option<Vec<i128>> = bounds.iter().map(Value::as_int).collect();
        let (mut start, stop, step) = match numbers.as_deref() {
            Some([stop]) => (0, *stop, 1),
            Some([start, stop]) => (*start, *stop, 1),
            Some([start, stop, step]) if *step != 0 => (*start, *stop, *step),
            _ => return not(at, Reason::Expression),
        };
        let mut values = Vec::new();
        while if step > 0 { start < stop } else { start > stop } {
            self.step(at)?;
            values.push(Value::Int(start));
            let Some(next) = start.checked_add(step) else { break };
            start = next;
        }
        Ok(values)
    }
}
