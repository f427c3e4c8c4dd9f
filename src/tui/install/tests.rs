use std::path::PathBuf;
use std::time::Duration;

use super::*;
use crate::config::{ConnectionConfig, ConnectionSettings, DatabaseUrl, Origin};
use crate::database::DatabaseError;
use crate::operations::install::{Detail, NextStep};
use crate::operations::seed::{BUILTIN, Seeds, questions};
use crate::revision::Source;
use crate::tui::testing::{key, shared, snapshots};
use crate::worker::{JobProblem, Opened};

/// Nothing is configured: the embedded database is all there is.
fn unconfigured() -> Shared {
    let mut shared = shared();
    let embedded = ConnectionSettings {
        name: "sontechsp.db".to_owned(),
        url: DatabaseUrl::Sqlite(PathBuf::from("sontechsp.db")),
        options: ConnectionConfig::default(),
        origin: Origin::Default,
    };
    shared.opened = Some(Opened {
        connections: vec![embedded],
        chosen: Some("sontechsp.db".to_owned()),
        config_file: None,
        is_unconfigured: true,
    });
    shared
}

fn stages(state: StageState) -> Vec<Stage> {
    let stage = |name: StageName| {
        let detail = match name {
            StageName::Connection => Detail::File { file: "sontechsp.db".to_owned() },
            StageName::Database => Detail::WillCreate { database: "sontechsp.db".to_owned() },
            StageName::Configuration => Detail::WillWriteConfig { file: "goc.toml".to_owned() },
            StageName::Migrations => Detail::WillRun { revisions: 6 },
            StageName::Questions => Detail::WillAsk { questions: 10 },
            StageName::Seeds => Detail::WillLoad { sets: 8 },
            StageName::Consistency => Detail::WillCheck,
        };
        let state = if name == StageName::Connection { StageState::Done } else { state };
        Stage { name, state, detail: vec![detail] }
    };
    StageName::ALL.into_iter().map(stage).collect()
}

fn press(wizard: &mut Wizard, shared: &Shared, code: KeyCode) -> Reply {
    wizard.on_key(&key(code), shared)
}

fn type_text(wizard: &mut Wizard, shared: &Shared, text: &str) {
    text.chars().for_each(|c| drop(press(wizard, shared, KeyCode::Char(c))));
}

/// A wizard that has looked at the embedded database.
fn planned(shared: &Shared) -> Wizard {
    let mut wizard = Wizard::new(shared);
    press(&mut wizard, shared, KeyCode::Enter);
    press(&mut wizard, shared, KeyCode::Enter);
    let place = wizard.place.clone().expect("a place");
    let seeds = Seeds::load(Source::Builtin(BUILTIN));
    let questions = questions(&seeds);
    wizard.on_report(&Report::InstallationPlanned { place, stages: stages(StageState::Waiting), questions }, shared);
    wizard
}

const PASSWORD: &str = "yağmurlu pazar sabahı çay";

/// The same with every question answered.
fn summed_up(shared: &Shared) -> Wizard {
    let mut wizard = planned(shared);
    press(&mut wizard, shared, KeyCode::Enter);
    type_text(&mut wizard, shared, "Çınar Market");
    press(&mut wizard, shared, KeyCode::F(2));
    type_text(&mut wizard, shared, PASSWORD);
    press(&mut wizard, shared, KeyCode::Tab);
    type_text(&mut wizard, shared, PASSWORD);
    press(&mut wizard, shared, KeyCode::F(2));
    wizard
}

fn running(shared: &Shared) -> Wizard {
    let mut wizard = summed_up(shared);
    press(&mut wizard, shared, KeyCode::Enter);
    wizard
}

#[test]
fn enter_leads_to_the_summary_and_only_there_starts_the_work() {
    let shared = unconfigured();
    let mut wizard = Wizard::new(&shared);
    let is_work = |reply: &Reply| {
        reply.effects.iter().any(|effect| matches!(effect, Effect::Start(request) if request.is_writing()))
    };
    assert!(!is_work(&press(&mut wizard, &shared, KeyCode::Enter)));
    let reply = press(&mut wizard, &shared, KeyCode::Enter);
    assert_eq!((wizard.step, reply.effects.len()), (Step::Plan, 2), "the connection is tested, the plan asked for");
    assert!(!is_work(&reply));
    assert!(!is_work(&press(&mut wizard, &shared, KeyCode::Enter)), "still looking");
    let mut wizard = summed_up(&shared);
    assert_eq!(wizard.step, Step::Summary);
    let reply = press(&mut wizard, &shared, KeyCode::Enter);
    assert!(is_work(&reply), "{reply:?}");
    assert!(!format!("{reply:?} {wizard:?}").contains("yağmurlu"), "a password never shows");
    assert!(!is_work(&press(&mut wizard, &shared, KeyCode::Enter)), "once is enough");
}

#[test]
fn going_back_keeps_the_answers() {
    let shared = unconfigured();
    let mut wizard = summed_up(&shared);
    press(&mut wizard, &shared, KeyCode::Esc);
    assert_eq!(wizard.step, Step::Questions);
    press(&mut wizard, &shared, KeyCode::Esc);
    press(&mut wizard, &shared, KeyCode::Enter);
    assert_eq!(wizard.answers.get("company_name"), Some("Çınar Market"));
    press(&mut wizard, &shared, KeyCode::F(2));
    assert_eq!(wizard.step, Step::Summary, "the password is still there, too");
}

