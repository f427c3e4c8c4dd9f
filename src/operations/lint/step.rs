//! One walk over the statements of a step, with what each of them can know of those before and behind it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem::{Discriminant, discriminant};

use super::objects::{Objects, key};
use super::problem::LintProblem;
use super::{Found, Part, both, postgres, sqlite};
use crate::database::split::{meta_command, refused_in_transaction, transaction_control};
use crate::database::{Statement, TableName};
use crate::i18n::safe;
use crate::operations::impact::{Effect, LockLevel, Touch, Words, create_table, table_actions, touches_of, words};
use crate::revision::{Direction, Engine};

/// One statement in front of the rules.
pub struct Here<'a> {
    pub words: Words<'a>,
    pub touches: &'a [Touch],
    /// `-- goc:batch` stands above it.
    pub is_batch: bool,
}

/// What is known of a step while it is read.
pub struct Step<'a> {
    pub part: Part<'a>,
    pub engine: Engine,
    /// Tables that the step makes, and the names that it gives them.
    made: HashSet<TableName>,
    /// The same without their schemas.
    made_names: HashSet<String>,
    /// Indexes that it makes.
    pub made_indexes: HashSet<String>,
    /// Columns that it adds to tables that were there: `table.column`.
    pub added: HashSet<String>,
    /// Columns by table that a CHECK (column IS NOT NULL) is about that still has to be validated.
    pub unproven: HashMap<String, Vec<String>>,
    /// `table.column` of those that were.
    pub proven: HashSet<String>,
    /// The strongest lock that the transaction holds on each table that was there, if it stops writes.
    pub locked: HashMap<String, LockLevel>,
    /// The table that was locked first.
    pub first_locked: Option<TableName>,
    /// The step limits how long it waits for a lock.
    pub has_lock_timeout: bool,
    /// What there is beside tables; SQLite only.
    pub objects: Objects,
    /// Names that a table takes later in the step, with the last statement that does it.
    pub taken_later: HashMap<String, usize>,
    /// The first table that the step drops.
    pub dropped: Option<TableName>,
    /// Tables that are dropped and made again; SQLite only.
    pub rebuilt: Vec<sqlite::Rebuilt>,
    /// Views whose table is not there at this moment, with that table; SQLite only.
    pub broken_views: BTreeSet<(String, TableName)>,
    /// The index of the statement that is looked at.
    pub at: usize,
    found: Vec<Found>,
    /// Findings about columns of the table that this statement alters, by their kind.
    of_columns: HashMap<Discriminant<LintProblem>, usize>,
}

/// Everything that the rules find in a text.
pub fn findings(part: Part<'_>, engine: Engine, statements: &[Statement]) -> Vec<Found> {
    let mut step = Step {
        part,
        engine,
        made: HashSet::new(),
        made_names: HashSet::new(),
        made_indexes: HashSet::new(),
        added: HashSet::new(),
        unproven: HashMap::new(),
        proven: HashSet::new(),
        locked: HashMap::new(),
        first_locked: None,
        has_lock_timeout: !part.lock_timeout_off,
        objects: Objects::default(),
        taken_later: HashMap::new(),
        dropped: None,
        rebuilt: Vec::new(),
        broken_views: BTreeSet::new(),
        at: 0,
        found: Vec::new(),
        of_columns: HashMap::new(),
    };
    step.look_ahead(statements);
    let batches = batches(part.sql, statements);
    for (index, statement) in statements.iter().enumerate() {
        step.at = index;
        step.of_columns.clear();
        step.statement(statement, batches.contains(&index));
    }
    if engine == Engine::Sqlite {
        sqlite::end(&mut step);
    }
    step.found
}

/// The statements right behind a `-- goc:batch`.
fn batches(text: &str, statements: &[Statement]) -> HashSet<usize> {
    let lines = text.match_indices("-- goc:batch").filter(|&(at, _)| at == 0 || text.as_bytes()[at - 1] == b'\n');
    lines.map(|(at, _)| statements.partition_point(|statement| statement.range.end <= at)).collect()
}

impl<'a> Step<'a> {
    /// Reads what the rules have to know of later statements.
    fn look_ahead(&mut self, statements: &[Statement]) {
        let mut leaving = HashSet::new();
        for (index, statement) in statements.iter().enumerate() {
            let words = words(self.part.sql, statement, self.engine);
            let words = Words::new(&words, self.engine);
            if !words.begins("ALTER TABLE") && !words.begins("DROP TABLE") {
                continue;
            }
            for touch in touches_of(words) {
                leaving.insert(key(&touch.name));
                match touch.effect {
                    Effect::TakesName => drop(self.taken_later.insert(key(&touch.name), index)),
                    Effect::DropsTable => self.dropped = self.dropped.take().or(Some(touch.name)),
                    _ => {}
                }
            }
        }
        if let Some(objects) = self.part.objects {
            self.objects = objects.about(&leaving);
        }
    }

