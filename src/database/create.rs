//! Making a PostgreSQL database, and the right to make tables in it.

use super::{Access, Catalog, Connection, Database, DatabaseError, Target, identifier, literal};
use crate::config::PostgresTarget;

/// The databases that every server has, to log in to while the wanted one is not there. One of them may be closed to this login.
const MAINTENANCE: [&str; 2] = ["postgres", "template1"];

/// What a server says while the wanted database is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerView {
    /// The product and its version.
    pub version: String,
    /// Whether this login may create databases.
    pub may_create_databases: bool,
}

impl Database {
    /// Asks the server about itself, without the wanted database. `None` for SQLite, which has no server.
    pub async fn server(&self) -> Result<Option<ServerView>, DatabaseError> {
        let Target::Postgres(target) = &self.target else { return Ok(None) };
        let mut connection = self.connect_for_maintenance(target).await?;
        let view = server_view(&mut connection).await;
        connection.close().await;
        view.map(Some)
    }

    /// Creates the database on its server as this login, with UTF8 as its encoding. One that is there already is left alone.
    ///
    /// # Errors
    /// [`DatabaseError::Permission`] when the login may not create databases. A SQLite file makes itself, so there is nothing to do.
    pub async fn create(&self) -> Result<(), DatabaseError> {
        let Target::Postgres(target) = &self.target else { return Ok(()) };
        let mut connection = self.connect_for_maintenance(target).await?;
        // template0 has no rows and objects of somebody else's, and allows another encoding than the server's own.
        let sql = format!("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", identifier(&target.database));
        let created = connection.execute(sql).await;
        connection.close().await;
        match created {
            // Somebody else was faster; or it was us: a server finishes what a goc that was killed had asked for, and whoever asks
            // meanwhile waits for it and then fails on the unique index of the names.
            Err(DatabaseError::Statement { code, .. }) if matches!(code.as_str(), "42P04" | "23505") => Ok(()),
            other => other,
        }
    }

    /// A session in a database that every server has.
    pub(super) async fn connect_for_maintenance(&self, target: &PostgresTarget) -> Result<Connection, DatabaseError> {
        let mut last = DatabaseError::NoDatabase { database: MAINTENANCE[0].to_owned() };
        for name in MAINTENANCE {
            let target = PostgresTarget { database: name.to_owned(), ..target.clone() };
            let database = Database { target: Target::Postgres(Box::new(target)), ..self.clone() };
            match database.connect(Access::Write).await {
                Ok(connection) => return Ok(connection),
                Err(error @ (DatabaseError::NoDatabase { .. } | DatabaseError::Permission { .. })) => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }
}

async fn server_view(connection: &mut Connection) -> Result<ServerView, DatabaseError> {
    let rows = connection.query("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").await?;
    Ok(ServerView {
        version: connection.version().await?,
        may_create_databases: rows.first().is_some_and(|row| row.is_true(0)),
    })
}

/// How a database stores text, if it is not UTF-8, which Turkish needs.
pub async fn wrong_encoding(connection: &mut Connection) -> Result<Option<String>, DatabaseError> {
    let Connection::Postgres(_) = connection else { return Ok(None) };
    let rows = connection.query("SELECT current_setting('server_encoding')").await?;
    Ok(rows.first().map(|row| row.text(0).to_owned()).filter(|encoding| encoding != "UTF8"))
}

/// Whether this login may make tables in the schema where goc's and the application's go; `None` when it may, else the schema.
pub async fn missing_create_right(connection: &mut Connection) -> Result<Option<String>, DatabaseError> {
    let Connection::Postgres(_) = connection else { return Ok(None) };
    let catalog = Catalog::read(connection).await?;
    let schema = catalog.schema().to_owned();
    let rows = connection
        .query(format!(
            "SELECT has_schema_privilege({0}, 'CREATE') AND has_schema_privilege({0}, 'USAGE')",
            literal(&schema)
        ))
        .await?;
    Ok((!rows.first().is_some_and(|row| row.is_true(0))).then_some(schema))
}

/// Gives this login the right to make tables in `schema`. PostgreSQL 15 and newer do not give it to everybody.
///
/// Whether it worked, [`missing_create_right`] has to say: a grant that does nothing is only a warning of the server.
pub async fn grant_create_right(connection: &mut Connection, schema: &str) -> Result<(), DatabaseError> {
    connection.execute(format!("GRANT USAGE, CREATE ON SCHEMA {} TO CURRENT_USER", identifier(schema))).await
}
