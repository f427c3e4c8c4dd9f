//! Every question of `tests/vectors` put to the library: the answers are Alembic's, but for the rules of their README.
//!
//! The vectors are data of the format that the README beside the originals describes; the comparison here is the one of
//! their own runner. The command line answers the same questions in a run of its own.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use goc::i18n::Problem;
use goc::revision::{
    self, Direction, Graph, HistoryRange, NewMerge, NewRevision, RevisionError, RevisionFile, RevisionId, Target,
    TargetRange, file,
};
use serde_json::{Value, json};

#[test]
fn every_vector_is_answered() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();

    let (mut cases, mut failures, mut ordered, mut exact) = (0, Vec::new(), 0, 0);
    for path in paths {
        let vector: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let revisions = vector["revisions"].as_array().unwrap();
        let (graph, order) = (Graph::new(files(revisions)), Order::new(revisions));
        for case in vector["cases"].as_array().unwrap() {
            cases += 1;
            let answer = answer(&graph, case);
            let also = case["also"].as_array().into_iter().flatten();
            let results: Vec<_> = std::iter::once(&case["expect"])
                .chain(also)
                .map(|expected| compare(case, expected, &answer, &order))
                .collect();
            match results.iter().find_map(|result| result.as_ref().ok()) {
                Some(Some(same)) => {
                    ordered += 1;
                    exact += usize::from(*same);
                    if !same && std::env::var_os("SHOW_ORDER").is_some() {
                        println!("order: {} {case}\n   answer {answer:?}\n", vector["name"]);
                    }
                }
                Some(None) => {}
                None => failures.push(format!(
                    "{} {case}\n   {}\n   answer {answer:?}",
                    vector["name"],
                    results[0].as_ref().unwrap_err()
                )),
            }
        }
    }
    println!("{cases} cases, {} failures, exact order {exact} of {ordered}", failures.len());
    assert!(
        failures.is_empty(),
        "{} of {cases} failed:\n{}",
        failures.len(),
        failures[..failures.len().min(15)].join("\n")
    );
    assert!(cases >= 4276, "only {cases} cases were found");
}

fn files(revisions: &[Value]) -> Vec<RevisionFile> {
    let list = |value: &Value| texts(value).join(", ");
    let file = |revision: &Value| {
        let mut text = format!("-- revision: {}\n-- revises: {}\n", text(revision, "id"), list(&revision["down"]));
        for (key, from) in [("branch_labels", "labels"), ("depends_on", "depends_on")] {
            if !texts(&revision[from]).is_empty() {
                text += &format!("-- {key}: {}\n", list(&revision[from]));
            }
        }
        text += &format!("-- message: {}\n-- created: 2024-12-15T12:00:00+03:00\n\n", self::text(revision, "message"));
        text += "-- goc:upgrade\nSELECT 1;\n-- goc:downgrade\nSELECT 1;\n";
        RevisionFile::parse(Path::new(&format!("{}.sql", self::text(revision, "file"))), text.as_bytes()).unwrap()
    };
    revisions.iter().map(file).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What the library says, in the JSON of the command line.
fn answer(graph: &Graph, case: &Value) -> Result<Value, RevisionError> {
    let rows: Vec<RevisionId> = texts(&case["from"]).into_iter().map(RevisionId::unchecked).collect();
    let targets = || texts(&case["targets"]).into_iter().map(Target::parse).collect::<Result<Vec<_>, _>>();
    Ok(match text(case, "op") {
        op @ ("upgrade" | "downgrade") => {
            let direction = if op == "upgrade" { Direction::Upgrade } else { Direction::Downgrade };
            let target = text(case, "target");
            let plan = if case["range"] == true {
                revision::range(graph, direction, &TargetRange::parse(target)?)?
            } else if direction == Direction::Upgrade {
                revision::upgrade(graph, &rows, &Target::parse(target)?)?
            } else {
                revision::downgrade(graph, &rows, &Target::parse(target)?)?
            };
            assert_eq!(
                plan.rows_after(plan.steps.len()).into_iter().collect::<HashSet<_>>(),
                plan.to.iter().cloned().collect(),
                "the rows of the steps lead to the rows of the plan"
            );
            to_json(&plan)
        }
        "stamp" => to_json(&revision::stamp(graph, &rows, &targets()?, case["purge"] == true)?),
        "heads" => {
            graph.check()?;
            json!({
                "heads": graph.ids(graph.heads()),
                "effective_heads": graph.ids(graph.effective_heads()),
                "bases": graph.ids(graph.bases()),
            })
        }
        "branches" => {
            graph.check()?;
            let branch =
                |node| json!({"revision": graph.id(node), "children": graph.ids(graph.children(node).to_vec())});
            json!({"branches": graph.branch_points().into_iter().map(branch).collect::<Vec<_>>()})
        }
        "show" => entries(graph, revision::show(graph, &rows, text(case, "target"))?),
        "history" => {
            let range = case["range"].as_str().map_or(Ok(HistoryRange::ALL), HistoryRange::parse);
            graph.check()?;
            entries(graph, revision::history(graph, &rows, &range?)?)
        }
        "current" => to_json(&revision::current(graph, &rows)?),
        "revision" => {
            let (labels, depends_on): (Vec<_>, _) =
                (case["label"].as_str().into_iter().collect(), texts(&case["depends_on"]));
            let new = NewRevision {
                id: text(case, "rev_id"),
                message: "new",
                created: None,
                head: case["head"].as_str(),
                splice: case["splice"] == true,
                labels: &labels,
                depends_on: &depends_on,
            };
            header(revision::new::revision(graph, &new)?)
        }
        "merge" => {
            let revisions = texts(&case["targets"]);
            let new =
                NewMerge { id: text(case, "rev_id"), message: "merge", revisions: &revisions, ..NewMerge::default() };
            header(revision::new::merge(graph, &new)?)
        }
        op => panic!("unknown op {op}"),
    })
}

fn to_json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn entries(graph: &Graph, nodes: Vec<revision::Node>) -> Value {
    json!({"revisions": nodes.into_iter().map(|node| graph.entry(node)).collect::<Vec<_>>()})
}

/// A new header, after a journey through its file.
fn header(header: file::RevisionHeader) -> Value {
    let name = file::file_name(&header.id, &header.message);
    assert!(name.starts_with(&format!("{}_", header.id)));
    let file = RevisionFile::parse(Path::new(&name), file::write(&header, None).as_bytes()).unwrap();
    assert_eq!(file.header, header);
    json!({"revision": header.id, "down": header.down, "depends_on": header.depends_on, "labels": header.labels})
}

/// `Ok(Some(_))` says whether the order is Alembic's as well, where that can be said.
fn compare(
    case: &Value,
    want: &Value,
    got: &Result<Value, RevisionError>,
    graph: &Order,
) -> Result<Option<bool>, String> {
    let got = match (want["error"].as_str(), got) {
        (Some(kind), Err(error)) => {
            if !same_kind(kind, error.kind(), case) {
                return Err(format!("expected {kind}, got {}", error.kind()));
            }
            let message = error.to_string();
            return match texts(&want["mentions"]).into_iter().find(|name| !message.contains(name)) {
                Some(name) => Err(format!("the message does not name {name}")),
                None => Ok(None),
            };
        }
        (Some(kind), Ok(_)) => return Err(format!("expected {kind}")),
        (None, Err(error)) => return Err(format!("unexpected {}", error.kind())),
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
