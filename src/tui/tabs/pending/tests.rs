use std::time::{Duration, Instant};

use super::*;
use crate::config::Environment;
use crate::database::{Blocker, DatabaseError, Holder, Outcome, RowCount, TableName};
use crate::operations::impact::{
    Effect as TableEffect, LastTime, LockLevel, Loss, NewestBackup, StepImpact, TableImpact,
};
use crate::operations::lint::{Part, lint_part};
use crate::operations::migration::{NotTried, StepReport};
use crate::operations::{Event, PlannedStep};
use crate::revision::{Engine, Target};
use crate::tui::job::JobView;
use crate::tui::testing::{self, connection, ids, shared, snapshots};
use crate::worker::{Happening, JobProblem};

fn table(name: &str, lock: LockLevel, effect: TableEffect, rows: u64) -> TableImpact {
    TableImpact {
        table: TableName { schema: None, name: name.to_owned() },
        lock: Some(lock),
        effect,
        exists: rows > 0,
        rows: (rows > 0).then_some(RowCount::About(rows)),
        bytes: (rows > 0).then_some(rows * 120),
    }
}

fn step(shared: &Shared, id: &RevisionId, direction: Direction) -> StepImpact {
    let revisions = shared.revisions.as_ref().expect("revisions");
    let file = revisions.graph.file(revisions.graph.by_id(id).expect("known"));
    let text = revisions.source.read_text(file).expect("a file");
    let tables = match &**id {
        "006" => vec![
            table("urunler", LockLevel::AccessExclusive, TableEffect::Rewrites, 12_480),
            table("depolar", LockLevel::AccessExclusive, TableEffect::Describes, 14),
            table("musteriler", LockLevel::ShareRowExclusive, TableEffect::Scans, 4_210),
            table("pos_satislar", LockLevel::AccessExclusive, TableEffect::Adds, 0),
        ],
        _ => vec![table("ebelge_durumlari", LockLevel::AccessExclusive, TableEffect::Adds, 0)],
    };
    let part = Part {
        sql: file.section_for(direction, Engine::Postgres).expect("a section").sql(&text),
        first_line: 7,
        direction: Some(direction),
        engine: Some(Engine::Postgres),
        transaction: true,
        objects: None,
        lock_timeout_off: false,
    };
    // What really stands in these files, a few of it.
    let mut findings = lint_part(part, &file.file_name(), Some(id), &[Engine::Postgres]);
    findings.truncate(3);
    StepImpact {
        revision: id.clone(),
        direction,
        message: file.header.message.clone(),
        file: file.file_name(),
        sql: file.section_for(direction, Engine::Postgres).expect("a section").sql(&text).to_owned(),
        first_line: 7,
        transaction: &**id != "005_ebelge_outbox",
        irreversible: None,
        blocked: None,
        statements: Vec::new(),
        tables,
        findings,
        last_time: (&**id == "006")
            .then(|| LastTime { started: "2025-01-04T02:11:00Z".to_owned(), duration_ms: 1_830 }),
    }
}

/// What the worker would answer.
fn preview(shared: &Shared, direction: Direction, target: &str) -> Arc<Preview> {
    let graph = &shared.revisions.as_ref().expect("revisions").graph;
    let rows = shared.status().expect("a status").current.clone();
    let target = Target::parse(target).expect("a target");
    let plan = match direction {
        Direction::Upgrade => crate::revision::upgrade(graph, &rows, &target),
        Direction::Downgrade => crate::revision::downgrade(graph, &rows, &target),
    };
    let plan = plan.expect("a plan");
    let losses = match direction {
        Direction::Upgrade => Vec::new(),
        Direction::Downgrade => [("musteriler", 4_210), ("sadakat_puanlari", 31_877), ("bos", 0)]
            .map(|(name, rows)| Loss {
                revision: RevisionId::unchecked("003"),
                table: TableName { schema: None, name: name.to_owned() },
                effect: TableEffect::DropsTable,
                rows: Some(RowCount::Exactly(rows)),
            })
            .to_vec(),
    };
    Arc::new(Preview {
        steps: plan.steps.iter().map(|planned| step(shared, &planned.revision, direction)).collect(),
        plan,
        backup: Some(NewestBackup {
            file: PathBuf::from("backups/store-20250103.dump"),
            created: "2025-01-03T23:00:00Z".to_owned(),
            age: Some(Duration::from_secs(3 * 3_600 + 600)),
            size: 1,
            revisions: Vec::new(),
        }),
        losses,
        other_sessions: Some(2),
        rehearsed: None,
        free_bytes: Some(80_000_000_000),
        single_transaction_possible: false,
    })
}

