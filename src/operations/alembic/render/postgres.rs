//! PostgreSQL: each operation is what Alembic would send.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{column_definition, constraint_definition, constraints_of, create_table, implied_indexes};
use super::{alter_table, create_index};
use crate::database::split;
use crate::operations::alembic::operation::{
    AlterColumn, Column, Constraint, ConstraintKind, Inline, Kind, NewDefault, Operation, Table, TableName,
};
use crate::operations::alembic::sql::{NamedType, Quoting, Type, literal};
use crate::revision::Engine;

const ENGINE: Engine = Engine::Postgres;

/// The enums and domains that are there, each with the tables that use it as far as that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Types {
    used_by: BTreeMap<String, BTreeSet<TableName>>,
    /// Those that are domains.
    domains: BTreeSet<String>,
}

impl Types {
    /// Those of several revisions together.
    pub fn join(&mut self, other: &Types) {
        self.domains.extend(other.domains.iter().cloned());
        for (name, tables) in &other.used_by {
            self.used_by.entry(name.clone()).or_default().extend(tables.iter().cloned());
        }
    }

    /// What drops those that are here and not there, and that no table uses any more.
    pub fn left_behind(&self, before: &Types) -> Vec<String> {
        let is_new = |name: &&String| !before.used_by.contains_key(*name);
        let unused = self.used_by.iter().filter(|(_, tables)| tables.is_empty()).map(|(name, _)| name);
        let keyword = |name: &String| if self.domains.contains(name) { "DOMAIN" } else { "TYPE" };
        unused.filter(is_new).map(|name| format!("DROP {} {name}", keyword(name))).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.used_by.contains_key(name)
    }

    fn drop_table(&mut self, table: &TableName) {
        for tables in self.used_by.values_mut() {
            tables.remove(table);
        }
    }

    fn rename_table(&mut self, table: &TableName, to: &TableName) {
        for tables in self.used_by.values_mut() {
            if tables.remove(table) {
                tables.insert(to.clone());
            }
        }
    }

    /// Follows what somebody wrote by hand.
    fn raw(&mut self, sql: &str) {
        for statement in split::split(sql, ENGINE) {
            let words: Vec<&str> = split::tokens(sql, &statement, ENGINE).take(12).collect();
            let is = |place: usize, word: &str| words.get(place).is_some_and(|one| one.eq_ignore_ascii_case(word));
            if !is(1, "TYPE") && !is(1, "DOMAIN") {
                continue;
            }
            let name = |from: usize| {
                let words = words.get(from..).unwrap_or_default();
                let qualified = words.get(1).is_some_and(|dot| *dot == ".");
                let name = words.get(..if qualified { 3 } else { 1 })?.concat();
                Some((name, if qualified { 3 } else { 1 }))
            };
            if is(0, "CREATE") {
                self.used_by.extend(name(2).map(|(name, _)| (name, BTreeSet::new())));
            } else if is(0, "DROP") {
                let from = if is(2, "IF") { 4 } else { 2 };
                if let Some((name, _)) = name(from) {
                    self.used_by.remove(&name);
                }
            } else if is(0, "ALTER")
                && let Some((old, length)) = name(2)
                && is(2 + length, "RENAME")
                && is(3 + length, "TO")
                && let Some((new, _)) = name(4 + length)
            {
                let tables = self.used_by.remove(&old).unwrap_or_default();
                self.used_by.insert(new, tables);
            }
        }
    }
}

