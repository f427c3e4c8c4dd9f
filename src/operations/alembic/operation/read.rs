//! From calls of `op` and `batch_op` to operations.

use super::arguments::{Taken, texts};
use super::column::{column, identity, server_default};
use super::constraint::{actions, check, constraint, exclude, foreign, keyed};
use super::index::{index, with_options};
use super::insert::insert;
use super::{
    AlterColumn, Column, Constraint, ConstraintKind, ForeignKey, Index, Inline, Kind, NewDefault, Operation, Table,
    TableName,
};
use crate::operations::alembic::python::{Arguments, Value};
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::sql::{Quoting, column_type, text};
use crate::revision::Engine;

type Read = Result<Option<Kind>, Reason>;

/// Reads `op.name(…)`; `None` when goc does not know it.
pub fn read(name: &str, arguments: &Arguments, engine: Engine) -> Read {
    let what = format!("op.{name}");
    let taken = Taken::new(&what, arguments);
    let kind = match name {
        "create_table" => create_table(&taken, engine)?,
        "drop_table" => Kind::DropTable {
            table: table(taken.text(0, "table_name")?, &taken, engine)?,
            if_exists: taken.flag("if_exists")?.unwrap_or(false),
        },
        "rename_table" => Kind::RenameTable {
            to: taken.text(1, "new_table_name")?.to_owned(),
            table: table(taken.text(0, "old_table_name")?, &taken, engine)?,
        },
        "create_table_comment" | "drop_table_comment" => {
            let comment = match name {
                "create_table_comment" => Some(taken.text(1, "comment")?.to_owned()),
                _ => None,
            };
            let _ = taken.named("existing_comment");
            Kind::TableComment { table: table(taken.text(0, "table_name")?, &taken, engine)?, comment }
        }
        "bulk_insert" => {
            let kind = Kind::Insert(insert(&taken, engine)?);
            let _ = taken.named("multiinsert");
            kind
        }
        name => {
            // All others have the table somewhere among the first arguments.
            let place = match name {
                "create_index"
                | "drop_index"
                | "create_foreign_key"
                | "create_unique_constraint"
                | "create_check_constraint"
                | "create_primary_key"
                | "create_exclude_constraint"
                | "drop_constraint" => 1,
                _ => 0,
            };
            let label = if name == "create_foreign_key" { "source_table" } else { "table_name" };
            let named = match taken.optional_text(place, label)? {
                Some(named) => Some(table(named, &taken, engine)?),
                None if name == "drop_index" => None,
                None => return if is_known(name) { Err(taken.bad(label)) } else { Ok(None) },
            };
            // The schema of what has no table stands alone.
            let shift = |place: usize| if place == 0 { 0 } else { place + 1 };
            match table_operation(name, &taken, named, &shift, 1, engine)? {
                Some(kind) => kind,
                None => return Ok(None),
            }
        }
    };
    taken.finish()?;
    Ok(Some(kind))
}

fn is_known(name: &str) -> bool {
    matches!(
        name,
        "add_column"
            | "drop_column"
            | "alter_column"
            | "create_index"
            | "create_foreign_key"
            | "create_unique_constraint"
            | "create_check_constraint"
            | "create_primary_key"
            | "create_exclude_constraint"
            | "drop_constraint"
    )
}

/// Reads `batch_op.name(…)`; `None` when goc does not know it. `open` are the arguments of `batch_alter_table`.
pub fn read_in_batch(name: &str, arguments: &Arguments, open: &Arguments, engine: Engine) -> Read {
    let what = format!("batch_op.{name}");
    let taken = Taken::new(&what, arguments);
    let of = Taken::new("op.batch_alter_table", open);
    let named = table(of.text(0, "table_name")?, &of, engine)?;
    let kind = match name {
        "create_table_comment" => {
            Kind::TableComment { table: named, comment: Some(taken.text(0, "comment")?.to_owned()) }
        }
        "drop_table_comment" => Kind::TableComment { table: named, comment: None },
        _ => match table_operation(name, &taken, Some(named), &|place| place, 0, engine)? {
            Some(kind) => kind,
            None => return Ok(None),
        },
    };
    let _ = (taken.named("insert_before"), taken.named("insert_after"), taken.named("existing_comment"));
    taken.finish()?;
    Ok(Some(kind))
}

