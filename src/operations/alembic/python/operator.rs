//! Operators and subscripts on plain values.

use ruff_python_ast::Operator;

use super::{Evaluator, Result, Value, not};
use crate::operations::alembic::reason::Reason;

impl Evaluator<'_> {
    pub(super) fn plain_operate(
        &mut self,
        operator: Operator,
        left: &Value,
        right: &Value,
        at: usize,
    ) -> Result<Value> {
        match (operator, left, right) {
            (Operator::Add, Value::Text(left), Value::Text(right)) => {
                self.spend(left.len() + right.len(), at)?;
                Ok(Value::text(format!("{left}{right}")))
            }
            (Operator::Add, Value::List(left), Value::List(right)) => {
                let mut values = left.values.borrow().clone();
                values.extend(right.values.borrow().iter().cloned());
                self.shallow(Value::list(values), at)
            }
            (Operator::Add, Value::Tuple(left), Value::Tuple(right)) => {
                let values: Vec<Value> = left.iter().chain(right.iter()).cloned().collect();
                self.shallow(Value::Tuple(values.into()), at)
            }
            (Operator::Mod, Value::Text(format), values) => self.percent(format, values, at),
            (Operator::Mult, Value::Text(text), count) | (Operator::Mult, count, Value::Text(text))
                if let Some(count) = count.as_int() =>
            {
                let count = usize::try_from(count).unwrap_or(0);
                self.spend(text.len().saturating_mul(count), at)?;
                Ok(Value::text(text.repeat(count)))
            }
            (Operator::Mult, Value::List(items), count) if let Some(count) = count.as_int() => {
                let count = usize::try_from(count).unwrap_or(0);
                let values = items.values.borrow().clone();
                self.spend(values.len().saturating_mul(count).saturating_mul(size_of::<Value>()), at)?;
                let all = values.iter().cycle().take(values.len() * count).cloned().collect();
                self.shallow(Value::list(all), at)
            }
            (Operator::BitOr, Value::Dict(left), Value::Dict(right)) => {
                let dictionary = Value::Dict(super::value::Items::new(left.values.borrow().clone()));
                let entries = right.values.borrow().clone();
                for (key, value) in entries {
                    self.put(&dictionary, key, value, at)?;
                }
                self.shallow(dictionary, at)
            }
            _ => Self::number(operator, left, right).map_or_else(|| not(at, Reason::Expression), Ok),
        }
    }

    fn number(operator: Operator, left: &Value, right: &Value) -> Option<Value> {
        if let (Some(left), Some(right)) = (left.as_int(), right.as_int()) {
            let whole = match operator {
                Operator::Add => left.checked_add(right),
                Operator::Sub => left.checked_sub(right),
                Operator::Mult => left.checked_mul(right),
                // Python rounds down, Rust towards zero.
                Operator::FloorDiv => left.checked_div_euclid(right).filter(|_| right > 0),
                Operator::Mod => left.checked_rem_euclid(right).filter(|_| right > 0),
                Operator::Pow => u32::try_from(right).ok().and_then(|power| left.checked_pow(power)),
                Operator::BitOr => Some(left | right),
                Operator::BitAnd => Some(left & right),
                _ => None,
            };
            return whole.map(Value::Int);
        }
        let (Value::Float(left), Value::Float(right)) = (left, right) else { return None };
        Some(Value::Float(match operator {
            Operator::Add => left + right,
            Operator::Sub => left - right,
            Operator::Mult => left * right,
            _ => return None,
        }))
    }

    /// What a loop over a value goes through.
    pub(super) fn elements(&mut self, value: &Value, at: usize) -> Result<Vec<Value>> {
        let values: Vec<Value> = match value {
            Value::List(_) | Value::Tuple(_) => value.elements().unwrap_or_default(),
            Value::Dict(items) => items.values.borrow().iter().map(|(key, _)| key.clone()).collect(),
            Value::Text(text) => text.chars().map(|c| Value::text(c.to_string())).collect(),
            Value::Call(call) if value.path() == Some("python.enum") => call
                .arguments
                .named
                .iter()
                .map(|(member, _)| Value::Attribute((value.clone(), member.clone()).into()))
                .collect(),
            Value::Answer => return not(at, Reason::ReadsDatabase),
            _ => return not(at, Reason::Expression),
        };
        self.spend(values.len() * size_of::<Value>(), at)?;
        Ok(values)
    }

    pub(super) fn element(&mut self, value: &Value, key: &Value, at: usize) -> Result<Value> {
        let found = match value {
            Value::Dict(items) => {
                let items = items.values.borrow();
                self.steps += items.len();
                items.iter().find(|(known, _)| known.equals(key) == Some(true)).map(|(_, value)| value.clone())
            }
            Value::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                place(chars.len(), key).and_then(|place| chars.get(place)).map(|c| Value::text(c.to_string()))
            }
            Value::List(items) => {
                let items = items.values.borrow();
                place(items.len(), key).and_then(|place| items.get(place).cloned())
            }
            Value::Tuple(items) => place(items.len(), key).and_then(|place| items.get(place).cloned()),
            // `table.c["name"]`
            Value::Attribute(attribute) if attribute.1 == "c" => match key {
                Value::Text(name) => return self.attribute(value.clone(), name, at),
                _ => None,
            },
            Value::Answer => return not(at, Reason::ReadsDatabase),
            _ => None,
        };
        found.map_or_else(|| not(at, Reason::Expression), Ok)
    }

    pub(super) fn slice(
        &mut self,
        value: &Value,
        lower: Option<&Value>,
        upper: Option<&Value>,
        at: usize,
    ) -> Result<Value> {
        let bounds = |length: usize| {
            let bound = |bound: Option<&Value>, otherwise: usize| match bound {
                None | Some(Value::None) => Some(otherwise),
                Some(bound) => {
                    let bound = bound.as_int()?;
                    let length = i128::try_from(length).ok()?;
                    let from_start = if bound < 0 { bound.checked_add(length)? } else { bound };
                    usize::try_from(from_start.clamp(0, length)).ok()
                }
            };
            let (lower, upper) = (bound(lower, 0)?, bound(upper, length)?);
            Some(lower..upper.max(lower))
        };
        match value {
            Value::Text(text) => {
                let chars: Vec<char> = text.chars().collect();
                let Some(bounds) = bounds(chars.len()) else { return not(at, Reason::Expression) };
                self.texted(chars[bounds].iter().collect::<String>(), at)
            }
            Value::List(_) | Value::Tuple(_) => {
                let values = self.elements(value, at)?;
                let Some(bounds) = bounds(values.len()) else { return not(at, Reason::Expression) };
                let part = values[bounds].to_vec();
                let part = if matches!(value, Value::List(_)) { Value::list(part) } else { Value::Tuple(part.into()) };
                self.shallow(part, at)
            }
            _ => not(at, Reason::Expression),
        }
    }

    /// `value[::-1]`
    pub(super) fn reversed(&mut self, value: &Value, at: usize) -> Result<Value> {
        match value {
            Value::Text(text) => self.texted(text.chars().rev().collect::<String>(), at),
            Value::List(_) | Value::Tuple(_) => {
                let mut values = self.elements(value, at)?;
                values.reverse();
                let all =
                    if matches!(value, Value::List(_)) { Value::list(values) } else { Value::Tuple(values.into()) };
                self.shallow(all, at)
            }
            _ => not(at, Reason::Expression),
        }
    }

    /// `container[key] = value`
    pub(super) fn put(&mut self, container: &Value, key: Value, value: Value, at: usize) -> Result<()> {
        match container {
            Value::Dict(items) if !items.is_frozen.get() && key.is_plain() => {
                value.freeze();
                let mut items = items.values.borrow_mut();
                self.steps += items.len() / 8;
                match items.iter_mut().find(|(known, _)| known.equals(&key) == Some(true)) {
                    Some((_, old)) => *old = value,
                    None => items.push((key, value)),
                }
                drop(items);
                self.spend(2 * size_of::<Value>(), at)
            }
            Value::List(items) if !items.is_frozen.get() => {
                value.freeze();
                let length = items.values.borrow().len();
                match place(length, &key).filter(|&place| place < length) {
                    Some(place) => items.values.borrow_mut()[place] = value,
                    None => return not(at, Reason::Expression),
                }
                Ok(())
            }
            _ => not(at, Reason::Expression),
        }
    }

    /// Adds elements to a list in place.
    pub(super) fn extend(&mut self, list: &Value, more: &Value, at: usize) -> Result<()> {
        let more = self.elements(more, at)?;
        match list {
            Value::List(items) if !items.is_frozen.get() => {
                for value in more {
                    value.freeze();
                    if !value.is_shallow() {
                        return not(at, Reason::TooDeep);
                    }
                    items.values.borrow_mut().push(value);
                }
                Ok(())
            }
            _ => not(at, Reason::Expression),
        }
    }
}

/// The place that an index means; negative ones count from the end.
fn place(length: usize, index: &Value) -> Option<usize> {
    let index = index.as_int()?;
    if index < 0 { usize::try_from(i128::try_from(length).ok()? + index).ok() } else { usize::try_from(index).ok() }
}
