//! Calls: of the file's own functions, of Python's, of Alembic's, and of what is only described.

use ruff_python_ast::ExprCall;

use super::{Arguments, Evaluator, OpenBatch, Result, Value, at, not};
use crate::operations::alembic::operation::{self, Operation};
use crate::operations::alembic::reason::{NotUnderstood, Reason};

/// What may be described without anything being done: how these begin.
const DESCRIBED: [&str; 6] =
    ["sqlalchemy.", "sqlmodel.", "sqlalchemy_utils.", "decimal.Decimal", "datetime.", "uuid.UUID"];

/// What looks at the clock or at chance.
const UNKNOWABLE: [&str; 5] = ["now", "utcnow", "today", "uuid4", "uuid1"];

impl<'a> Evaluator<'a> {
    pub(super) fn call(&mut self, call: &'a ExprCall) -> Result<Value> {
        let here = at(call);
        let function = self.evaluate(&call.func)?;
        let arguments = self.arguments(&call.arguments)?;
        let unknown = |this: &Evaluator<'a>| Reason::UnknownCall { what: this.shown_call(&call.func) };
        match &function {
            Value::Function(index, around) => self.call_function(*index, *around, arguments, here),
            Value::Lambda(..) if arguments.named.is_empty() => self.apply(&function, arguments.positional, here),
            Value::Name(path) => match self.call_name(path, arguments, here)? {
                Some(value) => Ok(value),
                None => not(here, unknown(self)),
            },
            Value::Attribute(method) => match self.call_method(&method.0, &method.1, arguments, here)? {
                Some(value) => Ok(value),
                None => not(here, unknown(self)),
            },
            // A type of the file's own is what it is made of.
            Value::Call(class) if function.path() == Some("python.type") => match class.arguments.named("impl") {
                Some(Value::Name(path)) => Ok(Value::call(Value::Name(path.clone()), arguments)),
                Some(implementation) if arguments.values().next().is_none() => Ok(implementation.clone()),
                _ => not(here, unknown(self)),
            },
            Value::Answer => not(here, Reason::ReadsDatabase),
            _ => not(here, unknown(self)),
        }
    }

    /// Calls something imported or built in; `None` when goc does not know it.
    fn call_name(&mut self, path: &str, arguments: Arguments, at: usize) -> Result<Option<Value>> {
        if let Some(name) = path.strip_prefix("alembic.op.") {
            return self.operation(name, arguments, at).map(Some);
        }
        if let Some(name) = path.strip_prefix("alembic.context.") {
            return Ok(match name {
                "get_context" => Some(Value::Context),
                "get_bind" => Some(Value::Bind),
                "is_offline_mode" => Some(Value::Bool(false)),
                "get_x_argument" => return not(at, Reason::ReadsDatabase),
                _ => None,
            });
        }
        if path == "logging.getLogger" {
            return Ok(Some(Value::Name("logging.logger".into())));
        }
        if path.starts_with("logging.") || path == "warnings.warn" {
            return Ok(Some(Value::None));
        }
        if let Some(class @ ("date" | "datetime")) =
            path.strip_prefix("datetime.").and_then(|path| path.strip_suffix(".fromisoformat"))
        {
            let numbers = arguments.get(0, "date_string").and_then(Value::as_text).and_then(super::text::iso_numbers);
            let Some(numbers) = numbers.filter(|numbers| class == "datetime" || numbers.len() == 3) else {
                return not(at, Reason::Expression);
            };
            let positional = numbers.into_iter().map(Value::Int).collect();
            let made = Value::call(
                Value::Name(format!("datetime.{class}").into()),
                Arguments { positional, named: Vec::new() },
            );
            return Ok(Some(made));
        }
        if path == "json.dumps" {
            let text = match (arguments.positional.as_slice(), arguments.named.as_slice()) {
                ([value], []) => crate::operations::alembic::sql::json(value, true),
                ([value], [(name, Value::Bool(false))]) if name == "ensure_ascii" => {
                    crate::operations::alembic::sql::json(value, false)
                }
                _ => None,
            };
            return text.map(|text| self.texted(text, at)).transpose();
        }
        if path == "textwrap.dedent" || path == "inspect.cleandoc" {
            let Some(Value::Text(text)) = arguments.get(0, "text").or_else(|| arguments.named("doc")) else {
                return not(at, Reason::Expression);
            };
            return self.texted(super::text::dedent(text), at).map(Some);
        }
        // An inspector and a session do nothing before they are asked, and what they answer only a database knows.
        let last = path.rsplit('.').next().unwrap_or(path);
        let is_question = matches!(last, "inspect" | "from_engine" | "Session" | "sessionmaker" | "Inspector");
        if is_question && path.starts_with("sqlalchemy.") {
            return Ok(Some(Value::Answer));
        }
        let arguments = if last == "Enum" { self.enum_values(arguments, at)? } else { arguments };
        let is_knowable = path.starts_with("sqlalchemy.") || !UNKNOWABLE.contains(&last);
        if DESCRIBED.iter().any(|prefix| path.starts_with(prefix)) && is_knowable {
            return self.shallow(Value::call(Value::Name(Self::shared(path)), arguments), at).map(Some);
        }
        if path.contains('.') { Ok(None) } else { self.builtin(path, &arguments, at) }
    }

