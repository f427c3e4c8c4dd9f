//! What a set means for the database at hand: its rows with everything looked up, and what of them is there already.
//!
//! Only reads. A lookup of a row that an earlier set of the same load is going to bring is a [`Cell::New`], so that the difference
//! of a whole load is known before anything is written.

use std::collections::{BTreeMap, HashMap};

use super::csv;
use super::error::{RowFault, SeedError, SeedProblem, shown};
use super::question::{Answers, Question};
use super::set::{Field, Lookup, OnExisting, Rows, SeedSet, Value};
use super::value::text_for;
use crate::database::table::{batches, named_column};
use crate::database::{ColumnKind, Connection, DatabaseError, Grid, GridColumn, Table};
use crate::i18n::suggestion;
use crate::operations::password;

/// What is true of a row of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowState {
    /// Not there yet.
    New,
    /// There, as the set has it.
    Same,
    /// There, with other values.
    Different,
}

/// A set against a database.
#[derive(Debug, Default)]
pub(super) struct SetPlan {
    pub(super) table: Option<Table>,
    pub(super) groups: Vec<Group>,
    /// Rows that were not looked at one by one: the set is for an empty table, and this one is not.
    pub(super) kept: usize,
}

/// Rows of a set that name the same columns.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) columns: Vec<GridColumn>,
    /// Places of the key's columns in the grid.
    pub(super) key: Vec<usize>,
    pub(super) grid: Grid,
    /// The line and the number in the set of each row.
    pub(super) rows: Vec<(usize, usize)>,
    pub(super) states: Vec<RowState>,
    /// What the rows that differ have instead.
    pub(super) differs: HashMap<usize, Vec<(usize, Option<String>)>>,
    /// Values that are no texts yet; NULL in the grid.
    pub(super) special: HashMap<(usize, usize), Cell>,
}

/// A value that is looked up or answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// It is this.
    Known(Option<String>),
    /// A column of a row that is yet to come: set, group, row.
    New(usize, usize, usize),
    /// Nobody has answered this question.
    Unanswered(String),
    /// The hash of the answer to this question.
    Hash(String),
    /// A lookup that failed, which only matters if the value is needed.
    Failed(SeedError),
}

pub(super) struct Planner<'a> {
    pub(super) connection: &'a mut Connection,
    pub(super) answers: &'a Answers,
    pub(super) questions: &'a BTreeMap<String, Question>,
    tables: HashMap<String, Table>,
    now: Option<(String, String)>,
    lookups: HashMap<String, Cell>,
    /// The sets before this one that are not written yet.
    pub(super) earlier: Vec<SetPlan>,
}

/// Where a value stands, for an error.
#[derive(Clone, Copy)]
struct Place<'s> {
    file: &'s str,
    line: usize,
    row: usize,
    column: &'s str,
}

