use crossterm::event::KeyCode;

use super::*;
use crate::config::Environment;
use crate::operations::seed::{BUILTIN, ColumnDifference, LoadedSet, RowDifference, RowState, Seeds, questions};
use crate::revision::Source;
use crate::tui::job::JobView;
use crate::tui::testing::{connection, key, screen, shared, snapshots};
use crate::worker::{Happening, JobId, JobProblem, Work};

/// Of the shop: permissions are the same, one role was renamed, nothing else is there.
fn compared(shared: &Shared, is_all_same: bool) -> Report {
    let seeds = Arc::new(Seeds::load(Source::Builtin(BUILTIN)));
    let sets = seeds.sets.iter().map(|set| {
        let lines: Vec<usize> = match &set.rows {
            crate::operations::seed::Rows::Inline(rows) => rows.iter().map(|row| row.line).collect(),
            crate::operations::seed::Rows::Csv(_) => Vec::new(),
        };
        let is_same = is_all_same || set.table == "yetkiler";
        let is_different = !is_all_same && set.table == "roller";
        let row = |&line: &usize| RowDifference {
            line,
            key: "+".to_owned(),
            state: if is_different { RowState::Different } else { RowState::New },
            columns: match is_different {
                true => vec![ColumnDifference {
                    column: "aciklama".to_owned(),
                    found: Some("Kasada çalışan".to_owned()),
                    wanted: None,
                }],
                false => Vec::new(),
            },
        };
        let rows: Vec<RowDifference> = if is_same { Vec::new() } else { lines.iter().map(row).collect() };
        SetDifference {
            set: set.name.clone(),
            table: set.table.clone(),
            on_existing: set.on_existing,
            new: if is_same || is_different { 0 } else { lines.len() },
            same: if is_same { lines.len() } else { 0 },
            different: if is_different { lines.len() } else { 0 },
            asks: match &*set.table {
                "firmalar" if !is_same => vec!["company_name".to_owned(), "company_tax_number".to_owned()],
                _ => Vec::new(),
            },
            unanswered: Vec::new(),
            rows,
        }
    });
    let sets = Arc::new(sets.collect());
    let connection = shared.connection.clone().expect("a connection");
    Report::SeedsCompared { connection, questions: questions(&seeds), seeds, sets }
}

fn tab(shared: &Shared) -> SeedingTab {
    let mut tab = SeedingTab::default();
    tab.on_show(shared);
    tab.on_report(&compared(shared, false), shared);
    tab
}

fn off(tab: &SeedingTab, shared: &Shared, action: Action) -> Option<String> {
    tab.hints(shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
}

fn select(tab: &mut SeedingTab, shared: &Shared, table: &str) {
    tab.on_action(Action::First, shared);
    while tab.selected().map(|set| set.table.as_str()) != Some(table) {
        tab.on_action(Action::Next, shared);
    }
}

#[test]
fn the_sets_are_compared_when_the_tab_is_shown_and_once_only() {
    let shared = shared();
    let mut tab = SeedingTab::default();
    assert!(matches!(&tab.on_show(&shared)[..], [Effect::Start(_)]));
    assert!(tab.on_show(&shared).is_empty());
    tab.on_change(&shared);
    assert_eq!(tab.on_show(&shared).len(), 1);
}

#[test]
fn a_load_asks_what_the_sets_ask_and_then_whether_to_go_on() {
    let mut shared = shared();
    shared.opened.as_mut().expect("opened").connections[0] = connection("store", Environment::Development);
    let mut tab = tab(&shared);
    select(&mut tab, &shared, "firmalar");
    let mut effects = tab.on_action(Action::Load, &shared);
    let Some(Effect::Open(mut form)) = effects.pop() else { panic!("{effects:?}") };
    let mut reply = form.on_key(&key(KeyCode::F(2)), &shared);
    assert!(reply.closes, "the defaults count");
    let Some(Effect::Open(mut confirm)) = reply.effects.pop() else { panic!("{reply:?}") };
    let text = screen(&shared, (80, 24), &[], |frame, area, shared| confirm.draw(frame, area, shared));
    assert!(text.contains("firmalar") && text.contains("1 new"), "{text}");
    confirm.on_key(&key(KeyCode::Right), &shared);
    let reply = confirm.on_key(&key(KeyCode::Enter), &shared);
    assert!(matches!(&reply.effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::LoadSeeds { sets, .. }) if sets.len() == 1)));
}

