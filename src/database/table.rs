//! An application's table: its columns, and rows read, inserted and changed by the many.
//!
//! Values are texts, as the engine reads them for a column of that type. A [`Grid`] holds the values of many rows in one
//! allocation.

use std::ops::Range;

use super::session::{Connection, Row};
use super::{DatabaseError, Stop, Urgency, identifier, literal, optional_literal};
use crate::revision::Engine;

/// A table as the catalog has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    engine: Engine,
    schema: String,
    /// Its name.
    pub name: String,
    /// In their order.
    pub columns: Vec<Column>,
    /// Places of the primary key's columns.
    pub primary_key: Vec<usize>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// NULL is refused.
    pub not_null: bool,
    /// The most characters of a text.
    pub length: Option<usize>,
    /// The type as a cast names it, without its width.
    cast: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Numeric,
    /// Floating-point numbers.
    Real,
    /// True and false.
    Boolean,
    /// Text.
    Text,
    /// A moment, with a zone.
    Timestamp,
    /// Date and time on a clock, without a zone.
    LocalTimestamp,
    /// A day.
    Date,
    /// Anything else; the database checks it.
    Other,
}

impl ColumnKind {
    /// From a type's name as either engine writes it.
    fn of(type_name: &str) -> ColumnKind {
        let name = type_name.trim().to_ascii_uppercase();
        let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        if starts(&["INTERVAL"]) || name.ends_with("[]") {
            ColumnKind::Other
        } else if starts(&["INT", "BIGINT", "SMALLINT", "SERIAL", "BIGSERIAL"]) {
            ColumnKind::Integer
        } else if starts(&["NUMERIC", "DECIMAL"]) {
            ColumnKind::Numeric
        } else if starts(&["REAL", "DOUBLE", "FLOAT"]) {
            ColumnKind::Real
        } else if starts(&["BOOL"]) {
            ColumnKind::Boolean
        } else if starts(&["VARCHAR", "CHARACTER", "CHAR", "TEXT", "NVARCHAR"]) {
            ColumnKind::Text
        } else if name == "TIMESTAMP WITHOUT TIME ZONE" {
            ColumnKind::LocalTimestamp
        } else if starts(&["TIMESTAMP", "DATETIME"]) {
            ColumnKind::Timestamp
        } else if name == "DATE" {
            ColumnKind::Date
        } else {
            ColumnKind::Other
        }
    }
}

/// `20` from `VARCHAR(20)`.
fn length(type_name: &str, kind: ColumnKind) -> Option<usize> {
    let (_, rest) = type_name.split_once('(').filter(|_| kind == ColumnKind::Text)?;
    rest.split_once(')')?.0.trim().parse().ok()
}

/// Values of rows, each `width` wide, in one text.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    width: usize,
    text: String,
    /// Where each value ends, and whether it is NULL.
    ends: Vec<(usize, bool)>,
}

impl Grid {
    /// For rows of so many values.
    pub fn new(width: usize) -> Grid {
        Grid { width, ..Grid::default() }
    }

    /// Adds the next value of the row that is being filled.
    pub fn push(&mut self, value: Option<&str>) {
        self.text.push_str(value.unwrap_or_default());
        self.ends.push((self.text.len(), value.is_none()));
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.ends.len().checked_div(self.width).unwrap_or_default()
    }

    /// A value; `None` for NULL.
    pub fn get(&self, row: usize, column: usize) -> Option<&str> {
        let index = row * self.width + column;
        let &(end, is_null) = self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before].0);
        (!is_null).then(|| &self.text[start..end])
    }
}

/// A column of a grid: which one of the table it is, and whether it takes part in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GridColumn {
    /// Its place in the table.
    pub column: usize,
    /// Whether a difference in it counts.
    pub compared: bool,
}

/// A row that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its row in the grid.
    pub row: usize,
    /// What differs: the place in the grid, and the value that is there.
    pub differs: Vec<(usize, Option<String>)>,
}

/// Rows that one question or one statement carries: many enough that the round trips do not count.
const BATCH: usize = 2_000;

