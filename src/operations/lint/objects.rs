//! What hangs on the tables of a SQLite database, as far as the revisions tell: indexes, triggers, views, foreign keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::database::{Statement, TableName};
use crate::operations::impact::{Words, create_table, table_actions, touches_of, words};
use crate::revision::Engine;

/// What is known after some statements. Names are compared without regard to case, as SQLite does.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    /// By name, the table that each belongs to.
    indexes: BTreeMap<String, String>,
    triggers: BTreeMap<String, String>,
    /// By name, the tables that each reads.
    views: BTreeMap<String, BTreeSet<String>>,
    /// By the table that refers, those that it refers to.
    references: BTreeMap<String, BTreeSet<String>>,
}

/// A table's name to be looked up: its schema hardly ever tells two tables of one step apart.
pub fn key(table: &TableName) -> String {
    table.name.to_lowercase()
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
        if let Some(rest) = words.after("CREATE [UNIQUE] INDEX") {
            let table = rest.behind("ON").and_then(Words::table);
            self.indexes.extend(name(rest, "IF NOT EXISTS").zip(table.map(|(table, _)| key(&table))));
        } else if let Some(rest) = words.after("CREATE [TEMP] [TEMPORARY] TRIGGER") {
            let table = rest.behind("ON").and_then(Words::table);
            self.triggers.extend(name(rest, "IF NOT EXISTS").zip(table.map(|(table, _)| key(&table))));
        } else if let Some(rest) = words.after("CREATE [TEMP] [TEMPORARY] VIEW") {
            let reads = touches_of(words).iter().map(|touch| key(&touch.name)).collect();
            self.views.extend(name(rest, "IF NOT EXISTS").map(|name| (name, reads)));
        } else if let Some(rest) = words.after("DROP INDEX") {
            name(rest, "IF EXISTS").map(|name| self.indexes.remove(&name));
        } else if let Some(rest) = words.after("DROP TRIGGER") {
            name(rest, "IF EXISTS").map(|name| self.triggers.remove(&name));
        } else if let Some(rest) = words.after("DROP VIEW") {
            name(rest, "IF EXISTS").map(|name| self.views.remove(&name));
        } else if let Some(rest) = words.after("DROP TABLE") {
            if let Some(table) = name(rest, "IF EXISTS") {
                self.indexes.retain(|_, on| *on != table);
                self.triggers.retain(|_, on| *on != table);
                self.references.remove(&table);
            }
        } else if let Some((table, rest)) = create_table(words).and_then(Words::table) {
            self.refer(key(&table), rest);
        } else if let Some((table, actions)) = table_actions(words) {
            let old = key(&table);
            for action in actions {
                match action.words.after("RENAME TO").and_then(Words::table) {
                    Some((new, _)) => self.rename(&old, &key(&new)),
                    None => self.refer(old.clone(), action.words),
                }
            }
        }
    }

    fn refer(&mut self, table: String, mut words: Words<'_>) {
        while let Some(behind) = words.behind("REFERENCES") {
            if let Some((parent, _)) = behind.table() {
                self.references.entry(table.clone()).or_default().insert(key(&parent));
            }
            words = behind;
        }
    }

    fn rename(&mut self, old: &str, new: &str) {
        for on in self.indexes.values_mut().chain(self.triggers.values_mut()).filter(|on| *on == old) {
            new.clone_into(on);
        }
        if let Some(parents) = self.references.remove(old) {
            self.references.insert(new.to_owned(), parents);
        }
        for parents in self.references.values_mut() {
            if parents.remove(old) {
                parents.insert(new.to_owned());
            }
        }
    }

    /// Indexes and triggers of a table.
    pub(super) fn of(&self, table: &TableName) -> BTreeSet<String> {
        let table = key(table);
        let named = self.indexes.iter().chain(&self.triggers);
        named.filter(|(_, on)| **on == table).map(|(name, _)| name.clone()).collect()
    }

    /// Views that read a table.
    pub(super) fn views_of(&self, table: &str) -> Vec<String> {
        self.views.iter().filter(|(_, reads)| reads.contains(table)).map(|(name, _)| name.clone()).collect()
    }

    /// Other tables that refer to a table.
    pub(super) fn children_of(&self, table: &TableName) -> Vec<String> {
        let table = key(table);
        let children = self.references.iter().filter(|(child, parents)| **child != table && parents.contains(&table));
        children.map(|(child, _)| child.clone()).collect()
    }
}