/// The statements of an operation. `types` follows what is there.
pub fn postgres(operation: &Operation, types: &mut Types) -> Vec<String> {
    match &operation.kind {
        Kind::CreateTable(table) => new_table(table, types),
        Kind::DropTable { table, if_exists } => {
            types.drop_table(table);
            vec![format!("DROP TABLE {}{}", if *if_exists { "IF EXISTS " } else { "" }, table.sql(ENGINE))]
        }
        Kind::RenameTable { table, to } => {
            types.rename_table(table, &TableName { schema: table.schema.clone(), name: to.clone() });
            vec![format!("{} RENAME TO {}", alter_table(table, ENGINE), ENGINE.quote(to))]
        }
        Kind::AddColumn { table, column, if_not_exists, inline } => {
            add_column(table, column, *if_not_exists, *inline, types)
        }
        Kind::DropColumn { table, column, if_exists } => {
            let condition = if *if_exists { "IF EXISTS " } else { "" };
            vec![format!("{} DROP COLUMN {condition}{}", alter_table(table, ENGINE), ENGINE.quote(column))]
        }
        Kind::AlterColumn(altered) => alter_column(altered, types),
        Kind::CreateIndex(index) => vec![create_index(index, ENGINE)],
        Kind::DropIndex { name, schema, if_exists, concurrently, .. } => {
            let concurrently = if *concurrently { "CONCURRENTLY " } else { "" };
            let condition = if *if_exists { "IF EXISTS " } else { "" };
            let name = TableName { schema: schema.clone(), name: name.clone() }.sql(ENGINE);
            vec![format!("DROP INDEX {concurrently}{condition}{name}")]
        }
        Kind::AddConstraint { table, constraint } => vec![add_constraint(table, constraint)],
        Kind::DropConstraint { table, name, if_exists, .. } => {
            let condition = if *if_exists { "IF EXISTS " } else { "" };
            vec![format!("{} DROP CONSTRAINT {condition}{}", alter_table(table, ENGINE), ENGINE.quote(name))]
        }
        Kind::TableComment { table, comment } => vec![table_comment(table, comment.as_deref())],
        Kind::Execute(sql) => {
            types.raw(sql);
            vec![sql.clone()]
        }
        Kind::Statement(sql) => vec![sql.clone()],
        Kind::Insert(statements) => statements.clone(),
        Kind::CreateType { named, only_if_missing } => {
            types.used_by.entry(named.name.clone()).or_default();
            // Whether it is there is asked when it runs: what somebody wrote by hand may have renamed it.
            vec![if *only_if_missing { create_if_missing(named) } else { format!("CREATE {}", named.definition) }]
        }
        Kind::DropType { named, only_if_there } => {
            types.used_by.remove(&named.name);
            let condition = if *only_if_there { "IF EXISTS " } else { "" };
            vec![format!("DROP {} {condition}{}", named.keyword, named.name)]
        }
        Kind::Batch { operations, .. } => operations.iter().flat_map(|operation| postgres(operation, types)).collect(),
    }
}

/// There is no CREATE TYPE IF NOT EXISTS.
fn create_if_missing(named: &NamedType) -> String {
    format!("DO $$ BEGIN\n    CREATE {};\nEXCEPTION WHEN duplicate_object THEN NULL;\nEND $$", named.definition)
}

fn uses(table: &TableName, kind: &Type, types: &mut Types) {
    if let Some(named) = &kind.named
        && let Some(tables) = types.used_by.get_mut(&named.name)
    {
        tables.insert(table.clone());
    }
}

fn new_table(table: &Table, types: &mut Types) -> Vec<String> {
    let mut statements = Vec::new();
    for column in &table.columns {
        // A type that an earlier table made is there already.
        if let Some(named) = &column.kind.named
            && named.is_created_with_table
            && !types.has(&named.name)
        {
            statements.push(format!("CREATE {}", named.definition));
            types.used_by.entry(named.name.clone()).or_default();
            if named.keyword == "DOMAIN" {
                types.domains.insert(named.name.clone());
            }
        }
        uses(&table.name, &column.kind, types);
    }
    statements.push(create_table(table, ENGINE));
    let indexes = table.indexes.iter().cloned().chain(implied_indexes(&table.name, &table.columns, ENGINE));
    statements.extend(indexes.map(|index| create_index(&index, ENGINE)));
    if let Some(comment) = &table.comment {
        statements.push(table_comment(&table.name, Some(comment)));
    }
    for column in &table.columns {
        if let Some(comment) = &column.comment {
            statements.push(column_comment(&table.name, &column.name, Some(comment)));
        }
    }
    statements
}

fn table_comment(table: &TableName, comment: Option<&str>) -> String {
    let comment = comment.map_or_else(|| "NULL".to_owned(), literal);
    format!("COMMENT ON TABLE {} IS {comment}", table.sql(ENGINE))
}

fn column_comment(table: &TableName, column: &str, comment: Option<&str>) -> String {
    let comment = comment.map_or_else(|| "NULL".to_owned(), literal);
    format!("COMMENT ON COLUMN {}.{} IS {comment}", table.sql(ENGINE), ENGINE.quote(column))
}

