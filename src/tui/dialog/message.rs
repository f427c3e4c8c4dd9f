//! A text to be read: an error with its hints, an explanation.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Dialog, Reply};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::widget::cursor::Motion;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::text::{Scroll, wrap};

/// Paragraphs in a window.
#[derive(Debug)]
pub struct Message {
    title: String,
    paragraphs: Vec<String>,
    danger: bool,
    scroll: Scroll,
}

/// Keys of everything that is only read.
const BINDINGS: &[Binding<()>] = &[
    Binding {
        keys: &[Key::ENTER, Key::ESC, Key::char('q'), Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyClose,
        footer: 1,
        off: always,
    },
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
        keys: &[Key::PAGE_DOWN, Key::SPACE, Key::ctrl('f')],
        action: Action::PageDown,
        text: &UiText::KeyPage,
        footer: 3,
        off: always,
    },
    Binding {
        keys: &[Key::PAGE_UP, Key::ctrl('b')],
        action: Action::PageUp,
        text: &UiText::KeyPageUp,
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
    Binding { keys: &[Key::char('y')], action: Action::Copy, text: &UiText::KeyCopy, footer: 4, off: always },
];

/// The way through a list or a text that an action means.
pub fn motion(action: Action) -> Option<Motion> {
    Some(match action {
        Action::Next => Motion::Next,
        Action::Previous => Motion::Previous,
        Action::PageDown => Motion::PageDown,
        Action::PageUp => Motion::PageUp,
        Action::First => Motion::First,
        Action::Last => Motion::Last,
        _ => return None,
    })
}

impl Message {
    pub fn new(title: impl Into<String>, paragraphs: Vec<String>) -> Message {
        Message { title: title.into(), paragraphs, danger: false, scroll: Scroll::new() }
    }

    /// It tells of something bad.
    pub fn dangerous(mut self) -> Message {
        self.danger = true;
        self
    }
}

impl Dialog for Message {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Back) => Reply::close(),
            Some(Action::Copy) => Reply::want(vec![Effect::Copy(self.paragraphs.join("\n"))]),
            Some(action) => {
                if let Some(motion) = motion(action) {
                    self.scroll.go(motion);
                }
                Reply::stay()
            }
            None => Reply::default(),
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let cells = 76.min(area.width.saturating_sub(8));
        let lines: Vec<String> =
            self.paragraphs.iter().flat_map(|text| wrap(text, usize::from(cells.saturating_sub(2)))).collect();
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let theme = &shared.theme;
        let title = match self.danger {
            true => format!("{} {}", theme.symbols().cross, self.title),
            false => self.title.clone(),
        };
        let dialog = Window { theme, title: &title, width: cells, height, buttons: &[], focus: None };
        let inner = dialog.draw(area, frame.buffer_mut());
        self.scroll.draw(theme, inner, frame.buffer_mut(), lines.len(), |index| Line::raw(lines[index].as_str()));
    }
}
