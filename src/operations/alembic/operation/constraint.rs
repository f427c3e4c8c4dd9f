//! Constraints: of tables and of columns.

use super::arguments::{Taken, texts};
use crate::operations::alembic::python::Value;
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{Quoting, expression, text};
use crate::revision::Engine;

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// What CONSTRAINT calls it.
    pub name: Option<String>,
    /// What it demands.
    pub kind: ConstraintKind,
    /// What stands behind it: DEFERRABLE and the like.
    pub suffix: String,
    /// The expression was written for PostgreSQL, and SQLite may refuse it.
    pub is_raw: bool,
}

/// What a constraint demands.
#[derive(Debug, Clone, PartialEq)]
pub enum ConstraintKind {
    /// PRIMARY KEY
    Primary { columns: Vec<String>, include: Vec<String> },
    /// UNIQUE
    Unique { columns: Vec<String>, include: Vec<String>, nulls_distinct: Option<bool> },
    /// CHECK, with its expression.
    Check(String),
    /// FOREIGN KEY
    Foreign(ForeignKey),
    /// EXCLUDE; all of it (PostgreSQL).
    Exclude(String),
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKey {
    /// What CONSTRAINT calls it.
    pub name: Option<String>,
    /// The columns that point.
    pub columns: Vec<String>,
    /// The schema of the table they point to.
    pub schema: Option<String>,
    /// The table they point to.
    pub table: String,
    /// Its columns.
    pub parents: Vec<String>,
    /// ON DELETE, ON UPDATE, MATCH, DEFERRABLE.
    pub actions: String,
    /// It is left out of CREATE TABLE where it could be added later.
    pub use_alter: bool,
}

/// Reads a constraint that stands in `create_table`; `None` when the value is none.
pub fn constraint(value: &Value, engine: Engine) -> Result<Option<Constraint>, Reason> {
    let Value::Call(call) = value else { return Ok(None) };
    let Some(what) = value.path().and_then(|path| path.rsplit('.').next()) else { return Ok(None) };
    if !what.ends_with("Constraint") {
        return Ok(None);
    }
    let taken = Taken::new(what, &call.arguments);
    let made = match what {
        "PrimaryKeyConstraint" | "UniqueConstraint" => {
            let columns = taken.rest(0).iter().map(|one| column_name(one).ok_or_else(|| taken.bad("*columns")));
            let columns: Result<Vec<String>, Reason> = columns.collect();
            keyed(what == "PrimaryKeyConstraint", columns?, &taken)?
        }
        "CheckConstraint" => {
            let sql = text(taken.get(0, "sqltext").ok_or_else(|| taken.bad("sqltext"))?, engine)?;
            let name = taken.optional_text(1, "name")?.map(str::to_owned);
            check(name, sql, &taken)?
        }
        "ForeignKeyConstraint" => {
            let columns = taken.texts(0, "columns")?;
            let parents = taken.texts(1, "refcolumns")?;
            let mut key = parent_of(&parents).ok_or_else(|| taken.bad("refcolumns"))?;
            key.columns = columns;
            key.name = taken.optional_text(2, "name")?.map(str::to_owned);
            key.actions = actions(&taken, (4, 3))?;
            key.use_alter = taken.flag("use_alter")?.unwrap_or(false);
            let _ = taken.named("link_to_name");
            foreign(key, &taken)?
        }
        "ExcludeConstraint" => exclude(&taken, None, 0, engine)?,
        _ => return Err(Reason::UnknownCall { what: crate::i18n::safe(what).into_owned() }),
    };
    taken.finish()?;
    Ok(Some(made))
}

/// The name of a column that is given as a text or as `sa.column(…)`.
pub(super) fn column_name(value: &Value) -> Option<String> {
    match value {
        Value::Text(name) => Some(name.to_string()),
        Value::Call(call) => call
            .arguments
            .get(0, "name")
            .or_else(|| call.arguments.named("text"))
            .and_then(Value::as_text)
            .map(str::to_owned),
        _ => None,
    }
}

pub(super) fn keyed(is_primary: bool, columns: Vec<String>, taken: &Taken<'_>) -> Result<Constraint, Reason> {
    let name = taken.named_text("name")?.map(str::to_owned);
    let include =
        taken.named("postgresql_include").map(|value| texts(value).ok_or_else(|| taken.bad("postgresql_include")));
    let include = include.transpose()?.unwrap_or_default();
    let nulls = taken.flag("postgresql_nulls_not_distinct")?;
    let suffix = deferrable(taken)?;
    let _ = taken.named("_implicit_generated");
    let kind = match is_primary {
        true => ConstraintKind::Primary { columns, include },
        false => ConstraintKind::Unique { columns, include, nulls_distinct: nulls.map(|not| !not) },
    };
    Ok(Constraint { name, kind, suffix, is_raw: false })
}

pub(super) fn check(name: Option<String>, sql: String, taken: &Taken<'_>) -> Result<Constraint, Reason> {
    let mut suffix = deferrable(taken)?;
    suffix.push_str(not_valid(taken)?);
    Ok(Constraint { name, kind: ConstraintKind::Check(sql), suffix, is_raw: true })
}

pub(super) fn foreign(key: ForeignKey, taken: &Taken<'_>) -> Result<Constraint, Reason> {
    let suffix = not_valid(taken)?.to_owned();
    Ok(Constraint { name: key.name.clone(), kind: ConstraintKind::Foreign(key), suffix, is_raw: false })
}

fn not_valid(taken: &Taken<'_>) -> Result<&'static str, Reason> {
    Ok(if taken.flag("postgresql_not_valid")?.unwrap_or(false) { " NOT VALID" } else { "" })
}

/// `DEFERRABLE INITIALLY DEFERRED`
pub(super) fn deferrable(taken: &Taken<'_>) -> Result<String, Reason> {
    let mut text = match taken.flag("deferrable")? {
        Some(true) => " DEFERRABLE".to_owned(),
        Some(false) => " NOT DEFERRABLE".to_owned(),
        None => String::new(),
    };
    if let Some(initially) = taken.named_text("initially")? {
        text.push_str(&format!(" INITIALLY {}", phrase(initially, taken, "initially")?));
    }
    Ok(text)
}

/// Words that are written as they are given: nothing but words, and names in brackets behind SET NULL.
fn phrase<'a>(words: &'a str, taken: &Taken<'_>, name: &str) -> Result<&'a str, Reason> {
    let is_plain = words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '(' | ')' | ','));
    if is_plain { Ok(words) } else { Err(taken.bad(name)) }
}

