//! Types, from what SQLAlchemy calls them to what a column of an engine is declared as.

use super::expression::{literal_text, text};
use super::quote::{Quoting, literal};
use crate::operations::alembic::python::{Arguments, Value};
use crate::operations::alembic::reason::Reason;
use crate::revision::Engine;

/// A type of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// As it stands in a definition.
    pub sql: String,
    /// What decides about SERIAL, and how values are written.
    pub affinity: Affinity,
    /// The types of its own that it needs, on PostgreSQL.
    pub named: Option<NamedType>,
    /// The CHECK that comes with it.
    pub check: Option<TypeCheck>,
    /// Texts instead of JSON or arrays where the engine has none.
    pub element: Option<Box<Type>>,
}

/// What kind of values a type has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affinity {
    /// Whole numbers, by size.
    Integer,
    BigInteger,
    SmallInteger,
    Numeric,
    Boolean,
    Json,
    Array,
    Uuid,
    Time,
    Other,
}

/// A type that has to be made before it can be used: an enum or a domain.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedType {
    /// The name, as it stands in statements.
    pub name: String,
    /// What stands behind `CREATE`: `TYPE name AS ENUM (…)`.
    pub definition: String,
    /// `TYPE` or `DOMAIN`.
    pub keyword: &'static str,
    /// Whether a table that uses it makes it.
    pub is_created_with_table: bool,
}

/// A CHECK that belongs to a type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeCheck {
    /// Its name.
    pub name: Option<String>,
    /// The values that are allowed, as literals.
    pub values: Vec<String>,
}

impl Type {
    fn plain(sql: impl Into<String>, affinity: Affinity) -> Type {
        Type { sql: sql.into(), affinity, named: None, check: None, element: None }
    }
}

fn other(sql: impl Into<String>) -> Option<Type> {
    Some(Type::plain(sql, Affinity::Other))
}

/// The type that a value describes.
pub fn column_type(value: &Value, engine: Engine) -> Result<Type, Reason> {
    let shown = || Reason::UnknownType { what: crate::i18n::safe(value.path().unwrap_or("?")).into_owned() };
    if let Value::Call(call) = value
        && let Value::Attribute(method) = &call.function
        && method.1 == "with_variant"
    {
        let dialects = call.arguments.positional.get(1..).unwrap_or_default();
        let dialect = match engine {
            Engine::Postgres => "postgresql",
            Engine::Sqlite => "sqlite",
        };
        let is_ours = dialects.iter().any(|one| one.as_text() == Some(dialect));
        return match (is_ours, call.arguments.get(0, "type_")) {
            (true, Some(variant)) => column_type(variant, engine),
            _ => column_type(&method.0, engine),
        };
    }
    // A type of the file's own, used without being called.
    if let Value::Call(call) = value
        && value.path() == Some("python.type")
    {
        return call.arguments.named("impl").map_or_else(|| Err(shown()), |own| column_type(own, engine));
    }
    let empty = Arguments::default();
    let arguments = match value {
        Value::Call(call) => &call.arguments,
        _ => &empty,
    };
    let path = value.path().ok_or_else(|| Reason::UnknownType { what: "?".to_owned() })?;
    let (family, name) = match path.rsplit_once('.') {
        Some((family, name)) => (family, name),
        None => return Err(shown()),
    };
    let made = if family.starts_with("sqlalchemy.dialects.postgresql") {
        postgres_type(name, arguments, engine)?
    } else if family.starts_with("sqlalchemy.dialects.") && !family.starts_with("sqlalchemy.dialects.sqlite") {
        None
    } else if family.starts_with("sqlalchemy") && !family.starts_with("sqlalchemy_") {
        core_type(name, arguments, engine)?
    } else if name == "AutoString" {
        core_type("String", arguments, engine)?
    } else {
        None
    };
    made.ok_or_else(shown)
}

fn number(arguments: &Arguments, place: usize, name: &str) -> Option<i128> {
    arguments.get(place, name).and_then(Value::as_int)
}

fn is_true(arguments: &Arguments, place: usize, name: &str) -> bool {
    arguments.get(place, name).and_then(Value::truth).unwrap_or(false)
}

