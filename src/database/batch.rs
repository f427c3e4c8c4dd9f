//! Batches: a table in ranges of its key, and the record of how far one came, `goc_batch`.
//!
//! The ranges lie end to end from the least key to the greatest, both as they were when the batch began, and each is done in one
//! transaction with its record. So whatever comes, goes or breaks meanwhile, no key is in two ranges and none is left out.

use super::{Catalog, Connection, DatabaseError, TableName, identifier, literal};
use crate::i18n::safe;
use crate::revision::{Direction, Engine, RevisionId};

/// Why a table cannot be worked through by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyFault {
    /// There is no such table, or it is a view.
    NoTable,
    /// The table has no such column.
    NoColumn,
    /// The column does not hold whole numbers only.
    NotWholeNumbers,
    /// Some rows have no key, and no range would reach them.
    Missing,
    /// No index begins with it, so that every range would read the whole table.
    NoIndex,
}

impl KeyFault {
    pub(super) fn english(self) -> &'static str {
        match self {
            KeyFault::NoTable => "there is no such table",
            KeyFault::NoColumn => "the table has no such column",
            KeyFault::NotWholeNumbers => "the key is no whole number in every row",
            KeyFault::Missing => "there are rows without a key, which no range would reach",
            KeyFault::NoIndex => "no index begins with the key, so every range would read the whole table",
        }
    }

    pub(super) fn turkish(self) -> &'static str {
        match self {
            KeyFault::NoTable => "böyle bir tablo yok",
            KeyFault::NoColumn => "tabloda böyle bir sütun yok",
            KeyFault::NotWholeNumbers => "anahtar her satırda tam sayı değil",
            KeyFault::Missing => "anahtarı boş satırlar var; hiçbir aralık onlara ulaşmaz",
            KeyFault::NoIndex => "anahtarla başlayan bir dizin yok; her aralık bütün tabloyu okurdu",
        }
    }
}

/// A table that can be worked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchTable {
    /// As the catalog has it.
    pub table: TableName,
    /// The key's column, as the catalog has it.
    pub key: String,
    /// Rows, if the server has an estimate or the table was counted.
    pub rows: Option<u64>,
}

/// How far a batch came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchState {
    /// Of the statement, the table and the key: only the same work is ever continued.
    pub checksum: String,
    /// The least key that is still to be done.
    pub next: i64,
    /// The least key when it began.
    pub first: i64,
    /// The greatest key when it began.
    pub end: i64,
    /// Everything up to `end` is done.
    pub is_done: bool,
    /// Rows a range should have.
    pub size: u64,
    /// Rows that the statement has changed so far.
    pub rows: u64,
}

impl BatchState {
    /// How much of the key's span is done, from 0 to 1.
    pub fn share(&self) -> f64 {
        if self.is_done {
            return 1.0;
        }
        let span = (self.end as f64) - (self.first as f64) + 1.0;
        (((self.next as f64) - (self.first as f64)) / span).clamp(0.0, 1.0)
    }
}

/// Which batch it is: a statement of a step, from 1.
#[derive(Debug, Clone, Copy)]
pub struct BatchId<'a> {
    pub revision: &'a RevisionId,
    pub direction: Direction,
    pub statement: usize,
}

impl BatchId<'_> {
    fn filter(&self) -> String {
        let (revision, direction) = (literal(self.revision), literal(self.direction.as_str()));
        format!("revision = {revision} AND direction = {direction} AND statement = {}", self.statement)
    }
}

/// SQL that creates `goc_batch` if it is missing.
pub fn create(catalog: &Catalog) -> String {
    format!(
        "CREATE TABLE IF NOT EXISTS {} (revision TEXT NOT NULL, direction TEXT NOT NULL, statement INTEGER NOT NULL, \
         checksum TEXT NOT NULL, first_key BIGINT NOT NULL, next_key BIGINT NOT NULL, end_key BIGINT NOT NULL, is_done INTEGER NOT NULL, \
         size BIGINT NOT NULL, row_count BIGINT NOT NULL, started TEXT NOT NULL, updated TEXT NOT NULL, \
         PRIMARY KEY (revision, direction, statement));",
        catalog.table("goc_batch")
    )
}

/// SQL that forgets the batches of a step.
pub fn forget(catalog: &Catalog, revision: &RevisionId, direction: Direction) -> String {
    let (revision, direction) = (literal(revision), literal(direction.as_str()));
    format!("DELETE FROM {} WHERE revision = {revision} AND direction = {direction};", catalog.table("goc_batch"))
}

/// SQL that writes how far a batch came.
pub fn write(catalog: &Catalog, id: BatchId<'_>, state: &BatchState, now: &str) -> String {
    format!(
        "INSERT INTO {} (revision, direction, statement, checksum, first_key, next_key, end_key, is_done, size, row_count, started, updated) \
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {now}, {now}) ON CONFLICT (revision, direction, statement) DO UPDATE SET \
         next_key = excluded.next_key, is_done = excluded.is_done, size = excluded.size, row_count = excluded.row_count, \
         updated = excluded.updated;",
        catalog.table("goc_batch"),
        literal(id.revision),
        literal(id.direction.as_str()),
        id.statement,
        literal(&state.checksum),
        key_literal(state.first),
        key_literal(state.next),
        key_literal(state.end),
        i32::from(state.is_done),
        state.size,
        state.rows,
        now = literal(now),
    )
}

