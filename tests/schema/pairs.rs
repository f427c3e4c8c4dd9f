//! Pairs of schemas, many to a file:
//!
//! ```text
//! -- pair: a column is added
//! CREATE TABLE t (a int);
//! -- becomes
//! CREATE TABLE t (a int, b int);
//! ```
//!
//! `-- with: rename t.a=b` and `-- with: online` stand behind the first line. INSERTs belong to the first half.

use std::path::Path;

/// One schema, and another.
#[derive(Debug, Default, Clone)]
pub struct Pair {
    /// What it shows.
    pub name: String,
    pub before: String,
    pub after: String,
    pub renames: Vec<String>,
    pub online: bool,
    pub privileges: bool,
}

/// The pairs of a file.
pub fn read(path: &Path) -> Vec<Pair> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut is_after = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("-- pair: ") {
            pairs.push(Pair { name: name.to_owned(), ..Pair::default() });
            is_after = false;
            continue;
        }
        let Some(pair) = pairs.last_mut() else { continue };
        if line == "-- becomes" {
            is_after = true;
        } else if let Some(with) = line.strip_prefix("-- with: ") {
            match with.split_once(' ') {
                Some(("rename", rename)) => pair.renames.push(rename.to_owned()),
                _ if with == "online" => pair.online = true,
                _ if with == "privileges" => pair.privileges = true,
                _ => panic!("{}: {with}?", path.display()),
            }
        } else {
            let half = if is_after { &mut pair.after } else { &mut pair.before };
            half.push_str(line);
            half.push('\n');
        }
    }
    assert!(!pairs.is_empty(), "{} has no pairs", path.display());
    pairs
}
