//! `op.execute`, and types that are made by hand.

use super::arguments::Taken;
use super::insert::table_of;
use super::{Kind, TableName};
use crate::operations::alembic::python::{Arguments, Value};
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{NamedType, Quoting, column_type, expression, text, value as row_value};
use crate::revision::Engine;

/// What `execute` is given.
pub fn execute(arguments: &Arguments, engine: Engine) -> Result<Vec<Kind>, Reason> {
    let taken = Taken::new("op.execute", arguments);
    let sql = taken.get(0, "sqltext").or_else(|| taken.named("statement")).ok_or_else(|| taken.bad("sqltext"))?;
    let parameters = taken.get(1, "parameters");
    let _ = taken.named("execution_options");
    taken.finish()?;
    if let Some(parameters) = parameters.filter(|given| given.path().is_none()) {
        return with_parameters(sql, parameters, engine);
    }
    Ok(vec![match sql {
        Value::Text(text) => Kind::Execute(crate::operations::alembic::sql::text(&Value::Text(text.clone()), engine)?),
        sql => statement(sql, engine)?,
    }])
}

/// `execute(text("… :name …"), {"name": value})`, once for each dictionary of a list.
fn with_parameters(sql: &Value, parameters: &Value, engine: Engine) -> Result<Vec<Kind>, Reason> {
    let bad = || Reason::BadArgument { what: "execute".to_owned(), argument: "parameters".to_owned() };
    let rows = match parameters {
        Value::Dict(_) => vec![parameters.clone()],
        rows => rows.elements().ok_or_else(bad)?,
    };
    if rows.is_empty() {
        return Ok(vec![Kind::Execute(text(sql, engine)?)]);
    }
    rows.iter()
        .map(|row| {
            let named: Option<Vec<(String, Value)>> = row
                .entries()
                .ok_or_else(bad)?
                .into_iter()
                .map(|(name, value)| Some((name.as_text()?.to_owned(), value)))
                .collect();
            let bound = Arguments { positional: Vec::new(), named: named.ok_or_else(bad)? };
            let method = Value::Attribute((sql.clone(), "bindparams".to_owned()).into());
            Ok(Kind::Execute(expression(&Value::call(method, bound), engine)?))
        })
        .collect()
}

/// A statement that SQLAlchemy makes.
fn statement(value: &Value, engine: Engine) -> Result<Kind, Reason> {
    let Value::Call(call) = value else { return Err(Reason::Expression) };
    if let Value::Attribute(method) = &call.function {
        if method.1 == "bindparams" || method.1 == "execution_options" {
            return match method.1.as_str() {
                "bindparams" => Ok(Kind::Execute(expression(value, engine)?)),
                _ => statement(&method.0, engine),
            };
        }
        return Ok(Kind::Statement(Dml::default().read(value, engine)?));
    }
    let last = value.path().and_then(|path| path.rsplit('.').next()).unwrap_or_default();
    let name = || call.arguments.get(0, "element").or_else(|| call.arguments.named("name"));
    let words = match last {
        "text" | "DDL" => return Ok(Kind::Execute(expression(value, engine)?)),
        "CreateSchema" => "CREATE SCHEMA",
        "DropSchema" => "DROP SCHEMA",
        "CreateSequence" => "CREATE SEQUENCE",
        "DropSequence" => "DROP SEQUENCE",
        "insert" | "update" | "delete" => return Ok(Kind::Statement(Dml::default().read(value, engine)?)),
        _ => return Err(Reason::UnknownCall { what: crate::i18n::safe(last).into_owned() }),
    };
    let flag = |flag: &str| call.arguments.named(flag).and_then(Value::truth).unwrap_or(false);
    let condition = match () {
        () if flag("if_not_exists") => " IF NOT EXISTS",
        () if flag("if_exists") => " IF EXISTS",
        () => "",
    };
    let (name, options) = match name() {
        Some(Value::Text(name)) => (engine.quote(name), String::new()),
        Some(sequence @ Value::Call(inner)) if sequence.path().is_some_and(|path| path.ends_with(".Sequence")) => {
            let taken = Taken::new("Sequence", &inner.arguments);
            let name = taken.text(0, "name")?;
            let name = match taken.named_text("schema")? {
                Some(schema) => format!("{}.{}", engine.quote(schema), engine.quote(name)),
                None => engine.quote(name),
            };
            let mut options = String::new();
            if let Some(kind) = taken.named("data_type") {
                options.push_str(&format!(" AS {}", column_type(kind, engine)?.sql));
            }
            for (argument, words) in [
                ("increment", "INCREMENT BY"),
                ("start", "START WITH"),
                ("minvalue", "MINVALUE"),
                ("maxvalue", "MAXVALUE"),
            ] {
                let place = ["name", "start", "increment"].iter().position(|known| *known == argument);
                if let Some(number) = taken.get(place.unwrap_or(usize::MAX), argument).and_then(Value::as_int) {
                    options.push_str(&format!(" {words} {number}"));
                }
            }
            if let Some(number) = taken.named("cache").and_then(Value::as_int) {
                options.push_str(&format!(" CACHE {number}"));
            }
            if taken.flag("cycle")? == Some(true) {
                options.push_str(" CYCLE");
            }
            let _ = (taken.named("metadata"), taken.named("optional"));
            taken.finish()?;
            (name, if last == "CreateSequence" { options } else { String::new() })
        }
        _ => return Err(Reason::BadArgument { what: last.to_owned(), argument: "name".to_owned() }),
    };
    let cascade = if flag("cascade") { " CASCADE" } else { "" };
    Ok(Kind::Execute(format!("{words}{condition} {name}{options}{cascade}")))
}

