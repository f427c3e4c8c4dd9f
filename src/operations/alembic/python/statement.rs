//! Statements.

use std::rc::Rc;

use ruff_python_ast::{Expr, Stmt, StmtFor, StmtIf, StmtImportFrom, StmtWith};

use super::{Evaluator, Flow, Known, OpenBatch, Result, Value, at, not, range};
use crate::operations::alembic::reason::Reason;

impl<'a> Evaluator<'a> {
    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> Result<Flow> {
        for statement in body {
            match self.statement(statement)? {
                Flow::Next => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    pub(super) fn statement(&mut self, statement: &'a Stmt) -> Result<Flow> {
        self.deeper(at(statement), |this| this.any_statement(statement))
    }

    fn any_statement(&mut self, statement: &'a Stmt) -> Result<Flow> {
        let unknown = |what: &str| not(at(statement), Reason::Statement { what: what.to_owned() });
        match statement {
            Stmt::Pass(_) | Stmt::Nonlocal(_) | Stmt::TypeAlias(_) => Ok(Flow::Next),
            Stmt::Break(_) => Ok(Flow::Break),
            Stmt::Continue(_) => Ok(Flow::Continue),
            Stmt::Return(result) => Ok(Flow::Return(match &result.value {
                Some(value) => self.evaluate(value)?,
                None => Value::None,
            })),
            Stmt::Expr(expression) => self.expression_statement(&expression.value).map(|()| Flow::Next),
            Stmt::Assign(assign) => {
                let value = self.evaluate(&assign.value)?;
                for target in &assign.targets {
                    self.bind(target, value.clone())?;
                }
                Ok(Flow::Next)
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    let value = self.evaluate(value)?;
                    self.bind(&assign.target, value)?;
                }
                Ok(Flow::Next)
            }
            Stmt::AugAssign(assign) => {
                let old = self.evaluate(&assign.target)?;
                let value = self.evaluate(&assign.value)?;
                // `+=` changes a list in place, so that everybody who has it sees it.
                let new = match (&old, assign.op) {
                    (Value::List(_), ruff_python_ast::Operator::Add) => {
                        self.extend(&old, &value, at(statement))?;
                        old
                    }
                    _ => self.operate(assign.op, &old, &value, at(statement))?,
                };
                self.bind(&assign.target, new)?;
                Ok(Flow::Next)
            }
            Stmt::If(branches) => {
                let taken = self.taken(branches)?;
                self.statements(taken)
            }
            Stmt::For(statement) => self.for_loop(statement),
            Stmt::While(statement) => {
                while self.truth(&statement.test)? {
                    match self.statements(&statement.body)? {
                        Flow::Next | Flow::Continue => {}
                        Flow::Break => return Ok(Flow::Next),
                        flow => return Ok(flow),
                    }
                }
                self.statements(&statement.orelse)
            }
            Stmt::With(statement) => self.with(statement),
            Stmt::FunctionDef(function) => {
                if function.is_async || !function.decorator_list.is_empty() {
                    return unknown("def");
                }
                let frame = self.frames.len().checked_sub(1);
                self.functions.push(function);
                self.assign(&function.name, Known::Value(Value::Function(self.functions.len() - 1, frame)));
                Ok(Flow::Next)
            }
            Stmt::ClassDef(class) => self.class(class).map(|()| Flow::Next),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let path = alias.name.as_str();
                    match &alias.asname {
                        Some(name) => self.assign(name, Known::Value(Value::Name(path.into()))),
                        // `import a.b` makes `a` known.
                        None => {
                            let first = path.split('.').next().unwrap_or(path);
                            self.assign(first, Known::Value(Value::Name(first.into())));
                        }
                    }
                }
                Ok(Flow::Next)
            }
            Stmt::ImportFrom(import) => self.import_from(import).map(|()| Flow::Next),
            Stmt::Global(global) => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.globals.extend(global.names.iter().map(ToString::to_string));
                }
                Ok(Flow::Next)
            }
            Stmt::Raise(raise) => Ok(Flow::Raise(self.raised(raise.exc.as_deref()))),
            Stmt::Assert(assert) => match self.truth(&assert.test)? {
                true => Ok(Flow::Next),
                false => Ok(Flow::Raise("AssertionError".to_owned())),
            },
            Stmt::Delete(delete) => {
                for target in &delete.targets {
                    match target {
                        Expr::Name(name) => {
                            self.assign(&name.id, Known::Not(Reason::UnknownName { name: name.id.to_string() }));
                        }
                        _ => return unknown("del"),
                    }
                }
                Ok(Flow::Next)
            }
            Stmt::Try(_) => unknown("try"),
            Stmt::Match(_) => unknown("match"),
            Stmt::IpyEscapeCommand(_) => unknown("!"),
        }
    }

    /// The branch of an `if` that runs.
    pub(super) fn taken(&mut self, branches: &'a StmtIf) -> Result<&'a [Stmt]> {
        if self.truth(&branches.test)? {
            return Ok(&branches.body);
        }
        for clause in &branches.elif_else_clauses {
            if clause.test.as_ref().map_or(Ok(true), |test| self.truth(test))? {
                return Ok(&clause.body);
            }
        }
        Ok(&[])
    }

    pub(super) fn truth(&mut self, test: &'a Expr) -> Result<bool> {
        let value = self.evaluate(test)?;
        value.truth().map_or_else(|| not(at(test), Reason::ReadsDatabase), Ok)
    }

    fn for_loop(&mut self, statement: &'a StmtFor) -> Result<Flow> {
        if statement.is_async {
            return not(at(statement), Reason::Statement { what: "async for".to_owned() });
        }
        let values = self.iterate(&statement.iter)?;
        for value in values {
            self.step(at(statement))?;
            self.bind(&statement.target, value)?;
            match self.statements(&statement.body)? {
                Flow::Next | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Next),
                flow => return Ok(flow),
            }
        }
        self.statements(&statement.orelse)
    }

    /// What a loop over an expression goes through.
    pub(super) fn iterate(&mut self, expression: &'a Expr) -> Result<Vec<Value>> {
        let value = self.evaluate(expression)?;
        self.elements(&value, at(expression))
    }

    fn with(&mut self, statement: &'a StmtWith) -> Result<Flow> {
        if statement.is_async {
            return not(at(statement), Reason::Statement { what: "async with".to_owned() });
        }
        let mut opened = Vec::new();
        for item in &statement.items {
            let value = self.evaluate(&item.context_expr)?;
            let target = match &value {
                Value::AutocommitBlock => {
                    self.autocommit += 1;
                    Value::None
                }
                Value::Call(call) if value.path() == Some("alembic.op.batch_alter_table") => {
                    let arguments = call.arguments.clone();
                    self.batches.push(OpenBatch { arguments, operations: Vec::new() });
                    Value::Batch(self.batches.len() - 1)
                }
                _ => return not(at(&item.context_expr), Reason::Statement { what: "with".to_owned() }),
            };
            if let Some(variable) = &item.optional_vars {
                self.bind(variable, target)?;
            }
            opened.push((value, at(&item.context_expr)));
        }
        let flow = self.statements(&statement.body)?;
        for (value, at) in opened.into_iter().rev() {
            if let Value::AutocommitBlock = value {
                self.autocommit = self.autocommit.saturating_sub(1);
            } else if let Some(batch) = self.batches.pop() {
                self.close_batch(batch, at)?;
            }
        }
        Ok(flow)
    }

    fn import_from(&mut self, import: &'a StmtImportFrom) -> Result<()> {
        let module = import.module.as_ref().map(|module| module.as_str()).unwrap_or_default();
        let dots = ".".repeat(import.level as usize);
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                // Only of these goc knows what they bring along.
                if !["sqlalchemy", "sqlalchemy.types", "sqlalchemy.dialects.postgresql"].contains(&module) {
                    return not(at(import), Reason::Statement { what: "import *".to_owned() });
                }
                self.stars.push(module.to_owned());
                continue;
            }
            let path = format!("{dots}{module}.{}", alias.name);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.assign(name, Known::Value(Value::Name(path.into())));
        }
        Ok(())
    }

    /// The text of an error that is raised.
    fn raised(&mut self, exception: Option<&'a Expr>) -> String {
        let Some(exception) = exception else { return String::new() };
        if let Expr::Call(call) = exception
            && let Some(first) = call.arguments.args.first()
            && let Ok(Value::Text(text)) = self.evaluate(first)
        {
            return text.to_string();
        }
        self.shown(range(exception))
    }

    /// Gives a variable, or several, a value.
    pub(super) fn bind(&mut self, target: &'a Expr, value: Value) -> Result<()> {
        match target {
            Expr::Name(name) => {
                self.assign(&name.id, Known::Value(value));
                Ok(())
            }
            Expr::Tuple(targets) => self.unpack(&targets.elts, &value, at(target)),
            Expr::List(targets) => self.unpack(&targets.elts, &value, at(target)),
            Expr::Subscript(subscript) => {
                let container = self.evaluate(&subscript.value)?;
                let key = self.evaluate(&subscript.slice)?;
                self.put(&container, key, value, at(target))
            }
            _ => not(at(target), Reason::Expression),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], value: &Value, at: usize) -> Result<()> {
        let values = self.elements(value, at)?;
        let star = targets.iter().position(Expr::is_starred_expr);
        if let Some(star) = star {
            let behind = targets.len() - star - 1;
            let Some(middle) = values.len().checked_sub(behind).filter(|&end| end >= star) else {
                return not(at, Reason::Expression);
            };
            let rest = self.shallow(Value::list(values[star..middle].to_vec()), at)?;
            for (target, value) in targets[..star].iter().zip(&values) {
                self.bind(target, value.clone())?;
            }
            if let Expr::Starred(starred) = &targets[star] {
                self.bind(&starred.value, rest)?;
            }
            for (target, value) in targets[star + 1..].iter().zip(&values[middle..]) {
                self.bind(target, value.clone())?;
            }
            return Ok(());
        }
        if targets.len() != values.len() {
            return not(at, Reason::Expression);
        }
        for (target, value) in targets.iter().zip(values) {
            self.bind(target, value)?;
        }
        Ok(())
    }

    /// An expression that stands alone: what it does counts, and it has to be known that it does no more.
    fn expression_statement(&mut self, expression: &'a Expr) -> Result<()> {
        if let Expr::Call(call) = expression
            && let Expr::Attribute(function) = &*call.func
            && matches!(function.attr.as_str(), "execute" | "exec_driver_sql")
            && matches!(self.evaluate(&function.value), Ok(Value::Bind))
        {
            let arguments = self.arguments(&call.arguments)?;
            return self.execute(&arguments, at(expression));
        }
        match self.evaluate(expression)? {
            value if value.is_plain() => Ok(()),
            Value::Bind | Value::Context => Ok(()),
            value if value.path().is_some_and(|path| path.starts_with("alembic.op.create_table")) => Ok(()),
            _ => not(at(expression), Reason::UnknownCall { what: self.shown(range(expression)) }),
        }
    }

    /// A value that somebody may hold more than once.
    pub(super) fn shared(text: &str) -> Rc<str> {
        Rc::from(text)
    }
}