/// The whole of a `with batch_alter_table(…)`.
pub fn batch(open: &Arguments, operations: Vec<Operation>) -> Result<Kind, Reason> {
    let taken = Taken::new("op.batch_alter_table", open);
    let name = taken.text(0, "table_name")?.to_owned();
    let schema = taken.optional_text(1, "schema")?.map(str::to_owned);
    for name in [
        "recreate",
        "copy_from",
        "table_args",
        "table_kwargs",
        "reflect_args",
        "reflect_kwargs",
        "naming_convention",
        "partial_reordering",
    ] {
        // How the table is copied is goc's own business; its definition is known from the revisions.
        let given = taken.get(usize::MAX, name);
        if name == "table_args" && given.and_then(Value::elements).is_some_and(|args| !args.is_empty()) {
            return Err(taken.bad(name));
        }
    }
    let _ = taken.rest(2);
    taken.finish()?;
    Ok(Kind::Batch { table: TableName { schema, name }, operations })
}

/// A name with the schema of the call. SQLite has no schemas: there all tables live in one.
fn table(name: &str, taken: &Taken<'_>, engine: Engine) -> Result<TableName, Reason> {
    let schema = taken.named_text("schema")?.map(str::to_owned).filter(|_| engine == Engine::Postgres);
    Ok(TableName { schema, name: name.to_owned() })
}

/// What `op` and `batch_op` have in common. `named` is the table; `place` turns the places of `batch_op`'s arguments into those of the
/// call, and the column of a column's operation stands at `column_place`.
fn table_operation(
    name: &str,
    taken: &Taken<'_>,
    named: Option<TableName>,
    place: &dyn Fn(usize) -> usize,
    column_place: usize,
    engine: Engine,
) -> Read {
    if name == "drop_index" {
        let index = taken.text(0, "index_name")?.to_owned();
        let schema = taken.named_text("schema")?.map(str::to_owned).filter(|_| engine == Engine::Postgres);
        let schema = schema.or_else(|| named.as_ref().and_then(|table| table.schema.clone()));
        // Which index it was says its name.
        for name in ["columns", "unique", "postgresql_using", "postgresql_where", "sqlite_where", "postgresql_ops"] {
            let _ = taken.named(name);
        }
        for name in ["postgresql_with", "postgresql_include", "postgresql_nulls_not_distinct", "postgresql_tablespace"]
        {
            let _ = taken.named(name);
        }
        return Ok(Some(Kind::DropIndex {
            name: index,
            table: named,
            schema,
            if_exists: taken.flag("if_exists")?.unwrap_or(false),
            concurrently: taken.flag("postgresql_concurrently")?.unwrap_or(false),
        }));
    }
    let Some(table) = named else { return Ok(None) };
    let constraint = |constraint: Constraint, table: TableName| {
        Some(Kind::AddConstraint { table, constraint: Box::new(constraint) })
    };
    let constraint_name = || taken.optional_text(0, "constraint_name").map(|name| name.map(str::to_owned));
    Ok(match name {
        "add_column" => {
            let value = taken.get(column_place, "column").ok_or_else(|| taken.bad("column"))?;
            let column = column(value, engine)?.ok_or_else(|| taken.bad("column"))?;
            let inline = Inline {
                references: taken.flag("inline_references")?.unwrap_or(false),
                primary_key: taken.flag("inline_primary_key")?.unwrap_or(false),
            };
            let if_not_exists = taken.flag("if_not_exists")?.unwrap_or(false);
            Some(Kind::AddColumn { table, column: Box::new(column), if_not_exists, inline })
        }
        "drop_column" => Some(Kind::DropColumn {
            column: taken.text(column_place, "column_name")?.to_owned(),
            table,
            if_exists: taken.flag("if_exists")?.unwrap_or(false),
        }),
        "alter_column" => {
            let column = taken.text(column_place, "column_name")?.to_owned();
            Some(Kind::AlterColumn(Box::new(alter_column(table, column, taken, engine)?)))
        }
        "create_index" => {
            let index_name = taken.optional_text(0, "index_name")?.ok_or(Reason::NoName)?.to_owned();
            let keys = taken.get(place(1), "columns").and_then(Value::elements).ok_or_else(|| taken.bad("columns"))?;
            let unique = taken.flag("unique")?.unwrap_or(false);
            Some(Kind::CreateIndex(Box::new(index(index_name, table, &keys, unique, taken, engine)?)))
        }
        "create_primary_key" | "create_unique_constraint" => {
            let columns = taken.texts(place(1), "columns")?;
            let mut made = keyed(name == "create_primary_key", columns, taken)?;
            made.name = constraint_name()?;
            constraint(made, table)
        }
        "create_check_constraint" => {
            let sql = text(taken.get(place(1), "condition").ok_or_else(|| taken.bad("condition"))?, engine)?;
            constraint(check(constraint_name()?, sql, taken)?, table)
        }
        "create_foreign_key" => {
            let (source, target) = (table, taken.text(place(1), "referent_table")?.to_owned());
            let schema = taken.named_text("referent_schema")?.map(str::to_owned).filter(|_| engine == Engine::Postgres);
            let source = match taken.named_text("source_schema")? {
                Some(schema) if engine == Engine::Postgres => TableName { schema: Some(schema.to_owned()), ..source },
                _ => source,
            };
            let key = ForeignKey {
                name: constraint_name()?,
                columns: taken.texts(place(2), "local_cols")?,
                schema,
                table: target,
                parents: taken.texts(place(3), "remote_cols")?,
                actions: actions(taken, (place(5), place(4)))?,
                use_alter: false,
            };
            let _ = (taken.named("use_alter"), taken.named("link_to_name"));
            constraint(foreign(key, taken)?, source)
        }
        "create_exclude_constraint" => {
            let name = taken.text(0, "constraint_name")?.to_owned();
            constraint(exclude(taken, Some(name), place(1), engine)?, table)
        }
        "drop_constraint" => Some(Kind::DropConstraint {
            name: taken.optional_text(0, "constraint_name")?.ok_or(Reason::NoName)?.to_owned(),
            kind: taken.optional_text(place(1), "type_")?.map(str::to_owned),
            if_exists: taken.flag("if_exists")?.unwrap_or(false),
            table,
        }),
        _ => None,
    })
}

