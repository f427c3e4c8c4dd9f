use proptest::prelude::*;

use super::*;
use crate::i18n::Problem;
use crate::revision::graph::tests::{SHAPES, graph, large};

fn rows(text: &str) -> Vec<RevisionId> {
    text.split_whitespace().map(RevisionId::unchecked).collect()
}

fn target(text: &str) -> Target {
    Target::parse(text).unwrap()
}

/// The steps as letters, then the rows at the end: `b c d = d`.
fn told(plan: Result<Plan, RevisionError>) -> String {
    match plan {
        Ok(plan) => {
            let steps: Vec<&str> = plan.steps.iter().map(|step| step.revision.as_ref()).collect();
            format!("{} = {}", steps.join(" "), plan.to.join(" ")).trim().to_owned()
        }
        Err(error) => error.kind().to_owned(),
    }
}

fn diamond() -> Graph {
    //   a ─┬─ b ──┬─ d ─ e
    //      └─ c ──┘
    graph(&[("a", ""), ("b", "a"), ("c", "a"), ("d", "b c"), ("e", "d")])
}

#[test]
fn a_merge_point_is_applied_after_both_parents() {
    let up = |from, to| told(upgrade(&diamond(), &rows(from), &target(to)));
    assert_eq!(up("", "head"), "a c b d e = e");
    assert_eq!(up("b", "d"), "c d = d");
    assert_eq!(up("b", "c"), "c = b c");
    assert_eq!(up("e", "head"), "= e");
    assert_eq!(up("b", "base"), "= b");
    assert_eq!(up("", "+1"), "a = a");
    assert_eq!(up("a", "+1"), "ambiguous_relative");
    assert_eq!(up("b", "+1"), "c d = d");
    assert_eq!(up("b", "-1"), "relative_out_of_range");
    assert_eq!(up("b", "zz"), "not_found");
    assert_eq!(up("zz", "head"), "not_found");
    assert_eq!(up("a b", "head"), "overlapping_heads");
}

#[test]
fn a_downgrade_puts_back_the_parents_of_a_merge() {
    let down = |from, to| told(downgrade(&diamond(), &rows(from), &target(to)));
    assert_eq!(down("e", "-1"), "e = d");
    assert_eq!(down("e", "base"), "e d b c a =");
    assert_eq!(down("d", "b"), "d = b c");
    assert_eq!(down("d", "a"), "d b c = a");
    assert_eq!(down("d", "-1"), "ambiguous_relative");
    assert_eq!(down("b c", "-1"), "ambiguous_relative");
    assert_eq!(down("b", "c"), "not_ancestor");
    assert_eq!(down("b", "b"), "= b");
    assert_eq!(down("b", "typo@base"), "no_such_branch");
    assert_eq!(down("b", "c@b"), "not_in_branch");
    assert_eq!(down("", "-1"), "relative_out_of_range");
}

#[test]
fn a_step_says_which_rows_it_changes() {
    let plan = upgrade(&diamond(), &rows("b"), &target("head")).unwrap();
    let changes: Vec<_> = plan.steps.iter().map(|step| (step.removes.join(" "), step.adds.join(" "))).collect();
    assert_eq!(changes, [("".into(), "c".into()), ("b c".into(), "d".into()), ("d".into(), "e".into())]);
    assert_eq!(plan.rows_after(1), ["b", "c"]);
    let plan = downgrade(&diamond(), &rows("d"), &target("a")).unwrap();
    assert_eq!(plan.steps[0].adds, ["b", "c"]);
    assert_eq!(plan.steps[1].adds, [""; 0]);
    assert_eq!(plan.steps[2].adds, ["a"]);
}

#[test]
fn dependencies_come_with_an_upgrade_and_stay_in_a_downgrade() {
    //   a ─ b (depends on y)     x ─ y
    let graph = graph(&[("a", ""), ("b", "a +y"), ("x", ""), ("y", "x")]);
    assert_eq!(told(upgrade(&graph, &[], &target("b"))), "x y a b = b");
    assert_eq!(told(downgrade(&graph, &rows("b"), &target("a"))), "b = a y");
    assert_eq!(told(downgrade(&graph, &rows("b"), &target("x"))), "b y = a x");
    assert_eq!(told(upgrade(&graph, &[], &target("head"))), "multiple_heads");
    assert_eq!(told(upgrade(&graph, &[], &target("heads"))), "x y a b = b");
}

