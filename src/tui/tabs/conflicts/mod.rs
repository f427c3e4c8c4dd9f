//! Everything that is wrong, what it means, and the ways out, each on a key.

mod act;
mod adopt;
mod draw;
mod file;
mod fix_text;
mod item;
#[cfg(test)]
mod tests;
mod text;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::operations::{Fix, Severity};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, hints};
use crate::tui::dialog::motion;
use crate::tui::effect::{Ask, Effect};
use crate::tui::key::Key;
use crate::tui::notice::{Notice, Tone};
use crate::tui::shared::Shared;
use crate::tui::tab::{Badge, Tab, TabMemory};
use crate::tui::text::UiText;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::text::Scroll;
use crate::worker::{Failure, Look, Report, Request};

use item::Item;
use text::ConflictsText;

/// Everything that is wrong, each with its ways out.
#[derive(Debug, Default)]
pub struct ConflictsTab {
    /// Drift is being looked for, and the footer says so.
    is_comparing: bool,
    /// In the language at hand, the gravest first.
    items: Vec<Item>,
    filter: String,
    cursor: Cursor,
    /// What was selected in the last session; gone once it was found.
    wanted: Option<String>,
    /// The key of the item whose details are shown: it follows the cursor when the keys rest.
    shown: Option<String>,
    /// The way out that `f` takes.
    chosen: usize,
    details: Scroll,
    /// What an answer belongs to that a person was asked for.
    asked: Option<Fix>,
    /// When everything was last looked at, ISO 8601.
    looked: Option<String>,
    /// Why it could not be looked at.
    failure: Option<Failure>,
    /// Where the list was drawn.
    list: std::cell::Cell<Rect>,
}

const BINDINGS: &[Binding<ConflictsTab>] = &[
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 5,
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
        keys: &[Key::char('f'), Key::ENTER],
        action: Action::Fix,
        text: &ConflictsText::KeyFix,
        footer: 2,
        off: ConflictsTab::why_no_fix,
    },
    Binding {
        keys: &[Key::char('n'), Key::RIGHT, Key::char('l')],
        action: Action::NextFix,
        text: &ConflictsText::KeyNextFix,
        footer: 3,
        off: ConflictsTab::why_no_other,
    },
    Binding {
        keys: &[Key::char('p'), Key::LEFT, Key::char('h')],
        action: Action::Left,
        text: &ConflictsText::KeyPreviousFix,
        footer: 0,
        off: ConflictsTab::why_no_other,
    },
    Binding {
        keys: &[Key::char('c')],
        action: Action::Compare,
        text: &ConflictsText::KeyDrift,
        footer: 5,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_DOWN, Key::SPACE],
        action: Action::PageDown,
        text: &ConflictsText::KeyDetails,
        footer: 4,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_UP],
        action: Action::PageUp,
        text: &ConflictsText::KeyDetailsBack,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::HOME, Key::char('g')],
        action: Action::First,
        text: &UiText::KeyFirst,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::END, Key::char('G')], action: Action::Last, text: &UiText::KeyLast, footer: 0, off: always },
];

/// Only while there is a filter to clear, so that Escape means nothing else.
const FILTERED: &[Binding<ConflictsTab>] = &[Binding {
    keys: &[Key::ESC],
    action: Action::Back,
    text: &ConflictsText::KeyClearFilter,
    footer: 0,
    off: always,
}];

impl ConflictsTab {
    /// What the filter leaves.
    fn visible(&self) -> Vec<&Item> {
        self.items.iter().filter(|item| item.matches(&self.filter)).collect()
    }

    fn selected(&self) -> Option<&Item> {
        let visible = self.visible();
        self.cursor.selected(visible.len()).map(|index| visible[index])
    }

    /// The item whose details are on the screen.
    fn shown(&self) -> Option<&Item> {
        let shown = self.shown.as_ref();
        self.visible().into_iter().find(|item| Some(&item.key) == shown).or_else(|| self.selected())
    }

    fn fix(&self) -> Option<&Fix> {
        let fixes = &self.selected()?.fixes;
        // While the keys have not rested the details, and the way chosen there, are still those of another item.
        let is_shown = self.selected().map(|item| &item.key) == self.shown.as_ref();
        fixes.get(if is_shown { self.chosen } else { 0 })
    }

    fn why_no_fix(&self, shared: &Shared) -> Option<String> {
        let Some(item) = self.selected() else { return Some(shared.say(ConflictsText::NothingSelected)) };
        match self.fix() {
            Some(fix) => act::why_not(fix, shared),
            None if item.fixes.is_empty() => Some(shared.say(ConflictsText::NothingToDo)),
            None => None,
        }
    }

    fn why_no_other(&self, shared: &Shared) -> Option<String> {
        match self.selected().map(|item| item.fixes.len()) {
            None => Some(shared.say(ConflictsText::NothingSelected)),
            Some(0) => Some(shared.say(ConflictsText::NothingToDo)),
            Some(1) => Some(shared.say(ConflictsText::OneWay)),
            Some(_) => None,
        }
    }

    /// The details show what is selected. Returns whether that is something else than before.
    fn follow(&mut self) -> bool {
        let selected = self.selected().map(|item| item.key.clone());
        if selected == self.shown {
            return false;
        }
        self.shown = selected;
        self.chosen = 0;
        self.details = Scroll::new();
        true
    }

