use super::*;
use crate::i18n::Problem;
use crate::revision::graph::tests::graph;

fn kind<T: std::fmt::Debug>(result: Result<T, RevisionError>) -> &'static str {
    result.unwrap_err().kind()
}

#[test]
fn a_new_revision_follows_the_head() {
    let graph = graph(&[("a", "*l"), ("b", "a")]);
    let new = NewRevision { id: "c", message: "x", depends_on: &["l", "a"], labels: &["m"], ..NewRevision::default() };
    let header = revision(&graph, &new).unwrap();
    assert_eq!(
        (header.down, header.depends_on, header.labels),
        (vec![RevisionId::unchecked("b")], vec!["l".into(), "a".into()], vec!["m".into()])
    );
}

#[test]
fn a_first_revision_and_a_new_root_follow_nobody() {
    assert!(revision(&graph(&[]), &NewRevision { id: "a", ..Default::default() }).unwrap().down.is_empty());
    let root = NewRevision { id: "b", head: Some("base"), ..Default::default() };
    assert!(revision(&graph(&[("a", "")]), &root).unwrap().down.is_empty());
}

#[test]
fn names_that_are_taken_are_refused() {
    let graph = graph(&[("a", "*l"), ("b", "a")]);
    let with = |id: &'static str, labels: &'static [&'static str]| {
        kind(revision(&graph, &NewRevision { id, labels, ..Default::default() }))
    };
    assert_eq!(with("a", &[]), "duplicate_id");
    assert_eq!(with("l", &[]), "duplicate_label");
    assert_eq!(with("a@b", &[]), "illegal_id");
    assert_eq!(with("c", &["l"]), "duplicate_label");
    assert_eq!(with("c", &["a"]), "duplicate_label");
    assert_eq!(with("c", &["c"]), "duplicate_label");
    assert_eq!(with("c", &["x", "x"]), "duplicate_label");
    assert_eq!(with("c", &["a@b"]), "illegal_id");
}

#[test]
fn a_branch_must_be_meant() {
    let graph = graph(&[("a", ""), ("b", "a")]);
    let new = NewRevision { id: "c", head: Some("a"), ..Default::default() };
    assert_eq!(kind(revision(&graph, &new)), "not_a_head");
    assert!(revision(&graph, &NewRevision { splice: true, ..new }).is_ok());
}

#[test]
fn merging_takes_all_heads_and_at_least_two() {
    //   a ─ b     x ─ y (b depends on y: y is no effective head)
    let graph = graph(&[("a", ""), ("b", "a +y"), ("x", ""), ("y", "x")]);
    let merged =
        |revisions: &'static [&'static str]| merge(&graph, &NewMerge { id: "m", revisions, ..Default::default() });
    assert_eq!(merged(&["heads"]).unwrap().down, ["b", "y"]);
    assert_eq!(kind(merged(&["b"])), "nothing_to_merge");
    assert_eq!(kind(merged(&["b", "b"])), "duplicate_head");
    assert_eq!(kind(merged(&["b", "x"])), "not_a_head");
    assert_eq!(kind(merged(&["b", "zz"])), "not_found");
    assert_eq!(kind(merged(&["head", "b"])), "multiple_heads");
}