#[test]
fn an_unknown_row_is_named_with_a_way_out() {
    let error = upgrade(&diamond(), &rows("dd"), &target("head")).unwrap_err();
    assert!(error.to_string().contains("`dd`"), "{error}");
    assert!(
        error.hint(crate::i18n::Lang::En).contains("goc stamp --purge TARGET"),
        "{}",
        error.hint(crate::i18n::Lang::En)
    );
}

#[test]
fn a_stamp_replaces_related_rows_only() {
    let graph = graph(&[("a", ""), ("b", "a"), ("c", "a"), ("x", "*pos"), ("y", "x")]);
    let set = |from, targets: &str, purge| {
        let targets: Vec<Target> = targets.split(' ').map(target).collect();
        told(stamp(&graph, &rows(from), &targets, purge))
    };
    assert_eq!(set("b x", "c", false), "= b c x");
    assert_eq!(set("b c x", "a", false), "= a x");
    assert_eq!(set("b x", "base", false), "=");
    assert_eq!(set("b x", "pos@base", false), "= b");
    assert_eq!(set("b x", "a b", false), "= b x");
    assert_eq!(set("b x", "heads", false), "= b c y");
    assert_eq!(set("gone", "b", false), "not_found");
    assert_eq!(set("gone", "b", true), "= b");
    assert_eq!(set("x", "+1", false), "= y");
    assert_eq!(set("y", "-1", false), "= x");
    let plan = stamp(&graph, &rows("gone"), &[target("b")], true).unwrap();
    assert_eq!((plan.removes(), plan.adds()), (rows("gone"), rows("b")));
}

#[test]
fn a_range_needs_no_database() {
    let run = |direction, text| told(range(&diamond(), direction, &TargetRange::parse(text).unwrap()));
    assert_eq!(run(Direction::Upgrade, "b:e"), "c d e = e");
    assert_eq!(run(Direction::Upgrade, "base:+1"), "a = a");
    assert_eq!(run(Direction::Downgrade, "e:d"), "e = d");
}

#[test]
fn a_broken_graph_is_refused_before_the_target_is_looked_at() {
    let graph = graph(&[("a", "gone")]);
    assert_eq!(told(upgrade(&graph, &rows("nothing"), &target("zz"))), "missing_parent");
}

#[test]
fn a_hundred_thousand_steps_are_planned_in_any_shape() {
    for shape in SHAPES {
        let graph = large(shape, 100_000);
        let up = upgrade(&graph, &[], &target("heads")).unwrap();
        assert_eq!(up.steps.len(), 100_000);
        let down = downgrade(&graph, &up.to, &target("base")).unwrap();
        assert_eq!(down.steps.len(), 100_000);
        assert_eq!(down.to, [""; 0]);
    }
}

#[test]
fn a_hostile_graph_is_planned_too() {
    // Many long lines without a common base, and one revision that many more lines wait for: Alembic's order asks each
    // time which line comes next, and has to look through all the long ones.
    let mut revisions: Vec<(String, String)> = Vec::new();
    for line in 0..300 {
        for n in 0..60 {
            let parent = if n == 0 { String::new() } else { format!("a{line:03}_{:03}", n - 1) };
            revisions.push((format!("a{line:03}_{n:03}"), parent));
        }
    }
    for n in 0..5_000 {
        revisions.push((format!("c{n:05}"), if n == 0 { String::new() } else { format!("c{:05}", n - 1) }));
        revisions.push((format!("d{n:05}"), format!("c{:05} a{:03}_000", n, n % 300)));
    }
    let borrowed: Vec<(&str, &str)> = revisions.iter().map(|(id, words)| (id.as_str(), words.as_str())).collect();
    let graph = graph(&borrowed);
    let plan = upgrade(&graph, &[], &target("heads")).unwrap();
    assert_eq!(plan.steps.len(), revisions.len());
    assert_possible(&graph, &plan);
}

