//! What an expression is, as far as that can be known without running Python.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A value of Python's, or a thing of SQLAlchemy's that is only described.
#[derive(Debug, Clone)]
pub enum Value {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a point.
    Float(f64),
    /// A `str`.
    Text(Rc<str>),
    /// A `bytes`.
    Bytes(Rc<[u8]>),
    /// A `list` or a `set`.
    List(Rc<Items<Value>>),
    /// A `tuple`.
    Tuple(Rc<[Value]>),
    /// A `dict`, in order.
    Dict(Rc<Items<(Value, Value)>>),
    /// Something imported or built in, by its path: `sqlalchemy.Integer`.
    Name(Rc<str>),
    /// What came of calling something that goc only describes: `sa.Column("id", sa.Integer())`.
    Call(Rc<Call>),
    /// An attribute of such a thing: `table.c`, `enum.create`, `batch_op.add_column`.
    Attribute(Rc<(Value, String)>),
    /// A function of the file, by its number, with the frame that it was defined in if it is inside another one.
    Function(usize, Option<usize>),
    /// A `lambda`, by its number, with the frame that it was made in.
    Lambda(usize, Option<usize>),
    /// The `batch_op` of the open `batch_alter_table` with this number.
    Batch(usize),
    /// The connection: `op.get_bind()`.
    Bind,
    /// What Alembic knows of the run: `op.get_context()`.
    Context,
    /// `op.get_context().autocommit_block()`.
    AutocommitBlock,
    /// What a query gives, which only the database knows.
    Answer,
}

/// A call that is only described.
#[derive(Debug)]
pub struct Call {
    /// A [`Value::Name`] or a [`Value::Attribute`].
    pub function: Value,
    /// What it was given.
    pub arguments: Arguments,
}

/// What a call is given.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    /// By place.
    pub positional: Vec<Value>,
    /// By name.
    pub named: Vec<(String, Value)>,
}

/// The elements of a list or a dictionary, which Python may change in place.
#[derive(Debug, Default)]
pub struct Items<T> {
    /// What is in it.
    pub values: RefCell<Vec<T>>,
    /// Whether it was put inside another one and stays as it is: so that nothing nests without bounds by growing from within.
    pub is_frozen: Cell<bool>,
}

impl<T> Items<T> {
    /// A new list of these.
    pub fn new(values: Vec<T>) -> Rc<Items<T>> {
        Rc::new(Items { values: RefCell::new(values), is_frozen: Cell::new(false) })
    }
}

/// How deep values may nest. Whoever walks one recurses.
const DEEPEST: usize = 40;

impl Value {
    /// A text.
    pub fn text(text: impl AsRef<str>) -> Value {
        Value::Text(Rc::from(text.as_ref()))
    }

    /// A list.
    pub fn list(values: Vec<Value>) -> Value {
        Value::List(Items::new(values))
    }

