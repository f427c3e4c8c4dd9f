//! The app as a person and the worker meet it: keys and events in, orders and pictures out.

use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::config::Environment;
use crate::tui::testing::{SIZES, THEME, builtin, connection, key, survey};
use crate::worker::{Failure, JobProblem, Opened, Report, Work};

fn app() -> App {
    let start = Start { lang: Lang::En, theme: THEME, memory: Memory::default(), install: false };
    App::new(start, Instant::now())
}

fn feed(app: &mut App, input: Input) -> Vec<Order> {
    app.handle(input, Instant::now(), || "02:00:00".to_owned())
}

fn press(app: &mut App, code: KeyCode) -> Vec<Order> {
    feed(app, Input::Key(key(code)))
}

fn press_char(app: &mut App, c: char) -> Vec<Order> {
    press(app, KeyCode::Char(c))
}

/// Ends the job that the first matching order has started.
fn finish(
    app: &mut App,
    orders: &[Order],
    is_it: impl Fn(&Request) -> bool,
    outcome: Result<Report, Failure>,
) -> Vec<Order> {
    let job = orders
        .iter()
        .find_map(|order| match order {
            Order::Start { job, request } if is_it(request) => Some(*job),
            _ => None,
        })
        .expect("such a job was started");
    feed(app, Input::Worker(Event::Finished { job, outcome: Box::new(outcome) }))
}

fn opened() -> Opened {
    Opened {
        connections: vec![connection("store", Environment::Production), connection("till", Environment::Development)],
        chosen: Some("store".to_owned()),
        config_file: None,
        is_unconfigured: false,
    }
}

/// An app that works on `store`, at `003`, and the orders that asked for it.
fn at_work() -> App {
    let mut app = app();
    let orders = app.begin();
    let orders = finish(&mut app, &orders, |_| true, Ok(Report::Opened(opened())));
    let revisions = builtin();
    let survey = Ok(Arc::new(survey(&revisions, &["003"])));
    let report = Report::Surveyed { connection: "store".to_owned(), revisions, survey };
    finish(&mut app, &orders, |request| matches!(request, Request::Look(Look::Survey { .. })), Ok(report));
    app
}

fn screen(app: &App, (width, height): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| app.draw(frame)).expect("drawn");
    if width == 0 || height == 0 { String::new() } else { terminal.backend().to_string() }
}

fn backup() -> Request {
    let options = crate::operations::backup::BackupOptions::default();
    Work::Backup { connection: "store".to_owned(), options }.into()
}

#[test]
fn it_begins_by_asking_which_databases_there_are_and_looks_at_the_one_that_is_meant() {
    let mut app = app();
    let orders = app.begin();
    assert!(matches!(&orders[..], [Order::Start { request, .. }] if matches!(**request, Request::Look(Look::Open))));
    let orders = finish(&mut app, &orders, |_| true, Ok(Report::Opened(opened())));
    let is_survey = |order: &Order| {
        matches!(order, Order::Start { request, .. }
            if matches!(&**request, Request::Look(Look::Survey { connection }) if connection == "store"))
    };
    assert!(orders.iter().any(is_survey), "{orders:?}");
}

#[test]
fn the_header_says_which_database_this_is_and_where_it_stands() {
    let app = at_work();
    let first = screen(&app, (100, 24)).lines().next().expect("a line").to_owned();
    for part in ["store", "SQLite 3.51.3", "production", "003 → 006", "3 pending"] {
        assert!(first.contains(part), "{part}: {first}");
    }
}

#[test]
fn every_size_draws_with_and_without_data_and_with_every_dialog() {
    let mut apps = vec![app(), at_work()];
    for keys in ["?", ":", "!", "/"] {
        let mut app = at_work();
        keys.chars().for_each(|c| drop(press_char(&mut app, c)));
        apps.push(app);
    }
    for tab in '1'..='5' {
        let mut app = at_work();
        press_char(&mut app, tab);
        apps.push(app);
    }
    for app in &apps {
        for size in SIZES {
            screen(app, size);
        }
    }
    assert!(screen(&apps[1], (59, 24)).contains("60×15"), "a small screen says what it needs");
}

#[test]
fn late_answers_to_an_older_question_are_dropped() {
    let mut app = at_work();
    let first = press_char(&mut app, 'r');
    let second = press_char(&mut app, 'r');
    assert!(second.iter().any(|order| matches!(order, Order::Stop { .. })), "the older look is called off: {second:?}");
    let revisions = builtin();
    let old = Report::Surveyed {
        connection: "store".to_owned(),
        survey: Ok(Arc::new(survey(&revisions, &["001"]))),
        revisions: revisions.clone(),
    };

    finish(&mut app, &first, is_survey, Ok(old));
    assert_eq!(app.shared.status().map(|status| status.pending_count), Some(3), "nothing came of the old answer");
    let new = Report::Surveyed {
        connection: "store".to_owned(),
        survey: Ok(Arc::new(survey(&revisions, &["006"]))),
        revisions,
    };
    finish(&mut app, &second, is_survey, Ok(new));
    assert_eq!(app.shared.status().map(|status| status.pending_count), Some(0));
}

