use crossterm::event::KeyCode;

use super::*;
use crate::database::metrics::{DatabaseNumbers, IndexNumbers, StatementNumbers, TableNumbers};
use crate::database::sample::Sample;
use crate::database::{RowCount, TableName};
use crate::operations::backup::{Kept, Loss, Manifest, Reason, RestorePlan, Table};
use crate::operations::metrics::{Metrics, RunCount, StepTimes, TableGrowth};
use crate::operations::{OverviewProblem, Trouble};
use crate::revision::{Direction, Engine, RevisionId};
use crate::tui::testing::{ids, key, screen, shared, snapshots, survey};
use crate::worker::JobProblem;

fn overview(name: &str, state: OverviewState) -> Arc<Overview> {
    let is_ready = state == OverviewState::Ready;
    let problem = (!is_ready).then(|| {
        let address = format!("goc@{name}:5432/sontechsp");
        Trouble::new(OverviewProblem::TimedOut { address, milliseconds: 5_000 })
    });
    Arc::new(Overview {
        name: name.to_owned(),
        engine: Engine::Sqlite,
        address: format!("{name}.db"),
        state,
        problem,
        server: is_ready.then(|| "SQLite 3.51.3".to_owned()),
        current: ids(if is_ready { &["003"] } else { &[] }),
        heads: ids(&["006"]),
        pending_count: is_ready.then_some(3),
        is_up_to_date: false,
        unknown: Vec::new(),
        changed_count: 0,
        interrupted_count: 0,
        mark: None,
        writer: None,
        last_failed_run: None,
        size: is_ready.then_some(41_950_000),
        elapsed_ms: 4,
    })
}

/// `store` answers, `till-1` does not, `till-2` is still being asked.
fn tab(shared: &Shared) -> ConnectionsTab {
    let mut tab = ConnectionsTab::default();
    tab.on_change(shared);
    tab.on_show(shared);
    for (name, state) in [("store", OverviewState::Ready), ("till-1", OverviewState::TimedOut)] {
        tab.on_report(&Report::Overviewed { connection: name.to_owned(), overview: overview(name, state) }, shared);
    }
    tab
}

/// A shop after two nights.
fn numbers() -> Metrics {
    let table = |name: &str| TableName { schema: Some("public".to_owned()), name: name.to_owned() };
    let sample = |day: u8, bytes| Sample { taken: format!("2025-01-{day:02}T02:00:00.000Z"), table: None, bytes };
    let sizes = vec![sample(3, 40_000_000), sample(4, 41_500_000), sample(5, 52_000_000)];
    let numbers = DatabaseNumbers {
        server: "PostgreSQL 15.18".to_owned(),
        bytes: Some(52_000_000),
        sessions: Some(3),
        cache_hit_ratio: Some(0.994),
        tables: [("satislar", 30_000_000, 251_204, 18_204), ("urunler", 9_000_000, 40_000, 0)]
            .map(|(name, bytes, rows, dead)| TableNumbers {
                table: table(name),
                bytes: Some(bytes),
                rows: Some(RowCount::About(rows)),
                dead_rows: Some(dead),
            })
            .to_vec(),
        unused_indexes: vec![IndexNumbers {
            table: table("satislar"),
            index: "ix_fis\u{1b}[2J".to_owned(),
            bytes: 4_000_000,
        }],
        slowest: Some(vec![StatementNumbers {
            query: "SELECT * FROM satislar\nWHERE fis_no = $1".to_owned(),
            calls: 12_001,
            total_ms: 81_000.0,
        }]),
        ..DatabaseNumbers::default()
    };
    let step = |milliseconds: &[u64]| StepTimes {
        revision: RevisionId::unchecked("006"),
        direction: Direction::Upgrade,
        milliseconds: milliseconds.to_vec(),
    };
    Metrics {
        database: "store".to_owned(),
        taken: "2025-01-05T02:00:00.000Z".to_owned(),
        numbers,
        growth: vec![TableGrowth { table: table("satislar"), sizes: sizes.clone() }],
        sizes,
        steps: vec![step(&[410, 38, 41])],
        runs: vec![RunCount { command: "upgrade".to_owned(), outcome: "done".to_owned(), count: 9 }],
    }
}

