//! "Are you sure?": names what will happen, stands on Cancel, and in production wants the connection's name typed.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Dialog, Reply, draw_field};
use crate::i18n::safe;
use crate::tui::action::Action;
use crate::tui::binding::{Binding, Hint, always, find, hints};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::shared::Shared;
use crate::tui::text::UiText;
use crate::tui::theme::Role;
use crate::tui::widget::dialog::Dialog as Window;
use crate::tui::widget::field::Field;
use crate::tui::widget::put::put_text;
use crate::tui::widget::text::wrap;

/// A question with two buttons.
#[derive(Debug)]
pub struct Confirm {
    title: String,
    /// Paragraphs that say what will happen, and what will be lost.
    lines: Vec<String>,
    yes: String,
    danger: bool,
    /// What has to be typed, and what is typed so far.
    typed: Option<(String, Field)>,
    on_yes: bool,
    then: Option<Vec<Effect>>,
}

const BINDINGS: &[Binding<Confirm>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyConfirm, footer: 1, off: always },
    Binding {
        keys: &[Key::LEFT, Key::RIGHT, Key::TAB, Key::BACK_TAB, Key::char('h'), Key::char('l')],
        action: Action::Right,
        text: &UiText::KeyChooseButton,
        footer: 2,
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

/// As above, for a field: letters are text.
const TYPED_BINDINGS: &[Binding<Confirm>] = &[
    Binding { keys: &[Key::ENTER], action: Action::Accept, text: &UiText::KeyConfirm, footer: 1, off: always },
    Binding {
        keys: &[Key::TAB, Key::BACK_TAB],
        action: Action::Right,
        text: &UiText::KeyChooseButton,
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

impl Confirm {
    /// Asks `title`; `yes` is on the button that does it.
    pub fn new(title: impl Into<String>, yes: impl Into<String>) -> Confirm {
        Confirm {
            title: title.into(),
            lines: Vec::new(),
            yes: yes.into(),
            danger: false,
            typed: None,
            on_yes: false,
            then: None,
        }
    }

    /// Adds a paragraph. Text from outside is made harmless when it is drawn.
    pub fn line(mut self, text: impl Into<String>) -> Confirm {
        self.lines.push(text.into());
        self
    }

    /// Adds paragraphs.
    pub fn lines(mut self, texts: impl IntoIterator<Item = String>) -> Confirm {
        self.lines.extend(texts);
        self
    }

    /// Something is lost by it.
    pub fn dangerous(mut self) -> Confirm {
        self.danger = true;
        self
    }

    /// Wants this typed, if there is something: see [`Shared::typed_name`].
    pub fn typed(mut self, name: Option<String>) -> Confirm {
        self.typed = name.map(|name| (name, Field::new("")));
        self
    }

    /// What happens after a yes.
    pub fn then(mut self, effects: Vec<Effect>) -> Confirm {
        self.then = Some(effects);
        self
    }

    fn bindings(&self) -> &'static [Binding<Confirm>] {
        if self.typed.is_some() { TYPED_BINDINGS } else { BINDINGS }
    }

    fn is_typed_right(&self) -> bool {
        self.typed.as_ref().is_none_or(|(name, field)| field.text().trim() == name)
    }

    fn accept(&mut self, shared: &Shared) -> Reply {
        if !self.on_yes && self.typed.is_none() {
            return Reply::close();
        }
        if !self.is_typed_right() {
            if let Some((name, field)) = &mut self.typed {
                let name = safe(name).into_owned();
                field.error = shared.say(UiText::NotTheName { name });
            }
            return Reply::stay();
        }
        Reply::close_with(self.then.take().unwrap_or_default())
    }
}

impl Dialog for Confirm {
    fn hints(&self, shared: &Shared) -> Vec<Hint> {
        hints(self.bindings(), self, shared)
    }

    fn takes_text(&self) -> bool {
        self.typed.is_some()
    }

    fn on_key(&mut self, key: &KeyEvent, shared: &Shared) -> Reply {
        let action = find(&self.hints(shared), key).map(|hint| hint.action);
        match action {
            Some(Action::Accept) => self.accept(shared),
            Some(Action::Back) => Reply::close(),
            Some(Action::Right) => {
                self.on_yes = !self.on_yes;
                Reply::stay()
            }
            _ => {
                if let Some((_, field)) = &mut self.typed {
                    field.error.clear();
                    field.on_key(*key);
                    self.on_yes = self.is_typed_right();
                }
                Reply::stay()
            }
        }
    }

    fn on_paste(&mut self, text: &str, _: &Shared) -> Reply {
        if let Some((_, field)) = &mut self.typed {
            field.paste(text);
            self.on_yes = self.is_typed_right();
        }
        Reply::stay()
    }

    fn draw(&self, frame: &mut Frame, area: Rect, shared: &Shared) {
        let theme = &shared.theme;
        let cells = 64.min(area.width.saturating_sub(8));
        let mut text: Vec<String> = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push(String::new());
            }
            text.extend(wrap(line, usize::from(cells)));
        }
        let typed = if self.typed.is_some() { 4 } else { 0 };
        let cancel = shared.say(UiText::ButtonCancel);
        let buttons = [cancel.as_str(), self.yes.as_str()];
        let title = match self.danger {
            true => format!("{} {}", theme.symbols().warning, self.title),
            false => self.title.clone(),
        };
        let height = u16::try_from(text.len()).unwrap_or(u16::MAX).saturating_add(typed);
        let focus = Some(usize::from(self.on_yes));
        let dialog = Window { theme, title: &title, width: cells, height, buttons: &buttons, focus };
        let inner = dialog.draw(area, frame.buffer_mut());
        let below = inner.bottom().saturating_sub(typed);
        for (line, y) in text.iter().zip(inner.top()..below) {
            put_text(frame.buffer_mut(), inner.x, y, inner.width, line, theme.style(Role::Text));
        }
        if let Some((name, field)) = &self.typed {
            let name = safe(name).into_owned();
            let y = below.saturating_add(1);
            if y < inner.bottom() {
                let question = shared.say(UiText::TypeName { name });
                put_text(frame.buffer_mut(), inner.x, y, inner.width, &question, theme.style(Role::Strong));
                let height = (inner.bottom() - y).saturating_sub(1);
                draw_field(frame, Rect { y: y + 1, height, ..inner }, field, theme);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;
    use crate::i18n::Lang;
    use crate::tui::theme::{Look, Theme};

    fn shared() -> Shared {
        Shared::new(Lang::En, Theme::new(Look { colour: false, ascii: false }))
    }

    fn press(dialog: &mut Confirm, code: KeyCode) -> Reply {
        dialog.on_key(&KeyEvent::new(code, KeyModifiers::NONE), &shared())
    }

    fn question() -> Confirm {
        Confirm::new("Go back to the base?", "Downgrade").dangerous().then(vec![Effect::Quit])
    }

    #[test]
    fn the_focus_stands_on_cancel() {
        let reply = press(&mut question(), KeyCode::Enter);
        assert!(reply.closes && reply.effects.is_empty());
    }

    #[test]
    fn a_yes_has_to_be_chosen_first() {
        let mut dialog = question();
        press(&mut dialog, KeyCode::Right);
        let reply = press(&mut dialog, KeyCode::Enter);
        assert!(reply.closes && matches!(reply.effects[..], [Effect::Quit]));
    }

    #[test]
    fn a_name_has_to_be_typed_whole_and_a_paste_confirms_nothing() {
        let mut dialog = question().typed(Some("store".to_owned()));
        let reply = dialog.on_paste("stor\n", &shared());
        assert!(!reply.closes);
        press(&mut dialog, KeyCode::Tab);
        assert!(!press(&mut dialog, KeyCode::Enter).closes, "it is not the name yet");
        press(&mut dialog, KeyCode::Char('e'));
        let reply = press(&mut dialog, KeyCode::Enter);
        assert!(reply.closes && matches!(reply.effects[..], [Effect::Quit]));
    }
}
