//! Making constraints and indexes, and what either does besides.

use crate::database::introspect::postgres::{Constraint, ConstraintKind, Index, IndexRoles, Key, Name};
use crate::database::literal;

use super::create::{Making, Written};
use super::filling;
use super::stages::index_of_key;

impl Making<'_> {
    /// A constraint as it stands in `CREATE TABLE`; the name that the server would give is left out.
    pub(super) fn constraint(&self, table: &Name, name: &str, constraint: &Constraint) -> String {
        if constraint.kind == ConstraintKind::PrimaryKey && *name == format!("{}_pkey", table.name) {
            return constraint.definition.clone();
        }
        format!("CONSTRAINT {} {}", self.names().quoted(name), constraint.definition)
    }

    pub(super) fn add_constraint(&self, table: &Name, name: &str, constraint: &Constraint) -> Written {
        let names = self.names();
        let full = names.full(table);
        if let (true, Some((index, rest))) = (self.is_beside, index_of_key(&constraint.definition)) {
            let kind = if constraint.kind == ConstraintKind::PrimaryKey { "PRIMARY KEY" } else { "UNIQUE" };
            let quoted = names.quoted(name);
            let mut statements = vec![
                format!("CREATE UNIQUE INDEX CONCURRENTLY {quoted} ON {full} {index}"),
                format!("ALTER TABLE {full} ADD CONSTRAINT {quoted} {kind} USING INDEX {quoted}{rest}"),
            ];
            statements.extend(self.roles(table, name, constraint.roles));
            statements.extend(self.key_extras(table, name, constraint, None));
            return statements.into();
        }
        // Beside the work of the shop it is said for new rows first, and then looked at in the others.
        let is_looked_at_later = self.is_beside
            && constraint.is_valid
            && constraint.kind == ConstraintKind::ForeignKey
            && self.to.table(table).is_some_and(|table| table.partition_by.is_none());
        let not_valid = if constraint.is_valid && !is_looked_at_later { "" } else { " NOT VALID" };
        let only = if self.only.contains(&Key::Constraint(table.clone(), name.to_owned())) { "ONLY " } else { "" };
        let add = format!(
            "ALTER TABLE {only}{full} ADD CONSTRAINT {} {}{not_valid}",
            names.quoted(name),
            constraint.definition
        );
        let mut written: Written = add.into();
        if is_looked_at_later {
            written.statements.push(format!("ALTER TABLE {full} VALIDATE CONSTRAINT {}", names.quoted(name)));
        }
        written.statements.extend(self.roles(table, name, constraint.roles));
        written.statements.extend(self.key_extras(table, name, constraint, None));
        // The first half of making a column NOT NULL beside the work of the shop: from here on nobody adds an empty one.
        if let (Some(column), false, true) = (&constraint.not_null_of, constraint.is_valid, self.options.online) {
            written.extend(self.fill(table, column));
        }
        written
    }

    /// Gives rows a value that have none in a column.
    pub(super) fn fill(&self, table: &Name, column: &str) -> Written {
        match self.to.column(table, column) {
            Some(found) => filling::fill(self, table, column, found),
            None => Written::default(),
        }
    }

    /// What of the index of a key no constraint has words for; `old` is what there is already.
    pub(super) fn key_extras(
        &self,
        table: &Name,
        name: &str,
        constraint: &Constraint,
        old: Option<&Constraint>,
    ) -> Option<String> {
        if constraint.index_comment.as_ref() == old.and_then(|old| old.index_comment.as_ref()) {
            return None;
        }
        let text = constraint.index_comment.as_deref().map_or_else(|| "NULL".to_owned(), literal);
        Some(format!("COMMENT ON INDEX {} IS {text}", self.names().in_schema(&table.schema, name)))
    }

    pub(super) fn make_index(&self, name: &Name, index: &Index) -> Vec<String> {
        let names = self.names();
        // The server says what is usual, too; and ON ONLY would leave the partitions out.
        let on = names.full(&index.table);
        let key = Key::Index(name.clone());
        let mut text = index.definition.clone();
        let mut on = format!(" ON {on} ");
        let only = format!(" ON ONLY{}", &on[3..]);
        if self.only.contains(&key) {
            on = only;
        } else {
            text = text.replacen(&only, &on, 1);
        }
        text = text.replacen(&format!("{on}USING btree ("), &format!("{on}("), 1);
        if self.is_beside && !index.is_partitioned {
            text = text.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1);
        }
        let mut statements = vec![text];
        statements.extend(self.roles(&index.table, &name.name, index.roles));
        statements.extend(self.index_statistics(name, &index.statistics, &[]));
        statements
    }

    /// How closely ANALYZE looks at the expressions of an index; `old` is what is said already.
    pub(super) fn index_statistics(&self, name: &Name, new: &[(i64, i64)], old: &[(i64, i64)]) -> Vec<String> {
        let alter = format!("ALTER INDEX {} ALTER COLUMN", self.names().full(name));
        let is_gone = |place: i64| !new.iter().any(|(other, _)| *other == place);
        let reset = old
            .iter()
            .filter(|(place, _)| is_gone(*place))
            .map(|(place, _)| format!("{alter} {place} SET STATISTICS -1"));
        let set = new.iter().filter(|target| !old.contains(target));
        reset.chain(set.map(|(place, target)| format!("{alter} {place} SET STATISTICS {target}"))).collect()
    }

    /// What else an index does for its table.
    pub(super) fn roles(&self, table: &Name, index: &str, roles: IndexRoles) -> Vec<String> {
        let alter = format!("ALTER TABLE {}", self.names().full(table));
        let index = self.names().quoted(index);
        let mut statements = Vec::new();
        if roles.clusters {
            statements.push(format!("{alter} CLUSTER ON {index}"));
        }
        if roles.identifies {
            statements.push(format!("{alter} REPLICA IDENTITY USING INDEX {index}"));
        }
        statements
    }
}
