//! An index that a broken `CREATE INDEX CONCURRENTLY` or `REINDEX CONCURRENTLY` left invalid: found, built again beside the shop, or
//! dropped.

use serde::Serialize;

use super::migration::{new_run_id, now};
use super::{Context, Event, Events, Finding, Fix, Severity, StateProblem, Trouble};
use crate::database::journal::{self, NewRun, Outcome};
use crate::database::{
    Access, Blocker, Catalog, Connection, DatabaseError, Observer, Row, Script, StatementDone, WriterLock, split,
};
use crate::i18n::{problems, safe};
use crate::revision::Engine;

/// What to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexCure {
    /// Build it again: `REINDEX INDEX CONCURRENTLY`.
    Rebuild,
    /// Drop it: `DROP INDEX CONCURRENTLY`.
    Drop,
}

/// An index that was dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CuredIndex {
    /// Its name, harmless to draw.
    pub index: String,
    /// Its table.
    pub table: String,
    /// What was done.
    pub cure: IndexCure,
}

problems! {
    /// Why an index was not dealt with.
    pub enum IndexProblem {
        /// There is none of that name, or it is in order.
        NotInvalid { index: String } = "index_not_invalid" {
            en: ("there is no invalid index {index}"),
            tr: ("{index} adında geçersiz bir dizin yok"),
            hint_en: ("somebody may have dealt with it, or is building it right now: goc doctor, goc activity"),
            hint_tr: ("biri düzeltmiş ya da şu anda oluşturuyor olabilir: goc doctor, goc activity"),
        }
        /// Building it failed again.
        Failed { index: String, reason: String } = "index_failed" {
            en: ("{index}: {reason}"),
            tr: ("{index}: {reason}"),
            hint_en: ("the index is as invalid as before, and nothing else was changed; where rows are in its way (duplicates of a unique one), mend them first, or drop the index"),
            hint_tr: ("dizin eskisi gibi geçersiz, başka bir şey değişmedi; engel olan kayıtlar varsa (tekil dizinde yinelenenler) önce onları düzeltin ya da dizini silin"),
        }
    }
}

/// An invalid index.
struct Invalid {
    oid: String,
    /// As SQL has it: qualified, and quoted where it has to be.
    name: String,
    /// Without its schema, and without quotes.
    short: String,
    table: String,
}

/// Partitioned indexes are invalid until every part has its own, and one that is being built right now is invalid, too.
const INVALID: &str = "SELECT i.indexrelid::text, i.indexrelid::regclass::text, i.indrelid::regclass::text, c.relname FROM pg_index i \
     JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid AND c.relkind = 'i' \
     AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid) ORDER BY 2";

async fn invalid(connection: &mut Connection) -> Result<Vec<Invalid>, DatabaseError> {
    if connection.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    let of = |row: &Row| {
        let text = |column: usize| row.text(column).to_owned();
        Invalid { oid: text(0), name: text(1), table: text(2), short: text(3) }
    };
    Ok(connection.query(INVALID).await?.iter().map(of).collect())
}

/// The invalid indexes of a database, each with its ways out.
pub async fn invalid_indexes(context: &Context) -> Result<Vec<Finding>, DatabaseError> {
    let mut connection = context.connect(Access::Read).await?;
    let found = invalid(&mut connection).await;
    connection.close().await;
    let finding = |index: Invalid| {
        let (name, table) = (safe(&index.name).into_owned(), safe(&index.table).into_owned());
        let fix = |cure| Fix::CureIndex { index: name.clone(), table: table.clone(), cure };
        let fixes = match is_leftover(&index.short) {
            true => vec![fix(IndexCure::Drop)],
            false => vec![fix(IndexCure::Rebuild), fix(IndexCure::Drop)],
        };
        Finding::new(Severity::Error, StateProblem::InvalidIndex { index: name.clone(), table: table.clone() })
            .with(fixes)
    };
    Ok(found?.into_iter().map(finding).collect())
}

/// Whether it is the copy of an index that a broken `REINDEX CONCURRENTLY` left beside the good one (PostgreSQL documentation, REINDEX,
/// "Rebuilding Indexes Concurrently").
fn is_leftover(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("_ccnew") || name.ends_with("_ccold")
}

/// Builds an invalid index again, or drops it; the shop goes on meanwhile. `index` is a name as [`StateProblem::InvalidIndex`] has it, or without its
/// schema.
pub async fn cure_index(context: &Context, index: &str, cure: IndexCure) -> Result<CuredIndex, Trouble> {
    let mut connection = context.connect(Access::Write).await.map_err(Trouble::new)?;
    let events = context.events.clone();
    let lock = WriterLock::take(&mut connection, &context.stop, &mut |holder| {
        events.send(Event::Waiting { holder: holder.clone() });
    })
    .await
    .map_err(Trouble::new)?;
    let outcome = cure_under_lock(context, &mut connection, index, cure).await;
    lock.release(&mut connection).await;
    connection.close().await;
    outcome
}