    /// `sa.Enum(Class, values_callable=…)` with the texts that the function gives.
    fn enum_values(&mut self, mut arguments: Arguments, at: usize) -> Result<Arguments> {
        let Some(place) =
            arguments.named.iter().position(|(name, value)| name == "values_callable" && !value.is_none())
        else {
            return Ok(arguments);
        };
        let (_, function) = arguments.named.remove(place);
        let [class @ Value::Call(described)] = arguments.positional.as_slice() else {
            return not(at, Reason::Expression);
        };
        let name = described.arguments.positional.first().and_then(Value::as_text).map(str::to_lowercase);
        let values = self.apply(&function, vec![class.clone()], at)?;
        if arguments.named("name").is_none() {
            arguments.named.extend(name.map(|name| ("name".to_owned(), Value::text(name))));
        }
        arguments.positional = self.elements(&values, at)?;
        Ok(arguments)
    }

    /// Calls one of Alembic's operations.
    fn operation(&mut self, name: &str, arguments: Arguments, at: usize) -> Result<Value> {
        let located = |reason: Reason| NotUnderstood { at, reason };
        match name {
            "f" => match arguments.get(0, "name") {
                Some(name @ Value::Text(_)) => Ok(name.clone()),
                _ => not(at, Reason::BadArgument { what: "op.f".to_owned(), argument: "name".to_owned() }),
            },
            "inline_literal" => self.shallow(Value::call(Value::Name("sqlalchemy.literal".into()), arguments), at),
            "get_bind" => Ok(Value::Bind),
            "get_context" => Ok(Value::Context),
            "batch_alter_table" => {
                self.shallow(Value::call(Value::Name("alembic.op.batch_alter_table".into()), arguments), at)
            }
            "execute" => self.execute(&arguments, at).map(|()| Value::None),
            _ => {
                let read = operation::read(name, &arguments, self.engine).map_err(located)?;
                let Some(kind) = read else {
                    let what = crate::i18n::safe(&format!("op.{name}")).into_owned();
                    return not(at, Reason::UnknownCall { what });
                };
                self.push(Operation { at, autocommit: self.autocommit > 0, kind });
                if name == "create_table" {
                    let table = Value::call(Value::Name("alembic.op.create_table".into()), arguments);
                    return self.shallow(table, at);
                }
                Ok(Value::None)
            }
        }
    }

    /// `execute`, of Alembic or of its connection.
    pub(super) fn execute(&mut self, arguments: &Arguments, at: usize) -> Result<()> {
        let kinds = operation::execute(arguments, self.engine).map_err(|reason| NotUnderstood { at, reason })?;
        let autocommit = self.autocommit > 0;
        for kind in kinds {
            self.push(Operation { at, autocommit, kind });
        }
        Ok(())
    }

    /// Calls an operation of `batch_op`.
    pub(super) fn batch_operation(
        &mut self,
        batch: usize,
        name: &str,
        arguments: &Arguments,
        at: usize,
    ) -> Result<Option<Value>> {
        match name {
            "f" => return self.operation("f", arguments.clone(), at).map(Some),
            // It does not wait for the end of the batch.
            "execute" => return self.execute(arguments, at).map(|()| Some(Value::None)),
            "get_bind" => return Ok(Some(Value::Bind)),
            "get_context" => return Ok(Some(Value::Context)),
            _ => {}
        }
        let Some(open) = self.batches.get(batch) else { return not(at, Reason::Expression) };
        let located = |reason: Reason| NotUnderstood { at, reason };
        let read = operation::read_in_batch(name, arguments, &open.arguments, self.engine).map_err(located)?;
        let Some(kind) = read else { return Ok(None) };
        let operation = Operation { at, autocommit: self.autocommit > 0, kind };
        if let Some(open) = self.batches.get_mut(batch) {
            open.operations.push(operation);
        }
        Ok(Some(Value::None))
    }

    pub(super) fn close_batch(&mut self, batch: OpenBatch, at: usize) -> Result<()> {
        let located = |reason: Reason| NotUnderstood { at, reason };
        let kind = operation::batch(&batch.arguments, batch.operations).map_err(located)?;
        self.push(Operation { at, autocommit: self.autocommit > 0, kind });
        Ok(())
    }
}