/// From so many rows on PostgreSQL gets them through `COPY`.
const COPY_FROM: usize = 200;

/// Bytes of one `COPY` message.
const COPY_BYTES: usize = 256 * 1024;

impl Table {
    /// Looks for a table where the application's own statements would find it.
    pub async fn find(connection: &mut Connection, name: &str) -> Result<Option<Table>, DatabaseError> {
        match connection.engine() {
            Engine::Sqlite => Table::find_sqlite(connection, name).await,
            Engine::Postgres => Table::find_postgres(connection, name).await,
        }
    }

    async fn find_sqlite(connection: &mut Connection, name: &str) -> Result<Option<Table>, DatabaseError> {
        let sql = format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info({}, 'main')", literal(name));
        let rows = connection.query(sql).await?;
        let columns: Vec<Column> = rows
            .iter()
            .map(|row| {
                let kind = ColumnKind::of(row.text(1));
                Column {
                    name: row.text(0).to_owned(),
                    kind,
                    // The rowid gets its value by itself.
                    not_null: row.is_true(2) && row.number(3) == 0,
                    length: length(row.text(1), kind),
                    cast: String::new(),
                }
            })
            .collect();
        let mut key: Vec<(i64, usize)> =
            rows.iter().enumerate().map(|(at, row)| (row.number(3), at)).filter(|(place, _)| *place > 0).collect();
        key.sort_unstable();
        let primary_key = key.into_iter().map(|(_, at)| at).collect();
        let table =
            Table { engine: Engine::Sqlite, schema: "main".to_owned(), name: name.to_owned(), columns, primary_key };
        Ok((!table.columns.is_empty()).then_some(table))
    }

    async fn find_postgres(connection: &mut Connection, name: &str) -> Result<Option<Table>, DatabaseError> {
        let schemas = connection.schemas();
        let sql = format!(
            "SELECT n.nspname, a.attname, format_type(a.atttypid, a.atttypmod), format_type(a.atttypid, NULL), \
             a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', coalesce(array_position(i.indkey, a.attnum), -1) \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
             WHERE c.relname = {} AND c.relkind IN ('r', 'p') AND a.attgenerated = '' ORDER BY a.attnum",
            literal(name)
        );
        let rows = connection.query(sql).await?;
        let Some(schema) = schemas.iter().find(|schema| rows.iter().any(|row| row.text(0) == schema.as_str())) else {
            return Ok(None);
        };
        let rows: Vec<&Row> = rows.iter().filter(|row| row.text(0) == schema.as_str()).collect();
        let column = |row: &&Row| {
            let kind = ColumnKind::of(row.text(2));
            Column {
                name: row.text(1).to_owned(),
                kind,
                not_null: row.is_true(4),
                length: length(row.text(2), kind),
                cast: row.text(3).to_owned(),
            }
        };
        let columns = rows.iter().map(column).collect();
        let mut key: Vec<(i64, usize)> =
            rows.iter().enumerate().map(|(at, row)| (row.number(5), at)).filter(|(place, _)| *place >= 0).collect();
        key.sort_unstable();
        let primary_key = key.into_iter().map(|(_, at)| at).collect();
        Ok(Some(Table {
            engine: Engine::Postgres,
            schema: schema.clone(),
            name: name.to_owned(),
            columns,
            primary_key,
        }))
    }

