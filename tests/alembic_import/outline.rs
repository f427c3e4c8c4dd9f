//! What PostgreSQL and SQLite must have alike: where Alembic gives up on SQLite, its PostgreSQL says what goc has to make there.

use std::collections::BTreeMap;

use super::record::State;

/// Tables and views, columns with NOT NULL, primary keys, foreign keys, unique constraints, indexes, the number of checks and of rows.
pub fn outline(state: &State) -> State {
    let mut outline = State::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for line in state {
        let line = line.replace("public.", "").replace('"', "");
        if let Some(row) = line.strip_prefix("row of ") {
            let table = row.split_once(": ").unwrap().0;
            let count: usize = row.rsplit_once(" × ").unwrap().1.parse().unwrap();
            *numbers.entry(format!("rows of {table}")).or_default() += count;
        } else if line.starts_with("view ") {
            outline.extend(line.split(' ').nth(1).map(|name| format!("view {}", name.trim_end_matches(':'))));
        } else if let Some(rest) = line.strip_prefix("table ") {
            match rest.split_once(": ") {
                None => {
                    outline.insert(line.clone());
                }
                Some((table, part)) => outline_part(table, part, &mut outline, &mut numbers),
            }
        }
    }
    outline.extend(numbers.into_iter().map(|(what, number)| format!("{what}: {number}")));
    outline
}

fn outline_part(table: &str, part: &str, outline: &mut State, numbers: &mut BTreeMap<String, usize>) {
    if let Some(column) = part.strip_prefix("column ") {
        // PostgreSQL's columns have a number in front.
        let column = column.split_once(": ").map_or(column, |found| found.1);
        let (name, rest) = column.split_once(' ').unwrap();
        let not_null = if rest.contains("NOT NULL") { " NOT NULL" } else { "" };
        outline.insert(format!("{table}: column {name}{not_null}"));
        return;
    }
    if part.starts_with("check (") || part.contains(" CHECK (") {
        *numbers.entry(format!("checks of {table}")).or_default() += 1;
    } else if let Some(key) = part.split_once(" FOREIGN KEY (").map(|found| found.1) {
        let (columns, rest) = key.split_once(") REFERENCES ").unwrap();
        let parent = rest.split_once('(').unwrap().0;
        outline.insert(format!("{table}: ({columns}) → {parent}{}", on_delete(rest)));
    } else if let Some(key) = part.strip_prefix("references ") {
        let (parent, rest) = key.split_once(" (").unwrap();
        let pairs = rest.split_once(')').unwrap().0;
        let columns: Vec<&str> = pairs.split(", ").map(|pair| pair.split_once(" → ").unwrap().0).collect();
        outline.insert(format!("{table}: ({}) → {parent}{}", columns.join(", "), on_delete(rest)));
    } else if let Some(columns) = part.split_once(" UNIQUE (").filter(|found| found.0.starts_with("constraint ")) {
        outline.insert(format!("{table}: unique ({}", columns.1.split_inclusive(')').next().unwrap()));
    } else if part.starts_with("unique (") {
        outline.insert(format!("{table}: {part}"));
    } else if let Some(index) = part.strip_prefix("index ") {
        let unique = if index.contains("UNIQUE ") { "unique " } else { "" };
        let name = index.trim_start_matches("CREATE ").trim_start_matches("UNIQUE ").trim_start_matches("INDEX ");
        outline.insert(format!("{table}: {unique}index {}", name.split(' ').next().unwrap()));
    }
}

fn on_delete(rest: &str) -> &str {
    ["CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT"]
        .into_iter()
        .find(|action| rest.contains(&format!("ON DELETE {action}")))
        .unwrap_or_default()
}
