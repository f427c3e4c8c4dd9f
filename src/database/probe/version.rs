//! The version table and the journal, as a diagnosis sees them; on both engines.

use super::check::Found;
use super::postgres::name;
use super::{Detail, ProbeProblem};
use crate::database::{Catalog, Connection, DatabaseError, current_holder, literal};
use crate::i18n::safe;
use crate::revision::Engine;

/// Where the version table is, what it says, and whether it can be trusted.
pub(super) async fn version_table(connection: &mut Connection) -> Result<Found, DatabaseError> {
    let catalog = Catalog::read(connection).await?;
    let schema = safe(catalog.schema()).into_owned();
    let mut found = if catalog.has_version_table {
        contents(connection, &catalog).await?
    } else {
        Detail::NoVersionTable { schema: schema.clone() }.into()
    };
    found = found.fact(Detail::Journal { present: catalog.has_journal });
    let others = elsewhere(connection, &catalog).await?;
    if !others.is_empty() {
        found = found.warning(ProbeProblem::VersionElsewhere { schema, others });
    }
    Ok(found)
}

async fn contents(connection: &mut Connection, catalog: &Catalog) -> Result<Found, DatabaseError> {
    let rows = connection.query(catalog.select_version()).await?;
    let ids: Vec<String> = rows.iter().map(|row| safe(row.text(0)).into_owned()).collect();
    let table = table_name(catalog);
    let mut heads = ids.clone();
    heads.dedup();
    let mut twice: Vec<String> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    twice.dedup();

    let mut found = Found::from(Detail::Heads { table: table.clone(), heads });
    if let Some(width) = catalog.version_width {
        found = found.fact(Detail::Width { width });
    }
    let (keep_one, add_key) = ways_out(catalog.engine(), &table);
    if !twice.is_empty() {
        let problem = ProbeProblem::DuplicateVersions { table: table.clone(), ids: twice, statement: keep_one };
        found = found.warning(problem);
    }
    if !is_unique(connection, catalog).await? {
        found = found.warning(ProbeProblem::NoPrimaryKey { table, statement: add_key });
    }
    Ok(found)
}

/// Statements that leave one row of each id, and that make sure it stays so.
fn ways_out(engine: Engine, table: &str) -> (String, String) {
    match engine {
        // There is no min(ctid) before PostgreSQL 14.
        Engine::Postgres => (
            format!("DELETE FROM {table} a USING {table} b WHERE a.version_num = b.version_num AND a.ctid > b.ctid;"),
            format!("ALTER TABLE {table} ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);"),
        ),
        // SQLite cannot add a key to a table; a unique index does the same.
        Engine::Sqlite => (
            format!("DELETE FROM {table} WHERE rowid NOT IN (SELECT min(rowid) FROM {table} GROUP BY version_num);"),
            format!("CREATE UNIQUE INDEX alembic_version_unique ON {table} (version_num);"),
        ),
    }
}

/// As a person would write it.
fn table_name(catalog: &Catalog) -> String {
    match catalog.engine() {
        Engine::Postgres => format!("{}.alembic_version", name(catalog.schema())),
        Engine::Sqlite => "alembic_version".to_owned(),
    }
}

async fn is_unique(connection: &mut Connection, catalog: &Catalog) -> Result<bool, DatabaseError> {
    let sql = match catalog.engine() {
        Engine::Postgres => format!(
            "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE i.indisunique AND c.relname = 'alembic_version' AND n.nspname = {}",
            literal(catalog.schema())
        ),
        Engine::Sqlite => "SELECT count(*) FROM pragma_index_list('alembic_version') WHERE \"unique\"".to_owned(),
    };
    let rows = connection.query(sql).await?;
    Ok(rows.first().is_some_and(|row| row.number(0) > 0))
}

/// Other schemas with a version table: of another application, or of this one with another search path.
async fn elsewhere(connection: &mut Connection, catalog: &Catalog) -> Result<Vec<String>, DatabaseError> {
    if catalog.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    let rows = connection
        .query(format!(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relname = 'alembic_version' AND c.relkind IN ('r', 'p') AND n.nspname <> {} \
             AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1",
            literal(catalog.schema())
        ))
        .await?;
    Ok(rows.iter().map(|row| name(row.text(0))).collect())
}

/// Whether another goc is at work; that is no fault.
pub(super) async fn writer(connection: &mut Connection) -> Result<Found, DatabaseError> {
    Ok(match current_holder(connection).await? {
        Some(holder) => Detail::Works { holder: holder.to_string() }.into(),
        None => Detail::NobodyWorks.into(),
    })
}