/// What stands behind a parent. `places` are those of `ondelete` and `onupdate`.
pub(super) fn actions(taken: &Taken<'_>, places: (usize, usize)) -> Result<String, Reason> {
    let mut text = String::new();
    if let Some(words) = taken.named_text("match")? {
        text.push_str(&format!(" MATCH {}", phrase(words, taken, "match")?));
    }
    if let Some(words) = taken.optional_text(places.0, "ondelete")? {
        text.push_str(&format!(" ON DELETE {}", phrase(words, taken, "ondelete")?));
    }
    if let Some(words) = taken.optional_text(places.1, "onupdate")? {
        text.push_str(&format!(" ON UPDATE {}", phrase(words, taken, "onupdate")?));
    }
    Ok(text + &deferrable(taken)?)
}

/// `sa.ForeignKey("schema.table.column", …)` of a column.
pub(super) fn foreign_key(value: &Value, column: &str) -> Result<ForeignKey, Reason> {
    let Value::Call(call) = value else { return Err(Reason::Expression) };
    let taken = Taken::new("ForeignKey", &call.arguments);
    let parent = taken.get(0, "column").and_then(Value::as_text).ok_or_else(|| taken.bad("column"))?;
    let mut key = parent_of(&[parent.to_owned()]).ok_or_else(|| taken.bad("column"))?;
    key.columns = vec![column.to_owned()];
    key.name = taken.named_text("name")?.map(str::to_owned);
    key.use_alter = taken.flag("use_alter")?.unwrap_or(false);
    let _ = taken.named("link_to_name");
    let _ = taken.named("_constraint");
    let not_valid = not_valid(&taken)?;
    key.actions = actions(&taken, (usize::MAX, usize::MAX))? + not_valid;
    taken.finish()?;
    Ok(key)
}

/// Splits `schema.table.column`; all of them name one table.
fn parent_of(parents: &[String]) -> Option<ForeignKey> {
    let split = |parent: &str| {
        let (table, column) = parent.rsplit_once('.')?;
        Some((table.to_owned(), column.to_owned()))
    };
    let pairs: Option<Vec<(String, String)>> = parents.iter().map(|parent| split(parent)).collect();
    let pairs = pairs?;
    let table = pairs.first()?.0.clone();
    if pairs.iter().any(|(other, _)| *other != table) {
        return None;
    }
    let (schema, table) = match table.rsplit_once('.') {
        Some((schema, table)) => (Some(schema.to_owned()), table.to_owned()),
        None => (None, table),
    };
    Some(ForeignKey {
        name: None,
        columns: Vec::new(),
        schema,
        table,
        parents: pairs.into_iter().map(|(_, column)| column).collect(),
        actions: String::new(),
        use_alter: false,
    })
}

/// `ExcludeConstraint(("column", "="), …)`, whose elements begin at a place.
pub(super) fn exclude(
    taken: &Taken<'_>,
    name: Option<String>,
    from: usize,
    engine: Engine,
) -> Result<Constraint, Reason> {
    let ops =
        taken.named("ops").map(|ops| ops.entries().ok_or_else(|| taken.bad("ops"))).transpose()?.unwrap_or_default();
    let mut elements = Vec::new();
    for element in taken.rest(from) {
        let pair = element.elements().unwrap_or_default();
        let [what, operator] = pair.as_slice() else { return Err(taken.bad("*elements")) };
        let sql = match what {
            Value::Text(column) => engine.quote(column),
            what => expression(what, engine)?,
        };
        let class = ops
            .iter()
            .find(|(key, _)| column_name(what).as_deref() == key.as_text())
            .and_then(|(_, class)| class.as_text());
        let class = class.map(|class| format!(" {class}")).unwrap_or_default();
        let operator = operator.as_text().ok_or_else(|| taken.bad("*elements"))?;
        elements.push(format!("{sql}{class} WITH {operator}"));
    }
    let using = taken.named_text("using")?.unwrap_or("gist").to_ascii_lowercase();
    let mut sql = format!("EXCLUDE USING {} ({})", phrase(&using, taken, "using")?, elements.join(", "));
    if let Some(filter) = taken.named("where") {
        sql.push_str(&format!(" WHERE ({})", text(filter, engine)?));
    }
    let name = match name {
        Some(name) => Some(name),
        None => taken.named_text("name")?.map(str::to_owned),
    };
    Ok(Constraint { name, kind: ConstraintKind::Exclude(sql), suffix: deferrable(taken)?, is_raw: true })
}
