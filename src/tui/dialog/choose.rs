//! "Which one?": a short list, each line with what choosing it does.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Dialog, Reply, motion};
use crate::i18n::safe;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::table::{Column, Row, Table};

/// A list to choose from.
#[derive(Debug)]
pub struct Choose {
    title: String,
    items: Vec<(String, Vec<Effect>)>,
    cursor: Cursor,
}

const BINDINGS: &[Binding<Choose>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyChooseButton, footer: 1, off: always },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 2,
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
        keys: &[Key::ESC, Key::char('q'), Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyCancel,
        footer: 1,
        off: always,
    },
];

impl Choose {
    pub fn new(title: impl Into<String>) -> Choose {
        Choose { title: title.into(), items: Vec::new(), cursor: Cursor::new() }
    }

    /// Adds a line, and what choosing it does. Text from outside is made harmless when it is drawn.
    pub fn item(mut self, text: impl Into<String>, effects: Vec<Effect>) -> Choose {
        self.items.push((text.into(), effects));
        self
    }
}

impl Dialog for Choose {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, self, shared)
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => match self.cursor.selected(self.items.len()) {
                Some(index) => Reply::close_with(std::mem::take(&mut self.items[index].1)),
                None => Reply::close(),
            },
            Some(Action::Back) => Reply::close(),
            Some(action) => {
                if let Some(motion) = motion(action) {
                    self.cursor.go(motion, self.items.len());
                }
                Reply::stay()
            }
            None => Reply::default(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let cells = 90.min(area.width.saturating_sub(8));
        let height = u16::try_from(self.items.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(4));
        let dialog = Window { theme, title: &self.title, width: cells, height, buttons: &[], focus: None };
        let inner = dialog.draw(area, frame.buffer_mut());
        let columns = [Column::rest("", 10)];
        let table = Table {
            theme,
            columns: &columns,
            rows: self.items.len(),
            cursor: &self.cursor,
            focused: true,
            header: false,
            empty: "",
        };
        table.draw(inner, frame.buffer_mut(), |index| Row::new([Line::raw(safe(&self.items[index].0).into_owned())]));
    }
}