fn add_constraint(table: &TableName, constraint: &Constraint) -> String {
    format!("{} ADD {}", alter_table(table, ENGINE), constraint_definition(constraint, ENGINE))
}

fn add_column(
    table: &TableName,
    column: &Column,
    if_not_exists: bool,
    inline: Inline,
    types: &mut Types,
) -> Vec<String> {
    uses(table, &column.kind, types);
    let condition = if if_not_exists { "IF NOT EXISTS " } else { "" };
    let is_serial = column.primary_key
        && column.autoincrement != Some(false)
        && column.default.is_none()
        && column.foreign_keys.is_empty()
        && !column.has_python_default
        && matches!(
            column.kind.affinity,
            crate::operations::alembic::sql::Affinity::Integer
                | crate::operations::alembic::sql::Affinity::BigInteger
                | crate::operations::alembic::sql::Affinity::SmallInteger
        );
    let mut sql = format!(
        "{} ADD COLUMN {condition}{}",
        alter_table(table, ENGINE),
        column_definition(column, column.primary_key, is_serial, ENGINE)
    );
    if inline.primary_key && column.primary_key {
        sql.push_str(" PRIMARY KEY");
    }
    let mut rest = constraints_of(column);
    if inline.references
        && let [key] = column.foreign_keys.as_slice()
    {
        let parent = TableName { schema: key.schema.clone(), name: key.table.clone() };
        let parents = ENGINE.quote_all(&key.parents);
        sql.push_str(&format!(" REFERENCES {} ({parents}){}", parent.sql(ENGINE), key.actions));
        rest.retain(|one| !matches!(one.kind, ConstraintKind::Foreign(_)));
    }
    for check in &column.checks {
        sql.push_str(&format!(" {}", constraint_definition(check, ENGINE)));
    }
    let mut statements = vec![sql];
    statements.extend(rest.iter().map(|constraint| add_constraint(table, constraint)));
    let indexes = implied_indexes(table, std::slice::from_ref(column), ENGINE);
    statements.extend(indexes.iter().map(|index| create_index(index, ENGINE)));
    if let Some(comment) = &column.comment {
        statements.push(column_comment(table, &column.name, Some(comment)));
    }
    statements
}

fn alter_column(altered: &AlterColumn, types: &mut Types) -> Vec<String> {
    let table = alter_table(&altered.table, ENGINE);
    let column = ENGINE.quote(&altered.column);
    let mut statements = Vec::new();
    if let Some(kind) = &altered.kind {
        // The CHECK of the old type has its name, or none that could be dropped.
        if let Some(name) =
            altered.existing.as_ref().and_then(|old| old.check.as_ref()).and_then(|check| check.name.as_ref())
        {
            statements.push(format!("{table} DROP CONSTRAINT {}", ENGINE.quote(name)));
        }
        uses(&altered.table, kind, types);
        let using = altered.using.as_ref().map(|using| format!(" USING {using}")).unwrap_or_default();
        statements.push(format!("{table} ALTER COLUMN {column} TYPE {}{using}", kind.sql));
    }
    if let Some(nullable) = altered.nullable {
        let action = if nullable { "DROP" } else { "SET" };
        statements.push(format!("{table} ALTER COLUMN {column} {action} NOT NULL"));
    }
    match &altered.default {
        NewDefault::Same => {}
        NewDefault::Drop => statements.push(format!("{table} ALTER COLUMN {column} DROP DEFAULT")),
        NewDefault::Set(default) => statements.push(format!("{table} ALTER COLUMN {column} SET DEFAULT {default}")),
        NewDefault::Identity(action) if action.is_empty() => {}
        NewDefault::Identity(action) => statements.push(format!("{table} ALTER COLUMN {column} {action}")),
    }
    if let Some(comment) = &altered.comment {
        statements.push(column_comment(&altered.table, &altered.column, comment.as_deref()));
    }
    if let Some(name) = &altered.name {
        statements.push(format!("{table} RENAME {column} TO {}", ENGINE.quote(name)));
    }
    if let Some(check) = altered.kind.as_ref().and_then(|kind| kind.check.as_ref()) {
        let sql = format!("{column} IN ({})", check.values.join(", "));
        let kind = ConstraintKind::Check(sql);
        let constraint = Constraint { name: check.name.clone(), kind, suffix: String::new(), is_raw: false };
        statements.push(add_constraint(&altered.table, &constraint));
    }
    statements
}