    /// The names of all tables that can be found, for a suggestion.
    pub async fn names(connection: &mut Connection) -> Result<Vec<String>, DatabaseError> {
        let sql = match connection.engine() {
            Engine::Sqlite => "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name".to_owned(),
            Engine::Postgres => {
                let schemas: Vec<String> = connection.schemas().iter().map(|schema| literal(schema)).collect();
                let schemas = if schemas.is_empty() { "NULL".to_owned() } else { schemas.join(", ") };
                format!("SELECT tablename FROM pg_tables WHERE schemaname IN ({schemas}) ORDER BY tablename")
            }
        };
        Ok(connection.query(sql).await?.iter().map(|row| row.text(0).to_owned()).collect())
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Its name with its schema, quoted.
    pub fn qualified(&self) -> String {
        format!("{}.{}", identifier(&self.schema), identifier(&self.name))
    }

    /// Whether there is no row.
    pub async fn is_empty(&self, connection: &mut Connection) -> Result<bool, DatabaseError> {
        Ok(connection.query(format!("SELECT 1 FROM {} LIMIT 1", self.qualified())).await?.is_empty())
    }

    /// For each row of `keys` the values of `wanted` in the rows that have these values in `columns`.
    pub async fn look_up(
        &self,
        connection: &mut Connection,
        wanted: usize,
        columns: &[usize],
        keys: &Grid,
    ) -> Result<Vec<(usize, Option<String>)>, DatabaseError> {
        let wanted = identifier(&self.columns[wanted].name);
        if columns.is_empty() {
            // Two rows are enough to know that it is not the only one.
            let rows = connection.query(format!("SELECT {wanted} FROM {} LIMIT 2", self.qualified())).await?;
            return Ok(rows.iter().map(|row| (0, row.optional(0).map(str::to_owned))).collect());
        }
        let all: Vec<usize> = (0..columns.len()).collect();
        let mut found = Vec::new();
        for range in batches(0..keys.rows()) {
            let sql = format!("SELECT v.n, t.{wanted} FROM {}", self.join(columns, &all, &all, keys, range));
            let rows = connection.query(sql).await?;
            found.extend(rows.iter().map(|row| (row.number(0) as usize, row.optional(1).map(str::to_owned))));
        }
        Ok(found)
    }

    /// Some values of a column, for a suggestion.
    pub async fn sample(&self, connection: &mut Connection, column: usize) -> Result<Vec<String>, DatabaseError> {
        let name = identifier(&self.columns[column].name);
        let sql = format!("SELECT CAST({name} AS text) FROM {} WHERE {name} IS NOT NULL LIMIT 1000", self.qualified());
        Ok(connection.query(sql).await?.iter().map(|row| row.text(0).to_owned()).collect())
    }

    /// The rows of the table that have the key of a row of the grid, with what differs in them. `key` are places in the grid.
    pub async fn existing(
        &self,
        connection: &mut Connection,
        columns: &[GridColumn],
        key: &[usize],
        grid: &Grid,
        range: Range<usize>,
    ) -> Result<Vec<Match>, DatabaseError> {
        let compared: Vec<usize> =
            (0..columns.len()).filter(|place| columns[*place].compared && !key.contains(place)).collect();
        let carried: Vec<usize> = key.iter().chain(&compared).copied().collect();
        let places: Vec<usize> = columns.iter().map(|column| column.column).collect();
        let mut sql = "SELECT v.n".to_owned();
        for &place in &compared {
            let (theirs, ours) =
                (format!("t.{}", identifier(&self.columns[places[place]].name)), format!("v.c{place}"));
            sql.push_str(&match self.engine {
                Engine::Sqlite => {
                    format!(", CASE WHEN {theirs} IS {ours} THEN '=' WHEN {theirs} IS NULL THEN 'N' ELSE '!' || {theirs} END")
                }
                Engine::Postgres => {
                    let (left, right) = self.comparable(places[place], &theirs, &ours);
                    format!(
                        ", CASE WHEN {left} IS NOT DISTINCT FROM {right} THEN '=' WHEN {theirs} IS NULL THEN 'N' \
                         ELSE '!' || CAST({theirs} AS text) END"
                    )
                }
            });
        }
        let join = self.join(&places, &carried, key, grid, range);
        let rows = connection.query(format!("{sql} FROM {join}")).await?;
        let differs = |row: &Row| {
            let values = compared.iter().enumerate().map(|(at, &place)| (place, row.text(at + 1)));
            let different = values.filter(|(_, text)| *text != "=");
            different.map(|(place, text)| (place, text.strip_prefix('!').map(str::to_owned))).collect()
        };
        Ok(rows.iter().map(|row| Match { row: row.number(0) as usize, differs: differs(row) }).collect())
    }

    /// Types that have no operators of their own in `pg_catalog` are compared as texts.
    fn comparable(&self, column: usize, theirs: &str, ours: &str) -> (String, String) {
        match self.columns[column].kind {
            ColumnKind::Other => (format!("CAST({theirs} AS text)"), format!("CAST({ours} AS text)")),
            _ => (theirs.to_owned(), ours.to_owned()),
        }
    }

    /// Values of a grid as the relation `v` (`n` and `c0`, `c1` … for the places that are carried), joined with the table as `t`.
    fn join(&self, columns: &[usize], carried: &[usize], key: &[usize], grid: &Grid, range: Range<usize>) -> String {
        let mut values = String::new();
        for row in range.clone() {
            values.push_str(if row == range.start { "(" } else { ",(" });
            values.push_str(&row.to_string());
            for &place in carried {
                values.push(',');
                let value = optional_literal(grid.get(row, place));
                if self.engine == Engine::Postgres && row == range.start {
                    // The other rows' literals take the type of the first one's.
                    values.push_str(&format!("CAST({value} AS {})", self.columns[columns[place]].cast));
                } else {
                    values.push_str(&value);
                }
            }
            values.push(')');
        }
        let names: Vec<String> = carried.iter().map(|place| format!(", c{place}")).collect();
        let on: Vec<String> = key
            .iter()
            .map(|&place| {
                let theirs = format!("t.{}", identifier(&self.columns[columns[place]].name));
                let ours = format!("v.c{place}");
                match self.engine {
                    Engine::Sqlite => format!("{theirs} = {ours}"),
                    Engine::Postgres => {
                        let (left, right) = self.comparable(columns[place], &theirs, &ours);
                        format!("{left} = {right}")
                    }
                }
            })
            .collect();
        let (names, on, table) = (names.concat(), on.join(" AND "), self.qualified());
        match self.engine {
            Engine::Postgres => format!("(VALUES {values}) AS v (n{names}) JOIN {table} AS t ON {on}"),
            // CROSS JOIN keeps SQLite from reading the whole table for each row of `v` when there is an index.
            Engine::Sqlite => {
                let columns: Vec<String> =
                    carried.iter().enumerate().map(|(at, place)| format!(", column{} AS c{place}", at + 2)).collect();
                format!(
                    "(SELECT column1 AS n{} FROM (VALUES {values})) AS v CROSS JOIN {table} AS t ON {on}",
                    columns.concat()
                )
            }
        }
    }

    /// Inserts rows of a grid in the open transaction. `progress` is told how many are on their way.
    pub async fn insert(
        &self,
        connection: &mut Connection,
        columns: &[GridColumn],
        grid: &Grid,
        rows: &[usize],
        stop: &Stop,
        progress: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), DatabaseError> {
        let names: Vec<String> = columns.iter().map(|column| identifier(&self.columns[column.column].name)).collect();
        let into = format!("{} ({})", self.qualified(), names.join(", "));
        let values = Values { grid, width: columns.len(), rows };
        match connection {
            _ if columns.is_empty() => {
                for _ in rows {
                    connection.execute(format!("INSERT INTO {} DEFAULT VALUES", self.qualified())).await?;
                }
                Ok(())
            }
            Connection::Sqlite(session) => session.insert_rows(&into, &values, stop, progress).await,
            Connection::Postgres(session) if rows.len() >= COPY_FROM => {
                let mut next = 0;
                let chunk = || {
                    if stop.urgency() == Urgency::Now {
                        return Err(DatabaseError::Cancelled);
                    }
                    let chunk = values.copy_chunk(&mut next);
                    progress(next);
                    Ok(chunk)
                };
                session.copy_in(&format!("COPY {into} FROM STDIN"), chunk).await
            }
            Connection::Postgres(_) => {
                let mut sql = format!("INSERT INTO {into} VALUES ");
                for (at, &row) in rows.iter().enumerate() {
                    let cells: Vec<String> = (0..columns.len()).map(|at| optional_literal(grid.get(row, at))).collect();
                    sql.push_str(&format!("{}({})", if at == 0 { "" } else { "," }, cells.join(",")));
                }
                connection.execute(sql).await?;
                progress(rows.len());
                Ok(())
            }
        }
    }

    /// Changes the rows that have the keys of these rows of the grid, in the open transaction.
    pub async fn update(
        &self,
        connection: &mut Connection,
        columns: &[GridColumn],
        key: &[usize],
        grid: &Grid,
        rows: &[usize],
    ) -> Result<(), DatabaseError> {
        let assign = |row: usize, place: usize| {
            let name = identifier(&self.columns[columns[place].column].name);
            format!("{name} = {}", optional_literal(grid.get(row, place)))
        };
        let others: Vec<usize> = (0..columns.len()).filter(|place| !key.contains(place)).collect();
        if others.is_empty() || key.is_empty() {
            return Ok(());
        }
        for rows in rows.chunks(BATCH) {
            let mut sql = String::new();
            for &row in rows {
                let set: Vec<String> = others.iter().map(|&place| assign(row, place)).collect();
                let on: Vec<String> = key.iter().map(|&place| assign(row, place)).collect();
                let (set, on) = (set.join(", "), on.join(" AND "));
                sql.push_str(&format!("UPDATE {} SET {set} WHERE {on};", self.qualified()));
            }
            connection.execute(sql).await?;
        }
        Ok(())
    }

    /// Whether the engine takes a text as a value of a column. Asked outside a transaction.
    pub async fn takes(&self, connection: &mut Connection, column: usize, value: &str) -> bool {
        match self.engine {
            Engine::Sqlite => true,
            Engine::Postgres => {
                let sql = format!("SELECT CAST({} AS {})", literal(value), self.columns[column].cast);
                connection.query(sql).await.is_ok()
            }
        }
    }
}

/// Ranges of rows that go into one question each.
pub fn batches(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    range.clone().step_by(BATCH).map(move |start| start..(start + BATCH).min(range.end))
}

/// Some rows of a grid, to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) grid: &'a Grid,
    pub(super) width: usize,
    pub(super) rows: &'a [usize],
}