    /// Keeps the selection at the same thing when the list has changed.
    fn select(&mut self, key: Option<&str>) {
        let visible = self.visible();
        let (keys, length): (Vec<String>, usize) =
            (visible.iter().map(|item| item.key.clone()).collect(), visible.len());
        if let Some(key) = key {
            self.cursor.select_by(length, |index| keys[index] == key);
        }
        self.follow();
    }

    fn choose(&mut self, forward: bool) {
        self.follow();
        let count = self.selected().map_or(0, |item| item.fixes.len()).max(1);
        self.chosen = (self.chosen + if forward { 1 } else { count - 1 }) % count;
    }
}

impl Tab for ConflictsTab {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        let mut all = hints(BINDINGS, self, shared);
        if !self.filter.is_empty() {
            all.extend(hints(FILTERED, self, shared));
        }
        all
    }

    fn on_action(&mut self, action: Action, shared: &Shared) -> Vec<Effect> {
        match action {
            Action::Fix => {
                let Some(fix) = self.fix().cloned() else { return Vec::new() };
                self.asked = Some(fix.clone());
                return act::begin(&fix, shared);
            }
            Action::Compare => {
                let Some(connection) = shared.connection.clone() else { return Vec::new() };
                self.is_comparing = true;
                let look = Look::Examine { connection, drift: true };
                return vec![
                    Effect::Notify(Notice::new(Tone::Info, shared.say(ConflictsText::Comparing))),
                    Effect::Start(Box::new(look.into())),
                ];
            }
            Action::NextFix => self.choose(true),
            Action::Left => self.choose(false),
            Action::PageDown | Action::PageUp => {
                if let Some(motion) = motion(action) {
                    self.details.go(motion);
                }
            }
            Action::Back => self.set_filter("", shared),
            action => {
                let length = self.visible().len();
                match motion(action) {
                    Some(motion) if self.cursor.go(motion, length) => {}
                    _ => return Vec::new(),
                }
            }
        }
        vec![Effect::Redraw]
    }

    fn on_change(&mut self, shared: &Shared) {
        let before = self.selected().map(|item| item.key.clone());
        self.items = item::items(shared);
        if shared.findings.is_some() {
            self.failure = None;
        }
        // What was remembered counts once, as soon as there is a list.
        let remembered = if self.items.is_empty() { None } else { self.wanted.take() };
        let is_there = |key: &String| self.items.iter().any(|item| item.key == *key);
        self.select(remembered.filter(is_there).or(before).as_deref());
    }

    fn on_report(&mut self, report: &Report, shared: &Shared) -> Vec<Effect> {
        if let Report::AdoptionExamined { connection, adoption } = report
            && shared.connection.as_ref() == Some(connection)
        {
            return adopt::ask(connection, adoption, shared);
        }
        if let Report::Examined { connection, .. } = report
            && shared.connection.as_ref() == Some(connection)
        {
            self.looked = Some(jiff::Timestamp::now().to_string());
            if std::mem::take(&mut self.is_comparing) {
                return vec![Effect::Quiet];
            }
        }
        Vec::new()
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, shared: &Shared) -> bool {
        let is_mine = matches!(request, Request::Look(Look::Examine { connection, .. })
            if shared.connection.as_ref() == Some(connection));
        if is_mine && shared.findings.is_none() {
            self.failure = Some(failure.clone());
        }
        is_mine && shared.findings.is_none()
    }

    fn on_answer(&mut self, ask: &Ask, text: &str, shared: &Shared) -> Vec<Effect> {
        match (ask, &self.asked) {
            (Ask::MergeMessage | Ask::StampTarget | Ask::Own(act::MEND_WITH), Some(fix)) => {
                act::answered(fix, text, shared)
            }
            _ => Vec::new(),
        }
    }

    fn on_rest(&mut self, _: &Shared) -> Vec<Effect> {
        if self.follow() { vec![Effect::Redraw] } else { Vec::new() }
    }

    fn on_click(&mut self, at: Position, _: &Shared) -> Vec<Effect> {
        let list = self.list.get();
        if !list.contains(at) {
            return Vec::new();
        }
        // The header is the first line of the list.
        let line = usize::from(at.y - list.y).checked_sub(1);
        if let Some(row) = line.and_then(|line| self.cursor.row_at(line, self.visible().len())) {
            self.cursor.select(row);
            self.follow();
        }
        vec![Effect::Redraw]
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, text: &str, _: &Shared) {
        let selected = self.selected().map(|item| item.key.clone());
        self.filter = text.to_owned();
        self.select(selected.as_deref());
    }

    fn copied(&self, _: &Shared) -> Option<String> {
        let item = self.selected()?;
        Some(std::iter::once(&item.sentence).chain(&item.hints).cloned().collect::<Vec<_>>().join("\n"))
    }

    fn badge(&self, _: &Shared) -> Option<Badge> {
        let counted: Vec<&Item> = self.items.iter().filter(|item| item.counts).collect();
        let danger = counted.iter().any(|item| item.severity == Severity::Error);
        (!counted.is_empty()).then(|| Badge { text: counted.len().to_string(), danger })
    }

    fn memory(&self) -> TabMemory {
        let filter = Some(self.filter.clone()).filter(|filter| !filter.is_empty());
        TabMemory { selection: self.selected().map(|item| item.key.clone()).or_else(|| self.wanted.clone()), filter }
    }

    fn recall(&mut self, memory: TabMemory) {
        self.wanted = memory.selection;
        self.filter = memory.filter.unwrap_or_default();
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}
