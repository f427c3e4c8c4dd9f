use std::sync::Arc;

use super::*;
use crate::operations::Revisions;
use crate::revision::Graph;
use crate::tui::testing::{self, SIZES, builtin, shared, snapshots, survey};
use crate::worker::Request;
use crate::worker::{Failure, JobProblem};

fn tab(shared: &Shared) -> HistoryTab {
    let mut tab = HistoryTab::default();
    tab.on_change(shared);
    tab
}

/// As after a pause, with the file of what is selected.
fn rested(shared: &Shared) -> HistoryTab {
    let mut tab = tab(shared);
    read(&mut tab, shared);
    tab
}

/// Answers what the tab asks for.
fn read(tab: &mut HistoryTab, shared: &Shared) {
    for effect in tab.on_rest(shared) {
        if let Effect::Start(request) = effect
            && let crate::worker::Request::Look(Look::ReadRevision { revision }) = *request
        {
            let revisions = shared.revisions.as_ref().expect("revisions");
            let node = revisions.graph.by_id(&revision).expect("known");
            let text = revisions.source.read_text(revisions.graph.file(node)).expect("a file");
            tab.on_report(&Report::RevisionText { revision, text }, shared);
        }
    }
}

fn selected(tab: &HistoryTab, shared: &Shared) -> String {
    tab.selected(shared).map(|(id, _)| id.to_string()).unwrap_or_default()
}

fn off(tab: &HistoryTab, shared: &Shared, action: Action) -> Option<String> {
    tab.hints(shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
}

#[test]
fn it_opens_where_the_database_stands() {
    let shared = shared();
    let mut tab = tab(&shared);
    assert_eq!(selected(&tab, &shared), "003");
    tab.on_action(Action::Previous, &shared);
    assert_eq!(selected(&tab, &shared), "004_eticaret_altyapi");
    tab.on_action(Action::First, &shared);
    assert_eq!(selected(&tab, &shared), "006");
}

#[test]
fn upgrade_and_downgrade_go_to_the_plan_and_run_nothing() {
    let shared = shared();
    let mut tab = tab(&shared);
    tab.on_action(Action::First, &shared);
    let effects = tab.on_action(Action::Upgrade, &shared);
    assert!(
        matches!(&effects[..], [Effect::Show(TabName::Pending), Effect::Answer { ask: Ask::UpgradeTarget, text, .. }] if text == "006"),
        "{effects:?}"
    );
    tab.on_action(Action::Last, &shared);
    let effects = tab.on_action(Action::Downgrade, &shared);
    assert!(
        matches!(&effects[..], [_, Effect::Answer { ask: Ask::DowngradeTarget, text, .. }] if text == "001"),
        "{effects:?}"
    );
}

#[test]
fn keys_know_why_they_are_off() {
    let mut shared = shared();
    let mut tab = tab(&shared);
    assert_eq!(off(&tab, &shared, Action::Upgrade).as_deref(), Some("it is applied already"));
    assert_eq!(off(&tab, &shared, Action::Downgrade).as_deref(), Some("the database is there already"));
    assert_eq!(off(&tab, &shared, Action::Merge).map(|why| why.contains("built into goc")), Some(true));
    tab.on_action(Action::First, &shared);
    assert_eq!(off(&tab, &shared, Action::Upgrade), None);
    assert_eq!(off(&tab, &shared, Action::Downgrade).as_deref(), Some("it is not applied"));
    shared.survey = Some(Err(Failure::from(JobProblem::Cancelled)));
    assert_eq!(off(&tab, &shared, Action::Upgrade).as_deref(), Some("cancelled"), "what the database said");
}

#[test]
fn a_merge_opens_in_the_editor_when_its_file_is_there() {
    let shared = shared();
    let mut tab = tab(&shared);
    let effects = tab.on_answer(&Ask::MergeMessage, "two nights", &shared);
    assert!(
        matches!(&effects[..], [Effect::Start(request)] if matches!(&**request, Request::Work(Work::Merge { .. })))
    );
    let created = || {
        Report::RevisionCreated(crate::operations::migration::Created {
            revision: RevisionId::unchecked("007"),
            down: Vec::new(),
            depends_on: Vec::new(),
            labels: Vec::new(),
            file: "migrations/007.sql".into(),
        })
    };
    let effects = tab.on_report(&created(), &shared);
    assert!(matches!(&effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Look(Look::ReadRevision { revision }) if revision == "007")));
    let text = Report::RevisionText { revision: "007".to_owned(), text: "-- revision: 007\n".to_owned() };
    assert!(matches!(&tab.on_report(&text, &shared)[..], [Effect::Open(_)]));
    // A revision that came from the editor does not go back into it.
    assert!(tab.on_report(&created(), &shared).is_empty());
}