impl Values<'_> {
    /// The next rows in `COPY`'s text format (PostgreSQL documentation, COPY, "Text Format"); empty at the end.
    fn copy_chunk(&self, next: &mut usize) -> Vec<u8> {
        let mut chunk = Vec::with_capacity(COPY_BYTES + 1024);
        while let Some(&row) = self.rows.get(*next) {
            if chunk.len() >= COPY_BYTES {
                break;
            }
            for place in 0..self.width {
                if place > 0 {
                    chunk.push(b'\t');
                }
                match self.grid.get(row, place) {
                    None => chunk.extend_from_slice(b"\\N"),
                    Some(text) => escape_copy(text, &mut chunk),
                }
            }
            chunk.push(b'\n');
            *next += 1;
        }
        chunk
    }
}

fn escape_copy(text: &str, out: &mut Vec<u8>) {
    if !text.bytes().any(|byte| matches!(byte, b'\\' | b'\t' | b'\n' | b'\r')) {
        return out.extend_from_slice(text.as_bytes());
    }
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            other => out.push(other),
        }
    }
}

/// What an error of a statement says about a place in a table: the column, where it names one of these.
pub fn named_column<'a>(error: &DatabaseError, columns: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let DatabaseError::Statement { message, detail, .. } = error else { return None };
    let text = format!("{message} {}", detail.as_deref().unwrap_or_default());
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let columns: Vec<&str> = columns.collect();
    // A whole word first; names of constraints have the column in the middle of them.
    let whole = columns.iter().find(|column| words.contains(column));
    let part = || columns.iter().filter(|column| text.contains(**column)).max_by_key(|column| column.len());
    whole.or_else(part).copied()
}

