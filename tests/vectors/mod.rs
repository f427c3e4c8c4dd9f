//! Alembic's answers to 4,276 questions about 79 graphs, and the comparison with somebody else's.
//!
//! The files beside this one are data; their format is the one of the README beside the originals, and the comparison is the one of
//! their own runner.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use serde_json::Value;

/// A graph and the questions about it.
#[derive(Debug)]
pub struct Vector {
    pub name: String,
    pub revisions: Vec<Value>,
    pub cases: Vec<Value>,
    order: Order,
}

/// The JSON of the command line, or the error it would say.
pub type Answer = Result<Value, Refusal>;

/// An error as a script sees it.
#[derive(Debug)]
pub struct Refusal {
    pub kind: String,
    pub message: String,
}

/// What came of a question: wrong, or right and, where that can be said, in Alembic's own order or another possible one.
pub type Verdict = Result<Option<bool>, String>;

/// Every vector, in the order of their files' names.
pub fn all() -> Vec<Vector> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths.iter().map(|path| Vector::parse(&std::fs::read_to_string(path).unwrap())).collect()
}

impl Vector {
    fn parse(json: &str) -> Vector {
        let vector: Value = serde_json::from_str(json).unwrap();
        let list = |key: &str| vector[key].as_array().unwrap().clone();
        let (revisions, cases) = (list("revisions"), list("cases"));
        Vector { name: text(&vector, "name").to_owned(), order: Order::new(&revisions), revisions, cases }
    }

    /// Holds an answer against Alembic's, and against the others that are as good.
    pub fn judge(&self, case: &Value, answer: &Answer) -> Verdict {
        let mut expected = std::iter::once(&case["expect"]).chain(case["also"].as_array().into_iter().flatten());
        let first = compare(case, expected.next().unwrap(), answer, &self.order);
        let best = match first {
            Ok(fine) => Ok(fine),
            Err(wrong) => expected.find_map(|other| compare(case, other, answer, &self.order).ok()).ok_or(wrong),
        };
        best.map_err(|wrong| format!("{} {case}\n   {wrong}\n   answer {answer:?}", self.name))
    }
}

/// Says how many were right, and fails with the first of those that were not.
pub fn report(verdicts: &[Verdict]) {
    let failures: Vec<&str> =
        verdicts.iter().filter_map(|verdict| verdict.as_ref().err().map(String::as_str)).collect();
    let ordered: Vec<bool> = verdicts.iter().filter_map(|verdict| verdict.as_ref().ok().copied().flatten()).collect();
    let (cases, exact) = (verdicts.len(), ordered.iter().filter(|&&same| same).count());
    eprintln!("{cases} cases, {} failures, exact order {exact} of {}", failures.len(), ordered.len());
    assert!(
        failures.is_empty(),
        "{} of {cases} failed:\n{}",
        failures.len(),
        failures[..failures.len().min(15)].join("\n")
    );
    assert!(cases >= 4276, "only {cases} cases were found");
}