fn alter_column(table: TableName, column: String, taken: &Taken<'_>, engine: Engine) -> Result<AlterColumn, Reason> {
    let kind = |name: &str| taken.named(name).map(|value| column_type(value, engine)).transpose();
    let default = match taken.named_or_none("server_default") {
        // False says that nothing changes, None that there is to be none.
        None | Some(Value::Bool(false)) => NewDefault::Same,
        Some(Value::None) if is_identity(taken.named("existing_server_default")) => {
            NewDefault::Identity("DROP IDENTITY".to_owned())
        }
        Some(Value::None) => NewDefault::Drop,
        Some(value @ Value::Call(call)) if is_identity(Some(value)) => {
            let made = identity(&call.arguments)?;
            let old = taken.named("existing_server_default").filter(|old| is_identity(Some(old)));
            NewDefault::Identity(match old {
                Some(Value::Call(old)) => made.changes(&identity(&old.arguments)?),
                _ => format!("ADD {}", made.sql()),
            })
        }
        Some(value) => NewDefault::Set(server_default(value, engine).ok_or_else(|| taken.bad("server_default"))??),
    };
    let comment = match taken.named_or_none("comment") {
        None | Some(Value::Bool(false)) => None,
        Some(Value::None) => Some(None),
        Some(Value::Text(text)) => Some(Some(text.to_string())),
        Some(_) => return Err(taken.bad("comment")),
    };
    let altered = AlterColumn {
        table,
        column,
        name: match taken.named_text("new_column_name")? {
            Some(name) => Some(name.to_owned()),
            None => taken.named_text("name")?.map(str::to_owned),
        },
        kind: kind("type_")?,
        using: taken.named("postgresql_using").map(|using| text(using, engine)).transpose()?,
        nullable: taken.flag("nullable")?,
        default,
        comment,
        // What it was before only matters for the CHECK of a type; a type that goc does not know has none.
        existing: kind("existing_type").ok().flatten(),
    };
    for name in
        ["existing_nullable", "existing_server_default", "existing_comment", "existing_autoincrement", "autoincrement"]
    {
        let _ = taken.named(name);
    }
    Ok(altered)
}

fn is_identity(value: Option<&Value>) -> bool {
    value.and_then(Value::path).is_some_and(|path| path.ends_with(".Identity"))
}

