//! `sa.Column(…)`

use super::arguments::Taken;
use super::constraint::{Constraint, ForeignKey, constraint, foreign_key};
use crate::operations::alembic::python::{Arguments, Value};
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{Type, column_type, expression, literal_text, text};
use crate::revision::Engine;

/// A column as it is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Type,
    /// Whether it may be NULL; `None` when nothing was said.
    pub nullable: Option<bool>,
    /// Its default, as SQL.
    pub default: Option<String>,
    /// What it is computed of, and whether it is stored.
    pub computed: Option<(String, Option<bool>)>,
    /// Whether it gets numbers by itself.
    pub identity: Option<Identity>,
    /// Whether it is said to be (part of) the primary key.
    pub primary_key: bool,
    /// `autoincrement=`: `None` for "auto".
    pub autoincrement: Option<bool>,
    /// `autoincrement="ignore_fk"`
    pub ignores_keys: bool,
    /// Whether it has a sequence of its own, or a default that Python makes.
    pub has_python_default: bool,
    /// A comment on it.
    pub comment: Option<String>,
    /// Whether its values are unique.
    pub unique: bool,
    /// Whether it has an index.
    pub index: bool,
    /// What it points to.
    pub foreign_keys: Vec<ForeignKey>,
    /// Checks that are written with it.
    pub checks: Vec<Constraint>,
}

/// `GENERATED … AS IDENTITY`
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Whether no other value may be given.
    pub always: bool,
    /// Its options, in order, each with the name of its argument.
    pub options: Vec<(&'static str, String)>,
}

impl Identity {
    /// `GENERATED … AS IDENTITY (…)`
    pub fn sql(&self) -> String {
        let options: Vec<&str> = self.options.iter().map(|(_, option)| option.as_str()).collect();
        let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
        format!("GENERATED {} AS IDENTITY{options}", self.when())
    }

    fn when(&self) -> &'static str {
        if self.always { "ALWAYS" } else { "BY DEFAULT" }
    }

    /// What makes this one of another: only what this one says counts.
    pub fn changes(&self, old: &Identity) -> String {
        let when = (self.always != old.always).then(|| format!("SET GENERATED {}", self.when()));
        let set = self
            .options
            .iter()
            .filter(|option| !old.options.contains(option))
            .map(|(_, option)| format!("SET {option}"));
        when.into_iter().chain(set).collect::<Vec<_>>().join(" ")
    }
}

impl Column {
    /// Whether it may be NULL, when `is_key` tells whether it is part of the primary key.
    pub fn is_nullable(&self, is_key: bool) -> bool {
        self.nullable.unwrap_or(!is_key)
    }
}

/// Reads a column; `None` when the value is none.
pub fn column(value: &Value, engine: Engine) -> Result<Option<Column>, Reason> {
    let Value::Call(call) = value else { return Ok(None) };
    let is_column = value.path().is_some_and(|path| {
        let last = path.rsplit('.').next().unwrap_or(path);
        last == "Column" || last == "column"
    });
    if !is_column {
        return Ok(None);
    }
    let taken = Taken::new("Column", &call.arguments);
    let name = taken.text(0, "name")?.to_owned();
    let mut rest = taken.rest(1).iter().peekable();
    let mut foreign_keys: Vec<Value> = Vec::new();
    let kind = match taken.named("type_") {
        Some(kind) => Some(kind),
        // The first argument is the type, unless it is something else that a column takes.
        None => rest.next_if(|first| !is_schema_item(first)),
    };
    let mut made = Column {
        name,
        kind: match kind {
            Some(kind) => column_type(kind, engine)?,
            None => return Err(taken.bad("type_")),
        },
        nullable: taken.flag("nullable")?,
        default: None,
        computed: None,
        identity: None,
        primary_key: taken.flag("primary_key")?.unwrap_or(false),
        autoincrement: None,
        ignores_keys: false,
        has_python_default: taken.named("default").is_some(),
        comment: taken.named_text("comment")?.map(str::to_owned),
        unique: taken.flag("unique")?.unwrap_or(false),
        index: taken.flag("index")?.unwrap_or(false),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
    };
    match taken.named("autoincrement") {
        Some(Value::Bool(value)) => made.autoincrement = Some(*value),
        Some(Value::Text(text)) if &**text == "ignore_fk" => made.ignores_keys = true,
        _ => {}
    }
    let mut items: Vec<&Value> = rest.collect();
    if let Some(default) = taken.named("server_default") {
        if is_one_of(default, &["Computed", "Identity", "FetchedValue"]) {
            items.push(default);
        } else {
            made.default = Some(server_default(default, engine).ok_or_else(|| taken.bad("server_default"))??);
        }
    }
    let _ = taken.named("server_onupdate");
    taken.finish()?;
    for item in items {
        let Value::Call(call) = item else { return Err(unknown(item)) };
        match item.path().and_then(|path| path.rsplit('.').next()) {
            Some("ForeignKey") => foreign_keys.push(item.clone()),
            Some("Computed") => made.computed = Some(computed(&call.arguments, engine)?),
            Some("Identity") => made.identity = Some(identity(&call.arguments)?),
            Some("Sequence") => made.has_python_default = true,
            Some("CheckConstraint") => made.checks.extend(constraint(item, engine)?),
            Some("FetchedValue" | "ColumnDefault") => {}
            _ => return Err(unknown(item)),
        }
    }
    for key in &foreign_keys {
        made.foreign_keys.push(foreign_key(key, &made.name)?);
    }
    Ok(Some(made))
}

