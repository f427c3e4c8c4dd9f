//! What is no longer known after a statement that was not understood.

use std::collections::HashSet;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};

use super::{Evaluator, Known, Value};
use crate::operations::alembic::reason::Reason;

/// Names that a piece of code mentions, and those that it gives a value.
#[derive(Default)]
struct Names<'a> {
    mentioned: HashSet<&'a str>,
    given: HashSet<&'a str>,
}

impl<'a> Visitor<'a> for Names<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                self.given.insert(&function.name);
            }
            Stmt::ClassDef(class) => {
                self.given.insert(&class.name);
            }
            Stmt::Import(import) => self.given.extend(import.names.iter().map(|alias| alias.name.as_str())),
            Stmt::ImportFrom(import) => self.given.extend(import.names.iter().map(|alias| alias.name.as_str())),
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            if name.ctx.is_load() {
                self.mentioned.insert(&name.id);
            } else {
                self.given.insert(&name.id);
            }
        }
        walk_expr(self, expression);
    }
}

impl<'a> Evaluator<'a> {
    /// Makes unknown whatever the statement may have changed: the variables that it gives a value, and every list or dictionary that it
    /// mentions, also under another name, and also inside the functions that it calls.
    pub(super) fn forget(&mut self, statement: &'a Stmt, reason: &Reason) {
        let mut names = Names::default();
        names.visit_stmt(statement);
        let mut looked_at = HashSet::new();
        loop {
            let called: Vec<usize> = names
                .mentioned
                .iter()
                .filter_map(|name| match self.lookup(name) {
                    Some(Known::Value(Value::Function(index, _))) => Some(*index),
                    _ => None,
                })
                .filter(|index| looked_at.insert(*index))
                .collect();
            if called.is_empty() {
                break;
            }
            for index in called {
                self.functions[index].body.iter().for_each(|statement| names.visit_stmt(statement));
            }
        }
        let changed: Vec<*const ()> = names.mentioned.iter().filter_map(|name| self.address(name)).collect();
        let is_changed = |name: &str, known: &Known| {
            names.given.contains(name)
                || matches!(known, Known::Value(value) if address(value).is_some_and(|one| changed.contains(&one)))
        };
        let tables = self.frames.iter_mut().map(|frame| &mut frame.values).chain([&mut self.globals]);
        for table in tables {
            for (name, known) in table.iter_mut() {
                // A function keeps its name: what it does is read anew each time.
                if !matches!(known, Known::Value(Value::Function(..))) && is_changed(name, known) {
                    *known = Known::Not(reason.clone());
                }
            }
        }
        for name in names.given {
            if self.lookup(name).is_none() {
                self.assign(name, Known::Not(reason.clone()));
            }
        }
    }

    fn address(&self, name: &str) -> Option<*const ()> {
        match self.lookup(name)? {
            Known::Value(value) => address(value),
            Known::Not(_) => None,
        }
    }
}

/// Which list or dictionary it is.
fn address(value: &Value) -> Option<*const ()> {
    match value {
        Value::List(items) => Some(std::rc::Rc::as_ptr(items).cast()),
        Value::Dict(items) => Some(std::rc::Rc::as_ptr(items).cast()),
        _ => None,
    }
}
