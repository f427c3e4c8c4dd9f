//! A database as lines, in the same form as `corpus/record.py` writes it.

use super::record::State;
use super::support::TestDatabase;

const SQLITE: &str = include_str!("corpus/schema.sqlite.sql");
/// Lines of the schema that belong to the table, view … of the line before them.
const DETAILS: [&str; 6] = ["column ", "constraint ", "index ", "trigger ", "policy ", "comment "];

/// Everything in the database but what belongs to goc and Alembic.
pub fn read(db: &TestDatabase) -> State {
    match db {
        TestDatabase::Postgres(_) => postgres(db),
        TestDatabase::Sqlite(_) => sqlite(db),
    }
}

fn postgres(db: &TestDatabase) -> State {
    let mut state = State::new();
    let (mut owner, mut columns) = (String::new(), 0);
    for line in db.schema().lines() {
        if !DETAILS.iter().any(|detail| line.starts_with(detail)) {
            owner = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
            columns = 0;
            state.insert(line.to_owned());
        } else if let Some(column) = line.strip_prefix("column ") {
            columns += 1;
            state.insert(format!("{owner}: column {columns}: {column}"));
        } else {
            state.insert(format!("{owner}: {line}"));
        }
    }
    let tables = db.column(
        "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
           AND c.relname <> 'alembic_version' AND c.relname !~ '^goc_'",
    );
    for table in tables {
        let query = format!("SELECT \"a row\"::text, count(*) FROM {table} AS \"a row\" GROUP BY 1");
        state.extend(db.query(&query).iter().map(|row| of_row(&table, row)));
    }
    state
}

fn sqlite(db: &TestDatabase) -> State {
    let words = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut state: State = db.column(SQLITE).iter().map(words).collect();
    for table in db.tables() {
        if table == "alembic_version" || table.starts_with("goc_") {
            continue;
        }
        let columns = db.column(&format!("SELECT name FROM pragma_table_xinfo('{table}') ORDER BY 1"));
        let values: Vec<String> = columns.iter().map(|name| format!("quote({})", quoted(name))).collect();
        let query = format!("SELECT {}, count(*) FROM {} GROUP BY 1", values.join(" || ', ' || "), quoted(&table));
        state.extend(db.query(&query).iter().map(|row| of_row(&table, row)));
    }
    state
}

fn of_row(table: &str, row: &[String]) -> String {
    format!("row of {table}: {} × {}", row[0].replace('\n', "\\n"), row[1])
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
