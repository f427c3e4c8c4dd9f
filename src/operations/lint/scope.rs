//! What is looked at: pending revisions, all of them, some of them, or files.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::objects::Objects;
use super::{Lint, LintReport, Part, lint_part};
use crate::database::split::split;
use crate::database::{Access, Catalog};
use crate::operations::migration::make_plan;
use crate::operations::{Context, MigrationError, Revisions};
use crate::revision::{Direction, Engine, FileProblem, Node, RevisionFile, RevisionId, Section, Target, read_sql};

const BOTH_WAYS: &[Direction] = &[Direction::Upgrade, Direction::Downgrade];

/// Lints what an upgrade to `heads` would run on the database.
///
/// # Errors
/// The files do not fit together, one was changed meanwhile, or the database cannot be asked.
pub async fn lint_pending(context: &Context, engines: &[Engine]) -> Result<LintReport, MigrationError> {
    context.revisions.runnable()?;
    let graph = context.graph()?;
    let mut connection = context.connect(Access::Read).await?;
    let catalog = Catalog::read(&mut connection).await?;
    let rows = catalog.read_version(&mut connection).await?.unwrap_or_default();
    connection.close().await;
    let plan = make_plan(graph, Direction::Upgrade, &rows, &Target::parse("heads")?)?;
    let pending: Vec<Node> = plan.steps.iter().filter_map(|step| graph.by_id(&step.revision)).collect();
    let settings = Settings {
        directions: &[Direction::Upgrade],
        engines,
        lock_timeout_off: context.database.lock_timeout().is_zero(),
    };
    settings.lint(&context.revisions, &pending)
}

/// Lints these revisions, both ways.
///
/// # Errors
/// The files do not fit together, or one was changed meanwhile.
pub fn lint_revisions(
    revisions: &Revisions,
    chosen: &[Node],
    engines: &[Engine],
    lock_timeout_off: bool,
) -> Result<LintReport, MigrationError> {
    revisions.runnable()?;
    revisions.checked()?;
    Settings { directions: BOTH_WAYS, engines, lock_timeout_off }.lint(revisions, chosen)
}

/// Lints every revision, both ways, in an order in which they could run.
///
/// # Errors
/// As [`lint_revisions`].
pub fn lint_all(
    revisions: &Revisions,
    engines: &[Engine],
    lock_timeout_off: bool,
) -> Result<LintReport, MigrationError> {
    revisions.runnable()?;
    let graph = revisions.checked()?;
    lint_revisions(revisions, graph.topological_order(), engines, lock_timeout_off)
}

/// Lints the steps of a plan on one engine, by revision. What cannot be read has no findings: it has a problem of its own.
pub(in crate::operations) fn lint_steps(
    context: &Context,
    direction: Direction,
    steps: &[crate::revision::Step],
) -> HashMap<Node, Vec<Lint>> {
    let graph = &context.revisions.graph;
    let chosen: Vec<Node> = steps.iter().filter_map(|step| graph.by_id(&step.revision)).collect();
    let settings = Settings {
        directions: &[direction],
        engines: &[context.database.engine()],
        lock_timeout_off: context.database.lock_timeout().is_zero(),
    };
    settings.find(&context.revisions, &chosen)
}

/// Lints a file: a revision by its sections, both ways, anything else as one piece of SQL. Nothing is known of what was there before.
///
/// # Errors
/// The file cannot be read, is no text, or begins as a revision and is none.
pub fn lint_file(path: &Path, engines: &[Engine]) -> Result<Vec<Lint>, FileProblem> {
    if path.extension().is_some_and(|extension| extension == "py") {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Err(FileProblem::Alembic { directory: crate::i18n::safe(&folder.to_string_lossy()).into_owned() });
    }
    let text = read_sql(path)?;
    lint_text(path, &text, engines)
}

/// As [`lint_file`], of a text that was read already.
///
/// # Errors
/// It begins as a revision and is none.
pub fn lint_text(path: &Path, text: &str, engines: &[Engine]) -> Result<Vec<Lint>, FileProblem> {
    let settings = Settings { directions: BOTH_WAYS, engines, lock_timeout_off: false };
    if is_revision(text) {
        let file = RevisionFile::parse(path, text.as_bytes())?;
        let parts = |direction| settings.parts(&file, text, direction, None);
        let name = file.file_name();
        let lints = BOTH_WAYS.iter().flat_map(|&direction| parts(direction));
        return Ok(lints.flat_map(|part| lint_part(part, &name, Some(&file.header.id), engines)).collect());
    }
    let off = |line: &str| line.strip_prefix("-- goc:transaction").is_some_and(|rest| rest.trim() == "off");
    let part = Part {
        sql: text,
        first_line: 1,
        direction: None,
        engine: None,
        transaction: !text.lines().any(off),
        objects: None,
        lock_timeout_off: false,
    };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Ok(lint_part(part, &crate::i18n::safe(&name), None, engines))
}

