//! What is asked before a load: the questions of the sets as a form, then whether to go on; and the administrator's new password.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::text::SeedingText;
use crate::i18n::safe;
use crate::operations::admin::DEFAULT_USER;
use crate::operations::seed::{Answers, OnExisting, Question, SetDifference};
use crate::tui::binding::Hint;
use crate::tui::dialog::{Confirm, Dialog, NewPassword, Reply};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, FormReply};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::put::put_text;
use crate::worker::Work;

/// Sets that the question names before the rest becomes a number.
const NAMED: usize = 10;

/// Asks what the sets ask, if anything, and then whether to load them.
pub(super) fn load(shared: &Shared, sets: &[&SetDifference], questions: &[Question]) -> Vec<Effect> {
    let Some(connection) = shared.connection.clone() else { return Vec::new() };
    let asked: Vec<Question> =
        questions.iter().filter(|question| sets.iter().any(|set| set.asks.contains(&question.key))).cloned().collect();
    let names: Vec<String> = sets.iter().map(|set| set.set.clone()).collect();
    let lines = lines(shared, sets);
    let load = Load { connection, sets: names, lines };
    if asked.is_empty() {
        return vec![load.confirm(shared, Answers::default())];
    }
    let known = vec![DEFAULT_USER.to_owned(), load.connection.clone()];
    let form = Form::new(&asked, &Answers::default(), known);
    vec![Effect::open(Questions { title: shared.say(SeedingText::FormTitle), form, load })]
}

/// A new password for the administrator.
pub(super) fn reset_password(shared: &Shared) -> Vec<Effect> {
    let Some(connection) = shared.connection.clone() else { return Vec::new() };
    vec![Effect::open(NewPassword::new(DEFAULT_USER.to_owned(), connection))]
}

/// A load that waits for answers and for a yes.
#[derive(Debug, Clone)]
struct Load {
    connection: String,
    sets: Vec<String>,
    lines: Vec<String>,
}

impl Load {
    fn confirm(&self, shared: &Shared, answers: Answers) -> Effect {
        let title = shared.say(SeedingText::AskLoad { database: safe(&self.connection).into_owned() });
        let (connection, sets) = (self.connection.clone(), self.sets.clone());
        let work = Work::LoadSeeds { connection, sets, answers };
        let confirm = Confirm::new(title, shared.say(SeedingText::ButtonLoad))
            .line(self.lines.join("\n"))
            .line(shared.say(SeedingText::AllOrNothing))
            .typed(shared.typed_name())
            .then(vec![Effect::start(work)]);
        Effect::open(confirm)
    }
}

/// What each set would write.
fn lines(shared: &Shared, sets: &[&SetDifference]) -> Vec<String> {
    let line = |set: &&SetDifference| {
        let updated = if set.on_existing == OnExisting::Update { set.different } else { 0 };
        let (name, table) = (safe(&set.set).into_owned(), safe(&set.table).into_owned());
        shared.say(SeedingText::SetLine { set: name, table, new: set.new, updated })
    };
    let writing: Vec<&&SetDifference> = sets.iter().filter(|set| super::writes(set) > 0).collect();
    let mut lines: Vec<String> = writing.iter().take(NAMED).map(|set| line(set)).collect();
    if writing.len() > NAMED {
        lines.push(format!("{} (+{})", shared.theme.symbols().ellipsis, writing.len() - NAMED));
    }
    lines
}

/// A form in a window.
#[derive(Debug)]
struct Questions {
    title: String,
    form: Form,
    load: Load,
}

impl Dialog for Questions {
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
            FormReply::Done => {
                let answers = self.form.answers();
                Reply::close_with(vec![self.load.confirm(shared, answers)])
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        self.form.on_paste(text);
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let width = 64.min(area.width.saturating_sub(6));
        let height = area.height.saturating_sub(4);
        let window = Window { theme, title: &self.title, width, height, buttons: &[], focus: None };
        let inner = window.draw(area, frame.buffer_mut());
        if inner.height < 3 {
            put_text(frame.buffer_mut(), inner.x, inner.y, inner.width, &self.title, theme.style(Role::Text));
        }
        self.form.draw(frame, inner, shared);
    }
}