/// `NAME(length)` with its collation.
fn sized(name: &str, arguments: &Arguments, engine: Engine) -> Type {
    let mut sql = match number(arguments, 0, "length") {
        Some(length) => format!("{name}({length})"),
        None => name.to_owned(),
    };
    if let Some(collation) = arguments.get(1, "collation").and_then(Value::as_text) {
        let is_known = engine == Engine::Postgres
            || ["nocase", "binary", "rtrim"].iter().any(|known| collation.eq_ignore_ascii_case(known));
        if is_known {
            sql.push_str(&format!(" COLLATE {}", engine.quote(collation)));
        }
    }
    Type::plain(sql, Affinity::Other)
}

fn precise(name: &str, arguments: &Arguments) -> Type {
    let sql = match (number(arguments, 0, "precision"), number(arguments, 1, "scale")) {
        (None, _) => name.to_owned(),
        (Some(precision), None) => format!("{name}({precision})"),
        (Some(precision), Some(scale)) => format!("{name}({precision}, {scale})"),
    };
    Type::plain(sql, Affinity::Numeric)
}

/// A type of SQLAlchemy's core.
fn core_type(name: &str, arguments: &Arguments, engine: Engine) -> Result<Option<Type>, Reason> {
    let postgres = engine == Engine::Postgres;
    let time = |name: &str, place: usize| {
        let zone = if is_true(arguments, place, "timezone") { "WITH" } else { "WITHOUT" };
        let precision = number(arguments, 1, "precision").map(|precision| format!("({precision})")).unwrap_or_default();
        format!("{name}{precision} {zone} TIME ZONE")
    };
    Ok(match name {
        "Integer" | "INTEGER" | "INT" => Some(Type::plain("INTEGER", Affinity::Integer)),
        "BigInteger" | "BIGINT" => Some(Type::plain("BIGINT", Affinity::BigInteger)),
        "SmallInteger" | "SMALLINT" => Some(Type::plain("SMALLINT", Affinity::SmallInteger)),
        "String" | "Unicode" | "VARCHAR" => Some(sized("VARCHAR", arguments, engine)),
        "Text" | "UnicodeText" | "TEXT" => Some(sized("TEXT", arguments, engine)),
        "CHAR" | "NCHAR" | "NVARCHAR" | "CLOB" | "BINARY" | "VARBINARY" => Some(sized(name, arguments, engine)),
        "Numeric" | "NUMERIC" => Some(precise("NUMERIC", arguments)),
        "DECIMAL" => Some(precise("DECIMAL", arguments)),
        "Float" | "FLOAT" => Some(Type::plain(
            match number(arguments, 0, "precision").filter(|_| postgres) {
                Some(precision) => format!("FLOAT({precision})"),
                None => "FLOAT".to_owned(),
            },
            Affinity::Numeric,
        )),
        "Double" => Some(Type::plain(if postgres { "DOUBLE PRECISION" } else { "DOUBLE" }, Affinity::Numeric)),
        "DOUBLE" => Some(Type::plain("DOUBLE", Affinity::Numeric)),
        "DOUBLE_PRECISION" => Some(Type::plain("DOUBLE PRECISION", Affinity::Numeric)),
        "REAL" => Some(Type::plain("REAL", Affinity::Numeric)),
        "Boolean" | "BOOLEAN" => {
            let mut made = Type::plain("BOOLEAN", Affinity::Boolean);
            if is_true(arguments, 0, "create_constraint") && !postgres {
                let name = arguments.get(1, "name").and_then(Value::as_text).map(str::to_owned);
                made.check = Some(TypeCheck { name, values: vec!["0".to_owned(), "1".to_owned()] });
            }
            Some(made)
        }
        "Date" | "DATE" => Some(Type::plain("DATE", Affinity::Time)),
        "DateTime" | "TIMESTAMP" if postgres => Some(Type::plain(time("TIMESTAMP", 0), Affinity::Time)),
        "DateTime" | "DATETIME" => Some(Type::plain("DATETIME", Affinity::Time)),
        "TIMESTAMP" => Some(Type::plain("TIMESTAMP", Affinity::Time)),
        "Time" | "TIME" if postgres => Some(Type::plain(time("TIME", 0), Affinity::Time)),
        "Time" | "TIME" => Some(Type::plain("TIME", Affinity::Time)),
        "Interval" => {
            let is_native = arguments.get(0, "native").and_then(Value::truth).unwrap_or(true);
            match (postgres, is_native, number(arguments, 1, "second_precision")) {
                (false, ..) => other("DATETIME"),
                (true, false, _) => other("TIMESTAMP WITHOUT TIME ZONE"),
                (true, true, None) => other("INTERVAL"),
                (true, true, Some(precision)) => other(format!("INTERVAL ({precision})")),
            }
        }
        "LargeBinary" | "PickleType" | "BLOB" => other(if postgres && name != "BLOB" { "BYTEA" } else { "BLOB" }),
        "JSON" => Some(Type::plain("JSON", Affinity::Json)),
        "JSONB" => Some(Type::plain("JSONB", Affinity::Json)),
        "Uuid" => {
            let is_native = arguments.get(1, "native_uuid").and_then(Value::truth).unwrap_or(true);
            Some(Type::plain(if postgres && is_native { "UUID" } else { "CHAR(32)" }, Affinity::Uuid))
        }
        "UUID" => Some(Type::plain(if postgres { "UUID" } else { "CHAR(32)" }, Affinity::Uuid)),
        "Enum" => Some(enumeration(arguments, engine, false)?),
        "ARRAY" => Some(array(arguments, engine)?),
        _ => None,
    })
}

