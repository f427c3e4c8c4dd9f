//! Questions to be answered on one screen: each is checked while it is typed, a password is typed twice and its strength shown.

mod draw;
#[cfg(test)]
mod tests;
mod text;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::SecretString;

use crate::i18n::Say;
use crate::operations::password::{self, Strength};
use crate::operations::seed::{Answers, Question};
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::widget::field::Field;
pub use text::FormText;

/// A form: the questions, what is typed, and which field has the keys.
#[derive(Debug)]
pub struct Form {
    rows: Vec<Row>,
    focus: usize,
    /// Names that a password must not be made of, beside the other answers.
    names: Vec<String>,
}

/// One field. A password has two: the second is to be the same.
#[derive(Debug)]
struct Row {
    question: Question,
    is_repetition: bool,
    field: Field,
    /// Whether somebody has been there: an empty form does not begin with complaints.
    touched: bool,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormReply {
    /// It was the form's own.
    Stay,
    /// The last field was left, and every answer fits.
    Done,
    /// Somebody wants to go back.
    Back,
}

const BINDINGS: &[Binding<()>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &FormText::KeyNext, footer: 2, off: always },
    Binding { keys: &[Key::DOWN, Key::TAB], action: Action::Next, text: &FormText::KeyField, footer: 3, off: always },
    Binding {
        keys: &[Key::UP, Key::BACK_TAB],
        action: Action::Previous,
        text: &FormText::KeyField,
        footer: 0,
        off: always,
    },
    Binding { keys: &[Key::f(2)], action: Action::Load, text: &FormText::KeyDone, footer: 4, off: always },
    Binding {
        keys: &[Key::ESC, Key::ctrl('c')],
        action: Action::Back,
        text: &crate::tui::text::UiText::KeyBack,
        footer: 1,
        off: always,
    },
];

impl Form {
    /// Asks `questions`, beginning with the `answers` there are.
    pub fn new(questions: &[Question], answers: &Answers, names: Vec<String>) -> Form {
        let mut rows = Vec::new();
        for question in questions {
            let row = |is_repetition| {
                let mut field = if question.secret { Field::password() } else { Field::new("") };
                match answers.secret(&question.key) {
                    Some(answer) if question.secret => field.set_secret(answer),
                    Some(_) => field.set(answers.get(&question.key).unwrap_or_default()),
                    None => {}
                }
                field.placeholder = question.default.clone().unwrap_or_default();
                Row { question: question.clone(), is_repetition, field, touched: false }
            };
            rows.push(row(false));
            if question.secret {
                rows.push(row(true));
            }
        }
        Form { rows, focus: 0, names }
    }

    /// Its keys.
    pub fn hints(shared: &Shared) -> Vec<Hint> {
        hints(BINDINGS, &(), shared)
    }

    /// Takes a key.
    pub fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> FormReply {
        match find(&Form::hints(shared), key).map(|hint| hint.action) {
            Some(Action::Accept) if self.focus + 1 < self.rows.len() => self.go(self.focus + 1),
            Some(Action::Accept | Action::Load) => return self.finish(shared),
            Some(Action::Next) => self.go((self.focus + 1).min(self.rows.len().saturating_sub(1))),
            Some(Action::Previous) => self.go(self.focus.saturating_sub(1)),
            Some(_) => return FormReply::Back,
            None => {
                if let Some(row) = self.rows.get_mut(self.focus) {
                    row.field.on_key(*key);
                }
            }
        }
        FormReply::Stay
    }

    /// Takes a pasted text; it never leaves a field.
    pub fn on_paste(&mut self, text: &str) {
        if let Some(row) = self.rows.get_mut(self.focus) {
            row.field.paste(text);
        }
    }

    fn go(&mut self, to: usize) {
        if let Some(row) = self.rows.get_mut(self.focus) {
            row.touched = true;
        }
        self.focus = to;
    }

    /// Ends the form if every answer fits, else goes to the first that does not.
    fn finish(&mut self, shared: &Shared) -> FormReply {
        self.rows.iter_mut().for_each(|row| row.touched = true);
        match (0..self.rows.len()).find(|&index| self.problem(index, shared).is_some()) {
            None => FormReply::Done,
            Some(index) => {
                self.focus = index;
                FormReply::Stay
            }
        }
    }

    /// What was answered; a question whose default counts is not in it.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for row in self.rows.iter().filter(|row| !row.is_repetition && !row.field.is_empty()) {
            match row.question.secret {
                true => answers.set(row.question.key.clone(), row.field.secret()),
                false => answers.set(row.question.key.clone(), row.field.text()),
            }
        }
        answers
    }

    /// What is wrong with a field, in the language at hand.
    fn problem(&self, index: usize, shared: &Shared) -> Option<String> {
        let row = &self.rows[index];
        if row.is_repetition {
            let first = self.rows[index - 1].field.secret();
            return (!is_same(&first, &row.field.secret())).then(|| shared.say(FormText::NotTheSame));
        }
        if row.question.secret {
            let names = self.forbidden();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            return password::check(&row.field.secret(), &names).err().map(|problem| problem.say(shared.lang));
        }
        let text = row.field.text();
        if text.is_empty() {
            return row.question.default.is_none().then(|| shared.say(FormText::Needed));
        }
        row.question.check(text).err().map(|problem| problem.say(shared.lang))
    }

    /// What everybody knows: the other answers and the names around them.
    fn forbidden(&self) -> Vec<String> {
        let open = self.rows.iter().filter(|row| !row.question.secret);
        let answers = open.map(|row| match row.field.text() {
            "" => row.question.default.clone().unwrap_or_default(),
            text => text.to_owned(),
        });
        answers.chain(self.names.iter().cloned()).collect()
    }

    fn strength(&self, index: usize) -> Strength {
        let names = self.forbidden();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        password::strength(&self.rows[index].field.secret(), &names)
    }

    /// Draws the fields around the one that has the keys.
    pub fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        draw::draw(self, frame, area, shared);
    }
}

fn is_same(one: &SecretString, other: &SecretString) -> bool {
    use secrecy::ExposeSecret;
    one.expose_secret() == other.expose_secret()
}