impl Place<'_> {
    fn bad(&self, value: Option<&str>, fault: RowFault) -> SeedError {
        SeedProblem::BadRow {
            file: self.file.to_owned(),
            line: self.line,
            row: self.row,
            column: Some(shown(self.column)),
            value: value.map(shown),
            fault,
        }
        .into()
    }
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        connection: &'a mut Connection,
        answers: &'a Answers,
        questions: &'a BTreeMap<String, Question>,
    ) -> Planner<'a> {
        let (tables, lookups) = (HashMap::new(), HashMap::new());
        Planner { connection, answers, questions, tables, now: None, lookups, earlier: Vec::new() }
    }

    /// Compares a set with the database.
    pub(super) async fn plan(&mut self, set: &SeedSet) -> Result<SetPlan, SeedError> {
        // What an earlier set has brought meanwhile is to be found.
        self.lookups.clear();
        let table = self.table(&set.table, &set.file, set.table_line).await?;
        for column in &set.key {
            self.column(&table, column, &set.file, set.table_line)?;
        }
        if set.key.is_empty() && !table.is_empty(self.connection).await? {
            let kept = match &set.rows {
                Rows::Inline(rows) => rows.len(),
                Rows::Csv(_) => 1,
            };
            return Ok(SetPlan { table: Some(table), groups: Vec::new(), kept });
        }
        let mut groups = match &set.rows {
            Rows::Inline(_) => self.inline(set, &table).await?,
            Rows::Csv(_) => vec![self.bulk(set, &table).await?],
        };
        for group in &mut groups {
            self.compare(set, &table, group).await?;
        }
        Ok(SetPlan { table: Some(table), groups, kept: 0 })
    }

    async fn table(&mut self, name: &str, file: &str, line: usize) -> Result<Table, SeedError> {
        if let Some(table) = self.tables.get(name) {
            return Ok(table.clone());
        }
        match Table::find(self.connection, name).await? {
            Some(table) => {
                self.tables.insert(name.to_owned(), table.clone());
                Ok(table)
            }
            None => {
                let names = Table::names(self.connection).await?;
                let nearest = suggestion(name, names.iter().map(String::as_str)).map(shown);
                Err(SeedProblem::NoTable { file: file.to_owned(), line, table: shown(name), nearest }.into())
            }
        }
    }

    fn column(&self, table: &Table, name: &str, file: &str, line: usize) -> Result<usize, SeedError> {
        table.column(name).ok_or_else(|| {
            let nearest = suggestion(name, table.columns.iter().map(|column| column.name.as_str())).map(shown);
            let (table, column) = (shown(&table.name), shown(name));
            SeedProblem::NoColumn { file: file.to_owned(), line, table, column, nearest }.into()
        })
    }

    async fn inline(&mut self, set: &SeedSet, table: &Table) -> Result<Vec<Group>, SeedError> {
        let Rows::Inline(rows) = &set.rows else { return Ok(Vec::new()) };
        let mut groups: Vec<Group> = Vec::new();
        let mut places: HashMap<Vec<GridColumn>, usize> = HashMap::new();
        for (number, row) in (1..).zip(rows) {
            let mut columns = Vec::with_capacity(row.fields.len());
            let mut cells = Vec::with_capacity(row.fields.len());
            for field in &row.fields {
                let place = Place { file: &set.file, line: field.line, row: number, column: &field.column };
                let column = self.column(table, &field.column, &set.file, field.line)?;
                let cell = self.cell(table, column, field, place).await?;
                let is_key = set.key.contains(&field.column);
                match &cell {
                    Cell::Failed(error) if is_key => return Err(error.clone()),
                    Cell::Known(None) if is_key => return Err(place.bad(None, RowFault::Missing)),
                    _ => {}
                }
                let hash = matches!(&cell, Cell::Hash(_)) && set.on_existing == OnExisting::Update;
                let compared = hash || matches!(&cell, Cell::Known(_)) && field.value != Value::Now;
                columns.push(GridColumn { column, compared });
                cells.push(cell);
            }
            let at = *places.entry(columns.clone()).or_insert_with(|| {
                groups.push(Group::new(columns.clone(), set, table));
                groups.len() - 1
            });
            let group = &mut groups[at];
            let index = group.rows.len();
            for (place, cell) in cells.into_iter().enumerate() {
                match cell {
                    Cell::Known(value) => group.grid.push(value.as_deref()),
                    cell => {
                        group.grid.push(None);
                        group.special.insert((index, place), cell);
                    }
                }
            }
            group.rows.push((row.line, number));
        }
        Ok(groups)
    }

    async fn bulk(&mut self, set: &SeedSet, table: &Table) -> Result<Group, SeedError> {
        let Rows::Csv(file) = &set.rows else { return Ok(Group::new(Vec::new(), set, table)) };
        let header = csv::open(file, table)?;
        let mut columns: Vec<GridColumn> =
            header.columns.iter().map(|&column| GridColumn { column, compared: true }).collect();
        let (mut constants, mut special) = (Vec::new(), Vec::new());
        for field in &set.defaults {
            let column = self.column(table, &field.column, &set.file, field.line)?;
            if header.columns.contains(&column) {
                continue;
            }
            let place = Place { file: &set.file, line: field.line, row: 1, column: &field.column };
            let compared = match self.cell(table, column, field, place).await? {
                Cell::Known(value) => {
                    constants.push(value);
                    field.value != Value::Now
                }
                cell => {
                    constants.push(None);
                    special.push((columns.len(), cell));
                    false
                }
            };
            columns.push(GridColumn { column, compared });
        }
        let mut group = Group::new(columns, set, table);
        if group.key.len() != set.key.len() {
            let missing = set.key.iter().find(|name| !group.has(table, name)).cloned().unwrap_or_default();
            let place = Place { file: &file.file, line: 1, row: 0, column: &missing };
            return Err(place.bad(None, RowFault::Missing));
        }
        let engine = self.connection.engine();
        let lines = csv::read(file, header, table, engine, &constants, &group.key, &mut group.grid)?;
        for (row, line) in lines.into_iter().enumerate() {
            group.rows.push((line, row + 1));
            for (place, cell) in &special {
                group.special.insert((row, *place), cell.clone());
            }
        }
        Ok(group)
    }

    /// The value of a field for a column.
    async fn cell(&mut self, table: &Table, column: usize, field: &Field, place: Place<'_>) -> Result<Cell, SeedError> {
        let engine = self.connection.engine();
        let of_text = |text: &str| {
            let text = text_for(engine, &table.columns[column], text).map_err(|fault| place.bad(Some(text), fault))?;
            Ok(Cell::Known(Some(text.into_owned())))
        };
        match &field.value {
            Value::Text(text) | Value::Number(text) | Value::Time(text) => of_text(text),
            Value::Boolean(is_true) => of_text(if *is_true { "true" } else { "false" }),
            Value::Ask(question) => {
                let default = || self.questions.get(&question.key).and_then(|question| question.default.as_deref());
                match self.answers.get(&question.key).or_else(default) {
                    Some("") if table.columns[column].not_null => Err(place.bad(Some(""), RowFault::Missing)),
                    Some("") => Ok(Cell::Known(None)),
                    Some(text) => of_text(text),
                    None => Ok(Cell::Unanswered(question.key.clone())),
                }
            }
            Value::Argon2id(question) => Ok(match self.answers.get(&question.key) {
                Some(_) => Cell::Hash(question.key.clone()),
                None => Cell::Unanswered(question.key.clone()),
            }),
            Value::Now => {
                if self.now.is_none() {
                    self.now = Some(self.connection.now().await?);
                }
                let (zoned, utc) = self.now.clone().unwrap_or_default();
                let has_zone = table.columns[column].kind == ColumnKind::Timestamp;
                Ok(Cell::Known(Some(if has_zone { zoned } else { utc })))
            }
            Value::Lookup(lookup) => match Box::pin(self.look_up(lookup, place)).await {
                Err(SeedError::Seed(problem)) if problem.is_lookup() => Ok(Cell::Failed(SeedError::Seed(problem))),
                result => result,
            },
        }
    }

    async fn look_up(&mut self, lookup: &Lookup, place: Place<'_>) -> Result<Cell, SeedError> {
        let table = self.table(&lookup.table, place.file, place.line).await?;
        let wanted = match (&lookup.column, table.primary_key.as_slice()) {
            (Some(name), _) => self.column(&table, name, place.file, place.line)?,
            (None, &[only]) => only,
            (None, _) => {
                let (file, table) = (place.file.to_owned(), shown(&lookup.table));
                return Err(SeedProblem::NoPrimaryKey { file, line: place.line, table }.into());
            }
        };
        let mut columns = Vec::with_capacity(lookup.conditions.len());
        let mut cells = Vec::with_capacity(lookup.conditions.len());
        for field in &lookup.conditions {
            let column = self.column(&table, &field.column, place.file, place.line)?;
            match self.cell(&table, column, field, place).await? {
                open @ (Cell::Unanswered(_) | Cell::Hash(_)) => return Ok(open),
                Cell::Failed(error) => return Err(error),
                cell => cells.push(cell),
            }
            columns.push(column);
        }
        let memo = format!("{} {wanted} {columns:?} {cells:?}", lookup.table);
        if let Some(cell) = self.lookups.get(&memo) {
            return Ok(cell.clone());
        }
        let mut found = Vec::new();
        if cells.iter().all(|cell| matches!(cell, Cell::Known(_))) {
            let mut keys = Grid::new(columns.len());
            for cell in &cells {
                keys.push(cell.known());
            }
            found = table.look_up(self.connection, wanted, &columns, &keys).await?;
        }
        let mut found: Vec<Cell> = found.into_iter().map(|(_, value)| Cell::Known(value)).collect();
        found.extend(self.find_new(&table, wanted, &columns, &cells));
        let value = || {
            let conditions = lookup.conditions.iter().zip(&cells);
            let texts = conditions.map(|(field, cell)| format!("{} = {}", field.column, cell.known().unwrap_or("?")));
            shown(&texts.collect::<Vec<_>>().join(", "))
        };
        let (file, line, row) = (place.file.to_owned(), place.line, place.row);
        let (column, name) = (shown(place.column), shown(&lookup.table));
        match found.as_slice() {
            [cell] => {
                self.lookups.insert(memo, cell.clone());
                Ok(cell.clone())
            }
            [] => {
                let nearest = match (columns.as_slice(), cells.first().and_then(Cell::known)) {
                    (&[only], Some(given)) => {
                        let sample = table.sample(self.connection, only).await?;
                        suggestion(given, sample.iter().map(String::as_str)).map(shown)
                    }
                    _ => None,
                };
                let value = value();
                Err(SeedProblem::LookupNothing { file, line, row, column, table: name, value, nearest }.into())
            }
            _ => Err(SeedProblem::LookupSeveral { file, line, row, column, table: name, value: value() }.into()),
        }
    }

    /// Rows of earlier sets that will be there when this one is written.
    fn find_new(&self, table: &Table, wanted: usize, columns: &[usize], cells: &[Cell]) -> Vec<Cell> {
        let mut found = Vec::new();
        for (set, plan) in self.earlier.iter().enumerate() {
            if plan.table.as_ref().is_none_or(|other| other.name != table.name) {
                continue;
            }
            for (at, group) in plan.groups.iter().enumerate() {
                for row in (0..group.rows.len()).filter(|&row| group.states[row] == RowState::New) {
                    let matches = columns.iter().zip(cells).all(|(&column, cell)| {
                        let place = group.columns.iter().position(|place| place.column == column);
                        place.is_some_and(|place| group.cell(row, place) == *cell)
                    });
                    if matches {
                        let known = group.columns.iter().position(|place| place.column == wanted);
                        found.push(known.map_or(Cell::New(set, at, row), |place| group.cell(row, place)));
                    }
                }
            }
        }
        found
    }

    /// Finds out which rows are there, and what differs in them.
    async fn compare(&mut self, set: &SeedSet, table: &Table, group: &mut Group) -> Result<(), SeedError> {
        group.states = vec![RowState::New; group.rows.len()];
        let nothing_there = group.key.is_empty() || table.is_empty(self.connection).await?;
        if !nothing_there {
            // A row whose key is not known yet cannot be there.
            let open = |row: usize| group.key.iter().any(|&place| group.special.contains_key(&(row, place)));
            let open: Vec<bool> = (0..group.rows.len()).map(open).collect();
            for range in batches(0..group.rows.len()) {
                let found =
                    table.existing(self.connection, &group.columns, &group.key, &group.grid, range.clone()).await;
                let found = match found {
                    Err(error @ DatabaseError::Statement { .. }) => {
                        return Err(self.locate(set, table, group, range, error).await);
                    }
                    found => found?,
                };
                for mut existing in found {
                    let row = existing.row;
                    if open[row] {
                        continue;
                    }
                    existing.differs.retain(|(place, found)| match group.special.get(&(row, *place)) {
                        Some(Cell::Hash(key)) => !self.verifies(found.as_deref(), key),
                        _ => true,
                    });
                    // Of several rows with the key one that is the same is enough.
                    if existing.differs.is_empty() {
                        group.states[row] = RowState::Same;
                        group.differs.remove(&row);
                    } else if group.states[row] == RowState::New {
                        group.states[row] = RowState::Different;
                        group.differs.insert(row, existing.differs);
                    }
                }
            }
        }
        let update = set.on_existing == OnExisting::Update;
        for (&(row, _), cell) in &group.special {
            let needed = match group.states[row] {
                RowState::New => true,
                RowState::Different => update,
                RowState::Same => false,
            };
            if let (Cell::Failed(error), true) = (cell, needed) {
                return Err(error.clone());
            }
        }
        Ok(())
    }

    fn verifies(&self, hash: Option<&str>, key: &str) -> bool {
        hash.zip(self.answers.secret(key)).is_some_and(|(hash, password)| password::verify(hash, password))
    }

    /// Which row the database stumbled over while it only compared.
    async fn locate(
        &mut self,
        set: &SeedSet,
        table: &Table,
        group: &Group,
        range: std::ops::Range<usize>,
        error: DatabaseError,
    ) -> SeedError {
        for row in range {
            let one = table.existing(self.connection, &group.columns, &group.key, &group.grid, row..row + 1).await;
            match one {
                Ok(_) => {}
                Err(error @ DatabaseError::Statement { .. }) => {
                    return group.refused(self.connection, set, table, row, error).await;
                }
                Err(error) => return error.into(),
            }
        }
        error.into()
    }
}