/// No step before what it needs, and rows that never imply each other.
fn assert_possible(graph: &Graph, plan: &Plan) {
    let node = |id: &RevisionId| graph.by_id(id).unwrap();
    let mut applied = graph.ancestors(plan.from.iter().map(node), Through::Everything);
    for step in &plan.steps {
        let step = node(&step.revision);
        if plan.action == Action::Run(Direction::Upgrade) {
            assert!(graph.below(step).iter().all(|&below| applied.contains(below)));
            assert!(applied.insert(step));
        } else {
            assert!(!graph.above(step).iter().any(|&above| applied.contains(above)));
            assert!(applied.contains(step));
            applied.remove(step);
        }
    }
    assert_eq!(plan.to, graph.ids(maximal(graph, &applied)));
}

/// A graph of up to 14 revisions; parents and dependencies are earlier ones.
fn any_graph() -> impl Strategy<Value = Graph> {
    let revision = (proptest::collection::vec(0..14usize, 0..3), proptest::collection::vec(0..14usize, 0..2));
    proptest::collection::vec(revision, 1..14).prop_map(|revisions| {
        let named: Vec<(String, String)> = revisions
            .iter()
            .enumerate()
            .map(|(n, (down, depends_on))| {
                let down = down.iter().filter(|&&m| m < n).map(|m| format!("r{m:02}"));
                let depends_on = depends_on.iter().filter(|&&m| m < n).map(|m| format!("+r{m:02}"));
                (format!("r{n:02}"), down.chain(depends_on).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let borrowed: Vec<(&str, &str)> = named.iter().map(|(id, words)| (id.as_str(), words.as_str())).collect();
        graph(&borrowed)
    })
}

proptest! {
    #[test]
    fn going_up_and_down_again_changes_nothing(graph in any_graph(), start in 0..14usize, end in 0..14usize) {
        let id = |n: usize| graph.id(graph.nodes().nth(n % graph.len()).unwrap()).clone();
        let start = upgrade(&graph, &[], &target(&id(start))).unwrap();
        assert_possible(&graph, &start);
        let up = upgrade(&graph, &start.to, &target(&id(end))).unwrap();
        assert_possible(&graph, &up);
        for n in 0..=up.steps.len() {
            let rows: Vec<Node> = up.rows_after(n).iter().map(|row| graph.by_id(row).unwrap()).collect();
            prop_assert!(Rows::new(&graph, &rows).is_ok(), "rows overlap after step {n}");
        }
        // Back in the opposite order: the rows law alone has to restore the rows.
        let mut table = Rows::new(&graph, &up.to.iter().map(|row| graph.by_id(row).unwrap()).collect::<Vec<_>>()).unwrap();
        for step in up.steps.iter().rev() {
            let back = table.downgrade(graph.by_id(&step.revision).unwrap());
            prop_assert_eq!((&back.adds, &back.removes), (&step.removes, &step.adds));
        }
        prop_assert_eq!(graph.ids(table.rows()), start.to);
        let down = downgrade(&graph, &up.to, &target("base")).unwrap();
        assert_possible(&graph, &down);
        prop_assert!(down.to.is_empty());
    }

    #[test]
    fn no_target_panics(graph in any_graph(), row in 0..14usize, text in "(r0[0-9]|r|head|heads|base|zz|)(@|)(r0[0-9]|head|heads|base|)([+-][0-9]{0,2}|)") {
        let rows = [graph.id(graph.nodes().nth(row % graph.len()).unwrap()).clone()];
        if let Ok(target) = Target::parse(&text) {
            for plan in [upgrade(&graph, &rows, &target), downgrade(&graph, &rows, &target)].into_iter().flatten() {
                assert_possible(&graph, &plan);
            }
            let _ = stamp(&graph, &rows, std::slice::from_ref(&target), false);
        }
        if let Ok(range) = crate::revision::HistoryRange::parse(&format!("{text}:{text}")) {
            let _ = crate::revision::history(&graph, &rows, &range);
        }
    }
}