fn answered(shared: &Shared, tab: &mut PendingTab) {
    let (direction, target) = (tab.goal.direction, tab.goal.target.clone());
    let report = Report::Previewed {
        connection: "store".to_owned(),
        preview: preview(shared, direction, &target),
        direction,
        target,
    };
    tab.on_report(&report, shared);
}

fn planned(shared: &Shared) -> PendingTab {
    let mut tab = PendingTab::default();
    tab.on_show(shared);
    answered(shared, &mut tab);
    tab
}

fn downgrade(shared: &Shared) -> PendingTab {
    let mut tab = PendingTab::default();
    tab.on_answer(&Ask::DowngradeTarget, "002", shared);
    answered(shared, &mut tab);
    tab
}

pub(super) fn off(tab: &PendingTab, shared: &Shared, action: Action) -> Option<String> {
    tab.hints(shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
}

fn dialog(shared: &Shared, effects: &[Effect]) -> String {
    let [Effect::Open(dialog)] = effects else { panic!("{effects:?}") };
    testing::screen(shared, (100, 40), &[], |frame, area, shared| dialog.draw(frame, area, shared))
}

#[test]
fn it_asks_for_the_plan_when_it_is_shown_and_once_only() {
    let shared = shared();
    let mut tab = PendingTab::default();
    let effects = tab.on_show(&shared);
    assert!(matches!(&effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Look(Look::Preview { direction: Direction::Upgrade, target, .. }) if target == "heads")));
    assert!(tab.on_show(&shared).is_empty());
    tab.on_change(&shared);
    assert_eq!(tab.on_show(&shared).len(), 1, "what it knew is outdated");
}

#[test]
fn a_run_is_asked_about_with_what_it_keeps_waiting_and_the_way_back() {
    let shared = shared();
    let mut tab = planned(&shared);
    let screen = dialog(&shared, &tab.on_action(Action::Upgrade, &shared));
    for part in
        ["Upgrade store?", "003 → 006, steps: 3", "urunler, depolar", "neither read nor write", "3 h ago", "Type store"]
    {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
}

#[test]
fn the_risks_of_a_step_are_read_with_their_safe_ways() {
    let shared = shared();
    let mut tab = planned(&shared);
    assert!(off(&tab, &shared, Action::Check).is_none());
    tab.on_action(Action::Last, &shared);
    tab.follow();
    let screen = dialog(&shared, &tab.on_action(Action::Check, &shared));
    for part in
        ["Risks in 006", "[ddl_with_backfill]", "UPDATE depolar SET", "in one revision and the rows in the next"]
    {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
}

#[test]
fn a_downgrade_names_what_is_lost_the_largest_first() {
    let shared = shared();
    let mut tab = downgrade(&shared);
    let screen = dialog(&shared, &tab.on_action(Action::Upgrade, &shared));
    let at = |part: &str| screen.find(part).unwrap_or_else(|| panic!("{part}:\n{screen}"));
    assert!(at("sadakat_puanlari") < at("musteriler: the table is dropped"), "{screen}");
    assert!(screen.contains("31,877 rows") && screen.contains("empty: 1"), "{screen}");
    let effects = tab.on_action(Action::Back, &shared);
    assert!(matches!(&effects[..], [Effect::Start(_)]), "back to what is pending");
    assert_eq!(tab.goal, Goal::default());
}

#[test]
fn outside_production_a_yes_is_enough_and_starts_the_run() {
    let mut shared = shared();
    shared.opened.as_mut().expect("opened").connections[0] = connection("store", Environment::Development);
    let mut tab = planned(&shared);
    let mut effects = tab.on_action(Action::Upgrade, &shared);
    let Some(Effect::Open(mut dialog)) = effects.pop() else { panic!("{effects:?}") };
    dialog.on_key(&testing::key(crossterm::event::KeyCode::Right), &shared);
    let reply = dialog.on_key(&testing::key(crossterm::event::KeyCode::Enter), &shared);
    assert!(matches!(&reply.effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::Run { target, options, .. }) if target == "heads" && !options.dry_run)));
}