/// Whether a text is meant as a revision: a line of the header, or a section.
fn is_revision(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let header = lines.clone().take_while(|line| line.is_empty() || line.starts_with("--"));
    header.into_iter().any(|line| line.starts_with("-- revision:"))
        || lines.any(|line| line.starts_with("-- goc:upgrade") || line.starts_with("-- goc:downgrade"))
}

struct Settings<'a> {
    directions: &'a [Direction],
    engines: &'a [Engine],
    lock_timeout_off: bool,
}

impl Settings<'_> {
    fn lint(&self, revisions: &Revisions, chosen: &[Node]) -> Result<LintReport, MigrationError> {
        let mut found = self.find(revisions, chosen);
        // What could not be read has no entry.
        if let Some(&node) = chosen.iter().find(|node| !found.contains_key(node)) {
            revisions.source.read_text(revisions.graph.file(node))?;
        }
        let findings = chosen.iter().filter_map(|node| found.remove(node)).flatten().collect();
        Ok(LintReport::new(chosen.len(), findings))
    }

    /// The findings of each revision that can be read.
    fn find(&self, revisions: &Revisions, chosen: &[Node]) -> HashMap<Node, Vec<Lint>> {
        let graph = &revisions.graph;
        let mut found: HashMap<Node, Vec<Lint>> = HashMap::with_capacity(chosen.len());
        let mut rebuilding: HashSet<Node> = HashSet::new();
        for &node in chosen {
            let Ok(text) = revisions.source.read_text(graph.file(node)) else { continue };
            if self.engines.contains(&Engine::Sqlite) && drops_tables(graph.file(node), &text) {
                rebuilding.insert(node);
            }
            found.insert(node, self.revision(graph.file(node), &text, None));
        }
        self.with_objects(revisions, rebuilding, &mut found);
        found
    }

    /// Again with what earlier revisions have made, which a rebuilt table must not lose. Follows whole the history once.
    fn with_objects(&self, revisions: &Revisions, mut rebuilding: HashSet<Node>, found: &mut HashMap<Node, Vec<Lint>>) {
        let graph = &revisions.graph;
        let mut objects = Objects::default();
        for &node in graph.topological_order() {
            if rebuilding.is_empty() {
                break;
            }
            let file = graph.file(node);
            let Ok(text) = revisions.source.read_text(file) else { continue };
            if rebuilding.remove(&node) {
                found.insert(node, self.revision(file, &text, Some(&objects)));
            }
            if let Some(section) = file.section_for(Direction::Upgrade, Engine::Sqlite) {
                let sql = section.sql(&text);
                objects.follow(sql, &split(sql, Engine::Sqlite));
            }
        }
    }

    /// A revision, with what there was before it. That has to be there again after its downgrade, too; what its upgrade made may go.
    fn revision(&self, file: &RevisionFile, text: &str, before: Option<&Objects>) -> Vec<Lint> {
        let (name, id): (String, &RevisionId) = (file.file_name(), &file.header.id);
        let mut lints = Vec::new();
        for &direction in self.directions {
            for part in self.parts(file, text, direction, before) {
                lints.extend(lint_part(part, &name, Some(id), self.engines));
            }
        }
        lints
    }

    /// The sections that run in this direction, each once.
    fn parts<'a>(
        &self,
        file: &'a RevisionFile,
        text: &'a str,
        direction: Direction,
        objects: Option<&'a Objects>,
    ) -> Vec<Part<'a>> {
        let of = |engine| file.section_for(direction, engine);
        let (postgres, sqlite) = (of(Engine::Postgres), of(Engine::Sqlite));
        let is_shared = postgres.is_some_and(|section| section.engine.is_none()) && postgres == sqlite;
        let sections = match is_shared {
            true => vec![(postgres, None)],
            false => vec![(postgres, Some(Engine::Postgres)), (sqlite, Some(Engine::Sqlite))],
        };
        let part = |(section, engine): (Option<&Section>, Option<Engine>)| {
            // What has no way back never runs.
            let section = section.filter(|section| !section.none && section.irreversible.is_none())?;
            Some(Part {
                sql: section.sql(text),
                first_line: section.first_line,
                direction: Some(direction),
                engine,
                transaction: section.transaction,
                objects,
                lock_timeout_off: self.lock_timeout_off,
            })
        };
        sections.into_iter().filter_map(part).collect()
    }
}

fn drops_tables(file: &RevisionFile, text: &str) -> bool {
    file.sections.iter().any(|section| {
        let sql = section.sql(text);
        split(sql, Engine::Sqlite).iter().any(|one| crate::database::split::drops_table(sql, one, Engine::Sqlite))
    })
}
