//! The state of the whole screen: what a key, an event of the worker or a resize does to it, and what it wants done.
//!
//! It touches no terminal, no clock and no database: [`App::handle`] takes an [`Input`] and returns [`Order`]s, which the loop in
//! `run.rs` carries out. So everything that a person can do is tested without a terminal.

mod frame;
mod header;
mod install;
mod jobs;
mod keys;
mod watch;

use std::collections::HashMap;
use std::time::Instant;

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

use super::action::Action;
use super::binding::{self, Hint};
use super::dialog::{Confirm, Dialog, Reply};
use super::effect::Effect;
use super::memory::Memory;
use super::notice::{Entry, Log, Notice, Tone};
use super::shared::Shared;
use super::tab::TabName;
use super::tabs::Tabs;
use super::text::UiText;
use super::theme::Theme;
use super::widget::field::Field;
use crate::database::Urgency;
use crate::i18n::Lang;
use crate::worker::{Event, JobId, Look, Request};
use jobs::Slot;

/// Something that happened outside.
#[derive(Debug)]
pub enum Input {
    Key(KeyEvent),
    Paste(String),
    Click(Position),
    /// The wheel, towards the person or away.
    Wheel {
        down: bool,
    },
    /// The terminal has another size.
    Resize,
    /// Keys have rested for a moment.
    Rested,
    /// Time has passed while a job runs.
    Tick,
    /// The worker tells something.
    Worker(Event),
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Order {
    Start {
        job: JobId,
        request: Box<Request>,
    },
    Stop {
        job: JobId,
        urgency: Urgency,
    },
    Copy(String),
    Mouse(bool),
    Suspend,
    /// Paint everything again, whatever the terminal shows.
    Repaint,
    Quit,
}

/// How the screen is to begin.
#[derive(Debug, Clone)]
pub struct Start {
    pub lang: Lang,
    pub theme: Theme,
    pub memory: Memory,
    /// Begin with the guided installation.
    pub install: bool,
}

/// The whole screen.
#[derive(Debug)]
pub struct App {
    pub(super) shared: Shared,
    tabs: Tabs,
    active: TabName,
    /// The last one is on top.
    dialogs: Vec<Box<dyn Dialog>>,
    /// The filter while it is typed.
    filter: Option<Field>,
    /// What the last key or job had to say; gone with the next key.
    notice: Option<Notice>,
    log: Log,
    memory: Memory,
    mouse: bool,
    wants_install: bool,
    jobs: HashMap<JobId, Request>,
    /// The newest look of each kind: what an older one answers is out of date.
    newest: HashMap<Slot, JobId>,
    next_job: u64,
    /// Connections whose password was asked for since somebody last gave one.
    asked_passwords: Vec<String>,
    /// Connections whose password somebody gave.
    given_passwords: Vec<String>,
    /// Connections whose last run somebody was told about.
    told_of_last_run: Vec<String>,
    orders: Vec<Order>,
    is_dirty: bool,
    is_quitting: bool,
    /// The local time, for the log.
    clock: String,
}

impl App {
    pub fn new(start: Start, now: Instant) -> App {
        let mut shared = Shared::new(start.lang, start.theme);
        shared.now = now;
        App {
            shared,
            tabs: Tabs::default(),
            active: start.memory.tab.unwrap_or(TabName::History),
            dialogs: Vec::new(),
            filter: None,
            notice: None,
            log: Log::default(),
            memory: start.memory,
            mouse: false,
            wants_install: start.install,
            jobs: HashMap::new(),
            newest: HashMap::new(),
            next_job: 0,
            asked_passwords: Vec::new(),
            given_passwords: Vec::new(),
            told_of_last_run: Vec::new(),
            orders: Vec::new(),
            is_dirty: true,
            is_quitting: false,
            clock: String::new(),
        }
    }

    /// Asks for the first things to show.
    pub fn begin(&mut self) -> Vec<Order> {
        self.start_job(Look::Open.into());
        std::mem::take(&mut self.orders)
    }

    /// Takes something in, and returns what is to be done. `clock` is the local time.
    pub fn handle(&mut self, input: Input, now: Instant, clock: impl FnOnce() -> String) -> Vec<Order> {
        self.shared.now = now;
        self.clock = clock();
        match input {
            Input::Key(key) => self.on_key(&key),
            Input::Paste(text) => self.on_paste(&text),
            Input::Click(at) => self.on_click(at),
            Input::Wheel { down } => {
                for _ in 0..3 {
                    self.act(if down { Action::Next } else { Action::Previous });
                }
            }
            Input::Resize | Input::Tick => self.is_dirty = true,
            Input::Rested => {
                let effects = self.tabs.get_mut(self.active).on_rest(&self.shared);
                self.carry_out(effects);
            }
            Input::Worker(event) => self.on_event(event),
        }
        std::mem::take(&mut self.orders)
    }

    /// Whether a frame has to be drawn.
    pub fn is_dirty(&self) -> bool {
        self.is_dirty
    }

    /// A frame is being drawn.
    pub fn drawn(&mut self) {
        self.is_dirty = false;
    }

    /// A sentence in the language at hand.
    pub fn say(&self, sentence: impl crate::i18n::Say) -> String {
        self.shared.say(sentence)
    }

    /// Says something that happened outside.
    pub fn tell(&mut self, notice: Notice) {
        self.notify(notice);
    }

    /// Whether time that passes is to be shown.
    pub fn is_ticking(&self) -> bool {
        self.shared.is_writing()
    }

    /// The jobs that are under way and write: what quitting has to think of.
    pub fn is_writing(&self) -> bool {
        self.jobs.values().any(Request::is_writing)
    }

