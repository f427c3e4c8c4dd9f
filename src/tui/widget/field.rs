//! One line that is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use secrecy::SecretString;

use super::put::put_text;
use crate::i18n::width;
use crate::tui::theme::{Role, Theme};

/// A text with a cursor.
#[derive(Default)]
pub struct Field {
    text: String,
    masked: bool,
    placeholder: String,
    error: Option<String>,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Field")
    }
}

impl Field {
    pub fn new(text: &str) -> Field {
        Field { text: text.to_owned(), ..Field::default() }
    }
    pub fn password() -> Field {
        Field { masked: true, ..Field::default() }
    }
    pub fn with_placeholder(mut self, text: String) -> Field {
        self.placeholder = text;
        self
    }
    pub fn text(&self) -> String {
        self.text.clone()
    }
    pub fn secret(&self) -> SecretString {
        SecretString::from(self.text.clone())
    }
    pub fn set_error(&mut self, error: Option<String>) {
        self.error = error;
    }
    pub fn on_key(&mut self, key: &KeyEvent) {
        match key.code {
            KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => self.text.push(c),
            KeyCode::Backspace => drop(self.text.pop()),
            _ => {}
        }
    }
    pub fn paste(&mut self, text: &str) {
        self.text.push_str(&text.replace(['\n', '\r'], " "));
    }
    pub fn draw(&self, frame: &mut Frame, area: Rect, theme: &Theme, focused: bool) {
        if area.is_empty() {
            return;
        }
        let text = if self.masked { theme.symbols().mask.repeat(self.text.chars().count()) } else { self.text.clone() };
        let style = theme.style(Role::Input);
        put_text(frame.buffer_mut(), area.x, area.y, area.width, &text, style);
        if let (Some(error), true) = (&self.error, area.height > 1) {
            put_text(frame.buffer_mut(), area.x, area.y + 1, area.width, error, theme.style(Role::Danger));
        }
        if focused {
            let x = area.x + u16::try_from(width(&text)).unwrap_or(0).min(area.width - 1);
            frame.set_cursor_position(Position::new(x, area.y));
        }
    }
}