#[test]
fn keys_know_why_they_are_off() {
    let mut shared = shared();
    let mut tab = PendingTab::default();
    assert_eq!(off(&tab, &shared, Action::Upgrade).as_deref(), Some("there is nothing to run"));
    tab = planned(&shared);
    assert_eq!(off(&tab, &shared, Action::Upgrade), None);
    assert_eq!(off(&tab, &shared, Action::Mark).map(|why| why.contains("one transaction")), Some(true));
    assert_eq!(off(&tab, &shared, Action::Load).as_deref(), Some("no run has been left unfinished"));
    shared.job = Some(running(&shared));
    assert!(off(&tab, &shared, Action::Back).is_some(), "a run is not left");
    assert_eq!(off(&tab, &shared, Action::Cancel), None);
}

#[test]
fn a_script_waits_for_a_name_and_is_then_written() {
    let shared = shared();
    let mut tab = planned(&shared);
    assert!(matches!(&tab.on_action(Action::Export, &shared)[..], [Effect::Start(request)]
        if matches!(&**request, Request::Look(Look::Script { .. }))));
    let script = crate::operations::migration::OfflineScript { text: "SELECT 1;".to_owned() };
    assert!(matches!(&tab.on_report(&Report::Script(script), &shared)[..], [Effect::Open(_)]));
    assert!(matches!(&tab.on_answer(&Ask::ExportFile, "a.sql", &shared)[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::SaveText { text, .. }) if text == "SELECT 1;")));
}

#[test]
fn a_run_begins_and_ends_when_a_person_says_and_a_try_does_not_wait() {
    let shared = shared();
    let mut tab = planned(&shared);
    for (action, ask, text) in [(Action::NotBefore, Ask::NotBefore, "23:30"), (Action::Deadline, Ask::Deadline, "2h")] {
        assert!(matches!(&tab.on_action(action, &shared)[..], [Effect::Open(_)]));
        tab.on_answer(&ask, text, &shared);
    }
    let shown = testing::screen(&shared, (100, 30), &[], |frame, area, shared| tab.draw(frame, area, shared));
    assert!(shown.contains("begins at 23:30") && shown.contains("over by 2h"), "{shown}");
    let work = |tab: &mut PendingTab, action| format!("{:?}", tab.on_action(action, &shared));
    let run = work(&mut tab, Action::Upgrade);
    assert!(run.contains("deadline: Some(") && run.contains("not_before: Some("), "{run}");
    let dry = work(&mut tab, Action::DryRun);
    assert!(dry.contains("deadline: None") && dry.contains("not_before: None"), "{dry}");
}

#[test]
fn an_upgrade_is_rehearsed_on_a_key_and_a_downgrade_is_not() {
    let shared = shared();
    let mut tab = planned(&shared);
    assert_eq!(off(&tab, &shared, Action::Rehearse), None);
    let effects = tab.on_action(Action::Rehearse, &shared);
    assert!(matches!(&effects[..], [Effect::Start(request)]
        if matches!(&**request, Request::Work(Work::Rehearse { target, .. }) if target == "heads")));
    let tab = downgrade(&shared);
    assert!(off(&tab, &shared, Action::Rehearse).is_some_and(|why| why.contains("out and back")));
}

