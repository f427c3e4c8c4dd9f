//! One side of a comparison, whichever engine it is of. Both sides of one comparison are of the same.

use std::collections::BTreeSet;

use super::filter::Wanted;
use super::model::ModelText;
use super::settle::settle;
use super::{Block, Difference, Options, Rename, Stage, postgres, sqlite};
use crate::database::introspect::{postgres as of_postgres, sqlite as of_sqlite};
use crate::database::{Connection, DatabaseError};
use crate::operations::backup::schema_dump;
use crate::operations::{Context, Trouble};
use crate::revision::Engine;

/// A schema that was read.
#[derive(Debug, Clone)]
pub(super) enum Schema {
    Postgres(Box<of_postgres::Schema>),
    Sqlite(Box<of_sqlite::Schema>),
}

impl Schema {
    /// Reads a database's schema. On PostgreSQL names are written as they are under `path`.
    pub(super) async fn read(connection: &mut Connection, path: Option<&str>) -> Result<Schema, DatabaseError> {
        match connection {
            Connection::Postgres(session) => Ok(Schema::Postgres(Box::new(of_postgres::read(session, path).await?))),
            Connection::Sqlite(_) => Ok(Schema::Sqlite(Box::new(of_sqlite::read(connection).await?))),
        }
    }

    pub(super) fn engine(&self) -> Engine {
        match self {
            Schema::Postgres(_) => Engine::Postgres,
            Schema::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// What makes this schema in an empty database.
    pub(super) fn as_text(&self) -> ModelText {
        match self {
            Schema::Postgres(schema) => {
                let nothing = schema.without_objects();
                let blocks = postgres::difference(&nothing, schema, &Options::default(), Stage::Together).blocks;
                let statements = blocks.into_iter().flat_map(|block| block.statements);
                let text: String = statements.map(|statement| format!("{statement};\n")).collect();
                ModelText::of_database(&text, Engine::Postgres)
            }
            Schema::Sqlite(schema) => sqlite_text(schema),
        }
    }

    /// Takes the text over that `from` has of what means the same; `scratch` is a database with this schema.
    pub(super) async fn settle(
        &mut self,
        scratch: &mut Connection,
        from: &Schema,
        options: &Options,
        path: Option<&str>,
    ) -> Result<(), DatabaseError> {
        match (self, from) {
            (Schema::Postgres(to), Schema::Postgres(from)) => settle(scratch, from, to, options, path).await,
            // SQLite keeps the text as it was written.
            _ => Ok(()),
        }
    }

    /// Leaves out what nobody wants to see, with everything that is a part of it.
    pub(super) fn filter(&mut self, wanted: &Wanted<'_>) {
        if wanted.is_everything() {
            return;
        }
        match self {
            Schema::Postgres(schema) => postgres::filter(schema, &|name| wanted.is_wanted(name, name)),
            Schema::Sqlite(schema) => sqlite::filter(schema, &|name| wanted.is_wanted(name, &of_sqlite::fold(name))),
        }
    }

    /// Takes over from `other` what [`filter`](Self::filter) has left out, so that it is the same on both sides, and what depends on a
    /// change makes room like everything else. `full` is this schema as it was before.
    pub(super) fn keep_unwanted_of(&mut self, other: &Schema, full: &Schema, wanted: &Wanted<'_>) {
        if wanted.is_everything() {
            return;
        }
        match (self, other, full) {
            (Schema::Postgres(to), Schema::Postgres(from), Schema::Postgres(full)) => {
                postgres::keep_unwanted(to, from, full, &|name| wanted.is_wanted(name, name));
            }
            (Schema::Sqlite(to), Schema::Sqlite(from), _) => {
                sqlite::keep_unwanted(to, from, &|name| wanted.is_wanted(name, &of_sqlite::fold(name)));
            }
            _ => {}
        }
    }

    /// The names of what patterns are matched with, folded.
    pub(super) fn names(&self) -> BTreeSet<String> {
        match self {
            Schema::Postgres(schema) => postgres::subjects(schema),
            Schema::Sqlite(schema) => {
                let tables = schema.tables.iter().map(|table| &table.name);
                tables.chain(schema.views.iter().map(|view| &view.name)).map(|name| of_sqlite::fold(name)).collect()
            }
        }
    }

    /// A name where letters that do not count are all small.
    pub(super) fn folded(&self, name: &str) -> String {
        match self {
            Schema::Postgres(_) => name.to_owned(),
            Schema::Sqlite(_) => of_sqlite::fold(name),
        }
    }

    pub(super) fn difference(&self, to: &Schema, options: &Options, stage: Stage) -> Difference {
        match (self, to) {
            (Schema::Postgres(from), Schema::Postgres(to)) => postgres::difference(from, to, options, stage),
            (Schema::Sqlite(from), Schema::Sqlite(to)) => sqlite::difference(from, to, options),
            _ => Difference::default(),
        }
    }

    /// The schemas on the way to `to`, and how each is reached.
    pub(super) fn waypoints(&self, to: &Schema, options: &Options) -> Vec<(Schema, Stage)> {
        match (self, to) {
            (Schema::Postgres(from), Schema::Postgres(to)) => {
                let waypoints = postgres::waypoints(from, to, options);
                waypoints.into_iter().map(|point| (Schema::Postgres(Box::new(point.schema)), point.stage)).collect()
            }
            _ if self.difference(to, options, Stage::Together).is_empty() => Vec::new(),
            _ => vec![(to.clone(), Stage::Together)],
        }
    }

    pub(super) fn rename_candidates(&self, to: &Schema) -> Vec<Rename> {
        match (self, to) {
            (Schema::Postgres(from), Schema::Postgres(to)) => postgres::rename_candidates(from, to),
            (Schema::Sqlite(from), Schema::Sqlite(to)) => sqlite::rename_candidates(from, to),
            _ => Vec::new(),
        }
    }

    pub(super) fn rename(&self, rename: &Rename) -> Option<Block> {
        match self {
            Schema::Postgres(schema) => postgres::rename(schema, rename),
            Schema::Sqlite(schema) => sqlite::rename(schema, rename),
        }
    }

    /// Whether a rename is one of a table.
    pub(super) fn has_table(&self, rename: &Rename) -> bool {
        let name = match &rename.table {
            Some(schema) => format!("{schema}.{}", rename.from),
            None => rename.from.clone(),
        };
        match self {
            Schema::Postgres(schema) => schema.tables().any(|(table, _)| schema.names.plain(table) == name),
            Schema::Sqlite(schema) => {
                schema.tables.iter().any(|table| of_sqlite::fold(&table.name) == of_sqlite::fold(&name))
            }
        }
    }

    /// What makes the schema of the database in an empty one.
    pub(super) async fn copy(&self, context: &Context) -> Result<Vec<ModelText>, Trouble> {
        let text = match self {
            Schema::Postgres(_) => {
                let text = schema_dump(context).await.map_err(Trouble::new)?;
                ModelText::of_database(&text, Engine::Postgres)
            }
            Schema::Sqlite(schema) => sqlite_text(schema),
        };
        Ok(vec![text])
    }

    /// A copy has no owners and rights of its own.
    pub(super) fn keep_rights_of(&mut self, original: &Schema, renames: &[Rename]) {
        // SQLite has neither owners nor rights.
        if let (Schema::Postgres(copy), Schema::Postgres(original)) = (self, original) {
            postgres::keep_rights(copy, original, renames);
        }
    }
}

fn sqlite_text(schema: &of_sqlite::Schema) -> ModelText {
    let text: String = of_sqlite::statements(schema).iter().map(|statement| format!("{statement};\n")).collect();
    ModelText::of_database(&text, Engine::Sqlite)
}
