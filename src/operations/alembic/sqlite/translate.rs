//! One operation after the other, each tried as it is translated.

use super::alter::Draft;
use super::{Done, Shadow, refused};
use crate::database::introspect::sqlite::{Schema, TableParts, fold};
use crate::database::split;
use crate::operations::alembic::operation::{
    AlterColumn, Column, Constraint, ConstraintKind, Kind, NewDefault, Operation, Table, TableName,
};
use crate::operations::alembic::reason::Reason;
use crate::operations::alembic::render::{create_index, create_table, implied_indexes};
use crate::operations::alembic::sql::Quoting;
use crate::operations::schema::{Options, sqlite::difference};
use crate::revision::Engine;

const ENGINE: Engine = Engine::Sqlite;

/// What PostgreSQL has and SQLite does well without: a statement that begins so is left out.
const WITHOUT: [&[&str]; 20] = [
    &["CREATE", "EXTENSION"],
    &["DROP", "EXTENSION"],
    &["ALTER", "EXTENSION"],
    &["CREATE", "SCHEMA"],
    &["DROP", "SCHEMA"],
    &["CREATE", "TYPE"],
    &["DROP", "TYPE"],
    &["ALTER", "TYPE"],
    &["CREATE", "DOMAIN"],
    &["DROP", "DOMAIN"],
    &["CREATE", "SEQUENCE"],
    &["DROP", "SEQUENCE"],
    &["ALTER", "SEQUENCE"],
    &["COMMENT", "ON"],
    &["GRANT"],
    &["REVOKE"],
    &["SET"],
    &["RESET"],
    &["LOCK"],
    &["VACUUM"],
];

impl Shadow {
    /// Translates an operation. When it cannot be, nothing of it is left in the database.
    ///
    /// # Errors
    /// Why not.
    pub async fn translate(&mut self, operation: &Operation) -> Result<Done, Reason> {
        let failed = |_| refused("");
        self.begin("operation").await.map_err(failed)?;
        let mut done = Done::default();
        match Box::pin(self.one(&operation.kind, &mut done)).await {
            Ok(()) => {
                self.keep("operation").await.map_err(failed)?;
                Ok(done)
            }
            Err(reason) => {
                self.undo("operation").await.map_err(failed)?;
                Err(reason)
            }
        }
    }

    async fn one(&mut self, kind: &Kind, done: &mut Done) -> Result<(), Reason> {
        match kind {
            Kind::CreateTable(table) => self.create_table(table, done).await,
            Kind::DropTable { table, if_exists } => {
                let condition = if *if_exists { "IF EXISTS " } else { "" };
                self.emit(format!("DROP TABLE {condition}{}", table.sql(ENGINE)), done).await
            }
            Kind::RenameTable { table, to } => {
                self.emit(format!("ALTER TABLE {} RENAME TO {}", table.sql(ENGINE), ENGINE.quote(to)), done).await
            }
            Kind::AddColumn { table, column, if_not_exists, .. } => {
                if *if_not_exists && self.has_column(table, &column.name).await? {
                    return Ok(());
                }
                let column = self.suited(column, &table.name, done).await;
                let mut draft = self.draft(table).await?;
                draft.add_column(&column, None);
                self.reshape(draft, done).await?;
                for index in implied_indexes(table, std::slice::from_ref(&column), ENGINE) {
                    self.emit(create_index(&index, ENGINE), done).await?;
                }
                Ok(())
            }
            Kind::DropColumn { table, column, if_exists } => {
                if *if_exists && !self.has_column(table, column).await? {
                    return Ok(());
                }
                let mut draft = self.draft(table).await?;
                draft.drop_column(column)?;
                self.reshape(draft, done).await
            }
            Kind::AlterColumn(altered) => self.alter_columns(&altered.table, &[altered], done).await,
            Kind::CreateIndex(index) => {
                let mut index = index.clone();
                if index.is_postgres_filter {
                    let is_fine = self.accepts_filter(&index).await;
                    if !is_fine {
                        done.left_out.push(format!("WHERE {}", index.filter.clone().unwrap_or_default()));
                        // Without its filter it would refuse rows that are meant to be there.
                        index.unique = false;
                        index.filter = None;
                    }
                }
                self.emit(create_index(&index, ENGINE), done).await
            }
            Kind::DropIndex { name, if_exists, .. } => {
                let condition = if *if_exists { "IF EXISTS " } else { "" };
                self.emit(format!("DROP INDEX {condition}{}", ENGINE.quote(name)), done).await
            }
            Kind::AddConstraint { table, constraint } => {
                let mut draft = self.draft(table).await?;
                if self.keeps(constraint, &draft, done).await {
                    draft.add_constraint(constraint);
                    self.reshape(draft, done).await?;
                }
                Ok(())
            }
            Kind::DropConstraint { table, name, kind, if_exists } => {
                let mut draft = self.draft(table).await?;
                if self.was_left_out(table, name) {
                    return Ok(());
                }
                draft.drop_constraint(name, kind.as_deref(), *if_exists)?;
                self.reshape(draft, done).await
            }
            // SQLite has neither comments nor types of its own; SQLAlchemy writes none there either.
            Kind::TableComment { .. } | Kind::CreateType { .. } | Kind::DropType { .. } => Ok(()),
            Kind::Execute(sql) => self.by_hand(sql, done).await,
            Kind::Statement(sql) => self.by_hand(sql, done).await,
            Kind::Insert(statements) => {
                for sql in statements {
                    self.attempt(sql).await?;
                    done.statements.push(sql.clone());
                }
                Ok(())
            }
            Kind::Batch { table, operations } => self.batch(table, operations, done).await,
        }
    }