/// A type of the PostgreSQL dialect; what SQLite has no word for becomes what holds its values there.
fn postgres_type(name: &str, arguments: &Arguments, engine: Engine) -> Result<Option<Type>, Reason> {
    let postgres = engine == Engine::Postgres;
    // What it is in SQLite.
    let either = |other_name: &str| Some(Type::plain(if postgres { name } else { other_name }, Affinity::Other));
    Ok(match name {
        "JSONB" | "JSON" => Some(Type::plain(name, Affinity::Json)),
        "INET" | "CIDR" | "MACADDR" | "MACADDR8" | "REGCLASS" | "REGCONFIG" | "TSVECTOR" | "TSQUERY" | "JSONPATH" => {
            either("TEXT")
        }
        "INT4RANGE" | "INT8RANGE" | "NUMRANGE" | "DATERANGE" | "TSRANGE" | "TSTZRANGE" | "INT4MULTIRANGE"
        | "INT8MULTIRANGE" | "NUMMULTIRANGE" | "DATEMULTIRANGE" | "TSMULTIRANGE" | "TSTZMULTIRANGE" => either("TEXT"),
        "CITEXT" => either("TEXT COLLATE NOCASE"),
        "MONEY" => either("NUMERIC"),
        "OID" => either("INTEGER"),
        "HSTORE" => either("JSON"),
        "BYTEA" => either("BLOB"),
        "BIT" => {
            let length = number(arguments, 0, "length");
            let sql = match (is_true(arguments, 1, "varying"), length) {
                (true, None) => "BIT VARYING".to_owned(),
                (true, Some(length)) => format!("BIT VARYING({length})"),
                (false, length) => format!("BIT({})", length.unwrap_or(1)),
            };
            other(if postgres { sql } else { "TEXT".to_owned() })
        }
        "INTERVAL" => {
            let mut sql = "INTERVAL".to_owned();
            if let Some(fields) = arguments.get(1, "fields").and_then(Value::as_text) {
                sql.push_str(&format!(" {fields}"));
            }
            if let Some(precision) = number(arguments, 0, "precision") {
                sql.push_str(&format!(" ({precision})"));
            }
            other(if postgres { sql } else { "TEXT".to_owned() })
        }
        "ENUM" => Some(enumeration(arguments, engine, true)?),
        "DOMAIN" => Some(domain(arguments, engine)?),
        "ARRAY" => Some(array(arguments, engine)?),
        "NullType" => None,
        name => core_type(name, arguments, engine)?,
    })
}

fn array(arguments: &Arguments, engine: Engine) -> Result<Type, Reason> {
    let bad = || Reason::BadArgument { what: "ARRAY".to_owned(), argument: "item_type".to_owned() };
    let item = column_type(arguments.get(0, "item_type").ok_or_else(bad)?, engine)?;
    if engine == Engine::Sqlite {
        return Ok(Type { element: Some(Box::new(item)), ..Type::plain("JSON", Affinity::Array) });
    }
    let dimensions = number(arguments, 2, "dimensions").unwrap_or(1);
    let brackets = "[]".repeat(usize::try_from(dimensions).unwrap_or(1).min(6));
    let sql = match item.sql.split_once(" COLLATE ") {
        Some((name, collation)) => format!("{name}{brackets} COLLATE {collation}"),
        None => format!("{}{brackets}", item.sql),
    };
    let named = item.named.clone();
    Ok(Type { named, element: Some(Box::new(item)), ..Type::plain(sql, Affinity::Array) })
}

