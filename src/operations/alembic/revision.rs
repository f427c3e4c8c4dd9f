//! One file, followed for both engines and both directions.

use std::ops::Range;

use ruff_python_ast::{Stmt, StmtFunctionDef};

use super::operation::{Kind, Operation};
use super::python::{Evaluator, Item};
use super::reason::{NotUnderstood, Reason};
use super::render::{Types, postgres};
use super::section::{Piece, Section};
use super::sqlite::Shadow;
use crate::database::DatabaseError;
use crate::database::split::{self, line_of, transaction_control};
use crate::revision::alembic::{Module, parse};
use crate::revision::{Direction, Engine};

/// What the statements of a function do, for one engine.
#[derive(Debug)]
pub struct Followed {
    items: Vec<Item>,
}

/// What a file does: `[upgrade, downgrade]`, each `[postgres, sqlite]`.
pub fn follow(source: &str) -> [[Followed; 2]; 2] {
    let module = parse(source);
    [Direction::Upgrade, Direction::Downgrade].map(|direction| {
        [Engine::Postgres, Engine::Sqlite].map(|engine| Followed { items: one(source, &module, direction, engine) })
    })
}

fn one(source: &str, module: &Module, direction: Direction, engine: Engine) -> Vec<Item> {
    let name = direction.as_str();
    let mut evaluator = Evaluator::new(engine, source);
    evaluator.module(&module.statements);
    let is_wanted = |function: &&StmtFunctionDef| function.name.as_str() == name;
    let mut functions = module.statements.iter().filter_map(|statement| match statement {
        Stmt::FunctionDef(function) => Some(function),
        _ => None,
    });
    let broken = || NotUnderstood { at: module.end, reason: Reason::NotPython };
    if let Some(function) = functions.rfind(is_wanted) {
        return evaluator.follow(function, usize::MAX);
    }
    if let Some(function) = module.broken.as_ref().filter(is_wanted) {
        let mut items = evaluator.follow(function, module.end);
        items.push(Item::Untranslated(module.end..source.len(), broken()));
        return items;
    }
    if !module.errors.is_empty() {
        let rest = module.end..source.len();
        return vec![Item::Untranslated(rest, broken())];
    }
    match direction {
        // Nobody can go back, then; and a file without the way out does nothing that goc knows.
        Direction::Downgrade => vec![Item::Raises(0..0, format!("no {name}()"))],
        Direction::Upgrade => {
            let reason = Reason::NoFunction { name: name.to_owned() };
            vec![Item::Untranslated(0..0, NotUnderstood { at: 0, reason })]
        }
    }
}

impl Followed {
    /// As a section for PostgreSQL.
    pub fn postgres(&self, source: &str, direction: Direction, types: &mut Types) -> Section {
        let mut section = Section::default();
        for item in &self.items {
            let (range, operations) = match item {
                Item::Operations(range, operations) => (range, operations),
                other => {
                    if rest(other, &mut section, source, direction) {
                        break;
                    }
                    continue;
                }
            };
            let before = types.clone();
            let mut pieces = Vec::new();
            let mut is_loose = false;
            let done = operations.iter().try_for_each(|operation| {
                is_loose |= operation.autocommit;
                if ends_transaction(operation, Engine::Postgres)? {
                    is_loose = true;
                    return Ok(());
                }
                for sql in postgres(operation, types) {
                    pieces.extend(Section::checked(&sql, Engine::Postgres)?.map(Piece::Sql));
                }
                Ok(())
            });
            match done {
                Ok(()) => {
                    section.is_loose |= is_loose;
                    section.pieces.extend(pieces);
                }
                Err(reason) => {
                    *types = before;
                    section.pieces.push(mark(range, source, reason));
                }
            }
        }
        section.settle(Engine::Postgres);
        section
    }

    /// As a section for SQLite.
    ///
    /// # Errors
    /// The database in memory is of no use any more.
    pub async fn sqlite(
        &self,
        source: &str,
        direction: Direction,
        shadow: &mut Shadow,
    ) -> Result<Section, DatabaseError> {
        let mut section = Section::default();
        for item in &self.items {
            let (range, operations) = match item {
                Item::Operations(range, operations) => (range, operations),
                other => {
                    if rest(other, &mut section, source, direction) {
                        break;
                    }
                    continue;
                }
            };
            shadow.begin("statement").await?;
            match translated(operations, source, shadow).await {
                Ok(pieces) => {
                    shadow.keep("statement").await?;
                    section.pieces.extend(pieces);
                }
                Err(reason) => {
                    shadow.undo("statement").await?;
                    section.pieces.push(mark(range, source, reason));
                }
            }
        }
        section.settle(Engine::Sqlite);
        Ok(section)
    }
}

async fn translated(operations: &[Operation], source: &str, shadow: &mut Shadow) -> Result<Vec<Piece>, Reason> {
    let mut pieces = Vec::new();
    for operation in operations {
        if ends_transaction(operation, Engine::Sqlite)? {
            continue;
        }
        let done = shadow.translate(operation).await?;
        let line = line_of(source, operation.at);
        pieces.extend(done.left_out.into_iter().map(|what| Piece::LeftOut(line, what)));
        for sql in done.statements {
            pieces.extend(Section::checked(&sql, Engine::Sqlite)?.map(Piece::Sql));
        }
    }
    Ok(pieces)
}

/// What is neither an operation; true when the section ends there.
fn rest(item: &Item, section: &mut Section, source: &str, direction: Direction) -> bool {
    match item {
        Item::Operations(..) => {}
        Item::Untranslated(range, why) => section.pieces.push(mark(range, source, why.reason.clone())),
        Item::Raises(range, _) if direction == Direction::Upgrade => {
            section.pieces.push(mark(range, source, Reason::Raises));
        }
        Item::Raises(_, why) => {
            section.irreversible = Some(why.clone());
            return true;
        }
    }
    false
}

fn mark(range: &Range<usize>, source: &str, reason: Reason) -> Piece {
    Piece::Mark(range.clone(), line_of(source, range.start), reason)
}

/// Whether it is `COMMIT` or `BEGIN` and nothing else: whoever wrote that wants what follows outside of a transaction.
fn ends_transaction(operation: &Operation, engine: Engine) -> Result<bool, Reason> {
    let Kind::Execute(sql) = &operation.kind else { return Ok(false) };
    let statements = split::split(sql, engine);
    let control: Vec<&str> =
        statements.iter().filter_map(|statement| transaction_control(sql, statement, engine)).collect();
    match control.first() {
        None => Ok(false),
        Some(_) if control.len() == statements.len() => Ok(true),
        Some(word) => Err(Reason::Statement { what: (*word).to_owned() }),
    }
}
