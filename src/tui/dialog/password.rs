//! The database's password, kept in memory until goc ends.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::input::BINDINGS;
use super::{Dialog, Reply, draw_field};
use crate::i18n::safe;
use crate::tui::action::Action;
use crate::tui::binding::{Hint, find, hints};
use crate::tui::effect::Effect;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::field::Field;
use crate::tui::widget::put::put_text;
use crate::worker::{Failure, Look};

/// Asks for a password.
#[derive(Debug)]
pub struct Password {
    title: String,
    connection: String,
    field: Field,
}

impl Password {
    /// Asks when a server wants a password that is missing, and again when it refuses one that was given here.
    pub fn for_failure(failure: &Failure, connection: &str, was_given: bool, shared: &Shared) -> Option<Password> {
        let user = failure.facts()["user"].as_str().unwrap_or_default().to_owned();
        let database = safe(connection).into_owned();
        let title = match failure.kind() {
            "password_missing" => UiText::AskPassword { user, database },
            "login_failed" if was_given => UiText::AskPasswordAgain { user, database },
            _ => return None,
        };
        Some(Password { title: shared.say(title), connection: connection.to_owned(), field: Field::password() })
    }
}

impl Dialog for Password {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => {
                let (connection, password) = (self.connection.clone(), self.field.secret());
                Reply::close_with(vec![Effect::start(Look::UsePassword { connection, password })])
            }
            Some(_) => Reply::close(),
            None => {
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
        let cells = 60.min(area.width.saturating_sub(8));
        let dialog = Window { theme, title: &self.title, width: cells, height: 3, buttons: &[], focus: None };
        let inner = dialog.draw(area, frame.buffer_mut());
        draw_field(frame, Rect { height: inner.height.min(1), ..inner }, &self.field, theme);
        if inner.height > 2 {
            let text = shared.say(UiText::PasswordKept);
            put_text(frame.buffer_mut(), inner.x, inner.y + 2, inner.width, &text, theme.style(Role::Dim));
        }
    }
}