impl Connection {
    /// The schemas that the application's statements look in, in order; `main` on SQLite.
    fn schemas(&self) -> Vec<String> {
        match self {
            Connection::Sqlite(_) => vec!["main".to_owned()],
            Connection::Postgres(session) => session.schemas.clone(),
        }
    }

    /// The database's time as a text: with a zone, and in UTC without one.
    pub async fn now(&mut self) -> Result<(String, String), DatabaseError> {
        let sql = match self.engine() {
            Engine::Postgres => "SELECT CAST(now() AS text), CAST(now() AT TIME ZONE 'UTC' AS text)",
            // As SQLAlchemy writes times: microseconds, no zone.
            Engine::Sqlite => "SELECT strftime('%Y-%m-%d %H:%M:%f000', 'now'), strftime('%Y-%m-%d %H:%M:%f000', 'now')",
        };
        let rows = self.query(sql).await?;
        Ok(rows.first().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).unwrap_or_default())
    }

    /// Sets a mark in the open transaction to which [`Connection::undo`] goes back.
    pub async fn mark(&mut self) -> Result<(), DatabaseError> {
        self.execute("SAVEPOINT goc_mark").await
    }

    /// Undoes everything since the mark, and takes the mark away.
    pub async fn undo(&mut self) -> Result<(), DatabaseError> {
        self.execute("ROLLBACK TO SAVEPOINT goc_mark; RELEASE SAVEPOINT goc_mark").await
    }

    /// Takes the mark away and keeps what was done since.
    pub async fn keep(&mut self) -> Result<(), DatabaseError> {
        self.execute("RELEASE SAVEPOINT goc_mark").await
    }

    /// For the rest of the transaction names mean what they mean to the application, as its triggers expect.
    pub async fn use_application_path(&mut self) -> Result<(), DatabaseError> {
        match self {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(session) => session.use_script_path().await,
        }
    }

    /// goc's own names again.
    pub async fn use_own_path(&mut self) -> Result<(), DatabaseError> {
        match self {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(session) => session.execute_in_step("").await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_gives_back_what_was_put_in() {
        let mut grid = Grid::new(2);
        for value in [Some("a"), None, Some(""), Some("ş'")] {
            grid.push(value);
        }
        assert_eq!((grid.rows(), grid.get(0, 0), grid.get(0, 1)), (2, Some("a"), None));
        assert_eq!((grid.get(1, 0), grid.get(1, 1), grid.get(2, 0)), (Some(""), Some("ş'"), None));
    }

    #[test]
    fn a_type_is_recognised_in_both_engines_spelling() {
        for (name, kind, width) in [
            ("character varying(20)", ColumnKind::Text, Some(20)),
            ("VARCHAR(20)", ColumnKind::Text, Some(20)),
            ("NUMERIC(10, 2)", ColumnKind::Numeric, None),
            ("TIMESTAMP WITH TIME ZONE", ColumnKind::Timestamp, None),
            ("timestamp without time zone", ColumnKind::LocalTimestamp, None),
            ("interval", ColumnKind::Other, None),
            ("integer[]", ColumnKind::Other, None),
            ("boolean", ColumnKind::Boolean, None),
        ] {
            assert_eq!((ColumnKind::of(name), length(name, kind)), (kind, width), "{name}");
        }
    }

    #[test]
    fn what_copy_reads_as_a_sign_is_escaped() {
        let mut grid = Grid::new(2);
        for value in [Some("a\tb\\N"), None, Some("\n"), Some("\\.")] {
            grid.push(value);
        }
        let mut next = 0;
        let chunk = Values { grid: &grid, width: 2, rows: &[0, 1] }.copy_chunk(&mut next);
        assert_eq!(String::from_utf8(chunk).expect("text"), "a\\tb\\\\N\t\\N\n\\n\t\\\\.\n");
        assert_eq!(next, 2);
    }

    #[test]
    fn the_column_is_found_in_what_the_engine_says() {
        let error =
            |message: &str| DatabaseError::Statement { code: String::new(), message: message.into(), detail: None };
        let columns = ["ad", "urun_adi", "fiyat"];
        let named = |message: &str| named_column(&error(message), columns.into_iter());
        assert_eq!(named("NOT NULL constraint failed: urunler.fiyat"), Some("fiyat"));
        assert_eq!(named("CHECK constraint failed: length(urun_adi) <= 200"), Some("urun_adi"));
        assert_eq!(named("violates check constraint \"urunler_fiyat_check\""), Some("fiyat"));
        assert_eq!(named("something else"), None);
    }
}