#[test]
fn one_job_writes_at_a_time_and_everything_is_looked_at_again_after_it() {
    let mut app = at_work();
    app.start_job(backup());
    let orders = std::mem::take(&mut app.orders);
    assert!(app.is_writing() && app.is_ticking());
    app.start_job(backup());
    assert!(std::mem::take(&mut app.orders).is_empty(), "the second is refused");
    assert!(screen(&app, (100, 24)).contains("a job is running"));
    let orders = finish(&mut app, &orders, Request::is_writing, Err(Failure::from(JobProblem::Cancelled)));
    assert!(!app.is_writing());
    assert!(orders.iter().any(|order| matches!(order, Order::Start { request, .. } if matches!(&**request, Request::Look(Look::Survey { .. })))));
}

#[test]
fn quitting_while_a_job_writes_asks_first_and_then_cancels_it() {
    let mut app = at_work();
    assert!(matches!(press_char(&mut at_work(), 'q')[..], [Order::Quit]), "nothing runs");
    app.start_job(backup());
    app.orders.clear();
    assert!(press_char(&mut app, 'q').is_empty(), "it asks");
    assert!(press(&mut app, KeyCode::Enter).is_empty(), "Cancel has the focus");
    press_char(&mut app, 'q');
    press(&mut app, KeyCode::Right);
    let orders = press(&mut app, KeyCode::Enter);
    assert!(matches!(orders[..], [Order::Stop { urgency: Urgency::Now, .. }, Order::Quit]), "{orders:?}");
}

#[test]
fn a_key_that_is_off_says_why() {
    let mut app = at_work();
    feed(&mut app, Input::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)));
    assert!(screen(&app, (80, 24)).contains("nothing is running"));
    app.start_job(backup());
    let orders = feed(&mut app, Input::Key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL)));
    assert!(!orders.iter().any(|order| matches!(order, Order::Suspend)), "a running job would stand still");
}

#[test]
fn the_language_is_switched_on_a_key_and_remembered() {
    let mut app = at_work();
    press_char(&mut app, 'L');
    assert!(screen(&app, (100, 24)).contains("Geçmiş"));
    assert_eq!(app.memory().lang, Some(Lang::Tr));
}

#[test]
fn another_connection_forgets_the_last_one_and_its_late_answers() {
    let mut app = at_work();
    let orders = press_char(&mut app, 'r');
    app.carry_out(vec![Effect::Choose("till".to_owned())]);
    assert!(app.shared.survey.is_none());
    let revisions = builtin();
    let report = Report::Surveyed {
        connection: "store".to_owned(),
        survey: Ok(Arc::new(survey(&revisions, &["003"]))),
        revisions,
    };
    finish(&mut app, &orders, |request| matches!(request, Request::Look(Look::Survey { .. })), Ok(report));
    assert!(app.shared.survey.is_none(), "that was the other database");
}

#[test]
fn a_server_that_wants_a_password_is_asked_for_once() {
    let mut app = app();
    let orders = app.begin();
    let orders = finish(&mut app, &orders, |_| true, Ok(Report::Opened(opened())));
    let failure = || Failure::from(crate::database::DatabaseError::NoPassword { user: "ayşe".to_owned() });
    let report = || Report::Surveyed { connection: "store".to_owned(), revisions: builtin(), survey: Err(failure()) };

    finish(&mut app, &orders, is_survey, Ok(report()));
    assert!(screen(&app, (100, 24)).contains("Password of ayşe"));
    for c in "gizli".chars() {
        press_char(&mut app, c);
    }
    assert!(!screen(&app, (100, 24)).contains("gizli"));
    let orders = press(&mut app, KeyCode::Enter);
    assert!(!format!("{orders:?}").contains("gizli"), "it never shows");
    let kept = Report::PasswordKept { connection: "store".to_owned() };
    let orders = finish(&mut app, &orders, |_| true, Ok(kept));
    assert!(
        orders.iter().any(|order| matches!(order, Order::Start { request, .. } if is_survey(request))),
        "and it looks again"
    );
}

#[test]
fn a_run_that_stopped_is_told_of_once_when_goc_starts() {
    use crate::database::{Outcome, RunRecord};
    let mut app = app();
    let orders = app.begin();
    let mut orders = finish(&mut app, &orders, |_| true, Ok(Report::Opened(opened())));
    for expected in [true, false] {
        let revisions = builtin();
        let mut survey = survey(&revisions, &["003"]);
        let run = RunRecord::sample("upgrade", "heads", &["003", "004"], Some(Outcome::Stopped));
        survey.status.last_failed_run = Some(run);
        let report = Report::Surveyed { connection: "store".to_owned(), revisions, survey: Ok(Arc::new(survey)) };
        finish(&mut app, &orders, |request| matches!(request, Request::Look(Look::Survey { .. })), Ok(report));
        let screen = screen(&app, (120, 40));
        assert_eq!(screen.contains("because the terminal went away"), expected, "{screen}");
        assert_eq!(screen.contains("see 4 Conflicts"), expected, "{screen}");
        orders = press_char(&mut app, 'r');
    }
}