/// `sa.Enum`, or PostgreSQL's own.
fn enumeration(arguments: &Arguments, engine: Engine, is_postgres_type: bool) -> Result<Type, Reason> {
    let bad = |argument: &str| Reason::BadArgument { what: "Enum".to_owned(), argument: argument.to_owned() };
    let class = match arguments.positional.as_slice() {
        [Value::Call(class)] if arguments.positional[0].path() == Some("python.enum") => Some(class),
        _ => None,
    };
    // SQLAlchemy takes the names of the members, in their order.
    let labels: Vec<String> = match class {
        Some(class) => class.arguments.named.iter().map(|(member, _)| member.clone()).collect(),
        None => {
            let all: Option<Vec<String>> =
                arguments.positional.iter().map(|label| label.as_text().map(str::to_owned)).collect();
            all.ok_or_else(|| bad("*enums"))?
        }
    };
    if arguments.named("values_callable").is_some_and(|given| !given.is_none()) {
        return Err(bad("values_callable"));
    }
    let own_name = class.and_then(|class| class.arguments.positional.first()).and_then(Value::as_text);
    let name = match arguments.named("name") {
        None | Some(Value::None) => own_name.map(str::to_lowercase),
        Some(Value::Text(name)) => Some(name.to_string()),
        Some(_) => return Err(bad("name")),
    };
    let is_native = is_postgres_type || arguments.named("native_enum").and_then(Value::truth).unwrap_or(true);
    let quoted: Vec<String> = labels.iter().map(|label| literal(label)).collect();
    if engine == Engine::Postgres && is_native {
        let name = name.ok_or_else(|| bad("name"))?;
        let schema = arguments.named("schema").and_then(Value::as_text);
        let name = match schema {
            Some(schema) => format!("{}.{}", engine.quote(schema), engine.quote(&name)),
            None => engine.quote(&name),
        };
        let is_created = arguments.named("create_type").and_then(Value::truth).unwrap_or(true);
        return Ok(Type {
            named: Some(NamedType {
                definition: format!("TYPE {name} AS ENUM ({})", quoted.join(", ")),
                name: name.clone(),
                keyword: "TYPE",
                is_created_with_table: is_created,
            }),
            ..Type::plain(name, Affinity::Other)
        });
    }
    let longest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0).max(1);
    let length = arguments.named("length").and_then(Value::as_int).unwrap_or(longest as i128);
    let check = is_true(arguments, usize::MAX, "create_constraint").then_some(TypeCheck { name, values: quoted });
    Ok(Type { check, ..Type::plain(format!("VARCHAR({length})"), Affinity::Other) })
}

fn domain(arguments: &Arguments, engine: Engine) -> Result<Type, Reason> {
    let bad = |argument: &str| Reason::BadArgument { what: "DOMAIN".to_owned(), argument: argument.to_owned() };
    let base = column_type(arguments.get(1, "data_type").ok_or_else(|| bad("data_type"))?, engine)?;
    if engine == Engine::Sqlite {
        return Ok(base);
    }
    let name = arguments.get(0, "name").and_then(Value::as_text).ok_or_else(|| bad("name"))?;
    let name = match arguments.named("schema").and_then(Value::as_text) {
        Some(schema) => format!("{}.{}", engine.quote(schema), engine.quote(name)),
        None => engine.quote(name),
    };
    let mut definition = format!("DOMAIN {name} AS {}", base.sql);
    if let Some(collation) = arguments.named("collation").and_then(Value::as_text) {
        definition.push_str(&format!(" COLLATE {}", engine.quote(collation)));
    }
    if let Some(default) = arguments.named("default").filter(|default| !default.is_none()) {
        definition.push_str(&format!(" DEFAULT {}", literal_text(default, engine)?));
    }
    if let Some(constraint) = arguments.named("constraint_name").and_then(Value::as_text) {
        definition.push_str(&format!(" CONSTRAINT {}", engine.quote(constraint)));
    }
    if is_true(arguments, usize::MAX, "not_null") {
        definition.push_str(" NOT NULL");
    }
    if let Some(check) = arguments.named("check").filter(|check| !check.is_none()) {
        definition.push_str(&format!(" CHECK ({})", text(check, engine)?));
    }
    let is_created = arguments.named("create_type").and_then(Value::truth).unwrap_or(true);
    let named = NamedType { name: name.clone(), definition, keyword: "DOMAIN", is_created_with_table: is_created };
    Ok(Type { named: Some(named), ..Type::plain(name, base.affinity) })
}
