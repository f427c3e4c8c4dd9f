//! What a login may do in the schema that goc's tables go to.

use super::check::Found;
use super::postgres::name;
use super::{Detail, ProbeProblem};
use crate::database::lock::LOCK_CLASS;
use crate::database::{Catalog, Connection, DatabaseError, OWN_TABLES, Row, literal};
use crate::i18n::safe;

/// No lock is ever taken under this number for longer than a moment, so asking for it disturbs no writer.
const LOCK_TO_TRY: u32 = 0;

/// Rights on the schema, on goc's tables, and on the tables that revisions are going to alter.
pub(super) async fn rights(connection: &mut Connection) -> Result<Found, DatabaseError> {
    let catalog = Catalog::read(connection).await?;
    let schema = catalog.schema();
    let rows = connection
        .query(format!(
            "SELECT current_user, has_schema_privilege({0}, 'USAGE'), has_schema_privilege({0}, 'CREATE')",
            literal(schema)
        ))
        .await?;
    let row = rows.into_iter().next().unwrap_or(Row(Vec::new()));
    let user = name(row.text(0));
    let missing: Vec<String> = [(1, "USAGE"), (2, "CREATE")]
        .iter()
        .filter(|(column, _)| !row.is_true(*column))
        .map(|(_, right)| (*right).to_owned())
        .collect();
    let mut found = if missing.is_empty() {
        Found::from(Detail::MayCreate { schema: safe(schema).into_owned() })
    } else {
        Found::default().failure(ProbeProblem::SchemaRights {
            user: user.clone(),
            schema: name(schema),
            rights: missing,
        })
    };
    for (table, rights) in missing_on_tables(connection, schema).await? {
        found = found.failure(ProbeProblem::TableRights { user: user.clone(), table, rights });
    }
    ownership(connection, schema, user, found).await
}

/// goc's tables that this login cannot use fully, with what is missing.
async fn missing_on_tables(
    connection: &mut Connection,
    schema: &str,
) -> Result<Vec<(String, Vec<String>)>, DatabaseError> {
    let rows = connection
        .query(format!(
            "SELECT c.relname, string_agg(p, ',') \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, \
             unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p \
             WHERE n.nspname = {} AND c.relkind IN ('r', 'p') AND c.relname IN ({}) \
             AND NOT has_table_privilege(c.oid, p) GROUP BY c.relname ORDER BY c.relname",
            literal(schema),
            OWN_TABLES.map(literal).join(", ")
        ))
        .await?;
    let table = |row: &Row| format!("{}.{}", name(schema), name(row.text(0)));
    Ok(rows.iter().map(|row| (table(row), row.text(1).split(',').map(str::to_owned).collect())).collect())
}

/// ALTER TABLE is for owners. What belongs to an extension is nobody's business.
async fn ownership(
    connection: &mut Connection,
    schema: &str,
    user: String,
    found: Found,
) -> Result<Found, DatabaseError> {
    let rows = connection
        .query(format!(
            "WITH t AS (SELECT c.relname, pg_get_userbyid(c.relowner) AS owner, pg_has_role(c.relowner, 'USAGE') AS own \
               FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
               WHERE n.nspname = {} AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend d \
                 WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')) \
             SELECT (SELECT count(*) FROM t WHERE own), (SELECT count(*) FROM t WHERE NOT own), \
               (SELECT json_agg(o) FROM (SELECT DISTINCT owner AS o FROM t WHERE NOT own ORDER BY 1 LIMIT 5) x), \
               (SELECT json_agg(r) FROM (SELECT relname AS r FROM t WHERE NOT own ORDER BY 1 LIMIT 5) x)",
            literal(schema)
        ))
        .await?;
    let row = rows.into_iter().next().unwrap_or(Row(Vec::new()));
    let count = |column| usize::try_from(row.number(column)).unwrap_or_default();
    let names = |column| serde_json::from_str::<Vec<String>>(row.text(column)).unwrap_or_default();
    if count(1) == 0 {
        return Ok(found.fact(Detail::Tables { own: count(0) }));
    }
    Ok(found.warning(ProbeProblem::NotOwner {
        user,
        owners: names(2).iter().map(|owner| name(owner)).collect(),
        tables: names(3).iter().map(|table| format!("{}.{}", name(schema), name(table))).collect(),
        count: count(1),
    }))
}

/// Whether a session lock can be had, and lasts: behind a pooler in transaction mode it would not.
pub(super) async fn lock(connection: &mut Connection) -> Result<Found, DatabaseError> {
    let tried = connection
        .query(format!(
            "SELECT pg_try_advisory_lock({LOCK_CLASS}, {LOCK_TO_TRY}); SELECT pg_advisory_unlock({LOCK_CLASS}, {LOCK_TO_TRY})"
        ))
        .await;
    let mut found = match tried {
        Ok(_) => Found::from(Detail::LockPossible),
        Err(DatabaseError::Permission { reason }) => {
            let rows = connection.query("SELECT current_user").await?;
            let user = name(rows.first().map_or("", |row| row.text(0)));
            Found::default().failure(ProbeProblem::LockRefused { user, reason })
        }
        Err(error) => return Err(error),
    };
    let rows = connection.query("SELECT pg_backend_pid()").await?;
    let pid = rows.first().map(|row| row.number(0));
    if pid != connection.backend_pid().map(i64::from) {
        found = found.warning(ProbeProblem::Pooler);
    }
    Ok(found)
}