    /// Whether a person has asked to end.
    pub fn is_quitting(&self) -> bool {
        self.is_quitting
    }

    /// What to remember for the next start.
    pub fn memory(&mut self) -> Memory {
        self.memorise();
        self.memory.clone()
    }

    fn memorise(&mut self) {
        self.memory.tab = Some(self.active);
        if let Some(connection) = self.shared.connection.clone() {
            let tabs = TabName::ALL.map(|name| self.tabs.get(name).memory());
            self.memory.remember(connection, tabs);
        }
    }

    /// Carries out what a tab or a dialog wants, in order.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.is_dirty = true;
            match effect {
                Effect::Redraw => {}
                Effect::Start(request) => self.start_job(*request),
                Effect::Stop(urgency) => self.stop_writing(urgency),
                Effect::Open(dialog) => self.dialogs.push(dialog),
                Effect::CloseTop => drop(self.dialogs.pop()),
                Effect::Notify(notice) => self.notify(notice),
                Effect::Quiet => self.notice = None,
                Effect::Copy(text) => self.orders.push(Order::Copy(text)),
                Effect::Show(tab) => self.show(tab),
                Effect::Choose(connection) => self.choose(connection),
                Effect::Do(action) => self.act(action),
                Effect::Answer { tab, ask, text } => {
                    let effects = self.tabs.get_mut(tab).on_answer(&ask, &text, &self.shared);
                    self.carry_out(effects);
                }
                Effect::Refresh => self.refresh(),
                Effect::Reopen => self.start_job(Look::Open.into()),
                Effect::Quit => self.quit(),
            }
        }
    }

    /// Says something in the footer, and keeps it.
    pub(super) fn notify(&mut self, notice: Notice) {
        self.log.push(self.clock.clone(), Entry::Notice(notice.clone()));
        self.notice = Some(notice);
        self.is_dirty = true;
    }

    fn show(&mut self, tab: TabName) {
        if self.active != tab {
            self.filter = None;
        }
        self.active = tab;
        self.is_dirty = true;
        let effects = self.tabs.get_mut(tab).on_show(&self.shared);
        self.carry_out(effects);
    }

    /// Works on another connection: forgets what it knew about the last one.
    fn choose(&mut self, connection: String) {
        self.memorise();
        self.stop_watching();
        let remembered = self.memory.of(&connection);
        self.shared.connection = Some(connection);
        self.shared.survey = None;
        self.shared.findings = None;
        self.shared.diagnosis = None;
        for (name, memory) in TabName::ALL.into_iter().zip(remembered) {
            self.tabs.get_mut(name).recall(memory);
        }
        self.changed();
        self.refresh();
    }

    /// Reads the files again and asks the database again.
    fn refresh(&mut self) {
        let Some(connection) = self.shared.connection.clone() else { return };
        self.start_job(Look::Survey { connection }.into());
    }

    /// What tabs read has changed.
    fn changed(&mut self) {
        self.is_dirty = true;
        for name in TabName::ALL {
            self.tabs.get_mut(name).on_change(&self.shared);
        }
        let effects = self.tabs.get_mut(self.active).on_show(&self.shared);
        self.carry_out(effects);
    }

    fn stop_writing(&mut self, urgency: Urgency) {
        let writing = self.jobs.iter().filter(|(_, request)| request.is_writing()).map(|(&job, _)| job);
        let stops: Vec<Order> = writing.map(|job| Order::Stop { job, urgency }).collect();
        if stops.is_empty() {
            let text = self.shared.say(UiText::NothingRuns);
            self.notify(Notice::new(Tone::Info, text));
            return;
        }
        if let Some(job) = self.shared.job.as_mut().filter(|job| job.is_running()) {
            job.asked = job.asked.max(urgency);
        }
        self.orders.extend(stops);
        let text = match urgency {
            Urgency::Now => UiText::Cancelling,
            _ => UiText::CancellingCalm,
        };
        let text = self.shared.say(text);
        self.notify(Notice::new(Tone::Warning, text));
    }

    /// Ends, after a question when a job is writing.
    fn quit(&mut self) {
        if !self.is_writing() || self.is_quitting {
            self.is_quitting = true;
            self.orders.push(Order::Quit);
            return;
        }
        let confirm = Confirm::new(self.shared.say(UiText::QuitWhileBusy), self.shared.say(UiText::QuitAnyway))
            .line(self.shared.say(UiText::QuitWhileBusyMore))
            .dangerous()
            .then(vec![Effect::Stop(Urgency::Now), Effect::Do(Action::QuitNow)]);
        self.dialogs.push(Box::new(confirm));
    }

    fn reply(&mut self, reply: Reply, index: usize) {
        if reply.closes && index < self.dialogs.len() {
            self.dialogs.remove(index);
            self.is_dirty = true;
        }
        self.carry_out(reply.effects);
    }

    /// Keys as they are now: those of the topmost dialog alone, else those of the tab and then those that work everywhere.
    pub(super) fn hints(&self) -> Vec<Hint> {
        match self.dialogs.last() {
            Some(dialog) => dialog.hints(&self.shared),
            None => {
                let mut hints = self.tabs.get(self.active).hints(&self.shared);
                let mut everywhere = binding::hints(keys::EVERYWHERE, self, &self.shared);
                if !self.tabs.get(self.active).can_filter() {
                    everywhere.iter_mut().filter(|hint| hint.action == Action::Filter).for_each(|hint| hint.footer = 0);
                }
                hints.extend(everywhere);
                hints
            }
        }
    }
}

#[cfg(test)]
mod tests;
