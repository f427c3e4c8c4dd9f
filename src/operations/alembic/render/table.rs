//! CREATE TABLE, and its parts.

use crate::operations::alembic::operation::{Column, Constraint, ConstraintKind, Index, Table, TableName};
use crate::operations::alembic::sql::{Affinity, Quoting, shortened};
use crate::revision::Engine;

/// The whole statement, without its indexes.
pub fn create_table(table: &Table, engine: Engine) -> String {
    let keys = primary_key(&table.constraints);
    let serial = serial_column(table);
    let mut parts: Vec<String> = Vec::new();
    for column in &table.columns {
        let is_key = column.primary_key || keys.contains(&column.name);
        let is_inline_key = is_inline_key(table, column, engine);
        let is_serial = serial == Some(column.name.as_str());
        let mut part = column_definition(column, is_key, is_serial, engine);
        if is_inline_key {
            part.push_str(" PRIMARY KEY AUTOINCREMENT");
        }
        for check in &column.checks {
            part.push_str(&format!(" {}", constraint_definition(check, engine)));
        }
        parts.push(part);
    }
    let has_inline_key = table.columns.iter().any(|column| is_inline_key(table, column, engine));
    let is_primary = |one: &&Constraint| matches!(one.kind, ConstraintKind::Primary { .. });
    let all = table_constraints(table);
    let primary = all.iter().filter(is_primary).filter(|_| !has_inline_key);
    for constraint in primary.chain(all.iter().filter(|one| !is_primary(one))) {
        let is_left_out = match &constraint.kind {
            // It could be added later, and Alembic leaves that to whoever wrote it.
            ConstraintKind::Foreign(key) => key.use_alter && engine == Engine::Postgres,
            ConstraintKind::Exclude(_) => engine == Engine::Sqlite,
            ConstraintKind::Primary { columns, .. } | ConstraintKind::Unique { columns, .. } => columns.is_empty(),
            ConstraintKind::Check(_) => false,
        };
        if !is_left_out {
            parts.push(constraint_definition(constraint, engine));
        }
    }
    let prefixes: String = table.prefixes.iter().map(|prefix| format!("{prefix} ")).collect();
    let condition = if table.if_not_exists { "IF NOT EXISTS " } else { "" };
    let name = table.name.sql(engine);
    let body = if parts.is_empty() { String::new() } else { format!("\n    {}\n", parts.join(",\n    ")) };
    format!("CREATE {prefixes}TABLE {condition}{name} ({body}){}", table.suffix)
}

/// The columns of the primary key.
fn primary_key(constraints: &[Constraint]) -> Vec<String> {
    let columns = constraints.iter().find_map(|one| match &one.kind {
        ConstraintKind::Primary { columns, .. } => Some(columns.clone()),
        _ => None,
    });
    columns.unwrap_or_default()
}

/// All constraints of a table: what is written out first, then what its columns bring along.
fn table_constraints(table: &Table) -> Vec<Constraint> {
    let mut all = table.constraints.clone();
    for column in &table.columns {
        all.extend(constraints_of(column));
    }
    all
}

/// The constraints that a column brings into its table.
pub fn constraints_of(column: &Column) -> Vec<Constraint> {
    let mut all = Vec::new();
    let plain = |name: Option<String>, kind| Constraint { name, kind, suffix: String::new(), is_raw: false };
    if column.unique && !column.index {
        let columns = vec![column.name.clone()];
        all.push(plain(None, ConstraintKind::Unique { columns, include: Vec::new(), nulls_distinct: None }));
    }
    for key in &column.foreign_keys {
        all.push(plain(key.name.clone(), ConstraintKind::Foreign(key.clone())));
    }
    if let Some(check) = &column.kind.check {
        let quoted = Engine::Postgres.quote(&column.name);
        let sql = format!("{quoted} IN ({})", check.values.join(", "));
        all.push(plain(check.name.clone(), ConstraintKind::Check(sql)));
    }
    all
}

/// The indexes that `index=True` makes.
pub fn implied_indexes(table: &TableName, columns: &[Column], engine: Engine) -> Vec<Index> {
    let schema = table.schema.as_ref().map(|schema| format!("{}_", schema.replace('.', "_"))).unwrap_or_default();
    columns
        .iter()
        .filter(|column| column.index)
        .map(|column| Index {
            name: match engine {
                Engine::Postgres => shortened(&format!("ix_{schema}{}_{}", table.name, column.name)),
                Engine::Sqlite => format!("ix_{}_{}", table.name, column.name),
            },
            table: table.clone(),
            unique: column.unique,
            keys: vec![engine.quote(&column.name)],
            using: None,
            options: String::new(),
            filter: None,
            is_postgres_filter: false,
            concurrently: false,
            if_not_exists: false,
        })
        .collect()
}

/// SQLite keeps the numbers that it gave out only for a key that is written with its column.
fn is_inline_key(table: &Table, column: &Column, engine: Engine) -> bool {
    let is_whole = matches!(column.kind.affinity, Affinity::Integer | Affinity::BigInteger | Affinity::SmallInteger);
    engine == Engine::Sqlite
        && table.autoincrement
        && is_whole
        && primary_key(&table.constraints) == [column.name.clone()]
        && !points_elsewhere(table, column)
}