fn create_table(taken: &Taken<'_>, engine: Engine) -> Result<Kind, Reason> {
    let name = table(taken.text(0, "table_name")?, taken, engine)?;
    let mut made = Table {
        columns: Vec::new(),
        constraints: Vec::new(),
        indexes: Vec::new(),
        comment: taken.named_text("comment")?.map(str::to_owned),
        if_not_exists: taken.flag("if_not_exists")?.unwrap_or(false),
        prefixes: taken
            .named("prefixes")
            .map(|value| texts(value).ok_or_else(|| taken.bad("prefixes")))
            .transpose()?
            .unwrap_or_default(),
        suffix: suffix(taken, engine)?,
        autoincrement: taken.flag("sqlite_autoincrement")?.unwrap_or(false),
        name,
    };
    let _ = (taken.named("implicit_returning"), taken.named("extend_existing"), taken.named("keep_existing"));
    for item in taken.rest(1) {
        if let Some(column) = column(item, engine)? {
            made.columns.push(column);
        } else if let Some(constraint) = constraint(item, engine)? {
            made.constraints.push(constraint);
        } else if let Some(index) = table_index(item, &made.name, engine)? {
            made.indexes.push(index);
        } else {
            return Err(taken.bad("*columns"));
        }
    }
    // A key that SQLAlchemy makes of what columns say; the one that is written out wins.
    let is_primary = |one: &Constraint| matches!(one.kind, ConstraintKind::Primary { .. });
    if !made.constraints.iter().any(is_primary) {
        let mut keys: Vec<&Column> = made.columns.iter().filter(|column| column.primary_key).collect();
        // The one that counts stands first.
        keys.sort_by_key(|column| column.autoincrement != Some(true));
        let columns: Vec<String> = keys.iter().map(|column| column.name.clone()).collect();
        if !columns.is_empty() {
            let kind = ConstraintKind::Primary { columns, include: Vec::new() };
            made.constraints.insert(0, Constraint { name: None, kind, suffix: String::new(), is_raw: false });
        }
    }
    Ok(Kind::CreateTable(Box::new(made)))
}

/// `sa.Index("name", "column", …)` among the columns.
fn table_index(value: &Value, table: &TableName, engine: Engine) -> Result<Option<Index>, Reason> {
    let Value::Call(call) = value else { return Ok(None) };
    if !value.path().is_some_and(|path| path.ends_with(".Index")) {
        return Ok(None);
    }
    let taken = Taken::new("Index", &call.arguments);
    let name = taken.text(0, "name")?.to_owned();
    let keys = taken.rest(1);
    let unique = taken.flag("unique")?.unwrap_or(false);
    let made = index(name, table.clone(), keys, unique, &taken, engine)?;
    taken.finish()?;
    Ok(Some(made))
}

/// What stands behind the columns.
fn suffix(taken: &Taken<'_>, engine: Engine) -> Result<String, Reason> {
    let mut postgres = String::new();
    if let Some(inherits) = taken.named("postgresql_inherits") {
        let parents = texts(inherits).ok_or_else(|| taken.bad("postgresql_inherits"))?;
        postgres.push_str(&format!("\n INHERITS ({})", engine.quote_all(&parents)));
    }
    if let Some(by) = taken.named_text("postgresql_partition_by")? {
        postgres.push_str(&format!("\n PARTITION BY {by}"));
    }
    if let Some(using) = taken.named_text("postgresql_using")? {
        postgres.push_str(&format!("\n USING {using}"));
    }
    if let Some(with) = taken.named("postgresql_with") {
        let options = with_options(with).ok_or_else(|| taken.bad("postgresql_with"))?;
        postgres.push_str(&format!("\n WITH ({options})"));
    }
    if let Some(commit) = taken.named_text("postgresql_on_commit")? {
        postgres.push_str(&format!("\n ON COMMIT {}", commit.replace('_', " ").to_ascii_uppercase()));
    }
    if let Some(space) = taken.named_text("postgresql_tablespace")? {
        postgres.push_str(&format!("\n TABLESPACE {}", engine.quote(space)));
    }
    let mut sqlite = Vec::new();
    if taken.flag("sqlite_with_rowid")? == Some(false) {
        sqlite.push("WITHOUT ROWID");
    }
    if taken.flag("sqlite_strict")? == Some(true) {
        sqlite.push("STRICT");
    }
    Ok(match engine {
        Engine::Postgres => postgres,
        Engine::Sqlite if sqlite.is_empty() => String::new(),
        Engine::Sqlite => format!("\n {}", sqlite.join(",\n ")),
    })
}
