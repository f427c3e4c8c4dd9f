//! A new password for an administrator, typed twice.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::ExposeSecret;

use super::act::confirmed;
use super::fix_text::FixText;
use crate::operations::password;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::dialog::{Confirm, Dialog, Reply, draw_field};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::field::Field;
use crate::tui::widget::put::put_text;
use crate::worker::Work;

/// Two fields; the rules are checked while somebody can still type.
#[derive(Debug)]
pub struct NewPassword {
    user: String,
    fields: [Field; 2],
    at: usize,
}

const BINDINGS: &[Binding<()>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyAccept, footer: 1, off: always },
    Binding {
        keys: &[Key::TAB, Key::DOWN, Key::BACK_TAB, Key::UP],
        action: Action::Next,
        text: &UiText::KeyMove,
        footer: 2,
        off: always,
    },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &UiText::KeyCancel,
        footer: 1,
        off: always,
    },
];

impl NewPassword {
    pub fn new(user: String) -> NewPassword {
        NewPassword { user, fields: [Field::password(), Field::password()], at: 0 }
    }

    fn accept(&mut self, shared: &Shared) -> Reply {
        if self.at == 0 {
            self.at = 1;
            return Reply::stay();
        }
        let [first, second] = self.fields.each_ref().map(Field::secret);
        if let Err(problem) = password::check(&first, &[&self.user]) {
            self.at = 0;
            self.fields[0].error = shared.say(problem);
            return Reply::stay();
        }
        if first.expose_secret() != second.expose_secret() {
            self.fields[1].error = shared.say(FixText::ResetDiffers);
            return Reply::stay();
        }
        let user = self.user.clone();
        let confirm =
            Confirm::new(shared.say(FixText::ResetTitle { user: user.clone() }), shared.say(FixText::ResetYes))
                .line(shared.say(FixText::ResetMore { user: user.clone() }));
        let connection = shared.connection.clone().unwrap_or_default();
        let reset = Work::ResetPassword { connection, user, password: first };
        Reply::close_with(confirmed(confirm, shared, vec![Effect::start(reset)]))
    }
}

impl Dialog for NewPassword {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match find(&self.hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) => self.accept(shared),
            Some(Action::Next) => {
                self.at = 1 - self.at;
                Reply::stay()
            }
            Some(_) => Reply::close(),
            None => {
                self.fields[self.at].error.clear();
                self.fields[self.at].on_key(*key);
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.fields[self.at].paste(text);
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let title = shared.say(FixText::ResetTitle { user: self.user.clone() });
        let width = 60.min(area.width.saturating_sub(8));
        let inner =
            Window { theme, title: &title, width, height: 7, buttons: &[], focus: None }.draw(area, frame.buffer_mut());
        for (index, (field, name)) in self.fields.iter().zip([FixText::ResetFirst, FixText::ResetAgain]).enumerate() {
            let y = inner.y + 4 * u16::try_from(index).unwrap_or_default();
            if y + 1 >= inner.bottom() {
                return;
            }
            put_text(frame.buffer_mut(), inner.x, y, inner.width, &shared.say(name), theme.style(Role::Dim));
            let place = Rect { y: y + 1, height: (inner.bottom() - y - 1).min(2), ..inner };
            match index == self.at {
                true => draw_field(frame, place, field, theme),
                false => drop(field.draw(theme, place, frame.buffer_mut(), false)),
            }
        }
    }
}