    /// A thing that is only described.
    pub fn call(function: Value, arguments: Arguments) -> Value {
        Value::Call(Rc::new(Call { function, arguments }))
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is a whole one.
    pub fn as_int(&self) -> Option<i128> {
        match self {
            Value::Int(number) => Some(*number),
            Value::Bool(value) => Some(i128::from(*value)),
            _ => None,
        }
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// The path of what is called, or of the name itself: `sqlalchemy.Integer` of both `sa.Integer` and `sa.Integer()`.
    pub fn path(&self) -> Option<&str> {
        match self {
            Value::Name(path) => Some(path),
            Value::Call(call) => match &call.function {
                Value::Name(path) => Some(path),
                _ => None,
            },
            _ => None,
        }
    }

    /// The elements of a list or tuple.
    pub fn elements(&self) -> Option<Vec<Value>> {
        match self {
            Value::List(items) => Some(items.values.borrow().clone()),
            Value::Tuple(items) => Some(items.to_vec()),
            _ => None,
        }
    }

    /// The entries of a dictionary.
    pub fn entries(&self) -> Option<Vec<(Value, Value)>> {
        match self {
            Value::Dict(items) => Some(items.values.borrow().clone()),
            _ => None,
        }
    }

    /// Whether it is true to an `if`; `None` when only running would tell.
    pub fn truth(&self) -> Option<bool> {
        Some(match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Text(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::List(items) => !items.values.borrow().is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::Dict(items) => !items.values.borrow().is_empty(),
            _ => return None,
        })
    }

    /// Whether it is a plain value of Python's, which can be compared without a database.
    pub fn is_plain(&self) -> bool {
        match self {
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Bytes(_) => true,
            Value::List(_) | Value::Tuple(_) | Value::Dict(_) => self.nests_within(DEEPEST, &mut |value| {
                !matches!(
                    value,
                    Value::Name(_)
                        | Value::Call(_)
                        | Value::Attribute(_)
                        | Value::Function(..)
                        | Value::Lambda(..)
                        | Value::Batch(_)
                        | Value::Bind
                        | Value::Context
                        | Value::AutocommitBlock
                        | Value::Answer
                )
            }),
            _ => false,
        }
    }

    /// Whether both are the same; `None` when only running would tell.
    pub fn equals(&self, other: &Value) -> Option<bool> {
        if !self.is_plain() || !other.is_plain() {
            return match (self, other) {
                (Value::None, _) | (_, Value::None) => match (self, other) {
                    (Value::Answer, _) | (_, Value::Answer) => None,
                    _ => Some(false),
                },
                (Value::Name(one), Value::Name(other)) if one == other => Some(true),
                _ => None,
            };
        }
        Some(self.same(other))
    }

    fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Bytes(one), Value::Bytes(other)) => one == other,
            (Value::Float(one), Value::Float(other)) => one == other,
            #[expect(clippy::cast_precision_loss, reason = "Python compares them as numbers, too")]
            (Value::Float(one), other) | (other, Value::Float(one)) => {
                other.as_int().is_some_and(|other| *one == other as f64)
            }
            (Value::List(one), Value::List(other)) => all_same(&one.values.borrow(), &other.values.borrow()),
            (Value::Tuple(one), Value::Tuple(other)) => all_same(one, other),
            (Value::Dict(one), Value::Dict(other)) => {
                let (one, other) = (one.values.borrow(), other.values.borrow());
                one.len() == other.len()
                    && one.iter().all(|(key, value)| {
                        other.iter().any(|(other_key, other)| key.same(other_key) && value.same(other))
                    })
            }
            (one, other) => match (one.as_int(), other.as_int()) {
                (Some(one), Some(other)) => one == other,
                _ => false,
            },
        }
    }

    /// Whether it nests no deeper than any value may.
    pub fn is_shallow(&self) -> bool {
        self.nests_within(DEEPEST, &mut |_| true)
    }

    /// Marks everything in it as lasting; see [`Items::is_frozen`].
    pub fn freeze(&self) {
        self.nests_within(DEEPEST, &mut |value| {
            match value {
                Value::List(items) => items.is_frozen.set(true),
                Value::Dict(items) => items.is_frozen.set(true),
                _ => {}
            }
            true
        });
    }

    /// Looks at the value and all that is in it, down to a depth; false when `look` says so or it nests deeper.
    fn nests_within(&self, depth: usize, look: &mut dyn FnMut(&Value) -> bool) -> bool {
        if depth == 0 || !look(self) {
            return false;
        }
        match self {
            Value::List(items) => items.values.borrow().iter().all(|one| one.nests_within(depth - 1, look)),
            Value::Tuple(items) => items.iter().all(|one| one.nests_within(depth - 1, look)),
            Value::Dict(items) => items
                .values
                .borrow()
                .iter()
                .all(|(key, value)| key.nests_within(depth - 1, look) && value.nests_within(depth - 1, look)),
            Value::Call(call) => {
                call.function.nests_within(depth - 1, look)
                    && call.arguments.values().all(|one| one.nests_within(depth - 1, look))
            }
            Value::Attribute(attribute) => attribute.0.nests_within(depth - 1, look),
            _ => true,
        }
    }
}

fn all_same(one: &[Value], other: &[Value]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.same(other))
}

impl Arguments {
    /// All of them, whatever they are called.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.positional.iter().chain(self.named.iter().map(|(_, value)| value))
    }

    /// The one of a name.
    pub fn named(&self, name: &str) -> Option<&Value> {
        self.named.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The one at a place, or of a name.
    pub fn get(&self, place: usize, name: &str) -> Option<&Value> {
        self.positional.get(place).or_else(|| self.named(name))
    }
}