fn off(tab: &ConnectionsTab, shared: &Shared, action: Action) -> Option<String> {
    tab.hints(shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
}

fn started(effects: &[Effect]) -> Vec<String> {
    let request = |effect: &Effect| match effect {
        Effect::Start(request) => Some(format!("{request:?}")),
        _ => None,
    };
    effects.iter().filter_map(request).collect()
}

#[test]
fn every_database_is_asked_side_by_side_and_once() {
    let shared = shared();
    let mut tab = ConnectionsTab::default();
    assert_eq!(tab.on_show(&shared).len(), 3);
    assert!(tab.on_show(&shared).is_empty());
    let effects = tab.on_action(Action::Refresh, &shared);
    assert_eq!(started(&effects).len(), 3, "and again when somebody wants to know");
    assert!(matches!(effects.last(), Some(Effect::Refresh)));
}

#[test]
fn what_does_not_answer_is_counted_and_what_is_not_there_yet_is_no_fault() {
    let shared = shared();
    let mut tab = tab(&shared);
    assert_eq!(tab.badge(&shared), Some(Badge { text: "!1".to_owned(), danger: true }));
    let overview = overview("till-1", OverviewState::NoDatabase);
    tab.on_report(&Report::Overviewed { connection: "till-1".to_owned(), overview }, &shared);
    assert_eq!(tab.badge(&shared), None);
}

#[test]
fn enter_works_on_the_selected_one() {
    let shared = shared();
    let mut tab = tab(&shared);
    tab.on_action(Action::Next, &shared);
    let effects = tab.on_action(Action::Choose, &shared);
    assert!(matches!(&effects[..], [Effect::Choose(name), Effect::Show(TabName::History)] if name == "till-1"));
}

#[test]
fn only_what_stands_in_the_file_can_be_changed() {
    let mut shared = shared();
    let tab = tab(&shared);
    assert_eq!(off(&tab, &shared, Action::Edit), None);
    shared.opened.as_mut().expect("opened").connections[0].origin = Origin::Variable("DATABASE_URL");
    assert_eq!(off(&tab, &shared, Action::Edit).map(|why| why.contains("environment")), Some(true));
    assert_eq!(off(&tab, &shared, Action::Test), None, "testing changes nothing");
}

#[test]
fn marked_databases_are_backed_up_one_after_the_other() {
    let shared = shared();
    let mut tab = tab(&shared);
    tab.on_action(Action::Mark, &shared);
    tab.on_action(Action::Mark, &shared);
    let effects = tab.on_action(Action::Backup, &shared);
    assert!(started(&effects)[0].contains("store"), "{effects:?}");
    assert_eq!(tab.to_back_up, ["till-1"]);
    let options = BackupOptions::default();
    let request = Work::Backup { connection: "store".to_owned(), options }.into();
    tab.on_failure(&request, &Failure::from(JobProblem::Cancelled), &shared);
    assert!(tab.to_back_up.is_empty(), "after a failure a person decides");
}

#[test]
fn removing_says_that_the_database_stays() {
    let shared = shared();
    let mut tab = tab(&shared);
    let effects = tab.on_action(Action::Remove, &shared);
    let [Effect::Open(dialog)] = &effects[..] else { panic!("{effects:?}") };
    let text = screen(&shared, (80, 24), &[], |frame, area, shared| dialog.draw(frame, area, shared));
    assert!(text.contains("The database itself stays"), "{text}");
}

fn backup() -> Kept {
    Kept {
        path: PathBuf::from("backups/store-20250104.db"),
        is_whole: true,
        manifest: Manifest {
            goc_backup: 1,
            connection: "store".to_owned(),
            engine: Engine::Sqlite,
            server: "SQLite 3.51.3".to_owned(),
            revisions: ids(&["003"]),
            tables: Vec::new(),
            file: "store-20250104.db".to_owned(),
            size: 41_000_000,
            sha256: String::new(),
            reason: Reason::BeforeRun,
            made_with: String::new(),
            journal_mode: None,
            goc_version: "0.1.0".to_owned(),
            created: "2025-01-04T02:00:00.000Z".to_owned(),
        },
    }
}

fn plan(shared: &Shared) -> Report {
    let loses = Loss {
        tables: vec![
            Table { name: "urunler".to_owned(), rows: 12_480 },
            Table { name: "musteriler".to_owned(), rows: 4_210 },
        ],
        revisions: ids(&["006"]),
        damaged: None,
    };
    let kept = backup();
    let plan = RestorePlan {
        file: kept.path,
        revisions: kept.manifest.revisions.clone(),
        manifest: Some(kept.manifest),
        tables: Vec::new(),
        loses,
        mark: None,
    };
    Report::BackupInspected { connection: shared.connection.clone().expect("a connection"), plan: Box::new(plan) }
}

#[test]
fn a_restore_names_what_it_replaces_and_wants_the_name_in_production() {
    let shared = shared();
    let mut tab = tab(&shared);
    let effects = tab.on_report(&plan(&shared), &shared);
    let [Effect::Open(dialog)] = &effects[..] else { panic!("{effects:?}") };
    assert!(dialog.takes_text());
    let text = screen(&shared, (90, 30), &[], |frame, area, shared| dialog.draw(frame, area, shared));
    for part in ["2 tables with 16690 rows", "at 006", "urunler 12480", "A backup of it is made first"] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
}

#[test]
fn a_new_connection_is_checked_field_by_field_before_it_is_saved() {
    let shared = shared();
    let mut form = ConnectionForm::new(&ConnectionDraft::default(), None);
    use crate::tui::dialog::Dialog;
    let press = |form: &mut ConnectionForm, code| form.on_key(&key(code), &shared);
    assert!(started(&press(&mut form, KeyCode::F(2)).effects).is_empty(), "a name is needed");
    "kasa-3".chars().for_each(|c| drop(press(&mut form, KeyCode::Char(c))));
    press(&mut form, KeyCode::Enter);
    "postgres://u:gizli@h/d".chars().for_each(|c| drop(press(&mut form, KeyCode::Char(c))));
    assert!(started(&press(&mut form, KeyCode::F(2)).effects).is_empty(), "no password in an address");
    (0..22).for_each(|_| drop(press(&mut form, KeyCode::Backspace)));
    "sqlite:kasa.db".chars().for_each(|c| drop(press(&mut form, KeyCode::Char(c))));
    press(&mut form, KeyCode::Enter);
    press(&mut form, KeyCode::Right);
    let saved = started(&press(&mut form, KeyCode::F(2)).effects);
    assert!(saved[0].contains("kasa-3"), "{saved:?}");
    assert_eq!(form.draft().environment, "staging", "the arrow has gone on from the placeholder");
}

#[test]
fn numbers_are_shown_once_when_they_were_asked_for_and_a_refresh_stays_in_the_view() {
    use crate::tui::dialog::Dialog;
    let shared = shared();
    let mut tab = tab(&shared);
    let metrics = Arc::new(numbers());
    let report = Report::Metrics { connection: "store".to_owned(), metrics: metrics.clone() };
    assert!(tab.on_report(&report, &shared).is_empty(), "nobody asked");
    tab.on_action(Action::First, &shared);
    assert!(started(&tab.on_action(Action::Metrics, &shared))[0].contains("Metrics"));
    assert!(matches!(&tab.on_report(&report, &shared)[..], [Effect::Open(_)]));
    let mut view = MetricsView::new("store".to_owned(), metrics);
    assert!(started(&view.on_key(&key(KeyCode::Char('r')), &shared).effects)[0].contains("Metrics"));
    assert!(tab.on_report(&report, &shared).is_empty());
    assert!(view.on_key(&key(KeyCode::Esc), &shared).closes);
}

#[test]
fn a_protected_database_is_released_by_its_name_and_another_asks_for_one() {
    let mut shared = shared();
    let mut with_mark = tab(&shared);
    with_mark.on_action(Action::First, &shared);
    let mut survey = survey(shared.revisions.as_deref().expect("revisions"), &["003"]);
    survey.status.mark = Some(Mark {
        name: "kadikoy".to_owned(),
        since: "2025-01-04T02:00:00.000Z".to_owned(),
        operator: "ayse@kasa-1".to_owned(),
    });
    shared.connection = Some("store".to_owned());
    shared.survey = Some(Ok(Arc::new(survey)));
    assert_eq!(shared.typed_name().as_deref(), Some("kadikoy"), "the mark is worth more than the connection's name");
    let effects = with_mark.on_action(Action::Protect, &shared);
    let [Effect::Open(dialog)] = &effects[..] else { panic!("{effects:?}") };
    assert!(dialog.takes_text() && format!("{dialog:?}").contains("Release"), "{dialog:?}");
    let answered = with_mark.on_answer(&Ask::ProtectName, " kadikoy ", &shared);
    assert!(started(&answered)[0].contains("name: \"kadikoy\""), "{answered:?}");
}

#[test]
fn screens_of_the_connections() {
    let mut shared = shared();
    let draw = |tab: &ConnectionsTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &ConnectionsTab, shared: &Shared| tab.hints(shared);
    snapshots("connections", &mut shared, tab, hints, draw);
    let failed = |shared: &Shared| {
        let mut tab = tab(shared);
        tab.on_action(Action::Next, shared);
        tab
    };
    snapshots("connections_failed", &mut shared, failed, hints, draw);
    use crate::tui::dialog::Dialog;
    snapshots(
        "connections_backups",
        &mut shared,
        |_| BackupList::new("store".to_owned(), vec![backup(), Kept { is_whole: false, ..backup() }]),
        |list: &BackupList, shared| list.hints(shared),
        |list, frame, area, shared| list.draw(frame, area, shared),
    );
    let form = |shared: &Shared| {
        let draft = ConnectionDraft {
            name: "magaza-34".to_owned(),
            url: "postgres://sontechsp@10.0.0.1/sontechsp".to_owned(),
            environment: "production".to_owned(),
            quiet_hours: "gece".to_owned(),
            ..ConnectionDraft::default()
        };
        let mut form = ConnectionForm::new(&draft, None);
        form.on_key(&key(KeyCode::F(2)), shared);
        form
    };
    snapshots(
        "connections_form",
        &mut shared,
        form,
        |form: &ConnectionForm, shared| form.hints(shared),
        |form, frame, area, shared| form.draw(frame, area, shared),
    );
    snapshots(
        "connections_metrics",
        &mut shared,
        |_| MetricsView::new("store".to_owned(), Arc::new(numbers())),
        |view: &MetricsView, shared| view.hints(shared),
        |view, frame, area, shared| view.draw(frame, area, shared),
    );
    shared.opened = None;
    snapshots("connections_reading", &mut shared, |_| ConnectionsTab::default(), hints, draw);
}