#[test]
fn marked_sets_are_loaded_together_and_what_is_there_needs_no_load() {
    let shared = shared();
    let mut tab = tab(&shared);
    select(&mut tab, &shared, "yetkiler");
    assert_eq!(off(&tab, &shared, Action::Load).as_deref(), Some("there is nothing to load"));
    select(&mut tab, &shared, "magazalar");
    tab.on_action(Action::Mark, &shared);
    tab.on_action(Action::Mark, &shared);
    assert_eq!(tab.chosen().len(), 2, "marking goes on to the next");
    assert_eq!(off(&tab, &shared, Action::Load), None);
    tab.on_report(&compared(&shared, true), &shared);
    assert_eq!(off(&tab, &shared, Action::LoadAll).as_deref(), Some("there is nothing to load"));
    assert_eq!(tab.badge(&shared), None);
}

#[test]
fn rows_that_are_looked_up_are_called_by_what_they_are_looked_up_by() {
    let shared = shared();
    let mut tab = tab(&shared);
    select(&mut tab, &shared, "rol_yetkileri");
    let text = screen(&shared, (120, 40), &[], |frame, area, shared| tab.draw(frame, area, shared));
    assert!(text.contains("Kasiyer, pos.satis"), "{text}");
}

#[test]
fn the_administrators_password_is_typed_twice_and_never_shown() {
    let shared = shared();
    let mut tab = tab(&shared);
    let mut effects = tab.on_action(Action::Answers, &shared);
    let Some(Effect::Open(mut form)) = effects.pop() else { panic!("{effects:?}") };
    for _ in 0..2 {
        "yağmurlu pazar sabahı çay".chars().for_each(|c| drop(form.on_key(&key(KeyCode::Char(c)), &shared)));
        form.on_key(&key(KeyCode::Tab), &shared);
    }
    let text = screen(&shared, (80, 24), &[], |frame, area, shared| form.draw(frame, area, shared));
    assert!(!text.contains("pazar"), "{text}");
    let mut reply = form.on_key(&key(KeyCode::F(2)), &shared);
    let Some(Effect::Open(mut question)) = reply.effects.pop() else { panic!("{reply:?}") };
    "store".chars().for_each(|c| drop(question.on_key(&key(KeyCode::Char(c)), &shared)));
    let reply = question.on_key(&key(KeyCode::Enter), &shared);
    assert!(matches!(&reply.effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::ResetPassword { user, .. }) if user == "admin")));
}

#[test]
fn screens_of_the_seeds() {
    let mut shared = shared();
    let draw = |tab: &SeedingTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &SeedingTab, shared: &Shared| tab.hints(shared);
    let at = |table: &'static str| {
        move |shared: &Shared| {
            let mut tab = tab(shared);
            select(&mut tab, shared, table);
            tab
        }
    };
    snapshots("seeding", &mut shared, at("rol_yetkileri"), hints, draw);
    snapshots("seeding_different", &mut shared, at("roller"), hints, draw);
    let same = |shared: &Shared| {
        let mut tab = SeedingTab::default();
        tab.on_report(&compared(shared, true), shared);
        tab
    };
    snapshots("seeding_same", &mut shared, same, hints, draw);
    let failed = |shared: &Shared| {
        let mut tab = SeedingTab::default();
        let connection = shared.connection.clone().expect("a connection");
        let request = Look::CompareSeeds { connection, answers: Answers::default() }.into();
        assert!(tab.on_failure(&request, &Failure::from(JobProblem::Cancelled), shared));
        tab
    };
    snapshots("seeding_failed", &mut shared, failed, hints, draw);
    let loaded = |shared: &Shared| {
        let mut tab = same(shared);
        let set = |set: &str, new| LoadedSet {
            set: set.to_owned(),
            table: set.to_owned(),
            new,
            updated: 0,
            same: 0,
            kept: 1,
        };
        let loaded_data = vec![set("04_firma", 1), set("05_magaza", 1)];
        let report = LoadReport { success: true, loaded_data, dry_run: false, run_id: None };
        tab.on_report(&Report::SeedsLoaded { connection: "store".to_owned(), report }, shared);
        tab
    };
    snapshots("seeding_loaded", &mut shared, loaded, hints, draw);
    let work = Work::LoadSeeds { connection: "store".to_owned(), sets: Vec::new(), answers: Answers::default() };
    let mut job = JobView::new(JobId(1), work, shared.now);
    let progress = crate::operations::Event::SeedProgress { set: "urunler".to_owned(), done: 41_000, total: 100_000 };
    job.apply(&Happening::Operation(progress), shared.now);
    shared.job = Some(job);
    snapshots("seeding_loading", &mut shared, at("roller"), hints, draw);
}
