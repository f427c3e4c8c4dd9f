//! Changes to a table's definition.

use super::constraint::{Place, find};
use crate::database::introspect::sqlite::{ItemKind, ItemParts, TableParts, fold, mentions, tokens};
use crate::operations::alembic::operation::{AlterColumn, Column, Constraint, NewDefault};
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::render::{column_definition, constraint_definition, constraints_of};
use crate::revision::Engine;

/// The definition of a table while it is changed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The table's name.
    pub name: String,
    /// Its definition.
    pub parts: TableParts,
}

impl Draft {
    fn no_column(&self, column: &str) -> Reason {
        Reason::NoColumn { table: self.name.clone(), column: column.to_owned() }
    }

    /// Adds a column at the end, with what it brings along.
    pub fn add_column(&mut self, column: &Column) {
        let definition = column_definition(column, column.primary_key, false, Engine::Sqlite);
        let checks: String =
            column.checks.iter().map(|check| format!(" {}", constraint_definition(check, Engine::Sqlite))).collect();
        let made = TableParts::of(&format!("CREATE TABLE t ({definition}{checks})"));
        self.parts.columns.extend(made.into_iter().flat_map(|made| made.columns));
        for constraint in constraints_of(column) {
            self.add_constraint(&constraint);
        }
    }

    /// Drops a column, with the constraints that speak of it.
    pub fn drop_column(&mut self, column: &str) -> Result<(), Reason> {
        let before = self.parts.columns.len();
        self.parts.columns.retain(|one| !one.name.eq_ignore_ascii_case(column));
        if self.parts.columns.len() == before {
            return Err(self.no_column(column));
        }
        let folded = fold(column);
        self.parts.constraints.retain(|item| match item.kind {
            // A parent's column of the same name is another one.
            ItemKind::PrimaryKey | ItemKind::Unique | ItemKind::ForeignKey => {
                !item.columns.iter().any(|one| one.eq_ignore_ascii_case(column))
            }
            _ => !mentions(&tokens(&item.text)).contains(&folded),
        });
        Ok(())
    }

    /// Changes what can be changed of a column; its name is not.
    pub fn alter_column(&mut self, altered: &AlterColumn) -> Result<(), Reason> {
        let missing = self.no_column(&altered.column);
        if let Some(name) =
            altered.existing.as_ref().and_then(|old| old.check.as_ref()).and_then(|check| check.name.as_deref())
            && altered.kind.is_some()
            && let Some(place) = find(&self.name, &self.parts, name, Some("check"))
        {
            self.remove(place);
        }
        let column = self.parts.column(&altered.column).ok_or(missing)?;
        if let Some(kind) = &altered.kind {
            // The type may have brought its collation along.
            let (name, collation) = match kind.sql.split_once(" COLLATE ") {
                Some((name, collation)) => (name, Some(collation)),
                None => (kind.sql.as_str(), None),
            };
            column.kind = name.to_owned();
            column.items.retain(|item| item.kind != ItemKind::Collate);
            if let Some(collation) = collation {
                column.items.insert(0, item(ItemKind::Collate, format!("COLLATE {collation}")));
            }
        }
        if let Some(nullable) = altered.nullable {
            column.items.retain(|item| item.kind != ItemKind::NotNull && item.kind != ItemKind::Null);
            if !nullable {
                column.items.push(item(ItemKind::NotNull, "NOT NULL".to_owned()));
            }
        }
        match &altered.default {
            NewDefault::Same | NewDefault::Identity(_) => {}
            NewDefault::Drop => column.items.retain(|item| item.kind != ItemKind::Default),
            NewDefault::Set(default) => {
                column.items.retain(|item| item.kind != ItemKind::Default);
                column.items.insert(0, item(ItemKind::Default, format!("DEFAULT {default}")));
            }
        }
        if let Some(check) = altered.kind.as_ref().and_then(|kind| kind.check.as_ref()) {
            use crate::operations::alembic::sql::Quoting;
            let text = format!("CHECK ({} IN ({}))", Engine::Sqlite.quote(&altered.column), check.values.join(", "));
            self.parts.constraints.push(ItemParts { name: check.name.clone(), ..item(ItemKind::Check, text) });
        }
        Ok(())
    }

    /// Adds a constraint of the table.
    pub fn add_constraint(&mut self, constraint: &Constraint) {
        let definition = constraint_definition(constraint, Engine::Sqlite);
        let made = TableParts::of(&format!("CREATE TABLE t (a, {definition})"));
        let made: Vec<ItemParts> = made.into_iter().flat_map(|made| made.constraints).collect();
        // There is only one primary key.
        if made.iter().any(|item| item.kind == ItemKind::PrimaryKey) {
            self.parts.constraints.retain(|item| item.kind != ItemKind::PrimaryKey);
            for column in &mut self.parts.columns {
                column.items.retain(|item| item.kind != ItemKind::PrimaryKey);
            }
        }
        self.parts.constraints.extend(made);
    }

    /// Drops a constraint by its name, or by the name that it would have on PostgreSQL.
    pub fn drop_constraint(&mut self, name: &str, kind: Option<&str>, if_exists: bool) -> Result<(), Reason> {
        match find(&self.name, &self.parts, name, kind) {
            Some(place) => self.remove(place),
            None if if_exists => {}
            None => return Err(Reason::NoConstraint { table: self.name.clone(), name: name.to_owned() }),
        }
        Ok(())
    }

    fn remove(&mut self, place: Place) {
        match place {
            Place::Table(place) => drop(self.parts.constraints.remove(place)),
            Place::Column(column, place) => {
                if let Some(column) = self.parts.columns.get_mut(column) {
                    column.items.remove(place);
                }
            }
        }
    }
}

fn item(kind: ItemKind, text: String) -> ItemParts {
    ItemParts { name: None, kind, text, columns: Vec::new() }
}
