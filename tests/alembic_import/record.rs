//! What `corpus/record.py` has written: the state of a database after each step that Alembic took.

use std::collections::BTreeSet;
use std::fs;

use super::project::{Project, folder};

/// The lines of a schema, and the rows of its tables.
pub type State = BTreeSet<String>;

/// A step with what was there after it.
#[derive(Debug, Clone)]
pub struct Step {
    /// `upgrade` or `downgrade`.
    pub command: String,
    pub target: String,
    /// `None` where Alembic stopped with an error.
    pub state: Option<State>,
}

/// The record of a project on an engine.
pub fn read(project: &Project, engine: &str) -> Vec<Step> {
    let path = folder().join(format!("recorded/{}.{engine}.txt", project.name));
    parse(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn parse(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut state = State::new();
    for line in text.lines() {
        let (sign, rest) = line.split_at(line.find(' ').unwrap());
        let rest = &rest[1..];
        match sign {
            "==" => {
                let (command, target) = rest.split_once(' ').unwrap();
                steps.push(Step { command: command.to_owned(), target: target.to_owned(), state: None });
                continue;
            }
            "+" => assert!(state.insert(rest.to_owned()), "twice: {line}"),
            "-" => assert!(state.remove(rest), "never there: {line}"),
            "=" if rest == "the beginning" => state.clear(),
            "=" => {
                let same = steps.iter().find(|step| format!("{} {}", step.command, step.target) == rest);
                state = same.and_then(|step| step.state.clone()).unwrap_or_else(|| panic!("no such step: {line}"));
            }
            "!" => {
                steps.last_mut().unwrap().state = None;
                continue;
            }
            _ => panic!("not a line of a record: {line}"),
        }
        steps.last_mut().unwrap().state = Some(state.clone());
    }
    steps
}

/// What is missing (`-`) from what was expected, and what should not be there (`+`); empty when there is no difference.
pub fn difference(expected: &State, found: &State) -> String {
    let missing = expected.difference(found).map(|line| format!("  - {line}\n"));
    let unexpected = found.difference(expected).map(|line| format!("  + {line}\n"));
    missing.chain(unexpected).collect()
}
