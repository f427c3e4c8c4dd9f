//! Functions of the file itself.

use super::{Arguments, Evaluator, Flow, Frame, Known, Result, Value, at, not};
use crate::operations::alembic::reason::Reason;

impl Evaluator<'_> {
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
