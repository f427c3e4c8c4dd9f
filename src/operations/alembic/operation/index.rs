//! Indexes.

use super::TableName;
use super::arguments::{Taken, texts};
use crate::operations::alembic::python::Value;
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{Quoting, expression, text};
use crate::revision::Engine;

/// An index to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its table.
    pub table: TableName,
    /// Whether its keys are unique.
    pub unique: bool,
    /// Its keys, as SQL.
    pub keys: Vec<String>,
    /// The method (PostgreSQL).
    pub using: Option<String>,
    /// INCLUDE, NULLS NOT DISTINCT, WITH, TABLESPACE (PostgreSQL).
    pub options: String,
    /// Which rows it has.
    pub filter: Option<String>,
    /// Whether the filter was written for PostgreSQL only.
    pub is_postgres_filter: bool,
    /// Without keeping writers out (PostgreSQL).
    pub concurrently: bool,
    /// Only if it is not there.
    pub if_not_exists: bool,
}

/// Reads the options of an index, behind its name, table and keys.
pub(super) fn index(
    name: String,
    table: TableName,
    keys: &[Value],
    unique: bool,
    taken: &Taken<'_>,
    engine: Engine,
) -> Result<Index, Reason> {
    let ops = match taken.named("postgresql_ops") {
        Some(ops) => ops.entries().ok_or_else(|| taken.bad("postgresql_ops"))?,
        None => Vec::new(),
    };
    let keys: Result<Vec<String>, Reason> = keys.iter().map(|key| key_sql(key, &ops, engine)).collect();
    let include =
        taken.named("postgresql_include").map(|value| texts(value).ok_or_else(|| taken.bad("postgresql_include")));
    let include = include.transpose()?.unwrap_or_default();
    let mut options = String::new();
    if !include.is_empty() {
        options.push_str(&format!(" INCLUDE ({})", engine.quote_all(&include)));
    }
    match taken.flag("postgresql_nulls_not_distinct")? {
        Some(true) => options.push_str(" NULLS NOT DISTINCT"),
        Some(false) => options.push_str(" NULLS DISTINCT"),
        None => {}
    }
    if let Some(with) = taken.named("postgresql_with") {
        options.push_str(&format!(" WITH ({})", with_options(with).ok_or_else(|| taken.bad("postgresql_with"))?));
    }
    if let Some(space) = taken.named_text("postgresql_tablespace")? {
        options.push_str(&format!(" TABLESPACE {}", engine.quote(space)));
    }
    let own_filter = taken.named("sqlite_where");
    let postgres_filter = taken.named("postgresql_where");
    let (filter, is_postgres_filter) = match engine {
        Engine::Postgres => (postgres_filter, false),
        Engine::Sqlite => (own_filter.or(postgres_filter), own_filter.is_none()),
    };
    let filter = filter.map(|filter| text(filter, engine)).transpose()?;
    Ok(Index {
        name,
        table,
        unique,
        keys: keys?,
        using: taken.named_text("postgresql_using")?.map(str::to_ascii_lowercase),
        options,
        is_postgres_filter: is_postgres_filter && filter.is_some(),
        filter,
        concurrently: taken.flag("postgresql_concurrently")?.unwrap_or(false),
        if_not_exists: taken.flag("if_not_exists")?.unwrap_or(false),
    })
}

/// `fillfactor = 70, …`
pub(super) fn with_options(value: &Value) -> Option<String> {
    let options: Option<Vec<String>> = value
        .entries()?
        .iter()
        .map(|(name, value)| {
            let name = name.as_text()?;
            Some(match value {
                Value::None => name.to_owned(),
                Value::Bool(value) => format!("{name} = {value}"),
                Value::Text(text) => format!("{name} = {text}"),
                value => format!("{name} = {}", value.as_int()?),
            })
        })
        .collect();
    options.map(|options| options.join(", "))
}

fn key_sql(key: &Value, ops: &[(Value, Value)], engine: Engine) -> Result<String, Reason> {
    let (name, sql) = match key {
        Value::Text(name) => (Some(name.to_string()), engine.quote(name)),
        key => (base_name(key), bracketed(key, engine)?),
    };
    let class = ops.iter().find(|(of, _)| of.as_text().is_some() && of.as_text() == name.as_deref());
    match class.and_then(|(_, class)| class.as_text()).filter(|_| engine == Engine::Postgres) {
        Some(class) => Ok(format!("{sql} {class}")),
        None => Ok(sql),
    }
}

/// The column of `sa.column("a").desc()`.
fn base_name(key: &Value) -> Option<String> {
    let Value::Call(call) = key else { return None };
    match key.path() {
        Some(path) if path.ends_with(".column") => call.arguments.positional.first()?.as_text().map(str::to_owned),
        _ => None,
    }
}

/// An expression in brackets where PostgreSQL asks for them: around everything but names, calls and what orders them. A text is taken as
/// it is written.
fn bracketed(key: &Value, engine: Engine) -> Result<String, Reason> {
    let sql = expression(key, engine)?;
    let is_operator = key.path().is_some_and(|path| path.starts_with("operator.") || path.ends_with(".cast"));
    let is_name = sql.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'"');
    let is_bracketed = is_operator && !is_name && engine == Engine::Postgres && !is_call(&sql);
    Ok(if is_bracketed { format!("({sql})") } else { sql })
}

/// Whether all of it is one call of a function, or already in brackets.
fn is_call(sql: &str) -> bool {
    let Some(open) = sql.find('(') else { return false };
    if !sql.ends_with(')') || !sql[..open].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')) {
        return false;
    }
    let mut depth = 0_i32;
    for (place, c) in sql.char_indices().skip(open) {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return place + 1 == sql.len();
        }
    }
    false
}
