//! Rows for the tables of a test, and what has become of them.

use std::collections::BTreeMap;

use goc::database::introspect::sqlite::{Schema, Table, quote};

use super::database::Sqlite;

/// Puts rows into tables that have none: row `n` holds the same number or text in every column, so that it points to row `n` of every
/// other table; one more row holds nothing wherever that is possible. What a check refuses is left out.
pub async fn fill(sqlite: &mut Sqlite, schema: &Schema) {
    sqlite.execute("PRAGMA foreign_keys = OFF").await.unwrap();
    // Triggers would do something else, or fail.
    for trigger in &schema.triggers {
        sqlite.execute(&format!("DROP TRIGGER {}", quote(&trigger.name))).await.unwrap();
    }
    for table in schema.tables.iter().filter(|table| !table.is_virtual) {
        let name = quote(&table.name);
        if sqlite.query(&format!("SELECT 1 FROM {name} LIMIT 1")).await.is_empty() {
            for row in 1..=4 {
                let columns: Vec<_> = table.columns.iter().filter(|column| column.generated.is_none()).collect();
                let names: Vec<String> = columns.iter().map(|column| quote(&column.name)).collect();
                let values: Vec<String> = columns
                    .iter()
                    .map(|column| match row {
                        4 if !column.not_null && !column.is_rowid => "NULL".to_owned(),
                        row => value(&column.declared, row),
                    })
                    .collect();
                let sql = format!("INSERT INTO {name} ({}) VALUES ({})", names.join(", "), values.join(", "));
                let _ = sqlite.execute(&sql).await;
            }
        }
    }
    for trigger in &schema.triggers {
        sqlite.execute(&trigger.sql).await.unwrap();
    }
    sqlite.execute("PRAGMA foreign_keys = ON").await.unwrap();
}

fn value(declared: &str, row: i32) -> String {
    let declared = declared.to_uppercase();
    let has = |word: &str| declared.contains(word);
    if has("INT") {
        row.to_string()
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        format!("'x{row}'")
    } else if has("BLOB") || declared.is_empty() {
        format!("x'0{row}'")
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        format!("{row}.5")
    } else {
        row.to_string()
    }
}

/// The rows of every table, sorted: what both schemas have of them, with types, and with the row id where nothing else tells it.
#[derive(Debug, Default, PartialEq)]
pub struct Rows {
    rows: BTreeMap<String, Vec<String>>,
    counters: BTreeMap<String, String>,
}

impl Rows {
    /// The rows of the tables that both schemas have, in the columns that are declared the same in both.
    pub async fn of(sqlite: &mut Sqlite, schema: &Schema, other: &Schema) -> Rows {
        let mut rows = Rows::default();
        for table in schema.tables.iter().filter(|table| !table.is_virtual) {
            let Some(same) = other.table(&table.name).filter(|table| !table.is_virtual) else { continue };
            let name = quote(&table.name);
            let key = table.name.to_ascii_lowercase();
            let mut columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            columns.retain(|column| is_comparable(table, same, column));
            columns.sort_unstable_by_key(|column| column.to_ascii_lowercase());
            let mut values: Vec<String> =
                columns.iter().map(|column| format!("typeof({0}) || quote({0})", quote(column))).collect();
            if keeps_rowids(table) && keeps_rowids(same) {
                values.push("'rowid ' || rowid".to_owned());
            }
            values.push("''".to_owned());
            let sql = format!("SELECT {} FROM {name} ORDER BY 1", values.join(" || ', ' || "));
            let found = sqlite.query(&sql).await.into_iter().map(|row| row.into_text(0)).collect();
            rows.rows.insert(key.clone(), found);
            if table.is_autoincrement() && same.is_autoincrement() {
                let sql = format!("SELECT seq FROM sqlite_sequence WHERE name = '{}'", table.name.replace('\'', "''"));
                let counter = sqlite.query(&sql).await.first().map(|row| row.text(0).to_owned());
                rows.counters.insert(key, counter.unwrap_or_default());
            }
        }
        rows
    }
}

fn keeps_rowids(table: &Table) -> bool {
    !table.without_rowid && table.column("rowid").is_none() && !table.columns.iter().any(|column| column.is_rowid)
}

fn is_comparable(table: &Table, other: &Table, name: &str) -> bool {
    let (Some(one), Some(other)) = (table.column(name), other.column(name)) else { return false };
    one.generated.is_none()
        && other.generated.is_none()
        && one.declared.eq_ignore_ascii_case(&other.declared)
        && one.not_null == other.not_null
        && one.is_rowid == other.is_rowid
}
