use std::sync::Arc;

use super::file::FileView;
use super::*;
use crate::config::Environment;
use crate::database::DatabaseError;
use crate::database::probe::{Check, CheckName, CheckState, Diagnosis};
use crate::i18n::problems;
use crate::operations::adopt::Adoption;
use crate::operations::index::IndexCure;
use crate::operations::migration::{Choice, HeaderKey, LineChange, Mending};
use crate::operations::schema::{Action as Doing, Change, Detail, ObjectKind};
use crate::operations::{Finding, StateProblem, Trouble};
use crate::revision::{Direction, GraphProblem, RevisionId};
use crate::tui::testing::{connection, key, shared, snapshots};

use crate::worker::Work;
use crossterm::event::KeyCode;

problems! {
    /// Of a goc to come.
    enum Strange {
        Thing { widget: String, count: usize } = "strange_thing" {
            en: ("the widget {widget} is out of tune"),
            tr: ("{widget} aleti akortsuz"),
            hint_en: ("tune it: goc tune {widget}"),
            hint_tr: ("akort edin: goc tune {widget}"),
        }
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn index_fix(cure: IndexCure) -> Fix {
    Fix::CureIndex { index: "public.ix_stok".to_owned(), table: "public.stok".to_owned(), cure }
}

fn invalid_index() -> Finding {
    let problem = StateProblem::InvalidIndex { index: "public.ix_stok".to_owned(), table: "public.stok".to_owned() };
    Finding::new(Severity::Error, problem).with(vec![index_fix(IndexCure::Rebuild), index_fix(IndexCure::Drop)])
}

fn heads() -> Finding {
    let heads = strings(&["004", "005"]);
    Finding::new(Severity::Warning, StateProblem::SeveralHeads { heads: heads.clone() })
        .with(vec![Fix::Merge { heads }])
}

fn mend_fix() -> Fix {
    let file = "007_kampanya.sql".to_owned();
    let (before, after) = ("-- revises: 06".to_owned(), "-- revises: 006".to_owned());
    let mending =
        Mending { file: file.clone(), key: HeaderKey::Revises, from: "06".to_owned(), to: Some("006".to_owned()) };
    Fix::Mend { mending, change: LineChange { file, line: 2, before, after, also: Vec::new() } }
}

fn missing_parent() -> Finding {
    let problem = GraphProblem::MissingParent {
        revision: "007".to_owned(),
        file: "007_kampanya.sql".to_owned(),
        line: None,
        parent: "06".to_owned(),
        similar: Some("006".to_owned()),
    };
    let edit = Fix::EditFile { file: "007_kampanya.sql".to_owned(), line: None };
    Finding::new(Severity::Error, problem).with(vec![mend_fix(), edit])
}

fn accept_fix() -> Fix {
    Fix::AcceptFile {
        revision: "002".to_owned(),
        file: "002_stok_tablolari.sql".to_owned(),
        applied: "2025-01-04T02:01:00.000Z".to_owned(),
    }
}

fn changed_file() -> Finding {
    let problem = StateProblem::ChangedFile {
        revision: "002".to_owned(),
        file: "002_stok_tablolari.sql".to_owned(),
        applied: "2025-01-04T02:01:00.000Z".to_owned(),
    };
    let show = Fix::ShowFile { revision: "002".to_owned() };
    Finding::new(Severity::Warning, problem).with(vec![show, accept_fix()])
}

fn repair_fix(choice: Choice) -> Fix {
    Fix::Repair {
        revision: "004".to_owned(),
        direction: Direction::Upgrade,
        choice,
        done: 3,
        total: 7,
        next: Some((
            "004_eticaret.sql:41".to_owned(),
            "CREATE INDEX CONCURRENTLY siparis_tarih ON siparisler (tarih)".to_owned(),
        )),
        unchanged: true,
        why: Some("004_eticaret.sql:41: the connection was lost".to_owned()),
    }
}

fn interrupted() -> Finding {
    let problem = StateProblem::InterruptedStep { revision: "004".to_owned(), direction: Direction::Upgrade, done: 3 };
    let choices = [Choice::Continue, Choice::Retry, Choice::MarkDone, Choice::MarkUndone];
    Finding::new(Severity::Error, problem).with(choices.map(repair_fix).into())
}

fn unknown_row(to: &[&str]) -> Finding {
    let problem = StateProblem::UnknownRow { revision: "0042".to_owned() };
    let fix = Fix::StampPurge { from: strings(&["0042"]), to: strings(to) };
    Finding::new(Severity::Error, problem).with(vec![fix])
}

fn go_on_fix() -> Fix {
    Fix::ContinueRun {
        direction: Direction::Upgrade,
        target: "heads".to_owned(),
        left: strings(&["004", "005", "006"]),
    }
}

fn stopped() -> Finding {
    let problem = StateProblem::StoppedRun {
        direction: Direction::Upgrade,
        target: "heads".to_owned(),
        started: "2025-01-04T14:02:00.000Z".to_owned(),
        done: 3,
        total: 6,
    };
    Finding::new(Severity::Warning, problem).with(vec![go_on_fix()])
}

fn strange() -> Finding {
    Finding::new(Severity::Info, Strange::Thing { widget: "saz".to_owned(), count: 3 })
}

fn pending() -> Finding {
    let problem = StateProblem::Pending { count: 3, revisions: strings(&["004", "005", "006"]) };
    Finding::new(Severity::Warning, problem).with(vec![Fix::Upgrade { count: 3 }])
}

fn refused() -> Diagnosis {
    let check = Check {
        name: CheckName::Port,
        state: CheckState::Failed,
        facts: Vec::new(),
        issues: vec![DatabaseError::Refused { host: "10.0.0.7".to_owned(), port: 5432 }.into()],
        elapsed: std::time::Duration::ZERO,
    };
    Diagnosis { checks: vec![check] }
}

fn with(findings: Vec<Finding>) -> Shared {
    Shared { findings: Some(findings.into_iter().map(Arc::new).collect()), ..shared() }
}

/// Away from production, where nothing has to be typed.
fn in_development(mut shared: Shared) -> Shared {
    if let Some(opened) = &mut shared.opened {
        opened.connections[0] = connection("store", Environment::Development);
    }
    shared
}

fn tab(shared: &Shared) -> ConflictsTab {
    let mut tab = ConflictsTab { looked: Some("2025-01-05T09:15:00Z".to_owned()), ..ConflictsTab::default() };
    tab.on_change(shared);
    tab
}

fn picture(name: &str, mut shared: Shared) {
    snapshots(
        &format!("conflicts_{name}"),
        &mut shared,
        tab,
        |tab, shared| tab.hints(shared),
        |tab, frame, area, shared| tab.draw(frame, area, shared),
    );
}

#[test]
fn screens_of_every_state() {
    picture("in_order", with(Vec::new()));
    picture("several_heads", with(vec![heads(), pending()]));
    picture("missing_parent", with(vec![missing_parent(), heads()]));
    picture("changed_file", with(vec![changed_file(), pending()]));
    picture("interrupted_step", with(vec![interrupted(), pending()]));
    picture("unknown_row", with(vec![unknown_row(&["004"])]));
    picture("stopped_run", with(vec![stopped(), pending()]));
    picture("invalid_index", with(vec![invalid_index()]));
    picture("unknown_kind", with(vec![strange()]));
    picture("no_connection", Shared { diagnosis: Some(Arc::new(refused())), ..with(vec![missing_parent()]) });
    picture("reading", Shared { findings: None, ..shared() });
}

fn not_adopted() -> Finding {
    let problem = StateProblem::NotAdopted { revision: "003".to_owned() };
    Finding::new(Severity::Info, problem).with(vec![Fix::Adopt])
}

fn applied_elsewhere() -> Finding {
    let problem = StateProblem::AppliedElsewhere { revisions: strings(&["004", "005"]) };
    Finding::new(Severity::Info, problem).with(vec![Fix::Adopt])
}

/// The database as Alembic left it; with so many differences.
fn adoption(differences: usize) -> Adoption {
    let ids = |ids: &[&str]| ids.iter().map(|id| RevisionId::unchecked(id)).collect::<Vec<_>>();
    let detail = Detail { property: "TYPE", before: Some("integer".to_owned()), after: Some("bigint".to_owned()) };
    let change = |number: usize| Change {
        action: if number == 0 { Doing::Alter } else { Doing::Create },
        object: if number == 0 { ObjectKind::Column } else { ObjectKind::Table },
        name: if number == 0 { "urunler.fiyat".to_owned() } else { format!("yedek_{number}") },
        details: if number == 0 { vec![detail.clone()] } else { Vec::new() },
        loss: None,
    };
    Adoption {
        database: "store".to_owned(),
        current: ids(&["003"]),
        revisions: ids(&["001", "002", "003"]),
        pending: ids(&["004_eticaret_altyapi"]),
        differences: (0..differences).map(change).collect(),
    }
}

#[test]
fn a_database_of_alembics_is_compared_and_then_taken_over() {
    picture("not_adopted", with(vec![not_adopted()]));
    picture("applied_elsewhere", with(vec![applied_elsewhere()]));
    for (name, differences) in [("adopt", 0), ("adopt_differs", 9)] {
        let question = |shared: &Shared| {
            let mut effects = adopt::ask("store", &adoption(differences), shared);
            let Some(Effect::Open(dialog)) = effects.pop() else { panic!("no question") };
            dialog
        };
        snapshots(
            &format!("conflicts_{name}"),
            &mut with(Vec::new()),
            question,
            |dialog, shared| dialog.hints(shared),
            |dialog, frame, area, shared| dialog.draw(frame, area, shared),
        );
    }
    let shared = in_development(with(vec![not_adopted()]));
    let mut tab = tab(&shared);
    let asked = tab.on_action(Action::Fix, &shared);
    assert!(matches!(&asked[1], Effect::Start(request)
        if matches!(&**request, Request::Look(Look::ExamineAdoption { connection }) if connection == "store")));
    let report = |connection: &str, adoption: Adoption| Report::AdoptionExamined {
        connection: connection.to_owned(),
        adoption: Box::new(adoption),
    };
    assert!(tab.on_report(&report("till-1", adoption(0)), &shared).is_empty(), "another connection's answer");
    let mut effects = tab.on_report(&report("store", adoption(2)), &shared);
    let Some(Effect::Open(dialog)) = effects.last_mut() else { panic!("no question") };
    dialog.on_key(&key(KeyCode::Right), &shared);
    let reply = dialog.on_key(&key(KeyCode::Enter), &shared);
    assert!(matches!(&reply.effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::Adopt { adoption, .. }) if adoption.differences.len() == 2)));
    let done = Adoption { revisions: Vec::new(), ..adoption(0) };
    let effects = tab.on_report(&report("store", done), &shared);
    assert!(matches!(&effects[..], [Effect::Quiet, Effect::Notify(_)]), "nothing is asked");
}

