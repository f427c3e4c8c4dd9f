//! From a project to a folder of goc's.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::problem::ImportProblem;
use super::render::Types;
use super::report::{ImportReport, Imported, LeftOut};
use super::revision::follow;
use super::section::{self, Piece, Section, Sections};
use super::sqlite::Shadow;
use super::write::{self, NewFile};
use crate::database::DatabaseError;
use crate::i18n::{Lang, safe};
use crate::operations::migration::{GraphMending, mend_graph};
use crate::operations::{Revisions, Trouble};
use crate::revision::file;
use crate::revision::{Direction, Engine, Graph, Node, RevisionFile, RevisionHeader, Source, Through};

/// What is to be imported, and where to.
#[derive(Debug, Clone)]
pub struct Importing {
    /// The project: a folder of revisions, the folder with `env.py`, or the `alembic.ini`.
    pub from: PathBuf,
    /// The folder of the new files.
    pub to: PathBuf,
    /// Whether to tell only, and write nothing.
    pub dry_run: bool,
    /// Whether names that are wrong in the files' declarations count as what was meant, and several heads are joined by a new revision;
    /// see [`mend_graph`]. The files themselves stay as they are.
    pub fix: bool,
    /// The language of notes in the new files.
    pub lang: Lang,
}

/// Imports every revision that can be read. A revision on a cycle, and a second one of the same id, stay behind and are reported.
///
/// # Errors
/// There is nothing to import, or the files cannot be written. Then none is.
pub async fn import(importing: &Importing) -> Result<ImportReport, Trouble> {
    let source = Source::at(importing.from.clone());
    let directory = safe(&importing.from.to_string_lossy()).into_owned();
    let Source::Alembic(project) = &source else {
        return Err(Trouble::new(ImportProblem::NotAlembic { directory }));
    };
    write::not_among(&project.locations, &importing.to)?;
    let mut revisions = Revisions::load(source.clone());
    if revisions.graph.is_empty() {
        return Err(match revisions.problems.first() {
            Some(problem) => Trouble::new(problem.clone()),
            None => Trouble::new(ImportProblem::NothingToImport { directory }),
        });
    }
    let mut mended = GraphMending::default();
    if importing.fix {
        (revisions, mended) = mend_graph(revisions, importing.lang);
    }
    let mut report = ImportReport {
        to: importing.to.clone(),
        dry_run: importing.dry_run,
        revisions: Vec::new(),
        problems: problems(&revisions),
        mended,
    };
    let mut files = Vec::new();
    let mut way = Way::new(&revisions.graph).await.map_err(Trouble::new)?;
    for node in order(&revisions.graph) {
        let revision = revisions.graph.file(node);
        match source.read_text(revision) {
            Ok(text) => {
                let sections = way.translate(node, &text).await.map_err(Trouble::new)?;
                let (file, imported) = written(revision, &sections, &text, importing.lang);
                files.push(file);
                report.revisions.push(imported);
            }
            Err(problem) => report.problems.push(Trouble::new(problem)),
        }
    }
    if let Some(header) = &report.mended.merge {
        let (file, imported) = joining(header);
        files.push(file);
        report.revisions.push(imported);
    }
    write::check(&importing.to, &files)?;
    if !importing.dry_run {
        write::write(&importing.to, &files)?;
    }
    Ok(report)
}

/// What is wrong with the files, and with what they say about each other.
fn problems(revisions: &Revisions) -> Vec<Trouble> {
    let files = revisions.problems.iter().map(|problem| Trouble::new(problem.clone()));
    files.chain(revisions.graph.findings().iter().map(|problem| Trouble::new(problem.clone()))).collect()
}

fn written(revision: &RevisionFile, sections: &Sections, source: &str, lang: Lang) -> (NewFile, Imported) {
    let header = &revision.header;
    let name = file::file_name(&header.id, &header.message);
    let source_name = revision.file_name();
    let text = section::text(sections, &source_name, source, lang);
    let mut left_out = Vec::new();
    for (direction, both) in [Direction::Upgrade, Direction::Downgrade].into_iter().zip(sections) {
        for (engine, section) in [Engine::Postgres, Engine::Sqlite].into_iter().zip(both) {
            left_out.extend(section.pieces.iter().filter_map(|piece| match piece {
                Piece::LeftOut(line, what) => {
                    Some(LeftOut { direction, engine, line: *line, what: safe(what).into_owned() })
                }
                _ => None,
            }));
        }
    }
    let imported = Imported {
        revision: header.id.shown(),
        file: safe(&name).into_owned(),
        source: source_name,
        untranslated: section::marks(sections, source),
        left_out,
    };
    (NewFile { name, text: file::write(header, Some(&text)), id: header.id.clone() }, imported)
}

/// The revision that joins heads, which comes from no file.
fn joining(header: &RevisionHeader) -> (NewFile, Imported) {
    let name = file::file_name(&header.id, &header.message);
    let imported = Imported {
        revision: header.id.shown(),
        file: safe(&name).into_owned(),
        source: String::new(),
        untranslated: Vec::new(),
        left_out: Vec::new(),
    };
    let text = file::write(header, Some("-- goc:upgrade\n\n-- goc:downgrade\n"));
    (NewFile { name, text, id: header.id.clone() }, imported)
}

