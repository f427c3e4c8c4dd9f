//! The guided installation: full screen, a step at a time, back and forth; nothing is written before the summary is confirmed.
//!
//! It drives `operations::install` through the worker: a look tells what would be done and asked, and only the last step starts
//! the work, which looks again itself.

mod draw;
mod place;
#[cfg(test)]
mod tests;
mod text;

use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::binding::{Binding, Hint, always, find, hints};
use super::dialog::{Dialog, Password, Reply};
use super::effect::Effect;
use super::form::{Form, FormReply};
use super::key::Key;
use super::shared::Shared;
use super::text::UiText;
use super::widget::cursor::{Cursor, Motion};
use super::widget::field::Field;
use super::widget::text::Scroll;
use crate::database::Urgency;
use crate::database::probe::Check;
use crate::i18n::Lang;
use crate::operations::admin::DEFAULT_USER;
use crate::operations::install::{InstallReport, Stage, StageName, StageState};
use crate::operations::seed::{Answers, Question};
use crate::worker::{Failure, Happening, JobId, Look, Place, Report, Request, Work};
use place::Candidate;
use text::InstallText;

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Language,
    Database,
    Plan,
    Questions,
    Summary,
    Run,
    Report,
}

impl Step {
    pub(super) const ALL: [Step; 7] =
        [Step::Language, Step::Database, Step::Plan, Step::Questions, Step::Summary, Step::Run, Step::Report];

    pub(super) fn title(self) -> InstallText {
        match self {
            Step::Language => InstallText::StepLanguage,
            Step::Database => InstallText::StepDatabase,
            Step::Plan => InstallText::StepPlan,
            Step::Questions => InstallText::StepQuestions,
            Step::Summary => InstallText::StepSummary,
            Step::Run => InstallText::StepRun,
            Step::Report => InstallText::StepReport,
        }
    }
}

/// What the look at the chosen database has brought.
#[derive(Debug)]
enum Plan {
    /// On its way.
    Asked,
    Ready {
        stages: Vec<Stage>,
        questions: Vec<Question>,
    },
    Refused(Failure),
}

/// The installation, as far as the person has come.
#[derive(Debug)]
pub struct Wizard {
    step: Step,
    languages: Cursor,
    places: Cursor,
    address: Field,
    place: Option<Place>,
    checks: Vec<Check>,
    plan: Plan,
    form: Option<Form>,
    answers: Answers,
    scroll: Scroll,
    /// Somebody gave a password for the place.
    password_was_given: bool,
    /// The stages while they run, and afterwards.
    stages: Vec<Stage>,
    started: Option<Instant>,
    /// Why the last run broke off.
    failure: Option<Failure>,
    report: Option<Box<InstallReport>>,
}

/// The two languages in the order of the list.
const LANGUAGES: [(Lang, &str); 2] = [(Lang::Tr, "Türkçe"), (Lang::En, "English")];

const LIST_BINDINGS: &[Binding<Wizard>] = &[
    Binding {
        keys: &[Key::ENTER, Key::RIGHT],
        action: Action::Accept,
        text: &InstallText::KeyNext,
        footer: 2,
        off: always,
    },
    Binding {
        keys: &[Key::DOWN, Key::char('j'), Key::TAB],
        action: Action::Next,
        text: &InstallText::KeyChoose,
        footer: 3,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k'), Key::BACK_TAB],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::ESC, Key::LEFT, Key::ctrl('c')],
        action: Action::Back,
        text: &InstallText::KeyLeave,
        footer: 1,
        off: always,
    },
];

/// While an address is typed letters are text.
const ADDRESS_BINDINGS: &[Binding<Wizard>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &InstallText::KeyNext, footer: 2, off: always },
    Binding {
        keys: &[Key::DOWN, Key::TAB],
        action: Action::Next,
        text: &InstallText::KeyChoose,
        footer: 3,
        off: always,
    },
    Binding { keys: &[Key::UP, Key::BACK_TAB], action: Action::Previous, text: &UiText::KeyUp, footer: 0, off: always },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &InstallText::KeyBack,
        footer: 1,
        off: always,
    },
];