impl Cell {
    fn known(&self) -> Option<&str> {
        match self {
            Cell::Known(value) => value.as_deref(),
            _ => None,
        }
    }
}

impl Group {
    fn new(columns: Vec<GridColumn>, set: &SeedSet, table: &Table) -> Group {
        let place = |name: &String| columns.iter().position(|column| table.columns[column.column].name == *name);
        let key = set.key.iter().filter_map(place).collect();
        Group {
            key,
            grid: Grid::new(columns.len()),
            columns,
            rows: Vec::new(),
            states: Vec::new(),
            differs: HashMap::new(),
            special: HashMap::new(),
        }
    }

    fn has(&self, table: &Table, name: &str) -> bool {
        self.columns.iter().any(|column| table.columns[column.column].name == name)
    }

    /// A value, whether it is known or not.
    pub(super) fn cell(&self, row: usize, place: usize) -> Cell {
        match self.special.get(&(row, place)) {
            Some(cell) => cell.clone(),
            None => Cell::Known(self.grid.get(row, place).map(str::to_owned)),
        }
    }

    /// The key of a row in a few words.
    pub(super) fn key_text(&self, row: usize) -> String {
        let text = |&place: &usize| match self.special.get(&(row, place)) {
            None => shown(self.grid.get(row, place).unwrap_or("NULL")),
            Some(Cell::Unanswered(key) | Cell::Hash(key)) => format!("<{}>", shown(key)),
            Some(_) => "+".to_owned(),
        };
        self.key.iter().map(text).collect::<Vec<_>>().join(", ")
    }

