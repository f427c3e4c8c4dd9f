//! `goc_mark`: what the database itself says about being precious, so that a wrong URL or a wrong `environment` cannot take a shop back.

use serde::Serialize;

use super::{Catalog, Connection, DatabaseError, literal};
use crate::i18n::safe;
use crate::operator::Operator;

/// The table's name.
pub(super) const MARK_TABLE: &str = "goc_mark";

/// That a database is protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// What has to be typed before anything is taken away from it.
    pub name: String,
    /// Since when, ISO 8601 in UTC.
    pub since: String,
    /// Who said so: `ayse@kasa-1`.
    pub operator: String,
}

impl Mark {
    /// A mark of the person who runs this process.
    pub fn new(name: &str, since: &str) -> Mark {
        let operator = Operator::current();
        Mark {
            name: name.to_owned(),
            since: since.to_owned(),
            operator: format!("{}@{}", operator.user, operator.host),
        }
    }

    /// The database's mark; `None` for one that nobody protected.
    ///
    /// # Errors
    /// It cannot be asked. That is no permission: whoever may not read the mark may not take anything away, either.
    pub async fn read(connection: &mut Connection, catalog: &Catalog) -> Result<Option<Mark>, DatabaseError> {
        if !catalog.has_mark {
            return Ok(None);
        }
        let rows = connection
            .query(format!("SELECT name, since, operator FROM {} ORDER BY since LIMIT 1", catalog.table(MARK_TABLE)))
            .await?;
        Ok(rows.first().map(|row| Mark {
            name: row.text(0).to_owned(),
            since: row.text(1).to_owned(),
            operator: row.text(2).to_owned(),
        }))
    }

    /// Lets something that takes data away go on if `typed` is the name.
    ///
    /// # Errors
    /// [`DatabaseError::Protected`].
    pub fn allow(&self, typed: Option<&str>) -> Result<(), DatabaseError> {
        if typed == Some(self.name.as_str()) {
            return Ok(());
        }
        Err(DatabaseError::Protected {
            name: safe(&self.name).into_owned(),
            since: safe(&self.since).into_owned(),
            operator: safe(&self.operator).into_owned(),
            typed: typed.map(|typed| safe(typed).into_owned()),
        })
    }

    /// The statements that set it, in the place of another.
    pub fn set(&self, catalog: &Catalog) -> String {
        let table = catalog.table(MARK_TABLE);
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (name TEXT NOT NULL, since TEXT NOT NULL, operator TEXT NOT NULL); \
             DELETE FROM {table}; INSERT INTO {table} (name, since, operator) VALUES ({}, {}, {});",
            literal(&self.name),
            literal(&self.since),
            literal(&self.operator)
        )
    }

    /// The statement that takes it away.
    pub fn clear(catalog: &Catalog) -> String {
        format!("DELETE FROM {};", catalog.table(MARK_TABLE))
    }
}

/// Lets something that takes data away go on, as [`Mark::allow`] does.
///
/// # Errors
/// [`DatabaseError::Protected`], or the database cannot be asked.
pub async fn guard(connection: &mut Connection, catalog: &Catalog, typed: Option<&str>) -> Result<(), DatabaseError> {
    Mark::read(connection, catalog).await?.map_or(Ok(()), |mark| mark.allow(typed))
}