const PAGE_BINDINGS: &[Binding<Wizard>] = &[
    Binding {
        keys: &[Key::ENTER, Key::RIGHT],
        action: Action::Accept,
        text: &InstallText::KeyNext,
        footer: 2,
        off: Wizard::why_not_next,
    },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 4,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k')],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_DOWN, Key::SPACE],
        action: Action::PageDown,
        text: &UiText::KeyPage,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::PAGE_UP], action: Action::PageUp, text: &UiText::KeyPageUp, footer: 0, off: always },
    Binding {
        keys: &[Key::ESC, Key::LEFT, Key::ctrl('c')],
        action: Action::Back,
        text: &InstallText::KeyBack,
        footer: 1,
        off: always,
    },
];

const SUMMARY_BINDINGS: &[Binding<Wizard>] = &[
    Binding {
        keys: &[Key::ENTER],
        action: Action::Accept,
        text: &InstallText::KeyInstall,
        footer: 2,
        off: |_, shared| shared.why_busy(),
    },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 4,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k')],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::ESC, Key::LEFT, Key::ctrl('c')],
        action: Action::Back,
        text: &InstallText::KeyBack,
        footer: 1,
        off: always,
    },
];

const RUN_BINDINGS: &[Binding<Wizard>] = &[
    Binding {
        keys: &[Key::ENTER],
        action: Action::Accept,
        text: &InstallText::KeyAgain,
        footer: 2,
        off: |wizard, shared| wizard.failure.is_none().then(|| shared.say(InstallText::LeaveWhileRunning)),
    },
    Binding {
        keys: &[Key::ctrl('c')],
        action: Action::Cancel,
        text: &UiText::KeyCancel,
        footer: 3,
        off: |wizard, shared| wizard.failure.is_some().then(|| shared.say(UiText::NothingRuns)),
    },
    Binding {
        keys: &[Key::ESC, Key::LEFT],
        action: Action::Back,
        text: &InstallText::KeyBack,
        footer: 1,
        off: |wizard, shared| wizard.failure.is_none().then(|| shared.say(InstallText::LeaveWhileRunning)),
    },
];

const REPORT_BINDINGS: &[Binding<Wizard>] = &[
    Binding {
        keys: &[Key::ENTER, Key::ESC, Key::char('q'), Key::ctrl('c')],
        action: Action::Accept,
        text: &InstallText::KeyClose,
        footer: 1,
        off: always,
    },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 4,
        off: always,
    },
    Binding {
        keys: &[Key::UP, Key::char('k')],
        action: Action::Previous,
        text: &UiText::KeyUp,
        footer: 0,
        off: always,
    },
];

impl Wizard {
    pub fn new(shared: &Shared) -> Wizard {
        let mut languages = Cursor::new();
        languages.select(LANGUAGES.iter().position(|(lang, _)| *lang == shared.lang).unwrap_or_default());
        Wizard {
            step: Step::Language,
            languages,
            places: Cursor::new(),
            address: Field::new(""),
            place: None,
            checks: Vec::new(),
            plan: Plan::Asked,
            form: None,
            answers: Answers::default(),
            scroll: Scroll::new(),
            password_was_given: false,
            stages: Vec::new(),
            started: None,
            failure: None,
            report: None,
        }
    }

    /// Whether the row for another address is selected.
    fn types_address(&self, shared: &Shared) -> bool {
        let candidates = place::candidates(shared).len();
        self.step == Step::Database && self.places.selected(candidates + 1) == Some(candidates)
    }

