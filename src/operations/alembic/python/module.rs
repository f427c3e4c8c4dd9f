//! What the top of a file makes known, and what its functions do.

use ruff_python_ast::{Expr, Stmt, StmtClassDef, StmtFunctionDef};

use super::{Arguments, Evaluator, Flow, Known, Value, at, not, range};
use crate::operations::alembic::operation::Operation;
use crate::operations::alembic::reason::{NotUnderstood, Reason};

/// What stands in the place of one statement.
#[derive(Debug)]
pub enum Item {
    /// The bytes of the statement, and what it does.
    Operations(std::ops::Range<usize>, Vec<Operation>),
    /// The bytes of the statement, and why it was not understood.
    Untranslated(std::ops::Range<usize>, NotUnderstood),
    /// The function ends here with an error: this text.
    Raises(std::ops::Range<usize>, String),
}

impl<'a> Evaluator<'a> {
    /// Takes in the statements at the top of the file. What is not understood there makes its names unknown; nothing there is meant to
    /// change a database.
    pub fn module(&mut self, statements: &'a [Stmt]) {
        for statement in statements {
            self.top_statement(statement);
        }
    }

    fn top_statement(&mut self, statement: &'a Stmt) {
        // Python gives functions their names one after another; here all are known before the first one runs.
        let done = match statement {
            Stmt::Try(statement) => {
                statement.body.iter().for_each(|statement| self.top_statement(statement));
                return;
            }
            statement => self.statement(statement),
        };
        self.operations.clear();
        self.batches.clear();
        if let Err(error) = done {
            self.forget(statement, &error.reason);
        }
    }

    /// Follows a function, statement by statement, as far as those that end before a byte.
    pub fn follow(&mut self, function: &'a StmtFunctionDef, end: usize) -> Vec<Item> {
        self.frames.clear();
        self.frames.push(super::Frame::default());
        let mut items = Vec::new();
        let parameters = function.parameters.iter_non_variadic_params();
        for parameter in parameters {
            let known = match parameter.default.as_deref().map(|default| self.evaluate(default)) {
                Some(Ok(value)) => Known::Value(value),
                _ => Known::Not(Reason::UnknownName { name: parameter.parameter.name.to_string() }),
            };
            self.assign(parameter.parameter.name.as_str(), known);
        }
        let whole = function.body.iter().take_while(|statement| range(*statement).end < end).count();
        self.follow_body(&function.body[..whole], &mut items);
        self.frames.clear();
        items
    }

    /// Follows statements that are marked one by one; false when the function ends with one of them.
    fn follow_body(&mut self, body: &'a [Stmt], items: &mut Vec<Item>) -> bool {
        for statement in body {
            // The branches of an `if` that is decided are as good as not being in it.
            if let Stmt::If(branches) = statement
                && let Ok(taken) = self.taken(branches)
            {
                if !self.follow_body(taken, items) {
                    return false;
                }
                continue;
            }
            let done = self.statement(statement);
            let operations = std::mem::take(&mut self.operations);
            match done {
                Ok(flow) => {
                    items.push(Item::Operations(range(statement), operations));
                    match flow {
                        Flow::Return(_) => return false,
                        Flow::Raise(text) => {
                            items.push(Item::Raises(range(statement), text));
                            return false;
                        }
                        Flow::Next | Flow::Break | Flow::Continue => {}
                    }
                }
                Err(error) => {
                    self.batches.clear();
                    self.autocommit = 0;
                    self.depth = 0;
                    self.frames.truncate(1);
                    self.forget(statement, &error.reason);
                    items.push(Item::Untranslated(range(statement), error));
                }
            }
        }
        true
    }

    /// A class: an enum or a type of its own are known by what stands in them.
    pub(super) fn class(&mut self, class: &'a StmtClassDef) -> super::Result<()> {
        let name = class.name.as_str();
        let bases: Vec<String> = class
            .arguments
            .iter()
            .flat_map(|arguments| &arguments.args)
            .filter_map(|base| match base {
                Expr::Name(name) => match self.lookup(&name.id) {
                    Some(Known::Value(Value::Name(path))) => Some(path.to_string()),
                    _ => Some(name.id.to_string()),
                },
                Expr::Attribute(attribute) => Some(attribute.attr.to_string()),
                _ => None,
            })
            .collect();
        let is_a =
            |wanted: &[&str]| bases.iter().any(|base| wanted.contains(&base.rsplit('.').next().unwrap_or_default()));
        let (function, positional) = if is_a(&["Enum", "StrEnum", "IntEnum"]) {
            ("python.enum", vec![Value::text(name)])
        } else if is_a(&["TypeDecorator"]) {
            ("python.type", Vec::new())
        } else if class.arguments.as_ref().is_none_or(|given| given.args.is_empty() && given.keywords.is_empty()) {
            // A bag of constants.
            ("python.class", Vec::new())
        } else {
            return not(at(class), Reason::Statement { what: "class".to_owned() });
        };
        let mut arguments = Arguments { positional, named: Vec::new() };
        let around = self.frames.len().checked_sub(1);
        self.frames.push(super::Frame { around, ..super::Frame::default() });
        let depth = self.frames.len();
        let done = self.class_body(class, function, &mut arguments);
        self.frames.truncate(depth - 1);
        done?;
        self.assign(name, Known::Value(Value::call(Value::Name(function.into()), arguments)));
        Ok(())
    }

    /// What a class is given, each thing known to those below it.
    fn class_body(&mut self, class: &'a StmtClassDef, function: &str, arguments: &mut Arguments) -> super::Result<()> {
        for statement in &class.body {
            match statement {
                Stmt::Assign(assign) => {
                    if let [Expr::Name(member)] = assign.targets.as_slice() {
                        let value = self.evaluate(&assign.value)?;
                        self.assign(&member.id, Known::Value(value.clone()));
                        arguments.named.push((member.id.to_string(), value));
                    }
                }
                Stmt::AnnAssign(_) | Stmt::Expr(_) | Stmt::Pass(_) => {}
                // How values are turned into others is of no interest here, but which type it is may not be decided by a function.
                Stmt::FunctionDef(method)
                    if function != "python.type"
                        || !matches!(method.name.as_str(), "load_dialect_impl" | "get_col_spec" | "__init__") => {}
                _ => return not(at(statement), Reason::Statement { what: "class".to_owned() }),
            }
        }
        Ok(())
    }
}