#[test]
fn many_findings_of_every_kind_fit_somehow() {
    let all = vec![
        missing_parent(),
        interrupted(),
        unknown_row(&[]),
        heads(),
        changed_file(),
        stopped(),
        pending(),
        strange(),
    ];
    let mut shared = with(all);
    let filtered = |shared: &Shared| {
        let mut tab = tab(shared);
        tab.set_filter("zzz", shared);
        tab
    };
    picture(
        "everything",
        with(vec![missing_parent(), interrupted(), heads(), changed_file(), stopped(), pending(), strange()]),
    );
    snapshots(
        "conflicts_filtered_away",
        &mut shared,
        filtered,
        |tab, shared| tab.hints(shared),
        |tab, frame, area, shared| {
            tab.draw(frame, area, shared);
        },
    );
}

/// What a fix begins, in words: a dialog's name, or the work.
fn begun(fix: &Fix, shared: &Shared) -> Vec<String> {
    act::begin(fix, shared).into_iter().map(|effect| name(&effect)).collect()
}

fn name(effect: &Effect) -> String {
    match effect {
        Effect::Open(dialog) => format!("{dialog:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        Effect::Start(request) => format!("{request:?}").replace("Work(", "").replace("Look(", ""),
        Effect::Show(tab) => format!("{tab:?}"),
        other => format!("{other:?}"),
    }
}

/// Presses the other button of a question, and returns what that starts.
fn confirmed(fix: &Fix, shared: &Shared) -> Vec<String> {
    let [Effect::Open(dialog)] = &mut act::begin(fix, shared)[..] else { panic!("{fix:?} asks nothing") };
    dialog.on_key(&key(KeyCode::Right), shared);
    let reply = dialog.on_key(&key(KeyCode::Enter), shared);
    assert!(reply.closes, "{fix:?}");
    reply.effects.iter().map(name).collect()
}

#[test]
fn every_fix_asks_first_and_then_starts_the_work() {
    let shared = in_development(with(Vec::new()));
    for (fix, work) in [
        (
            mend_fix(),
            &["Mend(Mending { file: \"007_kampanya.sql\", key: Revises, from: \"06\", to: Some(\"006\") }))"][..],
        ),
        (accept_fix(), &["Accept { connection: \"store\", revision: \"002\" })"]),
        (repair_fix(Choice::Continue), &["Repair { connection: \"store\", choice: Continue })", "Pending"]),
        (repair_fix(Choice::MarkDone), &["Repair { connection: \"store\", choice: MarkDone })"]),
        (
            go_on_fix(),
            &[
                "Run { connection: \"store\", direction: Upgrade, target: \"heads\", options: RunOptions { \
                 single_transaction: false, dry_run: false, resume: IfCertain, not_before: None, deadline: None }, mark: None })",
                "Pending",
            ],
        ),
        (Fix::CloseConfigFile { file: "goc.toml".to_owned() }, &["CloseConfigFile)"]),
        (
            index_fix(IndexCure::Rebuild),
            &["CureIndex { connection: \"store\", index: \"public.ix_stok\", cure: Rebuild })", "Pending"],
        ),
        (
            index_fix(IndexCure::Drop),
            &["CureIndex { connection: \"store\", index: \"public.ix_stok\", cure: Drop })", "Pending"],
        ),
    ] {
        assert_eq!(begun(&fix, &shared), ["Confirm"], "{fix:?}");
        assert_eq!(confirmed(&fix, &shared), work, "{fix:?}");
    }
    let load = Fix::LoadSeeds { sets: strings(&["roller"]) };
    assert!(confirmed(&load, &shared)[0].starts_with("LoadSeeds { connection: \"store\", sets: [\"roller\"]"));
    for (fix, effects) in [
        (Fix::Upgrade { count: 3 }, &["Pending"][..]),
        (Fix::AnswerSeeds { sets: Vec::new() }, &["Seeding"]),
        (Fix::ShowFile { revision: "002".to_owned() }, &["FileView", "ReadRevision { revision: \"002\" })"]),
        (Fix::EditFile { file: "1.sql".to_owned(), line: None }, &["FileView", "ReadFile { file: \"1.sql\" })"]),
        (Fix::ResetPassword { user: "admin".to_owned() }, &["NewPassword"]),
    ] {
        assert_eq!(begun(&fix, &shared), effects, "{fix:?}");
    }
}

#[test]
fn what_a_person_answers_goes_on() {
    let shared = in_development(with(vec![heads()]));
    let mut tab = tab(&shared);
    let asked: Vec<String> = tab.on_action(Action::Fix, &shared).iter().map(name).collect();
    assert_eq!(asked, ["Input"]);
    let [Effect::Start(work)] = &tab.on_answer(&Ask::MergeMessage, "join them", &shared)[..] else { panic!("no work") };
    assert!(
        matches!(&**work, Request::Work(Work::Merge { targets, new }) if *targets == ["004", "005"] && new.message == "join them")
    );
    let Fix::Mend { mending, change } = mend_fix() else { panic!("a mending") };
    let fix = Fix::MendWith { mending: Mending { to: None, ..mending }, change };
    assert_eq!(begun(&fix, &shared), ["Input"]);
    let [Effect::Open(dialog)] = &mut act::answered(&fix, "005", &shared)[..] else { panic!("no question") };
    dialog.on_key(&key(KeyCode::Right), &shared);
    let reply = dialog.on_key(&key(KeyCode::Enter), &shared);
    let mended = "Mend(Mending { file: \"007_kampanya.sql\", key: Revises, from: \"06\", to: Some(\"005\") }))";
    assert_eq!(reply.effects.iter().map(name).collect::<Vec<_>>(), [mended]);
    let fix = Fix::StampPurge { from: strings(&["0042"]), to: Vec::new() };
    let [Effect::Open(dialog)] = &mut act::answered(&fix, "003 crm", &shared)[..] else { panic!("no question") };
    dialog.on_key(&key(KeyCode::Right), &shared);
    let reply = dialog.on_key(&key(KeyCode::Enter), &shared);
    assert_eq!(
        reply.effects.iter().map(name).collect::<Vec<_>>(),
        ["Stamp { connection: \"store\", targets: [\"003\", \"crm\"], purge: true, mark: None })"]
    );
}

#[test]
fn production_wants_its_name_where_the_database_changes() {
    let shared = with(Vec::new());
    for (fix, wants) in
        [(accept_fix(), true), (repair_fix(Choice::Retry), true), (go_on_fix(), true), (mend_fix(), false)]
    {
        let [Effect::Open(dialog)] = &mut act::begin(&fix, &shared)[..] else { panic!("no question") };
        assert_eq!(dialog.takes_text(), wants, "{fix:?}");
        for c in "stor".chars() {
            dialog.on_key(&key(KeyCode::Char(c)), &shared);
        }
        if wants {
            assert!(!dialog.on_key(&key(KeyCode::Enter), &shared).closes, "not the whole name");
            dialog.on_key(&key(KeyCode::Char('e')), &shared);
            assert!(!dialog.on_key(&key(KeyCode::Enter), &shared).effects.is_empty());
        }
    }
}

#[test]
fn the_fixes_are_chosen_by_keys_and_off_with_a_reason() {
    let shared = with(vec![interrupted(), missing_parent(), strange(), unknown_row(&[])]);
    let mut tab = tab(&shared);
    let off = |tab: &ConflictsTab, action| {
        tab.hints(&shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
    };
    assert_eq!((off(&tab, Action::Fix), off(&tab, Action::NextFix)), (None, None));
    for expected in [Choice::Retry, Choice::MarkDone, Choice::MarkUndone, Choice::Continue] {
        tab.on_action(Action::NextFix, &shared);
        assert!(matches!(tab.fix(), Some(Fix::Repair { choice, .. }) if *choice == expected));
    }
    tab.on_action(Action::Left, &shared);
    assert!(matches!(tab.fix(), Some(Fix::Repair { choice: Choice::MarkUndone, .. })));
    // Another finding begins with its own first way.
    tab.on_action(Action::Next, &shared);
    assert_eq!(tab.fix(), Some(&mend_fix()));
    tab.on_rest(&shared);
    assert_eq!(tab.fix(), Some(&mend_fix()));
    tab.on_action(Action::Next, &shared);
    assert!(off(&tab, Action::NextFix).is_some_and(|why| why.contains("only one way")));
    tab.on_action(Action::Last, &shared);
    assert!(off(&tab, Action::Fix).is_some_and(|why| why.contains("by itself")));
    assert!(tab.on_action(Action::Fix, &shared).is_empty());
}

#[test]
fn details_follow_when_the_keys_rest() {
    let shared = with(vec![missing_parent(), heads()]);
    let mut tab = tab(&shared);
    let first = tab.shown.clone();
    tab.on_action(Action::Next, &shared);
    assert_eq!(tab.shown, first);
    assert!(matches!(tab.on_rest(&shared)[..], [Effect::Redraw]));
    assert_ne!(tab.shown, first);
    assert!(tab.on_rest(&shared).is_empty());
}

#[test]
fn the_badge_counts_what_is_wrong_and_not_what_is_pending() {
    let badge = |findings| tab(&with(findings)).badge(&shared()).map(|badge| (badge.text, badge.danger));
    assert_eq!(badge(Vec::new()), None);
    assert_eq!(badge(vec![pending(), strange()]), None);
    assert_eq!(badge(vec![pending(), heads(), changed_file()]), Some(("2".to_owned(), false)));
    assert_eq!(badge(vec![heads(), missing_parent()]), Some(("2".to_owned(), true)));
}

#[test]
fn a_refresh_and_a_filter_keep_the_selected_finding() {
    let mut shared = with(vec![missing_parent(), interrupted(), changed_file()]);
    let mut tab = tab(&shared);
    tab.on_action(Action::Last, &shared);
    let key = tab.selected().map(|item| item.key.clone());
    assert!(tab.copied(&shared).is_some_and(|text| text.contains("002_stok") && text.contains("goc revision")));
    shared.findings = with(vec![changed_file()]).findings;
    tab.on_change(&shared);
    assert_eq!(tab.selected().map(|item| item.key.clone()), key);
    shared.lang = crate::i18n::Lang::Tr;
    shared.findings = with(vec![unknown_row(&[]), changed_file()]).findings;
    tab.on_change(&shared);
    assert_eq!(tab.selected().map(|item| item.key.clone()), key);
    tab.set_filter("DEĞİŞEN dosya", &shared);
    assert_eq!((tab.visible().len(), tab.selected().map(|item| item.key.clone())), (1, key.clone()));
    let memory = tab.memory();
    let mut next = ConflictsTab::default();
    next.recall(memory);
    next.on_change(&Shared { findings: None, ..crate::tui::testing::shared() });
    next.on_action(Action::Back, &shared);
    next.on_change(&shared);
    assert_eq!(next.selected().map(|item| item.key.clone()), key);
}

#[test]
fn a_look_that_failed_is_shown_here() {
    let mut shared = Shared { findings: None, ..shared() };
    let mut tab = tab(&shared);
    let request = Look::Examine { connection: "store".to_owned(), drift: false }.into();
    let failure = Failure::from(Trouble::new(DatabaseError::Cancelled));
    assert!(tab.on_failure(&request, &failure, &shared));
    assert!(tab.failure.is_some());
    shared.findings = Some(Vec::new());
    tab.on_change(&shared);
    assert!(tab.failure.is_none() && !tab.on_failure(&request, &failure, &shared));
}

#[test]
fn a_file_is_shown_at_the_line_to_blame() {
    let mut shared = with(Vec::new());
    let view = |shared: &Shared| {
        let [Effect::Open(view), Effect::Start(_)] =
            <[Effect; 2]>::try_from(FileView::of_file("007.sql".to_owned(), Some(30))).expect("two")
        else {
            panic!("no dialog")
        };
        let mut view = view;
        let text: String = (1..=60).map(|line| format!("SELECT {line}; -- satır\n")).collect();
        let (file, path) = ("007.sql".to_owned(), "migrations/007.sql".into());
        view.on_report(&Report::FileText { file, path, text }, shared);
        view
    };
    snapshots(
        "conflicts_file",
        &mut shared,
        view,
        |view, shared| view.hints(shared),
        |view, frame, area, shared| {
            view.draw(frame, area, shared);
        },
    );
    let mut shown = view(&shared);
    let copied = shown.on_key(&key(KeyCode::Char('y')), &shared).effects;
    assert!(matches!(&copied[..], [Effect::Copy(text)] if text == "migrations/007.sql:30"));
    let refused = Failure::from(Trouble::new(DatabaseError::Cancelled));
    let look = Look::ReadFile { file: "007.sql".to_owned() }.into();
    assert!(shown.on_failure(&look, &refused, &shared).1);
}

#[test]
fn a_new_password_is_typed_twice_and_has_to_be_a_good_one() {
    let shared = in_development(with(Vec::new()));
    let type_in = |first: &str, second: &str| {
        let mut dialog = crate::tui::dialog::NewPassword::new("admin".to_owned(), "store".to_owned());
        crate::tui::dialog::Dialog::on_paste(&mut dialog, first, &shared);
        crate::tui::dialog::Dialog::on_key(&mut dialog, &key(KeyCode::Enter), &shared);
        crate::tui::dialog::Dialog::on_paste(&mut dialog, second, &shared);
        let reply = crate::tui::dialog::Dialog::on_key(&mut dialog, &key(KeyCode::Enter), &shared);
        assert!(!format!("{dialog:?}").contains(first), "a password in Debug");
        reply.closes
    };
    assert!(!type_in("admin123", "admin123"));
    assert!(!type_in("yağmurlu bir pazar sabahı", "yağmurlu bir pazar sabahi"));
    assert!(type_in("yağmurlu bir pazar sabahı", "yağmurlu bir pazar sabahı"));
}