    fn bindings(&self, shared: &Shared) -> &'static [Binding<Wizard>] {
        match self.step {
            _ if self.types_address(shared) => ADDRESS_BINDINGS,
            Step::Language | Step::Database => LIST_BINDINGS,
            Step::Plan | Step::Questions => PAGE_BINDINGS,
            Step::Summary => SUMMARY_BINDINGS,
            Step::Run => RUN_BINDINGS,
            Step::Report => REPORT_BINDINGS,
        }
    }

    fn why_not_next(&self, shared: &Shared) -> Option<String> {
        matches!(self.plan, Plan::Asked).then(|| shared.say(InstallText::StillLooking))
    }

    fn go(&mut self, step: Step) -> Reply {
        self.step = step;
        self.scroll = Scroll::new();
        Reply::stay()
    }

    /// Looks at the chosen database: the connection check by check, and what would be done.
    fn look(&mut self, place: Place) -> Reply {
        self.checks.clear();
        self.plan = Plan::Asked;
        self.form = None;
        self.place = Some(place.clone());
        self.go(Step::Plan);
        Reply::want(vec![
            Effect::start(Look::DiagnosePlace(place.clone())),
            Effect::start(Look::PlanInstallation(place)),
        ])
    }

    fn accept(&mut self, shared: &Shared) -> Reply {
        match self.step {
            Step::Language => {
                let (lang, _) = LANGUAGES[self.languages.selected(LANGUAGES.len()).unwrap_or_default()];
                let mut reply = self.go(Step::Database);
                if lang != shared.lang {
                    reply.effects.push(Effect::Do(Action::Language));
                }
                reply
            }
            Step::Database => {
                let candidates = place::candidates(shared);
                match self.places.selected(candidates.len() + 1).and_then(|index| candidates.get(index)) {
                    Some(Candidate { name, .. }) => self.look(Place::Connection(name.clone())),
                    None => match place::address(self.address.text(), shared) {
                        Ok(address) => self.look(Place::Address(address)),
                        Err(wrong) => {
                            self.address.error = wrong;
                            Reply::stay()
                        }
                    },
                }
            }
            Step::Plan => match &self.plan {
                Plan::Asked => Reply::stay(),
                Plan::Refused(_) => match self.place.clone() {
                    Some(place) => self.look(place),
                    None => self.go(Step::Database),
                },
                Plan::Ready { questions, .. } if questions.is_empty() => self.go(Step::Summary),
                Plan::Ready { questions, .. } => {
                    let names = vec![DEFAULT_USER.to_owned(), place::shown(self.place.as_ref())];
                    self.form = Some(Form::new(questions, &self.answers, names));
                    self.go(Step::Questions)
                }
            },
            Step::Questions => self.go(Step::Summary),
            Step::Run if self.failure.is_none() => Reply::stay(),
            Step::Summary | Step::Run => self.run(shared),
            Step::Report => Reply::close_with(vec![Effect::Reopen]),
        }
    }

    fn run(&mut self, shared: &Shared) -> Reply {
        let Some(place) = self.place.clone() else { return self.go(Step::Database) };
        if let (Plan::Ready { stages, .. }, true) = (&self.plan, self.stages.is_empty()) {
            self.stages.clone_from(stages);
        }
        self.failure = None;
        self.started = Some(shared.now);
        self.go(Step::Run);
        let answers = self.answers.clone();
        Reply::want(vec![Effect::start(Work::Install { place, lang: shared.lang, answers })])
    }

    fn back(&mut self) -> Reply {
        match self.step {
            Step::Language | Step::Report => Reply::close(),
            Step::Database => self.go(Step::Language),
            Step::Plan => self.go(Step::Database),
            Step::Questions => self.go(Step::Plan),
            Step::Summary if self.form.is_some() => self.go(Step::Questions),
            Step::Summary | Step::Run => self.go(Step::Plan),
        }
    }

    fn move_by(&mut self, motion: Motion, shared: &Shared) {
        match self.step {
            Step::Language => drop(self.languages.go(motion, LANGUAGES.len())),
            Step::Database => drop(self.places.go(motion, place::candidates(shared).len() + 1)),
            _ => drop(self.scroll.go(motion)),
        }
    }

    fn is_own(&self, place: &Place) -> bool {
        self.place.as_ref() == Some(place)
    }
}

