//! Expressions.

use ruff_python_ast::{
    CmpOp, Comprehension, Expr, ExprBinOp, ExprCompare, ExprFString, ExprSubscript, InterpolatedStringElement, Number,
    Operator, UnaryOp,
};

use super::value::Items;
use super::{Arguments, Evaluator, Known, Result, Value, at, not, range};
use crate::operations::alembic::reason::Reason;

impl<'a> Evaluator<'a> {
    pub(super) fn evaluate(&mut self, expression: &'a Expr) -> Result<Value> {
        self.deeper(at(expression), |this| this.any_expression(expression))
    }

    fn any_expression(&mut self, expression: &'a Expr) -> Result<Value> {
        let here = at(expression);
        match expression {
            Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) => Ok(Value::None),
            Expr::BooleanLiteral(literal) => Ok(Value::Bool(literal.value)),
            Expr::NumberLiteral(literal) => match &literal.value {
                Number::Int(number) => match number.to_string().parse() {
                    Ok(number) => Ok(Value::Int(number)),
                    Err(_) => not(here, Reason::Expression),
                },
                Number::Float(number) => Ok(Value::Float(*number)),
                Number::Complex { .. } => not(here, Reason::Expression),
            },
            Expr::StringLiteral(literal) => self.texted(literal.value.to_str(), here),
            Expr::BytesLiteral(literal) => {
                let bytes: Vec<u8> = literal.value.bytes().collect();
                self.spend(bytes.len(), here)?;
                Ok(Value::Bytes(bytes.into()))
            }
            Expr::FString(literal) => self.f_string(literal),
            Expr::Name(name) => self.name(&name.id, here),
            Expr::Attribute(attribute) => {
                let value = self.evaluate(&attribute.value)?;
                self.attribute(value, &attribute.attr, here)
            }
            Expr::Call(call) => self.call(call),
            Expr::List(list) => {
                let values = self.starred(&list.elts)?;
                self.shallow(Value::list(values), here)
            }
            Expr::Set(set) => {
                let values = self.starred(&set.elts)?;
                self.shallow(Value::list(values), here)
            }
            Expr::Tuple(tuple) => {
                let values = self.starred(&tuple.elts)?;
                self.shallow(Value::Tuple(values.into()), here)
            }
            Expr::Dict(dict) => {
                let dictionary = Value::Dict(Items::new(Vec::new()));
                for item in &dict.items {
                    let value = self.evaluate(&item.value)?;
                    match &item.key {
                        Some(key) => {
                            let key = self.evaluate(key)?;
                            self.put(&dictionary, key, value, here)?;
                        }
                        None => {
                            for (key, value) in value.entries().map_or_else(|| not(here, Reason::Expression), Ok)? {
                                self.put(&dictionary, key, value, here)?;
                            }
                        }
                    }
                }
                self.shallow(dictionary, here)
            }
            Expr::BinOp(operation) => self.binary(operation),
            Expr::UnaryOp(operation) => {
                let value = self.evaluate(&operation.operand)?;
                self.unary(operation.op, &value, here)
            }
            Expr::BoolOp(operation) => {
                let is_or = operation.op == ruff_python_ast::BoolOp::Or;
                let mut last = Value::None;
                for value in &operation.values {
                    last = self.evaluate(value)?;
                    match last.truth() {
                        Some(truth) if truth == is_or => return Ok(last),
                        Some(_) => {}
                        None => return not(here, Reason::ReadsDatabase),
                    }
                }
                Ok(last)
            }
            Expr::Compare(comparison) => self.compare(comparison),
            Expr::If(choice) => {
                if self.truth(&choice.test)? {
                    self.evaluate(&choice.body)
                } else {
                    self.evaluate(&choice.orelse)
                }
            }
            Expr::Subscript(subscript) => self.subscript(subscript),
            Expr::ListComp(comprehension) => {
                let values = self.comprehension(&comprehension.generators, &comprehension.elt)?;
                self.shallow(Value::list(values), here)
            }
            Expr::SetComp(comprehension) => {
                let values = self.comprehension(&comprehension.generators, &comprehension.elt)?;
                self.shallow(Value::list(values), here)
            }
            Expr::Generator(comprehension) => {
                let values = self.comprehension(&comprehension.generators, &comprehension.elt)?;
                self.shallow(Value::list(values), here)
            }
            Expr::DictComp(comprehension) => {
                let Some(key) = &comprehension.key else { return not(here, Reason::Expression) };
                let keys = self.comprehension(&comprehension.generators, key)?;
                let values = self.comprehension(&comprehension.generators, &comprehension.value)?;
                let dictionary = Value::Dict(Items::new(Vec::new()));
                for (key, value) in keys.into_iter().zip(values) {
                    self.put(&dictionary, key, value, here)?;
                }
                self.shallow(dictionary, here)
            }
            Expr::Lambda(lambda) => {
                self.lambdas.push(lambda);
                Ok(Value::Lambda(self.lambdas.len() - 1, self.frames.len().checked_sub(1)))
            }
            Expr::Named(named) => {
                let value = self.evaluate(&named.value)?;
                self.bind(&named.target, value.clone())?;
                Ok(value)
            }
            _ => not(here, Reason::Expression),
        }
    }

    fn name(&mut self, name: &str, at: usize) -> Result<Value> {
        match self.lookup(name) {
            Some(Known::Value(value)) => Ok(value.clone()),
            Some(Known::Not(reason)) => {
                let reason = reason.clone();
                not(at, reason)
            }
            None if name == "__name__" => Ok(Value::text("revision")),
            None if super::builtin::NAMES.contains(&name) => Ok(Value::Name(Self::shared(name))),
            None if let Some(module) = self.stars.last() => {
                let path = format!("{module}.{name}");
                self.spend(path.len(), at)?;
                Ok(Value::Name(path.into()))
            }
            None => not(at, Reason::UnknownName { name: crate::i18n::safe(name).into_owned() }),
        }
    }

    /// The elements of a list that is written out, with `*other` in it.
    fn starred(&mut self, elements: &'a [Expr]) -> Result<Vec<Value>> {
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Expr::Starred(starred) => values.extend(self.iterate(&starred.value)?),
                element => values.push(self.evaluate(element)?),
            }
        }
        Ok(values)
    }

    pub(super) fn arguments(&mut self, arguments: &'a ruff_python_ast::Arguments) -> Result<Arguments> {
        let positional = self.starred(&arguments.args)?;
        let mut named = Vec::with_capacity(arguments.keywords.len());
        for keyword in &arguments.keywords {
            let value = self.evaluate(&keyword.value)?;
            match &keyword.arg {
                Some(name) => named.push((name.to_string(), value)),
                None => {
                    let entries = value.entries().map_or_else(|| not(at(keyword), Reason::Expression), Ok)?;
                    for (name, value) in entries {
                        let Value::Text(name) = name else { return not(at(keyword), Reason::Expression) };
                        named.push((name.to_string(), value));
                    }
                }
            }
        }
        Ok(Arguments { positional, named })
    }

    fn f_string(&mut self, literal: &'a ExprFString) -> Result<Value> {
        let mut text = String::new();
        let here = at(literal);
        for part in literal.value.as_slice() {
            match part {
                ruff_python_ast::FStringPart::Literal(literal) => text.push_str(&literal.value),
                ruff_python_ast::FStringPart::FString(part) => {
                    for element in &part.elements {
                        match element {
                            InterpolatedStringElement::Literal(literal) => text.push_str(&literal.value),
                            InterpolatedStringElement::Interpolation(element) => {
                                if element.debug_text.is_some() {
                                    return not(here, Reason::Expression);
                                }
                                let value = self.evaluate(&element.expression)?;
                                if let Some(format) = &element.format_spec {
                                    let [InterpolatedStringElement::Literal(format)] = &*format.elements else {
                                        return not(here, Reason::Expression);
                                    };
                                    let shown = super::format::formatted(&value, &format.value);
                                    text.push_str(&shown.map_or_else(|| not(here, Reason::Expression), Ok)?);
                                    continue;
                                }
                                let shown = match element.conversion {
                                    ruff_python_ast::ConversionFlag::None | ruff_python_ast::ConversionFlag::Str => {
                                        super::text::to_text(&value)
                                    }
                                    ruff_python_ast::ConversionFlag::Repr => super::text::repr(&value),
                                    ruff_python_ast::ConversionFlag::Ascii => None,
                                };
                                text.push_str(&shown.map_or_else(|| not(here, Reason::Expression), Ok)?);
                            }
                        }
                    }
                }
            }
            self.spend(text.len(), here)?;
        }
        Ok(Value::text(text))
    }

    /// `a + b + c + …` is a tree that leans to the left, and is walked without going down.
    fn binary(&mut self, operation: &'a ExprBinOp) -> Result<Value> {
        let mut spine = vec![(operation.op, &*operation.right)];
        let mut left = &*operation.left;
        while let Expr::BinOp(inner) = left {
            spine.push((inner.op, &*inner.right));
            left = &*inner.left;
        }
        let mut value = self.evaluate(left)?;
        for (operator, right) in spine.into_iter().rev() {
            let right = self.evaluate(right)?;
            value = self.operate(operator, &value, &right, at(operation))?;
        }
        Ok(value)
    }

    fn unary(&mut self, operator: UnaryOp, value: &Value, at: usize) -> Result<Value> {
        match (operator, value) {
            (UnaryOp::Not, value) => match value.truth() {
                Some(truth) => Ok(Value::Bool(!truth)),
                None => not(at, Reason::ReadsDatabase),
            },
            (UnaryOp::USub, Value::Float(number)) => Ok(Value::Float(-number)),
            (UnaryOp::UAdd, Value::Float(number)) => Ok(Value::Float(*number)),
            (UnaryOp::USub, value) if let Some(number) = value.as_int().and_then(i128::checked_neg) => {
                Ok(Value::Int(number))
            }
            (UnaryOp::UAdd, value) if let Some(number) = value.as_int() => Ok(Value::Int(number)),
            (UnaryOp::Invert, value) if value.is_sql() => Ok(Value::call(
                Value::Name("operator.not".into()),
                Arguments { positional: vec![value.clone()], named: Vec::new() },
            )),
            _ => not(at, Reason::Expression),
        }
    }

    fn compare(&mut self, comparison: &'a ExprCompare) -> Result<Value> {
        let here = at(comparison);
        let mut left = self.evaluate(&comparison.left)?;
        for (operator, right) in comparison.ops.iter().zip(&comparison.comparators) {
            let right = self.evaluate(right)?;
            if left.is_sql() || right.is_sql() {
                let name = match operator {
                    CmpOp::Eq => "operator.eq",
                    CmpOp::NotEq => "operator.ne",
                    CmpOp::Lt => "operator.lt",
                    CmpOp::LtE => "operator.le",
                    CmpOp::Gt => "operator.gt",
                    CmpOp::GtE => "operator.ge",
                    CmpOp::Is | CmpOp::IsNot if right.is_none() || left.is_none() => {
                        return Ok(Value::Bool(*operator == CmpOp::IsNot));
                    }
                    _ => return not(here, Reason::Expression),
                };
                if comparison.ops.len() > 1 {
                    return not(here, Reason::Expression);
                }
                let arguments = Arguments { positional: vec![left, right], named: Vec::new() };
                return Ok(Value::call(Value::Name(name.into()), arguments));
            }
            let truth = self.compares(*operator, &left, &right, here)?;
            if !truth {
                return Ok(Value::Bool(false));
            }
            left = right;
        }
        Ok(Value::Bool(true))
    }

    fn compares(&mut self, operator: CmpOp, left: &Value, right: &Value, at: usize) -> Result<bool> {
        let unknown = || not(at, Reason::ReadsDatabase);
        match operator {
            CmpOp::Eq | CmpOp::Is => left.equals(right).map_or_else(unknown, Ok),
            CmpOp::NotEq | CmpOp::IsNot => left.equals(right).map_or_else(unknown, |same| Ok(!same)),
            CmpOp::In | CmpOp::NotIn => {
                let wanted = operator == CmpOp::In;
                if let (Value::Text(part), Value::Text(whole)) = (left, right) {
                    return Ok(whole.contains(&**part) == wanted);
                }
                for element in self.elements(right, at)? {
                    self.step(at)?;
                    match left.equals(&element) {
                        Some(true) => return Ok(wanted),
                        Some(false) => {}
                        None => return unknown(),
                    }
                }
                Ok(!wanted)
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => {
                let order = match (left, right) {
                    (Value::Text(left), Value::Text(right)) => Some(left.chars().cmp(right.chars())),
                    (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
                    (left, right) => left.as_int().zip(right.as_int()).map(|(left, right)| left.cmp(&right)),
                };
                let Some(order) = order else { return not(at, Reason::Expression) };
                Ok(match operator {
                    CmpOp::Lt => order.is_lt(),
                    CmpOp::LtE => order.is_le(),
                    CmpOp::Gt => order.is_gt(),
                    _ => order.is_ge(),
                })
            }
        }
    }

    fn subscript(&mut self, subscript: &'a ExprSubscript) -> Result<Value> {
        let here = at(subscript);
        let value = self.evaluate(&subscript.value)?;
        if let Expr::Slice(slice) = &*subscript.slice {
            let mut bound = |bound: &'a Option<Box<Expr>>| match bound {
                Some(bound) => self.evaluate(bound).map(Some),
                None => Ok(None),
            };
            let (lower, upper, step) = (bound(&slice.lower)?, bound(&slice.upper)?, bound(&slice.step)?);
            return match step.as_ref().map(Value::as_int) {
                None | Some(Some(1)) => self.slice(&value, lower.as_ref(), upper.as_ref(), here),
                Some(Some(-1)) if lower.is_none() && upper.is_none() => self.reversed(&value, here),
                Some(_) => not(here, Reason::Expression),
            };
        }
        let key = self.evaluate(&subscript.slice)?;
        self.element(&value, &key, here)
    }

    fn comprehension(&mut self, generators: &'a [Comprehension], element: &'a Expr) -> Result<Vec<Value>> {
        let mut values = Vec::new();
        self.generate(generators, element, &mut values)?;
        Ok(values)
    }

    fn generate(&mut self, generators: &'a [Comprehension], element: &'a Expr, values: &mut Vec<Value>) -> Result<()> {
        let Some((generator, inner)) = generators.split_first() else {
            values.push(self.evaluate(element)?);
            return Ok(());
        };
        if generator.is_async {
            return not(at(element), Reason::Statement { what: "async for".to_owned() });
        }
        self.deeper(at(element), |this| {
            'each: for value in this.iterate(&generator.iter)? {
                this.step(at(element))?;
                this.bind(&generator.target, value)?;
                for test in &generator.ifs {
                    if !this.truth(test)? {
                        continue 'each;
                    }
                }
                this.generate(inner, element, values)?;
            }
            Ok(())
        })
    }

    pub(super) fn operate(&mut self, operator: Operator, left: &Value, right: &Value, at: usize) -> Result<Value> {
        if left.is_sql() || right.is_sql() {
            let name = match operator {
                Operator::Add => "operator.add",
                Operator::Sub => "operator.sub",
                Operator::Mult => "operator.mul",
                Operator::Div => "operator.div",
                Operator::Mod => "operator.mod",
                Operator::BitAnd => "operator.and",
                Operator::BitOr => "operator.or",
                _ => return not(at, Reason::Expression),
            };
            let arguments = Arguments { positional: vec![left.clone(), right.clone()], named: Vec::new() };
            return Ok(Value::call(Value::Name(name.into()), arguments));
        }
        self.plain_operate(operator, left, right, at)
    }

    /// An attribute of a value.
    pub(super) fn attribute(&mut self, value: Value, name: &str, at: usize) -> Result<Value> {
        match (&value, name) {
            (Value::Name(path), _) => {
                self.spend(path.len() + name.len(), at)?;
                Ok(Value::Name(format!("{path}.{name}").into()))
            }
            (Value::Bind, "engine") | (Value::Context, "bind" | "connection") => Ok(Value::Bind),
            (Value::Attribute(dialect), "name") if matches!(**dialect, (Value::Bind | Value::Context, ref of) if of == "dialect") => {
                Ok(Value::text(self.dialect()))
            }
            // An engine's name is its dialect's.
            (Value::Bind, "name") => Ok(Value::text(self.dialect())),
            (Value::Answer, _) => not(at, Reason::ReadsDatabase),
            (Value::Call(class), name) if value.path() == Some("python.class") => {
                let found = class.arguments.named(name).cloned();
                found.map_or_else(|| not(at, Reason::UnknownName { name: crate::i18n::safe(name).into_owned() }), Ok)
            }
            // A member of an enum, or what is in it.
            (Value::Attribute(member), "value" | "name") if member.0.path() == Some("python.enum") => {
                match (&member.0, name) {
                    (Value::Call(call), "value") => {
                        let value = call.arguments.named(&member.1).cloned();
                        value.map_or_else(|| not(at, Reason::Expression), Ok)
                    }
                    _ => self.texted(&member.1, at),
                }
            }
            _ => self.shallow(Value::Attribute((value, name.to_owned()).into()), at),
        }
    }

    fn dialect(&self) -> &'static str {
        match self.engine {
            crate::revision::Engine::Postgres => "postgresql",
            crate::revision::Engine::Sqlite => "sqlite",
        }
    }

    pub(super) fn shown_call(&self, function: &Expr) -> String {
        self.shown(range(function))
    }
}

impl Value {
    /// Whether it stands for a piece of SQL, so that operators on it make more SQL.
    pub fn is_sql(&self) -> bool {
        match self {
            Value::Call(_) => !self.path().is_some_and(|path| path.starts_with("python.")),
            // A column of a table: `table.c.name`.
            Value::Attribute(attribute) => match &attribute.0 {
                Value::Attribute(inner) => inner.1 == "c" || inner.1 == "columns",
                _ => false,
            },
            _ => false,
        }
    }
}