/// The same on a PostgreSQL server.
fn at_work_on_a_server() -> App {
    let mut app = at_work();
    let opened = app.shared.opened.as_mut().expect("opened");
    opened.connections[0].url = crate::config::DatabaseUrl::parse("postgres://ayse@store/shop").expect("an address");
    app
}

fn run() -> Request {
    let options = crate::operations::migration::RunOptions::default();
    let direction = crate::revision::Direction::Upgrade;
    Work::Run { connection: "store".to_owned(), direction, target: "heads".to_owned(), options, mark: None }.into()
}

/// The number of the watch that the orders start, and whether it is one's own job that is watched.
fn watch(orders: &[Order]) -> Option<(JobId, bool)> {
    orders.iter().find_map(|order| match order {
        Order::Start { job, request } => match **request {
            Request::Look(Look::Watch { own, .. }) => Some((*job, own)),
            _ => None,
        },
        _ => None,
    })
}

fn stops(orders: &[Order], wanted: JobId) -> bool {
    orders.iter().any(|order| matches!(order, Order::Stop { job, .. } if *job == wanted))
}

/// A survey during which another goc writes.
fn busy_survey() -> Report {
    let revisions = builtin();
    let mut survey = survey(&revisions, &["003"]);
    survey.status.writer =
        Some(crate::database::Holder { who: "ayse".to_owned(), since: "2025-01-04T02:10:00Z".to_owned() });
    Report::Surveyed { connection: "store".to_owned(), revisions, survey: Ok(Arc::new(survey)) }
}

fn tell(app: &mut App, job: JobId, activity: crate::operations::activity::Activity) {
    let what = crate::worker::Happening::Activity(Arc::new(activity));
    feed(app, Input::Worker(Event::Happened { job, what, left_out: 0 }));
}

fn is_survey(request: &Request) -> bool {
    matches!(request, Request::Look(Look::Survey { .. }))
}

#[test]
fn a_run_is_watched_on_its_server_for_as_long_as_it_lasts_and_nothing_else_is() {
    let mut app = at_work_on_a_server();
    assert_eq!(watch(&press_char(&mut app, 'r')), None, "an idle database is not watched");
    app.start_job(run());
    let orders = std::mem::take(&mut app.orders);
    let (job, own) = watch(&orders).expect("it is watched");
    assert!(own);
    tell(&mut app, job, crate::tui::testing::own_activity());
    assert!(app.is_dirty() && app.shared.activity.is_some());
    let ended = finish(&mut app, &orders, Request::is_writing, Err(Failure::from(JobProblem::Cancelled)));
    assert!(stops(&ended, job), "{ended:?}");
    assert!(app.shared.activity.is_none());
    // The answer of a look that was called off is no news.
    let before = screen(&app, (100, 24));
    let outcome = Box::new(Err(Failure::from(JobProblem::Cancelled)));
    feed(&mut app, Input::Worker(Event::Finished { job, outcome }));
    assert_eq!(screen(&app, (100, 24)), before);

    let mut app = at_work();
    app.start_job(run());
    assert_eq!(watch(&std::mem::take(&mut app.orders)), None, "SQLite has no server to ask");
}

#[test]
fn another_goc_at_work_is_watched_until_it_has_ended_and_then_everything_is_looked_at_again() {
    let mut app = at_work_on_a_server();
    let orders = press_char(&mut app, 'r');
    let orders = finish(&mut app, &orders, is_survey, Ok(busy_survey()));
    let (job, own) = watch(&orders).expect("it is watched");
    assert!(!own);
    press_char(&mut app, '3');
    tell(&mut app, job, crate::tui::testing::activity());
    let picture = screen(&app, (120, 40));
    for part in ["running elsewhere by ayse@kasa-1", "45 %", "ayse@kasa-1 works here 1/3"] {
        assert!(picture.contains(part), "{part}:\n{picture}");
    }
    // Another look finds it watched already.
    let orders = press_char(&mut app, 'r');
    let orders = finish(&mut app, &orders, is_survey, Ok(busy_survey()));
    assert_eq!(watch(&orders), None, "{orders:?}");
    let outcome = Box::new(Ok(Report::Watched { connection: "store".to_owned() }));
    let orders = feed(&mut app, Input::Worker(Event::Finished { job, outcome }));
    assert!(orders.iter().any(|order| matches!(order, Order::Start { request, .. } if is_survey(request))));
    assert!(app.shared.activity.is_none() && !screen(&app, (120, 40)).contains("running elsewhere"));
}

#[test]
fn another_connection_ends_the_watching() {
    let mut app = at_work_on_a_server();
    let orders = press_char(&mut app, 'r');
    let orders = finish(&mut app, &orders, is_survey, Ok(busy_survey()));
    let (job, _) = watch(&orders).expect("it is watched");
    tell(&mut app, job, crate::tui::testing::activity());
    app.carry_out(vec![Effect::Choose("till".to_owned())]);
    let orders = std::mem::take(&mut app.orders);
    assert!(stops(&orders, job), "{orders:?}");
    tell(&mut app, job, crate::tui::testing::activity());
    assert!(app.shared.activity.is_none(), "that was the other database");
}