#[test]
fn an_address_is_checked_where_it_is_typed() {
    let shared = unconfigured();
    let mut wizard = Wizard::new(&shared);
    press(&mut wizard, &shared, KeyCode::Enter);
    press(&mut wizard, &shared, KeyCode::Down);
    press(&mut wizard, &shared, KeyCode::Enter);
    assert_eq!((wizard.step, wizard.address.error.is_empty()), (Step::Database, false), "an address is needed");
    type_text(&mut wizard, &shared, "ftp://kasa");
    press(&mut wizard, &shared, KeyCode::Enter);
    assert_eq!((wizard.step, wizard.address.error.is_empty()), (Step::Database, false));
    wizard.address.clear();
    wizard.on_paste("kasa 1.db\n", &shared);
    press(&mut wizard, &shared, KeyCode::Enter);
    assert_eq!(wizard.place, Some(Place::Address("sqlite:kasa 1.db".to_owned())));
}

#[test]
fn a_server_that_wants_a_password_is_asked_again_with_it() {
    let shared = unconfigured();
    let mut wizard = Wizard::new(&shared);
    press(&mut wizard, &shared, KeyCode::Enter);
    press(&mut wizard, &shared, KeyCode::Enter);
    let place = wizard.place.clone().expect("a place");
    let failure = Failure::from(DatabaseError::NoPassword { user: "ayşe".to_owned() });
    let (reply, is_shown) = wizard.on_failure(&Look::PlanInstallation(place).into(), &failure, &shared);
    assert!(is_shown && matches!(&reply.effects[..], [Effect::Open(_)]));
    let reply = wizard.on_report(&Report::PasswordKept { connection: "sontechsp.db".to_owned() }, &shared);
    assert_eq!(reply.effects.len(), 2, "it looks again");
}

#[test]
fn what_broke_off_can_be_tried_again_and_a_running_one_is_not_left() {
    let shared = unconfigured();
    let mut wizard = running(&shared);
    let off = |wizard: &Wizard, action: Action| {
        wizard.hints(&shared).into_iter().find(|hint| hint.action == action).and_then(|hint| hint.off)
    };
    assert!(off(&wizard, Action::Back).is_some());
    let place = wizard.place.clone().expect("a place");
    let request = Work::Install { place, lang: Lang::Tr, answers: Answers::default() }.into();
    let (_, is_shown) = wizard.on_failure(&request, &Failure::from(JobProblem::Cancelled), &shared);
    assert!(is_shown && off(&wizard, Action::Back).is_none());
    let reply = press(&mut wizard, &shared, KeyCode::Enter);
    assert!(matches!(&reply.effects[..], [Effect::Start(_)]), "it goes on");
    assert!(wizard.failure.is_none());
}

#[test]
fn screens_of_the_installation() {
    let mut shared = unconfigured();
    let draw = |wizard: &Wizard, frame: &mut Frame, area: Rect, shared: &Shared| wizard.draw(frame, area, shared);
    let hints = |wizard: &Wizard, shared: &Shared| wizard.hints(shared);
    snapshots("install_1_language", &mut shared, Wizard::new, hints, draw);
    let database = |shared: &Shared| {
        let mut wizard = Wizard::new(shared);
        press(&mut wizard, shared, KeyCode::Enter);
        wizard
    };
    snapshots("install_2_database", &mut shared, database, hints, draw);
    let address = |shared: &Shared| {
        let mut wizard = database(shared);
        press(&mut wizard, shared, KeyCode::Down);
        type_text(&mut wizard, shared, "postgres://sontechsp@localhost/sontechsp");
        wizard
    };
    snapshots("install_2_address", &mut shared, address, hints, draw);
    snapshots("install_3_plan", &mut shared, planned, hints, draw);
    let refused = |shared: &Shared| {
        let mut wizard = Wizard::new(shared);
        press(&mut wizard, shared, KeyCode::Enter);
        press(&mut wizard, shared, KeyCode::Enter);
        let place = wizard.place.clone().expect("a place");
        let failure = Failure::from(JobProblem::Unanswered { seconds: 4 });
        wizard.on_failure(&Look::PlanInstallation(place).into(), &failure, shared);
        wizard
    };
    snapshots("install_3_refused", &mut shared, refused, hints, draw);
    let questions = |shared: &Shared| {
        let mut wizard = planned(shared);
        press(&mut wizard, shared, KeyCode::Enter);
        wizard
    };
    snapshots("install_4_questions", &mut shared, questions, hints, draw);
    snapshots("install_5_summary", &mut shared, summed_up, hints, draw);
    let at_work = |shared: &Shared| {
        let mut wizard = running(shared);
        wizard.started = shared.now.checked_sub(Duration::from_secs(7));
        wizard.stages[1].state = StageState::Done;
        wizard.stages[2].state = StageState::Done;
        wizard.stages[3].state = StageState::Running;
        wizard
    };
    snapshots("install_6_running", &mut shared, at_work, hints, draw);
    let failed = |shared: &Shared| {
        let mut wizard = at_work(shared);
        let place = wizard.place.clone().expect("a place");
        let request = Work::Install { place, lang: Lang::Tr, answers: Answers::default() }.into();
        wizard.on_failure(&request, &Failure::from(JobProblem::Cancelled), shared);
        wizard
    };
    snapshots("install_6_failed", &mut shared, failed, hints, draw);
    let done = |shared: &Shared| {
        let mut wizard = running(shared);
        let report = InstallReport {
            success: true,
            changed: true,
            database: "sontechsp.db".to_owned(),
            config_file: Some("goc.toml".to_owned()),
            stages: stages(StageState::Done),
            findings: Vec::new(),
            next: vec![NextStep::Login { user: "admin".to_owned() }, NextStep::Check],
        };
        wizard.on_report(&Report::Installed(Box::new(report)), shared);
        wizard
    };
    snapshots("install_7_done", &mut shared, done, hints, draw);
}
