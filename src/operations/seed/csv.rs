//! Bulk rows from a CSV file (RFC 4180): read once, checked on the way into a grid.

use std::collections::HashMap;

use super::error::{RowFault, SeedError, SeedFileProblem, SeedProblem, shown};
use super::set::{CsvFile, CsvPlace};
use super::value::text_for;
use crate::database::{ColumnKind, Grid, Table};
use crate::i18n::suggestion;
use crate::revision::Engine;

/// The columns that a CSV file names, as places in the table.
pub(super) struct Header {
    pub(super) columns: Vec<usize>,
    reader: ::csv::Reader<Box<dyn std::io::Read + Send>>,
}

/// Opens a file and reads its first line.
pub(super) fn open(file: &CsvFile, table: &Table) -> Result<Header, SeedError> {
    let input: Box<dyn std::io::Read + Send> = match &file.place {
        CsvPlace::Builtin(text) => Box::new(text.as_bytes()),
        CsvPlace::Path(path) => Box::new(std::fs::File::open(path).map_err(|error| {
            SeedError::Files(vec![SeedFileProblem::Unreadable {
                file: file.file.clone(),
                reason: shown(&error.to_string()),
            }])
        })?),
    };
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).buffer_capacity(256 * 1024).from_reader(input);
    let names = reader.headers().map_err(|error| bad_csv(file, &error))?.clone();
    let mut columns = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let name = if at == 0 { name.trim_start_matches('\u{feff}') } else { name };
        let Some(column) = table.column(name).filter(|column| !columns.contains(column)) else {
            let nearest = suggestion(name, table.columns.iter().map(|column| column.name.as_str())).map(str::to_owned);
            let (file, table, column) = (file.file.clone(), table.name.clone(), shown(name));
            return Err(SeedProblem::NoColumn { file, line: 1, table, column, nearest }.into());
        };
        columns.push(column);
    }
    Ok(Header { columns, reader })
}

/// Reads the rows into `grid`, the constant values behind those of the file, and returns the line of each.
///
/// `key` are places in the grid.
pub(super) fn read(
    file: &CsvFile,
    mut header: Header,
    table: &Table,
    engine: Engine,
    constants: &[Option<String>],
    key: &[usize],
    grid: &mut Grid,
) -> Result<Vec<usize>, SeedError> {
    let mut lines = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut record = ::csv::StringRecord::new();
    let expected = header.columns.len();
    while header.reader.read_record(&mut record).map_err(|error| bad_csv(file, &error))? {
        let line = record.position().map_or(0, |position| position.line() as usize);
        let row = lines.len() + 1;
        if record.len() != expected {
            let file = file.file.clone();
            return Err(SeedProblem::FieldCount { file, line, row, found: record.len(), expected }.into());
        }
        let bad = |column: Option<&str>, value: Option<&str>, fault: RowFault| {
            let (file, column, value) = (file.file.clone(), column.map(str::to_owned), value.map(shown));
            SeedError::from(SeedProblem::BadRow { file, line, row, column, value, fault })
        };
        for (field, &place) in record.iter().zip(&header.columns) {
            let column = &table.columns[place];
            let fault = |fault| bad(Some(&column.name), Some(field), fault);
            match field {
                "" if column.kind == ColumnKind::Text && column.not_null => grid.push(Some("")),
                "" if column.not_null => return Err(fault(RowFault::Missing)),
                "" => grid.push(None),
                text if text.contains('\0') => return Err(fault(RowFault::Refused("NUL".to_owned()))),
                text => grid.push(Some(&text_for(engine, column, text).map_err(fault)?)),
            }
        }
        for constant in constants {
            grid.push(constant.as_deref());
        }
        if !key.is_empty() {
            let mut text = String::new();
            for &place in key {
                let Some(value) = grid.get(row - 1, place) else {
                    let column = header.columns.get(place).map(|&column| table.columns[column].name.as_str());
                    return Err(bad(column, Some(""), RowFault::Missing));
                };
                text.push_str(value);
                text.push('\0');
            }
            let value = key.iter().filter_map(|&place| grid.get(row - 1, place)).collect::<Vec<_>>().join(", ");
            if let Some(first) = seen.insert(text, line) {
                let column = key.first().and_then(|&place| header.columns.get(place));
                let column = column.map(|&column| table.columns[column].name.as_str());
                return Err(bad(column, Some(&value), RowFault::SameKey(first)));
            }
        }
        lines.push(line);
    }
    Ok(lines)
}

fn bad_csv(file: &CsvFile, error: &::csv::Error) -> SeedError {
    let line = error.position().map_or(1, |position| position.line() as usize);
    SeedProblem::BadCsv { file: file.file.clone(), line, reason: shown(&error.to_string()) }.into()
}
