//! `bulk_insert`

use super::TableName;
use super::arguments::Taken;
use crate::operations::alembic::python::Value;
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{Quoting, Type, column_type, value as row_value};
use crate::revision::Engine;

/// Rows that one statement has.
const ROWS: usize = 100;

/// The columns of a table that is only described, with their types where they are told.
type Columns = Vec<(String, Option<Type>)>;

/// The name and the columns of `sa.table(…)`, `sa.Table(…)` or what `create_table` gave.
pub(super) fn table_of(value: &Value, engine: Engine) -> Result<(TableName, Columns), Reason> {
    let bad = || Reason::BadArgument { what: "table".to_owned(), argument: "name".to_owned() };
    let Value::Call(call) = value else { return Err(bad()) };
    let last = value.path().and_then(|path| path.rsplit('.').next()).unwrap_or_default();
    if !matches!(last, "table" | "Table" | "create_table" | "TableClause") {
        return Err(bad());
    }
    let name = call.arguments.get(0, "name").or_else(|| call.arguments.named("table_name")).and_then(Value::as_text);
    let schema = call.arguments.named("schema").and_then(Value::as_text).filter(|_| engine == Engine::Postgres);
    let table = TableName { schema: schema.map(str::to_owned), name: name.ok_or_else(bad)?.to_owned() };
    let mut columns = Vec::new();
    for item in call.arguments.positional.iter().skip(1) {
        let Value::Call(column) = item else { continue };
        let is_column = item.path().is_some_and(|path| path.ends_with(".column") || path.ends_with(".Column"));
        if let (true, Some(name)) = (is_column, column.arguments.get(0, "name").and_then(Value::as_text)) {
            // A type that goc does not know changes nothing about plain values.
            let kind = column.arguments.get(1, "type_").and_then(|kind| column_type(kind, engine).ok());
            columns.push((name.to_owned(), kind));
        }
    }
    Ok((table, columns))
}

/// The statements that insert the rows.
pub(super) fn insert(taken: &Taken<'_>, engine: Engine) -> Result<Vec<String>, Reason> {
    let (table, columns) = table_of(taken.get(0, "table").ok_or_else(|| taken.bad("table"))?, engine)?;
    let rows = taken.get(1, "rows").and_then(Value::elements).ok_or_else(|| taken.bad("rows"))?;
    let mut statements = Vec::new();
    let mut open: Option<(Vec<String>, Vec<String>)> = None;
    for row in rows {
        let entries = row.entries().ok_or_else(|| taken.bad("rows"))?;
        let mut names = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for (name, value) in &entries {
            let name = name.as_text().ok_or_else(|| taken.bad("rows"))?;
            let of = columns.iter().find(|(known, _)| known == name).and_then(|(_, kind)| kind.as_ref());
            names.push(engine.quote(name));
            values.push(row_value(value, of, engine)?);
        }
        if names.is_empty() {
            return Err(taken.bad("rows"));
        }
        let values = format!("({})", values.join(", "));
        match &mut open {
            Some((known, all)) if *known == names && all.len() < ROWS => all.push(values),
            open => {
                statements.extend(open.take().map(|done| written(&table, done, engine)));
                *open = Some((names, vec![values]));
            }
        }
    }
    statements.extend(open.map(|done| written(&table, done, engine)));
    Ok(statements)
}

fn written(table: &TableName, (names, rows): (Vec<String>, Vec<String>), engine: Engine) -> String {
    format!("INSERT INTO {} ({}) VALUES\n  {}", table.sql(engine), names.join(", "), rows.join(",\n  "))
}
