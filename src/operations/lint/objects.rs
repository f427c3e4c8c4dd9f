//! What hangs on the tables of a SQLite database, as far as the revisions tell: indexes, triggers, views, foreign keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::database::{Statement, TableName};
use crate::operations::impact::{Words, create_table, table_actions, touches_of, words};
use crate::revision::Engine;

/// A table's name to be looked up, folded as its engine folds it. Its schema hardly ever tells two tables of one step apart.
pub fn key(table: &TableName) -> String {
    table.name.clone()
}

/// Things that have to do with tables, to be found from either end.
#[derive(Debug, Clone, Default)]
struct Links {
    tables: BTreeMap<String, BTreeSet<String>>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Links {
    fn add(&mut self, name: &str, table: &str) {
        self.tables.entry(name.to_owned()).or_default().insert(table.to_owned());
        self.names.entry(table.to_owned()).or_default().insert(name.to_owned());
    }

    fn remove(&mut self, name: &str) -> BTreeSet<String> {
        let tables = self.tables.remove(name).unwrap_or_default();
        for table in &tables {
            if let Some(names) = self.names.get_mut(table) {
                names.remove(name);
            }
        }
        tables
    }

    fn remove_of(&mut self, table: &str) -> BTreeSet<String> {
        let names = self.names.remove(table).unwrap_or_default();
        for name in &names {
            if let Some(tables) = self.tables.get_mut(name) {
                tables.remove(table);
            }
        }
        names
    }

    fn of(&self, table: &str) -> impl Iterator<Item = &String> {
        self.names.get(table).into_iter().flatten()
    }
}

/// What is known after some statements.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    /// Indexes and triggers, and the table that each belongs to. An index and a trigger hardly ever share a name.
    attached: Links,
    /// Views, and the tables that each reads.
    views: Links,
    /// Tables, and those that each refers to.
    references: Links,
}

impl Objects {
    /// Follows the statements of a section.
    pub fn follow(&mut self, text: &str, statements: &[Statement]) {
        for statement in statements {
            let words = words(text, statement, Engine::Sqlite);
            self.follow_one(Words::new(&words, Engine::Sqlite));
        }
    }

    /// Follows one statement.
    pub(super) fn follow_one(&mut self, words: Words<'_>) {
        let name = |rest: Words<'_>, skip: &str| rest.after(skip).unwrap_or(rest).table().map(|(name, _)| key(&name));
        let attached =
            words.after("CREATE [UNIQUE] INDEX").or_else(|| words.after("CREATE [TEMP] [TEMPORARY] TRIGGER"));
        if let Some(rest) = attached {
            let table = rest.behind("ON").and_then(Words::table).map(|(table, _)| key(&table));
            if let (Some(name), Some(table)) = (name(rest, "IF NOT EXISTS"), table) {
                self.attached.add(&name, &table);
            }
        } else if let Some(rest) = words.after("CREATE [TEMP] [TEMPORARY] VIEW") {
            if let Some(view) = name(rest, "IF NOT EXISTS") {
                touches_of(words).iter().for_each(|touch| self.views.add(&view, &key(&touch.name)));
            }
        } else if let Some(rest) = words.after("DROP INDEX").or_else(|| words.after("DROP TRIGGER")) {
            name(rest, "IF EXISTS").map(|name| self.attached.remove(&name));
        } else if let Some(rest) = words.after("DROP VIEW") {
            name(rest, "IF EXISTS").map(|name| self.views.remove(&name));
        } else if let Some(rest) = words.after("DROP TABLE") {
            if let Some(table) = name(rest, "IF EXISTS") {
                self.attached.remove_of(&table);
                self.references.remove(&table);
            }
        } else if let Some((table, rest)) = create_table(words).and_then(Words::table) {
            self.refer(&key(&table), rest);
        } else if let Some((table, actions)) = table_actions(words) {
            for action in actions {
                match action.words.after("RENAME TO").and_then(Words::table) {
                    Some((new, _)) => self.rename(&key(&table), &key(&new)),
                    None => self.refer(&key(&table), action.words),
                }
            }
        }
    }

    fn refer(&mut self, table: &str, mut words: Words<'_>) {
        while let Some(behind) = words.behind("REFERENCES") {
            if let Some((parent, _)) = behind.table() {
                self.references.add(table, &key(&parent));
            }
            words = behind;
        }
    }

    fn rename(&mut self, old: &str, new: &str) {
        for links in [&mut self.attached, &mut self.references] {
            for name in links.remove_of(old) {
                links.add(&name, new);
            }
        }
        for parent in self.references.remove(old) {
            self.references.add(new, &parent);
        }
    }

    /// What has to do with these tables: a step touches few of a shop's, and there may be many steps.
    pub(super) fn about<'a>(&self, tables: impl IntoIterator<Item = &'a String>) -> Objects {
        let mut few = Objects::default();
        for table in tables {
            self.attached.of(table).for_each(|name| few.attached.add(name, table));
            self.views.of(table).for_each(|view| few.views.add(view, table));
            self.references.of(table).for_each(|child| few.references.add(child, table));
            let parents = self.references.tables.get(table).into_iter().flatten();
            parents.for_each(|parent| few.references.add(table, parent));
        }
        few
    }

    /// Indexes and triggers of a table.
    pub(super) fn of(&self, table: &TableName) -> BTreeSet<String> {
        self.attached.of(&table.name).cloned().collect()
    }

    /// Views that read a table.
    pub(super) fn views_of(&self, table: &TableName) -> Vec<String> {
        self.views.of(&table.name).cloned().collect()
    }

    /// Other tables that refer to a table.
    pub(super) fn children_of(&self, table: &TableName) -> Vec<String> {
        self.references.of(&table.name).filter(|child| **child != table.name).cloned().collect()
    }
}