fn unknown(value: &Value) -> Reason {
    Reason::UnknownCall { what: crate::i18n::safe(value.path().unwrap_or("?")).into_owned() }
}

fn is_one_of(value: &Value, names: &[&str]) -> bool {
    value.path().and_then(|path| path.rsplit('.').next()).is_some_and(|last| names.contains(&last))
}

fn is_schema_item(value: &Value) -> bool {
    is_one_of(value, &["ForeignKey", "Computed", "Identity", "Sequence", "CheckConstraint", "FetchedValue"])
}

/// A default as SQL; `None` for what cannot be one.
pub fn server_default(value: &Value, engine: Engine) -> Option<Result<String, Reason>> {
    match value {
        Value::Text(_) => Some(literal_text(value, engine)),
        Value::Call(_) if is_one_of(value, &["DefaultClause"]) => match value {
            Value::Call(call) => server_default(call.arguments.positional.first()?, engine),
            _ => None,
        },
        // An enum's member that is a text.
        Value::Call(_) | Value::Name(_) => Some(expression(value, engine)),
        _ => None,
    }
}

pub(super) fn computed(arguments: &Arguments, engine: Engine) -> Result<(String, Option<bool>), Reason> {
    let taken = Taken::new("Computed", arguments);
    let sql = text(taken.get(0, "sqltext").ok_or_else(|| taken.bad("sqltext"))?, engine)?;
    let persisted = taken
        .given(1, "persisted")
        .and_then(Value::truth)
        .filter(|_| arguments.get(1, "persisted").is_some_and(|value| !value.is_none()));
    taken.finish()?;
    Ok((sql, persisted))
}

pub(super) fn identity(arguments: &Arguments) -> Result<Identity, Reason> {
    let taken = Taken::new("Identity", arguments);
    let always = taken.get(0, "always").and_then(Value::truth).unwrap_or(false);
    let _ = taken.given(1, "on_null");
    let mut options = Vec::new();
    let number = |place: usize, name: &str| taken.get(place, name).and_then(Value::as_int);
    for (place, name, words) in [
        (3, "increment", "INCREMENT BY"),
        (2, "start", "START WITH"),
        (4, "minvalue", "MINVALUE"),
        (5, "maxvalue", "MAXVALUE"),
    ] {
        options.extend(number(place, name).map(|number| (name, format!("{words} {number}"))));
    }
    for (place, name, words) in [(6, "nominvalue", "NO MINVALUE"), (7, "nomaxvalue", "NO MAXVALUE")] {
        options.extend(taken.get(place, name).map(|_| (name, words.to_owned())));
    }
    options.extend(number(9, "cache").map(|number| ("cache", format!("CACHE {number}"))));
    options.extend(
        taken
            .get(8, "cycle")
            .and_then(Value::truth)
            .map(|cycle| ("cycle", if cycle { "CYCLE" } else { "NO CYCLE" }.to_owned())),
    );
    let _ = taken.given(10, "order");
    taken.finish()?;
    Ok(Identity { always, options })
}
