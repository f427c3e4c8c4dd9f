//! A new password for an administrator of the application: typed twice, judged while it is typed, and confirmed.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Confirm, Dialog, Reply};
use crate::i18n::Say;
use crate::operations::seed::{Answers, Label, Question};
use crate::tui::binding::Hint;
use crate::tui::effect::Effect;
use crate::tui::form::{Form, FormReply};
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::widget::dialog::Dialog as Window;
use crate::worker::Work;

/// The key of the form's one question.
const PASSWORD: &str = "password";

/// Asks for it.
#[derive(Debug)]
pub struct NewPassword {
    user: String,
    connection: String,
    form: Form,
}

impl NewPassword {
    pub fn new(user: String, connection: String) -> NewPassword {
        let label = |lang| Some(UiText::NewPasswordLabel.say(lang));
        let question = Question {
            key: PASSWORD.to_owned(),
            default: None,
            secret: true,
            check: None,
            text: Label { tr: label(crate::i18n::Lang::Tr), en: label(crate::i18n::Lang::En) },
        };
        let known = vec![user.clone(), connection.clone()];
        NewPassword { form: Form::new(&[question], &Answers::default(), known), user, connection }
    }

    fn confirm(&self, shared: &Shared) -> Vec<Effect> {
        let Some(password) = self.form.answers().secret(PASSWORD).cloned() else { return Vec::new() };
        let (user, connection) = (self.user.clone(), self.connection.clone());
        let title = UiText::NewPasswordTitle { user: user.clone() };
        let confirm = Confirm::new(shared.say(title), shared.say(UiText::NewPasswordYes))
            .line(shared.say(UiText::NewPasswordMore { user: user.clone() }))
            .typed(shared.typed_name())
            .then(vec![Effect::start(Work::ResetPassword { connection, user, password })]);
        vec![Effect::open(confirm)]
    }
}

impl Dialog for NewPassword {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        Form::hints(shared)
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        match self.form.on_key(key, shared) {
            FormReply::Stay => Reply::stay(),
            FormReply::Back => Reply::close(),
            FormReply::Done => Reply::close_with(self.confirm(shared)),
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.form.on_paste(text);
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let title = shared.say(UiText::NewPasswordTitle { user: self.user.clone() });
        let (width, height) = (64.min(area.width.saturating_sub(6)), 8.min(area.height.saturating_sub(4)));
        let window = Window { theme: &shared.theme, title: &title, width, height, buttons: &[], focus: None };
        let inner = window.draw(area, frame.buffer_mut());
        self.form.draw(frame, inner, shared);
    }
}