#[test]
fn a_stamp_names_what_would_count_as_applied_and_wants_the_name_in_production() {
    let mut shared = shared();
    let mut tab = tab(&shared);
    tab.on_action(Action::First, &shared);
    let effects = tab.on_action(Action::Stamp, &shared);
    let [Effect::Open(dialog)] = &effects[..] else { panic!("{effects:?}") };
    assert!(dialog.takes_text(), "production: the name is typed");
    let screen = testing::screen(&shared, (80, 24), &[], |frame, area, shared| dialog.draw(frame, area, shared));
    for part in ["003 → 006", "Nothing runs", "004_eticaret_altyapi", "005_ebelge_outbox", "Type store to go on"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    shared.connection = Some("till-1".to_owned());
    let effects = tab.on_answer(&Ask::StampTarget, "base", &shared);
    let [Effect::Open(dialog)] = &effects[..] else { panic!("{effects:?}") };
    assert!(!dialog.takes_text());
    assert!(matches!(&tab.on_answer(&Ask::StampTarget, "zzz", &shared)[..], [Effect::Notify(_)]), "no such revision");
    assert!(matches!(&tab.on_answer(&Ask::StampTarget, "003", &shared)[..], [Effect::Notify(_)]), "it is there");
}

#[test]
fn details_are_read_once_keys_rest_and_only_for_what_is_selected_then() {
    let shared = shared();
    let mut tab = rested(&shared);
    for _ in 0..2 {
        assert!(!tab.on_action(Action::Previous, &shared).iter().any(|effect| matches!(effect, Effect::Start(_))));
    }
    let effects = tab.on_rest(&shared);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Start(request)
        if matches!(&**request, crate::worker::Request::Look(Look::ReadRevision { revision }) if revision == "005_ebelge_outbox"))));
    read(&mut tab, &shared);
    assert!(tab.on_rest(&shared).is_empty(), "nothing is asked twice");
}

#[test]
fn a_filter_folds_turkish_letters_and_keeps_what_is_selected() {
    let shared = shared();
    let mut tab = tab(&shared);
    tab.set_filter("MÜŞTERİ", &shared);
    assert_eq!(tab.list.as_ref().map(|list| list.nodes.len()), Some(1));
    assert_eq!(selected(&tab, &shared), "003");
    tab.set_filter("nothing of the kind", &shared);
    assert_eq!(selected(&tab, &shared), "");
    tab.on_action(Action::Back, &shared);
    assert_eq!((tab.filter(), tab.list.as_ref().map(|list| list.nodes.len())), ("", Some(6)));
}

#[test]
fn the_selection_is_remembered_and_survives_a_reload() {
    let shared = shared();
    let mut first = rested(&shared);
    first.on_action(Action::Last, &shared);
    first.on_rest(&shared);
    let mut second = HistoryTab::default();
    second.recall(first.memory());
    second.on_change(&shared);
    assert_eq!(selected(&second, &shared), "001");
    second.on_change(&shared);
    assert_eq!(selected(&second, &shared), "001");
}

#[test]
fn screens_of_the_history() {
    let mut shared = shared();
    let draw = |tab: &HistoryTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &HistoryTab, shared: &Shared| tab.hints(shared);
    snapshots("history", &mut shared, rested, hints, draw);
    let filtered = |shared: &Shared| {
        let mut tab = rested(shared);
        tab.set_filter("ebelge", shared);
        read(&mut tab, shared);
        tab
    };
    snapshots("history_filtered", &mut shared, filtered, hints, draw);
    shared.survey = Some(Err(Failure::from(crate::database::DatabaseError::NoPassword { user: "ayşe".to_owned() })));
    snapshots("history_no_database", &mut shared, rested, hints, draw);
    shared.survey = None;
    shared.revisions = None;
    snapshots("history_reading", &mut shared, tab, hints, draw);
    let branches = branches(10, 3);
    shared.survey = Some(Ok(Arc::new(survey(&branches, &["b0_0", "b1_1"]))));
    shared.revisions = Some(branches);
    snapshots("history_branches", &mut shared, tab, hints, draw);
}

/// Ten branches of three revisions from one base, in files.
fn branches(count: usize, length: usize) -> Arc<Revisions> {
    let mut files = vec![("root".to_owned(), String::new())];
    for step in 0..length {
        for branch in 0..count {
            let parent = step.checked_sub(1).map_or_else(|| "root".to_owned(), |step| format!("b{branch}_{step}"));
            files.push((format!("b{branch}_{step}"), parent));
        }
    }
    let pairs: Vec<(&str, &str)> = files.iter().map(|(id, down)| (id.as_str(), down.as_str())).collect();
    revisions_of(crate::revision::graph::tests::graph(&pairs))
}

fn revisions_of(graph: Graph) -> Arc<Revisions> {
    let source = Source::Builtin(crate::operations::BUILTIN);
    Arc::new(Revisions { source, graph, problems: Vec::new() })
}

#[test]
fn ten_thousand_revisions_are_drawn_as_ten_are() {
    let mut shared = shared();
    let revisions = revisions_of(crate::revision::graph::tests::large("chain", 10_000));
    shared.survey = None;
    shared.revisions = Some(revisions);
    let mut tab = tab(&shared);
    let list = tab.list.as_ref().expect("a list");
    assert!(list.lanes.bytes() / list.nodes.len() <= 64, "{} bytes a row", list.lanes.bytes() / list.nodes.len());
    tab.on_action(Action::Last, &shared);
    for size in SIZES {
        testing::screen(&shared, size, &[], |frame, area, shared| tab.draw(frame, area, shared));
    }
    let screen = testing::screen(&shared, (120, 40), &[], |frame, area, shared| tab.draw(frame, area, shared));
    assert!(screen.contains("10000/10000"), "{screen}");
}

#[test]
fn the_built_in_revisions_can_be_drawn_without_anything_else() {
    let mut shared = shared();
    shared.survey = None;
    shared.opened = None;
    shared.connection = None;
    shared.revisions = Some(builtin());
    let tab = tab(&shared);
    assert_eq!(off(&tab, &shared, Action::Upgrade).map(|why| why.contains("choose one")), Some(true));
}