fn points_elsewhere(table: &Table, column: &Column) -> bool {
    let in_key =
        |one: &Constraint| matches!(&one.kind, ConstraintKind::Foreign(key) if key.columns.contains(&column.name));
    !column.foreign_keys.is_empty() || table.constraints.iter().any(in_key)
}

/// The column that gets numbers by itself: a single key of whole numbers without a default that points nowhere, or the one that says so.
fn serial_column(table: &Table) -> Option<&str> {
    let keys = primary_key(&table.constraints);
    let column = |name: &String| table.columns.iter().find(|column| column.name == *name);
    let found = match keys.as_slice() {
        [only] => {
            let column = column(only)?;
            let is_number = !matches!(
                column.kind.affinity,
                Affinity::Other
                    | Affinity::Boolean
                    | Affinity::Json
                    | Affinity::Array
                    | Affinity::Uuid
                    | Affinity::Time
            );
            let says_so = column.autoincrement == Some(true);
            let may = column.autoincrement.is_none()
                && is_number
                && column.default.is_none()
                && (column.ignores_keys || !points_elsewhere(table, column));
            (says_so || may).then_some(column)
        }
        several => several.iter().filter_map(column).find(|column| column.autoincrement == Some(true)),
    }?;
    (!found.has_python_default).then_some(found.name.as_str())
}

/// A column as it stands in CREATE TABLE and behind ADD COLUMN, without constraints.
pub fn column_definition(column: &Column, is_key: bool, is_serial: bool, engine: Engine) -> String {
    let mut sql = engine.quote(&column.name);
    let postgres = engine == Engine::Postgres;
    let is_nullable = match (&column.identity, column.nullable) {
        (Some(_), None) => false,
        _ => column.is_nullable(is_key),
    };
    if postgres && is_serial && column.identity.is_none() {
        sql.push_str(match column.kind.affinity {
            Affinity::BigInteger => " BIGSERIAL",
            Affinity::SmallInteger => " SMALLSERIAL",
            _ => " SERIAL",
        });
    } else {
        sql.push_str(&format!(" {}", column.kind.sql));
        if let Some(default) = &column.default {
            sql.push_str(&format!(" DEFAULT {default}"));
        }
    }
    let computed = column.computed.as_ref().map(|(expression, persisted)| {
        let kept = match persisted {
            _ if postgres => " STORED",
            Some(true) => " STORED",
            Some(false) => " VIRTUAL",
            None => "",
        };
        format!(" GENERATED ALWAYS AS ({expression}){kept}")
    });
    if postgres {
        sql.push_str(&computed.unwrap_or_default());
        if let Some(identity) = &column.identity {
            sql.push_str(&format!(" {}", identity.sql()));
        }
        match (is_nullable, &column.identity) {
            (false, None) => sql.push_str(" NOT NULL"),
            (true, Some(_)) => sql.push_str(" NULL"),
            _ => {}
        }
    } else {
        if !is_nullable {
            sql.push_str(" NOT NULL");
        }
        sql.push_str(&computed.unwrap_or_default());
    }
    sql
}

/// A constraint as it stands in CREATE TABLE and behind ADD.
pub fn constraint_definition(constraint: &Constraint, engine: Engine) -> String {
    let mut sql = match &constraint.name {
        Some(name) => format!("CONSTRAINT {} ", engine.quote(name)),
        None => String::new(),
    };
    let included = |include: &[String]| match (engine, include) {
        (Engine::Sqlite, _) | (_, []) => String::new(),
        (Engine::Postgres, include) => format!(" INCLUDE ({})", engine.quote_all(include)),
    };
    match &constraint.kind {
        ConstraintKind::Primary { columns, include } => {
            sql.push_str(&format!("PRIMARY KEY ({}){}", engine.quote_all(columns), included(include)));
        }
        ConstraintKind::Unique { columns, include, nulls_distinct } => {
            let nulls = match nulls_distinct.filter(|_| engine == Engine::Postgres) {
                Some(true) => "NULLS DISTINCT ",
                Some(false) => "NULLS NOT DISTINCT ",
                None => "",
            };
            sql.push_str(&format!("UNIQUE {nulls}({}){}", engine.quote_all(columns), included(include)));
        }
        ConstraintKind::Check(expression) => sql.push_str(&format!("CHECK ({expression})")),
        ConstraintKind::Foreign(key) => {
            let schema = key.schema.clone().filter(|_| engine == Engine::Postgres);
            let parent = TableName { schema, name: key.table.clone() };
            sql.push_str(&format!(
                "FOREIGN KEY({}) REFERENCES {} ({}){}",
                engine.quote_all(&key.columns),
                parent.sql(engine),
                engine.quote_all(&key.parents),
                key.actions
            ));
        }
        ConstraintKind::Exclude(text) => sql.push_str(text),
    }
    // Only a foreign key can be put off in SQLite, and nothing be left unchecked.
    let suffix = match (engine, &constraint.kind) {
        (Engine::Postgres, _) => constraint.suffix.as_str(),
        (Engine::Sqlite, _) => "",
    };
    sql.push_str(suffix);
    sql
}