/// `table.update().where(…).values(…)` and its like.
#[derive(Default)]
struct Dml {
    filters: Vec<String>,
    values: Vec<(String, Value)>,
}

impl Dml {
    /// Reads the methods from the last to the first.
    fn read(mut self, value: &Value, engine: Engine) -> Result<String, Reason> {
        let Value::Call(call) = value else { return Err(Reason::Expression) };
        let (method, of) = match &call.function {
            Value::Attribute(method) => (method.1.as_str(), Some(&method.0)),
            Value::Name(path) => (path.rsplit('.').next().unwrap_or_default(), call.arguments.positional.first()),
            _ => return Err(Reason::Expression),
        };
        let of = of.ok_or(Reason::Expression)?;
        match method {
            "where" | "filter" => {
                for filter in &call.arguments.positional {
                    self.filters.insert(0, expression(filter, engine)?);
                }
                self.read(of, engine)
            }
            "values" => {
                if let Some(first) = call.arguments.positional.first() {
                    for (name, value) in first.entries().ok_or(Reason::Expression)? {
                        let name = super::constraint::column_name(&name).or_else(|| match &name {
                            Value::Attribute(attribute) => Some(attribute.1.clone()),
                            _ => None,
                        });
                        self.values.push((name.ok_or(Reason::Expression)?, value));
                    }
                }
                self.values.extend(call.arguments.named.iter().cloned());
                self.read(of, engine)
            }
            "insert" | "update" | "delete" => self.write(method, of, engine),
            _ => Err(Reason::UnknownCall { what: crate::i18n::safe(method).into_owned() }),
        }
    }

    fn write(self, method: &str, table: &Value, engine: Engine) -> Result<String, Reason> {
        let (name, columns): (TableName, _) = table_of(table, engine)?;
        let name = name.sql(engine);
        let typed = |column: &str, value: &Value| {
            let of = columns.iter().find(|(known, _)| known == column).and_then(|(_, kind)| kind.as_ref());
            row_value(value, of, engine)
        };
        let filter = match self.filters.as_slice() {
            [] => String::new(),
            filters => format!(" WHERE {}", filters.join(" AND ")),
        };
        let values: Result<Vec<(String, String)>, Reason> =
            self.values.iter().map(|(column, value)| Ok((engine.quote(column), typed(column, value)?))).collect();
        let values = values?;
        match method {
            "delete" if values.is_empty() => Ok(format!("DELETE FROM {name}{filter}")),
            "update" if !values.is_empty() => {
                let set: Vec<String> = values.iter().map(|(column, value)| format!("{column}={value}")).collect();
                Ok(format!("UPDATE {name} SET {}{filter}", set.join(", ")))
            }
            "insert" if !values.is_empty() && filter.is_empty() => {
                let (columns, values): (Vec<String>, Vec<String>) = values.into_iter().unzip();
                Ok(format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), values.join(", ")))
            }
            _ => Err(Reason::Expression),
        }
    }
}

/// `enum.create(…)` and `enum.drop(…)`; `None` when it is not known what is made. SQLite has no such types.
pub fn named_type(
    of: &Value,
    is_create: bool,
    arguments: &Arguments,
    engine: Engine,
) -> Result<Option<Vec<Kind>>, Reason> {
    let is_type = of
        .path()
        .and_then(|path| path.rsplit('.').next())
        .is_some_and(|last| matches!(last, "Enum" | "ENUM" | "DOMAIN"));
    if !is_type {
        return Ok(None);
    }
    let checks = match arguments.get(1, "checkfirst") {
        // SQLAlchemy asks first unless it is told not to.
        None => true,
        Some(value) => value.truth().ok_or(Reason::Expression)?,
    };
    let named: Option<NamedType> = column_type(of, engine)?.named;
    Ok(Some(match named {
        None => Vec::new(),
        Some(named) if is_create => vec![Kind::CreateType { named, only_if_missing: checks }],
        Some(named) => vec![Kind::DropType { named, only_if_there: checks }],
    }))
}
