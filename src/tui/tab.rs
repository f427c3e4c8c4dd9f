//! The five tabs: what each has to be able to do.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::binding::Hint;
use super::effect::{Ask, Effect};
use super::shared::Shared;
use crate::i18n::sentences;
use crate::worker::{Failure, Happening, JobId, Report, Request};

sentences! {
    /// The tabs, in their order.
    #[derive(Eq, Copy, Hash, Serialize, Deserialize)]
    pub enum TabName {
        Connections => { en: ("Connections"), tr: ("Bağlantılar") }
        History => { en: ("History"), tr: ("Geçmiş") }
        Pending => { en: ("Pending"), tr: ("Bekleyenler") }
        Conflicts => { en: ("Conflicts"), tr: ("Çakışmalar") }
        Seeding => { en: ("Seeding"), tr: ("Temel veriler") }
    }
}

impl TabName {
    pub const ALL: [TabName; 5] =
        [TabName::Connections, TabName::History, TabName::Pending, TabName::Conflicts, TabName::Seeding];

    /// Its place from the left, from 0.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A number beside a tab's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    pub text: String,
    /// Whether it tells of danger rather than of work.
    pub danger: bool,
}

/// What is remembered of a tab from one start to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabMemory {
    /// What was selected, by a name that stays the same.
    pub selection: Option<String>,
    /// What it was filtered by.
    pub filter: Option<String>,
}

/// A tab changes its own fields and returns what it wants. It awaits nothing, sends nothing, and never touches the terminal.
pub trait Tab {
    /// Its keys as they are now.
    fn hints(&self, shared: &Shared) -> Vec<Hint>;

    /// A key was pressed that means something here, and that is not off.
    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect>;

    /// The tab comes to the front: time to ask for what is missing or outdated.
    fn on_show(&mut self, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// What [`Shared`] holds has changed: another connection, a new survey, new findings. What the tab knew of the database may be
    /// outdated. When the tab is in front, `on_show` comes right after it.
    fn on_change(&mut self, _shared: &Shared) {}

    /// A job that somebody started has ended well. Every tab hears of every report.
    fn on_report(&mut self, _report: &Report, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// A job has failed; the app says so. Returns whether this tab shows the failure itself, so that the app need not.
    fn on_failure(&mut self, _request: &Request, _failure: &Failure, _shared: &Shared) -> bool {
        false
    }

    /// A job came further.
    fn on_happening(&mut self, _job: JobId, _request: &Request, _what: &Happening, _shared: &Shared) {}

    /// An answer to something that the tab has asked a person.
    fn on_answer(&mut self, _ask: &Ask, _text: &str, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// Keys have rested for a moment: details may follow the selection now. Returns whether anything changed. So a key that is held
    /// down over a bad line sends only what moves.
    fn on_rest(&mut self, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// A click at a place of the screen.
    fn on_click(&mut self, _at: Position, _shared: &Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// Whether there is a list that can be filtered.
    fn can_filter(&self) -> bool {
        true
    }

    /// What the list is filtered by.
    fn filter(&self) -> &str {
        ""
    }

    /// Filters the list, at every letter typed.
    fn set_filter(&mut self, _text: &str, _shared: &Shared) {}

    /// What copying would copy.
    fn copied(&self, _shared: &Shared) -> Option<String> {
        None
    }

    /// The number beside its name.
    fn badge(&self, _shared: &Shared) -> Option<Badge> {
        None
    }

    /// What to remember.
    fn memory(&self) -> TabMemory {
        TabMemory::default()
    }

    /// What was remembered; the data it belongs to may come later.
    fn recall(&mut self, _memory: TabMemory) {}

    /// Paints; decides nothing.
    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared);
}
