//! Asks SQLite: one question a kind of object, whatever their number.

use std::collections::{BTreeMap, BTreeSet};

use super::Schema;
use super::normal::fold;
use super::object::{KeyFacts, index, trigger, view};
use super::table::{ColumnFacts, Facts, table};
use crate::database::{Connection, DatabaseError, Row};

const OBJECTS: &str = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";

const TABLES: &str =
    "SELECT name, type = 'virtual', type = 'shadow', strict, wr FROM pragma_table_list WHERE schema = 'main'";

const MODULES: &str = "SELECT name FROM pragma_module_list";

/// A virtual table is not asked: to tell its columns it would have to be opened.
const COLUMNS: &str = "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.hidden \
    FROM main.sqlite_schema AS m, pragma_table_xinfo(m.name, 'main') AS x \
    WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.rowid, x.cid";

const INDEX_KEYS: &str = "SELECT i.name, i.\"unique\", x.name, x.\"desc\", x.coll \
    FROM main.sqlite_schema AS m, pragma_index_list(m.name, 'main') AS i, pragma_index_xinfo(i.name, 'main') AS x \
    WHERE m.type = 'table' AND m.rootpage > 0 AND i.origin = 'c' AND x.key ORDER BY i.name, x.seqno";

/// Reads everything that is in a database.
///
/// # Errors
/// What SQLite says.
pub async fn read(connection: &mut Connection) -> Result<Schema, DatabaseError> {
    let objects = connection.query(OBJECTS).await?;
    let tables = connection.query(TABLES).await?;
    let hidden = hidden(connection, &objects, &tables).await?;
    let facts = table_facts(&tables);
    let mut columns = columns(connection).await?;
    let mut keys = index_keys(connection).await?;
    let mut schema = Schema::default();
    for row in &objects {
        let (kind, name, table_name, sql) = (row.text(0), row.text(1), row.text(2), row.text(3));
        if hidden.contains(&fold(table_name)) || name.starts_with("sqlite_") {
            continue;
        }
        match kind {
            "table" => {
                let facts = facts.get(name).copied().unwrap_or_default();
                let columns = columns.remove(name).unwrap_or_default();
                schema.tables.push(table(name, sql, facts, &columns));
            }
            "index" => {
                let (unique, keys) = keys.remove(name).unwrap_or_default();
                schema.indexes.push(index(name, table_name, sql, unique, &keys));
            }
            "view" => schema.views.push(view(name, sql)),
            "trigger" => schema.triggers.push(trigger(name, table_name, sql)),
            _ => {}
        }
    }
    for table in &mut schema.tables {
        super::needed::find(connection, table).await?;
    }
    schema.hidden = hidden;
    schema.broken = super::broken::find(&schema).await?;
    Ok(schema)
}

/// Tables that are nobody's business, folded: SQLite's, goc's, Alembic's, and where virtual tables keep their rows.
async fn hidden(
    connection: &mut Connection,
    objects: &[Row],
    tables: &[Row],
) -> Result<BTreeSet<String>, DatabaseError> {
    let mut hidden: BTreeSet<String> =
        tables.iter().filter(|row| row.is_true(2)).map(|row| fold(row.text(0))).collect();
    let names = objects.iter().filter(|row| row.text(0) == "table").map(|row| fold(row.text(1)));
    let is_own = |name: &String| name.starts_with("goc_") || name.starts_with("sqlite_") || name == "alembic_version";
    hidden.extend(names.filter(is_own));
    // SQLite knows the tables behind a virtual one only when it knows its module, which may be an extension of the application.
    let virtual_rows = tables.iter().filter(|row| row.is_true(1));
    let virtual_names: Vec<String> = virtual_rows.map(|row| fold(row.text(0))).collect();
    if !virtual_names.is_empty() {
        let modules: BTreeSet<String> = connection.query(MODULES).await?.iter().map(|row| fold(row.text(0))).collect();
        let sql_of = |name: &str| objects.iter().find(|row| fold(row.text(1)) == name).map_or("", |row| row.text(3));
        let is_unknown = |name: &&String| !module(sql_of(name)).is_some_and(|module| modules.contains(&module));
        let prefixes: Vec<String> = virtual_names.iter().filter(is_unknown).map(|name| format!("{name}_")).collect();
        let is_behind = |name: &String| prefixes.iter().any(|prefix| name.starts_with(prefix));
        hidden.extend(objects.iter().map(|row| fold(row.text(2))).filter(is_behind));
    }
    Ok(hidden)
}

/// The module of a virtual table, folded.
fn module(sql: &str) -> Option<String> {
    let tokens = super::tokens(sql);
    let using = tokens.iter().position(|token| token.is("USING"))?;
    tokens.get(using + 1).and_then(super::Token::name).map(|name| fold(&name))
}

fn table_facts(tables: &[Row]) -> BTreeMap<String, Facts> {
    let facts = |row: &Row| {
        let facts = Facts { is_virtual: row.is_true(1), strict: row.is_true(3), without_rowid: row.is_true(4) };
        (row.text(0).to_owned(), facts)
    };
    tables.iter().map(facts).collect()
}

async fn columns(connection: &mut Connection) -> Result<BTreeMap<String, Vec<ColumnFacts>>, DatabaseError> {
    let mut columns: BTreeMap<String, Vec<ColumnFacts>> = BTreeMap::new();
    for row in connection.query(COLUMNS).await? {
        columns.entry(row.text(0).to_owned()).or_default().push(ColumnFacts {
            name: row.text(1).to_owned(),
            declared: row.text(2).to_owned(),
            not_null: row.number(3) != 0,
            default: row.optional(4).map(str::to_owned),
            hidden: row.number(5),
        });
    }
    Ok(columns)
}

type IndexKeys = BTreeMap<String, (bool, Vec<KeyFacts>)>;

async fn index_keys(connection: &mut Connection) -> Result<IndexKeys, DatabaseError> {
    let mut keys = IndexKeys::new();
    for row in connection.query(INDEX_KEYS).await? {
        let (unique, keys) = keys.entry(row.text(0).to_owned()).or_default();
        *unique = row.is_true(1);
        keys.push(KeyFacts {
            column: row.optional(2).map(str::to_owned),
            descending: row.is_true(3),
            collation: row.text(4).to_owned(),
        });
    }
    Ok(keys)
}
