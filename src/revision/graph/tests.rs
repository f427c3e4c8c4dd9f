use super::*;
use crate::i18n::Problem;
use std::path::Path;

/// A graph of letters: `("d", "b c")` is a file with two parents; `*x` is a label, `+x` a dependency.
pub fn graph(revisions: &[(&str, &str)]) -> Graph {
    let mut files: Vec<RevisionFile> = revisions
        .iter()
        .map(|(id, words)| {
            let list = |mark: &str| {
                let words: Vec<_> = match mark {
                    "" => words.split(' ').filter(|word| !word.starts_with(['*', '+'])).collect(),
                    mark => words.split(' ').filter_map(|word| word.strip_prefix(mark)).collect(),
                };
                words.join(",")
            };
            let text = format!(
                "-- revision: {id}\n-- revises: {}\n-- branch_labels: {}\n-- depends_on: {}\n-- goc:upgrade none\n",
                list(""),
                list("*"),
                list("+")
            );
            RevisionFile::parse(Path::new(&format!("{id}_x.sql")), text.as_bytes()).unwrap()
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Graph::new(files)
}

fn names(graph: &Graph, nodes: impl IntoIterator<Item = Node>) -> String {
    graph.ids(nodes).join(" ")
}

fn findings(revisions: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    graph(revisions).findings().iter().map(|problem| (problem.kind(), problem.to_string())).collect()
}

#[test]
fn heads_bases_and_points_are_known() {
    //   a ─┬─ b ──┬─ d        x ─ y (y depends on d)
    //      └─ c ──┘
    let graph = graph(&[("a", ""), ("b", "a"), ("c", "a"), ("d", "b c"), ("x", ""), ("y", "x +d")]);
    assert!(graph.check().is_ok());
    assert_eq!(names(&graph, graph.heads()), "d y");
    assert_eq!(names(&graph, graph.effective_heads()), "y");
    assert_eq!(names(&graph, graph.bases()), "a x");
    assert_eq!(names(&graph, graph.branch_points()), "a");
    assert!(graph.is_merge_point(graph.by_id("d").unwrap()));
    let y = graph.by_id("y").unwrap();
    assert_eq!(names(&graph, graph.ancestors([y], Through::Lineage).iter()), "x y");
    assert_eq!(names(&graph, graph.ancestors([y], Through::Everything).iter()), "a b c d x y");
    assert_eq!(names(&graph, graph.below(y).to_vec()), "x d");
}

#[test]
fn an_edge_that_is_named_twice_is_one() {
    let graph = graph(&[("a", "*l"), ("b", "a a +a +l")]);
    let b = graph.by_id("b").unwrap();
    assert_eq!((graph.parents(b).len(), graph.dependencies(b).len()), (1, 0));
    assert!(!graph.is_merge_point(b));
}

#[test]
fn a_missing_parent_names_both_ends_and_the_nearest_id() {
    let found = findings(&[("002", ""), ("003", "002"), ("004_eticaret", "003_crm_musteri")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "missing_parent");
    for part in ["004_eticaret_x.sql", "`003_crm_musteri`", "nearest is `003`"] {
        assert!(found[0].1.contains(part), "{}", found[0].1);
    }
}

#[test]
fn a_label_is_no_parent_but_a_good_guess() {
    let found = findings(&[("a1", "*kargo"), ("b1", "kargo")]);
    assert_eq!(found[0].0, "missing_parent");
    assert!(found[0].1.contains("`a1`"), "{}", found[0].1);
}

#[test]
fn cycles_name_their_members_only() {
    let found = findings(&[("a", "c"), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "e"), ("f", "")]);
    assert_eq!(found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["cycle", "cycle"]);
    assert!(found[0].1.ends_with(": a, b, c"), "{}", found[0].1);
    assert!(found[1].1.ends_with(": e"), "{}", found[1].1);
    let found = findings(&[("a", "+c"), ("b", "a"), ("c", "b"), ("d", "+d")]);
    assert_eq!(found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["dependency_cycle", "dependency_cycle"]);
}

#[test]
fn names_that_are_not_unique_are_found() {
    assert_eq!(findings(&[("a", "*l"), ("b", "a *l")])[0].0, "duplicate_label");
    assert_eq!(findings(&[("a", "*a")])[0].0, "duplicate_label");
    assert_eq!(findings(&[("a", ""), ("b", "*a")])[0].0, "duplicate_label");
    assert_eq!(findings(&[("a", ""), ("a", ""), ("a", "")]).len(), 1);
    assert_eq!(findings(&[("a@b", "")])[0].0, "illegal_id");
    assert_eq!(findings(&[("head", "")])[0].0, "illegal_id");
    assert_eq!(findings(&[("a", "+zz")])[0].0, "missing_dependency");
}

#[test]
fn a_broken_graph_can_still_be_walked() {
    let graph = graph(&[("a", "c"), ("b", "a"), ("c", "b"), ("d", "gone")]);
    assert!(graph.check().is_err());
    assert_eq!(names(&graph, graph.heads()), "d");
    assert_eq!(names(&graph, graph.bases()), "");
    assert_eq!(graph.descendants(graph.nodes(), Through::Everything).iter().count(), 4);
    assert!(graph.entry(graph.by_id("a").unwrap()).labels.is_empty());
}

#[test]
fn labels_go_up_everywhere_and_down_a_straight_line() {
    //   a ─ b* ─┬─ c        x ─ y ─ z*
    //           └─ d
    let graph = graph(&[("a", ""), ("b", "a *l"), ("c", "b"), ("d", "b"), ("x", ""), ("y", "x"), ("z", "y *m")]);
    let labels = |id| graph.labels(graph.by_id(id).unwrap()).join(" ");
    assert_eq!([labels("a"), labels("b"), labels("c"), labels("d")], ["", "l", "l", "l"]);
    assert_eq!([labels("x"), labels("y"), labels("z")], ["m", "m", "m"]);
}

#[test]
fn a_hundred_thousand_revisions_in_any_shape_are_no_problem() {
    for shape in SHAPES {
        let graph = large(shape, 100_000);
        assert!(graph.check().is_ok());
        assert_eq!(graph.topological_order().len(), 100_000);
        let all = graph.ancestors(graph.heads(), Through::Everything);
        assert_eq!(all.iter().count(), 100_000);
        assert_eq!(graph.labels(graph.heads()[0]).len(), 1);
    }
}

pub const SHAPES: [&str; 3] = ["chain", "star", "diamonds"];

/// A long line, a base with very many children, or diamonds on top of each other; the base carries a label.
pub fn large(shape: &str, count: usize) -> Graph {
    let name = |n: usize| format!("{n:06}");
    let parents = |n: usize| match (shape, n) {
        (_, 0) => String::new(),
        ("chain", n) => name(n - 1),
        ("star", _) => name(0),
        (_, n) => match n % 3 {
            0 => format!("{},{}", name(n - 2), name(n - 1)),
            1 => name(n - 1),
            _ => name(n - 2),
        },
    };
    let files = (0..count).map(|n| {
        let label = if n == 0 { "-- branch_labels: kasa\n" } else { "" };
        let text = format!("-- revision: {}\n-- revises: {}\n{label}-- goc:upgrade none\n", name(n), parents(n));
        RevisionFile::parse(Path::new(&name(n)), text.as_bytes()).unwrap()
    });
    Graph::new(files.collect())
}