    /// The rows in a state.
    pub(super) fn in_state(&self, state: RowState) -> Vec<usize> {
        (0..self.rows.len()).filter(|&row| self.states[row] == state).collect()
    }

    /// The error for a row that the database refuses. Asked outside a transaction.
    pub(super) async fn refused(
        &self,
        connection: &mut Connection,
        set: &SeedSet,
        table: &Table,
        row: usize,
        error: DatabaseError,
    ) -> SeedError {
        let name = |place: &GridColumn| table.columns[place.column].name.as_str();
        let named = named_column(&error, self.columns.iter().map(name));
        let mut place = named.and_then(|named| self.columns.iter().position(|column| name(column) == named));
        if place.is_none() {
            for at in 0..self.columns.len() {
                let value = self.grid.get(row, at).unwrap_or_default();
                if !value.is_empty() && !table.takes(connection, self.columns[at].column, value).await {
                    place = Some(at);
                    break;
                }
            }
        }
        let value = place.map(|at| match self.special.get(&(row, at)) {
            Some(_) => "***".to_owned(),
            None => shown(self.grid.get(row, at).unwrap_or("NULL")),
        });
        let (line, number) = self.rows[row];
        let file = match &set.rows {
            Rows::Csv(file) => file.file.clone(),
            Rows::Inline(_) => set.file.clone(),
        };
        let DatabaseError::Statement { message, .. } = error else { return error.into() };
        SeedProblem::BadRow {
            file,
            line,
            row: number,
            column: place.map(|at| shown(name(&self.columns[at]))),
            value,
            fault: RowFault::Refused(shown(&message)),
        }
        .into()
    }
}
