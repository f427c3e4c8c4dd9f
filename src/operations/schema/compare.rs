//! From a database and its model to the difference: reads both sides, asks for renames, plans the revisions.

use super::branch::{needs, ownership};
use super::filter::Wanted;
use super::model::{self, Model, Silent};
use super::sides::Schema;
use super::{Block, Change, Options, Rename, SchemaProblem, Stage};
use crate::database::scratch::Scratch;
use crate::database::{Access, Connection, Database, Script, split};
use crate::operations::{Context, Trouble, random};
use crate::revision::{Engine, RevisionId};

/// What to compare, and how.
#[derive(Debug, Clone)]
pub struct Comparing {
    /// The wanted schema.
    pub model: Model,
    /// What a person said is only another name.
    pub renames: Vec<Rename>,
    /// How to write the difference.
    pub options: Options,
    /// Patterns of names that are looked at; all without one.
    pub include: Vec<String>,
    /// Patterns of names that are left alone.
    pub exclude: Vec<String>,
    /// The label of a branch: only what its own revisions make is looked at, and what is new in the model.
    pub branch: Option<String>,
    /// A server where the model may be loaded, if not that of the database.
    pub scratch: Option<Box<Database>>,
}

/// The difference between a database and its model.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub engine: Engine,
    /// What differs, beside what was said to be a rename.
    pub changes: Vec<Change>,
    /// What may only have another name.
    pub candidates: Vec<Rename>,
    /// The revisions that turn the database into the model, in order; none when nothing differs.
    pub stretches: Vec<Stretch>,
    /// Revisions of other branches that have to be applied before, when only one branch was looked at.
    pub needs: Vec<RevisionId>,
}

/// One revision, there and back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    pub stage: Stage,
    pub upgrade: Vec<Block>,
    pub downgrade: Vec<Block>,
}

impl Comparison {
    /// Whether the database is as the model wants it.
    pub fn is_clean(&self) -> bool {
        self.stretches.is_empty()
    }
}

/// Compares the database with the model. It is only read; the model is loaded into a database that is dropped afterwards.
///
/// # Errors
/// One of the two cannot be read, the model does not load, or a rename names nothing.
pub async fn compare(context: &Context, comparing: &Comparing) -> Result<Comparison, Trouble> {
    let engine = context.database.engine();
    let (mut from, path) = read_database(&context.database, context, None).await?;
    let mut there: Vec<Block> = Vec::new();
    let mut back: Vec<Block> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    if !comparing.renames.is_empty() {
        changes.extend(comparing.renames.iter().map(|rename| Change::renamed(rename, from.has_table(rename))));
        let renamed = rename_copy(context, comparing, &from, path.as_deref()).await?;
        (from, there, back) = (renamed.schema, renamed.there, renamed.back);
    }
    let mut wanted = Wanted { include: &comparing.include, exclude: &comparing.exclude, ownership: None };
    if let Some(label) = &comparing.branch {
        wanted.ownership = Some(ownership(context, comparing, label, &from, path.as_deref()).await?);
    }
    let to = read_model(context, comparing, &from, &wanted, path.as_deref()).await?;
    let mut candidates = from.rename_candidates(&to);
    candidates.sort_by(|one, other| (&one.table, &one.from).cmp(&(&other.table, &other.from)));
    let mut stretches: Vec<Stretch> = Vec::new();
    changes.extend(from.difference(&to, &comparing.options, Stage::Together).changes);
    let mut here = from.clone();
    for (schema, stage) in from.waypoints(&to, &comparing.options) {
        let upgrade = here.difference(&schema, &comparing.options, stage).blocks;
        let downgrade = schema.difference(&here, &comparing.options, stage).blocks;
        stretches.push(Stretch { stage, upgrade, downgrade });
        here = schema;
    }
    if !there.is_empty() {
        match stretches.first_mut().filter(|stretch| stretch.stage == Stage::Together) {
            Some(first) => {
                first.upgrade.splice(0..0, there);
                first.downgrade.extend(back);
            }
            None => stretches.insert(0, Stretch { stage: Stage::Together, upgrade: there, downgrade: back }),
        }
    }
    let needs = match &wanted.ownership {
        Some(ownership) => {
            let blocks = stretches.iter().flat_map(|stretch| &stretch.upgrade);
            let statements: Vec<&String> = blocks.flat_map(|block| &block.statements).collect();
            needs(context, ownership, &statements)?
        }
        None => Vec::new(),
    };
    Ok(Comparison { engine, changes, candidates, stretches, needs })
}

/// A copy of the database's schema after renames.
struct Renamed {
    schema: Schema,
    there: Vec<Block>,
    back: Vec<Block>,
}