impl Dialog for Wizard {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        match (self.step, &self.form) {
            (Step::Questions, Some(_)) => Form::hints(shared),
            _ => hints(self.bindings(shared), self, shared),
        }
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        if let (Step::Questions, Some(form)) = (self.step, &mut self.form) {
            let reply = form.on_key(key, shared);
            self.answers = form.answers();
            return match reply {
                FormReply::Stay => Reply::stay(),
                FormReply::Done => self.go(Step::Summary),
                FormReply::Back => self.go(Step::Plan),
            };
        }
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => self.accept(shared),
            Some(Action::Back) => self.back(),
            Some(Action::Cancel) => Reply::want(vec![Effect::Stop(Urgency::Now)]),
            Some(action) => {
                if let Some(motion) = super::dialog::motion(action) {
                    self.move_by(motion, shared);
                }
                Reply::stay()
            }
            None => {
                if self.types_address(shared) && key.code != KeyCode::Null {
                    self.address.error.clear();
                    self.address.on_key(*key);
                }
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, shared: &Shared) -> Reply {
        if let (Step::Questions, Some(form)) = (self.step, &mut self.form) {
            form.on_paste(text);
            self.answers = form.answers();
        } else if self.types_address(shared) {
            self.address.error.clear();
            self.address.paste(text);
        }
        Reply::stay()
    }

    fn on_report(&mut self, report: &Report, _: &Shared) -> Reply {
        match report {
            Report::InstallationPlanned { place, stages, questions } if self.is_own(place) => {
                self.plan = Plan::Ready { stages: stages.clone(), questions: questions.clone() };
                self.stages.clear();
                Reply::stay()
            }
            Report::Installed(report) if self.step == Step::Run => {
                self.stages.clone_from(&report.stages);
                self.report = Some(report.clone());
                self.go(Step::Report)
            }
            // The password is there: what was refused for want of it is asked again.
            Report::PasswordKept { .. } if matches!(self.plan, Plan::Refused(_)) => match self.place.clone() {
                Some(place) => {
                    self.password_was_given = true;
                    self.look(place)
                }
                None => Reply::default(),
            },
            _ => Reply::default(),
        }
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, shared: &Shared) -> (Reply, bool) {
        match request {
            Request::Look(Look::PlanInstallation(place)) if self.is_own(place) => {
                self.plan = Plan::Refused(failure.clone());
                let password =
                    Password::for_failure(failure, &place::shown(Some(place)), self.password_was_given, shared);
                (password.map_or_else(Reply::stay, |dialog| Reply::want(vec![Effect::open(dialog)])), true)
            }
            Request::Look(Look::DiagnosePlace(place)) => (Reply::default(), self.is_own(place)),
            Request::Work(Work::Install { .. }) if self.step == Step::Run => {
                for stage in &mut self.stages {
                    if stage.state == StageState::Running {
                        stage.state = StageState::Failed;
                    }
                }
                self.failure = Some(failure.clone());
                (Reply::stay(), true)
            }
            _ => (Reply::default(), false),
        }
    }

    fn on_happening(&mut self, _: JobId, request: &Request, what: &Happening, _: &Shared) {
        match (request, what) {
            (Request::Look(Look::DiagnosePlace(place)), Happening::Checked(check)) if self.is_own(place) => {
                self.checks.push(check.clone());
            }
            (Request::Work(Work::Install { .. }), Happening::Staged(stages)) => self.stages.clone_from(stages),
            _ => {}
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}

/// The stages that people are told about: the questions are a step of their own.
fn told(stages: &[Stage]) -> impl Iterator<Item = &Stage> {
    stages.iter().filter(|stage| stage.name != StageName::Questions)
}
