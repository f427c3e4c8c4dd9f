//! Functions of the file itself.

use ruff_python_ast::ExprLambda;

use super::{Arguments, Evaluator, Flow, Frame, Known, Result, Value, at, not};
use crate::operations::alembic::reason::Reason;

impl<'a> Evaluator<'a> {
    /// Calls a function or a lambda of the file with values by place.
    pub(super) fn apply(&mut self, function: &Value, values: Vec<Value>, at: usize) -> Result<Value> {
        match function {
            Value::Function(index, around) => {
                self.call_function(*index, *around, Arguments { positional: values, named: Vec::new() }, at)
            }
            Value::Lambda(index, around) => self.call_lambda(*index, *around, values, at),
            _ => not(at, Reason::Expression),
        }
    }

    fn call_lambda(&mut self, index: usize, around: Option<usize>, values: Vec<Value>, at: usize) -> Result<Value> {
        let lambda: &'a ExprLambda = self.lambdas[index];
        let mut frame = Frame { around: around.filter(|&around| around < self.frames.len()), ..Frame::default() };
        let parameters =
            lambda.parameters.iter().flat_map(|parameters| parameters.posonlyargs.iter().chain(&parameters.args));
        let names: Vec<&str> = parameters.map(|parameter| parameter.parameter.name.as_str()).collect();
        if names.len() != values.len() {
            return not(at, Reason::Expression);
        }
        frame.values.extend(names.into_iter().map(str::to_owned).zip(values.into_iter().map(Known::Value)));
        self.frames.push(frame);
        let depth = self.frames.len();
        let value = self.deeper(at, |this| this.evaluate(&lambda.body));
        self.frames.truncate(depth - 1);
        value
    }

    /// Calls a function of the file.
    pub(super) fn call_function(
        &mut self,
        index: usize,
        around: Option<usize>,
        arguments: Arguments,
        here: usize,
    ) -> Result<Value> {
        let function = self.functions[index];
        let parameters = &function.parameters;
        let mut frame = Frame { around: around.filter(|&around| around < self.frames.len()), ..Frame::default() };
        let mut positional = arguments.positional.into_iter();
        let mut named = arguments.named;
        let mut take = |name: &str| {
            let place = named.iter().position(|(known, _)| known == name)?;
            Some(named.remove(place).1)
        };
        let wrong = || Reason::BadArgument { what: function.name.to_string(), argument: "…".to_owned() };
        let by_place = parameters.posonlyargs.iter().chain(&parameters.args).map(|parameter| (parameter, true));
        let by_name = parameters.kwonlyargs.iter().map(|parameter| (parameter, false));
        // What is left over is for `*args` only behind all others.
        let mut defaults = Vec::new();
        let mut rest = None;
        for (parameter, is_by_place) in by_place.chain(by_name) {
            if !is_by_place && rest.is_none() {
                rest = Some(positional.by_ref().collect::<Vec<Value>>());
            }
            let name = parameter.parameter.name.as_str();
            let given = if is_by_place { positional.next() } else { None };
            match given.or_else(|| take(name)) {
                Some(value) => {
                    frame.values.insert(name.to_owned(), Known::Value(value));
                }
                None => match &parameter.default {
                    Some(default) => defaults.push((name, &**default)),
                    None => return not(here, wrong()),
                },
            }
        }
        let rest = rest.unwrap_or_else(|| positional.collect());
        match &parameters.vararg {
            Some(vararg) => {
                let rest = self.shallow(Value::Tuple(rest.into()), here)?;
                frame.values.insert(vararg.name.to_string(), Known::Value(rest));
            }
            None if rest.is_empty() => {}
            None => return not(here, wrong()),
        }
        match &parameters.kwarg {
            Some(kwarg) => {
                let entries = named.into_iter().map(|(name, value)| (Value::text(name), value)).collect();
                let entries = self.shallow(Value::Dict(super::value::Items::new(entries)), here)?;
                frame.values.insert(kwarg.name.to_string(), Known::Value(entries));
            }
            None if named.is_empty() => {}
            None => return not(here, wrong()),
        }
        for (name, default) in defaults {
            let value = self.evaluate(default)?;
            frame.values.insert(name.to_owned(), Known::Value(value));
        }
        self.frames.push(frame);
        let depth = self.frames.len();
        let flow = self.deeper(here, |this| this.statements(&function.body));
        self.frames.truncate(depth - 1);
        match flow? {
            Flow::Return(value) => Ok(value),
            Flow::Raise(_) => not(at(function), Reason::Raises),
            Flow::Next | Flow::Break | Flow::Continue => Ok(Value::None),
        }
    }
}
