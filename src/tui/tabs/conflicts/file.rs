//! The file of a revision, to be read.

use std::path::PathBuf;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::fix_text::FixText;
use crate::i18n::safe;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::dialog::{Dialog, Reply, motion};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::put::put_text;
use crate::tui::widget::sql::{Sql, SqlScroll};
use crate::worker::{Failure, Look, Report, Request};

/// Which file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Revision(String),
    /// One that may be no good revision file, to be changed by a person.
    File(String),
}

/// A text with its line numbers, over most of the screen.
#[derive(Debug)]
pub struct FileView {
    wanted: Wanted,
    /// Where to begin.
    line: Option<u32>,
    path: Option<PathBuf>,
    text: Option<Result<Sql, Failure>>,
    scroll: SqlScroll,
}

const BINDINGS: &[Binding<()>] = &[
    Binding {
        keys: &[Key::ESC, Key::ENTER, Key::char('q'), Key::ctrl('c')],
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
    Binding { keys: &[Key::PAGE_UP], action: Action::PageUp, text: &UiText::KeyPageUp, footer: 0, off: always },
    Binding {
        keys: &[Key::HOME, Key::char('g')],
        action: Action::First,
        text: &UiText::KeyFirst,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::END, Key::char('G')], action: Action::Last, text: &UiText::KeyLast, footer: 0, off: always },
    Binding {
        keys: &[Key::RIGHT, Key::char('l')],
        action: Action::Right,
        text: &FixText::KeySideways,
        footer: 0,
        off: always,
    },
    Binding {
        keys: &[Key::LEFT, Key::char('h')],
        action: Action::Left,
        text: &FixText::KeySideways,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::char('y')], action: Action::Copy, text: &UiText::KeyCopy, footer: 4, off: always },
];

impl FileView {
    /// Opens on the file of a revision.
    pub fn of_revision(revision: String) -> Vec<Effect> {
        let look = Look::ReadRevision { revision: revision.clone() };
        FileView::open(Wanted::Revision(revision), None, look)
    }

    /// Opens on a file that a person has to change, at the line to blame.
    pub fn of_file(file: String, line: Option<u32>) -> Vec<Effect> {
        let look = Look::ReadFile { file: file.clone() };
        FileView::open(Wanted::File(file), line, look)
    }

    fn open(wanted: Wanted, line: Option<u32>, look: Look) -> Vec<Effect> {
        let view = FileView { wanted, line, path: None, text: None, scroll: SqlScroll::new() };
        // The dialog first: it is what hears of the answer.
        vec![Effect::open(view), Effect::start(look)]
    }

    fn show(&mut self, text: &str) {
        self.text = Some(Ok(Sql::new(text)));
        if let Some(line) = self.line {
            // Some lines before it stay in sight.
            self.scroll.lines.to((line as usize).saturating_sub(4));
        }
    }

    /// What an editor takes: the path, and the line behind it.
    fn place(&self) -> Option<String> {
        let path = safe(&self.path.as_ref()?.to_string_lossy()).into_owned();
        Some(match self.line {
            Some(line) => format!("{path}:{line}"),
            None => path,
        })
    }
}

impl Dialog for FileView {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Back) => Reply::close(),
            Some(Action::Copy) => {
                let name = match &self.wanted {
                    Wanted::Revision(name) | Wanted::File(name) => name,
                };
                Reply::want(vec![Effect::Copy(self.place().unwrap_or_else(|| name.clone()))])
            }
            Some(Action::Left) => {
                self.scroll.sideways(false);
                Reply::stay()
            }
            Some(Action::Right) => {
                self.scroll.sideways(true);
                Reply::stay()
            }
            Some(action) => {
                if let Some(motion) = motion(action) {
                    self.scroll.go(motion);
                }
                Reply::stay()
            }
            None => Reply::default(),
        }
    }

    fn on_report(&mut self, report: &Report, _: &Shared) -> Reply {
        match (report, &self.wanted) {
            (Report::RevisionText { revision, text }, Wanted::Revision(wanted)) if revision == wanted => {
                self.show(text)
            }
            (Report::FileText { file, path, text }, Wanted::File(wanted)) if file == wanted => {
                self.path = Some(path.clone());
                self.show(text);
            }
            _ => return Reply::default(),
        }
        Reply::stay()
    }

    fn on_failure(&mut self, request: &Request, failure: &Failure, _: &Shared) -> (Reply, bool) {
        let is_mine = match (request, &self.wanted) {
            (Request::Look(Look::ReadRevision { revision }), Wanted::Revision(wanted)) => revision == wanted,
            (Request::Look(Look::ReadFile { file }), Wanted::File(wanted)) => file == wanted,
            _ => false,
        };
        if is_mine {
            self.text = Some(Err(failure.clone()));
        }
        (Reply::default(), is_mine)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = match (&self.wanted, self.line) {
            (Wanted::File(file), Some(line)) => format!("{file}:{line}"),
            (Wanted::File(name), None) | (Wanted::Revision(name), _) => name.clone(),
        };
        let (width, height) = (area.width.saturating_sub(8), area.height.saturating_sub(4));
        let dialog = Window { theme, title: &safe(&title), width, height, buttons: &[], focus: None };
        let mut inner = dialog.draw(area, frame.buffer_mut());
        if let Some(path) = self.place().filter(|_| matches!(self.wanted, Wanted::File(_)) && inner.height > 2) {
            let text = shared.say(FixText::FileEdit { path });
            let y = inner.bottom() - 1;
            put_text(frame.buffer_mut(), inner.x, y, inner.width, &text, theme.style(Role::Dim));
            inner.height -= 1;
        }
        let say = |frame: &mut Frame, text: &str, role| {
            if inner.height > 0 {
                put_text(frame.buffer_mut(), inner.x, inner.y, inner.width, text, theme.style(role));
            }
        };
        match &self.text {
            None => say(frame, &shared.say(FixText::Reading), Role::Dim),
            Some(Err(failure)) => say(frame, &failure.say(shared.lang), Role::Danger),
            Some(Ok(sql)) => self.scroll.draw(theme, shared.lang, inner, frame.buffer_mut(), sql, true),
        }
    }
}
