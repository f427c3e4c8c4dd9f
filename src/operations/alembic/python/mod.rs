//! Follows the part of Python that revisions are written in, and runs none of it.
//!
//! Literals, names, loops over what is written out, functions of the same file, and calls of Alembic, which become [`Operation`]s. Whatever
//! else stands there ends the statement that it stands in as [`NotUnderstood`], so that nobody takes half of a loop for the whole. How many
//! steps and bytes that may take is bounded, and so is how deep it may go: nothing that a file says can keep goc busy or end its stack.

mod builtin;
mod call;
mod expression;
mod forget;
mod format;
mod function;
mod method;
mod module;
mod operator;
mod statement;
mod text;
mod value;

use std::collections::{HashMap, HashSet};

use ruff_python_ast::{ExprLambda, StmtFunctionDef};

pub use module::Item;
pub use value::{Arguments, Call, Value};

use super::operation::Operation;
use super::reason::{NotUnderstood, Reason};
use crate::revision::Engine;

/// What following Python comes to.
pub type Result<T> = std::result::Result<T, NotUnderstood>;

/// Steps of one file: more than any revision takes that a person has written.
const MOST_STEPS: usize = 400_000;

/// Bytes that the texts and lists of one file may take together, old ones included.
const MOST_BYTES: usize = 64 << 20;

/// How deep expressions and calls may nest. Measured: in a debug build that takes less than a megabyte of stack.
const DEEPEST: usize = 100;

/// The state of following one file for one engine.
#[derive(Debug)]
pub struct Evaluator<'a> {
    engine: Engine,
    source: &'a str,
    functions: Vec<&'a StmtFunctionDef>,
    lambdas: Vec<&'a ExprLambda>,
    globals: HashMap<String, Known>,
    frames: Vec<Frame>,
    steps: usize,
    bytes: usize,
    depth: usize,
    /// What was done so far.
    operations: Vec<Operation>,
    batches: Vec<OpenBatch>,
    /// Modules of which everything was imported.
    stars: Vec<String>,
    /// How many autocommit blocks are open.
    autocommit: usize,
}

/// What a variable holds.
#[derive(Debug, Clone)]
enum Known {
    Value(Value),
    /// Something that was not understood when it was assigned.
    Not(Reason),
}

/// The variables of a function that is running.
#[derive(Debug, Default)]
struct Frame {
    values: HashMap<String, Known>,
    /// The frame of the function around it.
    around: Option<usize>,
    /// Names that it declared as global.
    globals: HashSet<String>,
}

/// A `with op.batch_alter_table(…)` whose body is running.
#[derive(Debug)]
struct OpenBatch {
    arguments: Arguments,
    operations: Vec<Operation>,
}

/// What a statement does to those behind it.
#[derive(Debug)]
enum Flow {
    Next,
    Break,
    Continue,
    Return(Value),
    /// An error is raised, with this text.
    Raise(String),
}

impl<'a> Evaluator<'a> {
    /// Begins with nothing known.
    pub fn new(engine: Engine, source: &'a str) -> Evaluator<'a> {
        Evaluator {
            engine,
            source,
            functions: Vec::new(),
            lambdas: Vec::new(),
            globals: HashMap::new(),
            frames: Vec::new(),
            steps: 0,
            bytes: 0,
            depth: 0,
            operations: Vec::new(),
            batches: Vec::new(),
            stars: Vec::new(),
            autocommit: 0,
        }
    }

    fn step(&mut self, at: usize) -> Result<()> {
        self.steps += 1;
        if self.steps > MOST_STEPS { Err(NotUnderstood { at, reason: Reason::TooMuch }) } else { Ok(()) }
    }

    /// Counts memory that is about to be used.
    fn spend(&mut self, bytes: usize, at: usize) -> Result<()> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > MOST_BYTES { Err(NotUnderstood { at, reason: Reason::TooMuch }) } else { Ok(()) }
    }

    /// Goes one level down for as long as `work` takes.
    fn deeper<T>(&mut self, at: usize, work: impl FnOnce(&mut Evaluator<'a>) -> Result<T>) -> Result<T> {
        self.step(at)?;
        if self.depth >= DEEPEST {
            return Err(NotUnderstood { at, reason: Reason::TooDeep });
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        done
    }

    /// A new list, counted and no deeper than allowed.
    fn shallow(&mut self, value: Value, at: usize) -> Result<Value> {
        let size = match &value {
            Value::List(items) => items.values.borrow().len(),
            Value::Tuple(items) => items.len(),
            Value::Dict(items) => items.values.borrow().len() * 2,
            _ => 1,
        };
        self.spend(size * size_of::<Value>(), at)?;
        if value.is_shallow() { Ok(value) } else { Err(NotUnderstood { at, reason: Reason::TooDeep }) }
    }

    /// A text, counted.
    fn texted(&mut self, text: impl AsRef<str>, at: usize) -> Result<Value> {
        let text = text.as_ref();
        self.spend(text.len(), at)?;
        Ok(Value::text(text))
    }

    /// The source of a node on one line, for a sentence.
    fn shown(&self, range: std::ops::Range<usize>) -> String {
        const CELLS: usize = 60;
        let text = self.source.get(range).unwrap_or_default();
        let one_line: Vec<&str> = text.split_whitespace().collect();
        crate::i18n::cut(&crate::i18n::safe(&one_line.join(" ")), CELLS).into_owned()
    }

    fn lookup(&self, name: &str) -> Option<&Known> {
        let mut index = self.frames.len().checked_sub(1);
        while let Some(frame) = index.and_then(|index| self.frames.get(index)) {
            if frame.globals.contains(name) {
                break;
            }
            if let Some(known) = frame.values.get(name) {
                return Some(known);
            }
            index = frame.around;
        }
        self.globals.get(name)
    }

    fn assign(&mut self, name: &str, known: Known) {
        match self.frames.last_mut() {
            Some(frame) if !frame.globals.contains(name) => frame.values.insert(name.to_owned(), known),
            _ => self.globals.insert(name.to_owned(), known),
        };
    }

    /// Adds what a call of Alembic does.
    fn push(&mut self, operation: Operation) {
        self.operations.push(operation);
    }
}

/// Where a node begins.
fn at(node: &impl ruff_text_size::Ranged) -> usize {
    usize::from(node.start())
}

/// The bytes of a node.
fn range(node: &impl ruff_text_size::Ranged) -> std::ops::Range<usize> {
    usize::from(node.start())..usize::from(node.end())
}

fn not<T>(at: usize, reason: Reason) -> Result<T> {
    Err(NotUnderstood { at, reason })
}
