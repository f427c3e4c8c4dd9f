//! Every question of `tests/vectors` put to the library: the answers are Alembic's, but for the rules of their README.
//!
//! The command line answers the same questions in `vectors_cli.rs`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "all of this is test code")]

mod vectors;

use std::collections::HashSet;
use std::path::Path;

use goc::i18n::Problem;
use goc::revision::{
    self, Direction, Graph, HistoryRange, NewMerge, NewRevision, RevisionError, RevisionFile, RevisionId, Target,
    TargetRange, file,
};
use serde_json::{Value, json};
use vectors::{Answer, Refusal, Vector, text, texts};

#[test]
fn every_vector_is_answered() {
    let vectors = vectors::all();
    let verdicts: Vec<_> = vectors
        .iter()
        .flat_map(|vector| {
            let graph = Graph::new(files(vector));
            vector.cases.iter().map(move |case| vector.judge(case, &ask(&graph, case)))
        })
        .collect();
    vectors::report(&verdicts);
}

fn files(vector: &Vector) -> Vec<RevisionFile> {
    let file = |revision| {
        let name = format!("{}.sql", text(revision, "file"));
        RevisionFile::parse(Path::new(&name), vectors::file_text(revision).as_bytes()).unwrap()
    };
    vector.revisions.iter().map(file).collect()
}

fn ask(graph: &Graph, case: &Value) -> Answer {
    answer(graph, case).map_err(|error| Refusal { kind: error.kind().to_owned(), message: error.to_string() })
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