/// A key as both engines read it: a negative number in parentheses, and the least of all, whose digits alone are no integer, as text.
pub fn key_literal(key: i64) -> String {
    match key {
        i64::MIN => format!("CAST('{key}' AS BIGINT)"),
        _ if key < 0 => format!("({key})"),
        _ => key.to_string(),
    }
}

impl Connection {
    /// What is recorded of a step's batches, with the number of each one's statement, in order. Without the table it is nothing.
    pub async fn read_batches(
        &mut self,
        catalog: &Catalog,
        revision: &RevisionId,
        direction: Direction,
    ) -> Result<Vec<(usize, BatchState)>, DatabaseError> {
        let exists = match catalog.engine() {
            Engine::Postgres => {
                format!("SELECT 1 WHERE to_regclass({}) IS NOT NULL", literal(&catalog.table("goc_batch")))
            }
            Engine::Sqlite => "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'goc_batch'".to_owned(),
        };
        if self.query(exists).await?.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT checksum, first_key, next_key, end_key, is_done, size, row_count, statement FROM {} \
             WHERE revision = {} AND direction = {} ORDER BY statement",
            catalog.table("goc_batch"),
            literal(revision),
            literal(direction.as_str())
        );
        let rows = self.query(sql).await?;
        Ok(rows.iter().map(|row| (usize::try_from(row.number(7)).unwrap_or_default(), state_of(row))).collect())
    }

    /// How far a batch came; `None` when it has not begun. The table has to be there.
    pub async fn read_batch(
        &mut self,
        catalog: &Catalog,
        id: BatchId<'_>,
    ) -> Result<Option<BatchState>, DatabaseError> {
        let table = catalog.table("goc_batch");
        let sql = format!(
            "SELECT checksum, first_key, next_key, end_key, is_done, size, row_count FROM {table} WHERE {}",
            id.filter()
        );
        let rows = self.query(sql).await?;
        Ok(rows.first().map(state_of))
    }

    /// Looks whether a table can be worked through by a key; both as a directive names them.
    ///
    /// # Errors
    /// [`DatabaseError::BatchKey`] says why not.
    pub async fn batch_table(&mut self, table: &str, key: &str) -> Result<BatchTable, DatabaseError> {
        let fault =
            |fault| DatabaseError::BatchKey { table: safe(table).into_owned(), key: safe(key).into_owned(), fault };
        let engine = self.engine();
        let name = table_name(table, engine);
        let relations = self.relations(std::slice::from_ref(&name)).await?;
        let relation = relations.get(&name).filter(|relation| relation.can_count).ok_or(fault(KeyFault::NoTable))?;
        let column = folded(key, engine);
        let found = match self {
            Connection::Postgres(_) => self.query(postgres_column(&relation.table, &column)).await?,
            Connection::Sqlite(_) => self.query(sqlite_column(&relation.table, &column)).await?,
        };
        let row = found.first().ok_or(fault(KeyFault::NoColumn))?;
        let (key, is_whole, is_certain, has_index) =
            (row.text(0).to_owned(), row.is_true(1), row.is_true(2), row.is_true(3));
        if !is_whole {
            return Err(fault(KeyFault::NotWholeNumbers));
        }
        if !has_index {
            return Err(fault(KeyFault::NoIndex));
        }
        let batch = BatchTable { table: relation.table.clone(), key, rows: relation.rows.map(super::RowCount::number) };
        if !is_certain && self.has_other_keys(&batch).await? {
            return Err(fault(KeyFault::Missing));
        }
        Ok(batch)
    }

    /// Whether a row's key is empty, or (on SQLite, where a column's type is advice) no whole number.
    async fn has_other_keys(&mut self, batch: &BatchTable) -> Result<bool, DatabaseError> {
        let (table, key) = (quoted(&batch.table), identifier(&batch.key));
        let wrong = match self.engine() {
            Engine::Postgres => format!("{key} IS NULL"),
            Engine::Sqlite => format!("typeof({key}) <> 'integer'"),
        };
        let rows = self.query(format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {wrong})")).await?;
        Ok(rows.first().is_some_and(|row| row.is_true(0)))
    }

    /// The least and the greatest key; `None` for a table without rows.
    pub async fn batch_span(&mut self, batch: &BatchTable) -> Result<Option<(i64, i64)>, DatabaseError> {
        let (table, key) = (quoted(&batch.table), identifier(&batch.key));
        let rows = self.query(format!("SELECT min({key}), max({key}) FROM {table}")).await?;
        let number = |column| rows.first()?.optional(column)?.parse::<i64>().ok();
        Ok(number(0).zip(number(1)))
    }

    /// The greatest key of a range of `size` rows that begins at `first`; `None` when fewer are left up to `end`.
    pub async fn batch_last(
        &mut self,
        batch: &BatchTable,
        first: i64,
        end: i64,
        size: u64,
    ) -> Result<Option<i64>, DatabaseError> {
        let (table, key) = (quoted(&batch.table), identifier(&batch.key));
        let (first, end, skipped) = (key_literal(first), key_literal(end), size.saturating_sub(1));
        let sql = format!(
            "SELECT {key} FROM {table} WHERE {key} BETWEEN {first} AND {end} ORDER BY {key} LIMIT 1 OFFSET {skipped}"
        );
        let rows = self.query(sql).await?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }
}

