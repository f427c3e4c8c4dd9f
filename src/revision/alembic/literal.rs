//! What an expression is without running it.

use std::collections::HashMap;

use ruff_python_ast::{Expr, Operator};

/// A value that revision files declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    None,
    Text(String),
    /// A tuple, list or set of texts, in the order of the file.
    Texts(Vec<String>),
}

/// Names at the top of a file that are assigned once; `None` for one that is assigned again.
pub type Names<'a> = HashMap<&'a str, Option<&'a Expr>>;

/// How many bytes a value may have: ids are short, and `a + a + a` of a long `a` should not fill the memory.
const LONGEST: usize = 64 << 10;

/// The value of a literal, of literals put together with `+`, or of a name that stands for one; `None` for everything that has to be
/// run, and for what is too long to be meant.
///
/// `expression` comes from [`parse`](super::parse), so that its depth is bounded.
pub fn value<'a>(expression: &'a Expr, names: &Names<'a>) -> Option<Value> {
    Evaluation { names: Some(names), room: LONGEST }.value(expression)
}

struct Evaluation<'n, 'a> {
    /// `None` inside a name: one step is followed, which never goes in a circle.
    names: Option<&'n Names<'a>>,
    room: usize,
}

impl<'a> Evaluation<'_, 'a> {
    fn value(&mut self, expression: &'a Expr) -> Option<Value> {
        self.spend(1)?;
        match expression {
            Expr::NoneLiteral(_) => Some(Value::None),
            Expr::StringLiteral(literal) => {
                let text = literal.value.to_str();
                self.spend(text.len())?;
                Some(Value::Text(text.to_owned()))
            }
            Expr::Tuple(tuple) => self.texts(&tuple.elts),
            Expr::List(list) => self.texts(&list.elts),
            Expr::Set(set) => self.texts(&set.elts),
            Expr::Name(name) => {
                let names = self.names.take()?;
                let found =
                    names.get(name.id.as_str()).copied().flatten().and_then(|expression| self.value(expression));
                self.names = Some(names);
                found
            }
            Expr::BinOp(sum) if sum.op == Operator::Add => match (self.value(&sum.left)?, self.value(&sum.right)?) {
                (Value::Text(left), Value::Text(right)) => Some(Value::Text(left + &right)),
                (Value::Texts(mut left), Value::Texts(right)) => {
                    left.extend(right);
                    Some(Value::Texts(left))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn texts(&mut self, elements: &'a [Expr]) -> Option<Value> {
        let texts = elements.iter().map(|element| match self.value(element)? {
            Value::Text(text) => Some(text),
            Value::None | Value::Texts(_) => None,
        });
        texts.collect::<Option<Vec<String>>>().map(Value::Texts)
    }

    fn spend(&mut self, bytes: usize) -> Option<()> {
        self.room = self.room.checked_sub(bytes)?;
        Some(())
    }
}
