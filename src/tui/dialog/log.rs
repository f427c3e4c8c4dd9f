//! `!`: every message again, and every statement that ran with its time and rows.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::message::motion;
use super::{Dialog, Message, Reply};
use crate::i18n::{duration, safe};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::notice::{Entry, Log, Tone};
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::cursor::{Cursor, Motion};
use crate::tui::widget::pane::Pane;
use crate::tui::widget::table::{Column, Row, Table};

/// The log as it was when it was opened.
#[derive(Debug)]
pub struct LogView {
    entries: Vec<(String, Entry)>,
    cursor: Cursor,
}

const BINDINGS: &[Binding<LogView>] = &[
    Binding {
        keys: &[Key::ESC, Key::char('q'), Key::char('!'), Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyClose,
        footer: 1,
        off: always,
    },
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyAccept, footer: 2, off: always },
    Binding {
        keys: &[Key::DOWN, Key::char('j')],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 3,
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
        keys: &[Key::PAGE_DOWN, Key::ctrl('f')],
        action: Action::PageDown,
        text: &UiText::KeyPage,
        footer: 4,
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
    Binding { keys: &[Key::char('y')], action: Action::Copy, text: &UiText::KeyCopy, footer: 5, off: always },
];

impl LogView {
    pub fn new(log: &Log, _: &Shared) -> LogView {
        let entries: Vec<_> = log.entries().cloned().collect();
        let mut cursor = Cursor::new();
        cursor.go(Motion::Last, entries.len());
        LogView { entries, cursor }
    }

    fn selected(&self) -> Option<&Entry> {
        self.cursor.selected(self.entries.len()).map(|index| &self.entries[index].1)
    }

    /// An entry as text, to be read whole or copied.
    fn paragraphs(entry: &Entry, shared: &Shared) -> Vec<String> {
        match entry {
            Entry::Notice(notice) => {
                let hints = notice.hint.lines().map(|hint| format!("{} {hint}", shared.theme.symbols().right));
                std::iter::once(notice.text.clone()).chain(hints).collect()
            }
            Entry::Statement { revision, sql, elapsed, rows } => {
                let rows = shared.say(UiText::Rows { rows: *rows });
                vec![format!("{revision}: {}, {rows}", duration(*elapsed, shared.lang)), sql.clone()]
            }
            Entry::LeftOut(count) => vec![shared.say(UiText::LeftOut { count: *count })],
        }
    }
}

impl Dialog for LogView {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, self, shared)
    }

    fn is_full_screen(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        let Some(action) = find(&self.hints(shared), key).map(|hint| hint.action) else { return Reply::default() };
        match action {
            Action::Back => Reply::close(),
            Action::Accept => match self.selected() {
                Some(entry) => {
                    let message = Message::new(shared.say(UiText::Log), LogView::paragraphs(entry, shared));
                    Reply::want(vec![Effect::open(message)])
                }
                None => Reply::default(),
            },
            Action::Copy => match self.selected() {
                Some(entry) => Reply::want(vec![Effect::Copy(LogView::paragraphs(entry, shared).join("\n"))]),
                None => Reply::default(),
            },
            action => {
                if let Some(motion) = motion(action) {
                    self.cursor.go(motion, self.entries.len());
                }
                Reply::stay()
            }
        }
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = shared.say(UiText::Log);
        let place = match self.cursor.selected(self.entries.len()) {
            Some(index) => format!("{}/{}", index + 1, self.entries.len()),
            None => String::new(),
        };
        let inner = Pane::new(theme, &title).right(&place).focused(true).draw(area, frame.buffer_mut());
        let columns = [
            Column::fixed("", 8),
            Column::rest("", 20),
            Column::fixed("", 10).right().shrink(2),
            Column::fixed("", 14).right().shrink(3),
        ];
        let empty = shared.say(UiText::LogEmpty);
        let table = Table {
            theme,
            columns: &columns,
            rows: self.entries.len(),
            cursor: &self.cursor,
            focused: true,
            header: false,
            empty: &empty,
        };
        table.draw(inner, frame.buffer_mut(), |index| {
            let (time, entry) = &self.entries[index];
            let time = Line::styled(time.clone(), theme.style(Role::Dim));
            match entry {
                Entry::Notice(notice) => {
                    let role = match notice.tone {
                        Tone::Info => Role::Text,
                        Tone::Good => Role::Good,
                        Tone::Warning => Role::Warning,
                        Tone::Bad => Role::Danger,
                    };
                    let text = safe(&notice.text).into_owned();
                    Row::new([time, Line::styled(text, theme.style(role)), Line::default(), Line::default()])
                }
                Entry::Statement { revision, sql, elapsed, rows } => Row::new([
                    time,
                    Line::from(vec![
                        Span::styled(format!("{revision}  "), theme.style(Role::Dim)),
                        Span::raw(sql.clone()),
                    ]),
                    Line::raw(duration(*elapsed, shared.lang)),
                    Line::raw(shared.say(UiText::Rows { rows: *rows })),
                ]),
                Entry::LeftOut(count) => {
                    let text = shared.say(UiText::LeftOut { count: *count });
                    Row::new([time, Line::styled(text, theme.style(Role::Dim)), Line::default(), Line::default()])
                }
            }
        });
    }
}