/// A row of `goc_batch`, in the order of [`Connection::read_batch`].
fn state_of(row: &super::Row) -> BatchState {
    BatchState {
        checksum: row.text(0).to_owned(),
        first: row.number(1),
        next: row.number(2),
        end: row.number(3),
        is_done: row.is_true(4),
        size: u64::try_from(row.number(5)).unwrap_or(1).max(1),
        rows: u64::try_from(row.number(6)).unwrap_or_default(),
    }
}

fn quoted(table: &TableName) -> String {
    let schema = table.schema.as_deref().map(|schema| identifier(schema) + ".").unwrap_or_default();
    schema + &identifier(&table.name)
}

/// The catalog's name of the column, whether it holds whole numbers, whether that is certain for every row, whether an index begins
/// with it that keeps an order.
fn postgres_column(table: &TableName, column: &str) -> String {
    format!(
        "SELECT a.attname, a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype), a.attnotnull, \
         EXISTS (SELECT 1 FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam \
         WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum AND i.indisvalid AND i.indpred IS NULL AND m.amname = 'btree') \
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE n.nspname = {} AND c.relname = {} AND c.relkind IN ('r', 'p') AND a.attname = {} AND a.attnum > 0 AND NOT a.attisdropped",
        literal(table.schema.as_deref().unwrap_or_default()),
        literal(&table.name),
        literal(column)
    )
}

/// As above. `INTEGER PRIMARY KEY` is the row's number (sqlite.org/lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY"), but
/// not in a table `WITHOUT ROWID`, where it may be anything.
fn sqlite_column(table: &TableName, column: &str) -> String {
    let table = literal(&table.name);
    let column = literal(column);
    let is_row_number = format!(
        "(pk = 1 AND upper(type) = 'INTEGER' AND (SELECT count(*) FROM pragma_table_info({table}) WHERE pk > 0) = 1 \
         AND (SELECT max(wr) FROM pragma_table_list({table})) = 0)"
    );
    format!(
        "SELECT name, upper(type) LIKE '%INT%', {is_row_number}, {is_row_number} OR EXISTS (SELECT 1 FROM pragma_index_list({table}) l \
         JOIN pragma_index_info(l.name) i WHERE l.partial = 0 AND i.seqno = 0 AND lower(i.name) = {column}) \
         FROM pragma_table_info({table}) WHERE lower(name) = {column}"
    )
}

/// A name of a directive as the engine folds it, which is only A to Z: `"Quoted"` stays as it is on PostgreSQL.
fn folded(name: &str, engine: Engine) -> String {
    let inside = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    match (engine, inside) {
        (Engine::Postgres, Some(inside)) => inside.replace("\"\"", "\""),
        (_, inside) => inside.unwrap_or(name).to_ascii_lowercase(),
    }
}

fn table_name(text: &str, engine: Engine) -> TableName {
    // A dot inside quotes is part of the name.
    let dot = text.bytes().enumerate().scan(false, |quoted, (at, byte)| {
        *quoted ^= byte == b'"';
        Some((!*quoted && byte == b'.').then_some(at))
    });
    match dot.flatten().next() {
        Some(at) => TableName { schema: Some(folded(&text[..at], engine)), name: folded(&text[at + 1..], engine) },
        None => TableName { schema: None, name: folded(text, engine) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_as_the_engine_does() {
        let name = |text, engine| {
            let TableName { schema, name } = table_name(text, engine);
            (schema, name)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(name("Satis", Engine::Postgres), (None, "satis".to_owned()));
        assert_eq!(name("Kasa.\"Sa.tis\"", Engine::Postgres), (some("kasa"), "Sa.tis".to_owned()));
        assert_eq!(name("main.\"Satis\"", Engine::Sqlite), (some("main"), "satis".to_owned()));
        assert_eq!(name("ŞUBE", Engine::Postgres), (None, "Şube".to_owned()));
    }

    #[test]
    fn every_key_is_a_literal_that_stands_anywhere() {
        assert_eq!([0, 7, -7, i64::MAX].map(key_literal), ["0", "7", "(-7)", "9223372036854775807"]);
        assert_eq!(key_literal(i64::MIN), "CAST('-9223372036854775808' AS BIGINT)");
    }

    #[test]
    fn the_share_is_that_of_the_span() {
        let state =
            |next, is_done| BatchState { checksum: String::new(), next, first: -10, end: 9, is_done, size: 1, rows: 0 };
        assert!((state(-10, false).share() - 0.0).abs() < 1e-9);
        assert!((state(0, false).share() - 0.5).abs() < 1e-9);
        assert!((state(9, true).share() - 1.0).abs() < 1e-9);
    }
}
