//! One line to be typed, handed to the tab that asked.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Dialog, Reply, draw_field};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::{Ask, Effect};
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::tab::TabName;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::field::Field;
use crate::tui::widget::put::put_text;
use crate::tui::widget::text::wrap;

/// A question with one line for the answer.
#[derive(Debug)]
pub struct Input {
    title: String,
    explanation: String,
    field: Field,
    tab: TabName,
    ask: Ask,
    check: fn(&str, &Shared) -> Option<String>,
}

pub(super) const BINDINGS: &[Binding<()>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyAccept, footer: 1, off: always },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyCancel,
        footer: 1,
        off: always,
    },
];

impl Input {
    /// Asks on behalf of a tab, beginning with `text`.
    pub fn new(title: impl Into<String>, text: &str, tab: TabName, ask: Ask) -> Input {
        let field = Field::new(text);
        Input { title: title.into(), explanation: String::new(), field, tab, ask, check: |_, _| None }
    }

    /// Says more above the field.
    pub fn explained(mut self, explanation: impl Into<String>) -> Input {
        self.explanation = explanation.into();
        self
    }

    /// Says what is wrong with an answer; it is not taken until nothing is.
    pub fn checked(mut self, check: fn(&str, &Shared) -> Option<String>) -> Input {
        self.check = check;
        self
    }
}

impl Dialog for Input {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => {
                let text = self.field.text().trim().to_owned();
                match (self.check)(&text, shared) {
                    Some(wrong) => {
                        self.field.error = wrong;
                        Reply::stay()
                    }
                    None => Reply::close_with(vec![Effect::Answer { tab: self.tab, ask: self.ask.clone(), text }]),
                }
            }
            Some(_) => Reply::close(),
            None => {
                self.field.error.clear();
                self.field.on_key(*key);
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.field.paste(text);
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let cells = 64.min(area.width.saturating_sub(8));
        let text = match self.explanation.is_empty() {
            true => Vec::new(),
            false => wrap(&self.explanation, usize::from(cells)),
        };
        let above = u16::try_from(text.len()).unwrap_or(u16::MAX);
        let lines = above.saturating_add(if above > 0 { 3 } else { 2 });
        let dialog = Window { theme, title: &self.title, width: cells, height: lines, buttons: &[], focus: None };
        let inner = dialog.draw(area, frame.buffer_mut());
        for (line, y) in text.iter().zip(inner.top()..inner.bottom()) {
            put_text(frame.buffer_mut(), inner.x, y, inner.width, line, theme.style(Role::Dim));
        }
        let y = inner.y.saturating_add(if above > 0 { above + 1 } else { 0 });
        if y < inner.bottom() {
            draw_field(frame, Rect { y, height: inner.bottom() - y, ..inner }, &self.field, theme);
        }
    }
}
