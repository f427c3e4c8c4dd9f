//! Methods.

use super::value::Items;
use super::{Arguments, Evaluator, Result, Value, not};
use crate::operations::alembic::operation::{self, Operation};
use crate::operations::alembic::reason::{NotUnderstood, Reason};

/// Methods of SQLAlchemy's that only make a description out of another one.
const DESCRIBING: [&str; 41] = [
    "with_variant",
    "desc",
    "asc",
    "nullsfirst",
    "nulls_first",
    "nullslast",
    "nulls_last",
    "label",
    "in_",
    "notin_",
    "not_in",
    "is_",
    "isnot",
    "is_not",
    "like",
    "notlike",
    "not_like",
    "ilike",
    "between",
    "op",
    "cast",
    "insert",
    "update",
    "delete",
    "where",
    "values",
    "bindparams",
    "columns",
    "concat",
    "collate",
    "contains",
    "any",
    "startswith",
    "endswith",
    "and_",
    "or_",
    "next_value",
    "nextval",
    "execution_options",
    "copy",
    "filter",
];

impl Evaluator<'_> {
    /// Calls a method; `None` when goc does not know it.
    pub(super) fn call_method(
        &mut self,
        of: &Value,
        name: &str,
        arguments: Arguments,
        at: usize,
    ) -> Result<Option<Value>> {
        match of {
            Value::Text(text) => self.text_method(text, name, &arguments, at),
            Value::List(items) => self.list_method(of, items, name, &arguments, at),
            Value::Tuple(_) if name == "index" || name == "count" => Ok(None),
            Value::Dict(items) => self.dict_method(of, items, name, &arguments, at),
            Value::Batch(batch) => self.batch_operation(*batch, name, &arguments, at),
            Value::Context => Ok(match name {
                "autocommit_block" => Some(Value::AutocommitBlock),
                _ => None,
            }),
            Value::Bind if name == "execution_options" => Ok(Some(Value::Bind)),
            Value::Bind | Value::Answer => not(at, Reason::ReadsDatabase),
            Value::Attribute(dialect) if matches!(dialect.0, Value::Bind | Value::Context) => {
                not(at, Reason::ReadsDatabase)
            }
            Value::Call(_) | Value::Attribute(_) if matches!(name, "create" | "drop") => {
                self.type_method(of, name, &arguments, at)
            }
            Value::Call(_) | Value::Attribute(_) if DESCRIBING.contains(&name) => {
                let method = Value::Attribute((of.clone(), name.to_owned()).into());
                self.shallow(Value::call(method, arguments), at).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// `enum.create(op.get_bind())` and `enum.drop(…)`.
    fn type_method(&mut self, of: &Value, name: &str, arguments: &Arguments, at: usize) -> Result<Option<Value>> {
        if !matches!(arguments.get(0, "bind"), Some(Value::Bind | Value::Context)) {
            return Ok(None);
        }
        let located = |reason: Reason| NotUnderstood { at, reason };
        let kinds = operation::named_type(of, name == "create", arguments, self.engine).map_err(located)?;
        let Some(kinds) = kinds else { return Ok(None) };
        let autocommit = self.autocommit > 0;
        for kind in kinds {
            self.push(Operation { at, autocommit, kind });
        }
        Ok(Some(Value::None))
    }

    fn list_method(
        &mut self,
        list: &Value,
        items: &Items<Value>,
        name: &str,
        arguments: &Arguments,
        at: usize,
    ) -> Result<Option<Value>> {
        let first = arguments.positional.first();
        match (name, first) {
            ("append" | "add", Some(value)) => {
                let one = Value::list(vec![value.clone()]);
                self.extend(list, &one, at)?;
            }
            ("extend" | "update", Some(more)) => self.extend(list, more, at)?,
            ("copy", None) => {
                let values = items.values.borrow().clone();
                return self.shallow(Value::list(values), at).map(Some);
            }
            ("reverse", None) if !items.is_frozen.get() => items.values.borrow_mut().reverse(),
            ("clear", None) if !items.is_frozen.get() => items.values.borrow_mut().clear(),
            _ => return Ok(None),
        }
        Ok(Some(Value::None))
    }

    fn dict_method(
        &mut self,
        dictionary: &Value,
        items: &Items<(Value, Value)>,
        name: &str,
        arguments: &Arguments,
        at: usize,
    ) -> Result<Option<Value>> {
        let first = arguments.positional.first();
        let values: Vec<Value> = match (name, first) {
            ("items", None) => items
                .values
                .borrow()
                .iter()
                .map(|(key, value)| Value::Tuple([key.clone(), value.clone()].into()))
                .collect(),
            ("keys", None) => items.values.borrow().iter().map(|(key, _)| key.clone()).collect(),
            ("values", None) => items.values.borrow().iter().map(|(_, value)| value.clone()).collect(),
            ("get", Some(key)) => {
                let found = self.element(dictionary, key, at).ok();
                let otherwise = arguments.positional.get(1).cloned().unwrap_or(Value::None);
                return Ok(Some(found.unwrap_or(otherwise)));
            }
            ("update", first) => {
                for (key, value) in first.and_then(Value::entries).unwrap_or_default() {
                    self.put(dictionary, key, value, at)?;
                }
                for (name, value) in &arguments.named {
                    self.put(dictionary, Value::text(name), value.clone(), at)?;
                }
                return Ok(Some(Value::None));
            }
            ("copy", None) => {
                let entries = items.values.borrow().clone();
                return self.shallow(Value::Dict(Items::new(entries)), at).map(Some);
            }
            _ => return Ok(None),
        };
        self.shallow(Value::list(values), at).map(Some)
    }
}
