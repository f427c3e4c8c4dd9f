//! Arguments of a call, taken one by one: what nobody has taken at the end is not understood.

use std::cell::RefCell;

use crate::operations::alembic::python::{Arguments, Value};
use crate::operations::alembic::reason::Reason;

/// The arguments of a call, and which of them were read.
#[derive(Debug)]
pub struct Taken<'a> {
    what: &'a str,
    arguments: &'a Arguments,
    places: RefCell<Vec<bool>>,
    names: RefCell<Vec<bool>>,
}

impl<'a> Taken<'a> {
    /// Begins with none read. `what` is how sentences name the call.
    pub fn new(what: &'a str, arguments: &'a Arguments) -> Taken<'a> {
        Taken {
            what,
            arguments,
            places: RefCell::new(vec![false; arguments.positional.len()]),
            names: RefCell::new(vec![false; arguments.named.len()]),
        }
    }

    /// The argument at a place, or of a name; `None` also for one that is Python's `None`.
    pub fn get(&self, place: usize, name: &str) -> Option<&'a Value> {
        self.given(place, name).filter(|value| !value.is_none())
    }

    /// The same, with `None` as a value.
    pub fn given(&self, place: usize, name: &str) -> Option<&'a Value> {
        if let Some(value) = self.arguments.positional.get(place) {
            if let Some(taken) = self.places.borrow_mut().get_mut(place) {
                *taken = true;
            }
            return Some(value);
        }
        self.named_or_none(name)
    }

    /// The argument of a name; `None` also for one that is Python's `None`.
    pub fn named(&self, name: &str) -> Option<&'a Value> {
        self.named_or_none(name).filter(|value| !value.is_none())
    }

    /// The same, with `None` as a value.
    pub fn named_or_none(&self, name: &str) -> Option<&'a Value> {
        let place = self.arguments.named.iter().position(|(known, _)| known == name)?;
        if let Some(taken) = self.names.borrow_mut().get_mut(place) {
            *taken = true;
        }
        self.arguments.named.get(place).map(|(_, value)| value)
    }

    /// Those by place from a place on.
    pub fn rest(&self, from: usize) -> &'a [Value] {
        self.places.borrow_mut().iter_mut().skip(from).for_each(|taken| *taken = true);
        self.arguments.positional.get(from..).unwrap_or_default()
    }

    /// A text that has to be there.
    pub fn text(&self, place: usize, name: &str) -> Result<&'a str, Reason> {
        self.get(place, name).and_then(Value::as_text).ok_or_else(|| self.bad(name))
    }

    /// A text that may be there.
    pub fn optional_text(&self, place: usize, name: &str) -> Result<Option<&'a str>, Reason> {
        match self.get(place, name) {
            None => Ok(None),
            Some(value) => value.as_text().map(Some).ok_or_else(|| self.bad(name)),
        }
    }

    /// A text of a name that may be there.
    pub fn named_text(&self, name: &str) -> Result<Option<&'a str>, Reason> {
        self.optional_text(usize::MAX, name)
    }

    /// A truth that may be there.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, Reason> {
        match self.named(name) {
            None => Ok(None),
            Some(value) => value.truth().map(Some).ok_or_else(|| self.bad(name)),
        }
    }

    /// Texts of a list that has to be there.
    pub fn texts(&self, place: usize, name: &str) -> Result<Vec<String>, Reason> {
        self.get(place, name).and_then(texts).ok_or_else(|| self.bad(name))
    }

    /// The reason when an argument is not what is expected.
    pub fn bad(&self, name: &str) -> Reason {
        Reason::BadArgument { what: self.what.to_owned(), argument: name.to_owned() }
    }

    /// Refuses what nobody has read. What is for other databases, or for Python alone, says nothing here.
    pub fn finish(self) -> Result<(), Reason> {
        const OTHERS: [&str; 4] = ["mysql_", "mariadb_", "mssql_", "oracle_"];
        const PYTHON: [&str; 12] = [
            "info",
            "key",
            "default",
            "onupdate",
            "doc",
            "quote",
            "system",
            "insert_default",
            "sort_order",
            "sqlite_on_conflict",
            "deprecate",
            "mssql_drop_check",
        ];
        let unknown = |argument: &str| {
            let argument = crate::i18n::safe(argument).into_owned();
            Reason::UnknownArgument { what: self.what.to_owned(), argument }
        };
        if let Some(place) = self.places.borrow().iter().position(|taken| !taken) {
            return Err(unknown(&format!("#{}", place + 1)));
        }
        for ((name, value), taken) in self.arguments.named.iter().zip(self.names.borrow().iter()) {
            let is_of_no_interest = value.is_none()
                || OTHERS.iter().any(|prefix| name.starts_with(prefix))
                || PYTHON.contains(&name.as_str());
            if !taken && !is_of_no_interest {
                return Err(unknown(name));
            }
        }
        Ok(())
    }
}

/// The texts of a list; a single one counts as a list of one.
pub fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Text(text) => Some(vec![text.to_string()]),
        value => value.elements()?.iter().map(|one| one.as_text().map(str::to_owned)).collect(),
    }
}