/// The revision file of a revision of a vector.
pub fn file_text(revision: &Value) -> String {
    let list = |key: &str| texts(&revision[key]).join(", ");
    let mut file = format!("-- revision: {}\n-- revises: {}\n", text(revision, "id"), list("down"));
    for (key, from) in [("branch_labels", "labels"), ("depends_on", "depends_on")] {
        if !list(from).is_empty() {
            file += &format!("-- {key}: {}\n", list(from));
        }
    }
    file += &format!("-- message: {}\n-- created: 2024-12-15T12:00:00+03:00\n\n", text(revision, "message"));
    file + "-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n"
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// `Ok(Some(_))` says whether the order is Alembic's as well, where that can be said.
fn compare(case: &Value, want: &Value, got: &Answer, graph: &Order) -> Verdict {
    let got = match (want["error"].as_str(), got) {
        (Some(kind), Err(error)) => {
            if !same_kind(kind, &error.kind, case) {
                return Err(format!("expected {kind}, got {}", error.kind));
            }
            return match texts(&want["mentions"]).into_iter().find(|name| !error.message.contains(name)) {
                Some(name) => Err(format!("the message does not name {name}")),
                None if error.message.trim().is_empty() => Err("an error without a message".into()),
                None => Ok(None),
            };
        }
        (Some(kind), Ok(_)) => return Err(format!("expected {kind}")),
        (None, Err(error)) => return Err(format!("unexpected {}: {}", error.kind, error.message)),
        (None, Ok(got)) => got,
    };
    let set = |value: &Value| value.as_array().into_iter().flatten().map(id_of).collect::<Vec<_>>();
    let sorted = |value: &Value| {
        let mut ids = set(value);
        ids.sort();
        ids
    };
    let same = |key: &str| match (sorted(&got[key]), sorted(&want[key])) {
        (got, want) if got == want => Ok(()),
        (got, want) => Err(format!("{key}: expected {want:?}, got {got:?}")),
    };
    let exact = |key: &str| {
        let (got, want_order) = (set(&got[key]), set(&want[key]));
        (got.len() > 1 && want["order"] != "free").then(|| got == want_order)
    };
    match text(case, "op") {
        op @ ("upgrade" | "downgrade") => {
            if let Some(step) = steps_of(got).find(|step| step["direction"] != op) {
                return Err(format!("a step of another direction: {step}"));
            }
            same("steps")?;
            same("to")?;
            let from: Vec<String> = match case["range"] == true {
                true => text(case, "target")
                    .split(':')
                    .next()
                    .filter(|a| *a != "base")
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                false => texts(&case["from"]).into_iter().map(str::to_owned).collect(),
            };
            let mut given = from.clone();
            given.sort();
            if sorted(&got["from"]) != given {
                return Err(format!("from: {}", got["from"]));
            }
            graph.possible(&from, &set(&got["steps"]), op)?;
            Ok(exact("steps"))
        }
        "stamp" if steps_of(got).next().is_some() => Err("a stamp has no steps".into()),
        "stamp" => same("to").map(|()| None),
        "heads" => ["heads", "effective_heads", "bases"].into_iter().try_for_each(same).map(|()| None),
        "current" => {
            ["heads", "current"].into_iter().try_for_each(same)?;
            if got["at_head"] == want["at_head"] { Ok(None) } else { Err("at_head".into()) }
        }
        "branches" => {
            let points = |value: &Value| -> BTreeSet<(String, Vec<String>)> {
                value["branches"].as_array().unwrap().iter().map(|b| (id_of(b), sorted(&b["children"]))).collect()
            };
            if points(got) == points(want) { Ok(None) } else { Err(format!("branches: {got}")) }
        }
        "show" => {
            same("revisions")?;
            for want in want["revisions"].as_array().unwrap() {
                let got = got["revisions"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|got| got["revision"] == want["revision"])
                    .unwrap();
                for (key, value) in want.as_object().unwrap() {
                    let equal = if value.is_array() { sorted(&got[key]) == sorted(value) } else { got[key] == *value };
                    if !equal {
                        return Err(format!("{}.{key}: expected {value}, got {}", want["revision"], got[key]));
                    }
                }
            }
            Ok(None)
        }
        "history" => {
            same("revisions")?;
            graph.newest_first(&set(&got["revisions"]))?;
            Ok(exact("revisions"))
        }
        "revision" | "merge" => {
            ["down", "depends_on", "labels"].into_iter().try_for_each(same)?;
            if got["revision"] == want["revision"] { Ok(None) } else { Err("revision".into()) }
        }
        op => panic!("unknown op {op}"),
    }
}

fn steps_of(plan: &Value) -> impl Iterator<Item = &Value> {
    plan["steps"].as_array().into_iter().flatten()
}

fn id_of(value: &Value) -> String {
    value.get("revision").unwrap_or(value).as_str().unwrap().to_owned()
}

/// Which half of `X@REV` gets the blame is a matter of taste.
fn same_kind(want: &str, got: &str, case: &Value) -> bool {
    let words = ["target", "head", "range"].map(|key| text(case, key)).into_iter();
    let words = words.chain(texts(&case["targets"])).chain(texts(&case["depends_on"]));
    let at = words.into_iter().any(|word| word.contains('@'));
    let about_a_branch = |kind| matches!(kind, "no_such_branch" | "not_in_branch");
    want == got || at && (want == "not_found" && about_a_branch(got) || about_a_branch(want) && got == "not_found")
}

/// As much of the graph as checking an order needs, made without the library.
#[derive(Debug)]
struct Order {
    below: HashMap<String, Vec<String>>,
}

impl Order {
    fn new(revisions: &[Value]) -> Order {
        let ids: HashSet<&str> = revisions.iter().map(|revision| text(revision, "id")).collect();
        let labels: HashMap<&str, &str> = revisions
            .iter()
            .flat_map(|r| texts(&r["labels"]).into_iter().map(|label| (label, text(r, "id"))))
            .collect();
        let id_of = |name: &&str| ids.get(name).or_else(|| labels.get(name)).map(|id| id.to_string());
        let below = |r: &Value| {
            let names = [texts(&r["down"]), texts(&r["depends_on"])].concat();
            (text(r, "id").to_owned(), names.iter().filter_map(id_of).collect())
        };
        Order { below: revisions.iter().map(below).collect() }
    }

    fn possible(&self, from: &[String], steps: &[String], op: &str) -> Result<(), String> {
        let (mut applied, mut todo) = (HashSet::new(), from.to_vec());
        while let Some(id) = todo.pop() {
            if applied.insert(id.clone()) {
                todo.extend(self.below[&id].iter().cloned());
            }
        }
        for step in steps {
            let fine = match op {
                "upgrade" => self.below[step].iter().all(|id| applied.contains(id)) && applied.insert(step.clone()),
                _ => applied.remove(step) && !applied.iter().any(|id| self.below[id].contains(step)),
            };
            if !fine {
                return Err(format!("step {step} comes at a wrong time"));
            }
        }
        Ok(())
    }

    fn newest_first(&self, revisions: &[String]) -> Result<(), String> {
        let mut listed = HashSet::new();
        for id in revisions {
            listed.insert(id);
            if self.below[id].iter().any(|below| listed.contains(below)) {
                return Err(format!("{id} is listed after something below it"));
            }
        }
        Ok(())
    }
}