    /// Runs goc's own statement here, and notes it.
    async fn emit(&mut self, sql: String, done: &mut Done) -> Result<(), Reason> {
        self.run(&sql).await?;
        done.statements.push(sql);
        Ok(())
    }

    async fn create_table(&mut self, table: &Table, done: &mut Done) -> Result<(), Reason> {
        let mut table = table.clone();
        let mut columns = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            columns.push(self.suited(column, &table.name.name, done).await);
        }
        table.columns = columns;
        let empty = Draft {
            name: table.name.name.clone(),
            parts: TableParts::of(&create_table(&Table { constraints: Vec::new(), ..table.clone() }, ENGINE))
                .ok_or_else(|| refused(""))?,
        };
        let mut constraints = Vec::new();
        for constraint in &table.constraints {
            if self.keeps(constraint, &empty, done).await {
                constraints.push(constraint.clone());
            }
        }
        table.constraints = constraints;
        self.emit(create_table(&table, ENGINE), done).await?;
        let indexes = implied_indexes(&table.name, &table.columns, ENGINE);
        for index in table.indexes.iter().chain(&indexes) {
            Box::pin(self.one(&Kind::CreateIndex(Box::new(index.clone())), done)).await?;
        }
        Ok(())
    }

    /// A column whose default and checks SQLite can keep.
    async fn suited(&mut self, column: &Column, table: &str, done: &mut Done) -> Column {
        let mut column = column.clone();
        if let Some(default) = &column.default {
            let default = self.default(default).await;
            if default.is_none() {
                let written = column.default.as_deref().unwrap_or_default();
                done.left_out.push(format!("{table}.{}: DEFAULT {written}", column.name));
            }
            column.default = default;
        }
        let mut checks = Vec::new();
        for check in column.checks.drain(..) {
            let ConstraintKind::Check(expression) = &check.kind else { continue };
            let (name, kind) = (ENGINE.quote(&column.name), &column.kind.sql);
            if self.accepts(&format!("CREATE TABLE goc_try ({name} {kind} CHECK ({expression}))")).await {
                checks.push(check);
            } else {
                done.left_out.push(format!("{table}.{}: CHECK ({expression})", column.name));
            }
        }
        column.checks = checks;
        column
    }

    /// A default as SQLite takes it; `None` when it has none like it.
    async fn default(&mut self, default: &str) -> Option<String> {
        let word = default.trim().to_ascii_lowercase();
        let plain: String = word.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
        let default = match plain.as_str() {
            "now"
            | "current_timestamp"
            | "clock_timestamp"
            | "statement_timestamp"
            | "transaction_timestamp"
            | "localtimestamp"
            | "timezone'utc',now"
            | "timezone'utc'::text,now"
            | "nowattimezone'utc'"
            | "nowattimezone'utc'::text"
            | "current_timestampattimezone'utc'"
            | "nowattimezone'utc" => "CURRENT_TIMESTAMP".to_owned(),
            "current_date" => "CURRENT_DATE".to_owned(),
            "gen_random_uuid" | "uuid_generate_v4" => "lower(hex(randomblob(16)))".to_owned(),
            _ => without_casts(default),
        };
        // A word, a text or something in brackets stands as it is; everything else is put in brackets.
        let starts_plain = default.trim_start().starts_with(['\'', '"', '(']);
        let is_word = default.chars().all(|c| c.is_alphanumeric() || c == '_');
        let default = if starts_plain || is_word { default } else { format!("({default})") };
        let sql = format!("CREATE TABLE goc_try (a DEFAULT {default}); EXPLAIN INSERT INTO goc_try DEFAULT VALUES");
        self.accepts(&sql).await.then_some(default)
    }

    /// Whether SQLite can keep a constraint; if not, that is noted.
    async fn keeps(&mut self, constraint: &Constraint, draft: &Draft, done: &mut Done) -> bool {
        let written = crate::operations::alembic::render::constraint_definition(constraint, ENGINE);
        let kept = match &constraint.kind {
            ConstraintKind::Exclude(_) => false,
            ConstraintKind::Check(_) => {
                let columns: Vec<String> = draft
                    .parts
                    .columns
                    .iter()
                    .map(|column| format!("{} {}", ENGINE.quote(&column.name), column.kind))
                    .collect();
                self.accepts(&format!("CREATE TABLE goc_try ({}, {written})", columns.join(", "))).await
            }
            _ => true,
        };
        if !kept {
            done.left_out.push(format!("{}: {written}", draft.name));
            if let Some(name) = &constraint.name {
                self.note_left_out(&draft.name, name);
            }
        }
        kept
    }

    async fn accepts_filter(&mut self, index: &crate::operations::alembic::operation::Index) -> bool {
        let Ok(draft) = self.draft(&index.table).await else { return true };
        let table = draft.parts.sql(&index.table.name);
        let mut plain = index.clone();
        plain.name = "goc_try".to_owned();
        self.accepts(&format!("{table}; {}", create_index(&plain, ENGINE))).await
    }

    async fn has_column(&mut self, table: &TableName, column: &str) -> Result<bool, Reason> {
        Ok(self.draft(table).await?.parts.column(column).is_some())
    }

    /// The definition of a table as it is now.
    async fn draft(&mut self, table: &TableName) -> Result<Draft, Reason> {
        let missing = || Reason::NoTable { table: table.name.clone() };
        let sql = self.sql_of(&table.name).await?.ok_or_else(missing)?;
        let parts = TableParts::of(&sql).ok_or_else(missing)?;
        Ok(Draft { name: table.name.clone(), parts })
    }

    /// Makes a table what it is to be, the shortest way that SQLite has.
    async fn reshape(&mut self, draft: Draft, done: &mut Done) -> Result<(), Reason> {
        let wanted = self.table(&draft.parts.sql(&draft.name)).await?;
        let from = self.around(&draft.name).await?;
        let mut to = from.clone();
        let folded = fold(&draft.name);
        let columns: Vec<String> = wanted.columns.iter().map(|column| fold(&column.name)).collect();
        let old: Vec<String> = from
            .table(&draft.name)
            .map(|table| table.columns.iter().map(|column| fold(&column.name)).collect())
            .unwrap_or_default();
        let is_gone = |name: &String| old.contains(name) && !columns.contains(name);
        to.indexes.retain(|index| fold(&index.table) != folded || !index.mentions.iter().any(is_gone));
        for table in to.tables.iter_mut().filter(|table| fold(&table.name) == folded) {
            *table = wanted.clone();
            // A row without a value ends the step, as it does with Alembic and on PostgreSQL: nobody said what it should get.
            for column in table.columns.iter_mut().filter(|column| column.generated.is_none()) {
                column.not_null = false;
            }
        }
        let statements = way(&from, &to);
        for sql in statements {
            self.emit(sql, done).await?;
        }
        Ok(())
    }

    /// Changes columns of a table in one go; new names come first, so that everything else can use them.
    async fn alter_columns(
        &mut self,
        table: &TableName,
        altered: &[&AlterColumn],
        done: &mut Done,
    ) -> Result<(), Reason> {
        let mut draft = self.draft(table).await?;
        let before = draft.parts.clone();
        for altered in altered {
            let altered = self.suited_change(altered, done).await;
            draft.alter_column(&altered)?;
        }
        if draft.parts != before {
            self.reshape(draft, done).await?;
        }
        for altered in altered {
            self.rename_column(table, altered, done).await?;
        }
        Ok(())
    }

    async fn suited_change(&mut self, altered: &AlterColumn, done: &mut Done) -> AlterColumn {
        let mut altered = altered.clone();
        if let NewDefault::Set(default) = &altered.default {
            altered.default = match self.default(default).await {
                Some(default) => NewDefault::Set(default),
                None => {
                    done.left_out.push(format!("{}.{}: DEFAULT {default}", altered.table.name, altered.column));
                    NewDefault::Drop
                }
            };
        }
        altered
    }

    async fn rename_column(&mut self, table: &TableName, altered: &AlterColumn, done: &mut Done) -> Result<(), Reason> {
        match &altered.name {
            Some(name) if *name != altered.column => {
                let (old, new) = (ENGINE.quote(&altered.column), ENGINE.quote(name));
                self.emit(format!("ALTER TABLE {} RENAME COLUMN {old} TO {new}", table.sql(ENGINE)), done).await
            }
            _ => Ok(()),
        }
    }

    /// All of a batch is one new table; what has a name of its own goes before and comes behind.
    async fn batch(&mut self, table: &TableName, operations: &[Operation], done: &mut Done) -> Result<(), Reason> {
        for operation in operations {
            if let Kind::DropIndex { .. } = &operation.kind {
                Box::pin(self.one(&operation.kind, done)).await?;
            }
        }
        let renames: Vec<&AlterColumn> = operations
            .iter()
            .filter_map(|operation| match &operation.kind {
                Kind::AlterColumn(altered) if altered.name.is_some() => Some(&**altered),
                _ => None,
            })
            .collect();
        for altered in &renames {
            self.rename_column(table, altered, done).await?;
        }
        let current = |column: &str| {
            let renamed = renames.iter().find(|altered| altered.column == column);
            renamed.and_then(|altered| altered.name.clone()).unwrap_or_else(|| column.to_owned())
        };
        let mut draft = self.draft(table).await?;
        let before = draft.parts.clone();
        let mut behind = Vec::new();
        for operation in operations {
            match &operation.kind {
                Kind::AddColumn { column, if_not_exists, beside, .. } => {
                    if *if_not_exists && draft.parts.column(&column.name).is_some() {
                        continue;
                    }
                    let column = self.suited(column, &table.name, done).await;
                    draft.add_column(&column, beside.as_ref());
                    behind.extend(implied_indexes(table, std::slice::from_ref(&column), ENGINE));
                }
                Kind::DropColumn { column, if_exists, .. } if !*if_exists || draft.parts.column(column).is_some() => {
                    draft.drop_column(&current(column))?;
                }
                Kind::AlterColumn(altered) => {
                    let mut altered = self.suited_change(altered, done).await;
                    altered.column = current(&altered.column);
                    draft.alter_column(&altered)?;
                }
                Kind::AddConstraint { constraint, .. } => {
                    let mut constraint = constraint.clone();
                    match &mut constraint.kind {
                        ConstraintKind::Primary { columns, .. } | ConstraintKind::Unique { columns, .. } => {
                            columns.iter_mut().for_each(|column| *column = current(column));
                        }
                        ConstraintKind::Foreign(key) => {
                            key.columns.iter_mut().for_each(|column| *column = current(column))
                        }
                        _ => {}
                    }
                    if self.keeps(&constraint, &draft, done).await {
                        draft.add_constraint(&constraint);
                    }
                }
                Kind::DropConstraint { name, kind, if_exists, .. } if !self.was_left_out(table, name) => {
                    draft.drop_constraint(name, kind.as_deref(), *if_exists)?;
                }
                Kind::CreateIndex(index) => behind.push((**index).clone()),
                _ => {}
            }
        }
        if draft.parts != before {
            self.reshape(draft, done).await?;
        }
        for index in behind {
            Box::pin(self.one(&Kind::CreateIndex(Box::new(index)), done)).await?;
        }
        Ok(())
    }

    /// SQL that somebody wrote, statement by statement; all of it or nothing.
    async fn by_hand(&mut self, sql: &str, done: &mut Done) -> Result<(), Reason> {
        for statement in split(sql, ENGINE) {
            let text = &sql[statement.range.clone()];
            let words: Vec<&str> = text.split_whitespace().take(2).collect();
            let begins = |with: &&&[&str]| {
                with.len() <= words.len() && with.iter().zip(&words).all(|(one, other)| one.eq_ignore_ascii_case(other))
            };
            if WITHOUT.iter().any(|with| begins(&with)) {
                done.left_out.push(split::one_line(sql, &statement, ENGINE, 100));
                continue;
            }
            self.attempt(text).await?;
            done.statements.push(text.to_owned());
        }
        Ok(())
    }
}

/// The statements that make one schema of another.
fn way(from: &Schema, to: &Schema) -> Vec<String> {
    difference(from, to, &Options::default()).blocks.into_iter().flat_map(|block| block.statements).collect()
}

/// A default without PostgreSQL's `::type`.
fn without_casts(text: &str) -> String {
    use crate::database::introspect::sqlite::{Kind, group, tokens};
    if !text.contains("::") {
        return text.to_owned();
    }
    let all = tokens(text);
    let mut out = String::new();
    let mut copied = 0;
    let mut place = 0;
    while place + 2 < all.len() {
        if !(all[place].is_sign(":") && all[place + 1].is_sign(":")) {
            place += 1;
            continue;
        }
        out.push_str(&text[copied..all[place].start]);
        place += 3;
        // `character varying(20)`, `timestamp with time zone`, `text[]`
        loop {
            match all.get(place) {
                Some(next) if next.is_any(&["VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE"]) => place += 1,
                Some(next) if next.kind == Kind::Open => place += group(&all[place..]),
                Some(next) if next.kind == Kind::Quoted => place += 1,
                _ => break,
            }
        }
        copied = all.get(place.saturating_sub(1)).map_or(text.len(), |last| last.end());
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}