#[test]
fn an_unfinished_run_is_continued_towards_its_own_target() {
    let mut shared = shared();
    unfinished_run(&mut shared);
    let mut tab = planned(&shared);
    assert_eq!(off(&tab, &shared, Action::Load), None);
    tab.on_action(Action::Load, &shared);
    assert_eq!(tab.goal, Goal { direction: Direction::Upgrade, target: "006".to_owned() });
    // The question comes with the plan, and only once.
    let report = Report::Previewed {
        connection: "store".to_owned(),
        preview: preview(&shared, Direction::Upgrade, "006"),
        direction: Direction::Upgrade,
        target: "006".to_owned(),
    };
    assert!(matches!(&tab.on_report(&report, &shared)[..], [Effect::Open(_)]));
    assert!(matches!(&tab.on_report(&report, &shared)[..], [Effect::Redraw]));
}

fn unfinished_run(shared: &mut Shared) {
    let Some(Ok(survey)) = &shared.survey else { panic!("a survey") };
    let mut survey = (**survey).clone();
    survey.status.last_failed_run = Some(testing::run_record("upgrade", "006", Outcome::Stopped));
    shared.survey = Some(Ok(Arc::new(survey)));
}

fn work(dry_run: bool) -> Work {
    let options = RunOptions { dry_run, ..RunOptions::default() };
    Work::Run {
        connection: "store".to_owned(),
        direction: Direction::Upgrade,
        target: "heads".to_owned(),
        options,
        mark: None,
    }
}

fn event(job: &mut JobView, event: Event, seconds: u64) {
    job.apply(&Happening::Operation(event), job.started + Duration::from_secs(seconds));
}

/// Two of three steps: the first done, the second at its third statement.
pub(super) fn running(shared: &Shared) -> JobView {
    let mut job = JobView::new(JobId(7), work(false), shared.now);
    let planned = |id: &RevisionId| PlannedStep { revision: id.clone(), message: "E-ticaret, e-belge".to_owned() };
    let steps = ids(&["004_eticaret_altyapi", "005_ebelge_outbox", "006"]);
    event(&mut job, Event::Planned { direction: Direction::Upgrade, steps: steps.iter().map(planned).collect() }, 0);
    let started = |number: usize| Event::StepStarted {
        number,
        total: 3,
        revision: steps[number - 1].clone(),
        direction: Direction::Upgrade,
        message: String::new(),
        statements: 7,
    };
    event(&mut job, started(1), 0);
    let done = Event::StepDone {
        number: 1,
        total: 3,
        revision: steps[0].clone(),
        direction: Direction::Upgrade,
        elapsed: Duration::from_millis(1_240),
        rows: 312,
    };
    event(&mut job, done, 1);
    event(&mut job, started(2), 1);
    let sql = "CREATE INDEX ix_ebelge_durum ON ebelge_cikis_kuyrugu (durum)".into();
    event(&mut job, Event::StatementStarted { number: 3, last: 3, total: 7, line: 31, sql }, 4);
    job
}

/// A tab at a moment `seconds` after the job began.
pub(super) fn at(shared: &mut Shared, job: JobView, seconds: u64) {
    shared.now = job.started + Duration::from_secs(seconds);
    shared.job = Some(job);
}

#[test]
fn screens_of_the_plan() {
    let mut shared = shared();
    let draw = |tab: &PendingTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &PendingTab, shared: &Shared| tab.hints(shared);
    let selecting_006 = |shared: &Shared| {
        let mut tab = planned(shared);
        tab.on_action(Action::Last, shared);
        tab.on_rest(shared);
        tab
    };
    snapshots("pending", &mut shared, selecting_006, hints, draw);
    snapshots("pending_downgrade", &mut shared, downgrade, hints, draw);
    snapshots("pending_reading", &mut shared, |_| PendingTab::default(), hints, draw);
    unfinished_run(&mut shared);
    snapshots("pending_unfinished", &mut shared, planned, hints, draw);
    let revisions = testing::builtin();
    shared.survey = Some(Ok(Arc::new(testing::survey(&revisions, &["006"]))));
    snapshots("pending_up_to_date", &mut shared, planned, hints, draw);
    let refused = DatabaseError::NoPassword { user: "ayşe".to_owned() };
    shared.survey = Some(Err(Failure::from(refused)));
    snapshots("pending_no_database", &mut shared, |_| PendingTab::default(), hints, draw);
}