async fn cure_under_lock(
    context: &Context,
    connection: &mut Connection,
    wanted: &str,
    cure: IndexCure,
) -> Result<CuredIndex, Trouble> {
    let before = invalid(connection).await.map_err(Trouble::new)?;
    // Whoever types it may leave the schema out where that is clear.
    let mut short = before.iter().filter(|index| safe(&index.short) == wanted);
    let short = short.next().filter(|_| short.next().is_none());
    let Some(index) = before.iter().find(|index| safe(&index.name) == wanted).or(short) else {
        return Err(Trouble::new(IndexProblem::NotInvalid { index: safe(wanted).into_owned() }));
    };
    let verb = match cure {
        IndexCure::Rebuild => "REINDEX INDEX CONCURRENTLY",
        IndexCure::Drop => "DROP INDEX CONCURRENTLY",
    };
    let sql = format!("{verb} {}", index.name);
    if let Err(error) = run(context, connection, &sql).await {
        if !error.is_lost() {
            drop_new(connection, &before, &index.table).await;
        }
        if error.is_cancelled() || error.is_lost() {
            return Err(Trouble::new(error));
        }
        let index = safe(&index.name).into_owned();
        return Err(Trouble::new(IndexProblem::Failed { index, reason: error.to_string() }));
    }
    write_down(context, connection, &sql).await.map_err(Trouble::new)?;
    Ok(CuredIndex { index: safe(&index.name).into_owned(), table: safe(&index.table).into_owned(), cure })
}

async fn run(context: &Context, connection: &mut Connection, sql: &str) -> Result<(), DatabaseError> {
    let statements = split(sql, Engine::Postgres);
    let script = Script { text: sql, statements: &statements, settings: &[] };
    let mut watching = Watching { events: &context.events, sql: safe(sql).as_ref().into() };
    connection.run(script, &context.stop, &mut watching).await.map_err(|failure| failure.error)
}

/// A rebuild that fails leaves a second invalid index beside the first, and every write would pay for that, too.
async fn drop_new(connection: &mut Connection, before: &[Invalid], table: &str) {
    // What cannot be cleaned up is a finding the next time that somebody looks.
    let Ok(after) = invalid(connection).await else { return };
    let is_new = |index: &&Invalid| index.table == table && !before.iter().any(|known| known.oid == index.oid);
    for index in after.iter().filter(is_new) {
        let _ = connection.drop_index_concurrently(&index.name).await;
    }
}

/// Who did it and when belongs into the journal; a database that goc never wrote to has none, and needs none for this.
async fn write_down(context: &Context, connection: &mut Connection, sql: &str) -> Result<(), DatabaseError> {
    let catalog = Catalog::read(connection).await?;
    if !catalog.has_journal {
        return Ok(());
    }
    let (id, time) = (new_run_id(), now());
    let target = format!("{}{sql}", journal::INDEX_TARGET);
    let new = NewRun { id: &id, command: "repair", target: &target, plan: &[] };
    let sql = format!(
        "{}{}",
        journal::start_run(&catalog, &new, &time),
        journal::finish_run(&catalog, &id, Outcome::Done, &time, None)
    );
    connection.begin("", &context.stop).await?;
    let written = connection.commit(&sql, &context.stop).await;
    if written.is_err() {
        connection.rollback().await;
    } else {
        context.events.done(&id, "repair", &target);
    }
    written
}

/// Tells of the one statement.
struct Watching<'a> {
    events: &'a Events,
    sql: std::sync::Arc<str>,
}

impl Observer for Watching<'_> {
    fn started(&mut self, _: usize, _: usize) {
        self.events.send(Event::StatementStarted { number: 1, last: 1, total: 1, line: 1, sql: self.sql.clone() });
    }

    fn done(&mut self, _: StatementDone) {}

    fn blocked(&mut self, by: &[Blocker]) {
        if !by.is_empty() {
            self.events.send(Event::Blocked { by: by.to_vec() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_that_a_broken_reindex_leaves_is_told_by_its_name() {
        for (name, expected) in [
            ("ix_stok", false),
            ("ix_stok_ccnew", true),
            ("ix_stok_ccnew1", true),
            ("ix_stok_ccold", true),
            ("Müşteri kodu_ccnew2", true),
            ("ix_stok2", false),
        ] {
            assert_eq!(is_leftover(name), expected, "{name}");
        }
    }
}