/// The revisions that are imported, what is needed before what needs it, and one branch after the other.
fn order(graph: &Graph) -> Vec<Node> {
    let is_first = |node: &Node| graph.by_id(graph.id(*node)) == Some(*node);
    let mut waits: HashMap<Node, usize> = graph.nodes().map(|node| (node, graph.below(node).len())).collect();
    let mut ready: Vec<Node> = graph.nodes().filter(|&node| graph.below(node).is_empty()).collect();
    ready.reverse();
    let mut order = Vec::with_capacity(graph.len());
    while let Some(node) = ready.pop() {
        order.push(node);
        for &above in graph.above(node).iter().rev() {
            if let Some(count) = waits.get_mut(&above) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(above);
                }
            }
        }
    }
    order.retain(is_first);
    order
}

/// What is known at a revision, on the way through the graph.
struct Way<'a> {
    graph: &'a Graph,
    shadow: Shadow,
    /// The revisions whose statements have run in the shadow.
    ran: Vec<Node>,
    here: HashSet<Node>,
    /// All revisions that were translated, in order.
    order: Vec<Node>,
    /// What each of them is on SQLite.
    statements: HashMap<Node, Vec<String>>,
    types: HashMap<Node, Types>,
}

impl<'a> Way<'a> {
    async fn new(graph: &'a Graph) -> Result<Way<'a>, DatabaseError> {
        let shadow = Shadow::new().await?;
        let (ran, order, here) = (Vec::new(), Vec::new(), HashSet::new());
        Ok(Way { graph, shadow, ran, here, order, statements: HashMap::new(), types: HashMap::new() })
    }

    /// Translates a revision. Everything below it was translated before.
    async fn translate(&mut self, node: Node, source: &str) -> Result<Sections, DatabaseError> {
        self.go_to(node).await?;
        let [[up_postgres, up_sqlite], [down_postgres, down_sqlite]] = follow(source);
        let mut types = Types::default();
        for below in self.graph.below(node) {
            types.join(self.types.get(below).unwrap_or(&Types::default()));
        }
        let before = types.clone();
        let upgrade = up_postgres.postgres(source, Direction::Upgrade, &mut types);
        self.types.insert(node, types.clone());
        let mut downgrade = down_postgres.postgres(source, Direction::Downgrade, &mut types);
        take_types_along(&mut downgrade, &types, &before);
        let sqlite_upgrade = up_sqlite.sqlite(source, Direction::Upgrade, &mut self.shadow).await?;
        self.ran.push(node);
        self.order.push(node);
        self.here.insert(node);
        self.statements.insert(node, statements(&sqlite_upgrade));
        self.shadow.begin("downgrade").await?;
        let sqlite_downgrade = down_sqlite.sqlite(source, Direction::Downgrade, &mut self.shadow).await?;
        self.shadow.undo("downgrade").await?;
        Ok([[upgrade, sqlite_upgrade], [downgrade, sqlite_downgrade]])
    }

    /// Makes the shadow what the revisions below a revision leave behind, and nothing else.
    async fn go_to(&mut self, node: Node) -> Result<(), DatabaseError> {
        let ancestors = self.graph.ancestors(self.graph.below(node).iter().copied(), Through::Everything);
        let is_below = |node: &Node| ancestors.contains(*node);
        if self.ran.iter().all(is_below) && ancestors.iter().all(|node| self.is_here(node)) {
            return Ok(());
        }
        self.shadow.restart().await?;
        self.here.clear();
        // In the order in which they were translated, which is one that runs.
        let again: Vec<Node> = self.order.iter().copied().filter(is_below).collect();
        for node in &again {
            for sql in self.statements.get(node).into_iter().flatten() {
                // What was accepted once may stand on something that only another branch has; then it is not here.
                let _ = self.shadow.attempt(sql).await;
            }
            self.here.insert(*node);
        }
        self.ran = again;
        Ok(())
    }

    /// Whether a revision has run in the shadow, or was left behind and never will.
    fn is_here(&self, node: Node) -> bool {
        self.here.contains(&node) || !self.statements.contains_key(&node)
    }
}

fn statements(section: &Section) -> Vec<String> {
    let sql = section.pieces.iter().filter_map(|piece| match piece {
        Piece::Sql(sql) => Some(sql.clone()),
        _ => None,
    });
    sql.collect()
}

/// Drops the types that the upgrade made for its tables: Alembic leaves them behind, and then cannot go out again.
fn take_types_along(downgrade: &mut Section, types: &Types, before: &Types) {
    let has_marks = downgrade.pieces.iter().any(|piece| matches!(piece, Piece::Mark(..)));
    if !has_marks && downgrade.irreversible.is_none() && !downgrade.is_empty() {
        downgrade.pieces.extend(types.left_behind(before).into_iter().map(Piece::Sql));
    }
}
