//! A window in the middle of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::pane::Pane;
use super::put::put_text;
use crate::i18n::width;
use crate::tui::theme::{Role, Theme};

/// A button of a dialog.
#[derive(Debug, Clone)]
pub struct Button {
    pub text: String,
    pub focused: bool,
    pub danger: bool,
}

/// A window of the wanted size, as far as there is room.
#[derive(Debug, Clone)]
pub struct DialogBox<'a> {
    pub theme: &'a Theme,
    pub title: &'a str,
    pub cells: u16,
    pub lines: u16,
    pub danger: bool,
    pub buttons: &'a [Button],
}

impl DialogBox<'_> {
    /// Draws it and returns the area inside, above the buttons.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) -> Rect {
        let buttons = if self.buttons.is_empty() { 0 } else { 2 };
        let w = (self.cells + 4).min(area.width);
        let h = self.lines.saturating_add(2 + buttons).min(area.height);
        let rect = Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
        Clear.render(rect, buffer);
        let inner = Pane::new(self.theme, self.title).focused(true).draw(rect, buffer);
        let inner = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
        if buttons > 0 && inner.height >= 2 {
            let mut x = inner.x;
            for button in self.buttons {
                let role = if button.focused { Role::ButtonFocused } else { Role::Button };
                let text = format!("[ {} ]", button.text);
                put_text(buffer, x, inner.bottom() - 1, inner.right().saturating_sub(x), &text, self.theme.style(role));
                x = x.saturating_add(u16::try_from(width(&text)).unwrap_or(0) + 2);
            }
            return Rect { height: inner.height - 2, ..inner };
        }
        inner
    }
}