/// Renames in a copy of the database's schema, so that the server itself writes the new names into everything that mentions them.
async fn rename_copy(
    context: &Context,
    comparing: &Comparing,
    from: &Schema,
    path: Option<&str>,
) -> Result<Renamed, Trouble> {
    let texts = from.copy(context).await?;
    let unknown = |rename: &Rename| {
        Trouble::new(SchemaProblem::UnknownRename { rename: crate::i18n::safe(&rename.to_string()).into_owned() })
    };
    // Tables first: a column is named with the name that its table gets.
    let (tables, columns): (Vec<&Rename>, Vec<&Rename>) =
        comparing.renames.iter().partition(|rename| from.has_table(rename));
    let mut workshop = Workshop::open(context, comparing).await?;
    let result = async {
        let connection = &mut workshop.connection;
        model::load(connection, &texts, &context.stop).await?;
        let (mut there, mut back) = (Vec::new(), Vec::new());
        let mut schema = Schema::read(connection, path).await.map_err(Trouble::new)?;
        for rename in tables.into_iter().chain(columns) {
            let block = schema.rename(rename).ok_or_else(|| unknown(rename))?;
            for sql in &block.statements {
                let statements = split(sql, connection.engine());
                let script = Script { text: sql, statements: &statements, settings: &[] };
                let ran = connection.run(script, &context.stop, &mut Silent).await;
                ran.map_err(|failure| Trouble::new(failure.error))?;
            }
            schema = Schema::read(connection, path).await.map_err(Trouble::new)?;
            back.insert(0, schema.rename(&rename.reversed()).ok_or_else(|| unknown(rename))?);
            there.push(block);
        }
        schema.keep_rights_of(from, &comparing.renames);
        Ok(Renamed { schema, there, back })
    }
    .await;
    workshop.close().await?;
    result
}

/// An empty database for a while.
pub(super) struct Workshop {
    connection: Connection,
    scratch: Option<Scratch>,
}

impl Workshop {
    /// A name that no other has.
    pub(super) fn name() -> String {
        format!("{:012x}", random::bits() & 0xffff_ffff_ffff)
    }

    async fn open(context: &Context, comparing: &Comparing) -> Result<Workshop, Trouble> {
        if context.database.engine() == Engine::Sqlite {
            let connection = Connection::in_memory().await.map_err(Trouble::new)?;
            return Ok(Workshop { connection, scratch: None });
        }
        let beside = comparing.scratch.as_deref().unwrap_or(&context.database);
        let scratch = Scratch::create(beside, &Workshop::name()).await.map_err(Trouble::new)?;
        match scratch.database.connect(Access::Write).await {
            Ok(connection) => Ok(Workshop { connection, scratch: Some(scratch) }),
            Err(error) => {
                let _ = scratch.remove().await;
                Err(Trouble::new(error))
            }
        }
    }

    async fn close(self) -> Result<(), Trouble> {
        self.connection.close().await;
        match self.scratch {
            Some(scratch) => scratch.remove().await.map_err(Trouble::new),
            None => Ok(()),
        }
    }
}

/// The schema of a database, and the search path that its scripts have.
async fn read_database(
    database: &Database,
    context: &Context,
    path: Option<&str>,
) -> Result<(Schema, Option<String>), Trouble> {
    let connected = database.connect_patiently(Access::Read, context.patience, &context.stop).await;
    let mut connection = connected.map_err(Trouble::new)?;
    let path = path.or(connection.script_path()).map(str::to_owned);
    let schema = Schema::read(&mut connection, path.as_deref()).await.map_err(Trouble::new);
    connection.close().await;
    Ok((schema?, path))
}

/// The wanted schema, with the texts that `from` has of what means the same on both sides, and with what is not wanted as `from` has it.
async fn read_model(
    context: &Context,
    comparing: &Comparing,
    from: &Schema,
    wanted: &Wanted<'_>,
    path: Option<&str>,
) -> Result<Schema, Trouble> {
    let filtered = |schema: &Schema| {
        let mut schema = schema.clone();
        schema.filter(wanted);
        schema
    };
    let texts = match &comparing.model {
        Model::Files(file) => model::read(file, from.engine())?,
        Model::Database(database) => {
            let (full, _) = read_database(database, context, path).await?;
            let mut schema = filtered(&full);
            schema.keep_unwanted_of(from, &full, wanted);
            if from.difference(&schema, &comparing.options, Stage::Together).is_empty() {
                return Ok(schema);
            }
            vec![full.as_text()]
        }
    };
    let mut workshop = Workshop::open(context, comparing).await?;
    let result = async {
        model::load(&mut workshop.connection, &texts, &context.stop).await?;
        let full = Schema::read(&mut workshop.connection, path).await.map_err(Trouble::new)?;
        let mut schema = filtered(&full);
        // What means the same can only be tried on what the scratch database has.
        let own = filtered(from);
        schema.settle(&mut workshop.connection, &own, &comparing.options, path).await.map_err(Trouble::new)?;
        schema.keep_unwanted_of(from, &full, wanted);
        Ok(schema)
    }
    .await;
    workshop.close().await?;
    result
}