#[test]
fn screens_of_the_run() {
    let mut shared = shared();
    let draw = |tab: &PendingTab, frame: &mut Frame, area: Rect, shared: &Shared| tab.draw(frame, area, shared);
    let hints = |tab: &PendingTab, shared: &Shared| tab.hints(shared);
    let fresh = |_: &Shared| PendingTab::default();
    let job = running(&shared);
    at(&mut shared, job, 9);
    snapshots("run", &mut shared, fresh, hints, draw);
    let mut job = running(&shared);
    let by = Blocker {
        pid: 4711,
        user: "kasa".to_owned(),
        application: "pos".to_owned(),
        seconds: 95,
        query: "SELECT * FROM ebelge_cikis_kuyrugu".to_owned(),
    };
    let retry = Event::Retrying { attempt: 2, pause: Duration::from_secs(3), blockers: String::new() };
    event(&mut job, retry, 4);
    event(&mut job, Event::Blocked { by: vec![by] }, 6);
    at(&mut shared, job, 7);
    snapshots("run_blocked", &mut shared, fresh, hints, draw);
    let mut job = JobView::new(JobId(7), work(false), Instant::now());
    let holder = Holder { who: "mehmet@magaza-34, pid 812".to_owned(), since: "2025-01-04T02:10:00Z".to_owned() };
    event(&mut job, Event::Waiting { holder }, 1);
    at(&mut shared, job, 65);
    snapshots("run_waiting", &mut shared, fresh, hints, draw);
    let mut job = running(&shared);
    job.asked = Urgency::Now;
    at(&mut shared, job, 9);
    snapshots("run_cancelling", &mut shared, fresh, hints, draw);
    let mut job = running(&shared);
    job.end(Ended::Badly(Failure::from(JobProblem::Unanswered { seconds: 4 })), job.started + Duration::from_secs(9));
    at(&mut shared, job, 60);
    snapshots("run_failed", &mut shared, fresh, hints, draw);
    let mut job = JobView::new(JobId(7), work(true), Instant::now());
    job.end(Ended::Well, job.started + Duration::from_millis(1_900));
    at(&mut shared, job, 60);
    let dry = |shared: &Shared| {
        let mut tab = PendingTab::default();
        let step = StepReport {
            revision: RevisionId::unchecked("006"),
            direction: Direction::Upgrade,
            duration_ms: 1_700,
            rows: 0,
        };
        let left = NotTried {
            revision: RevisionId::unchecked("006"),
            place: "006_x.sql:12".to_owned(),
            command: "CREATE INDEX CONCURRENTLY".to_owned(),
        };
        let report = RunReport {
            success: true,
            previous_revision: None,
            current_revision: None,
            from: Vec::new(),
            to: Vec::new(),
            steps: vec![step],
            dry_run: true,
            not_tried: vec![left],
            run_id: None,
        };
        tab.on_report(&Report::Ran { connection: "store".to_owned(), report }, shared);
        tab
    };
    snapshots("run_dry", &mut shared, dry, hints, draw);
}

#[test]
fn a_result_stays_until_somebody_has_seen_it() {
    let mut shared = shared();
    let mut tab = planned(&shared);
    let mut job = running(&shared);
    job.end(Ended::Well, job.started);
    shared.job = Some(job);
    assert!(tab.shows_run(&shared));
    tab.on_action(Action::Back, &shared);
    assert!(!tab.shows_run(&shared));
    assert_eq!(tab.badge(&shared).map(|badge| badge.text), Some("3".to_owned()));
}

#[test]
fn cancelling_asks_once_and_then_insists() {
    let mut shared = shared();
    let mut tab = planned(&shared);
    shared.job = Some(running(&shared));
    assert!(matches!(&tab.on_action(Action::Cancel, &shared)[..], [Effect::Do(Action::CancelJob)]));
    shared.job.as_mut().expect("a job").asked = Urgency::Now;
    assert!(matches!(&tab.on_action(Action::Cancel, &shared)[..], [Effect::Stop(Urgency::Now)]));
}