    fn statement(&mut self, statement: &Statement, is_batch: bool) {
        let text = self.part.sql;
        let words = words(text, statement, self.engine);
        let words = Words::new(&words, self.engine);
        let touches = touches_of(words);
        if self.engine == Engine::Postgres
            && let Some(command) = meta_command(text, statement)
        {
            self.find(None, LintProblem::MetaCommand { command: safe(&command).into_owned() });
            return;
        }
        // A file that is no revision may well have its own transactions.
        if self.part.direction.is_some()
            && let Some(command) = transaction_control(text, statement, self.engine)
        {
            self.find(None, LintProblem::TransactionControl { command: command.to_owned() });
        }
        if self.part.transaction
            && self.part.direction.is_some()
            && let Some(command) = refused_in_transaction(text, statement, self.engine)
        {
            self.find(None, LintProblem::RefusedInTransaction { command: command.to_owned() });
        }
        let here = Here { words, touches: &touches, is_batch };
        both::check(self, &here);
        match self.engine {
            Engine::Postgres => postgres::check(self, &here),
            Engine::Sqlite => sqlite::check(self, &here),
        }
        self.remember(&here);
    }

    /// Keeps what later statements may have to know.
    fn remember(&mut self, here: &Here<'_>) {
        if let Some((table, _)) = create_table(here.words).and_then(Words::table) {
            self.make(table);
        }
        if let Some(view) = here.words.after("CREATE [OR] [REPLACE] [TEMPORARY] [TEMP] [MATERIALIZED] VIEW")
            && let Some((view, _)) = view.after("IF NOT EXISTS").unwrap_or(view).table()
        {
            self.make(view);
        }
        // A table that the step made keeps being new under another name.
        if let Some((table, actions)) = table_actions(here.words)
            && self.is_made(&table)
        {
            for (new, _) in actions.iter().filter_map(|action| action.words.after("RENAME TO")?.table()) {
                self.make(TableName { schema: table.schema.clone(), ..new });
            }
        }
        for touch in here.touches.iter().filter(|touch| !touch.is_index) {
            let Some(lock) = touch.lock.filter(|lock| lock.stops_writes()) else { continue };
            if self.is_made(&touch.name) {
                continue;
            }
            let known = self.locked.entry(key(&touch.name)).or_insert(lock);
            *known = lock.max(*known);
            self.first_locked.get_or_insert_with(|| touch.name.clone());
        }
    }

    fn make(&mut self, table: TableName) {
        self.made_names.insert(table.name.clone());
        self.made.insert(table);
    }

    /// Whether the step itself makes this table, so that it has no rows and nobody uses it.
    pub fn is_made(&self, table: &TableName) -> bool {
        let unqualified = || TableName { schema: None, name: table.name.clone() };
        let is_made = match table.schema {
            // Which schema is meant is not known here.
            None => self.made_names.contains(&table.name),
            Some(_) => self.made.contains(table) || self.made.contains(&unqualified()),
        };
        is_made || matches!(table.schema.as_deref(), Some("temp" | "pg_temp"))
    }

    /// Whether the step takes something back: what its revision made may go.
    pub fn is_downgrade(&self) -> bool {
        self.part.direction == Some(Direction::Downgrade)
    }

    /// Whether statements share a transaction, and so its locks.
    pub fn is_transaction(&self) -> bool {
        self.part.transaction
    }

    /// Notes a finding about the statement that is looked at.
    pub fn find(&mut self, table: Option<&TableName>, problem: LintProblem) {
        // A statement alters one table, so a problem of the same kind is about another column of it.
        if problem.names_columns() {
            match self.of_columns.entry(discriminant(&problem)) {
                Entry::Occupied(place) => {
                    if let Some(known) = self.found.get_mut(*place.get()) {
                        known.problem.absorb(problem);
                    }
                    return;
                }
                Entry::Vacant(place) => drop(place.insert(self.found.len())),
            }
        }
        self.find_at(self.at, table, problem);
    }

    /// The same about another statement.
    pub fn find_at(&mut self, statement: usize, table: Option<&TableName>, problem: LintProblem) {
        self.found.push(Found { statement, table: table.cloned(), problem });
    }

    /// Takes back findings about the statement that is looked at.
    pub fn forget(&mut self, which: impl Fn(&LintProblem) -> bool) {
        let start = self.found.partition_point(|found| found.statement < self.at);
        let mut mine = self.found.split_off(start);
        mine.retain(|found| !which(&found.problem));
        self.found.append(&mut mine);
    }
}

/// `table.column`, to be looked up.
pub fn column_key(table: &TableName, column: &str) -> String {
    format!("{}.{column}", key(table))
}
