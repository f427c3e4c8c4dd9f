//! What a revision file declares about itself.

use std::collections::HashMap;
use std::ops::Range;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::literal::{Names, Value, value};
use super::module::to_usize;
use crate::revision::file::is_time;

/// A variable at the top of the file.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'a> {
    /// What stands right of the `=` of the last assignment.
    expression: &'a Expr,
    /// It changes what was there (`+=`), or it is a part of something that has to be run.
    is_computed: bool,
}

/// What statements at the top of a file say.
#[derive(Debug, Default)]
pub struct Header<'a> {
    names: Names<'a>,
    variables: HashMap<&'a str, Declared<'a>>,
    /// The first paragraph of the docstring on one line, without the fields that Alembic writes there.
    pub message: String,
    /// The docstring's `Create Date`, when it is a time.
    pub created: Option<String>,
    /// The functions whose names begin with `upgrade` or `downgrade` (a project of several databases has one each).
    pub functions: Vec<Range<usize>>,
}

/// The fields that Alembic's template writes below the message.
const FIELDS: [&str; 3] = ["Revision ID:", "Revises:", "Create Date:"];

impl<'a> Header<'a> {
    /// Reads the statements of a file.
    pub fn of(statements: &'a [Stmt]) -> Header<'a> {
        let mut header = Header::default();
        for (index, statement) in statements.iter().enumerate() {
            match statement {
                Stmt::Expr(expression) if index == 0 => {
                    if let Expr::StringLiteral(text) = &*expression.value {
                        header.docstring(text.value.to_str());
                    }
                }
                Stmt::Assign(assign) => {
                    assign.targets.iter().for_each(|target| header.assign(target, &assign.value, false));
                }
                Stmt::AnnAssign(assign) => {
                    if let Some(value) = &assign.value {
                        header.assign(&assign.target, value, false);
                    }
                }
                Stmt::AugAssign(assign) => header.assign(&assign.target, &assign.value, true),
                Stmt::FunctionDef(function)
                    if function.name.starts_with("upgrade") || function.name.starts_with("downgrade") =>
                {
                    header.functions.push(range(function));
                }
                _ => {}
            }
        }
        header
    }

    /// The last assignment to a variable, as Python has it.
    pub fn variable(&self, name: &str) -> Option<Declared<'a>> {
        self.variables.get(name).copied()
    }

    /// What a variable is; `None` when only running the file would tell.
    pub fn value(&self, declared: Declared<'a>) -> Option<Value> {
        if declared.is_computed { None } else { value(declared.expression, &self.names) }
    }

    fn assign(&mut self, target: &'a Expr, expression: &'a Expr, is_computed: bool) {
        match (target, expression) {
            (Expr::Name(name), _) => {
                let name = name.id.as_str();
                self.names
                    .entry(name)
                    .and_modify(|known| *known = None)
                    .or_insert((!is_computed).then_some(expression));
                self.variables.insert(name, Declared { expression, is_computed });
            }
            // revision, down_revision = "b", "a"
            (Expr::Tuple(targets), Expr::Tuple(values)) if targets.elts.len() == values.elts.len() => {
                for (target, value) in targets.elts.iter().zip(&values.elts) {
                    self.assign(target, value, is_computed);
                }
            }
            (Expr::Tuple(targets), _) => {
                targets.elts.iter().for_each(|target| self.assign(target, expression, true));
            }
            _ => {}
        }
    }

    fn docstring(&mut self, text: &str) {
        let is_field = |line: &&str| FIELDS.iter().any(|field| line.starts_with(field));
        let lines = || text.trim().lines().map(str::trim);
        let paragraph = lines().take_while(|line| !line.is_empty() && !is_field(line));
        self.message = paragraph.collect::<Vec<_>>().join(" ");
        let created = lines().find_map(|line| line.strip_prefix("Create Date:")).map(str::trim);
        self.created = created.filter(|time| is_time(time)).map(str::to_owned);
    }
}

impl Declared<'_> {
    /// What stands right of the `=`, in bytes of the text.
    pub fn range(&self) -> Range<usize> {
        range(self.expression)
    }
}

impl<'a> Declared<'a> {
    /// What stands right of the `=`, unless it is only a part of the value.
    pub fn expression(&self) -> Option<&'a Expr> {
        (!self.is_computed).then_some(self.expression)
    }
}

pub(super) fn range(node: &impl Ranged) -> Range<usize> {
    to_usize(node.start())..to_usize(node.end())
}
